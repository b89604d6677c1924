# SPDX-License-Identifier: EUPL-1.2
"""The form of the map: what it offers, what it refuses, the command line that it makes, and a map that is made for real."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from comity.web.accounts.models import Role, Unit, User
from comity.web.audit.models import Entry
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job
from comity.web.lab.asked.map import MapForm, title
from web.conftest import person
from web.lab.made_map import made_map
from web.lab.tree import tree

FORM = "/lab/map/"
ASKED = {"measure": "extradition", "on": "2026-01-01", "since": "2020", "stalled_years": "5"}


@pytest.fixture
def client(office: dict[str, User]) -> Client:
    """The browser of the officer."""
    client = Client()
    client.force_login(office["officer"])
    return client


def form(**given: Any) -> MapForm:
    return MapForm({**ASKED, **given})


def test_one_click_gives_a_map() -> None:
    made = MapForm()
    fields = tree(str(made).encode())
    sent = {field.name: field.value for field in fields.xpath("//input | //select")}
    assert sent["measure"] == "extradition", "a browser sends the first measure"
    assert sent["since"] == "1950"
    assert sent["stalled_years"] == "5"
    assert MapForm({name: value or "" for name, value in sent.items()}).is_valid()


def test_measures_are_grouped_and_regions_are_named(client: Client) -> None:
    page = tree(client.get(FORM).content)
    assert len(page.xpath("//select[@name='measure']/optgroup")) > 3
    assert page.xpath("string(//select[@name='region']//option[@value='council-of-europe'])").strip()
    assert len(page.xpath("//select[@name='region']//option")) > 25


def test_an_address_fills_the_form(client: Client) -> None:
    page = tree(client.get(f"{FORM}?measure=bank-records&state=AZ&region=europe").content)
    assert page.xpath("//select[@name='measure']//option[@selected]/@value") == ["bank-records"]
    assert page.xpath("//select[@name='region']//option[@selected]/@value") == ["europe"]
    assert page.xpath("//input[@name='state']/@value") == ["AZ"]


@pytest.mark.parametrize(
    ("given", "field", "what"),
    [
        ({"measure": ""}, "measure", "required"),
        ({"measure": "nothing"}, "measure", "Select a valid choice"),
        ({"measure": "--output=/etc"}, "measure", "Select a valid choice"),
        ({"state": "Nowhereland"}, "state", "Nothing is called so"),
        ({"state": "--json"}, "state", "Nothing is called so"),
        ({"state": "ICC"}, "state", "states and territories"),
        ({"offence": "-o"}, "offence", "Nothing is called so"),
        ({"region": "middle-earth"}, "region", "Select a valid choice"),
        ({"region": "eu", "on": "1930-01-01", "since": "1920"}, "region", "Nobody belonged"),
        ({"on": "1850-01-01"}, "on", "from 1900 on"),
        ({"on": "2026-02-30"}, "on", "valid date"),
        ({"state": "AZ", "on": "1980-01-01", "since": "1950"}, "on", "did not exist yet"),
        ({"since": "2027"}, "since", "earlier year"),
        ({"since": "1800"}, "since", "greater than or equal to 1900"),
        ({"since": "--help"}, "since", "whole number"),
        ({"stalled_years": "-1"}, "stalled_years", "greater than or equal to 0"),
    ],
)
def test_what_the_form_refuses(client: Client, given: dict[str, str], field: str, what: str) -> None:
    answer = client.post(FORM, {**ASKED, **given})
    assert answer.status_code == 422
    page = tree(answer.content)
    assert what in page.xpath(f"string(//*[@id='id_{field}-error'])")
    assert not Job.objects.exists()


def test_arguments() -> None:
    made = form(state="Azerbaijan", region="europe", offence="money-laundering")
    assert made.is_valid(), made.errors
    assert made.arguments() == [
        "--measure=extradition",
        "--offence=money-laundering",
        "--on=2026-01-01",
        "--state=AZ",
        "--region=europe",
        "--since=2020",
        "--stalled-years=5",
    ]
    bare = form(since="", stalled_years="")
    assert bare.is_valid()
    assert bare.arguments()[-2:] == ["--since=1950", "--stalled-years=5"]
    zero = form(stalled_years="0")
    assert zero.is_valid()
    assert zero.arguments()[-1] == "--stalled-years=0"


def test_title(office: dict[str, User]) -> None:
    job = Job(who=office["officer"], kind="map", question={"measure": "extradition", "state": "AZ", "on": "2026-01-01"})
    assert title(job) == "Extradition: Azerbaijan, 2026-01-01"
    job.question = {"measure": "extradition", "region": "europe", "offence": "money-laundering"}
    assert title(job).startswith("Extradition (")
    assert title(job).endswith("Europe")
    job.question = {"measure": "extradition"}
    assert title(job) == "Extradition: The whole world"


def test_a_map_is_made_for_real(client: Client) -> None:
    answer = client.post(FORM, {**ASKED, "state": "AZ", "region": "south-caucasus"})
    (job,) = Job.objects.all()
    assert answer["Location"] == f"/jobs/{job.pk}/"
    assert job.status is State.DONE, job.fault
    names = {file.name for file in job.files.all()}
    assert {"changes.json", "measures.json", "data.csv", "map.svg", "report.html", "result.json"} <= names
    page = tree(client.get(f"/jobs/{job.pk}/").content)
    assert page.xpath("//a[@data-code='GE']/@aria-label")[0].startswith("Georgia: ")
    assert len(page.xpath("//section[contains(@class, 'comity-files')]//a")) == len(names)
    assert Entry.objects.filter(act="job.start").count() == 1
    again = client.post(FORM, {**ASKED, "state": "AZ", "region": "south-caucasus"})
    assert again["Location"] == answer["Location"]
    assert Job.objects.count() == 1, "what was asked before is not done twice"


def test_the_start_page_leads_to_it(client: Client) -> None:
    page = tree(client.get("/lab/").content)
    assert page.xpath(f"//a[@href='{FORM}']")


def test_a_foreign_unit_sees_nothing_of_it(office: dict[str, User]) -> None:
    job = made_map(office["officer"])
    elsewhere = Unit.objects.create(name="Another authority", state="AZ")
    foreign, colleague = Client(), Client()
    foreign.force_login(person("stranger", elsewhere, Role.OFFICER))
    colleague.force_login(office["approver"])
    for part in ("", "?show=matrix", "?show=findings", "progress/", "files/changes.json", "files/result.json"):
        assert foreign.get(f"/jobs/{job.pk}/{part}").status_code == 404
        assert colleague.get(f"/jobs/{job.pk}/{part}").status_code == 200
    assert "Extradition" not in foreign.get("/jobs/").content.decode()
