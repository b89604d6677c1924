# SPDX-License-Identifier: EUPL-1.2
"""The best reforms in the browser: what can be asked, the ranking, the proof in plain words, the way to a simulation."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from django.http import QueryDict
from django.test import Client

from comity.web.jobs.kinds import RESULT
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job, JobFile
from comity.web.lab.asked.plan import PlanForm
from comity.web.lab.results.reforms import simulation_of
from web.lab.conftest import page, words

ASKED = {"states": ["AZ", ""], "k": "2", "measures": "hearing-video", "offences": "fraud", "on": "2026-11-24"}


def form_of(asked: dict[str, Any]) -> PlanForm:
    """The form as a browser sends it."""
    data = QueryDict(mutable=True)
    for name, value in asked.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return PlanForm(data)


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"states": ""}, "states", "Name at least 1"),
        ({"states": "Atlantis"}, "states", "Nothing is called so"),
        ({"states": ["AZ", "GE", "TR", "MD", "UA", "KZ"]}, "states", "At most 5"),
        ({"k": "0"}, "k", "greater than or equal to 1"),
        ({"k": "51"}, "k", "less than or equal to 50"),
        ({"k": "--help"}, "k", "whole number"),
        ({"k": ""}, "k", "required"),
        ({"not_with": "AZ"}, "not_with", "cannot be ruled out"),
        ({"keep": "no-such"}, "keep", "Nothing is called so"),
        ({"models": "ets-182"}, "models", "cannot be a model"),
        ({"weights": "nonsense: 1"}, "weights", "unknown part"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(changed: dict[str, Any], field: str, said: str) -> None:
    form = form_of({**ASKED, **changed})
    assert not form.is_valid()
    assert said in form.errors[field].as_text(), form.errors


def test_arguments() -> None:
    form = form_of(
        {
            **ASKED,
            "not_with": "XK",
            "keep": "minsk-1993",
            "models": "chisinau-2002",
            "also": "ets-070",
            "rights_never_fall": "on",
            "no_bilateral": "on",
        }
    )
    assert form.is_valid(), form.errors
    assert form.arguments() == [
        "--state=AZ",
        "-k2",
        "--not-with=XK",
        "--keep=minsk-1993",
        "--model=chisinau-2002",
        "--also=ets-070",
        "--rights-never-fall",
        "--no-bilateral",
        "--measure=hearing-video",
        "--offence=fraud",
        "--on=2026-11-24",
    ]
    together = form_of({**ASKED, "states": ["AZ", "GE"]})
    assert together.is_valid()
    assert together.arguments()[0] == "--several=AZ,GE"


def test_a_plan_and_its_page(client: Client) -> None:
    answer = client.post("/lab/plan/", {**ASKED, "no_bilateral": "on"})
    assert answer.status_code == 302
    job = Job.objects.get()
    assert job.status is State.DONE, job.fault
    data = msgspec.json.decode(job.result(RESULT) or b"")
    shown = page(client, f"/jobs/{job.pk}/")
    text = words(shown, "//main")
    assert words(shown, "//h1") == "Azerbaijan: the best plan of at most 2"
    ranked = shown.xpath("(//main//table)[1]/tbody/tr")
    assert len(ranked) == len(data["reforms"])
    assert "proven to be the best" in text
    assert "It is proven that no other choice" in text
    assert f"{data['candidates']} candidates were considered" in text
    assert "Rights of the persons concerned" in text
    assert "Treaties that were left out, and why" in text
    link = next(href for href in shown.xpath("//main//a/@href") if href.startswith("/lab/simulate/"))
    asked = parse_qs(urlsplit(link).query)
    assert asked["ratify"] == [entry["instrument"] for entry in data["reforms"] if entry["by"] == "ratification"]
    filled = page(client, link)
    assert filled.xpath("//input[@name='state']/@value") == ["AZ"]
    assert filled.xpath("//input[@name='ratify']/@value")[0] == "ets-182"


def _planned(client: Client, data: dict[str, Any]) -> str:
    """The page of a plan with these data."""
    client.post("/lab/plan/", {**ASKED, "no_bilateral": "on"})
    done = Job.objects.get(kind="plan")
    kept = msgspec.json.decode(done.result(RESULT) or b"")
    JobFile.objects.filter(job=done, name=RESULT).delete()
    JobFile.of(done, RESULT, msgspec.json.encode({**kept, **data}))
    return words(page(client, f"/jobs/{done.pk}/"), "//main")


def test_what_is_not_proven_and_what_pays_only_together_is_said(client: Client) -> None:
    entry = {
        "kind": "join",
        "by": "accession",
        "state": "AZ",
        "instrument": "ets-070",
        "title": "",
        "partner": "",
        "says": "",
        "alone": 0.0,
        "equals": 3,
    }
    other = {**entry, "instrument": "ets-182", "by": "ratification", "equals": 1}
    text = _planned(client, {"reforms": [entry, other], "gap": 0.0213, "bound": 123456.0, "ruled_out": 7, "together_of": [[0, 1]]})
    assert "near the best" in text
    assert "more than 123,456: this plan is at most 2.13 % below the best" in text
    assert "The constraints ruled out 7" in text
    assert "What pays only togetherAzerbaijan accedes to" in text
    assert "3 others would do as well" in text
    assert "1 other would do as well" in text


def test_a_plan_of_nothing(client: Client) -> None:
    text = _planned(client, {"reforms": [], "gap": None, "bound": 10.0})
    assert "No candidate adds anything" in text
    assert "is not proven: at most 10" in text


def test_each_state_of_a_joint_plan_is_simulated_by_itself() -> None:
    base = {"state": "AZ", "instrument": "ets-070", "partner": "", "by": "accession", "kind": "join"}
    entries = [
        base,
        {**base, "state": "GE"},
        {**base, "kind": "withdraw", "instrument": "ets-030", "statement": "az-5-1-a"},
        {**base, "kind": "conclude", "instrument": "chisinau-2002", "partner": "TR"},
    ]
    asked = parse_qs(urlsplit(simulation_of(entries, "AZ", "2026-11-24")).query)
    assert asked == {
        "state": ["AZ"],
        "on": ["2026-11-24"],
        "each": ["true"],
        "accede": ["ets-070"],
        "withdraw": ["ets-030:az-5-1-a"],
        "bilateral": ["TR:chisinau-2002"],
    }


def test_every_option_of_the_form_is_one_of_the_command() -> None:
    from comity.cli.plan_command import plan  # noqa: PLC0415 - the command is heavy

    options = {name for option in plan.params for name in option.opts}
    assert {"--state", "--several", "-k", "--not-with", "--keep", "--model", "--also", "--rights-never-fall", "--no-bilateral"} <= options
