# SPDX-License-Identifier: EUPL-1.2
"""Programmes of reform in the browser: as they are written down, over time, and measured as a job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from comity.corpus.corpus import Corpus
from comity.lab.programmes.track import Tracked, plain, track
from comity.model.day import Day
from comity.model.programmes import Measured, Programme, StepKind
from comity.web.accounts.models import User
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job, JobFile
from comity.web.knowledge import adviser
from comity.web.lab.asked.programme import ProgrammeForm
from comity.web.lab.results.programme import DECISIONS, KINDS, MEASURES, content, value_in_words
from comity.web.lab.results.time_lanes import WIDTH, Span
from web.lab.conftest import page, words

pytestmark = pytest.mark.django_db
ID = "az-transparency-2007"


@pytest.fixture
def corpus() -> Corpus:
    return adviser().corpus


@pytest.fixture
def programme(corpus: Corpus) -> Programme:
    return next(item for item in corpus.programmes if item.id == ID)


def figures(programme: Programme) -> dict[str, Any]:
    """What a job would leave, with invented figures."""
    found = plain(Tracked(programme, programme.since, programme.until, False, (), {}))
    for goal in found["goals"]:
        for step in goal["steps"]:
            law = step["kind"] in ("ratify", "accede")
            step["worth"] = {"stronger": 1234, "weaker": 7, "cells": 9876} if law else None
    parts = {
        Measured.COVERAGE: {"certain": 0.125, "possible": 0.25, "cells": 800},
        Measured.PAIRS_WITHOUT_BASIS: {"bare": 12, "partners": 197},
        Measured.IDLE_TREATIES: {"treaties": ["ets-024"]},
        Measured.CONTRADICTIONS: {"found": 9, "unresolved": 4},
        Measured.MANUAL: {},
    }
    value = {
        item.id: {"number": 1, "says": "x", "source": "computed", "confidence": "", "figures": parts[item.measure]}
        for item in programme.indicators
    }
    found["indicators"] = [{"id": item.id, "before": value[item.id], "after": value[item.id]} for item in programme.indicators]
    return found


def test_every_programme_is_listed_and_shown(client: Client, corpus: Corpus) -> None:
    listed = page(client, "/lab/programmes/")
    for item in corpus.programmes:
        place = f"/lab/programmes/{item.id}/"
        assert listed.xpath(f"//a[@href='{place}']")
        found = page(client, place)
        assert words(found, "//h1") == item.title.en
        for step in item.steps:
            row = words(found, f"//tr[@id='step-{step.id}']")
            assert " ".join(step.says.en.split()) in row
            assert " ".join(step.reason.split()) in row
            assert f"confidence: {step.confidence.value}" in row
        assert len(found.xpath("//tr[starts-with(@id, 'indicator-')]")) == len(item.indicators)
        assert (item.lesson in words(found, "//section[@aria-labelledby='lesson']")) is True
        assert not found.xpath("//th[text()='Worth by itself']")
    assert client.get("/lab/programmes/nothing/").status_code == 404


def test_every_word_of_the_closed_lists_is_said() -> None:
    assert set(KINDS) == set(StepKind)
    assert set(MEASURES) == set(Measured)
    assert {word.value for word in DECISIONS} == {"keep", "amend", "replace", "open"}


def test_the_marks_of_a_step_lie_within_the_picture(corpus: Corpus) -> None:
    for programme in corpus.programmes:
        span = Span.of(programme)
        assert 0 <= span.begin < span.end <= WIDTH
        assert len(span.years) <= 6
        for step in programme.steps:
            lane = span.lane(step)
            assert (lane.done is not None) is bool(step.done and step.done.on.known)
            assert (lane.due is not None) is bool(step.due)
            assert lane.done is None or (lane.done[0] >= 0 and lane.done[0] + lane.done[1] <= WIDTH)


def test_a_rough_day_is_a_long_mark_and_later_is_further(programme: Programme) -> None:
    span = Span.of(programme)
    done = next(step for step in programme.steps if step.done and step.done.on.exact)

    def mark(text: str) -> tuple[float, float]:
        assert done.done is not None
        found = span.lane(replace(done, done=replace(done.done, on=Day.parse(text)))).done
        assert found is not None
        return found

    assert mark("2009")[1] > mark("2009-03")[1] > mark("2009-03-01")[1]
    assert mark("2008-01-01")[0] < mark("2009-01-01")[0] < mark("2010-01-01")[0]


def test_the_picture_says_in_words_what_it_shows(client: Client, programme: Programme) -> None:
    found = page(client, f"/lab/programmes/{ID}/")
    for step in programme.steps:
        row = found.xpath(f"//tr[@id='step-{step.id}']")[0]
        label = row.xpath(".//svg[@role='img']/@aria-label")[0]
        assert label in words(row, "td[1]")
        if step.done is not None and step.done.on.known:
            assert label == f"done {step.done.on.text}"


def test_the_figures_are_shown_where_it_was_measured(client: Client, programme: Programme) -> None:
    shown = content(programme, figures(programme))
    coverage = next(item for item in shown["indicators"] if item.indicator.measure is Measured.COVERAGE)
    assert coverage.before == "12.5% of 800 cells carried by a treaty (25.0% with what may carry)"
    worth = {row.step.id: row.worth for _, steps in shown["goals"] for row in steps}
    assert worth["budapest"] == "1234 of 9876 cells stronger, 7 weaker"
    assert worth["fiu"] == ""


@pytest.mark.parametrize("language", ["az", "ru", "fr"])
def test_the_figures_are_said_in_the_language_of_the_page(programme: Programme, language: str) -> None:
    parts = {"certain": 0.125, "possible": 0.25, "cells": 800}
    english = value_in_words(Measured.COVERAGE, parts)
    with translation.override(language):
        said = value_in_words(Measured.COVERAGE, parts)
        assert said != english
        assert "800" in said
        assert "ets-024" in value_in_words(Measured.IDLE_TREATIES, {"treaties": ["ets-024"]})


def test_one_is_measured_as_a_job(client: Client, asker: Callable[..., Client]) -> None:
    answer = client.post("/lab/programmes/measure/", {"programme": ID})
    job = Job.objects.get()
    assert job.status is State.DONE, job.fault
    assert job.arguments == [ID]
    place = answer["Location"]
    found = page(client, place)
    assert words(found, "//th[contains(text(), 'Worth by itself')]")
    assert "cells carried by a treaty" in words(found, "//tr[@id='indicator-corruption-coverage']/td[1]")
    assert "cells stronger" in words(found, "//tr[@id='step-budapest']")
    assert {"programme.html", "programme.json"} <= {link.rpartition("/")[2] for link in found.xpath("//a[@download]/@href")}
    assert page(client, f"/lab/programmes/{ID}/").xpath(f"//a[@href='{place}']")
    foreigner = asker("foreigner", "Ministry of another state")
    for part in ("", "progress/", "files/programme.json"):
        assert foreigner.get(place + part).status_code == 404
    assert not page(foreigner, f"/lab/programmes/{ID}/").xpath(f"//a[@href='{place}']")


def test_a_programme_that_is_no_more_is_said_so(client: Client, programme: Programme) -> None:
    user = User.objects.get(username="officer")
    job = Job.objects.create(who=user, kind="programme", key="k", state=State.DONE.value, question={"programme": "gone"})
    JobFile.of(job, "result.json", b'{"id": "gone"}')
    found = page(client, f"/jobs/{job.pk}/")
    assert "not in the body of law any more" in words(found)
    assert words(found, "//h1") == "gone"


@pytest.mark.parametrize("named", ["", "nothing", "--help", "-o"])
def test_only_what_is_there_is_measured(client: Client, named: str) -> None:
    assert not ProgrammeForm({"programme": named}).is_valid()
    assert client.post("/lab/programmes/measure/", {"programme": named}).status_code == 422
    assert not Job.objects.exists()


def test_the_progress_is_told_step_by_step(programme: Programme, corpus: Corpus) -> None:
    told: list[str] = []
    light = replace(
        programme,
        indicators=(),
        goals=tuple(replace(goal, steps=tuple(s for s in goal.steps if not s.instrument)) for goal in programme.goals),
    )
    track(corpus, light, told.append)
    assert told == [f"{number}/{len(light.steps)} {step.id}" for number, step in enumerate(light.steps, start=1)]
