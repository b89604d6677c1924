# SPDX-License-Identifier: EUPL-1.2
"""One place that an answer fills: what may stand there and how it is called; from a path, an exact place or a fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from comity.corpus.corpus import Corpus
from comity.draft.case.read import Plain
from comity.draft.case.shape import PlaceKind, Shape, shapes
from comity.draft.interview.places import Presets, Steps, at, place_of, required, shown
from comity.model.drafting import Drafting
from comity.model.paths import SELECTED, Path, Step
from comity.model.vocabulary import FactSpec, FactType

PERIOD = ("from", "until", "times")
MONEY = ("amount", "currency")
OFFENCE = "offence"  # the question after the class of the offence
ASSURANCE = "assurance."


class AnswerKind(StrEnum):
    """What an answer may be."""

    TEXT = "text"
    WRITTEN = "written"
    WORD = "word"
    TRUTH = "truth"
    DAY = "day"
    ROUGH_DAY = "rough-day"
    NUMBER = "number"
    ACTOR = "actor"
    LANGUAGE = "language"
    MONEY = "money"
    PERIOD = "period"
    MEASURE = "measure"
    OFFENCE = "offence"
    UNDERTAKING = "undertaking"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to be filled; ``presets`` are what items get that are made on the way, ``suggestion`` is what an empty answer takes."""

    steps: Steps
    kind: AnswerKind
    label: str
    several: bool = False
    words: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    presets: Presets = field(default_factory=dict)
    suggestion: str = ""

    @property
    def key(self) -> str:
        """The place as it is written."""
        return shown(self.steps)


_KINDS = {
    PlaceKind.TEXT: AnswerKind.TEXT,
    PlaceKind.WRITTEN: AnswerKind.WRITTEN,
    PlaceKind.WORD: AnswerKind.WORD,
    PlaceKind.TRUTH: AnswerKind.TRUTH,
    PlaceKind.DAY: AnswerKind.DAY,
    PlaceKind.NUMBER: AnswerKind.NUMBER,
    PlaceKind.ACTOR: AnswerKind.ACTOR,
    PlaceKind.LANGUAGE: AnswerKind.LANGUAGE,
}
_OWN_KINDS = {"measure": AnswerKind.MEASURE, "persons.birth.day": AnswerKind.ROUGH_DAY}
_QUERY_FACTS: dict[str, Steps] = {
    "purpose": ("purpose",),
    "stage": ("stage",),
    "person.nationality": ("person", "nationality"),
    "person.role": ("person", "role"),
}


@dataclass(frozen=True)
class Slots:
    """Makes slots for the values of one case, with words in one language."""

    drafting: Drafting
    corpus: Corpus
    values: Plain
    lang: str

    # -- from an exact place

    def at(self, steps: Steps, only: frozenset[str] = frozenset(), presets: Presets | None = None) -> tuple[Slot, ...]:
        """The slots of an exact place: itself, or for a part what it must have, else its first field; nothing where no such place is."""
        place = place_of(steps)
        if steps[0] == "facts" and len(steps) == 2:
            spec = self.corpus.facts.get(str(steps[1]))
            return (self._fact(spec, steps),) if spec else ()
        shape = shapes().get(place)
        if shape is None:
            return ()
        if shape.kind is PlaceKind.PART and shape.parts not in (PERIOD, MONEY):
            return self._part(steps, shape, presets or {})
        return (self._slot(steps, place, shape, only, presets or {}),)

    def _part(self, steps: Steps, shape: Shape, presets: Presets) -> tuple[Slot, ...]:
        if shape.several and not isinstance(steps[-1], int):
            steps = (*steps, 0)
        names = [name for name in required().get(place_of(steps), ()) if name not in ("id", *presets.get(steps, ()))]
        inner = [self.at((*steps, name), presets=presets) for name in names or shape.parts[:1]]
        return tuple(slot for slots in inner for slot in slots)

    def _slot(self, steps: Steps, place: str, shape: Shape, only: frozenset[str], presets: Presets) -> Slot:
        kind = _OWN_KINDS.get(place) or self._kind(shape)
        words = tuple((word, self.word(place, word)) for word in shape.words if not only or word in only)
        several = shape.several and not isinstance(steps[-1], int)
        return Slot(steps, kind, self._label(place), several, words, presets=presets, suggestion=self._suggestion(place))

    @staticmethod
    def _kind(shape: Shape) -> AnswerKind:
        if shape.kind is PlaceKind.PART:
            return AnswerKind.PERIOD if shape.parts == PERIOD else AnswerKind.MONEY
        return _KINDS[shape.kind]

    def _label(self, place: str) -> str:
        """What a place is called; with its part where another place is called the same."""
        place = place.replace("offence.", "offences.", 1) if place.startswith("offence.") else place
        label = self.drafting.label(place, self.lang)
        part = place.rpartition(".")[0]
        if part in self.drafting.places and sum(text.in_language(self.lang)[0] == label for text in self.drafting.places.values()) > 1:
            return f"{self.drafting.label(part, self.lang)}: {label}"
        return label

    def word(self, place: str, word: str) -> str:
        """A word of the closed list of a place."""
        return self.drafting.word(f"{self.drafting.lists.get(place, place.rpartition('.')[2])}.{word}", self.lang)

    def _suggestion(self, place: str) -> str:
        if place == "persons.nationality":
            given = at(self.values, ("person", "nationality"))
            return ", ".join(given) if isinstance(given, list) else ""
        if place in ("accounts.country", "assets.country", "places.country"):
            return str(self.values.get("requested") or "")
        return ""

    # -- from a fact

    def fact(self, name: str) -> tuple[Slot, ...]:
        """Where the answer on a fact goes: the place of the case that settles it, where there is one, else among the facts."""
        if name == OFFENCE:
            return (Slot(("offences", 0, "name"), AnswerKind.OFFENCE, self._label("offences.name")),)
        spec = self.corpus.facts.get(name)
        if spec is None:
            return ()
        path = self.drafting.facts.get(name)
        if path is not None and (path.steps[0].name == "offences" or self.begun(path)):
            return self.of_path(path)
        return (self._fact(spec, _QUERY_FACTS.get(name, ("facts", name))),)

    def undertaking(self, name: str) -> Slot:
        """Where an assurance that the request may give goes."""
        return Slot(("facts", name), AnswerKind.UNDERTAKING, name)

    def begun(self, path: Path) -> bool:
        """Whether the case has an item that the path reaches, or the path goes through no list and its part is there."""
        reached = list(_reached(self.values, path.steps, (), {}))
        return all(at(self.values, steps[:-1]) is not None for steps, _, _ in reached)

    def _fact(self, spec: FactSpec, steps: Steps) -> Slot:
        label = spec.asks.in_language(self.lang)[0]
        if spec.type is FactType.TRUTH:
            undertaking = spec.name.startswith(ASSURANCE)
            return Slot(steps, AnswerKind.UNDERTAKING if undertaking else AnswerKind.TRUTH, label)
        if spec.type is FactType.SET:
            words = tuple((word, self.word(spec.name, word)) for word in spec.values)
            kind = AnswerKind.WORD if words else AnswerKind.ACTOR if spec.unit == "states" else AnswerKind.TEXT
            return Slot(steps, kind, label, several=not words, words=words)
        kinds = {FactType.DAY: AnswerKind.DAY, FactType.NUMBER: AnswerKind.NUMBER, FactType.MONEY: AnswerKind.MONEY}
        return Slot(steps, kinds[spec.type], label, unit=spec.unit)

    # -- from a path

    def of_path(self, path: Path) -> tuple[Slot, ...]:
        """The slots that a path still lacks, those of a new item where the path reaches none."""
        found: dict[Steps, Slot] = {}
        for steps, presets, first in _reached(self.values, path.steps, (), {}):
            for slot in first:
                found.setdefault(slot.steps, self._narrowed(slot))
            value = at(self.values, steps)
            if value in (None, "", [], {}) or not _fits(value, path.values):
                for slot in self.at(steps, path.values, presets):
                    found.setdefault(slot.steps, slot)
        return tuple(found.values())

    def _narrowed(self, slot: Slot) -> Slot:
        """The kind or role of a new item, of which only the words of the selector come in."""
        made = self.at(slot.steps, frozenset(word for word, _ in slot.words), slot.presets)
        return replace(made[0], presets=slot.presets) if made else slot


_Reach = tuple[Steps, Presets, tuple[Slot, ...]]


def _reached(values: Plain, steps: tuple[Step, ...], done: Steps, presets: Presets) -> Iterator[_Reach]:
    """The exact places that a path reaches; with presets, or a slot for its kind, where an item is still to be made."""
    if not steps:
        yield done, presets, ()
        return
    step, rest = steps[0], steps[1:]
    here: Steps = (*done, step.name)
    shape = shapes().get(place_of(here))
    if shape is None or not shape.several or shape.kind is not PlaceKind.PART or not (rest or step.only):
        yield from _reached(values, rest, here, presets)
        return
    items = _items(values, here)
    kept = [number for number, item in enumerate(items) if _kept(item, step.only)]
    for number in kept:
        yield from _reached(values, rest, (*here, number), presets)
    if not kept:
        yield from _new(values, rest, (*here, len(items)), _selected(here, step, len(items), presets))


def _new(values: Plain, rest: tuple[Step, ...], done: Steps, chosen: tuple[Presets, tuple[Slot, ...]]) -> Iterator[_Reach]:
    presets, first = chosen
    for steps, further, slots in _reached(values, rest, done, presets):
        yield steps, further, (*first, *slots)


def _selected(here: Steps, step: Step, number: int, presets: Presets) -> tuple[Presets, tuple[Slot, ...]]:
    item: Steps = (*here, number)
    key, words = next(((key, words) for key in SELECTED if (words := _words_at(here, key) & step.only)), ("", frozenset[str]()))
    if len(words) == 1:
        return {**presets, item: {key: next(iter(words))}}, ()
    if words:
        return presets, (Slot((*item, key), AnswerKind.WORD, "", words=tuple((word, "") for word in sorted(words)), presets=presets),)
    return presets, ()


def _words_at(here: Steps, key: str) -> frozenset[str]:
    shape = shapes().get(f"{place_of(here)}.{key}")
    return frozenset(shape.words) if shape else frozenset()


def _items(values: Plain, here: Steps) -> list[object]:
    if here == ("offences",) and "offences" not in values:
        return [values["offence"]] if "offence" in values else []
    found = at(values, here)
    return found if isinstance(found, list) else []


def _kept(item: object, only: frozenset[str]) -> bool:
    return not only or (isinstance(item, Mapping) and any(item.get(key) in only for key in SELECTED))


def _fits(value: object, values: frozenset[str]) -> bool:
    if not values:
        return True
    if isinstance(value, list):
        return bool(values & {str(item) for item in value})
    return (str(value).lower() if isinstance(value, bool) else str(value)) in values
