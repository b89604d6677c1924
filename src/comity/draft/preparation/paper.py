# SPDX-License-Identifier: EUPL-1.2
"""The plan as a paper: what comes first, what is late, the stages, the time-limits, and each stage with what the law says at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.documents.letter import Block, Fields, Grid, Heading, Letter, Listing, Mark, Prose, Row, Words
from comity.draft.papers.values import apart
from comity.draft.preparation.clocks import Clock
from comity.draft.preparation.schedule import Limit, Planned, Schedule, at_language
from comity.draft.preparation.told import Told
from comity.model.paths import Path

PLAN = "preparation"
UNKNOWN = "?"
LimitRow = tuple[tuple[Words, ...], str, str, str]


def plan_letter(plan: Schedule, language: str) -> Letter:
    """The plan as a letter of the authority that conducts the proceedings to its own file."""
    told = Told(at_language(plan, language), language)
    blocks = tuple(_Paper(told).blocks())
    case = plan.scene.case
    pair = f"{told.values.actor(case.requesting)} \N{RIGHTWARDS ARROW} {told.values.actor(case.requested)}"
    word = plan.scene.drafting.word
    marked = any(words.mark is Mark.TRANSLATE for block in blocks for words in _words(block))
    return Letter(
        identifier=case.case.reference or PLAN,
        language=language,
        title=told.title,
        subtitle=told.subtitle,
        on=plan.start,
        sender=told.values.words(Path.parse("case.authorities.conducting.name"))
        or told.values.words(Path.parse("case.authorities.requesting.name")),
        references=tuple(_references(told)),
        blocks=blocks,
        running=f"{case.case.reference}  \N{MIDDLE DOT}  {pair}" if case.case.reference else pair,
        page=word("letter.page", language),
        notice=word("letter.translate-notice", language) if marked else "",
    )


def _words(block: Block) -> Iterator[Words]:
    if isinstance(block, Fields):
        for row in block.rows:
            yield from row.words
    elif isinstance(block, Grid):
        for line in block.rows:
            for cell in line:
                yield from cell


def _references(told: Told) -> Iterator[Row]:
    word = told.plan.scene.drafting.word
    words = told.values.words(Path.parse("case.reference"))
    if words:
        yield Row(word("letter.reference", told.language), words)
    yield Row(word("letter.day", told.language), (Words(told.day(told.plan.start)),))


@dataclass(frozen=True, slots=True)
class _Paper:
    """The blocks of the paper in one language."""

    told: Told

    def blocks(self) -> Iterator[Block]:
        """All blocks, section by section."""
        yield Prose((Words(self.told.assumption),))
        sections = (("first", self._first), ("late", self._late), ("stages", self._stages), ("limits", self._limits))
        for number, (name, section) in enumerate((*sections, ("details", self._details)), start=1):
            yield Heading(self.told.word(name), f"{number}.")
            yield from section()

    def _first(self) -> Iterator[Block]:
        yield Listing(tuple((Words(line),) for line in self.told.first()) or ((Words(self.told.word("done")),),), numbered=False)

    def _late(self) -> Iterator[Block]:
        lines = tuple((Words(line),) for line in self.told.late())
        yield Listing(lines, numbered=False) if lines else Prose((Words(self.told.word("nothing-late")),))

    def _stages(self) -> Iterator[Block]:
        headings = tuple(self.told.word(name) for name in ("stage", "begins", "ends", "end-by", "remark"))
        yield Grid(headings, tuple(self._stage(number, planned) for number, planned in enumerate(self.told.plan.stages, start=1)))

    def _stage(self, number: int, planned: Planned) -> tuple[tuple[Words, ...], ...]:
        times = planned.times
        latest = "" if planned.done or times.latest_finish is None else self.told.day(times.latest_finish)
        remark = self.told.state(planned)
        if times.critical and not planned.done:
            remark = f"{remark}; {self.told.word('critical')}"
        begin, end = ("", "") if planned.done else (self.told.day(times.start), self.told.day(times.finish))
        return tuple((Words(cell),) for cell in (f"{number}. {self.told.name(planned)}", begin, end, latest, remark))

    def _limits(self) -> Iterator[Block]:
        rows = tuple(limit_rows(self.told))
        if not rows:
            yield Prose((Words(self.told.word("no-limits")),))
            return
        headings = (self.told.word("limit"), self.told.word("day"), self.told.word("stage"), self.told.word("remark"))
        yield Grid(headings, tuple((what, *((Words(cell),) for cell in rest)) for what, *rest in rows))

    def _details(self) -> Iterator[Block]:
        for number, planned in enumerate(self.told.plan.stages, start=1):
            yield Fields(tuple(self._rows(planned)), f"{number}. {self.told.name(planned)}")

    def _rows(self, planned: Planned) -> Iterator[Row]:
        told = self.told
        yield Row(told.word("what"), (Words(told.text(planned.stage.says)),))
        yield Row(told.word("who"), (Words(told.who(planned)),))
        if planned.after:
            yield Row(told.word("after"), (Words("; ".join(told.named(name) for name in planned.after)),))
        if planned.done:
            yield Row(told.word("duration"), (Words(told.word("done")),))
            return
        yield Row(told.word("duration"), (Words(told.days(planned.days)),))
        if planned.times.latest_start:
            yield Row(told.word("begin-by"), (Words(f"{told.day(planned.times.latest_start)} ({told.reason(planned)})"),))
        if planned.missing:
            yield Row(told.word("missing"), (Words(told.missing(planned)),))
        if planned.asked:
            yield Row(told.word("first"), apart(tuple(Words(told.asked(asked)) for asked in planned.asked), "\n"))
        if planned.stage.routes:
            yield Row(told.word("routes"), apart(tuple(routes_of(told, planned)), "\n"))
        norms = tuple(told.norms(planned))
        if norms:
            yield Row(told.word("norms"), apart(norms, "\n"))


def routes_of(told: Told, planned: Planned) -> Iterator[Words]:
    """The informal routes of a stage, or that there is none; what has no version in the language is marked for translation."""
    for route in planned.routes:
        cited = f" ({told.cite(route.instrument, route.article)})" if route.instrument else ""
        kind = told.word(f"route-{route.kind}")
        evidence = f"{told.word('yields')} - {told.word(f'evidence-{route.evidence}')}"
        foreign = told.language != "en" and route.says in told.english_routes
        words = told.beside(f"{kind} ({evidence})", f"{route.says}{cited}")
        yield Words(words, language="en", mark=Mark.TRANSLATE) if foreign else Words(words)
    if not planned.routes:
        yield Words(told.word("no-routes"))


def limit_rows(told: Told) -> Iterator[LimitRow]:
    """Every day and time-limit: what it is, its day, the stage, and what a reader must know about it."""
    for planned in told.plan.stages:
        for limit in planned.limits:
            yield _limit_row(told, planned, limit)
        for clock in planned.awaited:
            yield _clock_row(told, clock, told.name(planned), told.word("awaited"))
    for clock in told.plan.other:
        yield _clock_row(told, clock, "", told.word("shown"))


def _limit_row(told: Told, planned: Planned, limit: Limit) -> LimitRow:
    kind = told.word("binds")
    if limit.clock is None:
        label = told.plan.scene.drafting.label(limit.place, told.language)
        return (Words(label),), told.day(limit.day), told.name(planned), kind
    what, _, stage, remark = _clock_row(told, limit.clock, told.name(planned), kind, back=limit.back)
    place = told.plan.scene.drafting.label(limit.place, told.language)
    counted = f"; {told.word('counted-back', place=place)}" if limit.back else ""
    return what, told.day(limit.day) if limit.day else UNKNOWN, stage, f"{remark}{counted}"


def _clock_row(told: Told, clock: Clock, stage: str, kind: str, *, back: bool = False) -> LimitRow:
    return (
        told.clock_words(clock),
        told.day(clock.runs_out) if clock.runs_out else UNKNOWN,
        stage,
        "; ".join((kind, *told.notes(clock, back=back))),
    )
