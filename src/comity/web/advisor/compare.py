# SPDX-License-Identifier: EUPL-1.2
"""Two answers side by side: the same points of both, and which of them differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from comity.model.said import Spoken, in_line, spanned
from comity.web.advisor.page import Group, Line, Norm, Page


class Cell(NamedTuple):
    """One entry of a side: its words, and whether only this side has it."""

    words: str
    alone: bool
    url: str = ""


class Point(NamedTuple):
    """One point of both answers."""

    title: str
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    differs: bool


def compare(left: Page, right: Page) -> tuple[Point, ...]:
    """The points, in the order of the answer."""
    return (
        _point(_("Verdict"), [Cell(left.verdict, False)], [Cell(right.verdict, False)]),
        _point(_("Time"), [Cell(left.timing, False)], [Cell(right.timing, False)]),
        _point(_("Bases"), _bases(left), _bases(right)),
        _point(_("Conditions not met"), _lines(left, "no"), _lines(right, "no")),
        _point(_("Conditions still open"), _lines(left, "unknown"), _lines(right, "unknown")),
        _point(_("Grounds against it"), _groups(left.triggered), _groups(right.triggered)),
        _point(_("Grounds still open"), _groups(left.open), _groups(right.open)),
        _point(_("Grounds cleared"), _groups(left.cleared), _groups(right.cleared)),
        *_working(left, right),
        _point(_("Other ways"), _routes(left), _routes(right)),
        _point(_("Questions still open"), _questions(left), _questions(right)),
        _point(_("Not checked"), _norms(left.unchecked), _norms(right.unchecked)),
    )


def _point(title: str, left: Iterable[Cell], right: Iterable[Cell]) -> Point:
    one, other = tuple(dict.fromkeys(left)), tuple(dict.fromkeys(right))
    mine, theirs = {cell.words for cell in one}, {cell.words for cell in other}
    return Point(
        title,
        tuple(cell._replace(alone=cell.words not in theirs) for cell in one),
        tuple(cell._replace(alone=cell.words not in mine) for cell in other),
        mine != theirs,
    )


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


def _working(left: Page, right: Page) -> list[Point]:
    kinds = {group.kind: group.title for group in (*left.working, *right.working)}
    return [_point(title, _of_kind(left, kind), _of_kind(right, kind)) for kind, title in kinds.items()]


def _of_kind(page: Page, kind: str) -> list[Cell]:
    return [_cell(page, line) for group in page.working if group.kind == kind for line in group.lines]


def _routes(page: Page) -> list[Cell]:
    return [Cell(in_line((f"{line.kind}: ", line.says), page.lang), False) for line in page.routes]


def _questions(page: Page) -> list[Cell]:
    return [Cell(question.asks, False) for question in page.answer.questions]


def _norms(norms: Iterable[Norm]) -> list[Cell]:
    return [Cell(norm.title, False, norm.url) for norm in norms]


def _norm_words(norms: Iterable[Norm]) -> str:
    return "; ".join(f"{norm.title}, {norm.article}" if norm.article else norm.title for norm in norms)
