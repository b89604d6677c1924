# SPDX-License-Identifier: EUPL-1.2
"""Contradictions on a page: counted by kind, those that no rule settles first, each with its witness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.web.jobs.kinds import Query
from comity.web.jobs.models import Job
from comity.web.knowledge import adviser
from comity.web.lab.fields import language, names
from comity.web.lab.results.norms import NormShown, norm_shown
from comity.web.lab.results.reading import data_of
from comity.web.lab.results.remedies import reason, removed_by, why_left_out
from comity.web.lab.results.witness import advice, in_words
from comity.web.lab.results.words import Shown

SIZE = 25


class KindWords(NamedTuple):
    """What a kind of contradiction is called, and what it means."""

    name: str | Promise
    means: str | Promise


KINDS: Mapping[str, KindWords] = {
    "national-bar": KindWords(_("National bar against a treaty duty"), _("a treaty obliges to grant, the law of the state forbids it")),
    "no-domestic-power": KindWords(
        _("Duty without a domestic power"), _("a treaty obliges to act, and no law of the state gives an authority the power")
    ),
    "optional-where-mandatory": KindWords(
        _("Optional where it must be mandatory"), _("one norm lets the state choose where another leaves it no choice")
    ),
    "treaty-demanded": KindWords(
        _("A treaty demanded, and a way without one"), _("one law asks for a treaty, another opens a way without")
    ),
    "right-duty": KindWords(_("A right that a duty would breach"), _("a treaty obliges to grant what would breach a right of the person")),
    "grant-refuse": KindWords(_("Must grant against must refuse"), _("two treaties in force between the same states")),
    "threshold": KindWords(_("Different thresholds"), _("the case passes the one and fails the other")),
    "period": KindWords(_("Different periods"), _("the same clock ends after different times")),
    "language": KindWords(_("Different languages"), _("no request satisfies both")),
    "channel": KindWords(_("Different channels"), _("no way is common to both")),
    "authority": KindWords(_("Different authorities"), _("no body is named by both")),
}
UNRESOLVED = "unresolved"
RULES: Mapping[str, str | Promise] = {
    "human-rights-primacy": _("the right of the person goes first"),
    "constitution": _("the constitution goes first"),
    "treaty-over-statute": _("the treaty goes before the statute"),
    "statute-over-treaty": _("the statute goes before the treaty"),
    "higher-rank": _("the norm of higher rank goes first"),
    "relation-clause": _("a clause says which goes first"),
    "special": _("the special norm goes before the general one"),
    "later": _("the later norm goes first"),
    "point-left-open": _("one norm leaves the point open"),
    UNRESOLVED: _("no rule settles it"),
}


class Clash(NamedTuple):
    """One contradiction as it is shown."""

    number: int
    kind: KindWords
    norms: tuple[NormShown, ...]
    also: tuple[NormShown, ...]
    facts: tuple[tuple[str, str], ...]
    between: tuple[str, str]
    measure: str
    measures: Sequence[str]
    rule: str | Promise
    resolved: bool
    resolution: NormShown
    reason: Shown
    removed_by: Shown
    sure: bool
    advice: str


def present(job: Job, query: Query) -> Mapping[str, Any]:
    """What the page shows of them, by the filters of the address."""
    data = data_of(job)
    found = data["contradictions"]
    kind, everything = query.get("kind", ""), query.get("all", "") == "yes"
    counts = Counter(item["kind"] for item in found)
    unresolved = Counter(item["kind"] for item in found if item["resolved_by"] == UNRESOLVED)
    chosen = [
        (number, item)
        for number, item in enumerate(found, start=1)
        if (not kind or item["kind"] == kind) and (everything or item["resolved_by"] == UNRESOLVED)
    ]
    start = int(query["after"]) if query.get("after", "").isdecimal() and len(query["after"]) < 9 else 0
    page = [(number, item) for number, item in chosen if number > start][:SIZE]
    more = page[-1][0] if page and page[-1][0] != chosen[-1][0] else None
    return {
        "total": len(found),
        "unresolved": sum(unresolved.values()),
        "kinds": [(name, words, counts[name], unresolved[name]) for name, words in KINDS.items() if counts[name]],
        "kind": kind,
        "everything": everything,
        "clashes": [_clash(number, item) for number, item in page],
        "chosen": len(chosen),
        "more": more,
        "left_out": [(item["instrument"], why_left_out(item["why"])) for item in data["left_out"]],
        "on": data["on"],
    }


def _between(found: Mapping[str, str]) -> tuple[str, str]:
    """Who asks whom; two instruments are compared for any two states."""
    anybody = {"requesting": _("requesting state"), "requested": _("requested state")}
    sides = [found[side] for side in ("requesting", "requested")]
    first, second = (
        names().bare_actor(code, language()) if code in adviser().corpus.by_code else anybody.get(code, code) for code in sides
    )
    return str(first), str(second)


def _resolution(found: Mapping[str, Any]) -> NormShown:
    """The norm that says which goes first; a clause of a treaty in the words of the body of law."""
    shown = norm_shown(found)
    law = adviser().corpus.by_id.get(shown.instrument)
    clauses = law.relations if law else ()
    says = next((item.says for item in clauses if (item.article, item.says.en) == (shown.article, shown.says.en)), shown.says)
    return shown._replace(says=says)


def _clash(number: int, item: Mapping[str, Any]) -> Clash:
    return Clash(
        number,
        KINDS.get(item["kind"], KindWords(item["kind"], "")),
        tuple(norm_shown(norm) for norm in item["norms"]),
        tuple(norm_shown(norm) for norm in item["also"]),
        in_words(item["witness"]),
        _between(item["between"]),
        item["between"]["measure"],
        item["measures"],
        RULES.get(item["resolved_by"], item["resolved_by"]),
        item["resolved_by"] != UNRESOLVED,
        _resolution(item["resolution"]),
        reason(item["resolution"]),
        removed_by(item),
        item["sure"],
        advice(item["between"], item["witness"]),
    )
