# SPDX-License-Identifier: EUPL-1.2
"""What a request must hold and how papers read: parsed from ``law/drafting/`` (docs/drafting-data.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from comity.model.paths import Path
from comity.model.text import NO_WORDS, Text


class Severity(StrEnum):
    """What happens to a request without it, from the worst."""

    REFUSED = "refused"
    RETURNED = "returned"
    DELAYED = "delayed"
    BETTER = "better"

    @property
    def stops(self) -> bool:
        """Whether a request that lacks it should not go out."""
        return self in (Severity.REFUSED, Severity.RETURNED)


SEVERITIES = tuple(Severity)
Needs = tuple[tuple[Path, ...], ...]
"""All of these; each is one of several paths."""


@dataclass(frozen=True, slots=True)
class Element:
    """Something a request must hold: what shows that it is there, how it is asked, what happens without it."""

    id: str
    name: Text
    needs: Needs
    severity: Severity
    asks: Text = NO_WORDS
    help: Text = NO_WORDS
    example: Text = NO_WORDS
    always: bool = False
    measures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a paper; exactly one of say, prose, fields, each, list, grid, blank and part is set."""

    say: Text = NO_WORDS
    prose: Path | None = None
    fields: tuple[Path, ...] = ()
    each: Path | None = None
    list: Path | None = None
    grid: Path | None = None
    columns: tuple[Path, ...] = ()
    blank: Text = NO_WORDS
    lines: int = 1
    choices: tuple[Text, ...] = ()
    part: str = ""
    strong: bool = False
    needs: Needs = ()


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A section of a paper."""

    heading: Text
    blocks: tuple[Block, ...]
    needs: Needs = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a package: for which measures, from whom, when it is written and what stands in it."""

    id: str
    title: Text
    sections: tuple[PaperSection, ...]
    measures: frozenset[str] = frozenset()
    sender: str = "requesting"
    answer: bool = False
    between: str = ""
    route: str = ""
    needs: Needs = ()

    @property
    def under(self) -> frozenset[str]:
        """The instruments for which it is made: those of which the case must name one among its ``bases``."""
        return frozenset(value for alternatives in self.needs for path in alternatives if path.place == "bases" for value in path.values)


class Phase(StrEnum):
    """What a stage of preparation belongs to, in the usual order."""

    SECURE = "secure"
    HOME = "home"
    CONTACT = "contact"
    CONSULT = "consult"
    PAPERS = "papers"
    REQUEST = "request"
    FOLLOW_UP = "follow-up"
    EXECUTION = "execution"
    USE = "use"


class Doer(StrEnum):
    """Who does a stage."""

    CONDUCTING = "conducting"
    COURT = "court"
    TRANSLATOR = "translator"
    SENDER = "sender"
    CHANNEL = "channel"
    REQUESTED = "requested"


@dataclass(frozen=True, slots=True)
class ClockChoice:
    """Which clocks of the law a stage answers to: by their event, a word of their consequence, the measures that they name.

    ``before``: the clock is counted back from this day of the case, by which it must have run.
    """

    starts: str
    then: str = ""
    measures: frozenset[str] = frozenset()
    before: Path | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of preparation: what is done, by whom, after what, until when; its days are working assumptions."""

    id: str
    phase: Phase
    name: Text
    says: Text
    who: Doer
    days: int
    urgent_days: int
    after: tuple[str, ...] = ()
    measures: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()
    needs: Needs = ()
    done: Needs = ()
    reached: tuple[Path, ...] = ()
    until: tuple[Path, ...] = ()
    asks: tuple[str, ...] = ()
    routes: frozenset[str] = frozenset()
    law: frozenset[str] = frozenset()
    binds: tuple[ClockChoice, ...] = ()
    awaits: tuple[ClockChoice, ...] = ()
    secures: bool = False
    closes: bool = False

    def serves(self, measure: str) -> bool:
        """Whether the stage belongs to the preparation of a measure."""
        return measure not in self.but and (not self.measures or measure in self.measures)


@dataclass(frozen=True, slots=True)
class CheckWords:
    """What a check says when it finds something, what to do about it, and how bad it is unless a norm says otherwise."""

    says: Text
    do: Text
    severity: Severity


@dataclass(frozen=True)
class Drafting:
    """All that drafting reads beside the law itself."""

    elements: tuple[Element, ...] = ()
    papers: tuple[Paper, ...] = ()
    places: Mapping[str, Text] = field(default_factory=dict)
    words: Mapping[str, Text] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Path] = field(default_factory=dict)
    stated: frozenset[str] = frozenset()  # facts that a request states itself
    stages: tuple[Stage, ...] = ()
    events: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)  # where the day of a clock's event stands in a case
    checks: Mapping[str, CheckWords] = field(default_factory=dict)

    def element(self, id_: str) -> Element | None:
        """The element of that id."""
        return next((item for item in self.elements if item.id == id_), None)

    def label(self, place: str, language: str) -> str:
        """How a place of the case is called; the place itself where it has no label."""
        named = self.places.get(place)
        return named.in_language(language)[0] if named else place

    def word(self, name: str, language: str) -> str:
        """A word of a closed list or of the letter's own frame; the name itself where it has none."""
        named = self.words.get(name)
        return named.in_language(language)[0] if named else name.rpartition(".")[2]
