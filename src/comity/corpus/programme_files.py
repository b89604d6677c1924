# SPDX-License-Identifier: EUPL-1.2
"""Reads ``law/programmes/*.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from comity.corpus.checks import wrong_sources
from comity.corpus.conditions import Names
from comity.corpus.problems import Problems
from comity.corpus.provision_files import Lists
from comity.corpus.reform_documents import DoneDoc, GoalDoc, IndicatorDoc, ProgrammeDoc, ReportedDoc, StepDoc
from comity.corpus.scope import Scope, sources, text
from comity.model.day import Day
from comity.model.law import Confidence, Instrument
from comity.model.programmes import Done, Goal, Indicator, Measured, Programme, Reported, Step, StepKind

_JOINS = (StepKind.RATIFY, StepKind.ACCEDE)


def read_programmes(
    folder: Path, instruments: Mapping[str, Instrument], names: Names, lists: Lists, problems: Problems
) -> tuple[Programme, ...]:
    """Every programme of a folder; none where there is no folder."""
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix != ".yaml":
            if path.name != "README.md" and not path.name.startswith("."):
                problems.add_line(path, 1, "no programme - only YAML files lie here")
            continue
        opened = problems.open(path, ProgrammeDoc)
        if opened is not None:
            scope = Scope(opened[0], problems, names, opened[1].sources, opened[1].defaults)
            found.append(_programme(opened[1], scope, instruments, lists))
            if opened[1].id != path.stem:
                scope.report("$.id", f"the id is {opened[1].id!r} but the file is {path.name} - they must agree")
    return tuple(found)


def _programme(doc: ProgrammeDoc, scope: Scope, instruments: Mapping[str, Instrument], lists: Lists) -> Programme:
    declared = sources(doc.sources)
    for _, what in wrong_sources(declared):
        scope.report("$.sources", what)
    scope.known([doc.state], scope.names.actors, "actor", "$.state")
    for what in _misfits(doc, instruments):
        scope.report("$", what)
    source, confidence = scope.provenance(doc.source, doc.confidence, "$")
    return Programme(
        id=doc.id,
        title=text(doc.title),
        state=doc.state,
        since=doc.since,
        until=doc.until,
        source=source,
        confidence=confidence,
        goals=tuple(_goal(goal, f"$.goals[{i}]", scope) for i, goal in enumerate(doc.goals)),
        indicators=tuple(_indicator(item, f"$.indicators[{i}]", scope, lists) for i, item in enumerate(doc.indicators)),
        sources=tuple((source.id, source.words) for source in declared),
        note=doc.note,
        lesson=doc.lesson,
    )


def _misfits(doc: ProgrammeDoc, instruments: Mapping[str, Instrument]) -> Iterator[str]:
    if doc.until < doc.since:
        yield "it ends before it begins - correct from or until"
    steps = [step for goal in doc.goals for step in goal.steps]
    for what, ids in (("steps", steps), ("goals", doc.goals), ("indicators", doc.indicators)):
        names = [item.id for item in ids]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"the id {name} stands twice among the {what} - ids are unique"
    known = {item.id for item in doc.indicators}
    for step in steps:
        yield from _step_misfits(step, doc.state, known, instruments)


def _step_misfits(step: StepDoc, state: str, indicators: set[str], instruments: Mapping[str, Instrument]) -> Iterator[str]:
    if step.indicator and step.indicator not in indicators:
        yield f"the step {step.id} names the indicator {step.indicator!r} - declare it under indicators"
    law = instruments.get(step.instrument)
    if step.instrument and law is None:
        yield f"the step {step.id} names {step.instrument!r}, which is no instrument - name a folder of law/instruments/"
    if step.kind in _JOINS and (law is None or law.national):
        yield f"the step {step.id} is to {step.kind.value}: name the treaty in `instrument`"
    if step.kind is StepKind.WITHDRAW_RESERVATION and not any(
        s.id == step.statement and s.by == state for s in (law.statements if law else ())
    ):
        yield f"the step {step.id} withdraws {step.statement!r}: name a statement of {state} to that instrument in `statement`"
    if isinstance(step.done, str) and step.done not in ("", "unknown"):
        yield f"the step {step.id}: write done as `unknown`, or as {{on, source, confidence}}"


def _goal(doc: GoalDoc, path: str, scope: Scope) -> Goal:
    return Goal(doc.id, text(doc.says), tuple(_step(step, f"{path}.steps[{i}]", scope) for i, step in enumerate(doc.steps)))


def _step(doc: StepDoc, path: str, scope: Scope) -> Step:
    source, confidence = scope.provenance(doc.source, doc.confidence, path)
    return Step(
        id=doc.id,
        says=text(doc.says),
        kind=doc.kind,
        source=source,
        confidence=confidence,
        instrument=doc.instrument,
        statement=doc.statement,
        due=scope.day(doc.due, path),
        done=_done(doc.done, path, scope),
        indicator=doc.indicator,
        decision=doc.decision,
        reason=doc.reason,
    )


def _done(doc: DoneDoc | str, path: str, scope: Scope) -> Done | None:
    if isinstance(doc, str):
        return Done(Day(), "", Confidence.LOW) if doc else None
    return Done(scope.day(doc.on, path) or Day(), *scope.provenance(doc.source, doc.confidence, f"{path}.done"))


def _indicator(doc: IndicatorDoc, path: str, scope: Scope, lists: Lists) -> Indicator:
    scope.known(doc.params.measures, lists.measures, "measure", path)
    scope.known([doc.params.offence] if doc.params.offence else [], scope.names.offences, "offence", path)
    if doc.measure is Measured.MANUAL and doc.before is None and doc.after is None:
        scope.report(path, "an indicator measured by hand has a value before or after, with its source")
    if doc.measure is not Measured.MANUAL and (doc.before or doc.after):
        scope.report(path, f"{doc.measure.value} is computed - remove before and after, or write `measure: manual`")
    if doc.measure not in (Measured.MANUAL, Measured.CONTRADICTIONS) and not doc.params.measures:
        scope.report(path, "name the measures under params")
    return Indicator(
        id=doc.id,
        says=text(doc.says),
        measure=doc.measure,
        measures=tuple(doc.params.measures),
        offence=doc.params.offence,
        before=_reported(doc.before, path, scope),
        after=_reported(doc.after, path, scope),
    )


def _reported(doc: ReportedDoc | None, path: str, scope: Scope) -> Reported | None:
    return Reported(doc.value, *scope.provenance(doc.source, doc.confidence, path)) if doc else None
