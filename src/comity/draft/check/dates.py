# SPDX-License-Identifier: EUPL-1.2
"""Days that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from comity.draft.case.base import Period
from comity.draft.case.things import Offence
from comity.draft.check.deficiency import Deficiency, asking, cited, found
from comity.draft.scene import Scene
from comity.engine.plans import Rule
from comity.model.day import Day
from comity.model.drafting import Severity
from comity.model.paths import Path, find
from comity.model.truth import Truth

_PERIODS = tuple(
    Path.parse(text)
    for text in (
        "asked.period",
        "movement.period",
        "operation.period",
        "identifiers.period",
        "supervision.period",
        "protection.period",
        "offences.period",
    )
)
_DONE = tuple(  # days of what has been done when the request is received
    Path.parse(text)
    for text in (
        "case.dated",
        "orders.on",
        "persons.custody.since",
        "persons.consent.on",
        "sentence.counted_on",
        "extradition.arrested_on",
        "service.documents.on",
        "assurances.on",
        "signatories.on",
    )
)
_STORED = frozenset({"bank-records", "subscriber-data", "traffic-data", "content-data", "partial-disclosure"})  # of what is past
_LIVE = frozenset({"bank-monitoring", "traffic-realtime", "interception", "surveillance-cross-border", "undercover", "controlled-delivery"})
_TOLD = "summary.when"  # where a request tells the time of the facts
_MONTHS = ("sentence.remaining_months", "sentence.served_months", "sentence.imposed_months")
_TIME_BAR = "time-bar"
_OTHERS = frozenset({"victim", "witness", "expert", "third-party"})  # roles in which a person may be younger than the offence


def dates(scene: Scene) -> Iterator[Deficiency]:
    """Each pair of days of which one cannot be true beside the other."""
    for code, places, values in (*_of_the_offence(scene), *_of_orders(scene), *_of_periods(scene), *_of_sentence(scene), *_ahead(scene)):
        yield cited(scene, found(scene, code, places[0], values, places), asking(scene, *_asked(scene, places)))
    yield from _time_barred(scene)


_NUMBER = re.compile(r"\[(\d+)\]")
_Clash = tuple[str, tuple[str, ...], dict[str, object]]


def _asked(scene: Scene, places: tuple[str, ...]) -> Iterator[str]:
    """The places as paths of elements, and what holds them; an order by its kind, the day of an offence as the time of the facts."""
    for place in places:
        name = _NUMBER.sub("", place).replace("offence.", "offences.")
        if name.startswith("orders"):
            kind = scene.case.orders[int(_NUMBER.findall(place)[0])].kind
            yield from (f"orders[{kind}].{part}" for part in ("on", "authority", "copy"))
            return
        if name != "on":
            yield _TOLD if name == "offences.on" else name
            yield from (part for part in (name.rpartition(".")[0],) if "." in part)


def _clash(code: str, first: tuple[str, date], second: tuple[str, date]) -> _Clash:
    places = (first[0], second[0])
    return code, places, {"first": first[1].isoformat(), "second": second[1].isoformat(), "place": first[0], "other": second[0]}


def _time_barred(scene: Scene) -> Iterator[Deficiency]:
    """A day of lapse that has passed: refused where a ground of a basis or of the other side's law says so, else only asked about."""
    for place, offence in _offences(scene):
        day = offence.time_barred_on
        if day is None or day > scene.on:
            continue
        values = {"first": day.isoformat(), "second": scene.on.isoformat()}
        deficiency = found(scene, "time-barred", f"{place}.time_barred_on", values, (f"{place}.time_barred_on",))
        ground = _time_bar(scene)
        if ground is not None:
            yield cited(scene, deficiency, ground)
        else:
            rule = asking(scene, "offences.time_barred_on", "offences.limitation")
            yield replace(cited(scene, deficiency, rule), severity=Severity.DELAYED)


def _time_bar(scene: Scene) -> Rule | None:
    rules = (rule for result in scene.relied for rule in result.plan.rules)
    national = () if scene.relied else scene.assessment.plan.national.rules
    return next((rule for rule in (*rules, *national) if rule.ground == _TIME_BAR and _applies(scene, rule)), None)


def _applies(scene: Scene, rule: Rule) -> bool:
    return scene.assessment.at(rule.applies, scene.row) is Truth.YES


def _offences(scene: Scene) -> Iterator[tuple[str, Offence]]:
    """The offences with their places."""
    if scene.case.offences:
        yield from ((f"offences[{number}]", offence) for number, offence in enumerate(scene.case.offences))
    elif scene.case.offence is not None:
        yield "offence", scene.case.offence


def _of_the_offence(scene: Scene) -> Iterator[_Clash]:
    """Nothing is asked about an offence of a later day, or of a person not yet born."""
    for place, offence in _offences(scene):
        penalty, day = offence.penalty, offence.on
        if penalty and penalty.min_months is not None and penalty.max_months is not None and penalty.min_months > penalty.max_months:
            places = (f"{place}.penalty.min_months", f"{place}.penalty.max_months")
            yield "penalty-reversed", places, {"first": penalty.min_months, "second": penalty.max_months}
        if day is None:
            continue
        if day > scene.on:
            yield _clash("day-ahead", (f"{place}.on", day), ("on", scene.on))
        for who, person in enumerate(scene.case.persons):
            born = _born(person.birth.day) if person.birth else None
            if born is not None and born >= day and person.role not in _OTHERS:
                yield _clash("born-after", (f"persons[{who}].birth.day", born), (f"{place}.on", day))


def _born(text: str) -> date | None:
    try:
        return Day.parse(text).first
    except ValueError:
        return None


def _of_orders(scene: Scene) -> Iterator[_Clash]:
    days = [offence.on for _, offence in _offences(scene) if offence.on]
    for number, order in enumerate(scene.case.orders):
        place = f"orders[{number}]"
        if order.on is not None and days and order.on < min(days):
            yield _clash("order-before-offence", (f"{place}.on", order.on), ("offence.on", min(days)))
        if order.valid_until is not None and order.valid_until < scene.on:
            yield _clash("order-expired", (f"{place}.valid_until", order.valid_until), ("on", scene.on))


def _of_periods(scene: Scene) -> Iterator[_Clash]:
    for path in _PERIODS:
        for item in find(scene.values, path):
            period = item.value if isinstance(item.value, dict) else {}
            since, until = period.get("from"), period.get("until")
            if since and until and until < since:
                yield _clash("period-reversed", (f"{item.at}.from", _day(since)), (f"{item.at}.until", _day(until)))
    yield from _of_records(scene)
    yield from _of_live(scene)


def _of_records(scene: Scene) -> Iterator[_Clash]:
    """Records of days that are still to come: they do not exist; another measure watches what happens."""
    for place, period in _spans(scene, _STORED):
        if period.until is not None and period.until > scene.on:
            yield _clash("period-ahead", (f"{place}.until", period.until), ("on", scene.on))


def _of_live(scene: Scene) -> Iterator[_Clash]:
    """A measure that watches what happens, for days that are over."""
    for place, period in _spans(scene, _LIVE):
        if period.until is not None and period.until <= scene.on:
            yield _clash("period-over", (f"{place}.until", period.until), ("on", scene.on))


def _spans(scene: Scene, measures: frozenset[str]) -> Iterator[tuple[str, Period]]:
    """The periods for which the measure is asked, if it is one of these."""
    if scene.query.measure not in measures:
        return
    operation = scene.case.operation
    if scene.case.asked.period is not None:
        yield "asked.period", scene.case.asked.period
    if operation is not None and operation.period is not None:
        yield "operation.period", operation.period
    if measures is _STORED:
        yield from ((f"identifiers[{n}].period", item.period) for n, item in enumerate(scene.case.identifiers) if item.period is not None)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _of_sentence(scene: Scene) -> Iterator[_Clash]:
    sentence = scene.case.sentence
    if sentence is None:
        return
    if sentence.begins and sentence.ends and sentence.ends < sentence.begins:
        yield _clash("period-reversed", ("sentence.begins", sentence.begins), ("sentence.ends", sentence.ends))
    imposed, served, remaining = sentence.imposed_months, sentence.served_months, sentence.remaining_months
    if imposed is None or remaining is None:
        return
    known = remaining + (served or 0)
    less = served is not None and known < imposed - 1 and not sentence.remission  # what is remitted is neither served nor left
    if known > imposed + 1 or less:
        yield "sentence-sum", _MONTHS, {"first": known, "second": imposed}
    if sentence.ends and sentence.counted_on:
        left = (sentence.ends.year - sentence.counted_on.year) * 12 + sentence.ends.month - sentence.counted_on.month
        if abs(left - remaining) > 1:
            yield "rest-differs", _MONTHS, {"place": sentence.counted_on.isoformat(), "first": left, "second": remaining}


def _ahead(scene: Scene) -> Iterator[_Clash]:
    """Days that must still come when the request arrives."""
    case = scene.case
    coming = (
        ("procedure.deadline", case.procedure.deadline),
        ("hearing.on", case.hearing.on if case.hearing else None),
        ("service.appearance", case.service.appearance if case.service else None),
        ("data.preserve_until", case.data.preserve_until if case.data else None),
        ("case.urgency.until", case.case.urgency.until),
        ("movement.return_by", case.movement.return_by if case.movement else None),
    )
    for place, day in coming:
        if day is not None and day <= scene.on:
            yield _clash("day-passed", (place, day), ("on", scene.on))
    for path in _DONE:
        for item in find(scene.values, path):
            if item.value and _day(item.value) > scene.on:
                yield _clash("day-ahead", (item.at, _day(item.value)), ("on", scene.on))
