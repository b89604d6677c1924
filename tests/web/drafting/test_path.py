# SPDX-License-Identifier: EUPL-1.2
"""The whole way: from advice to the approved request."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.test import Client
from pypdf import PdfReader

from comity.draft.case.read import Plain
from comity.web.accounts.models import User
from comity.web.audit.models import Entry, broken
from comity.web.drafting.lifecycle import TABLE, Event, State, follows, possible
from comity.web.drafting.models import Draft, DraftVersion
from web.drafting.conftest import SignedIn
from web.drafting.typing_in import save, seals, texts_of, version

QUERY = {
    "requesting": "AZ",
    "requested": "GE",
    "measure": "bank-records",
    "offence": {"name": "money-laundering"},
    "facts": {"offence.dual": True, "offence.political": False},
}


def words(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def act(client: Client, draft: Draft, event: str, **data: str) -> str:
    draft.refresh_from_db()
    return client.post(f"/drafts/{draft.pk}/{event}/", {"version": draft.version, **data}, follow=True).content.decode()


def complete(client: Client, draft: Draft, values: Plain) -> None:
    """Type everything that the page of each section offers, add what it does not yet hold."""
    typed = {**texts_of(values), "offences[0].damage": "480000 EUR"}
    del typed["facts.request.proportionate"]  # nothing in this case asks for it
    typed = {key: text for key, text in typed.items() if not key.endswith(("@az", "@ru", "@fr"))}
    for section in ("question", "case", "offences", "summary", "asked", "persons", "companies", "accounts", "orders"):
        fill(client, draft, section, typed)
    for section in ("procedure", "confidentiality", "annexes", "signatories", "facts"):
        fill(client, draft, section, typed)
    assert not typed, typed


def fill(client: Client, draft: Draft, section: str, typed: dict[str, object]) -> None:
    for _ in range(9):
        page = client.get(f"/drafts/{draft.pk}/case/{section}/?all=1").content.decode()
        here = {key: text for key, text in typed.items() if key in seals(page)}
        if here:
            save(client, draft, here)
            for key in here:
                del typed[key]
            continue
        left = next((key for key in typed if key.startswith((f"{section}[", f"{section}."))), None)
        if left is None:
            return
        place = left.rpartition("[")[0] if left.count("[") else section
        client.post(f"/drafts/{draft.pk}/add/", {"list": place, "version": version(page)})


@pytest.mark.django_db
def test_from_advice_to_the_approved_request(officer: User, approver: User, signed_in: SignedIn, values: Plain) -> None:
    client, second = signed_in(officer), signed_in(approver)
    answer = client.post("/drafts/start/", {"query": json.dumps(QUERY)})
    draft = Draft.objects.get()
    assert answer["Location"] == f"/drafts/{draft.pk}/"
    assert "Submit" in client.get(answer["Location"]).content.decode()
    assert "would be refused or returned" in act(client, draft, "submit")
    complete(client, draft, values)
    draft.refresh_from_db()
    assert (draft.wrong, draft.stopping) == ({}, 0)
    preview = client.get(f"/drafts/{draft.pk}/papers/request.en/")
    assert (preview["Content-Type"], preview["X-Frame-Options"]) == ("application/pdf", "SAMEORIGIN")
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert "DRAFT" in words(preview.content).upper()
    act(client, draft, "submit")
    draft.refresh_from_db()
    assert draft.state == "submitted"
    act(client, draft, "approve")
    draft.refresh_from_db()
    assert draft.state == "submitted"
    assert "Approve" in second.get(f"/drafts/{draft.pk}/").content.decode()
    act(second, draft, "approve")
    draft.refresh_from_db()
    assert draft.state == "approved"
    pdf = client.get(f"/drafts/{draft.pk}/papers/request.en.pdf")
    assert pdf["Content-Disposition"].startswith("attachment")
    text = words(pdf.content)
    assert "GE00EX0000000000000001" in text
    assert "DRAFT" not in text.upper()
    package = zipfile.ZipFile(io.BytesIO(client.get(f"/drafts/{draft.pk}/package.zip?lang=en&lang=az").content))
    assert {"request.en.pdf", "request.az.docx", "request.en-az.pdf", "request.json", "case.yaml"} <= set(package.namelist())
    assert [(kept.number, kept.event, kept.whole) for kept in DraftVersion.objects.all()] == [(1, "submit", True), (2, "approve", True)]
    assert broken() is None


@pytest.mark.django_db
def test_every_other_page_of_a_draft(officer: User, signed_in: SignedIn, draft: Draft) -> None:
    client = signed_in(officer)
    for part in (
        "",
        "case/persons/",
        "case/facts/?all=1",
        "papers/",
        "plan/",
        "comments/",
        "versions/",
        "plan.svg",
        "plan.ics",
        "plan.pdf",
    ):
        assert client.get(f"/drafts/{draft.pk}/{part}").status_code == 200, part
    for part in ("papers/request.ru.docx", "request.json", "case.yaml", "plan.docx"):
        assert client.get(f"/drafts/{draft.pk}/{part}").status_code == 200, part
    for part in ("case/nothing/", "papers/nothing.en/", "papers/request.xx.pdf", f"annexes/{'0' * 64}"):
        assert client.get(f"/drafts/{draft.pk}/{part}").status_code == 404, part


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["az", "ru", "fr"])
def test_labels_stand_in_the_language_of_the_user(officer: User, signed_in: SignedIn, draft: Draft, language: str) -> None:
    client = signed_in(officer)
    client.cookies["django_language"] = language
    page = client.get(f"/drafts/{draft.pk}/case/summary/").content.decode()
    assert {"az": "Faktlar", "ru": "акты", "fr": "Faits"}[language] in page


@pytest.mark.django_db
def test_begin_empty_and_say_who_asks_whom(officer: User, signed_in: SignedIn) -> None:
    client = signed_in(officer)
    answer = client.post("/drafts/start/", {"from": "nothing"})
    draft = Draft.objects.get()
    assert answer["Location"] == f"/drafts/{draft.pk}/case/question/"
    assert client.get(f"/drafts/{draft.pk}/").status_code == 200
    save(client, draft, {"requesting": "Azerbaijan", "requested": "GE", "measure": "extradition"})
    draft.refresh_from_db()
    assert (draft.requesting, draft.requested, draft.measure) == ("AZ", "GE", "extradition")
    for part in ("", "papers/", "plan/"):
        assert client.get(f"/drafts/{draft.pk}/{part}").status_code == 200


@pytest.mark.django_db
def test_papers_before_anything_is_known(officer: User, signed_in: SignedIn) -> None:
    client = signed_in(officer)
    client.post("/drafts/start/", {"from": "nothing"})
    draft = Draft.objects.get()
    assert [client.get(f"/drafts/{draft.pk}/{part}").status_code for part in ("papers/", "plan/", "package.zip", "plan.pdf")] == [
        200,
        200,
        404,
        404,
    ]


@pytest.mark.django_db
def test_list_filters_and_pages_by_key(officer: User, signed_in: SignedIn, draft: Draft) -> None:
    client = signed_in(officer)
    for number in range(26):
        Draft.objects.create(unit=draft.unit, author=officer, holder=officer, title=f"Case {number}", case={})
    first = client.get("/drafts/").content.decode()
    assert "Case 25" in first
    assert "Case 0<" not in first
    last = Draft.objects.order_by("-pk")[24].pk
    assert f"before={last}" in first
    assert "Case 0<" in client.get(f"/drafts/?before={last}").content.decode()
    assert "Case 7<" in client.get("/drafts/?words=case+7").content.decode()
    assert "No draft fits" in client.get("/drafts/?state=approved").content.decode()
    assert "No draft fits" in client.get("/drafts/?words=%00zzz").content.decode()
    assert client.get("/drafts/?ready=yes&whose=mine&before=x").status_code == 200


def test_the_life_cycle_is_a_table() -> None:
    assert follows(State.DRAFT, Event.SUBMIT) is State.SUBMITTED
    assert follows(State.APPROVED, Event.EDIT) is None
    assert possible(State.APPROVED) == possible(State.WITHDRAWN) == frozenset()
    assert {state for state, _ in TABLE} | set(TABLE.values()) == set(State)


@pytest.mark.django_db
def test_one_entry_for_each_act(officer: User, approver: User, person: object, signed_in: SignedIn, draft: Draft) -> None:
    client, second = signed_in(officer), signed_in(approver)
    start = Entry.objects.count()

    def acts() -> list[str]:
        return list(Entry.objects.order_by("number").values_list("act", flat=True))[start:]

    save(client, draft, {"case.reference": "XX-1"}, **{"HX-Request": "true"})
    assert acts() == ["draft.consult", "draft.save"]
    save(client, draft, {"case.reference": "XX-1"}, **{"HX-Request": "true"})
    assert acts()[2:] == ["draft.consult", "draft.consult"]  # nothing was changed, and the case was shown
    start += 4
    client.post(f"/drafts/{draft.pk}/comments/", {"path": "case.reference", "text": "Is this right?"})
    client.post(f"/drafts/{draft.pk}/comments/{draft.comments.get().pk}/settle/")
    act(client, draft, "share")
    act(client, draft, "submit")
    act(client, draft, "take-back")
    act(client, draft, "submit")
    act(second, draft, "return", why="The hash is wrong")
    act(client, draft, "withdraw", why="No longer needed")
    told = [name for name in acts() if name != "draft.consult"]
    assert told == [
        "draft.comment",
        "draft.settle",
        "draft.share",
        "draft.submit",
        "draft.take-back",
        "draft.submit",
        "draft.return",
        "draft.withdraw",
    ]
    assert [entry.why for entry in Entry.objects.filter(act__in=("draft.return", "draft.withdraw"))] == [
        "The hash is wrong",
        "No longer needed",
    ]
    assert "XX-1" not in json.dumps(list(Entry.objects.values_list("detail", flat=True)))
    client.get(f"/drafts/{draft.pk}/papers/request.en/")
    client.get(f"/drafts/{draft.pk}/request.json")
    assert acts()[-2:] == ["draft.preview", "draft.download"]
    assert broken() is None
