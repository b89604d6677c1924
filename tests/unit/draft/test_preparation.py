# SPDX-License-Identifier: EUPL-1.2
"""The plan of preparation on invented law: clocks, the critical path, what is done, late, unknown, and the papers of it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.advise.advise import Adviser
from comity.corpus.load import load_drafting_files, load_files
from comity.documents.letter import Grid, Prose
from comity.draft.case.read import read_case
from comity.draft.preparation.calendar import plan_calendar
from comity.draft.preparation.chart import plan_svg
from comity.draft.preparation.clocks import Length, Unit, months_on, working_days_on
from comity.draft.preparation.data import plan_data
from comity.draft.preparation.network import Step, times
from comity.draft.preparation.paper import plan_letter
from comity.draft.preparation.schedule import Planned, Schedule, schedule, securing
from comity.draft.preparation.told import Told
from comity.draft.scene import Scene, scene_of
from comity.model.drafting import Drafting
from comity.model.errors import WrongLaw
from unit.draft.drafting_law import FILES, GENERAL, MEASURES, Plain, case, write

START = date(2026, 11, 2)  # a Monday

CLOCKS = """\
  - id: art-20
    article: "20"
    kind: clock
    measures: [extradition, arrest]
    says: "released"
    value: {days: "18", starts: arrest, then: may be released}
  - {id: art-21, article: "21", kind: clock, measures: [extradition], says: "decided", value: {months: "1", starts: receipt, then: decided}}
  - {id: art-22, article: "22", kind: clock, measures: [extradition], says: "told", value: {hours: "48", starts: receipt, counts: calendar}}
  - id: art-23
    article: "23"
    kind: clock
    measures: [extradition]
    says: "in time"
    value: {days: "10", starts: arrival, then: appearance}
  - id: art-24
    article: "24"
    kind: clock
    measures: [extradition]
    says: "answered"
    value: {days: "5", starts: notice, counts: working}
    when: {fact: case.pending}
  - {id: art-25, article: "25", kind: basis, measures: [arrest], says: "arrest before the request"}
"""
PREPARATION = """\
events:
  arrest: ["persons[sought].custody.since"]
  receipt: ["on"]
stages:
  - id: secure
    phase: secure
    who: sender
    days: 2
    urgent_days: 1
    name: {en: Secure}
    says: {en: Ask for arrest.}
    measures: [extradition]
    asks: [arrest, escort]
    done: ["persons[sought].custody.since"]
    secures: true
  - id: look
    phase: home
    who: conducting
    days: 3
    urgent_days: 1
    name: {en: Look}
    says: {en: Look around.}
    routes: [police]
    needs: [asked.tried_before]
  - id: inspect
    phase: contact
    who: court
    days: 9
    urgent_days: 9
    name: {en: Inspect}
    says: {en: Other.}
    after: [look]
    measures: [inspection]
  - id: write
    phase: papers
    who: conducting
    days: 4
    urgent_days: 2
    name: {en: Write}
    says: {en: Write it.}
    after: [inspect]
    law: [formality]
  - id: sign
    phase: request
    who: sender
    days: 1
    urgent_days: 1
    name: {en: Sign}
    says: {en: Sign.}
    after: [write]
    done: [signatories.on]
    closes: true
  - id: arrive
    phase: request
    who: channel
    days: 5
    urgent_days: 1
    name: {en: Arrive}
    says: {en: There.}
    after: [sign]
    done: [signatories.on]
    reached: ["on"]
    closes: true
    until: ["on"]
    binds: [{starts: arrest, then: released}, {starts: arrival, then: appearance, before: service.appearance}]
  - id: run
    phase: execution
    who: requested
    days: 20
    urgent_days: 20
    name: {en: Run}
    says: {en: They act.}
    after: [arrive]
    until: [procedure.deadline]
    awaits: [{starts: receipt}]
"""
LABELS = (Path(__file__).parents[3] / "law" / "drafting" / "labels" / "words.yaml").read_text(encoding="utf-8")
FILES_HERE = {
    **FILES,
    "vocabulary/measures.yaml": MEASURES + "  - {id: arrest, name: {en: Arrest}, family: extradition, coercive: true, secures: true}\n",
    "instruments/fx-001/provisions.yaml": GENERAL + CLOCKS,
    "drafting/labels/preparation.yaml": f"words:\n{LABELS[LABELS.index('  preparation.title') :]}",
    "drafting/preparation.yaml": PREPARATION,
}


@cache
def law() -> tuple[Adviser, Drafting]:
    with TemporaryDirectory() as folder:
        written = write(Path(folder), FILES_HERE)
        return Adviser(load_files(written)), load_drafting_files(written)


def scene(changes: Mapping[str, object] | None = None, **more: object) -> Scene:
    made: Plain = case({"measure": "extradition", "persons/0/role": "sought", "on": None, **(changes or {})}, **more)
    return scene_of(read_case(made), law()[0], law()[1], START)


def plan(changes: Mapping[str, object] | None = None, start: date = START, **more: object) -> Schedule:
    before = scene(changes, **more)
    return schedule(before, start, securing(before, law()[0], start))


def stage(planned: Schedule, name: str) -> Planned:
    return next(item for item in planned.stages if item.stage.id == name)


# -- how time is counted


@pytest.mark.parametrize(
    ("length", "day", "after"),
    [
        (Length(18, Unit.DAYS), date(2026, 11, 20), date(2026, 12, 8)),
        (Length(5, Unit.DAYS, "working"), date(2026, 11, 27), date(2026, 12, 4)),
        (Length(1, Unit.DAYS, "working"), date(2026, 11, 28), date(2026, 11, 30)),
        (Length(1, Unit.MONTHS), date(2027, 1, 31), date(2027, 2, 28)),
        (Length(14, Unit.MONTHS), date(2026, 11, 30), date(2028, 1, 30)),
        (Length(48, Unit.HOURS), date(2026, 11, 20), date(2026, 11, 22)),
        (Length(4, Unit.HOURS), date(2026, 11, 20), date(2026, 11, 20)),
        (Length(9000, Unit.DAYS), date.max, None),
        (Length(10**9, Unit.DAYS), START, None),
        (Length(1, Unit.MONTHS), date(9999, 12, 1), None),
    ],
)
def test_a_limit_runs_out(length: Length, day: date, after: date | None) -> None:
    assert length.after(day) == after


def test_a_limit_is_counted_back() -> None:
    assert Length(40, Unit.DAYS).before(date(2027, 1, 20)) == date(2026, 12, 11)
    assert Length(5, Unit.DAYS, "working").before(date(2026, 12, 4)) == date(2026, 11, 27)
    assert Length(1, Unit.MONTHS).before(date(2027, 3, 31)) == date(2027, 2, 28)


@given(st.dates(date(1900, 1, 1), date(2900, 1, 1)), st.integers(0, 400))
def test_working_days_end_on_one_and_months_keep_the_day(day: date, number: int) -> None:
    assert number == 0 or working_days_on(day, number).weekday() < 5
    moved = months_on(day, number)
    assert (moved.year - day.year) * 12 + moved.month - day.month == number
    assert moved.day == day.day or (moved.day < day.day and months_on(moved.replace(day=1), 1).toordinal() - moved.toordinal() == 1)


# -- the critical path


@st.composite
def networks(draw: st.DrawFn) -> list[Step]:
    """Steps that come after earlier ones, some with a day by which they must have ended."""
    steps: list[Step] = []
    for number in range(draw(st.integers(1, 9))):
        after = tuple(step.id for step in steps if draw(st.booleans()))
        until = draw(st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)))
        steps.append(Step(str(number), draw(st.integers(0, 40)), after, until))
    return steps


@given(networks())
def test_no_step_starts_before_what_it_depends_on_ends(steps: list[Step]) -> None:
    found = times(steps, START)
    for step in steps:
        here = found[step.id]
        assert here.start >= START
        assert (here.finish - here.start).days == step.days
        for name in step.after:
            assert found[name].finish <= here.start
            if here.latest_start:
                latest = found[name].latest_finish
                assert latest is not None
                assert latest <= here.latest_start
        if step.until:
            assert here.latest_finish is not None
            assert here.latest_finish <= step.until
        assert (here.latest_finish is None) == (not here.governed_by)
    assert any(item.critical for item in found.values())


# -- a plan


def test_stages_of_other_measures_are_left_out_and_bridged() -> None:
    planned = plan()
    assert [item.stage.id for item in planned.stages] == ["secure", "look", "write", "sign", "arrive", "run"]
    assert stage(planned, "write").after == ("look",)
    assert stage(planned, "run").times.finish == date(2026, 12, 5)
    assert planned.end == date(2026, 12, 5)


def test_an_unknown_day_gives_no_date() -> None:
    planned = plan()
    arrest = next(clock for clock in planned.clocks if clock.starts == "arrest")
    assert (arrest.started, arrest.runs_out) == (None, None)
    assert [limit.day for limit in stage(planned, "arrive").limits] == [None, None]
    assert all(item.times.latest_finish is None for item in planned.stages)
    told = Told(planned, "en")
    assert "the day is not known: arrest" in list(told.notes(arrest))
    assert "article 20" in told.clock(arrest)


def test_arrest_binds_the_arrival_and_what_comes_before_it() -> None:
    planned = plan({"persons/0/custody": {"since": "2026-10-30"}})
    arrive = stage(planned, "arrive")
    assert arrive.times.latest_finish == date(2026, 11, 17)
    assert stage(planned, "look").times.latest_finish == date(2026, 11, 7)
    assert stage(planned, "secure").done
    assert planned.first == ()
    assert planned.late == ()
    assert stage(planned, "run").times.latest_finish is None


def test_what_is_late_is_said_with_its_limit() -> None:
    planned = plan({"persons/0/custody": {"since": "2026-10-20"}})
    assert {item.stage.id for item in planned.late} == {"look", "write", "sign", "arrive"}
    assert stage(planned, "arrive").times.slack == -8
    line = next(Told(planned, "en").late())
    assert "7 Nov 2026" in line
    assert "Arrive (late by 8 days)" in line


def test_urgent_cases_and_measures_that_secure_take_the_shorter_durations() -> None:
    assert stage(plan({"case/urgency": {"level": "urgent"}}), "look").days == 1
    assert stage(plan({"measure": "arrest"}), "look").days == 1
    assert stage(plan(), "look").days == 3


def test_a_signed_request_is_past_what_comes_before_and_a_received_one_has_arrived() -> None:
    signed = {"signatories/0/on": "2026-10-30"}
    assert {item.stage.id for item in plan(signed).stages if item.done} == {"look", "write", "sign"}
    received = plan({**signed, "on": "2026-11-01"})
    assert stage(received, "arrive").done
    assert {clock.article: clock.runs_out for clock in stage(received, "run").awaited} == {"21": date(2026, 12, 1), "22": date(2026, 11, 3)}
    assert not stage(plan({"on": "2026-11-01"}), "arrive").done
    assert stage(plan({**signed, "on": "2026-11-20"}), "arrive").times.latest_finish == date(2026, 11, 20)


def test_a_clock_is_counted_back_from_a_day_of_the_case() -> None:
    limit = next(limit for limit in stage(plan({"service": {"appearance": "2026-12-20"}}), "arrive").limits if limit.back)
    assert (limit.day, limit.place) == (date(2026, 12, 10), "service.appearance")


def test_days_of_the_case_bind() -> None:
    planned = plan({"procedure": {"deadline": "2026-11-20"}})
    assert stage(planned, "run").times.slack == -15
    assert Told(planned, "en").reason(stage(planned, "look")).endswith("20 Nov 2026")


def test_what_secures_is_asked_for_with_its_own_basis() -> None:
    asked = {item.measure: item for item in stage(plan(), "secure").asked}
    assert asked["arrest"].cited == (("fx-001", ("25",)),)
    assert asked["arrest"].possible
    assert not any(clock.instrument != "fx-001" for clock in plan().clocks)


def test_what_no_stage_answers_to_is_shown_with_what_is_open() -> None:
    planned = plan({"facts/case.pending": None})
    (other,) = planned.other
    assert (other.article, other.open, other.length.counts) == ("24", True, "working")
    assert plan().other == ()  # the case says that nothing is pending


def test_missing_places_routes_and_norms() -> None:
    planned = plan()
    assert stage(planned, "look").missing == ("asked.tried_before",)
    assert stage(planned, "look").routes == ()
    assert [demand.rule.article for demand in stage(planned, "write").norms] == ["8"]


# -- what is made of it


@pytest.mark.parametrize("language", ["en", "az", "ru", "fr"])
def test_chart_data_calendar_and_letter(language: str) -> None:
    planned = plan({"persons/0/custody": {"since": "2026-10-20"}, "on": "2026-11-20", "case/reference": "R <&> 1"})
    tree = ET.fromstring(plan_svg(planned, language).decode())  # noqa: S314 - our own drawing
    names = [child.tag.rpartition("}")[2] for child in tree]
    assert names[:2] == ["title", "desc"]
    assert tree.attrib["role"] == "img"
    assert "Arrive" in "".join(tree.itertext())
    data = plan_data(planned, language)
    assert data["late"] == [item.stage.id for item in planned.late] != []
    letter = plan_letter(planned, language)
    assert any(isinstance(block, Grid) for block in letter.blocks)
    assert letter.running.startswith("R <&> 1")
    lines = plan_calendar(planned, language).decode().split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") > 3
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])


def test_a_case_without_days_says_that_nothing_is_late() -> None:
    letter = plan_letter(plan(), "en")
    said = [word.text for block in letter.blocks if isinstance(block, Prose) for word in block.words]
    assert any("Nothing is late" in text for text in said)


# -- the data


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("after: [inspect]", "after: [run]", "no stage 'run' stands before this one"),
        ("id: look", "id: secure", "the stage 'secure' stands twice"),
        ("routes: [police]", "routes: [pigeon]", "unknown 'pigeon'"),
        ("law: [formality]", "law: [seal]", "unknown 'seal'"),
        ("awaits: [{starts: receipt}]", "awaits: [{starts: dawn}]", "unknown 'dawn'"),
        ('  receipt: ["on"]', '  dawn: ["on"]', "'dawn' starts no clock"),
        ("days: 3\n", "days: -3\n", "no fewer than 0"),
        ("asks: [arrest", "asks: [rest", "unknown measure 'rest'"),
    ],
)
def test_wrong_data_is_refused(old: str, new: str, says: str, tmp_path: Path) -> None:
    assert old in PREPARATION
    with pytest.raises(WrongLaw, match=says):
        load_drafting_files(write(tmp_path, {**FILES_HERE, "drafting/preparation.yaml": PREPARATION.replace(old, new, 1)}))
