# SPDX-License-Identifier: EUPL-1.2
"""The interview as lines: what is shown, and what a typed line does. It reads no keyboard and writes no file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from comity.draft.check.deficiency import Deficiency
from comity.draft.interview.answers import Refused
from comity.draft.interview.interview import Asked, Interview
from comity.draft.interview.places import Steps, at, leaves, place_of, shown, steps_of
from comity.draft.interview.points import Point
from comity.draft.interview.session import Session
from comity.draft.interview.slots import AnswerKind, Slot
from comity.draft.interview.words import said, says
from comity.model.drafting import SEVERITIES

_CORRECT = re.compile(r"=([a-z_][a-z0-9_.]*(?:\[[0-9]{1,4}\][a-z0-9_.]*)*|[0-9]{1,5})(?: (.*))?", re.DOTALL)
_CHOOSE = re.compile(r"~([0-9]{1,2})")
_LITERAL = re.compile(r"\\+(?:[?<!#q-]|~[0-9]{1,2}|=.*)", re.DOTALL)
_HIDDEN = frozenset({"schema", "lang", "trace"})
_LONGEST = 90


class Style(StrEnum):
    """How a line is shown."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    INDENTED = "indented"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be shown."""

    style: Style
    text: str


Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What a typed line led to."""

    session: Session
    lines: Lines = ()
    stop: bool = False


@dataclass(frozen=True)
class Dialogue:
    """An interview, line by line, in one language."""

    interview: Interview

    @property
    def _lang(self) -> str:
        return self.interview.lang

    def _said(self, name: str, /, **values: object) -> str:
        return said(name, self._lang, **values)

    # -- what a line does

    def take(self, session: Session, line: str) -> Turn:
        """What follows from a typed line: a command or an answer."""
        try:
            return self._command(session, line.strip()) or self._typed(session, line)
        except Refused as refused:
            return Turn(session, (Line(Style.WRONG, refused.words),))

    def _command(self, session: Session, word: str) -> Turn | None:
        moves: Mapping[str, Callable[[Session], Session]] = {
            "<": self.interview.back,
            "-": self.interview.skip,
            "!": self.interview.unknown,
        }
        tellings: Mapping[str, Callable[[Session], Iterator[Line]]] = {"?": self._help, "#": self._answered}
        if word in moves:
            return Turn(moves[word](session))
        if word in tellings:
            return Turn(session, tuple(tellings[word](session)))
        return Turn(session, stop=True) if word == "q" else None

    def _typed(self, session: Session, line: str) -> Turn:
        choice, correction = _CHOOSE.fullmatch(line.strip()), _CORRECT.fullmatch(line)
        if choice:
            return Turn(self.interview.choose(session, int(choice[1])))
        if correction:
            return Turn(self._corrected(session, correction[1], correction[2]))
        return Turn(self.interview.answer(session, line[1:] if _LITERAL.fullmatch(line.strip()) else line))

    def _corrected(self, session: Session, place: str, text: str | None) -> Session:
        """The place is asked again, or takes the text at once."""
        wanted = self.interview.want(session, self._steps(session, place))
        if text is None or not text.strip():
            return wanted
        answered = self.interview.answer(wanted, text)
        return replace(answered, before=session)  # one step back leads to before the correction, not to its question

    def _steps(self, session: Session, place: str) -> Steps:
        if place.isdigit():
            known = [steps for steps, _ in self._leaves(session)]
            if not 1 <= int(place) <= len(known):
                raise Refused(self._said("no-choice"))
            return known[int(place) - 1]
        try:
            return steps_of(place)
        except ValueError as error:
            raise Refused(self._said("no-place", place=place)) from error

    # -- what is shown

    def opening(self) -> Lines:
        """What can be typed."""
        return (Line(Style.FAINT, self._said("keys")),)

    def question(self, session: Session) -> Lines:
        """The next question; nothing where there is none."""
        asked = self.interview.asked(session)
        return () if asked is None else (*self._standing(session), *self._question(session, asked))

    def _standing(self, session: Session) -> Iterator[Line]:
        standing = self.interview.standing(session)
        if standing is None:
            return
        drafting = self.interview.drafting
        counts = [f"{drafting.word(f'severity.{s.value}', self._lang)} {standing.open[s]}" for s in SEVERITIES if standing.open[s]]
        deciding = [self._said("deciding", number=standing.deciding)] if standing.deciding else []
        verdict = says(f"verdict.{standing.verdict}", self._lang) or standing.verdict
        open_ = ", ".join((*deciding, *counts)) or "0"
        yield Line(Style.FAINT, f"[{self._said('open')}: {open_} | {self._said('verdict')}: {verdict}]")

    def _question(self, session: Session, asked: Asked) -> Iterator[Line]:
        if asked.slot is None:
            yield Line(Style.STRONG, self._agreement(asked))
            return
        if asked.point is not None:
            yield from self._point(asked.point, asked.slot)
        yield from self._slot(session, asked.slot, asked.point)

    def _agreement(self, asked: Asked) -> str:
        if asked.more is None:
            return f"{self._said('further', number=asked.further)} {self._choice()}"
        name = self.interview.drafting.label(place_of(asked.more), self._lang)
        listed = self.interview.of_parts(asked.more)
        return f"{self._said('more', name=name)} {self._choice() if listed else self._said('no-more')}"

    def _choice(self) -> str:
        yes, no = self._yes_no()
        return f"[{yes[0]}/{no[0].upper()}]"

    def _yes_no(self) -> tuple[str, str]:
        return self.interview.drafting.word("truth.yes", self._lang), self.interview.drafting.word("truth.no", self._lang)

    def _point(self, point: Point, slot: Slot) -> Iterator[Line]:
        weight = self._said("decides")
        if point.severity is not None:
            word = self.interview.drafting.word(f"severity.{point.severity.value}", self._lang)
            weight = self._said("without" if point.title else "while-open", severity=word)
        norms = self._norms(point, 1)
        yield Line(Style.STRONG, f"{point.title or point.asks} ({'; '.join(part for part in (norms, weight) if part)})")
        if point.title and point.asks not in (point.title, slot.label):
            yield Line(Style.PLAIN, point.asks)
        for switch in point.switches:
            if slot.key in switch.slots:
                others = [f"~{n} {label}" for n, label in enumerate(switch.labels, start=1) if n - 1 != switch.chosen]
                yield Line(Style.FAINT, self._said("instead", chosen=switch.labels[switch.chosen], others=", ".join(others)))

    def _norms(self, point: Point, most: int) -> str:
        corpus, drafting = self.interview.adviser.corpus, self.interview.drafting
        named = []
        for instrument, article in dict.fromkeys(point.norms):
            law = corpus.by_id.get(instrument)
            short = law.short.in_language(self._lang)[0] if law else instrument
            named.append(f"{short}, {drafting.word('letter.article', self._lang)} {article}" if article else short)
        return "; ".join(named[:most])

    def _slot(self, session: Session, slot: Slot, point: Point | None) -> Iterator[Line]:
        own = says(slot.key, self._lang)
        heard = point is not None and slot.label == point.asks and not point.title
        label = own or ("" if heard else slot.label)
        number = _numbers(slot.steps)
        yield Line(Style.PLAIN, f"{label}{f' {number}' if number and label else ''} ({self._way(slot)})".strip())
        if slot.kind is AnswerKind.WORD:
            for count, (word, name) in enumerate(slot.words, start=1):
                yield Line(Style.INDENTED, f"{count}. {name if name != word else word}")
        current = at(session.values, slot.steps)
        if current not in (None, "", [], {}):
            if slot.kind is AnswerKind.WRITTEN and isinstance(
                current, Mapping
            ):  # an answer replaces the version in the case's own language
                current = current.get(at(session.values, ("case", "language")) or "en", current)
            yield Line(Style.FAINT, f"{self._said('now', value=self._value(slot, current))} ({self._said('keeps')})")
        elif slot.suggestion:
            yield Line(Style.FAINT, f"[Enter: {slot.suggestion}]")

    def _way(self, slot: Slot) -> str:
        way = self._said(f"way.{slot.kind.value}", unit=f" ({slot.unit})" if slot.unit else "")
        many = slot.several and slot.kind in (AnswerKind.ACTOR, AnswerKind.WORD, AnswerKind.LANGUAGE)
        return f"{way}; {self._said('several')}" if many else way

    def _value(self, slot: Slot | None, value: object) -> str:
        """A value as a line shows it."""
        if isinstance(value, Mapping):
            texts = [str(value[key]) for key in (self._lang, *value) if key in value]
            text = " ".join(str(item) for item in value.values()) if set(value) & {"amount", "from", "until"} else texts[0] if texts else ""
        elif isinstance(value, list):
            text = ", ".join(self._value(None, item) for item in value)
        elif isinstance(value, bool):
            text = self._yes_no()[0 if value else 1]
        else:
            text = str(value)
        text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        named = dict(slot.words).get(text) if slot else None
        return named or (text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...")

    # -- help, and what is answered

    def _help(self, session: Session) -> Iterator[Line]:
        asked = self.interview.asked(session)
        point = asked.point if asked else None
        if point is not None:
            yield from self._about(point)
        slot = asked.slot if asked else None
        if slot is not None:
            yield Line(Style.PLAIN, f"{self._way(slot)} - {slot.key}")
            yield from self._listed(slot)
        yield Line(Style.FAINT, self._said("keys"))
        yield Line(Style.FAINT, self._said("literal"))

    def _about(self, point: Point) -> Iterator[Line]:
        for text in (point.asks, point.help):
            if text:
                yield Line(Style.PLAIN, text)
        if point.example:
            yield Line(Style.PLAIN, self._said("example", text=point.example))
        norms = self._norms(point, 8)
        if norms:
            yield Line(Style.PLAIN, self._said("norm", norms=norms))
        elif point.key.startswith("element:"):
            yield Line(Style.PLAIN, self._said("no-norm"))

    def _listed(self, slot: Slot) -> Iterator[Line]:
        vocabulary = self.interview.adviser.corpus.vocabulary
        if slot.kind is AnswerKind.MEASURE:
            for measure in vocabulary.measures:
                yield Line(Style.INDENTED, f"{measure.id}: {measure.name.in_language(self._lang)[0]}")
        elif slot.kind is AnswerKind.OFFENCE:
            for offence in vocabulary.offences:
                yield Line(Style.INDENTED, f"{offence.id}: {offence.name.in_language(self._lang)[0]}")

    def _leaves(self, session: Session) -> list[tuple[Steps, object]]:
        return [(steps, value) for steps, value in leaves(session.values) if steps[0] not in _HIDDEN and steps[-1] != "id"]

    def _answered(self, session: Session) -> Iterator[Line]:
        known = self._leaves(session)
        if not known:
            yield Line(Style.PLAIN, self._said("nothing-answered"))
            return
        for number, (steps, value) in enumerate(known, start=1):
            yield Line(Style.INDENTED, f"{number:>3}. {shown(steps)}: {self._value(None, value)}")
        yield Line(Style.FAINT, self._said("pick"))

    # -- the end

    def closing(self, session: Session) -> Lines:
        """Verdict, and what remains."""
        standing = self.interview.standing(session)
        if standing is None:
            return ()
        verdict = says(f"verdict.{standing.verdict}", self._lang) or standing.verdict
        done = [Line(Style.STRONG, self._said("done"))] if self.interview.asked(session) is None else []
        stops = any(item.severity.stops for item in standing.found)
        clean = [] if stops else [Line(Style.PLAIN, self._said("clean"))]
        heading = [Line(Style.PLAIN, self._said("remaining"))] if standing.found else []
        remarks = [Line(Style.INDENTED, self._remark(item)) for item in standing.found]
        end = Line(Style.FAINT, self._said("ends"))
        return (*done, *self._standing(session), Line(Style.STRONG, verdict), *clean, *heading, *remarks, end)

    def _remark(self, item: Deficiency) -> str:
        word = self.interview.drafting.word(f"severity.{item.severity.value}", self._lang)
        norm = f" [{item.instrument} {item.article}]".replace(" ]", "]") if item.instrument else ""
        return f"{word}: {item.says.in_language(self._lang)[0]}{norm}"


def _numbers(steps: Steps) -> str:
    """Which item it is, where it is not the first."""
    return ".".join(str(step + 1) for step in steps if isinstance(step, int)) if any(isinstance(s, int) and s for s in steps) else ""
