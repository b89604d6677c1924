# SPDX-License-Identifier: EUPL-1.2
"""A draft with all that hangs on it, and received requests, with marks in all their texts."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.utils import timezone

from bench.torture_web.sides import Side, maker
from comity.draft.case.read import Plain
from comity.draft.case.shape import PlaceKind, shapes
from comity.draft.interview.places import leaves, place_of, placed
from comity.web.accounts.models import Role, User
from comity.web.audit.models import Entry
from comity.web.drafting.acts import HandOver, Remark, Start
from comity.web.drafting.editing import AddItem, Attach
from comity.web.drafting.files import example
from comity.web.drafting.models import (
    AnnexFile,
    Comment,
    Draft,
    DraftVersion,
    Handover,
    ReceivedRequest,
    SharedPaper,
    Step,
    TheirRemark,
)
from comity.web.drafting.receiving import Incoming, Receive
from comity.web.drafting.sharing import Share

EXAMPLE = "bank-records"


def marked(values: Plain, text: str) -> Plain:
    """The values of a case with a mark before each of its free texts."""
    for steps, value in tuple(leaves(values)):
        shape = shapes().get(place_of(steps))
        if shape is not None and shape.kind in (PlaceKind.TEXT, PlaceKind.WRITTEN) and not _FORMED & {place_of(steps), str(steps[-1])}:
            values = placed(values, steps, _said(value, text))
    return values


_FORMED = frozenset(
    {"id", "iccs", "currency", "of", "from", "sha256", "offence.name", "offences.name", "bases", "measure", "purpose", "stage"}
)
"""What refers to another part, or is no free text."""


def _said(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {key: _said(item, text) for key, item in value.items()}
    if isinstance(value, list):
        return [_said(item, text) for item in value]
    return value if _REFERENCE.fullmatch(str(value)) else f"{text} {value}"[:390]


_REFERENCE = re.compile(r"[A-Za-z][0-9]{1,3}")
"""The id of another part."""


@maker(Draft)
def _draft(side: Side) -> Model:
    text = side.mark(Draft)
    officer = side.one(User)
    draft = Start(officer, side.unit, marked(example(EXAMPLE), text), "example").run()
    AddItem(officer, draft, ("annexes",)).run()
    draft.refresh_from_db()
    draft.case["annexes"][-1].update(title=text, id="A99")
    draft.wrong = {"case.reference": {"typed": text, "says": text}}
    draft.save()
    return draft


@maker(AnnexFile)
def _annex(side: Side) -> Model:
    text = side.mark(AnnexFile)
    content = text.encode()
    side.hidden(AnnexFile, hashlib.sha256(content).hexdigest(), Entry)
    draft = side.one(Draft)
    wrong = draft.wrong
    kept = Attach(side.one(User), draft, "A99", SimpleUploadedFile(f"{text}.txt", content)).run()
    Draft.objects.filter(pk=draft.pk).update(wrong=wrong)
    draft.refresh_from_db()
    return kept


@maker(DraftVersion)
def _version(side: Side) -> Model:
    side.one(AnnexFile)
    draft = side.one(Draft)
    kept = Share(side.one(User), draft, draft.version, ["en"]).run()
    draft.refresh_from_db()
    return kept


@maker(Step)
def _step(side: Side) -> Model:
    step = side.one(Draft).steps.earliest("number")
    step.case = marked(step.case, side.mark(Step))
    step.save()
    return step


@maker(SharedPaper)
def _paper(side: Side) -> Model:
    paper = side.one(DraftVersion).papers.earliest("pk")
    side.hidden(SharedPaper, paper.sha256, Entry)
    return paper


@maker(TheirRemark)
def _their_remark(side: Side) -> Model:
    draft, version = side.one(Draft), side.one(DraftVersion)
    texts = dict.fromkeys(("by", "says", "about", "was", "proposed", "source"), side.mark(TheirRemark))
    today, officer = timezone.localdate(), side.one(User)
    return TheirRemark.objects.create(
        draft=draft, number=draft.pk, version=version, path="case.title", on=today, language="en", taken_in_by=officer, **texts
    )


@maker(Comment)
def _comment(side: Side) -> Model:
    side.one(DraftVersion)
    return Remark(side.one(User), side.one(Draft), "case.title", side.mark(Comment)).run()


@maker(Handover)
def _handover(side: Side) -> Model:
    side.one(DraftVersion)
    made = HandOver(side.one(User), side.one(Draft), side.person(Role.PROSECUTOR), side.mark(Handover)).run()
    side.one(Draft).refresh_from_db()
    return made


@maker(ReceivedRequest)
def _received(side: Side) -> Model:
    text = side.mark(ReceivedRequest)
    as_text = Incoming(f"{text}.txt", f"{text} as text".encode(), text=f"{text} asks for records of a bank account")
    as_data = Incoming(f"{text}.json", text.encode(), marked(example(EXAMPLE), text))
    for came in (as_text, as_data):
        side.hidden(ReceivedRequest, hashlib.sha256(came.content).hexdigest(), Entry)
    officer = side.one(User)
    side.further[ReceivedRequest] = (Receive(officer, side.unit, as_text).run(), ReceivedRequest)
    return Receive(officer, side.unit, as_data).run()
