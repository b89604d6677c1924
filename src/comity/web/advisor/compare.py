# SPDX-License-Identifier: EUPL-1.2
"""Answers side by side: the same points of all, and which of them differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from comity.model.said import Spoken, in_line, spanned
from comity.web.advisor.lines import Group, Line, Norm
from comity.web.advisor.page import Page


class Cell(NamedTuple):
    """One entry of a side: its words, and whether some other side lacks it."""

    words: str
    alone: bool
    url: str = ""


class Point(NamedTuple):
    """One point of all answers, a side for each."""

    title: str
    sides: tuple[tuple[Cell, ...], ...]
    differs: bool


def points(*pages: Page) -> tuple[Point, ...]:
    """The points, in the order of the answer."""

    def point(title: str, cells: Callable[[Page], Iterable[Cell]]) -> Point:
        return _point(title, [cells(page) for page in pages])

    kinds = {group.kind: group.title for page in pages for group in page.working}
    return (
        point(_("Verdict"), lambda page: [Cell(page.verdict, False)]),
        point(_("Time"), lambda page: [Cell(page.timing, False)]),
        point(_("Bases"), _bases),
        point(_("Conditions not met"), lambda page: _lines(page, "no")),
        point(_("Conditions still open"), lambda page: _lines(page, "unknown")),
        point(_("Grounds against it"), lambda page: _groups(page.triggered)),
        point(_("Grounds still open"), lambda page: _groups(page.open)),
        point(_("Grounds cleared"), lambda page: _groups(page.cleared)),
        point(_("Claims of the person"), lambda page: _groups(page.claims)),
        *(point(title, _working(kind)) for kind, title in kinds.items()),
        point(_("Other ways"), _routes),
        point(_("Questions still open"), _questions),
        point(_("Not checked"), lambda page: _norms(page.unchecked)),
    )


def differing(found: Iterable[Point]) -> list[Point]:
    """The points that differ, with only the entries that not all sides have."""
    return [p._replace(sides=tuple(tuple(cell for cell in cells if cell.alone) for cells in p.sides)) for p in found if p.differs]


def _point(title: str, found: Iterable[Iterable[Cell]]) -> Point:
    sides = [tuple(dict.fromkeys(cells)) for cells in found]
    said = [{cell.words for cell in cells} for cells in sides]
    common = set.intersection(*said)
    marked = tuple(tuple(cell._replace(alone=cell.words not in common) for cell in cells) for cells in sides)
    return Point(title, marked, any(other != said[0] for other in said))


def _bases(page: Page) -> list[Cell]:
    return [Cell(f"{card.norm.title}: {card.outcome}", False, card.norm.url) for card in page.bases]


def _lines(page: Page, state: str) -> list[Cell]:
    return [_cell(page, line) for line in page.conditions if line.state == state]


def _cell(page: Page, line: Line) -> Cell:
    """A line with its norms, each in the language it is in."""
    says = Spoken(spanned(line.says, line.lang), page.lang)
    return Cell(in_line((says, f" ({_norm_words(line.norms)})"), page.lang), False)


def _groups(groups: Iterable[Group]) -> list[Cell]:
    return [Cell(f"{group.title} ({group.note})", False) for group in groups]


def _working(kind: str) -> Callable[[Page], list[Cell]]:
    def cells(page: Page) -> list[Cell]:
        return [_cell(page, line) for group in page.working if group.kind == kind for line in group.lines]

    return cells


def _routes(page: Page) -> list[Cell]:
    return [Cell(in_line((f"{line.kind}: ", line.says), page.lang), False) for line in page.routes]


def _questions(page: Page) -> list[Cell]:
    return [Cell(question.asks, False) for question in page.answer.questions]


def _norms(norms: Iterable[Norm]) -> list[Cell]:
    return [Cell(norm.title, False, norm.url) for norm in norms]


def _norm_words(norms: Iterable[Norm]) -> str:
    return "; ".join(f"{norm.title}, {norm.article}" if norm.article else norm.title for norm in norms)
