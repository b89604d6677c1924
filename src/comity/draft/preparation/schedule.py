# SPDX-License-Identifier: EUPL-1.2
"""The stages of preparing a request in one case, with their days, the limits that bind them and what the law says at each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from comity.advise.advise import Adviser
from comity.advise.routes import routes
from comity.draft.bases import bases_of
from comity.draft.preparation.clocks import ALIKE, Clock, clocks_of, days_at
from comity.draft.preparation.network import Step, Times, times
from comity.draft.scene import Demand, Scene, scene_of
from comity.model.answer import Route, Verdict
from comity.model.drafting import Needs, Stage
from comity.model.law import Kind
from comity.model.paths import is_there

_NORMAL = "normal"
_NO_WAY = frozenset({Verdict.NO_BASIS, Verdict.BARRED})


@dataclass(frozen=True, slots=True)
class Limit:
    """A day by which a stage must have ended, or None where it is not known: of a clock of the law, or of a place of the case.

    ``back``: the day is counted back from a day of the case, by which the clock must have run.
    """

    day: date | None
    clock: Clock | None = None
    place: str = ""
    back: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure that secures: whether the law between the two carries it, and what it cites."""

    measure: str
    verdict: Verdict
    cited: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def possible(self) -> bool:
        """Whether it can be asked for at all, as far as is known."""
        return self.verdict not in _NO_WAY


@dataclass(frozen=True, slots=True)
class Planned:
    """One stage of the plan."""

    stage: Stage
    after: tuple[str, ...]
    days: int
    done: bool
    times: Times
    missing: tuple[str, ...]
    limits: tuple[Limit, ...]
    awaited: tuple[Clock, ...]
    asked: tuple[Asked, ...]
    routes: tuple[Route, ...]
    norms: tuple[Demand, ...]

    @property
    def late(self) -> bool:
        """Whether it ends too late for what it, or a stage after it, is bound to."""
        slack = self.times.slack
        return not self.done and slack is not None and slack < 0


@dataclass(frozen=True, slots=True)
class Schedule:
    """The plan of a case from a day on."""

    scene: Scene
    start: date
    urgent: bool
    stages: tuple[Planned, ...]
    other: tuple[Clock, ...]

    @property
    def end(self) -> date:
        """The day on which the last stage ends."""
        return max((planned.times.finish for planned in self.stages), default=self.start)

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """Every clock of the law in the plan."""
        bound = (limit.clock for planned in self.stages for limit in planned.limits if limit.clock)
        awaited = (clock for planned in self.stages for clock in planned.awaited)
        return tuple(dict.fromkeys((*bound, *awaited, *self.other)))

    @property
    def first(self) -> tuple[Planned, ...]:
        """What comes first: the stages that secure and are still to be done."""
        return tuple(planned for planned in self.stages if planned.stage.secures and not planned.done)

    @property
    def begin_now(self) -> tuple[Planned, ...]:
        """The other open stages that begin on the first day."""
        return tuple(item for item in self.stages if not item.stage.secures and not item.done and item.times.start == self.start)

    @property
    def late(self) -> tuple[Planned, ...]:
        """What is too late already, the worst first."""
        return tuple(sorted((planned for planned in self.stages if planned.late), key=lambda planned: planned.times.slack or 0))


def securing(scene: Scene, adviser: Adviser, today: date) -> tuple[Scene, ...]:
    """The same case with each measure that its stages ask for to secure; without the bases named where these carry none of it."""
    wanted = dict.fromkeys(name for stage in _serving(scene) for name in stage.asks if name != scene.query.measure)
    return tuple(_instead(scene, name, adviser, today) for name in wanted)


def _instead(scene: Scene, measure: str, adviser: Adviser, today: date) -> Scene:
    case = msgspec.structs.replace(scene.case, measure=measure)
    found = scene_of(case, adviser, scene.drafting, today)
    return found if found.relied or not case.bases else scene_of(msgspec.structs.replace(case, bases=()), adviser, scene.drafting, today)


def schedule(scene: Scene, start: date, secured: Sequence[Scene] = ()) -> Schedule:
    """The plan of a case that begins on ``start``; ``secured`` are the measures that its stages ask for (``securing``)."""
    stages = _serving(scene)
    urgent = scene.case.case.urgency.level != _NORMAL or scene.corpus.measures[scene.query.measure].secures
    own = clocks_of(scene, scene)
    beside = {item.query.measure: clocks_of(item, scene) for item in secured}
    clocks = tuple(_once((*own, *(clock for found in beside.values() for clock in found if clock.starts in ALIKE))))
    binding, awaited, other = _answered(stages, clocks)
    for stage in stages:
        awaited[stage.id] += [clock for name in stage.asks for clock in beside.get(name, ()) if clock.starts not in ALIKE]
    of_place = {path.text: stage.id for stage in stages for path in stage.until}
    limits = {stage.id: tuple(_limits(scene, stage, binding[stage.id], of_place)) for stage in stages}
    done = _done(scene, stages, start)
    steps = [
        Step(
            stage.id,
            0 if stage.id in done else stage.urgent_days if urgent else stage.days,
            _after(stage, scene),
            min((limit.day for limit in limits[stage.id] if limit.day), default=None),
        )
        for stage in stages
    ]
    counted = times(steps, start)
    asked = {item.query.measure: _asked(item) for item in secured}
    ways = routes(scene.assessment, scene.row, scene.query.lang)
    planned = (
        Planned(
            stage=stage,
            after=step.after,
            days=step.days,
            done=stage.id in done,
            times=counted[stage.id],
            missing=tuple(_missing(scene, stage.needs)),
            limits=limits[stage.id],
            awaited=tuple(awaited[stage.id]),
            asked=tuple(asked[name] for name in stage.asks if name in asked),
            routes=tuple(route for route in ways if route.kind in stage.routes),
            norms=_norms(scene, stage),
        )
        for stage, step in zip(stages, steps, strict=True)
    )
    return Schedule(scene, start, urgent, tuple(planned), other)


def _serving(scene: Scene) -> tuple[Stage, ...]:
    return tuple(stage for stage in scene.drafting.stages if stage.serves(scene.query.measure))


def _after(stage: Stage, scene: Scene) -> tuple[str, ...]:
    """What a stage comes after; a stage that does not serve the measure is replaced by what it comes after itself."""
    known = {other.id: other for other in scene.drafting.stages}
    found: dict[str, None] = {}
    for name in stage.after:
        other = known[name]
        found.update(dict.fromkeys([name] if other.serves(scene.query.measure) else _after(other, scene)))
    return tuple(found)


def _once(clocks: Iterable[Clock]) -> Iterator[Clock]:
    """Each norm once, though two measures of the case have it."""
    seen = set()
    for clock in clocks:
        key = (clock.instrument, clock.article, clock.length, clock.starts)
        if key not in seen:
            seen.add(key)
            yield clock


def _answered(
    stages: Sequence[Stage], clocks: Iterable[Clock]
) -> tuple[Mapping[str, list[Clock]], dict[str, list[Clock]], tuple[Clock, ...]]:
    """Which stage answers to which clock: the last that is bound by it, else the last that awaits it; and those that none answers to."""
    binding: dict[str, list[Clock]] = {stage.id: [] for stage in stages}
    awaited: dict[str, list[Clock]] = {stage.id: [] for stage in stages}
    other = []
    for clock in clocks:
        bound = [stage.id for stage in stages if any(clock.fits(choice) for choice in stage.binds)]
        waiting = [stage.id for stage in stages if any(clock.fits(choice) for choice in stage.awaits)]
        if bound:
            binding[bound[-1]].append(clock)
        elif waiting:
            awaited[waiting[-1]].append(clock)
        else:
            other.append(clock)
    return binding, awaited, tuple(other)


def _limits(scene: Scene, stage: Stage, clocks: Iterable[Clock], of_place: Mapping[str, str]) -> Iterator[Limit]:
    """The limits of a stage; a day of the case binds the last stage that names its place."""
    for clock in clocks:
        choice = next(choice for choice in stage.binds if clock.fits(choice))
        if choice.before is None:
            yield Limit(clock.runs_out, clock)
        else:
            days = [day for _, day in days_at(scene, (choice.before,))]
            yield Limit(clock.length.before(min(days)) if days else None, clock, choice.before.place, back=True)
    for place, day in days_at(scene, (path for path in stage.until if of_place[path.text] == stage.id)):
        yield Limit(day, place=place)


def _done(scene: Scene, stages: Sequence[Stage], start: date) -> frozenset[str]:
    """The stages that the case shows to be done; one that closes takes all that it comes after with it."""
    found: set[str] = set()
    for stage in reversed(stages):
        reached = [day for _, day in days_at(scene, stage.reached)]
        if stage.done and _there(scene, stage.done) and len(reached) >= len(stage.reached) and all(day <= start for day in reached):
            found.add(stage.id)
            if stage.closes:
                found |= _before(scene, stage)
    return frozenset(found)


def _before(scene: Scene, stage: Stage) -> set[str]:
    """All that a stage comes after, near and far."""
    known = {other.id: other for other in scene.drafting.stages}
    return {name for direct in _after(stage, scene) for name in (direct, *_before(scene, known[direct]))}


def _there(scene: Scene, needs: Needs) -> bool:
    return all(any(is_there(scene.values, path) for path in alternatives) for alternatives in needs)


def _missing(scene: Scene, needs: Needs) -> Iterator[str]:
    """The places that a stage needs and that stand empty; of alternatives the first."""
    for alternatives in needs:
        if not any(is_there(scene.values, path) for path in alternatives):
            yield alternatives[0].place


def _asked(scene: Scene) -> Asked:
    verdict = scene.judgement.verdict
    cited = tuple((item.instrument.id, item.articles) for item in bases_of(scene)) if verdict not in _NO_WAY else ()
    return Asked(scene.query.measure, verdict, cited)


def _norms(scene: Scene, stage: Stage) -> tuple[Demand, ...]:
    """What the law says at a stage, each norm once."""
    kinds = tuple(Kind(name) for name in stage.law)
    found: dict[tuple[str, str, str], Demand] = {}
    for demand in scene.demands_of(*kinds):
        found.setdefault((demand.rule.instrument.id, demand.rule.article, demand.rule.provision.says.en), demand)
    return tuple(found.values())


def at_language(planned: Schedule, language: str) -> Schedule:
    """The same plan with its informal routes said in another language."""
    scene = planned.scene
    ways = routes(scene.assessment, scene.row, language)
    stages = tuple(replace(item, routes=tuple(way for way in ways if way.kind in item.stage.routes)) for item in planned.stages)
    return replace(planned, stages=stages)
