# SPDX-License-Identifier: EUPL-1.2
"""Cases with persons and things of every kind, and words as hostile as a file may hold them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from comity.draft.case.case import Case
from comity.draft.case.read import read_case

_TROUBLE = (
    "null", "true", "NO", "on", "1.0", "07041", "2026-11-24", "~1980", "1980-05", "1980-13", "-", "- a", "? a", "a: b", "a #b", "#",
    "&a", "*a", "!a", "%a", "@a", "`a", "[", "{a", "a\nb", "a\n\n b", "a \nb", "\na", "a\n", "\r\n", "a\rb", "\t", "\ta", "\x00",
    "\x07b", "\x1b[31m", "\x7f", "\x85", "\u200b", "a\u200bb", "\u202eb", "\ufeff", "\u2028", "e\u0301", "\u0130", "\ufb01",
    "\U0001f600", "''", '"x"', "'x'", '""a""', "a;b", "a, ,b", "a,,.b", "ESQ.,", "<br>", "  a  b ", "\u0130lqar \u018fliyev",
    "Иван Иванов", "გიორგი", "علي", "Ա", "comity.case/1 {", "comity.case/1 {}", "../../x", "'; drop table", "{{7*7}}", "=1+1",
    "x" * 390, ("word " * 60).strip(), "N/A", "none", "p1", "c1", "a1",
)  # fmt: skip
words = st.one_of(st.sampled_from(_TROUBLE), st.text(max_size=30), st.text(alphabet="aə \n\t'\",;.", max_size=12))
prose = st.one_of(words, st.dictionaries(st.sampled_from(["en", "az", "ru", "fr"]), words, max_size=4))
actors = st.sampled_from(["XA", "XB", "AZ", "GE", "EU", "ICC", "SU", "XK", "GB", "EA", "ZZ", "az", "x"])
days = st.dates().map(str)
ids = st.one_of(st.sampled_from(["p1", "p1-document-1", "c1", "a1", "a1-holder", "p_1", "p 1", "-", ""]), words)
truth = st.booleans()
MONEY = {"amount": st.one_of(st.integers(0, 10**15), st.floats(0, 1e15)), "currency": st.sampled_from(["EUR", "AZN", "XXX"])}


def _some(needed: dict[str, st.SearchStrategy[Any]], optional: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(needed, optional=optional)


def _few(item: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(item, max_size=3)


name = _some(
    {"full": words},
    {"family": words, "given": words, "patronymic": words, "kind": st.sampled_from(["own", "former", "alias", "in-other-script"])},
)
document = _some(
    {"kind": st.sampled_from(["passport", "identity-card", "driving-licence", "other"]), "number": words},
    {"country": actors, "issued": days, "expires": days},
)
person = _some(
    {"id": ids, "role": st.sampled_from(["suspect", "sought", "witness", "victim"])},
    {
        "link": prose, "names": _few(name), "sex": st.sampled_from(["", "female", "male", "other"]),
        "birth": _some({}, {"day": words, "place": prose, "country": actors}), "nationality": _few(actors), "documents": _few(document),
        "address": prose, "residence": actors, "whereabouts": prose, "occupation": prose, "description": prose,
        "languages": _few(st.sampled_from(["az", "en", "kat"])), "contact": words, "minor": truth, "victim": truth,
        "custody": _some({}, {"since": days, "place": prose}), "consent": _some({}, {"given": truth, "says": prose}),
    },
)  # fmt: skip
company = _some(
    {"id": ids, "name": words},
    {"other_names": _few(words), "number": words, "country": actors, "seat": prose, "represented_by": words, "link": prose},
)
account = _some(
    {"id": ids},
    {
        "number": st.one_of(words, st.just("DE89 3704 0044 0532 0130 00")), "provider": words, "branch": words, "country": actors,
        "kind": st.sampled_from(["bank", "payment", "virtual-asset", "other"]), "holder": words, "grounds": prose, "link": prose,
    },
)  # fmt: skip
vehicle = _some(
    {"id": ids},
    {
        "kind": st.one_of(words, st.sampled_from(["car", "Gəmi", "самолёт", "yacht"])), "make": words, "registration": words,
        "identification": words, "country": actors, "owner": words, "link": prose,
    },
)  # fmt: skip
asset = _some(
    {
        "id": ids,
        "kind": st.sampled_from(["money", "account", "real-estate", "vehicle", "securities", "virtual-asset", "company-share", "claim"]),
        "description": prose,
    },
    {"location": prose, "country": actors, "value": st.fixed_dictionaries(MONEY), "owner": words, "others": prose, "link": prose},
)
_ITEMS = {"persons": person, "companies": company, "accounts": account, "vehicles": vehicle, "assets": asset}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case; every item has an id of its own, as a case file must."""
    values: dict[str, Any] = {
        "requesting": "XA",
        "requested": "XB",
        "measure": "freezing",
        "summary": draw(prose.filter(lambda text: isinstance(text, str))),
    }
    seen: set[str] = set()
    for part, item in _ITEMS.items():
        drawn = draw(_few(item))
        values[part] = [one for one in drawn if not (one["id"] in seen or seen.add(one["id"]))]  # type: ignore[func-returns-value]
    return read_case(values)
