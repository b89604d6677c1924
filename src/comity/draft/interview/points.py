# SPDX-License-Identifier: EUPL-1.2
"""What is still open in a case, in an order that saves questions: each point with the norm that makes it necessary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from comity.advise.judge import judge
from comity.advise.questions import by_use, questions
from comity.draft.case.read import Plain
from comity.draft.case.shape import shapes
from comity.draft.check.check import check
from comity.draft.check.deficiency import Deficiency
from comity.draft.interview.places import Steps, at, steps_of
from comity.draft.interview.slots import ASSURANCE, MONEY, OFFENCE, PERIOD, AnswerKind, Slot, Slots
from comity.draft.interview.suggestions import suggested
from comity.draft.scene import Scene
from comity.engine.assess import Assessment, assess
from comity.model.answer import Question
from comity.model.drafting import SEVERITIES, Element, Severity
from comity.model.paths import Path, is_there
from comity.model.query import FactValue
from comity.model.text import LANGUAGES
from comity.model.truth import Truth
from comity.model.vocabulary import FactType

_OPENING = (OFFENCE, "purpose")  # on these hangs which other questions make sense
_MISSING = frozenset({"missing", "missing-whatever"})
_UNDERTAKINGS = frozenset({"assurance-missing", "speciality-unsaid"})
_DUAL_OPEN, _DUAL = "dual-criminality-open", "offence.dual"
_FACT_OPEN = "fact-open"
_TRANSLATED = {"language": "case.translations"}
_ANNEX_UNKNOWN = "annex-not-listed"
_ONE_LINE = frozenset({*LANGUAGES, *MONEY, *PERIOD})
_ONE_OFFENCE = "offence."


@dataclass(frozen=True, slots=True)
class Switch:
    """An element that one of several places fills: which one is asked for, the labels of all, the slots that the choice led to."""

    key: str
    labels: tuple[str, ...]
    chosen: int
    slots: frozenset[str]


@dataclass(frozen=True, slots=True)
class Point:
    """Something open: why it matters and the slots that close it; ``severity`` is None for a fact on which the verdict hangs."""

    key: str
    severity: Severity | None
    title: str
    asks: str
    slots: tuple[Slot, ...]
    help: str = ""
    example: str = ""
    norms: tuple[tuple[str, str], ...] = ()
    switches: tuple[Switch, ...] = ()
    mending: bool = False

    @property
    def late(self) -> bool:
        """An undertaking is asked for when nothing else has made it needless."""
        return any(slot.kind is AnswerKind.UNDERTAKING for slot in self.slots)

    @property
    def rank(self) -> int:
        """What decides the verdict first, then the worst; what is there and wrong after all that is missing and as bad."""
        return -1 if self.severity is None else 2 * SEVERITIES.index(self.severity) + self.mending


@dataclass(frozen=True)
class Survey:
    """Surveys one scene; ``chosen`` says which of several places the one who answers prefers, by need."""

    scene: Scene
    slots: Slots
    chosen: Mapping[str, int]

    @property
    def _lang(self) -> str:
        return self.slots.lang

    def deficiencies(self) -> tuple[Deficiency, ...]:
        """What the check finds."""
        return check(self.scene)

    def points(self, found: Iterable[Deficiency]) -> tuple[Point, ...]:
        """Every open point that has something to ask, each once, in the order of asking."""
        weighed = list(found)
        made = [*self._facts(weighed), *(point for item in weighed for point in self._of(item))]
        once: dict[str, Point] = {}
        for point in sorted(made, key=lambda point: (point.rank, self._turn(point))):
            if point.slots:
                once.setdefault(point.key, point)
        return tuple(once.values())

    def _turn(self, point: Point) -> int:
        """Among points as bad: what opens the case, what the requesting side knows of itself, the rest, undertakings at last."""
        name = point.key.removeprefix("fact:")
        if point.late:
            return len(_OPENING) + 2
        stated = name in self.scene.drafting.stated
        return _OPENING.index(name) if name in _OPENING else len(_OPENING) + (not stated)

    # -- facts

    def _facts(self, found: list[Deficiency]) -> Iterator[Point]:
        """Open facts: first those on which the verdict or the first basis hangs, then as bad as the check finds them, else on demand."""
        scene = self.scene
        asked = by_use(scene.assessment, scene.row, questions(scene.assessment, scene.row, scene.judgement, self._lang))
        deciding = decisive(scene, [question for question in asked if not question.fact.startswith(ASSURANCE)])
        weights: dict[str, Deficiency] = {_DUAL if item.code == _DUAL_OPEN else item.about: item for item in reversed(found)}
        openers = _openers(asked, weights)
        for question in asked:
            item = min((m[question.fact] for m in (weights, openers) if question.fact in m), key=lambda found: found.rank, default=None)
            first = question.fact in deciding or question.fact in _OPENING
            severity = None if first else item.severity if item else Severity.BETTER
            norms = _norms(item) if item else tuple(_norm_in(point) for point in question.matters_for[:3])
            norms = () if question.fact == OFFENCE else norms
            slots = self.slots.fact(question.fact)
            yield Point(f"fact:{question.fact}", severity, "", question.asks, slots, question.why, norms=norms)

    # -- what the check finds

    def _of(self, item: Deficiency) -> Iterator[Point]:
        if item.code in _MISSING:
            element = self.scene.drafting.element(item.about)
            if element is not None:
                yield self._element(element, item)
        elif item.code in _UNDERTAKINGS:
            name = f"{ASSURANCE}{item.about.removeprefix(ASSURANCE).replace('-', '_')}"
            slot = replace(self.slots.undertaking(name), label=self._label(item))
            known = at(self.slots.values, slot.steps) is not None
            yield self._point(f"fact:{name}", item, () if known else (slot,))
        elif item.code == _ANNEX_UNKNOWN:
            number = len(self.scene.case.annexes)
            presets: dict[Steps, Plain] = {("annexes", number): {"id": item.about}}
            yield self._point(f"annex:{item.about}", item, self.slots.at(("annexes", number, "title"), presets=presets))
        elif item.code in (_DUAL_OPEN, _FACT_OPEN):
            name = _DUAL if item.code == _DUAL_OPEN else item.about
            yield self._point(f"fact:{name}", item, self.slots.fact(name))
        else:
            yield from self._mending(item)

    def _label(self, item: Deficiency) -> str:
        return item.do.in_language(self._lang)[0]

    def _point(self, key: str, item: Deficiency, slots: tuple[Slot, ...], *, mending: bool = False) -> Point:
        says = item.says.in_language(self._lang)[0]
        return Point(key, item.severity, says, self._label(item), slots, norms=_norms(item), mending=mending)

    def _mending(self, item: Deficiency) -> Iterator[Point]:
        """A place that is empty, or filled with what cannot stay."""
        places = (_TRANSLATED[item.code],) if item.code in _TRANSLATED else item.where
        slots = [slot for place in places for slot in self._mended(place)]
        there = [slot for slot in slots if at(self.slots.values, slot.steps) is not None]
        yield self._point(f"{item.code}:{item.about}", item, tuple(there or slots), mending=bool(there))

    def _mended(self, place: str) -> tuple[Slot, ...]:
        if place == _TRANSLATED["language"]:
            number = len(self.scene.case.case.translations)
            return self.slots.at(("case", "translations", number, "language"))
        try:
            steps = steps_of(place)
        except ValueError:
            return ()
        if steps[0] == "facts":
            return self.slots.fact(str(steps[1]))
        return self.slots.at(steps) if at(self.slots.values, steps) is None or not _a_part(at(self.slots.values, steps)) else ()

    # -- elements

    def _element(self, element: Element, item: Deficiency) -> Point:
        slots: dict[str, Slot] = {}
        switches = []
        for number, alternatives in enumerate(element.needs):
            if any(is_there(self.scene.values, path) for path in alternatives):
                continue
            several = _distinct(alternatives)
            key = f"{element.id}:{number}"
            index = self._preferred(key, several)
            made = self.slots.of_path(several[index])
            for slot in made:
                slots.setdefault(slot.key, suggested(self.scene, slot))
            if len(several) > 1:
                labels = tuple(self._place(path) for path in several)
                switches.append(Switch(key, labels, index, frozenset(slot.key for slot in made)))
        words = (element.name, element.asks or element.name, element.help, element.example)
        name, asks, help_, example = (text.in_language(self._lang)[0] for text in words)
        open_ = tuple(slots.values())
        return Point(f"element:{element.id}", item.severity, name, asks, open_, help_, example, _norms(item), tuple(switches))

    def _preferred(self, key: str, several: tuple[Path, ...]) -> int:
        """The alternative that was chosen, else the first of which something is there already, else the first."""
        if key in self.chosen:
            return min(self.chosen[key], len(several) - 1)
        reached = (number for number, path in enumerate(several) if self.slots.begun(path))
        begun = (number for number, path in enumerate(several) if self.slots.values.get(path.steps[0].name))
        return next(reached, next(begun, 0))

    def _place(self, path: Path) -> str:
        """The place in words: the list, which items of it, what of them."""
        drafting, name = self.scene.drafting, path.steps[0].name
        label, holder = drafting.label(path.place, self._lang), drafting.label(name, self._lang)
        words = (
            self.slots.word(f"{name}.{key}", word)
            for word in sorted(path.steps[0].only)
            for key in ("role", "kind")
            if f"{name}.{key}" in shapes()
        )
        which = ", ".join(words)
        held = f"{holder} ({which})" if which else holder
        return label if len(path.steps) == 1 or holder == name else f"{held}: {label}"


def _a_part(value: object) -> bool:
    return isinstance(value, list) or (
        isinstance(value, Mapping) and not set(value) <= {"en", "az", "ru", "fr", "amount", "currency", "from", "until"}
    )


def _distinct(alternatives: tuple[Path, ...]) -> tuple[Path, ...]:
    """The places to choose from: the one offence and several are the same place, and so are items of another kind or role in one list."""
    by_place: dict[tuple[str, frozenset[str]], Path] = {}
    for path in alternatives:
        if not path.text.startswith(_ONE_OFFENCE):
            key = (path.place, path.values)
            by_place[key] = _merged(by_place[key], path) if key in by_place else path
    return tuple(by_place.values()) or alternatives


def _merged(first: Path, other: Path) -> Path:
    """One path for the items of both, unless those of the first are the narrower choice."""
    pairs = list(zip(first.steps, other.steps, strict=True))
    if all(one.only and one.only <= more.only for one, more in pairs if one.only or more.only):
        return first
    steps = tuple(replace(one, only=one.only | more.only if one.only and more.only else frozenset()) for one, more in pairs)
    return replace(first, steps=steps)


def _openers(asked: Iterable[Question], weights: Mapping[str, Deficiency]) -> Mapping[str, Deficiency]:
    """The facts on which it hangs whether an assurance is needed: they are asked before it, as bad as it."""
    wanted = [
        (set(question.matters_for), weights[question.fact])
        for question in asked
        if question.fact.startswith(ASSURANCE) and question.fact in weights
    ]
    found: dict[str, Deficiency] = {}
    for question in asked:
        if not question.fact.startswith(ASSURANCE):
            items = [item for points, item in wanted if points & set(question.matters_for)]
            if items:
                found[question.fact] = min(items, key=lambda item: item.rank)
    return found


def _norms(item: Deficiency) -> tuple[tuple[str, str], ...]:
    return ((item.instrument, item.article), *item.also) if item.instrument else ()


def _norm_in(point: str) -> tuple[str, str]:
    """Instrument and article of what a question matters for."""
    instrument, article, *_ = (*point.split(" "), "")
    return (instrument, "") if article == "as" else (instrument, article)


# -- what decides


def decisive(scene: Scene, asked: Iterable[Question]) -> frozenset[str]:
    """The facts of which either answer alone changes the verdict, or opens or closes the first basis relied on."""
    tried: list[tuple[str, FactValue]] = [(question.fact, value) for question in asked for value in _trials(scene, question.fact)]
    base = scene.assessment.rows[scene.row]
    rows = [replace(base, facts={**base.facts, name: value}) for name, value in tried]
    if not rows:
        return frozenset()
    trial = assess(scene.assessment.plan, rows)
    now = _state(scene, scene.assessment, scene.row)
    return frozenset(name for row, (name, _) in enumerate(tried) if _state(scene, trial, row) != now)


def _state(scene: Scene, assessment: Assessment, row: int) -> tuple[str, bool]:
    judgement = judge(assessment, row)
    first = scene.relied[0].plan.instrument.id if scene.relied else ""
    open_ = any(r.plan.instrument.id == first and r.outcome is not Truth.NO and not r.closed for r in judgement.results)
    return judgement.verdict.value, open_


def _trials(scene: Scene, name: str) -> tuple[FactValue, ...]:
    spec = scene.corpus.facts.get(name)
    if spec is None:
        return ()
    if spec.type is FactType.TRUTH:
        return True, False
    if spec.type in (FactType.NUMBER, FactType.MONEY):
        return 0.0, 120.0
    if spec.type is FactType.SET:
        return tuple(frozenset({word}) for word in spec.values or (scene.query.requesting, scene.query.requested))
    return ()
