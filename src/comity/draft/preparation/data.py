# SPDX-License-Identifier: EUPL-1.2
"""The plan as data: ``comity.preparation/1``."""

from __future__ import annotations

from comity.draft.preparation.clocks import Clock
from comity.draft.preparation.paper import PLAN
from comity.draft.preparation.schedule import Limit, Planned, Schedule
from comity.draft.preparation.told import Told

SCHEMA = f"comity.{PLAN}/1"


def plan_data(plan: Schedule, language: str) -> dict[str, object]:
    """The plan with its words in one language; days are ISO days, or null where they are not known."""
    told = Told(plan, language)
    case = plan.scene.case
    return {
        "schema": SCHEMA,
        "lang": language,
        "reference": case.case.reference,
        "requesting": case.requesting,
        "requested": case.requested,
        "measure": case.measure,
        "corpus": {"version": plan.scene.corpus.version, "as_of": plan.scene.corpus.as_of},
        "start": plan.start,
        "end": plan.end,
        "urgent": plan.urgent,
        "assumption": told.assumption,
        "first": [planned.stage.id for planned in plan.first],
        "late": [planned.stage.id for planned in plan.late],
        "stages": [_stage(told, planned) for planned in plan.stages],
        "clocks": [_clock(told, clock) for clock in plan.clocks],
    }


def _stage(told: Told, planned: Planned) -> dict[str, object]:
    stage, times = planned.stage, planned.times
    return {
        "id": stage.id,
        "phase": stage.phase.value,
        "name": told.name(planned),
        "says": told.text(stage.says),
        "who": told.who(planned),
        "after": list(planned.after),
        "days": planned.days,
        "done": planned.done,
        "secures": stage.secures,
        "start": times.start,
        "finish": times.finish,
        "latest_start": times.latest_start,
        "latest_finish": times.latest_finish,
        "slack": times.slack,
        "critical": times.critical,
        "late": planned.late,
        "missing": list(planned.missing),
        "limits": [_limit(told, limit) for limit in planned.limits],
        "awaits": [_clock(told, clock) for clock in planned.awaited],
        "asks": [
            {
                "measure": asked.measure,
                "verdict": asked.verdict.value,
                "bases": [{"instrument": instrument, "articles": list(articles)} for instrument, articles in asked.cited],
            }
            for asked in planned.asked
        ],
        "routes": [
            {"kind": way.kind, "says": way.says, "evidence": way.evidence, "instrument": way.instrument, "article": way.article}
            for way in planned.routes
        ],
        "norms": [
            {
                "kind": demand.kind.value,
                "instrument": demand.rule.instrument.id,
                "article": demand.rule.article,
                "says": told.text(demand.rule.provision.says),
                "by": demand.rule.by,
                "confidence": demand.rule.provision.confidence.value,
            }
            for demand in planned.norms
        ],
    }


def _limit(told: Told, limit: Limit) -> dict[str, object]:
    clock = {"clock": _clock(told, limit.clock)} if limit.clock else {}
    return {"day": limit.day, "place": limit.place, "counted_back": limit.back, **clock}


def _clock(told: Told, clock: Clock) -> dict[str, object]:
    return {
        "instrument": clock.instrument,
        "article": clock.article,
        "by": clock.by,
        "measure": clock.measure,
        "says": told.text(clock.says),
        "number": clock.length.number,
        "unit": clock.length.unit.value,
        "counts": clock.length.counts,
        "starts": clock.starts,
        "then": clock.then,
        "extends": clock.extends,
        "applies": "unknown" if clock.open else "yes",
        "relied": clock.relied,
        "started": clock.started,
        "runs_out": clock.runs_out,
        "says_day": told.day(clock.runs_out),
        "source": clock.source,
        "confidence": clock.confidence,
    }
