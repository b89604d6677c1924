# SPDX-License-Identifier: EUPL-1.2
"""The register of readings in the browser: found, read in time order, linked with the law browser, reported on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from django.test import Client

from comity.model.day import Day
from comity.model.interpretations import divergences, in_time
from comity.model.law import Confidence, Statement, StatementKind
from comity.model.text import Text
from comity.web.knowledge import adviser
from comity.web.lab import readings
from comity.web.library.models import ErrorReport
from web.lab.conftest import page, words

pytestmark = pytest.mark.django_db
QUESTIONS = "//article[contains(@class, 'comity-question')]/@id"


def shown(client: Client, **query: str) -> set[str]:
    return set(page(client, "/lab/interpretations/", query).xpath(QUESTIONS))


def test_all_questions_are_listed(client: Client) -> None:
    register = adviser().corpus.readings
    assert shown(client) == {question.id for question in register.questions}
    found = page(client, "/lab/interpretations/")
    assert words(found, "//*[@role='status']") == f"{len(register.questions)} questions"
    assert len(found.xpath("//span[text()='diverging']")) == len(divergences(register)) > 5


def test_the_filters_narrow_it(client: Client) -> None:
    register = adviser().corpus.readings
    assert shown(client, diverging="yes") == {found.question.id for found in divergences(register)}
    assert shown(client, instrument="ets-005") == {question.id for question in register.questions if question.instrument == "ets-005"}
    assert shown(client, instrument="ets-005", article="5") == {
        question.id for question in register.questions if question.instrument == "ets-005" and question.article.startswith("5")
    }
    state = next(item.state for item in register.interpretations if item.state)
    assert shown(client, state=state) == {item.question for item in register.interpretations if item.state == state}
    court = register.interpretations[0].court
    both = {item.question for item in register.interpretations if (item.state, item.court) == (state, court)}
    assert shown(client, state=state, court=court) == both
    assert "torture-assurances" in shown(client, q="SOERING assurances")
    assert shown(client, q="xyzzy") == set()
    assert "No question fits." in words(page(client, "/lab/interpretations/", {"q": "xyzzy"}))


def test_the_readings_stand_in_time_order_with_source_and_confidence(client: Client) -> None:
    register = adviser().corpus.readings
    for question in register.questions:
        found = page(client, f"/lab/interpretations/{question.id}/")
        wanted = in_time(register, question.id)
        rows = found.xpath("//ol[@class='comity-timeline']/li")
        assert [row.get("id") for row in rows] == [item.id for item in wanted]
        days = [item.on.first or date.max for item in wanted]
        assert days == sorted(days)
        for row, item in zip(rows, wanted, strict=True):
            assert " ".join(item.reads.en.split()) in words(row)
            assert f"confidence: {item.confidence.value}" in words(row)
            assert " ".join(dict(register.sources)[item.source].split()) in words(row)
        assert bool(found.xpath("//*[@id='proposed']")) is (question.proposed is not None)
        if question.proposed is not None:
            assert words(found, "//*[@id='proposed']") == "Proposed common reading a proposal, no law"


def test_divergence_names_the_cases_of_each_answer(client: Client) -> None:
    split = next(found for found in divergences(adviser().corpus.readings) if found.between)
    found = page(client, f"/lab/interpretations/{split.question.id}/")
    lines = found.xpath("//div[contains(@class, 'comity-note--warn')]//li")
    assert len(lines) == len(split.answers)
    for line, (answer, items) in zip(lines, split.answers, strict=True):
        assert words(line).startswith(answer.replace("-", " "))
        assert line.xpath("a/@href") == [f"#{item.id}" for item in items]


def test_a_departure_leads_to_what_it_departs_from(client: Client) -> None:
    item = next(item for item in adviser().corpus.readings.interpretations if item.departs_from)
    row = page(client, f"/lab/interpretations/{item.question}/").xpath(f"//li[@id='{item.id}']")[0]
    assert f"#{item.departs_from}" in row.xpath(".//a/@href")


def test_the_law_browser_and_the_register_lead_to_each_other(client: Client) -> None:
    for question in adviser().corpus.readings.questions:
        place = f"/lab/interpretations/{question.id}/"
        link = page(client, place).xpath("//main//a[starts-with(@href, '/law/instruments/')]/@href")[0]
        there = page(client, link.partition("#")[0])
        assert there.xpath(f"//*[@id='{link.partition('#')[2]}']"), link
        assert there.xpath(f"//*[@id='{link.partition('#')[2]}']//a[@href='{place}']"), question.id
        assert there.xpath(f"//section[@id='relations']//a[starts-with(@href, '{place}#')]")


def test_an_error_is_reported_at_a_reading(client: Client) -> None:
    found = page(client, "/lab/interpretations/torture-assurances/")
    link = found.xpath("//li[@id='soering-1989']//a[contains(@href, '/law/reports/new/')]/@href")[0]
    assert unquote(link).endswith("?at=/lab/interpretations/torture-assurances/#soering-1989")
    assert client.get(link).status_code == 200
    answer = client.post("/law/reports/new/", {"at": unquote(link).partition("=")[2], "what": "The day", "text": "It is another."})
    assert answer["Location"] == "/lab/interpretations/torture-assurances/#soering-1989"
    assert ErrorReport.objects.get().where == "/lab/interpretations/torture-assurances/#soering-1989"


@pytest.mark.parametrize("place", ["/lab/interpretations/nothing/", "/lab/programmes/nothing/", "/lab/", "/jobs/1/", "//evil.example/"])
def test_no_error_is_reported_elsewhere(client: Client, place: str) -> None:
    assert client.get("/law/reports/new/", {"at": place}).status_code == 404


def test_there_is_no_other_question(client: Client) -> None:
    assert client.get("/lab/interpretations/nothing/").status_code == 404


def test_a_reading_that_changes_answers_is_shown_as_such(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    law = adviser().corpus.by_id["ets-005"]
    made = Statement(
        "court-1",
        "AZ",
        StatementKind.READING,
        Text(en="the article bars <it>"),
        law.sources[0].id,
        Confidence.HIGH,
        ("3",),
        Day.parse("2020-01-01"),
        court="Supreme Court",
    )
    corpus = replace(
        adviser().corpus,
        instruments=tuple(
            replace(item, statements=(*item.statements, made)) if item.id == law.id else item for item in adviser().corpus.instruments
        ),
    )
    monkeypatch.setattr(readings, "adviser", lambda: type("Known", (), {"corpus": corpus}))
    assert "AZ" not in words(page(client, "/lab/interpretations/", {"state": "GE"}), "//section[@aria-labelledby='changing']")
    for place in ("/lab/interpretations/", "/lab/interpretations/torture-assurances/"):
        found = page(client, place)
        assert "Supreme Court" in words(found, "//section[@aria-labelledby='changing']")
        assert "the article bars <it>" in words(found, "//section[@aria-labelledby='changing']")


def test_what_stands_in_english_alone_is_marked(client: Client) -> None:
    answer = client.get("/lab/interpretations/torture-assurances/", headers={"accept-language": "ru"})
    asks = next(item.asks.en for item in adviser().corpus.readings.questions if item.id == "torture-assurances")
    assert f'<span lang="en">{asks}</span>' in answer.content.decode()
