# SPDX-License-Identifier: EUPL-1.2
"""The directory: who may do what, how long a contact is fresh, and contacts out and in as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from comity.web.accounts.models import User
from comity.web.audit.models import Entry, broken
from comity.web.library.contact_csv import Unreadable, harmless, plain, rows, written
from comity.web.library.contact_plan import planned_changes
from comity.web.library.models import Contact, ContactImport
from comity.web.library.standing import FRESH_FOR, Standing, standing
from comity.web.library.views.directory import STANDINGS, narrowed

Acts = Callable[[], list[Entry]]
TODAY = date(2026, 6, 1)
SENT = {"state": "GE", "authority": "Ministry of Justice", "email": "mla@example.org", "telephone": "+995 32 1", "source": "letter of 2026"}


def contact(**fields: Any) -> Contact:
    made: Contact = Contact.objects.create(**{"state": "GE", "authority": "Ministry", "source": "letter", **fields})
    return made


# -- standing


@pytest.mark.parametrize(
    ("confirmed", "expires", "retired", "expected"),
    [
        (None, None, None, Standing.UNCONFIRMED),
        (TODAY, None, None, Standing.CONFIRMED),
        (TODAY - FRESH_FOR, None, None, Standing.CONFIRMED),
        (TODAY - FRESH_FOR - timedelta(days=1), None, None, Standing.STALE),
        (TODAY, TODAY, None, Standing.CONFIRMED),
        (TODAY, TODAY - timedelta(days=1), None, Standing.EXPIRED),
        (None, TODAY - timedelta(days=1), None, Standing.EXPIRED),
        (TODAY, None, TODAY, Standing.RETIRED),
        (TODAY, None, TODAY + timedelta(days=1), Standing.CONFIRMED),
    ],
)
def test_standing(confirmed: date | None, expires: date | None, retired: date | None, expected: Standing, db: None) -> None:
    assert standing(confirmed, expires, retired, TODAY) is expected
    made = contact(confirmed_on=confirmed, expires=expires, retired_on=retired)
    assert made.standing(TODAY) is expected
    for other in STANDINGS:
        assert narrowed("", "", other, TODAY).filter(pk=made.pk).exists() is (other is expected)


# -- the work on a contact


def test_add_confirm_correct_retire(officer: Client, acts: Acts) -> None:
    assert officer.post("/law/directory/new/", SENT).status_code == 302
    made = Contact.objects.get()
    address = f"/law/directory/{made.pk}/"
    assert "Not confirmed" in officer.get(address).content.decode()
    assert officer.post(f"{address}confirm/", {"version": 1}).status_code == 302
    made.refresh_from_db()
    assert (made.confirmed_on, str(made.confirmed_by), made.version) == (timezone.localdate(), "officer", 2)
    assert officer.post(f"{address}correct/", {**SENT, "hours": "24/7", "version": 2}).status_code == 302
    made.refresh_from_db()
    assert (made.hours, made.confirmed_on, made.confirmed_by) == ("24/7", None, None)
    refused = officer.post(f"{address}retire/", {"version": 3})
    assert refused.status_code == 409
    assert officer.post(f"{address}retire/", {"version": 3, "why": "merged"}).status_code == 302
    page = officer.get(address).content.decode()
    assert "merged" in page
    assert "Confirm: found right today" not in page
    assert officer.post(f"{address}confirm/", {"version": 4}).status_code == 409
    assert [entry.act for entry in acts()] == ["contact.add", "contact.confirm", "contact.correct", "contact.retire"]
    assert acts()[2].detail == {"version": 3, "fields": ["hours"]}
    assert "example.org" not in str([entry.detail for entry in acts()])
    assert broken() is None
    assert "Ministry of Justice" not in officer.get("/law/directory/").content.decode()
    assert "Ministry of Justice" in officer.get("/law/directory/", {"standing": "retired"}).content.decode()


def test_two_who_change_at_once(officer: Client, lawyer: Client) -> None:
    made = contact()
    address = f"/law/directory/{made.pk}/correct/"
    assert 'name="version" value="1"' in lawyer.get(address).content.decode()
    officer.post(address, {**SENT, "version": 1})
    late = lawyer.post(address, {**SENT, "hours": "mine", "version": 1})
    assert late.status_code == 409
    assert 'value="mine"' in late.content.decode()
    assert Contact.objects.get().hours == ""


def test_others_only_read(reader: Client, acts: Acts) -> None:
    made = contact()
    page = reader.get(f"/law/directory/{made.pk}/").content.decode()
    assert "Confirm: found right today" not in page
    assert "Add a contact" not in reader.get("/law/directory/").content.decode()
    for address in ("new/", "import/", f"{made.pk}/correct/"):
        assert reader.get(f"/law/directory/{address}").status_code == 404
    for address in ("new/", "import/", f"{made.pk}/correct/", f"{made.pk}/confirm/", f"{made.pk}/retire/"):
        assert reader.post(f"/law/directory/{address}", {**SENT, "version": 1, "why": "x"}).status_code == 404
    made.refresh_from_db()
    assert made.version == 1
    assert not acts()


def test_a_wrong_form_keeps_what_was_typed(officer: Client) -> None:
    answer = officer.post("/law/directory/new/", {**SENT, "state": "QQ", "email": "no address", "hours": "<i>9</i>"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#id_state"' in page
    assert 'href="#id_email"' in page
    assert "&lt;i&gt;9&lt;/i&gt;" in page
    assert not Contact.objects.exists()


def test_list_search_and_paging(reader: Client) -> None:
    for number in range(45):
        contact(authority=f"Office {number:02}", state="GE" if number % 2 else "AZ")
    seen: list[str] = []
    address = "/law/directory/"
    for _ in range(5):
        page = reader.get(address).content.decode()
        seen += re.findall(r"Office \d\d", page)
        further = re.search(r'href="(\?[^"]*)" rel="next"', page)
        if further is None:
            break
        address = "/law/directory/" + further[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 45
    assert "Office 02" not in reader.get("/law/directory/", {"q": "Gürcüstan"}).content.decode()
    assert "Office 03" in reader.get("/law/directory/", {"q": "Gürcüstan"}).content.decode()
    assert "Office 03" not in reader.get("/law/directory/", {"state": "AZ"}).content.decode()


def test_authorities_of_the_law_are_there_to_read(reader: Client) -> None:
    page = reader.get("/law/directory/law/", {"state": "AZ", "q": "прокуратура"}).content.decode()
    assert "Prosecutor General" in page
    assert "confidence: medium" in page


# -- CSV


@pytest.mark.parametrize(
    "text", ["", "plain", "=1+1", "+995 32", "-1", "@x", "'=quoted", "'", "''", " =1", "\t=1", "a\nb", 'say "no", twice']
)
def test_a_cell_is_harmless_and_comes_back(text: str) -> None:
    cell = harmless(text)
    assert plain(cell) == text
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def upload(client: Client, text: str) -> Any:
    return client.post("/law/directory/import/", {"file": SimpleUploadedFile("contacts.csv", text.encode(), "text/csv")})


def test_what_is_exported_changes_nothing_when_imported(officer: Client) -> None:
    contact(authority="=HYPERLINK(1)", telephone="+995", hours="'quoted", role='a "b", c', expires=date(2030, 1, 1))
    contact(authority="İdarə", retired_on=date(2020, 1, 1))
    text = written(Contact.objects.all())
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in csv.reader(io.StringIO(text)) for cell in row)
    planned = planned_changes(text)
    assert [(row.errors, row.changes, row.adds) for row in planned] == [((), (), False)] * 2


def test_export_is_recorded_and_shows_what_the_list_shows(officer: Client, acts: Acts) -> None:
    contact(authority="In use")
    contact(authority="Gone", retired_on=date(2020, 1, 1))
    answer = officer.get("/law/directory/export.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="contacts.csv"'
    assert "In use" in answer.content.decode()
    assert "Gone" not in answer.content.decode()
    assert [entry.detail for entry in acts()] == [{"count": 1}]


def test_import_with_preview(officer: Client, lawyer: Client, acts: Acts) -> None:
    made = contact(hours="9 to 5", confirmed_on=date(2026, 1, 1))
    text = f"id,version,state,authority,hours,source\r\n{made.pk},1,GE,Ministry,24/7,letter\r\n,,AZ,<b>New</b>,,call\r\n"
    answer = upload(officer, text)
    assert answer.status_code == 302
    page = officer.get(answer["Location"]).content.decode()
    assert "1 added, 1 corrected, 0 unchanged, 0 with errors" in page
    assert "<del>9 to 5</del>" in page
    assert "&lt;b&gt;New&lt;/b&gt;" in page
    assert Contact.objects.count() == 1
    assert lawyer.get(answer["Location"]).status_code == 404
    shown = re.search(r'name="shown" value="(\w+)"', page)
    assert shown is not None
    apply = f"{answer['Location']}apply/"
    assert lawyer.post(apply, {"shown": shown[1]}).status_code == 404
    assert officer.post(apply, {"shown": "other"}).status_code == 409
    assert officer.post(apply, {"shown": shown[1]}).status_code == 302
    made.refresh_from_db()
    assert (made.hours, made.confirmed_on, made.version, Contact.objects.count()) == ("24/7", None, 2, 2)
    assert ContactImport.objects.get().text == ""
    assert officer.post(apply, {"shown": shown[1]}).status_code == 404
    assert [entry.act for entry in acts()] == ["contacts.prepare-import", "contact.correct", "contact.add", "contacts.import"]
    assert acts()[-1].detail == {"added": 1, "corrected": 1}


def test_an_import_that_the_directory_overtook(officer: Client) -> None:
    made = contact()
    answer = upload(officer, f"id,version,state,authority,source\r\n{made.pk},1,GE,Other,letter\r\n")
    shown = re.search(r'name="shown" value="(\w+)"', officer.get(answer["Location"]).content.decode())
    assert shown is not None
    Contact.objects.update(version=2)
    assert officer.post(f"{answer['Location']}apply/", {"shown": shown[1]}).status_code == 409
    assert Contact.objects.get().authority == "Ministry"


def test_errors_of_a_file_are_shown_and_nothing_is_applied(officer: Client) -> None:
    made = contact()
    gone = contact(retired_on=date(2020, 1, 1))
    lines = [
        "id,version,state,authority,email,source",
        f"{made.pk},7,GE,New name,,letter",
        f"{made.pk},1,GE,New name,,letter",
        f"{gone.pk},1,GE,New name,,letter",
        "99999999999999999999,1,GE,New,,letter",
        "x,1,GE,New,,letter",
        ",,QQ,New,wrong,",
    ]
    answer = upload(officer, "\n".join(lines))
    page = officer.get(answer["Location"]).content.decode()
    assert "0 added, 0 corrected, 0 unchanged, 6 with errors" in page
    assert "Apply these changes" not in page
    assert [row.errors != () for row in planned_changes("\n".join(lines))] == [True] * 6


@pytest.mark.parametrize(
    "text",
    ["", "a,b\n1,2\n", "state,authority,source,state\n", 'state,authority,source\n"open', "state,authority,source\n" + "AZ,x,y\n" * 5001],
)
def test_a_file_that_is_no_list_of_contacts(officer: Client, text: str) -> None:
    assert upload(officer, text).status_code == 422
    if text:
        with pytest.raises(Unreadable):
            list(rows(text))


def test_files_that_are_too_large_or_no_text(officer: Client) -> None:
    for content in (b"\xff\xfe", b"a" * 1_000_001, b"a\0b"):
        answer = officer.post("/law/directory/import/", {"file": SimpleUploadedFile("x.csv", content, "text/csv")})
        assert answer.status_code == 422
    assert not ContactImport.objects.exists()


def test_contacts_stand_on_the_page_of_their_state(reader: Client, user: Callable[..., User]) -> None:
    contact()
    assert "1 contact in the directory" in reader.get("/law/states/GE/").content.decode()
