# SPDX-License-Identifier: EUPL-1.2
"""A programme on a page: its goals and steps with what each is worth, its indicators before and after, where they were measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.model.programmes import Decision, Goal, Indicator, Measured, Programme, Reported, Step, StepKind
from comity.web.jobs.kinds import Query
from comity.web.jobs.models import Job
from comity.web.knowledge import adviser
from comity.web.lab.fields import instrument_name
from comity.web.lab.results.norms import address
from comity.web.lab.results.reading import data_of
from comity.web.lab.results.time_lanes import Lane, Span
from comity.web.lab.results.words import Shown
from comity.web.library.templatetags.library import said

KINDS: Mapping[StepKind, str | Promise] = {
    StepKind.RATIFY: gettext_lazy("ratification"),
    StepKind.ACCEDE: gettext_lazy("accession"),
    StepKind.AMEND: gettext_lazy("amendment of law"),
    StepKind.WITHDRAW_RESERVATION: gettext_lazy("withdrawal of a reservation"),
    StepKind.INSTITUTION: gettext_lazy("institution"),
    StepKind.TRAINING: gettext_lazy("training"),
    StepKind.OTHER: gettext_lazy("other"),
}
DECISIONS: Mapping[Decision, tuple[str | Promise, str]] = {
    Decision.KEEP: (gettext_lazy("keep"), "good"),
    Decision.AMEND: (gettext_lazy("amend"), "warn"),
    Decision.REPLACE: (gettext_lazy("replace"), "bad"),
    Decision.OPEN: (gettext_lazy("open"), "open"),
}
MEASURES: Mapping[Measured, str | Promise] = {
    Measured.COVERAGE: gettext_lazy("coverage"),
    Measured.PAIRS_WITHOUT_BASIS: gettext_lazy("states without a basis"),
    Measured.IDLE_TREATIES: gettext_lazy("idle treaties"),
    Measured.CONTRADICTIONS: gettext_lazy("contradictions"),
    Measured.MANUAL: gettext_lazy("reported"),
}


class StepShown(NamedTuple):
    """A step as its row shows it."""

    number: int
    step: Step
    kind: str | Promise
    address: str
    state: str
    lane: Lane
    decision: str | Promise
    css: str
    source: str
    done_source: str
    worth: str


class IndicatorShown(NamedTuple):
    """An indicator with its values; empty where nobody measured or reported them."""

    indicator: Indicator
    kind: str | Promise
    before: Shown
    before_source: str
    after: Shown
    after_source: str


def present(job: Job, query: Query) -> Mapping[str, Any]:
    """What the page of a job shows; nothing but its files where the programme is not there any more."""
    data = data_of(job)
    programme = next((item for item in adviser().corpus.programmes if item.id == data["id"]), None)
    return content(programme, data) if programme else {}


def content(programme: Programme, data: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    """A programme, with the figures of ``data`` where it was measured."""
    span = Span.of(programme)
    worth = {step["id"]: step["worth"] for goal in data["goals"] for step in goal["steps"]} if data else {}
    figures = {item["id"]: item for item in data["indicators"]} if data else {}
    numbers = {step.id: number for number, step in enumerate(programme.steps, start=1)}
    return {
        "programme": programme,
        "source": dict(programme.sources).get(programme.source, ""),
        "span": span,
        "goals": [(goal, _steps(programme, goal, numbers, span, worth)) for goal in programme.goals],
        "indicators": [_indicator(programme, item, figures.get(item.id)) for item in programme.indicators],
        "measured": data is not None,
        "planned": bool(data and data["planned"]),
        "first": date.fromisoformat(data["first"]) if data else programme.since,
        "last": date.fromisoformat(data["last"]) if data else programme.until,
    }


def _steps(
    programme: Programme, goal: Goal, numbers: Mapping[str, int], span: Span, worth: Mapping[str, Mapping[str, int] | None]
) -> Sequence[StepShown]:
    return [_step(programme, step, numbers[step.id], span.lane(step), worth.get(step.id)) for step in goal.steps]


def _step(programme: Programme, step: Step, number: int, lane: Lane, worth: Mapping[str, int] | None) -> StepShown:
    words, sources = DECISIONS[step.decision], dict(programme.sources)
    return StepShown(
        number,
        step,
        KINDS[step.kind],
        address(step.instrument) if step.instrument else "",
        state_of(step),
        lane,
        words[0],
        words[1],
        sources.get(step.source, ""),
        sources.get(step.done.source, "") if step.done else "",
        _worth(worth),
    )


def state_of(step: Step) -> str:
    """Whether and when it was done, or is due."""
    if step.done is not None:
        return _("done %(day)s") % {"day": step.done.on.text} if step.done.on.known else _("not known whether done")
    return _("open, due %(day)s") % {"day": step.due.text} if step.due else _("open")


def _worth(worth: Mapping[str, int] | None) -> str:
    if worth is None:
        return ""
    if not worth["cells"]:
        return _("serves no measure of the vocabulary")
    if not worth["stronger"] and not worth["weaker"]:
        return _("no cell of %(cells)d changes: another treaty carries already, or it is not in force") % worth
    words = _("%(stronger)d of %(cells)d cells stronger") % worth
    return f"{words}, {_('%(weaker)d weaker') % worth}" if worth["weaker"] else words


def _indicator(programme: Programme, item: Indicator, measured: Mapping[str, Any] | None) -> IndicatorShown:
    if item.measure is Measured.MANUAL:
        before, after = _reported(programme, item.before), _reported(programme, item.after)
        return IndicatorShown(item, MEASURES[item.measure], *before, *after)
    values = [value_in_words(item.measure, measured[side].get("figures", {})) if measured else "" for side in ("before", "after")]
    return IndicatorShown(item, MEASURES[item.measure], values[0], "", values[1], "")


def _reported(programme: Programme, value: Reported | None) -> tuple[Shown, str]:
    if value is None:
        return _("no value known"), ""
    return said(value.value), dict(programme.sources).get(value.source, value.source)


def value_in_words(measure: Measured, figures: Mapping[str, Any]) -> str:
    """A measured value in the language of the page."""
    if measure is Measured.COVERAGE:
        parts = {"certain": f"{figures['certain']:.1%}", "possible": f"{figures['possible']:.1%}", "cells": figures["cells"]}
        return _("%(certain)s of %(cells)d cells carried by a treaty (%(possible)s with what may carry)") % parts
    if measure is Measured.PAIRS_WITHOUT_BASIS:
        return _("%(bare)d of %(partners)d states without any treaty that carries or may carry") % figures
    if measure is Measured.CONTRADICTIONS:
        return _("%(found)d found, %(unresolved)d of them unresolved") % figures
    number = len(figures["treaties"])
    words = ngettext(
        "%(number)d treaty in force with somebody and carrying nobody",
        "%(number)d treaties in force with somebody and carrying nobody",
        number,
    ) % {"number": number}
    return f"{words}: {', '.join(instrument_name(id_) for id_ in figures['treaties'])}" if number else words
