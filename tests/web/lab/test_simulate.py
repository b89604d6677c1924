# SPDX-License-Identifier: EUPL-1.2
"""Reforms in the browser: what can be asked, what is refused and where, what the page shows of the effect."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from django.utils.datastructures import MultiValueDict
from lxml import html

from comity.web.jobs.kinds import RESULT, kind_of
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job, JobFile
from comity.web.knowledge import adviser
from comity.web.lab.asked.replay import ReplayForm, replays
from comity.web.lab.asked.simulate import ORDER, SimulateForm
from comity.web.lab.results.effect import effect_shown
from comity.web.lab.results.reforms import words as reform_words
from web.lab.conftest import page, tree, words

ASKED = {
    "state": "Azerbaijan",
    "ratify": ["ets-182"],
    "measures": ["hearing-video"],
    "offences": ["fraud"],
    "on": "2026-11-24",
    "each": "on",
}
RESERVE = """instrument: ets-182
statements:
  - {id: az-new-1, by: AZ, kind: declaration, to: [art-9], from: 2026-11-24, says: {en: "a statement of a test"}, shown_only: of a test}
"""
DRAFT = """id: az-test-law
title: {en: A law of a test}
kind: statute
of: AZ
in_force: 2026-11-24
content: basis-only
sources: {s: {what: a test}}
"""


def form_of(asked: dict[str, Any], *files: SimpleUploadedFile, field: str = "draft") -> SimulateForm:
    """The form as a browser sends it."""
    data = QueryDict(mutable=True)
    for name, value in asked.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return SimulateForm(data, MultiValueDict({field: list(files)}))


# -- what can be asked


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ({"state": "AZ"}, "ratify", "Name at least one reform"),
        ({"ratify": "ets-182"}, "state", "Name the state that acts"),
        ({"state": "Atlantis", "ratify": "ets-182"}, "state", "Nothing is called so: Atlantis"),
        ({"state": "AZ", "ratify": "no-such-treaty"}, "ratify", "no-such-treaty"),
        ({"state": "AZ", "ratify": "--help"}, "ratify", "Nothing is called so: --help"),
        ({"state": "AZ", "ratify": "az-criminal-code"}, "ratify", "cannot be joined"),
        ({"state": "AZ", "denounce": "az-criminal-code"}, "denounce", "cannot be denounced"),
        ({"state": "AZ", "withdraw": "ets-030"}, "withdraw", "There is no such statement"),
        ({"state": "GE", "withdraw": "ets-030:az-5-1-a"}, "withdraw", "was made by another state"),
        ({"state": "GE", "repeal": "az-criminal-code"}, "repeal", "is no law of this state"),
        ({"state": "AZ", "extend-instrument": "ets-030", "extend-territory": "GI"}, "extend", "is no territory of this state"),
        ({"state": "AZ", "bilateral-partner": "TR", "bilateral-model": ""}, "bilateral", "Row 1: fill in every field"),
        ({"state": "AZ", "bilateral-partner": "TR", "bilateral-model": "ets-182"}, "bilateral", "no model"),
        ({"state": "AZ", "set-rule": "x:y", "set-bound": "12", "set-op": "at_least"}, "set", "There is no such rule"),
        ({"state": "AZ", "ratify": "ets-182", "on": "soon"}, "on", "date"),
        ({"state": "AZ", "ratify": "ets-182", "measures": "magic"}, "measures", "Nothing is called so: magic"),
        ({"state": "AZ", "ratify": "ets-182", "offences": "magic"}, "offences", "Nothing is called so: magic"),
        ({"state": "AZ", "ratify": "ets-182", "weights": "partners: {XX: 1}"}, "weights", "unknown name"),
        ({"state": "AZ", "ratify": "ets-182", "weights": "{"}, "weights", "weights.yaml:"),
        ({"state": "AZ", "ratify": ["ets-182"] * 31}, "ratify", "At most 30"),
        ({"state": "AZ", "reserve": "statements: []"}, "reserve", "it does not say to which instrument"),
        ({"state": "AZ", "reserve": "instrument: ets-182\nstatements: [{id: a}]"}, "reserve", "reserve-1.yaml:"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(asked: dict[str, Any], field: str, said: str) -> None:
    form = form_of(asked)
    assert not form.is_valid()
    assert said in form.errors[field].as_text(), form.errors
    assert "comity-form-" not in str(form.errors)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("../instrument.yaml", b"id: x", "No file of an instrument is called so"),
        ("other.txt", b"x", "No file of an instrument is called so"),
        ("instrument.yaml", b"\xff\xfe\x00", "not UTF-8"),
        ("instrument.yaml", b"id: [", "instrument.yaml:"),
        ("provisions.yaml", b"provisions: []", "has to be among them"),
    ],
)
def test_files_that_are_no_draft(name: str, content: bytes, said: str) -> None:
    file = SimpleUploadedFile("x", content)
    vars(file)["_name"] = name  # as a hostile browser would send it; Django cuts what leads elsewhere
    form = form_of({"state": "AZ"}, file)
    assert not form.is_valid()
    assert said in form.errors["draft"].as_text()
    assert "comity-form-" not in str(form.errors)


def test_a_text_that_is_too_long_is_refused() -> None:
    form = form_of({"state": "AZ", "ratify": "ets-182"}, SimpleUploadedFile("w.yaml", b"#" * 200_001), field="weights-file")
    assert not form.is_valid()
    assert "too large" in str(form.errors["weights"])


def test_values_stand_behind_an_equals_sign() -> None:
    threshold = next(
        f"{law.id}:{rule.id}"
        for law in adviser().corpus.instruments
        if law.of == "AZ"
        for rule in law.provisions
        if str(rule.when).count("AT_LEAST") == 1
    )
    asked = {
        "state": "AZ",
        "on": "2026-11-24",
        "ratify": ["ets-182", ""],
        "accede": "European Convention on the International Validity of Criminal Judgments",
        "denounce": "ets-030",
        "bilateral-partner": ["Türkiye", ""],
        "bilateral-model": ["chisinau-2002", ""],
        "withdraw": "ets-030:az-5-1-a",
        "set-rule": [threshold, ""],
        "set-bound": ["6", ""],
        "set-op": ["at_least", "at_least"],
        "reserve": RESERVE,
        "repeal": "az-criminal-code",
        "measures": ["Hearing by video conference"],
        "weights": "partners: {TR: 10, others: 1}",
        "each": "on",
    }
    form = form_of(asked)
    assert form.is_valid(), form.errors
    assert form.arguments() == [
        "--state=AZ",
        "--ratify=ets-182",
        "--accede=ets-070",
        "--denounce=ets-030",
        "--bilateral=TR:chisinau-2002",
        "--withdraw=ets-030:az-5-1-a",
        "--reserve=reserve-1.yaml",
        f"--set={threshold}=at_least=6",
        "--repeal=az-criminal-code",
        "--measure=hearing-video",
        "--weights=weights.yaml",
        "--on=2026-11-24",
        "--each",
    ]
    assert [name for name, _content in form.given_files()] == ["weights.yaml", "reserve-1.yaml"]
    again = SimulateForm(initial=form.question())
    assert again["bilateral"].value() == [["TR", "chisinau-2002"]]
    assert "az-new-1" in str(again["reserve"])


def test_a_draft_needs_no_state_and_goes_as_files_of_our_names() -> None:
    form = form_of({}, SimpleUploadedFile("instrument.yaml", DRAFT.encode()))
    assert form.is_valid(), form.errors
    assert "--draft=draft" in form.arguments()
    assert [name for name, _content in form.given_files()] == ["draft/instrument.yaml"]
    assert form.question()["drafted"] == ["instrument.yaml"]
    assert "draft" not in form.question()


# -- the page of the form


def test_the_form_works_without_a_script(client: Client) -> None:
    shown = page(client, "/lab/simulate/")
    for name in (
        "ratify",
        "bilateral-partner",
        "extend-territory",
        "set-op",
        "withdraw",
        "reserve",
        "reserve-file",
        "draft",
        "weights-file",
    ):
        assert shown.xpath(f"//*[@name='{name}']"), name
    fields = shown.xpath("//main//form//*[self::input or self::select or self::textarea][not(@type='hidden')]")
    labels = set(shown.xpath("//label/@for"))
    assert all(field.get("id") in labels or field.get("aria-label") for field in fields), "each field has a name"
    assert len(shown.xpath("//@id")) == len(set(shown.xpath("//@id")))


def test_the_statements_of_a_state_are_listed_and_nothing_typed_is_lost(client: Client) -> None:
    answer = client.post("/lab/simulate/", {"state": "Azerbaijan", "ratify": ["ets-182", ""], "offer": "yes"})
    shown = tree(answer.content)
    assert answer.status_code == 200
    assert "ets-030:az-5-1-a" in shown.xpath("//datalist[@id='statements']/option/@value")
    assert all(value.partition(":")[0] in adviser().corpus.by_id for value in shown.xpath("//datalist[@id='rules']/option/@value"))
    assert shown.xpath("//input[@name='ratify']/@value") == ["ets-182", ""]
    assert not Job.objects.exists()


def test_the_address_fills_the_form(client: Client) -> None:
    shown = page(
        client, "/lab/simulate/", {"state": "AZ", "ratify": ["ets-182", "ets-070"], "bilateral": "TR:chisinau-2002", "each": "true"}
    )
    assert shown.xpath("//input[@name='ratify']/@value")[:2] == ["ets-182", "ets-070"]
    assert shown.xpath("//input[@name='bilateral-partner']/@value")[0] == "TR"
    assert shown.xpath("//input[@name='bilateral-model']/@value")[0] == "chisinau-2002"
    assert shown.xpath("//input[@name='each']/@checked")


def test_an_error_stands_in_the_summary_and_at_the_field(client: Client) -> None:
    answer = client.post("/lab/simulate/", {"state": "AZ"})
    shown = tree(answer.content)
    assert answer.status_code == 422
    assert "Name at least one reform" in words(shown, "//*[contains(@class, 'govuk-error-summary')]")
    assert "Name at least one reform" in words(shown, "//*[@id='id_ratify-error']")


# -- a job, from the form to the page


@pytest.fixture
def done(client: Client) -> Job:
    """A simulation that ran for real."""
    answer = client.post("/lab/simulate/", ASKED)
    assert answer.status_code == 302, answer.content[:2000]
    job = Job.objects.get()
    assert job.status is State.DONE, job.fault
    return job


@pytest.mark.django_db
def test_a_simulation_and_its_page(client: Client, done: Job, asker: Callable[..., Client]) -> None:
    shown = page(client, f"/jobs/{done.pk}/")
    data = msgspec.json.decode(done.result(RESULT) or b"")
    assert words(shown, "//h1").startswith("Azerbaijan – ratifies: ")
    figures = shown.xpath("//*[contains(@class, 'comity-balance')]")[0]
    assert words(figures, "(.//*[contains(@class, 'comity-figure')])[2]") == f"{data['totals']['won']}cells won"
    assert "Rights of the persons concerned" in words(figures)
    assert "Worth alone" in words(shown)
    assert data["reforms"][0]["by"] == "ratification"
    assert f"{data['sensitivity']['worst']:,.0f}" in words(shown)
    fallen = [topic for topic, counts in data["rights"]["topics"].items() if counts["lost"]]
    assert len(shown.xpath("//*[@id='rights']//td[contains(@class, 'comity-fall')]")) == len(fallen)
    rows = shown.xpath("//*[@id='cells']//tbody/tr")
    assert len(rows) == 40
    asked = parse_qs(urlsplit(rows[0].xpath(".//a[contains(@href, '/advice/')]/@href")[0]).query)
    assert asked["measure"] == ["hearing-video"]
    assert asked["offence"] == ["fraud"]
    assert client.get(rows[0].xpath(".//a[contains(@href, '/advice/')]/@href")[0]).status_code == 200
    for address in {one.partition("#")[0] for one in shown.xpath("//main//a/@href") if one.startswith("/law/")}:
        assert client.get(address).status_code == 200, address
    seen = [*_numbers(client, done, rows), *(row for row in _rest(client, done, shown))]
    assert len(seen) == data["totals"]["won"] + data["totals"]["lost"] + data["totals"]["changed"]  # one offence: a row is a cell
    _filters(client, done, data)
    _map(client, done)
    _private(done, asker)


def _numbers(client: Client, job: Job, rows: list[html.HtmlElement]) -> list[str]:
    return [words(row, ".//th") for row in rows]


def _rest(client: Client, job: Job, shown: html.HtmlElement) -> list[str]:
    found: list[str] = []
    while more := shown.xpath("//*[@id='cells']//a[@rel='next']/@href"):
        shown = page(client, f"/jobs/{job.pk}/{more[0].partition('#')[0]}")
        found += _numbers(client, job, shown.xpath("//*[@id='cells']//tbody/tr"))
    assert len(found) == len(set(found))
    return found


def _filters(client: Client, job: Job, data: Any) -> None:
    partner = next(iter(data["totals"]["by_partner"]))
    shown = page(client, f"/jobs/{job.pk}/", {"partner": partner, "direction": "asks"})
    assert len(shown.xpath("//*[@id='cells']//tbody/tr")) == 1
    assert shown.xpath("//select[@name='partner']/option[@selected]/@value") == [partner]
    nothing = page(client, f"/jobs/{job.pk}/", {"partner": "ZZ'\"<b>", "after": "9" * 30})
    assert "Nothing moves so" in words(nothing, "//*[@id='cells']")


def _map(client: Client, job: Job) -> None:
    answer = client.get(f"/lab/jobs/{job.pk}/effect.svg")
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert "Georgia: +2 cells" in answer.content.decode()
    assert 'fill="#0b6a45"><title>Georgia' in answer.content.decode()
    assert client.get("/lab/jobs/9999999/effect.svg").status_code == 404


def _private(job: Job, asker: Callable[..., Client]) -> None:
    stranger = asker("stranger", "Another authority")
    for address in (f"/jobs/{job.pk}/", f"/jobs/{job.pk}/progress/", f"/jobs/{job.pk}/files/cells.csv", f"/lab/jobs/{job.pk}/effect.svg"):
        assert stranger.get(address).status_code == 404, address
    filled = page(stranger, "/lab/simulate/", {"from": job.pk})
    assert not any(filled.xpath("//input[@name='ratify']/@value"))
    colleague = asker("colleague")
    assert colleague.get(f"/lab/jobs/{job.pk}/effect.svg").status_code == 200


def test_what_was_asked_before_is_not_computed_again(client: Client, done: Job) -> None:
    assert client.post("/lab/simulate/", ASKED)["Location"] == f"/jobs/{done.pk}/"
    again = page(client, "/lab/simulate/", {"from": done.pk})
    assert again.xpath("//input[@name='ratify']/@value")[0] == "ets-182"
    assert again.xpath("//input[@name='each']/@checked")


@pytest.mark.parametrize("language", ["az", "fr", "ru"])
def test_the_page_speaks_the_language_of_the_reader(asker: Callable[..., Client], language: str) -> None:
    client = asker()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    client.post("/lab/simulate/", ASKED)
    shown = page(client, f"/jobs/{Job.objects.get().pk}/")
    text = words(shown, "//main")
    for english in ("cells won", "Worth alone", "Safeguard by safeguard", "Who asks whom", "newly kept", "on a treaty"):
        assert english not in text, english
    assert adviser().corpus.by_code["GE"].name.in_language(language)[0] in text


def test_nothing_that_moves_is_said(client: Client) -> None:
    client.post("/lab/simulate/", {"state": "AZ", "ratify": "ets-030", "measures": "hearing-video", "offences": "fraud"})
    shown = words(page(client, f"/jobs/{Job.objects.get().pk}/"), "//main")
    assert "No cell moves" in shown
    assert "binds AZ already" in shown


# -- words


def test_every_kind_of_reform_has_words() -> None:
    for kind in ("join", "denounce", "withdraw", "reserve", "extend", "conclude", "setbound", "setrule", "repeal", "bring"):
        entry = {
            "kind": kind,
            "state": "AZ",
            "instrument": "ets-030",
            "partner": "TR",
            "says": "50% of it",
            "statement": "s",
            "territory": "GI",
        }
        said = reform_words(entry)
        assert "Azerbaijan" in said, said
        assert "%" not in said
    assert reform_words({"kind": "new", "state": "AZ", "instrument": "", "partner": "", "says": "50% of it"}) == "50% of it"


def test_every_option_of_the_form_is_one_of_the_command() -> None:
    from comity.cli.simulate_command import _REFORMS, simulate  # noqa: PLC0415 - the command is heavy

    assert set(ORDER) == set(_REFORMS)
    options = {name for option in simulate.params for name in option.opts}
    assert {f"--{name}" for name in (*ORDER, "state", "weights", "measure", "offence", "on", "each", "replay")} <= options


# -- reforms of the past


def test_replays_are_listed_with_their_days(client: Client) -> None:
    shown = page(client, "/lab/replay/")
    assert set(shown.xpath("//input[@name='replay']/@value")) == set(replays())
    assert "2003-01-01" in words(shown, "//form")


def test_a_replay_must_be_one_of_the_list() -> None:
    assert not ReplayForm({"replay": "--help"}).is_valid()
    form = ReplayForm({"replay": "az-2003-2004"})
    assert form.is_valid()
    assert form.arguments() == ["--replay=az-2003-2004"]


def test_the_page_of_a_replay(client: Client, done: Job) -> None:
    """The data of a simulation with what a replay has beside it: both days can be asked of the advisor."""
    data = msgspec.json.decode(done.result(RESULT) or b"")
    event = {"on": "2003-10-02", "actor": "AZ", "instrument": "ets-030", "was": "no (none)", "became": "yes (party)", "source": "a list"}
    past = {
        **data,
        "before": "2003-01-01",
        "after": "2005-01-01",
        "source": "a gazette",
        "events": [event],
        "involving": 7,
        "reforms": [],
        "remarks": ["compared", "an event", "the note"],
    }
    job = Job.objects.create(who=done.who, kind="replay", question={"replay": "az-2003-2004"}, state=State.DONE.value)
    JobFile.of(job, RESULT, msgspec.json.encode(past))
    shown = page(client, f"/jobs/{job.pk}/")
    text = words(shown, "//main")
    assert "In 7 of the 102 cells" in text
    assert "the note" in text
    assert "2003-10-02" in text
    days = [
        parse_qs(urlsplit(link).query)["on"][0]
        for link in shown.xpath("(//*[@id='cells']//tbody/tr)[1]//a[contains(@href, '/advice/')]/@href")
    ]
    assert days == ["2003-01-01", "2005-01-01"]
    assert kind_of("replay").title(job).startswith("Azerbaijan joins")


def test_a_loss_is_shown_first_and_marked() -> None:
    group = {
        "measure": "extradition",
        "state": "AZ",
        "direction": "asks",
        "before": "treaty",
        "after": "none",
        "by": [],
        "ended": ["ets-024+ets-086"],
        "offences": ["fraud"],
        "partners": ["GE", "TR"],
        "cells": 2,
        "weight": -200.0,
    }
    won = {**group, "before": "none", "after": "treaty", "by": ["bil-az-tr-2026-mla"], "ended": []}
    counts = {"won": 2, "lost": 2}
    totals = {
        "won": 2,
        "lost": 2,
        "changed": 0,
        "steps": {"treaty -> none": 2},
        "by_measure": {"extradition": counts},
        "by_partner": {"GE": counts},
        "by_offence": {"fraud": counts},
    }
    data = {
        "on": "2026-11-24",
        "states": ["AZ"],
        "reforms": [],
        "won": [won],
        "lost": [group],
        "changed": [],
        "remarks": [],
        "totals": totals,
        "rights": {"topics": {}, "gained": [], "lost": []},
        "sensitivity": {},
    }
    shown = effect_shown(data, {})
    assert [cell.way for cell in shown["cells"]] == ["lost", "lost", "won", "won"]
    assert [name for name, _address in shown["cells"][0].ended] == [adviser().corpus.by_id[id_].short.en for id_ in ("ets-024", "ets-086")]
    assert shown["cells"][2].by == [("bil-az-tr-2026-mla", "")]
    assert re.search(r"no basis", shown["cells"][0].after)
