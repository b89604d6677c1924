# SPDX-License-Identifier: EUPL-1.2
"""Days that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comity.draft.check.deficiency import Deficiency, cited, first_of, found
from comity.draft.scene import Scene
from comity.model.day import Day
from comity.model.law import Kind
from comity.model.paths import Path, find

_FACTS = frozenset({"facts", "facts-and-qualification", "facts-and-law", "facts-and-text-of-law", "facts-relied-on", "formal-defect"})
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


def dates(scene: Scene) -> Iterator[Deficiency]:
    """Each pair of days of which one cannot be true beside the other."""
    for code, places, values in (*_of_the_offence(scene), *_of_orders(scene), *_of_periods(scene), *_of_sentence(scene), *_ahead(scene)):
        rule = first_of(scene, (Kind.CONTENT,), _FACTS)
        yield cited(scene, found(scene, code, places[0], values, places), rule.rule if rule else None)


_Clash = tuple[str, tuple[str, ...], dict[str, object]]


def _clash(code: str, first: tuple[str, date], second: tuple[str, date]) -> _Clash:
    places = (first[0], second[0])
    return code, places, {"first": first[1].isoformat(), "second": second[1].isoformat(), "place": first[0], "other": second[0]}


def _of_the_offence(scene: Scene) -> Iterator[_Clash]:
    """Nothing is asked about an offence of a later day, of a person not yet born, or barred by time."""
    for number, offence in enumerate(scene.case.offences or ((scene.case.offence,) if scene.case.offence else ())):
        place = f"offences[{number}]" if scene.case.offences else "offence"
        day = offence.on
        if offence.time_barred_on is not None and offence.time_barred_on <= scene.on:
            yield _clash("time-barred", (f"{place}.time_barred_on", offence.time_barred_on), ("on", scene.on))
        if day is None:
            continue
        if day > scene.on:
            yield _clash("day-ahead", (f"{place}.on", day), ("on", scene.on))
        for who, person in enumerate(scene.case.persons):
            born = _born(person.birth.day) if person.birth else None
            if born is not None and born >= day and person.role not in ("victim", "witness", "expert", "third-party"):
                yield _clash("born-after", (f"persons[{who}].birth.day", born), (f"{place}.on", day))


def _born(text: str) -> date | None:
    try:
        return Day.parse(text).first
    except ValueError:
        return None


def _of_orders(scene: Scene) -> Iterator[_Clash]:
    days = [offence.on for offence in (*scene.case.offences, scene.case.offence) if offence is not None and offence.on]
    for number, order in enumerate(scene.case.orders):
        place = f"orders[{number}]"
        if order.on is not None and order.on > scene.on:
            yield _clash("day-ahead", (f"{place}.on", order.on), ("on", scene.on))
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


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _of_sentence(scene: Scene) -> Iterator[_Clash]:
    sentence = scene.case.sentence
    if sentence is None:
        return
    if sentence.begins and sentence.ends and sentence.ends < sentence.begins:
        yield _clash("period-reversed", ("sentence.begins", sentence.begins), ("sentence.ends", sentence.ends))
    imposed, served, remaining = sentence.imposed_months, sentence.served_months, sentence.remaining_months
    if (
        imposed is not None
        and served is not None
        and remaining is not None
        and abs(served + remaining - imposed) > 1
        and not sentence.remission
    ):
        values: dict[str, object] = {"first": served + remaining, "second": imposed}
        yield "sentence-sum", ("sentence.remaining_months", "sentence.imposed_months"), values


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
    for number, person in enumerate(case.persons):
        if person.custody and person.custody.since and person.custody.since > scene.on:
            yield _clash("day-ahead", (f"persons[{number}].custody.since", person.custody.since), ("on", scene.on))
