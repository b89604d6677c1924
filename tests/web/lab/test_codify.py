# SPDX-License-Identifier: EUPL-1.2
"""One act from many sources in the browser: what can be asked, the act with its origins, the way back, the paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.http import QueryDict
from django.test import Client

from comity.web.jobs.kinds import RESULT
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job
from comity.web.lab.asked.codify import CodifyForm
from web.lab.conftest import page, words

SMALL = {
    "state": "AZ",
    "instruments": ["az-extradition-law", "ets-024", "ets-086"],
    "policy": "strongest-safeguard",
    "lang": "en",
    "on": "2026-11-24",
}
TREATIES = {"instruments": ["ets-024", "minsk-1993"], "on": "2026-11-24"}


def form_of(asked: dict[str, Any]) -> CodifyForm:
    """The form as a browser sends it."""
    data = QueryDict(mutable=True)
    for name, value in asked.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return CodifyForm(data)


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ({}, "state", "Name a state, or two instruments"),
        ({"instruments": "ets-024"}, "state", "Name a state, or two instruments"),
        ({"state": "Atlantis"}, "state", "Nothing is called so"),
        ({"state": "AZ", "policy": "best"}, "policy", "valid choice"),
        ({"state": "AZ", "policy": "instrument"}, "instrument", "Name the instrument"),
        ({**TREATIES, "policy": "instrument", "instrument": "ets-030"}, "instrument", "none of the sources"),
        ({"state": "AZ", "lang": "xx"}, "lang", "valid choice"),
        ({"state": "AZ", "on": "soon"}, "on", "date"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(asked: dict[str, Any], field: str, said: str) -> None:
    form = form_of(asked)
    assert not form.is_valid()
    assert said in form.errors[field].as_text(), form.errors


def test_arguments() -> None:
    form = form_of({**TREATIES, "policy": "instrument", "instrument": "ets-024", "lang": "az"})
    assert form.is_valid(), form.errors
    assert form.arguments() == [
        "--instruments=ets-024",
        "--instruments=minsk-1993",
        "--policy=instrument:ets-024",
        "--lang=az",
        "--on=2026-11-24",
    ]
    default = form_of({"state": "AZ", "on": "2026-11-24", "instrument": "ets-024"})
    assert default.is_valid()
    assert default.arguments() == ["--state=AZ", "--policy=widest-cooperation", "--lang=en", "--on=2026-11-24"]


@pytest.fixture
def act(client: Client) -> Job:
    """An act of three sources, made for real."""
    answer = client.post("/lab/codify/", SMALL)
    assert answer.status_code == 302, answer.content[:2000]
    job = Job.objects.get()
    assert job.status is State.DONE, job.fault
    return job


def test_the_act_with_the_origin_of_each_clause(client: Client, act: Job) -> None:
    data = msgspec.json.decode(act.result(RESULT) or b"")
    seen = 0
    address = f"/jobs/{act.pk}/"
    while address:
        shown = page(client, address)
        for clause in shown.xpath("//*[contains(@class, 'comity-act__clause')]"):
            seen += 1
            origins = clause.xpath(".//details//a[contains(@href, '/law/')]")
            assert origins or "No source" in words(clause), words(clause)
        more = shown.xpath("//*[contains(@class, 'comity-act__turn')]//a[@rel='next']/@href")
        address = f"/jobs/{act.pk}/{more[0]}" if more else ""
    clauses = [c for p in data["parts"] for h in p["chapters"] for a in h["articles"] for g in a["paragraphs"] for c in g["clauses"]]
    assert seen == len(clauses) > 20
    text = words(page(client, f"/jobs/{act.pk}/"), "//main")
    assert "Strongest safeguard" in text
    assert f"{data['round_trip']['carried']}/{data['round_trip']['asked']}" in text


def test_contradictions_link_to_their_clause(client: Client, act: Job) -> None:
    data = msgspec.json.decode(act.result(RESULT) or b"")
    shown = page(client, f"/jobs/{act.pk}/", {"view": "contradictions"})
    rows = shown.xpath("//article")
    assert len(rows) == min(40, len(data["contradictions"])) > 0
    link = rows[0].xpath(".//h3/a/@href")[0]
    clause = page(client, f"/jobs/{act.pk}/{link.partition('#')[0]}").xpath(f"//*[@id='{link.partition('#')[2]}']")
    assert clause
    assert "left open" in words(clause[0])


def test_every_norm_has_become_something(client: Client, act: Job) -> None:
    data = msgspec.json.decode(act.result(RESULT) or b"")
    counted = 0
    query: dict[str, Any] = {"view": "norms", "source": "ets-086"}
    while True:
        shown = page(client, f"/jobs/{act.pk}/", query)
        counted += len(shown.xpath("//main//tbody/tr"))
        more = shown.xpath("//a[@rel='next']/@href")
        if not more:
            break
        query["after"] = more[0].rpartition("after=")[2]
    assert counted == sum(item["instrument"] == "ets-086" for item in data["dispositions"]) > 0
    assert "None of this kind" in words(page(client, f"/jobs/{act.pk}/", {"view": "norms", "source": "<b>", "after": "-1"}), "//main")


def test_the_way_back_gives_its_reasons(client: Client, act: Job) -> None:
    data = msgspec.json.decode(act.result(RESULT) or b"")
    shown = page(client, f"/jobs/{act.pk}/", {"view": "back"})
    assert len(shown.xpath("//main//tbody/tr")) == len(data["round_trip"]["differences"])
    assert "every difference has a reason on record" in words(shown, "//main")


def test_the_paper_is_shown_within_the_page_and_to_nobody_else(client: Client, act: Job, asker: Callable[..., Client]) -> None:
    shown = page(client, f"/jobs/{act.pk}/", {"view": "paper"})
    address = shown.xpath("//iframe/@src")[0]
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("inline")
    for name in ("act.docx", "act.pdf", "act.xml"):
        assert shown.xpath(f"//a[@href='/jobs/{act.pk}/files/{name}']")
    stranger = asker("stranger", "Another authority")
    for one in (address, f"/jobs/{act.pk}/", f"/jobs/{act.pk}/files/act.pdf"):
        assert stranger.get(one).status_code == 404


def test_treaties_alone_have_no_way_back(client: Client) -> None:
    client.post("/lab/codify/", TREATIES)
    job = Job.objects.get()
    shown = page(client, f"/jobs/{job.pk}/", {"view": "back", "chapter": "99"})
    assert not shown.xpath("//a[@href='?view=back']")
    assert shown.xpath("//*[contains(@class, 'comity-act__clause')]")


def test_a_page_without_the_act_is_not_there(client: Client, act: Job) -> None:
    assert client.get("/lab/jobs/999999/act.pdf").status_code == 404
    act.files.filter(name="act.pdf").delete()
    assert client.get(f"/lab/jobs/{act.pk}/act.pdf").status_code == 404


def test_every_option_of_the_form_is_one_of_the_command() -> None:
    from comity.cli.codify_command import codify  # noqa: PLC0415 - the command is heavy

    options = {name for option in codify.params for name in option.opts}
    assert {"--state", "--instruments", "--policy", "--lang", "--on"} <= options
