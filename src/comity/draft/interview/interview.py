# SPDX-License-Identifier: EUPL-1.2
"""The interview: which question comes next, and what an answer makes of the case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from comity.advise.advise import Adviser
from comity.draft.case.base import Language
from comity.draft.case.read import Plain, read_case
from comity.draft.case.shape import PlaceKind, shapes
from comity.draft.check.deficiency import Deficiency
from comity.draft.interview.answers import Reader, Refused
from comity.draft.interview.places import Steps, appended, at, place_of, placed, required, shown
from comity.draft.interview.points import Point, Survey
from comity.draft.interview.session import Session
from comity.draft.interview.slots import ASSURANCE, AnswerKind, Slot, Slots
from comity.draft.interview.words import said
from comity.draft.scene import Scene, scene_of
from comity.model.drafting import SEVERITIES, Drafting, Severity
from comity.model.errors import WrongInput

_START: tuple[Steps, ...] = (("requesting",), ("requested",), ("measure",))
_WRITTEN_IN: Steps = ("case", "language")
_GROWING = frozenset({"persons", "companies", "accounts", "vehicles", "devices", "identifiers", "places", "assets", "annexes"})
_GROWING_INSIDE = frozenset({"team.members", "team.leaders", "procedure.present", "hearing.conducted_by", "service.documents"})
_FURTHER = "further"


@dataclass(frozen=True, slots=True)
class Asked:
    """The next question: a slot of a point, whether there is another item of a list, or whether to go on with what could be better."""

    point: Point | None
    slot: Slot | None = None
    more: Steps | None = None
    further: int = 0

    @property
    def key(self) -> str:
        """What identifies the question."""
        return self.slot.key if self.slot else f"more:{shown(self.more)}" if self.more else _FURTHER


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the case stands: how many points are open by severity, facts that decide, the verdict so far; what the check finds."""

    open: Mapping[Severity, int]
    deciding: int
    verdict: str
    found: tuple[Deficiency, ...]
    scene: Scene


@dataclass
class Interview:
    """Asks on one body of law; what is known of the last values is kept."""

    adviser: Adviser
    drafting: Drafting
    today: date
    lang: Language
    _seen: list[tuple[Session, tuple[Standing | None, tuple[Point, ...]]]] = field(default_factory=list)

    @property
    def reader(self) -> Reader:
        """Reads the answers."""
        return Reader(self.adviser.corpus, self.drafting, self.lang)

    def start(self, values: Plain) -> Session:
        """The first moment of an interview on a case, which may be empty; WrongInput where these are no values of a case."""
        values = tidy(values)
        if not self._begun(values):
            return Session(values, {}, fresh=True)
        self.scene(values)
        return Session(values, values)

    @staticmethod
    def _begun(values: Plain) -> bool:
        return all(at(values, steps) for steps in _START)

    def scene(self, values: Plain) -> Scene:
        """The case before the law; WrongInput for what cannot be."""
        return scene_of(read_case(values), self.adviser, self.drafting, self.today)

    def slots(self, session: Session) -> Slots:
        """Makes slots for the values as they are."""
        return Slots(self.drafting, self.adviser.corpus, session.values, self.lang)

    # -- what is open

    def _survey(self, session: Session) -> tuple[Standing | None, tuple[Point, ...]]:
        for known, result in self._seen:
            if known is session:
                return result
        result = self._surveyed(session) if self._begun(session.sound) else (None, ())
        self._seen[:] = [(session, result)]
        return result

    def _surveyed(self, session: Session) -> tuple[Standing, tuple[Point, ...]]:
        scene = self.scene(session.sound)
        survey = Survey(scene, Slots(self.drafting, self.adviser.corpus, session.sound, self.lang), session.chosen)
        found = survey.deficiencies()
        points = survey.points(found)
        deciding = sum(point.severity is None and self._open(session, point) for point in points)
        counts = Counter(item.severity for item in found)
        standing = Standing({s: counts[s] for s in SEVERITIES}, deciding, scene.judgement.verdict.value, found, scene)
        return standing, points

    def standing(self, session: Session) -> Standing | None:
        """Where the case stands; None before it is known who asks whom for what."""
        return self._survey(session)[0]

    def points(self, session: Session) -> tuple[Point, ...]:
        """The open points in the order of asking."""
        return self._survey(session)[1]

    @staticmethod
    def _open(session: Session, point: Point) -> bool:
        return any(session.closed.isdisjoint(_keys(session, slot)) for slot in point.slots)

    # -- the next question

    def asked(self, session: Session) -> Asked | None:
        """The next question; None where nothing is left to ask."""
        if session.wanted is not None:
            return Asked(None, session.wanted)
        if not self._begun(session.sound):
            return self._first(session)
        points = self.points(session)
        unfinished = session.unfinished
        if unfinished:
            point = next((item for item in points if item.key == session.focus), None)
            return Asked(point, self._required(session, point, unfinished[0]))
        following = self._following(session, points)
        if session.grown and not _inside(session.grown[0], following):
            return Asked(None, more=session.grown[0])
        if following is None:
            better = [p for p in points if p.severity is Severity.BETTER and self._open(session, p)]
            return Asked(None, further=len(better)) if better and not session.further and _FURTHER not in session.closed else None
        return following

    def _first(self, session: Session) -> Asked:
        """Who asks, who is asked, in which language the request is written, for what."""
        steps = next(steps for steps in (*_START[:2], _WRITTEN_IN, *_START[2:]) if not at(session.values, steps))
        slot = self.slots(session).at(steps)[0]
        return Asked(None, replace(slot, suggestion=self.lang) if steps == _WRITTEN_IN else slot)

    def _required(self, session: Session, point: Point | None, steps: Steps) -> Slot:
        if point is not None:
            for slot in point.slots:
                if slot.steps == steps:
                    return slot
        return self.slots(session).at(steps)[0]

    def _following(self, session: Session, points: Iterable[Point]) -> Asked | None:
        """What was begun goes on; what was skipped comes last."""
        fit = [point for point in points if session.further or point.severity is not Severity.BETTER]
        ordered = sorted(fit, key=lambda point: point.key != session.focus)
        open_ = [(p, slot) for p in ordered for slot in p.slots if session.closed.isdisjoint(_keys(session, slot))]
        first = next((pair for pair in open_ if session.skipped.isdisjoint(_keys(session, pair[1]))), None)
        chosen = first or (open_[0] if open_ else None)
        return Asked(*chosen) if chosen else None

    # -- answers

    def answer(self, session: Session, text: str) -> Session:
        """The moment after an answer; Refused says why it is none."""
        asked = self.asked(session)
        if asked is None:
            return session
        if asked.slot is None:
            return self._agreed(session, asked, text)
        if not text.strip():
            return self._empty(session, asked.slot)
        return self._taken(session, asked, asked.slot, self.reader.read(asked.slot, text))

    def _empty(self, session: Session, slot: Slot) -> Session:
        """An empty answer takes the suggestion, or leaves what is there."""
        if at(session.values, slot.steps) is not None:
            return session.close(slot.key)
        if slot.suggestion:
            return self._taken(session, self.asked(session), slot, self.reader.read(slot, slot.suggestion))
        raise Refused(said("empty", self.lang))

    def _agreed(self, session: Session, asked: Asked, text: str) -> Session:
        """The answer on another item, or on going on: no where nothing was typed; a list of plain values takes the item itself."""
        more = asked.more
        if more is not None and not self.of_parts(more):
            return self._another(session, more, text)
        answer = self.reader.yes_or_no(text) if text.strip() else False
        if answer is None:
            raise Refused(said("no-truth", self.lang, given=repr(text[:60])))
        if more is None:
            return session.then(further=True) if answer else session.close(_FURTHER)
        rest = session.then(grown=session.grown[1:], focus="" if not answer else session.focus)
        return self._added(rest, more) if answer else rest

    @staticmethod
    def of_parts(steps: Steps) -> bool:
        """Whether the items of a list have places of their own."""
        return shapes()[place_of(steps)].kind is PlaceKind.PART

    def _another(self, session: Session, more: Steps, text: str) -> Session:
        if not text.strip():
            return session.then(grown=session.grown[1:])
        number = len(at(session.values, more) or ())
        slot = self.slots(session).at((*more, number))[0]
        return self._sound(session, placed(session.values, slot.steps, self.reader.read(slot, text)))

    def _added(self, session: Session, more: Steps) -> Session:
        """One item more: what it must have is asked at once, the rest as the check misses it."""
        made = self._sound(session, appended(session.values, more))
        return replace(made, grown=(more, *session.grown), before=session.before)

    def _taken(self, session: Session, asked: Asked | None, slot: Slot, value: object) -> Session:
        point = asked.point if asked else None
        if slot.kind is AnswerKind.UNDERTAKING:
            return self._undertaken(session, slot, value)
        coded = slot.kind is AnswerKind.OFFENCE and str(value).isdigit()
        steps = (*slot.steps[:-1], "iccs") if coded else slot.steps
        values = placed(session.values, steps, _joined(session.values, slot, value), slot.presets)
        grown = _grown(session, slot)
        done = self._sound(session, values, closed=session.closed | {slot.key}, skipped=session.skipped - {slot.key}, grown=grown)
        return replace(done, focus=point.key if point else session.focus, wanted=None)

    def _undertaken(self, session: Session, slot: Slot, value: object) -> Session:
        """An assurance is listed with its words; that none is given is a fact."""
        name = str(slot.steps[-1])
        values = session.values
        if isinstance(value, str):
            item = {"kind": name.removeprefix(ASSURANCE).replace("_", "-"), "says": value}
            values = placed(values, ("assurances", len(values.get("assurances") or ())), item)
        elif name in self.adviser.corpus.facts:
            values = placed(values, slot.steps, False)
        return replace(self._sound(session, values, closed=session.closed | {slot.key}), wanted=None)

    def _sound(self, session: Session, values: Plain, **changes: object) -> Session:
        """The moment with these values, which make a case unless a part is still unfinished; Refused where they contradict."""
        following = session.then(values=values, **changes)
        if self._begun(values) and not following.unfinished:
            try:
                self.scene(values)
            except WrongInput as error:
                raise Refused(said("refused", self.lang, why=error.text)) from error
            return replace(following, sound=values)
        if not self._begun(values) and values.get("requesting") and values.get("requesting") == values.get("requested"):
            raise Refused(said("same-side", self.lang))
        return following

    # -- other moves

    def skip(self, session: Session) -> Session:
        """Later; what is skipped a second time is not asked again."""
        asked = self.asked(session)
        if asked is None or asked.slot is None:
            return self.answer(session, "") if asked else session
        return self._left(session, asked, later=True)

    def unknown(self, session: Session) -> Session:
        """Not known: not asked again in this session."""
        asked = self.asked(session)
        if asked is None or asked.slot is None:
            return self.answer(session, "") if asked else session
        return self._left(session, asked, later=False)

    def _left(self, session: Session, asked: Asked, *, later: bool) -> Session:
        slot = asked.slot
        if slot is None or not self._begun(session.sound):
            raise Refused(said("needed", self.lang))
        keys = set(_keys(session, slot))
        rest = session.then(values=session.sound, wanted=None)
        if later and not keys & session.skipped:
            return replace(rest, skipped=session.skipped | keys)
        return replace(rest, closed=session.closed | keys, skipped=session.skipped - keys)

    def back(self, session: Session) -> Session:
        """The moment before the last answer."""
        if session.before is None:
            raise Refused(said("no-way-back", self.lang))
        return session.before

    def want(self, session: Session, steps: Steps) -> Session:
        """Ask for this place next; Refused where a case has no such place."""
        slots = self.slots(session).at(steps)
        if len(slots) != 1 or not self._begun(session.sound) or _beyond(session.sound, steps):
            raise Refused(said("no-place", self.lang, place=shown(steps)))
        return session.then(values=session.sound, wanted=slots[0])

    def choose(self, session: Session, number: int) -> Session:
        """Another of the places that may fill the element; Refused where there is no such choice."""
        asked = self.asked(session)
        point, slot = (asked.point, asked.slot) if asked else (None, None)
        if point is not None and slot is not None:
            for switch in point.switches:
                if slot.key in switch.slots and 1 <= number <= len(switch.labels):
                    return session.then(values=session.sound, chosen={**session.chosen, switch.key: number - 1}, focus=point.key)
        raise Refused(said("no-choice", self.lang))


def _beyond(values: Plain, steps: Steps) -> bool:
    """Whether an item is named that is neither there nor the next one, or a list is gone through without naming an item."""
    for cut, step in enumerate(steps[1:], start=1):
        shape = shapes().get(place_of(steps[:cut]))
        in_list = isinstance(steps[cut - 1], str) and shape is not None and shape.several and shape.kind is PlaceKind.PART
        plain = shape is not None and shape.several and shape.kind is not PlaceKind.PART
        if isinstance(step, int) and not (in_list or plain):
            return True
        if isinstance(step, int) and step > _length(values, steps[:cut]):
            return True
        if isinstance(step, str) and in_list:
            return True
    return False


def _length(values: Plain, steps: Steps) -> int:
    if steps == ("offences",) and "offence" in values:
        return 1
    return len(at(values, steps) or ())


def tidy(values: Plain) -> Plain:
    """An offence that a query names by a word becomes a part; what is null is absent."""
    kept = {key: item for key, item in values.items() if item is not None}
    if isinstance(kept.get("offence"), str):
        kept["offence"] = {"name": kept["offence"]}
    return kept


def _joined(values: Plain, slot: Slot, value: object) -> object:
    """A text by language keeps its other versions."""
    before = at(values, slot.steps)
    if slot.kind is AnswerKind.WRITTEN and isinstance(before, Mapping):
        language = at(values, ("case", "language")) or "en"
        return {**before, language: value}
    return value


def _grown(session: Session, slot: Slot) -> tuple[Steps, ...]:
    """The lists that got their first items by an answer, and of which there may be more."""
    found = list(session.grown)
    if slot.steps[0] == "offences":
        first = slot.steps == ("offences", 0, "article") and len(session.values.get("offences") or ()) < 2
        return (*found, ("offences",)) if first and at(session.values, slot.steps) is None else tuple(found)
    for cut in range(1, len(slot.steps) + 1):
        steps = slot.steps[:cut]
        if at(session.values, steps) not in (None, []):
            continue
        place = place_of(steps)
        shape = shapes().get(place)
        plain = cut == len(slot.steps) and slot.several and slot.kind in (AnswerKind.WRITTEN, AnswerKind.TEXT)
        grows = place in _GROWING_INSIDE or place in _GROWING or plain
        if shape is not None and shape.several and grows and not isinstance(steps[-1], int) and steps not in found:
            found.append(steps)
    return tuple(found)


def _inside(more: Steps, following: Asked | None) -> bool:
    """Whether the next question still belongs to the list."""
    return following is not None and following.slot is not None and following.slot.steps[: len(more)] == more


def _keys(session: Session, slot: Slot) -> Iterator[str]:
    """By what a place is left out: its own name, and that of the item that cannot be made without it."""
    yield slot.key
    item = _new_item(session.sound, slot.steps)
    if item is not None:
        yield f"{shown(item)} {' '.join(str(value) for value in slot.presets.get(item, {}).values())}"


def _new_item(values: Plain, steps: Steps) -> Steps | None:
    """The part that an answer at this place would make and that must have something; None where its part is there."""
    for cut in range(1, len(steps)):
        if at(values, steps[:cut]) is None:
            inner = steps[: cut + 1] if isinstance(steps[cut], int) else steps[:cut]
            return inner if required().get(place_of(inner)) else None
    return None
