# SPDX-License-Identifier: EUPL-1.2
"""Published cases as they are collected: who asked whom for what, on which basis, and which grounds were argued.

What happened (``facts``) and how each ground ended are never read into the question: only the requesting and the requested side, the
day, the measure, the offence in words, the nationalities and the names of the grounds are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from comity.model.errors import WrongInput

PRIMARY, DOMESTIC, NOT_APPLICABLE = "primary", "domestic", "not-applicable"
INFERRED = "inferred"
TIERS = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Codes:
    """What the codes of a collection stand for: ids of this body of law, kinds of routes, and how a code not listed becomes an id."""

    ids: Mapping[str, str]
    routes: Mapping[str, str]
    prefixes: Mapping[str, str]
    endings: Mapping[str, str]

    def target(self, code: str) -> tuple[str, str]:
        """``("route", kind)`` or ``("instrument", id)``."""
        if code in self.routes:
            return "route", self.routes[code]
        return "instrument", self.ids.get(code) or self._derived(code)

    def _derived(self, code: str) -> str:
        for prefix, words in self.prefixes.items():
            if code.startswith(prefix):
                code = words + code.removeprefix(prefix)
        for ending, words in self.endings.items():
            if code.endswith(ending):
                code = code.removesuffix(ending) + words
        return code.lower()


@dataclass(frozen=True, slots=True)
class ExpectedBasis:
    """One basis of a published case."""

    code: str
    kind: str
    target: str
    articles: tuple[str, ...]
    role: str
    certainty: str

    @property
    def numbers(self) -> tuple[str, ...]:
        """The articles that are numbers (``s.103`` is 103); names of parts and chapters are left out."""
        bare = [re.sub(r"^(s|ss|art|arts)\.\s*", "", article, flags=re.IGNORECASE) for article in self.articles]
        return tuple(article for article in bare if re.match(r"(\d|[IVXLC]+\b)", article))


@dataclass(frozen=True, slots=True)
class ExpectedGround:
    """One ground that was argued; ``scored`` where its result was seen."""

    ground: str
    scored: bool


@dataclass(frozen=True, slots=True)
class PublishedCase:
    """A case, apart into the question and what the authorities did."""

    id: str
    tier: str
    question: Mapping[str, object]
    nationality: tuple[str, ...]
    any_basis: bool
    bases: tuple[ExpectedBasis, ...]
    grounds: tuple[ExpectedGround, ...]
    bases_scored: bool

    @property
    def carrying(self) -> tuple[ExpectedBasis, ...]:
        """The bases that had to be found: the primary ones, or where none is named the statutes applied.

        Where the basis of the case was seen or known (tiers A and B), a basis that was only inferred is left out.
        """
        certain = [basis for basis in self.bases if self.tier == "C" or basis.certainty != INFERRED]
        primary = tuple(basis for basis in certain if basis.role == PRIMARY)
        return primary or tuple(basis for basis in certain if basis.role == DOMESTIC)


def read_codes(raw: object) -> Codes:
    """The codes of a collection."""
    data = _mapping(raw, "codes")
    parts = [{str(k): str(v) for k, v in _mapping(data.get(key) or {}, key).items()} for key in ("codes", "routes", "prefixes", "endings")]
    return Codes(*parts)


def read_cases(raw: object, codes: Codes) -> tuple[PublishedCase, ...]:
    """The cases; WrongInput says what is wrong and where."""
    items = _list(raw, "the file")
    if not items:
        raise WrongInput("there is no case in it", where="the file", do="write a list of cases")
    return tuple(_case(item, f"case {number}", codes) for number, item in enumerate(items, start=1))


def _case(raw: object, where: str, codes: Codes) -> PublishedCase:
    case = _mapping(raw, where)
    where = f"case {case['id']}" if case.get("id") else where
    expected = _mapping(case.get("expected"), f"{where}: expected")
    score = _list(case.get("score") or [], f"{where}: score")
    grounds = [_mapping(item, f"{where}: grounds") for item in _list(expected.get("grounds") or [], f"{where}: grounds")]
    tier = _text(case, "basis_tier", where)
    if tier not in TIERS:
        raise WrongInput(f"unknown tier {tier!r}", where=f"{where}: basis_tier", do="write A, B or C")
    return PublishedCase(
        id=_text(case, "id", where),
        tier=tier,
        question={
            "requesting": _text(case, "requesting", where),
            "requested": _text(case, "requested", where),
            "on": _text(case, "date", where),
            "measure": _text(case, "measure", where),
            "offence": {"name": str(case.get("offence") or "")},
        },
        nationality=codes_in(str(case.get("nationality") or "-")),
        any_basis=str(expected.get("match", "all")) == "any",
        bases=tuple(_basis(item, where, codes) for item in _list(expected.get("bases") or [], f"{where}: bases")),
        grounds=tuple(ExpectedGround(_text(g, "ground", where), "grounds" in score and g.get("result") != "raised") for g in grounds),
        bases_scored="bases" in score,
    )


def _basis(raw: object, where: str, codes: Codes) -> ExpectedBasis:
    basis = _mapping(raw, f"{where}: bases")
    code = _text(basis, "treaty", where)
    kind, target = codes.target(code)
    articles = tuple(str(article) for article in _list(basis.get("articles") or [], f"{where}: articles"))
    return ExpectedBasis(code, kind, target, articles, _text(basis, "role", where), str(basis.get("certainty") or INFERRED))


def codes_in(nationality: str) -> tuple[str, ...]:
    """The codes of states in words such as ``RU/IL`` or ``KR (NZ resident)``; what stands in brackets is no nationality."""
    outside = re.sub(r"\([^)]*\)", " ", nationality)
    return tuple(dict.fromkeys(re.findall(r"\b[A-Z]{2}\b", outside)))


def question_of(case: PublishedCase, actors: Iterable[str]) -> dict[str, object]:
    """The query of a case as a user would write it."""
    known = set(actors)
    nationality = [code for code in case.nationality if code in known]
    person: dict[str, object] = {"nationality": nationality} if nationality else {}
    pleas = list(dict.fromkeys(ground.ground for ground in case.grounds))
    return {**case.question, "id": case.id, "person": person, "pleas": pleas}


def _mapping(raw: object, where: str) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        raise WrongInput("not a mapping of names to values", where=where, do="write it as in tests/data/cases-open.yaml")
    return raw


def _list(raw: object, where: str) -> list[Any]:
    if not isinstance(raw, list):
        raise WrongInput("not a list", where=where, do="write it as in tests/data/cases-open.yaml")
    return raw


def _text(raw: Mapping[str, Any], key: str, where: str) -> str:
    value = raw.get(key)
    if value is None or isinstance(value, Mapping | list):
        raise WrongInput(f"{key} is missing", where=where, do=f"write {key}")
    return str(value)
