# SPDX-License-Identifier: EUPL-1.2
"""A draft goes to the other side and comes back: what they wrote is shown, decided on, and taken up where it is accepted."""

from __future__ import annotations

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comity.web.accounts.models import User
from comity.web.audit.models import Entry
from comity.web.drafting import bench
from comity.web.drafting.acts import Approve, Submit
from comity.web.drafting.editing import Save
from comity.web.drafting.entries import Entry as Typed
from comity.web.drafting.entries import seal, stands_at
from comity.web.drafting.models import Draft, SharedPaper, TheirRemark
from unit.draft.revised import at, comment, insert, track, worked, write
from web.drafting.conftest import SignedIn

PLACE = "persons[0].link"


@pytest.fixture
def client(officer: User, signed_in: SignedIn) -> Client:
    return signed_in(officer)


def held(draft: Draft) -> Draft:
    draft.refresh_from_db()
    return draft


def link(draft: Draft) -> str:
    found = held(draft).case["persons"][0]["link"]
    return str(found["en"] if isinstance(found, dict) else found)


def share(client: Client, draft: Draft, *languages: str) -> str:
    data = {"version": held(draft).version, "lang": languages}
    return client.post(f"/drafts/{draft.pk}/share/", data, follow=True).content.decode()


def request_in(draft: Draft, language: str = "en") -> SharedPaper:
    return SharedPaper.objects.filter(version__draft=draft, paper="request", language=language).latest("pk")


def downloaded(client: Client, draft: Draft) -> bytes:
    return b"".join(client.get(f"/drafts/{draft.pk}/shared/{request_in(draft).sha256}"))  # type: ignore[arg-type]  # it streams


def returned(client: Client, draft: Draft, content: bytes, **data: str) -> str:
    file = SimpleUploadedFile("back.docx", content)
    return html.unescape(client.post(f"/drafts/{draft.pk}/shared/take-in/", {"file": file, **data}, follow=True).content.decode())


def decide(client: Client, draft: Draft, number: int, what: str, why: str = "") -> str:
    return html.unescape(client.post(f"/drafts/{draft.pk}/shared/{number}/", {"what": what, "why": why}, follow=True).content.decode())


@pytest.fixture
def came_back(client: Client, draft: Draft) -> list[TheirRemark]:
    """Three remarks: another text for a field, a comment, and a paragraph of their own."""
    share(client, draft)
    content = worked(
        downloaded(client, draft),
        track(PLACE, "He signed the invoices.", "C. Clerk"),
        comment("Which bank?", at("case.reference"), by="C. Clerk"),
        insert("GE00EX", "We need the originals."),
    )
    assert "3 new remarks" in returned(client, draft, content)
    return list(draft.their_remarks.all())


@pytest.mark.django_db
def test_papers_go_out_as_they_are_kept(client: Client, draft: Draft) -> None:
    page = share(client, draft, "en", "az")
    papers = {(paper.paper, paper.language) for paper in SharedPaper.objects.all()}
    assert {("request", "en"), ("request", "az")} <= papers
    assert request_in(draft).sha256 in page
    assert downloaded(client, draft) == downloaded(client, draft)
    assert client.get(f"/drafts/{draft.pk}/shared/{'0' * 64}").status_code == 404
    entry = Entry.objects.get(act="draft.share")
    assert entry.detail["papers"]["request.en"] == request_in(draft).sha256


@pytest.mark.django_db
def test_a_paper_without_changes_says_nothing(client: Client, draft: Draft) -> None:
    share(client, draft)
    assert "0 new remarks" in returned(client, draft, worked(downloaded(client, draft)))
    assert not TheirRemark.objects.exists()


@pytest.mark.django_db
def test_an_accepted_text_is_taken_up_and_can_be_undone(client: Client, draft: Draft, came_back: list[TheirRemark]) -> None:
    before = link(draft)
    proposed = next(remark for remark in came_back if remark.proposed is not None)
    page = html.unescape(client.get(f"/drafts/{draft.pk}/shared/").content.decode())
    assert f"<del>{before}</del>" in page
    assert "<ins>He signed the invoices.</ins>" in page
    assert "C. Clerk" in page
    decide(client, draft, proposed.number, "accept", "They are right")
    assert link(draft) == "He signed the invoices."
    proposed.refresh_from_db()
    assert (proposed.accepted, proposed.why, str(proposed.decided_by)) == (True, "They are right", "officer")
    assert "decided already" in decide(client, draft, proposed.number, "decline")
    client.post(f"/drafts/{draft.pk}/undo/", {"version": held(draft).version})
    assert link(draft) == before


@pytest.mark.django_db
def test_a_comment_and_a_declined_text_change_nothing(client: Client, draft: Draft, came_back: list[TheirRemark]) -> None:
    before, version = held(draft).case, draft.version
    for remark in came_back:
        decide(client, draft, remark.number, "by-hand" if remark.proposed is None else "decline")
    assert (held(draft).case, draft.version) == (before, version)
    page = client.get(f"/drafts/{draft.pk}/shared/").content.decode()
    assert "No remark is open" in page
    everything = client.get(f"/drafts/{draft.pk}/shared/?all=1").content.decode()
    assert all(text in everything for text in ("Which bank?", "We need the originals.", "declined", "accepted"))


@pytest.mark.django_db
def test_each_act_is_recorded_once_without_what_was_written(client: Client, draft: Draft, came_back: list[TheirRemark]) -> None:
    for remark, what in zip(came_back, ("accept", "decline", "by-hand"), strict=True):
        decide(client, draft, remark.number, what, "because")
    decide(client, draft, came_back[0].number, "accept")
    decide(client, draft, 99, "decline")
    decide(client, draft, 1, "nothing")
    acts = list(Entry.objects.order_by("number").values_list("act", "why"))
    assert acts.count(("draft.take-in", "")) == 1
    assert sum(act == "draft.accept-remark" for act, _ in acts) == 2
    assert acts.count(("draft.decline-remark", "because")) == 1
    assert not any("invoices" in str(detail) or "originals" in str(detail) for detail in Entry.objects.values_list("detail", flat=True))


@pytest.mark.django_db
def test_a_text_that_was_changed_since_is_not_written_over(
    client: Client, officer: User, draft: Draft, came_back: list[TheirRemark]
) -> None:
    proposed = next(remark for remark in came_back if remark.proposed is not None)
    stands = stands_at(bench.desk(held(draft)), f"{PLACE}@en")
    Save(officer, draft, [Typed(f"{PLACE}@en", "Ours is newer.", seal(stands), draft.version)]).run()
    page = decide(client, draft, proposed.number, "accept")
    assert "was changed after version 1" in page
    assert link(draft) == "Ours is newer."
    proposed.refresh_from_db()
    assert proposed.accepted is None
    decide(client, draft, proposed.number, "by-hand")
    assert link(draft) == "Ours is newer."


@pytest.mark.django_db
def test_the_same_file_twice_gives_its_remarks_once(client: Client, draft: Draft) -> None:
    share(client, draft)
    content = worked(downloaded(client, draft), write(PLACE, "Another link."))
    assert "1 new remark." in returned(client, draft, content)
    assert "0 new remarks" in returned(client, draft, content)
    assert "0 new remarks" in returned(client, draft, content, paper=str(request_in(draft).pk))


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"no docx at all", b"PK\x03\x04broken", b"%PDF-1.7"])
def test_files_that_are_no_paper(client: Client, draft: Draft, content: bytes) -> None:
    share(client, draft)
    page = returned(client, draft, content)
    assert "the file cannot be opened" in page or "The submitted file is empty" in page or "the file is no DOCX" in page
    assert not TheirRemark.objects.exists()
    assert not Entry.objects.filter(act="draft.take-in").exists()
    assert client.post(f"/drafts/{draft.pk}/shared/take-in/", {"paper": "x"}).status_code == 302


@pytest.mark.django_db
def test_a_paper_of_another_draft_is_refused(client: Client, officer: User, draft: Draft) -> None:
    client.post("/drafts/start/", {"example": "extradition"})
    other = Draft.objects.exclude(pk=draft.pk).get()
    share(client, draft)
    share(client, other)
    assert "of another case" in returned(client, other, worked(downloaded(client, draft), write(PLACE, "x")))
    assert client.get(f"/drafts/{other.pk}/shared/{request_in(draft).sha256}").status_code == 404


@pytest.mark.django_db
def test_what_is_approved_takes_in_nothing_more(
    client: Client, officer: User, approver: User, draft: Draft, came_back: list[TheirRemark]
) -> None:
    Submit(officer, draft).run()
    assert "not possible while" in decide(client, draft, came_back[0].number, "accept")
    Approve(approver, held(draft)).run()
    assert "not possible while" in decide(client, draft, came_back[0].number, "decline")
    assert "not possible while" in returned(client, draft, downloaded(client, draft))
    assert not TheirRemark.objects.exclude(accepted=None).exists()


@pytest.mark.django_db
def test_nothing_to_share_before_anything_is_known(client: Client) -> None:
    client.post("/drafts/start/", {"from": "nothing"})
    assert "no papers before it is known" in share(client, Draft.objects.get())
    assert not SharedPaper.objects.exists()
