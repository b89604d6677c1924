# SPDX-License-Identifier: EUPL-1.2
"""Acts on requests that came from another state: take one in as it came, begin to enter what its text says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from comity.draft.case.read import Plain
from comity.model.errors import WrongInput
from comity.model.said import remark, said
from comity.web.accounts.models import Unit, User
from comity.web.actions import Action, Refused
from comity.web.drafting import bench, files, steps, store
from comity.web.drafting.models import WRITERS, Draft, ReceivedRequest
from comity.web.drafting.pdf_text import read_pdf

MOST_TEXT = 500_000


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that came in: its case, where it holds one, else its text."""

    name: str
    content: bytes
    case: Plain | None = None
    text: str = ""


def incoming(name: str, content: bytes) -> Incoming:
    """A file read as a case, or as text; WrongInput where it is neither."""
    if content.startswith(b"%PDF"):
        found = read_pdf(content, name)
        if not found.data:
            return Incoming(name, content, text=found.text)
        return Incoming(name, content, _whole(files.case_of_file("request.json", found.data.encode())))
    if name.lower().endswith(".txt"):
        return Incoming(name, content, text=_plain_text(name, content))
    return Incoming(name, content, _whole(files.case_of_file(name, content)))


def _plain_text(name: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why = remark(error.reason)
        raise WrongInput(said("not UTF-8 text ({why})", why=why), where=name, do=said("save it as UTF-8")) from error
    if not files.is_text(text) or not text.strip() or len(text) > MOST_TEXT:
        raise WrongInput(said("the text is empty, too long, or holds characters that are no text"), where=name)
    return text


def _whole(case: Plain) -> Plain:
    """The case, if it can be put before the law."""
    bench.desk_of(case).interview.scene(case)
    return case


def owner(row: ReceivedRequest) -> str:
    """Under what the file of a received request is kept."""
    return f"received-{row.pk}"


class Receive(Action[ReceivedRequest]):
    """Take in a request that came from another state."""

    name = "request.receive"

    def __init__(self, who: User, unit: Unit | None, came: Incoming) -> None:
        super().__init__(who)
        self.unit = unit
        self.came = came

    def check(self) -> None:
        """Who drafts in the unit may."""
        if self.unit is None or self.unit.pk not in self.who.units(*WRITERS):
            raise Refused(_("Only officers and prosecutors of a unit take in requests for it."))

    def execute(self) -> ReceivedRequest:
        """Keep it as it came."""
        if self.unit is None:  # check() lets none through
            raise Refused
        came = self.came
        row = ReceivedRequest(unit=self.unit, by=self.who, name=came.name, case=came.case or {}, text=came.text, filed=True)
        row.sha256 = hashlib.sha256(came.content).hexdigest()
        row.save()
        store.keep(owner(row), came.content)
        return row

    def detail(self, result: ReceivedRequest) -> dict[str, Any]:
        """The hash of the file and the unit, and whether it came as text."""
        return {"sha256": result.sha256, "unit": result.unit_id, "as": "text" if result.text else "data"}


class Transcribe(Action[Draft]):
    """Begin to enter what the text of a received request says, with what the officer confirmed of it."""

    name = "request.transcribe"

    def __init__(self, who: User, row: ReceivedRequest, values: Plain) -> None:
        super().__init__(who)
        self.row = row
        self.values = values

    def check(self) -> None:
        """Who drafts in the unit may, once."""
        self.row = ReceivedRequest.objects.visible_to(self.who).select_for_update().get(pk=self.row.pk)
        if self.row.unit_id not in self.who.units(*WRITERS):
            raise Refused(_("Only officers and prosecutors of a unit take in requests for it."))
        if not self.row.text or Draft.objects.filter(received=self.row).exists():
            raise Refused(_("This request is entered already."))

    def execute(self) -> Draft:
        """Make it, with its first step."""
        draft = Draft(unit=self.row.unit, author=self.who, holder=self.who, received=self.row, case=self.values, changed_by=self.who)
        bench.note(draft, bench.desk_of(self.values))
        draft.save()
        draft.hands.add(self.who)
        steps.keep(draft, self.who, "draft.start")
        return draft

    def object(self, result: Draft) -> ReceivedRequest:
        """The request."""
        return self.row

    def detail(self, result: Draft) -> dict[str, Any]:
        """The draft in which it is entered."""
        return {"draft": result.pk}
