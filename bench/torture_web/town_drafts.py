# SPDX-License-Identifier: EUPL-1.2
"""Ways to do each act on drafts and received requests, and to look at them."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile

from bench.torture_web.fields import CASE
from bench.torture_web.town import APPROVER, READER, WRITER, Request, Town, plain_case, way
from comity.web.drafting import steps, store
from comity.web.drafting.bench import desk
from comity.web.drafting.entries import seal, stands_at
from comity.web.drafting.models import AnnexFile, Comment, Draft, ReceivedRequest, SharedPaper, TheirRemark

PAGES = ("", "case/case/", "case/annexes/", "papers/", "papers/request.en/", "papers/request.en.docx", "plan/", "plan.svg", "plan.ics")
FILES = ("request.json", "case.yaml", "package.zip", "comments/", "versions/", "plan.pdf", "plan.docx", "papers/request.en.pdf", "shared/")
WORKED = (Draft.States.DRAFT, Draft.States.RETURNED)
ENDED = (Draft.States.APPROVED, Draft.States.WITHDRAWN)


@way("draft.start")
def _start(town: Town) -> Request:
    return Request("/drafts/start/", {"query": json.dumps(plain_case(town))}, WRITER)


@way("draft.consult", "draft.preview", "draft.download")
def _look(town: Town) -> Request:
    return Request(f"/drafts/{town.draft().pk}/{town.chance.choice(PAGES + FILES)}", None, READER)


@way("draft.read")
def _read(town: Town) -> Request:
    return Request(f"/drafts/{town.draft().pk}", None, READER, program=True)


@way("draft.save")
def _save(town: Town) -> Request:
    draft, key = town.draft(*WORKED), "case.reference"
    right = town.chance.random() < 0.8
    data = {"version": draft.version, f"w:{key}": seal(stands_at(desk(draft), key)) if right else "0", f"v:{key}": town.word()}
    return Request(f"/drafts/{draft.pk}/case/case/save/", data, WRITER)


@way("draft.replace")
def _replace(town: Town) -> Request:
    draft = town.draft(*WORKED)
    version = draft.version if town.chance.random() < 0.8 else 1
    body = {"case": {**CASE, "case": {"reference": town.word()}}}
    return Request(f"/drafts/{draft.pk}", {"If-Match": f'"{version}"'}, WRITER, body=body, method="PUT", program=True)


@way("draft.add")
def _add(town: Town) -> Request:
    draft = town.draft(*WORKED)
    name = town.chance.choice(("annexes", "persons", "companies", "nothing"))
    return Request(f"/drafts/{draft.pk}/add/", {"list": name, "version": draft.version}, WRITER)


@way("draft.remove")
def _remove(town: Town) -> Request:
    draft = town.draft(*WORKED)
    name = town.chance.choice(("annexes", "persons", "companies"))
    return Request(f"/drafts/{draft.pk}/remove/", {"item": f"{name}[0]", "version": draft.version}, WRITER)


@way("draft.undo")
def _undo(town: Town) -> Request:
    draft = town.draft(*WORKED)
    return Request(f"/drafts/{draft.pk}/undo/", {"version": draft.version, "section": "case"}, WRITER)


@way("draft.redo")
def _redo(town: Town) -> Request:
    drafts = Draft.objects.filter(state__in=WORKED, steps__act=steps.UNDO).distinct().order_by("-pk")
    draft = next((draft for draft in drafts if steps.redone(draft)), None) or town.draft(*WORKED)
    return Request(f"/drafts/{draft.pk}/undo/", {"what": "redo", "version": draft.version}, WRITER)


@way("draft.restore")
def _restore(town: Town) -> Request:
    draft = town.some(Draft, state__in=WORKED, version__gt=1)
    names = [f"{steps.SAVED}{step.number}" for step in draft.steps.all()] + [str(version.number) for version in draft.versions.all()]
    return Request(f"/drafts/{draft.pk}/restore/", {"state": town.chance.choice(names or ["1"]), "version": draft.version}, WRITER)


@way("draft.annex")
def _annex(town: Town) -> Request:
    draft = town.draft(*WORKED)
    annexes = draft.case.get("annexes") or [{"id": "A1"}]
    name = town.chance.choice(annexes).get("id", "A1")
    return Request(
        f"/drafts/{draft.pk}/annexes/", {"annex": name, f"file:{name}": SimpleUploadedFile("a.txt", town.word().encode())}, WRITER
    )


@way("draft.annex-download")
def _fetch(town: Town) -> Request:
    kept = town.some(AnnexFile)
    return Request(f"/drafts/{kept.draft_id}/annexes/{kept.sha256}", None, READER)


@way("draft.comment")
def _comment(town: Town) -> Request:
    text = town.word() if town.chance.random() < 0.8 else " "
    return Request(f"/drafts/{town.draft().pk}/comments/", {"path": "case.title", "text": text}, READER)


@way("draft.settle")
def _settle(town: Town) -> Request:
    comment = town.some(Comment, settled=False)
    return Request(f"/drafts/{comment.draft_id}/comments/{comment.pk}/settle/", {}, READER)


@way("draft.hand-over")
def _hand_over(town: Town) -> Request:
    return Request(f"/drafts/{town.draft(*WORKED).pk}/hand-over/", {"to": town.user(*WRITER).pk, "note": town.word()}, WRITER)


@way("draft.submit", "draft.share")
def _forth(town: Town) -> Request:
    draft = town.some(Draft, state__in=WORKED, stopping=0) if town.chance.random() < 0.8 else town.draft(*WORKED)
    return _move(draft, town.chance.choice(("submit", "submit", "share")), WRITER)


@way("draft.approve", "draft.return")
def _decide(town: Town) -> Request:
    return _move(town.draft(Draft.States.SUBMITTED), town.chance.choice(("approve", "return")), APPROVER, town.word())


@way("draft.withdraw", "draft.take-back")
def _back(town: Town) -> Request:
    name = town.chance.choice(("withdraw", "take-back", "take-back"))
    return _move(town.draft(Draft.States.SUBMITTED) if name == "take-back" else town.draft(), name, WRITER, town.word())


def _move(draft: Draft, event: str, roles: tuple[str, ...], why: str = "") -> Request:
    return Request(f"/drafts/{draft.pk}/{event}/", {"version": draft.version, "why": why}, roles, why)


@way("draft.archive", "draft.take-out")
def _archive(town: Town) -> Request:
    away, why = town.chance.random() < 0.4, town.word()
    draft = town.some(Draft, state__in=ENDED, archived__isnull=not away)
    return Request(f"/drafts/{draft.pk}/archive/", {"why": why}, WRITER, why)


# -- what comes back from the other side


@way("draft.take-in")
def _take_in(town: Town) -> Request:
    paper = town.some(SharedPaper, version__draft__state__in=(*WORKED, Draft.States.SUBMITTED))
    file = SimpleUploadedFile("back.docx", _written_on(town, paper))
    return Request(f"/drafts/{paper.version.draft_id}/shared/take-in/", {"file": file}, WRITER)


def _written_on(town: Town, paper: SharedPaper) -> bytes:
    """A paper that was shared, with a word more at the end of one of its texts."""
    written = io.BytesIO()
    with ZipFile(io.BytesIO(store.content(str(paper.version.draft_id), paper.sha256))) as old, ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                texts = content.split(END_OF_TEXT)
                texts[town.chance.randrange(len(texts) - 1)] += f" {town.word()}".encode()
                content = END_OF_TEXT.join(texts)
            new.writestr(name, content)
    return written.getvalue()


END_OF_TEXT = b"</w:t>"


@way("draft.accept-remark", "draft.decline-remark")
def _decide_on(town: Town) -> Request:
    remark, why = town.some(TheirRemark, accepted=None), town.word()
    what = town.chance.choice(("accept", "by-hand", "decline"))
    return Request(f"/drafts/{remark.draft_id}/shared/{remark.number}/", {"what": what, "why": why}, WRITER, why)


# -- received requests


@way("request.receive")
def _receive(town: Town) -> Request:
    if town.chance.random() < 0.4:
        file = SimpleUploadedFile("request.txt", f"We ask for the records of an account: {town.word()}".encode())
    else:
        file = SimpleUploadedFile("case.json", json.dumps(plain_case(town)).encode())
    return Request("/drafts/received/", {"file": file}, WRITER)


@way("request.transcribe")
def _enter(town: Town) -> Request:
    texts = [row for row in ReceivedRequest.objects.filter(entered=None) if row.text]
    row = town.chance.choice(texts) if texts else town.some(ReceivedRequest)
    confirmed = {"requesting": "GE", "requested": "AZ", "measure": "bank-records", "case.language": "en", "case.reference": town.word()}
    return Request(f"/drafts/received/{row.pk}/enter/", confirmed, WRITER)


@way("request.consult", "request.letter", "request.file")
def _received(town: Town) -> Request:
    end = town.chance.choice(("", "letter.en.pdf", "letter.en.docx", "file"))
    return Request(f"/drafts/received/{town.some(ReceivedRequest).pk}/{end}", None, READER)
