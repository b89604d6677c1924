# SPDX-License-Identifier: EUPL-1.2
"""S7: a seeded few strings for every field; all of them are in ``make torture``."""

from __future__ import annotations

import csv
import io
import json
import logging
import random
import re

import pytest
from bench.torture_web.doors import doors
from bench.torture_web.fields import Door, Stage
from bench.torture_web.inert import Page, faults, logged
from bench.torture_web.naughty import sample, torture
from bench.torture_web.naughty_case import active, places
from bench.torture_web.naughty_case import torture as torture_case
from bench.torture_web.sides import side
from bench.torture_web.strings import OURS, STRINGS
from django.forms import Form
from django.http import HttpResponse
from django.test import Client

from comity.web.accounts.models import Invitation, Role, User
from comity.web.audit.models import Entry, record
from comity.web.lab.asked.narrowed import NarrowedForm
from comity.web.lab.questions import FORMS
from comity.web.library.contact_csv import rows, written
from comity.web.library.models import Contact
from comity.web.logs import JsonFormatter
from web.security.names import asked_in_code, forms_of, sent_in_code

pytestmark = pytest.mark.django_db
SEED = 20261127
BUILT_ON: tuple[type[Form], ...] = (NarrowedForm,)
"""Forms that no page has: those that are built on them have their fields, and doors of their own."""


@pytest.fixture
def stage() -> Stage:
    """A unit with its people and objects."""
    return Stage.of(side("home"))


def test_the_list_is_big() -> None:
    assert len(STRINGS) >= 500
    assert {"sql", "template", "header", "formula", "log", "path", "direction", "characters", "numbers", "markup"} <= set(OURS)


def test_every_field_of_every_form_has_a_door(stage: Stage) -> None:
    known = {(door.form, name) for door in doors(stage) for name in door.fields}
    wanted = {(form.__name__, name) for form in forms_of() if form not in BUILT_ON for name in getattr(form, "base_fields", {})}
    assert wanted - known == set(), "give each field of the form a door in bench/torture_web/doors.py"


def test_what_no_page_has_is_in_the_forms_that_are_built_on_it() -> None:
    for form in BUILT_ON:
        further = form.__subclasses__()
        assert further
        assert all(set(inner.base_fields) >= set(form.base_fields) for inner in further)
        assert form not in FORMS.values()


def test_every_name_that_a_page_reads_has_a_door(stage: Stage) -> None:
    known = {name for door in doors(stage) for field in door.fields for name in (door.prefix + field, *door.base, *_given(door, field))}
    assert (sent_in_code() | asked_in_code()) - known == set(), "give each name a door"


def _given(door: Door, field: str) -> set[str]:
    return set(door.given(field, "x")) if door.given else set()


def test_a_few_strings_in_every_field(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    report = torture(sample(stage, SEED, 1))
    with capsys.disabled():
        print(f"\nS7: {report.sent} texts in {report.fields} fields, {report.kept} kept as they are, {report.seen} seen")  # noqa: T201 - the count is asked for
    assert not report.faults, "\n".join(report.faults[:40])
    assert report.fields > 150
    assert report.kept > 20


def test_a_few_strings_in_every_place_of_a_case(stage: Stage) -> None:
    strings = random.Random(SEED).sample(STRINGS, 3)  # noqa: S311 - a seeded choice of what is tried
    report = torture_case(stage, places(), strings)
    assert not report.faults, "\n".join(report.faults[:40])
    assert report.fields > 200
    assert report.kept >= 2 * report.fields


@pytest.mark.parametrize(
    "text", ["<script src=//evil.example></script>", "<b>bold</b>", '<a href="javascript:alert(1)">a</a>', "<p onclick=a>"]
)
def test_it_bites_where_a_page_takes_text_for_markup(text: str) -> None:
    harmless = Page(HttpResponse("<p>Benign words</p>"))
    answer = HttpResponse(f"<p>{text}</p>", headers={"X-Content-Type-Options": "nosniff"})
    assert list(faults(answer, harmless.shapes))
    assert not list(faults(HttpResponse("<p>&lt;b&gt;</p>", headers={"X-Content-Type-Options": "nosniff"}), harmless.shapes))


def test_it_bites_where_a_paper_is_active() -> None:
    assert active(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>") == [b"/JavaScript", b"/JS"]
    assert not active(b"<< /Title (/JavaScript) /FontName /JSABCD+Sans >> stream\n/AA \nendstream")


# -- tables

FORMULA = re.compile(r"^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def test_no_cell_of_a_table_is_a_formula_and_contacts_come_back_as_they_were(stage: Stage) -> None:
    names = ("authority", "role", "unit", "telephone", "languages", "hours", "source")
    texts = [text for text in STRINGS if len(text) < 60 and "\x00" not in text and text.strip() == text]
    made = [Contact.objects.create(state="GE", **dict.fromkeys(names, text)) for text in texts]
    table = written(made)
    cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert not [cell for cell in cells if FORMULA.match(cell)]
    assert [row["authority"] for _line, row in rows(table)] == texts
    for text in texts:
        record(None, "draft.withdraw", on=text[:100], why=text)
    answer = stage.browsers[Role.AUDITOR].post("/audit/export/", {"act": "draft.withdraw"})
    lines = list(csv.DictReader(io.StringIO(answer.getvalue().decode(), newline="")))
    assert not [cell for row in lines for cell in row.values() if FORMULA.match(cell)]
    assert len(lines) >= len(texts)
    assert Entry.objects.filter(why__in=texts).count() >= len(texts)


# -- the log


@pytest.mark.parametrize("text", OURS["log"] + OURS["header"] + OURS["direction"])
def test_a_line_of_the_log_is_one_line(text: str) -> None:
    entry = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", (f"/{text}",), None)
    line = JsonFormatter().format(entry)
    assert len(line.splitlines()) == 1
    assert line.isascii()
    assert set(json.loads(line)) == {"at", "level", "from", "what"}


def test_the_key_of_an_invitation_is_not_in_the_log(client: Client) -> None:
    user = User.objects.create_user("invited")
    token = Invitation.make(user)
    with logged() as lines:
        assert client.post(f"/invitation/{token}/", {"password": "short", "again": "other"}).status_code == 422
        written_ = list(lines.written)
    assert written_
    assert not any(token in line for line in written_)


def test_strange_paths_are_answered_and_logged_in_one_line(client: Client, stage: Stage) -> None:
    browser = stage.browsers[Role.OFFICER]
    with logged() as lines:
        for text in STRINGS[::20]:
            for path in (f"/law/states/{text}/", f"/invitation/{text}/", f"/{text}", f"/api/v1/{text}"):
                for one in (browser, client):
                    answer = one.get(path.encode("utf-8", "replace").decode())
                    assert answer.status_code < 500, path
                    assert not re.search("[\r\n]", answer.get("Location", "")), path
        assert not list(lines.faults())


# -- what was wrong


@pytest.mark.parametrize(
    "back", ["home", "INF", "javascript:alert(1)", "//evil.example", "https://evil.example/", "/\\evil.example", "", "a/b"]
)
def test_the_language_leads_back_here(client: Client, back: str) -> None:
    answer = client.post("/language/", {"language": "az", "next": back})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_null_character_in_a_search_finds_nothing(stage: Stage) -> None:
    admin = stage.browsers[Role.ADMINISTRATOR]
    assert admin.get("/admin/", {"q": "a\x00b", "after": "\x00"}).status_code == 200
