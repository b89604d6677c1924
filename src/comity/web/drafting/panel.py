# SPDX-License-Identifier: EUPL-1.2
"""What stands beside the form: how complete the request is, what is wrong with it and the next question, with the way to each field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from comity.draft.check.deficiency import Deficiency
from comity.model.drafting import SEVERITIES
from comity.web.drafting.desk import Desk
from comity.web.drafting.form import anchor, section_of
from comity.web.drafting.models import Draft

MOST = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """A deficiency in the language of the user."""

    severity: str
    says: str
    do: str
    law: str
    norms: str
    source: str
    confidence: str
    where: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The deficiencies of one severity."""

    severity: str
    words: str
    findings: tuple[Finding, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Next:
    """The next question, with what makes it necessary."""

    asks: str
    help: str
    example: str
    norms: str
    url: str


@dataclass(frozen=True)
class Panel:
    """The standing of a draft in words."""

    desk: Desk
    draft: Draft | None = None

    def groups(self) -> tuple[Group, ...]:
        """The deficiencies, the worst first."""
        return tuple(group for group in self.counted() if group.number)

    def counted(self) -> tuple[Group, ...]:
        """Every severity with its number."""
        return tuple(self._group(severity.value) for severity in SEVERITIES)

    def _group(self, severity: str) -> Group:
        found = [item for item in self.desk.found if item.severity.value == severity]
        words = self.desk.drafting.word(f"severity.{severity}", self.desk.lang)
        return Group(severity, words, tuple(map(self._finding, found[:MOST])), len(found))

    def _finding(self, item: Deficiency) -> Finding:
        norms = ((item.instrument, item.article), *item.also) if item.instrument else ()
        place = item.where[0] if item.where else ""
        says, do, law = (text.in_language(self.desk.lang)[0] for text in (item.says, item.do, item.law))
        where = ", ".join(dict.fromkeys(self._labels(item)))
        return Finding(
            item.severity.value,
            says,
            do,
            law,
            self.desk.cite(norms),
            item.source,
            item.confidence,
            where,
            self.address(place) if place else "",
        )

    def _labels(self, item: Deficiency) -> Iterator[str]:
        for place in item.where[:4]:
            named = "".join(part for part in _unnumbered(place))
            yield self.desk.drafting.label(named, self.desk.lang)

    def address(self, place: str) -> str:
        """The field of a place; empty where there is no draft."""
        if self.draft is None:
            return ""
        return f"{reverse('drafting:section', args=[self.draft.pk, section_of(place)])}#{anchor(place)}"

    @property
    def next(self) -> Next | None:
        """The next question."""
        asked = self.desk.next
        if asked is None or asked.slot is None:
            return None
        point, place = asked.point, asked.slot.key
        words = point.asks if point and point.asks else asked.slot.label
        norms = self.desk.cite(point.norms[:3]) if point else ""
        return Next(words, point.help if point else "", point.example if point else "", norms, self.address(place))

    @property
    def verdict(self) -> str:
        """The verdict so far: a word of the contract."""
        return self.desk.scene.judgement.verdict.value if self.desk.scene else ""

    @property
    def progress(self) -> tuple[int, int]:
        """Elements that are there, and all that must be."""
        return self.desk.progress


def _unnumbered(place: str) -> Iterator[str]:
    inside = False
    for letter in place:
        inside = letter == "[" or (inside and letter != "]")
        if not inside and letter != "]":
            yield letter
