# SPDX-License-Identifier: EUPL-1.2
"""The sections of a case as forms: which fields a section shows, made from the model of the case, the labels and what the law asks for.

Pure. First come the places that the elements of the measure need and those that are filled; all others on demand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from comity.draft.case.base import Language
from comity.draft.case.shape import PlaceKind, Shape, shapes
from comity.draft.interview.places import Steps, at, place_of, required, shown, steps_of
from comity.draft.interview.points import Point
from comity.draft.interview.slots import MONEY, AnswerKind, Slot
from comity.web.drafting.desk import Desk
from comity.web.drafting.entries import NOT_TYPED, Outcome, count, language_pair, own_language, seal, slot_at, text_of

QUESTION, FACTS = "question", "facts"
_ASKED_FIRST: tuple[Steps, ...] = (
    ("requesting",),
    ("requested",),
    ("measure",),
    ("on",),
    ("purpose",),
    ("stage",),
    ("person", "nationality"),
    ("person", "role"),
    ("bases",),
)
_CORE = (QUESTION, "case", "offences", "summary", "asked", "persons", "annexes", "signatories")
_DETAILS = (
    "extradition",
    "movement",
    "transfer",
    "proceedings",
    "supervision",
    "service",
    "hearing",
    "expertise",
    "data",
    "operation",
    "team",
    "property",
    "protection",
    "compensation",
    "information",
    "notice",
)
SECTIONS = (
    *_CORE[:6],
    "companies",
    "accounts",
    "vehicles",
    "devices",
    "identifiers",
    "places",
    "assets",
    "orders",
    "sentence",
    *_DETAILS,
    "procedure",
    "confidentiality",
    "use_limits",
    "assurances",
    *_CORE[6:],
    FACTS,
)
_NAMES = ("names", "name", "title", "number", "value", "registration", "identification", "description", "address", "says", "full")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a field offers."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Input:
    """Where one text is typed; a free text has one for each language."""

    key: str
    anchor: str
    text: str
    seal: str
    language: str = ""
    language_name: str = ""
    wrong: str = ""
    conflict: bool = False
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One place of the case with its words, what asks for it and where it is typed."""

    place: str
    anchor: str
    label: str
    control: str
    inputs: tuple[Input, ...]
    choices: tuple[Choice, ...] = ()
    offers: str = ""
    severity: str = ""
    needed: str = ""
    asks: str = ""
    help: str = ""
    example: str = ""
    norms: str = ""
    comments: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Fields that belong together, and the blocks within; an item of a list has a number and can be removed."""

    place: str
    anchor: str
    title: str
    fields: tuple[Field, ...]
    blocks: tuple[Block, ...] = ()
    item: bool = False
    adds: tuple[tuple[str, str], ...] = ()
    annex: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section as the list of tasks shows it."""

    name: str
    title: str
    filled: bool
    worst: str
    open: int


_ANCHOR = re.compile(r"[^A-Za-z0-9_]+")


def anchor(key: str) -> str:
    """The id of a field on its page."""
    return f"f-{_ANCHOR.sub('-', key).strip('-')}"


def section_of(place: str) -> str:
    """The section in which a place of the case is typed."""
    first = re.split(r"[.\[]", place, maxsplit=1)[0]
    if first in {str(steps[0]) for steps in _ASKED_FIRST}:
        return QUESTION
    return "offences" if first == "offence" else first if first in SECTIONS else QUESTION


@dataclass(frozen=True)
class Form:
    """Makes the sections of one desk; ``everything`` shows all places, ``beside`` is the second language of free text."""

    desk: Desk
    wrong: Mapping[str, Mapping[str, str]]
    remarks: Mapping[str, int]
    beside: str = ""
    everything: bool = False
    conflicts: Mapping[str, Outcome] = field(default_factory=dict)

    # -- the list of sections

    def title(self, section: str) -> str:
        """What a section is called; the two that are no part of the model have no words in the data and give none."""
        return "" if section in (QUESTION, FACTS) else self.desk.drafting.label(section, self.desk.lang)

    def sections(self) -> tuple[Section, ...]:
        """The sections that matter: those that are begun or asked for, and those of every request."""
        return tuple(item for item in map(self._section, SECTIONS) if self.everything or item.filled or item.open or item.name in _CORE)

    def _section(self, name: str) -> Section:
        open_ = [point for point in self.desk.points if any(section_of(slot.key) == name for slot in point.slots)]
        worst = min((point.rank for point in open_), default=None)
        severity = next((str(p.severity or "decides") for p in open_ if p.rank == worst), "")
        keys = [str(steps[0]) for steps in _ASKED_FIRST] if name == QUESTION else ["offence", name] if name == "offences" else [name]
        filled = any(self.desk.values.get(key) for key in keys)
        return Section(name, self.title(name), filled, severity, sum(p.severity is None or p.severity.stops for p in open_))

    # -- one section

    def block(self, section: str) -> Block:
        """The form of a section."""
        if section == QUESTION:
            return self._flat(section, [steps for steps in _ASKED_FIRST if self._in_question(steps)])
        if section == FACTS:
            return self._flat(section, list(self._facts()))
        steps: Steps = (section,)
        shape = shapes()[section]
        if shape.several:
            blocks = tuple(self._items(steps, shape))
            return Block(section, anchor(section), self.title(section), (), blocks, adds=(self._add(steps),))
        return self._part(steps, shape, self.title(section), item=False)

    def _in_question(self, steps: Steps) -> bool:
        if steps == ("bases",):
            return self.desk.scene is not None
        return steps[0] != "person" or self.everything or self._visible(steps)

    def _facts(self) -> Iterator[Steps]:
        """The facts that are given and those that are asked, in the order of asking."""
        asked = [slot.steps for point in self.desk.points for slot in point.slots if slot.steps[0] == FACTS]
        kept = [steps_of(key) for key in self.wrong if key.startswith(f"{FACTS}.")]
        yield from dict.fromkeys((*asked, *kept, *((FACTS, name) for name in self.desk.values.get(FACTS) or {})))

    def _flat(self, section: str, places: list[Steps]) -> Block:
        fields = (self._field(steps) for steps in places)
        return Block(section, anchor(section), self.title(section), tuple(made for made in fields if made))

    def _add(self, steps: Steps) -> tuple[str, str]:
        return shown(steps), self.desk.drafting.label(place_of(steps), self.desk.lang)

    def _items(self, steps: Steps, shape: Shape) -> Iterator[Block]:
        there = count(self.desk.values, steps)
        wanted = there + any(other[: len(steps) + 1] == (*steps, there) for other in self._needed)
        for number in range(wanted):
            item: Steps = (*steps, number)
            yield self._part(item, shape, self._named(item, number), item=number < there)

    def _named(self, item: Steps, number: int) -> str:
        """The list, the number and what the item itself is called."""
        label = self.desk.drafting.label(place_of(item), self.desk.lang)
        own = next((name for name in (self._name(at(self.desk.values, (*item, key))) for key in _NAMES) if name), "")
        return f"{label} {number + 1}" + (f": {own}" if own else "")

    def _name(self, value: object) -> str:
        if isinstance(value, list):
            return self._name(value[0]) if value else ""
        if isinstance(value, Mapping):
            text = value.get("full") or value.get(self.desk.lang) or value.get(own_language(self.desk.values)) or ""
            return self._name(text)
        text = str(value) if isinstance(value, str) else ""
        return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"

    def _part(self, steps: Steps, shape: Shape, title: str, *, item: bool) -> Block:
        fields: list[Field] = []
        blocks: list[Block] = []
        adds: list[tuple[str, str]] = []
        for name in shape.parts:
            self._inner((*steps, name), fields, blocks, adds)
        annex = str(at(self.desk.values, (*steps, "id")) or "") if place_of(steps) == "annexes" else ""
        return Block(shown(steps), anchor(shown(steps)), title, tuple(fields), tuple(blocks), item, tuple(adds), annex)

    def _inner(self, steps: Steps, fields: list[Field], blocks: list[Block], adds: list[tuple[str, str]]) -> None:
        place = place_of(steps)
        shape = shapes()[place]
        if steps[-1] == "id" or place in NOT_TYPED:
            return
        if shape.kind is PlaceKind.PART and shape.several:
            blocks.extend(self._items(steps, shape))
            if self.everything or self._visible(steps):
                adds.append(self._add(steps))
        elif shape.kind is PlaceKind.PART and shape.parts != MONEY:
            for name in shape.parts:
                self._inner((*steps, name), fields, blocks, adds)
        elif self.everything or self._visible(steps):
            several = shape.several and shape.kind is PlaceKind.WRITTEN
            numbers = range(count(self.desk.values, steps) + 1) if several else ()
            made = [self._field((*steps, number)) for number in numbers] if several else [self._field(steps)]
            fields.extend(one for one in made if one)

    # -- which places

    @cached_property
    def _needed(self) -> Mapping[Steps, tuple[Point, Slot]]:
        """The places that the open points ask for, by the point that weighs most; the ends of a period each by itself."""
        found: dict[Steps, tuple[Point, Slot]] = {}
        for point in self.desk.points:
            for slot in point.slots:
                ends = [(*slot.steps, "from"), (*slot.steps, "until")] if slot.kind is AnswerKind.PERIOD else [slot.steps]
                for steps in ends:
                    found.setdefault(steps, (point, slot))
        return found

    @cached_property
    def _kept(self) -> frozenset[Steps]:
        return frozenset(steps_of(key.partition("@")[0]) for key in (*self.wrong, *(key for key in self.remarks if key)))

    def _visible(self, steps: Steps) -> bool:
        """Whether a place is filled, asked for, remarked on, or one that its part must have."""
        if at(self.desk.values, steps) is not None:
            return True
        size = len(steps)
        if any(other[:size] == steps for other in (*self._needed, *self._kept)):
            return True
        return steps[-1] in required().get(place_of(steps[:-1]), ()) and at(self.desk.values, steps[:-1]) is not None

    # -- one field

    def _field(self, steps: Steps) -> Field | None:
        slot = slot_at(self.desk, steps)
        if slot is None:
            return None
        point, asked = self._needed.get(steps, (None, None))
        place = shown(steps)
        inputs = self._inputs(slot, place)
        label = asked.label if asked and asked.label and asked.kind is not AnswerKind.PERIOD else slot.label
        return Field(
            place,
            anchor(place),
            label,
            control(slot),
            inputs,
            self._choices(slot, inputs[0].text),
            _OFFERS.get(slot.kind, "") if not slot.several else "",
            severity=str(point.severity or "decides") if point else "",
            needed=self._weight(point),
            asks=point.asks if point and point.asks != label else "",
            help=point.help if point else "",
            example=point.example if point else "",
            norms=self.desk.cite(point.norms[:3]) if point else "",
            comments=self.remarks.get(place, 0),
        )

    def _weight(self, point: Point | None) -> str:
        if point is None or point.severity is None:
            return ""
        return self.desk.drafting.word(f"severity.{point.severity.value}", self.desk.lang)

    def _inputs(self, slot: Slot, place: str) -> tuple[Input, ...]:
        if slot.kind is not AnswerKind.WRITTEN:
            return (self._input(slot, place, ""),)
        return tuple(self._input(slot, f"{place}@{language}", language) for language in self._languages)

    @cached_property
    def _languages(self) -> tuple[Language, ...]:
        return language_pair(self.desk.values, self.beside)

    def _input(self, slot: Slot, key: str, language: str) -> Input:
        stands = text_of(self.desk, slot, language)
        kept = self.wrong.get(key)
        other = self.conflicts.get(key)
        name = self.desk.drafting.word(f"language.{language}", self.desk.lang) if language else ""
        if other is not None:
            return Input(key, anchor(key), other.entry.typed, seal(stands), language, name, other.says, conflict=True, theirs=other.theirs)
        return Input(key, anchor(key), kept["typed"] if kept else stands, seal(stands), language, name, kept["says"] if kept else "")

    def _choices(self, slot: Slot, text: str) -> tuple[Choice, ...]:
        if slot.steps == ("bases",):
            return self._bases(text.split("\n"))
        if slot.kind is AnswerKind.TRUTH:
            words = (
                ("true", self.desk.drafting.word("truth.yes", self.desk.lang)),
                ("false", self.desk.drafting.word("truth.no", self.desk.lang)),
            )
            return tuple(Choice(value, label, value == text) for value, label in words)
        if slot.kind is AnswerKind.MEASURE:
            named = [(item.id, item.name.in_language(self.desk.lang)[0]) for item in self.desk.adviser.corpus.vocabulary.measures]
            return tuple(Choice(value, label, value == text) for value, label in sorted(named, key=lambda pair: pair[1]))
        chosen = text.split(",")
        return tuple(Choice(word, label or word, word in chosen) for word, label in slot.words)

    def _bases(self, named: list[str]) -> tuple[Choice, ...]:
        """The bases that are named, in the order of the case, then the others that can carry, by rank."""
        scene, by_id = self.desk.scene, self.desk.adviser.corpus.by_id
        ranked = [result.plan.instrument.id for result in scene.ranked] if scene else []
        every = dict.fromkeys((*(name for name in named if name), *ranked))
        return tuple(Choice(name, self.desk.cite([(name, "")]) if name in by_id else name, name in named) for name in every)

    def offers(self) -> Mapping[str, tuple[str, ...]]:
        """What the fields with many values suggest, by list: states, languages, offences."""
        corpus, lang = self.desk.adviser.corpus, self.desk.lang
        actors = sorted(f"{actor.name.in_language(lang)[0]} ({actor.code})" for actor in corpus.actors)
        codes = (name.partition(".")[2] for name in self.desk.drafting.words if name.startswith("language."))
        languages = sorted(f"{self.desk.drafting.word(f'language.{code}', lang)} ({code})" for code in codes)
        offences = sorted(item.name.in_language(lang)[0] for item in corpus.vocabulary.offences)
        return {"actors": tuple(actors), "languages": tuple(languages), "offences": tuple(offences)}


_OFFERS = {AnswerKind.ACTOR: "actors", AnswerKind.LANGUAGE: "languages", AnswerKind.OFFENCE: "offences"}


def control(slot: Slot) -> str:
    """How a place is typed: one of the controls that the templates know."""
    if slot.steps == ("bases",) or (slot.several and slot.kind is AnswerKind.WORD):
        return "checks"
    if slot.kind in (AnswerKind.WRITTEN, AnswerKind.UNDERTAKING) or (slot.several and slot.kind is AnswerKind.TEXT):
        return "area"
    if slot.kind in (AnswerKind.WORD, AnswerKind.TRUTH, AnswerKind.MEASURE):
        return "select"
    return {AnswerKind.DAY: "day", AnswerKind.ROUGH_DAY: "rough-day", AnswerKind.NUMBER: "number", AnswerKind.MONEY: "money"}.get(
        slot.kind, "list" if slot.several else "line"
    )
