# SPDX-License-Identifier: EUPL-1.2
"""The record of a draft (``comity.record/1``): versions kept, papers shared, remarks received, what was decided on each.

Events are only added. The state of a remark is a function of them: open until it is accepted or declined.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

import msgspec

from comity.draft.case.base import Language, Line, Part, Prose
from comity.draft.case.case import Case
from comity.draft.case.read import plain, read_case
from comity.draft.revision.changes import Change, changes
from comity.draft.revision.places import altered, changed, gone, moved, texts_at
from comity.model.errors import WrongInput

SCHEMA = "comity.record/1"
Number = Annotated[int, msgspec.Meta(ge=1)]


class Version(Part, frozen=True, tag_field="event", tag="version"):
    """A state of the case that was kept or shared, with the hash of its content."""

    number: Number
    on: date
    by: Line
    sha256: str
    case: dict[str, Any]
    note: Prose = ""


class Words(Part, frozen=True):
    """A stretch of a paragraph, with its place in the case, or none; of a field without text, the placeholder that it shows."""

    text: str
    path: str = ""
    shown: str = ""


class Shared(Part, frozen=True, tag_field="event", tag="shared"):
    """A paper of a version that went to the other side, paragraph by paragraph: with it is compared what comes back."""

    version: Number
    paper: Line
    language: Language
    on: date
    by: Line
    rows: tuple[tuple[Words, ...], ...] = ()


class Remark(Part, frozen=True, tag_field="event", tag="remark"):
    """What the other side wrote at a place of a version: a comment, or another text for it.

    ``about`` is the passage beside which a comment stands; ``was`` and ``proposed`` are the text before and after a change, ``says`` the
    comment, or with ``by_hand`` a change that cannot be taken up into a field. An empty ``proposed`` takes the text out.
    """

    number: Number
    version: Number
    path: Line
    by: Line
    on: date
    says: Prose = ""
    about: Prose = ""
    was: Prose = ""
    proposed: Prose | None = None
    language: Line = ""
    by_hand: bool = False
    source: Line = ""


class Decision(Part, frozen=True, tag_field="event", tag="decision"):
    """What was decided on a remark, by whom and why; ``by_hand`` where somebody made an accepted change in the case."""

    remark: Number
    accepted: bool
    by: Line
    on: date
    why: Prose = ""
    by_hand: bool = False


Event = Version | Shared | Remark | Decision


class Record(Part, frozen=True):
    """All events of one draft, in the order in which they came."""

    schema: Literal["comity.record/1"] = "comity.record/1"
    events: tuple[Event, ...] = ()

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions, the first first."""
        return tuple(event for event in self.events if isinstance(event, Version))

    @property
    def shared(self) -> tuple[Shared, ...]:
        """The papers that were shared, the first first."""
        return tuple(event for event in self.events if isinstance(event, Shared))

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The remarks, the first first."""
        return tuple(event for event in self.events if isinstance(event, Remark))

    @property
    def decisions(self) -> dict[int, Decision]:
        """The decisions by the number of the remark."""
        return {event.remark: event for event in self.events if isinstance(event, Decision)}

    def decision(self, remark: Remark) -> Decision | None:
        """The decision on a remark; None while it is open."""
        return self.decisions.get(remark.number)

    def version(self, number: int | None = None) -> Version:
        """A version by its number, the last without one; WrongInput where there is none."""
        versions = self.versions
        if not versions:
            raise WrongInput("no version was kept yet", do="keep one with comity revision save, or share one")
        if number is None:
            return versions[-1]
        if not 1 <= number <= len(versions):
            raise WrongInput(f"there is no version {number}", do=f"name one from 1 to {len(versions)}")
        return versions[number - 1]

    def remark(self, number: int) -> Remark:
        """A remark by its number; WrongInput where there is none."""
        remarks = self.remarks
        if not 1 <= number <= len(remarks):
            raise WrongInput(f"there is no remark {number}", do="see comity revision list")
        return remarks[number - 1]


def read_record(data: bytes) -> Record:
    """The record in a file; WrongInput where it is none, or where it was altered."""
    try:
        record = msgspec.json.decode(data, type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WrongInput(f"this is no record of a draft: {error}", do="restore it from a copy") from error
    for version in record.versions:
        if _hash(version.case) != version.sha256:
            raise WrongInput(f"version {version.number} was altered after it was kept", do="restore the record from a copy")
    if not _in_order(record):
        raise WrongInput("events of the record are missing, doubled or out of order", do="restore the record from a copy")
    return record


def _in_order(record: Record) -> bool:
    """Whether versions and remarks are numbered on, and each event speaks of one that came before it."""
    versions = remarks = 0
    open_: set[int] = set()
    for event in record.events:
        if isinstance(event, Version):
            versions += 1
            fits = event.number == versions
        elif isinstance(event, Remark):
            remarks += 1
            open_.add(remarks)
            fits = event.number == remarks and event.version <= versions
        else:
            fits = event.version <= versions if isinstance(event, Shared) else event.remark in open_
            open_ -= {event.remark} if isinstance(event, Decision) else set()
        if not fits:
            return False
    return True


def record_bytes(record: Record) -> bytes:
    """The record as a file; WrongInput where a name or text in it is too long, so that what is written can always be read."""
    data = msgspec.json.encode(record)
    try:
        msgspec.json.decode(data, type=Record)
    except msgspec.ValidationError as error:
        raise WrongInput(f"too long for the record: {error}", do="shorten it") from error
    return msgspec.json.format(data, indent=1) + b"\n"


def _hash(case: dict[str, Any]) -> str:
    return hashlib.sha256(msgspec.json.encode(case, order="deterministic")).hexdigest()


def saved(record: Record, case: Case, who: str, on: date, note: str = "") -> Record:
    """The record with the case as its next version; the same record where nothing has changed."""
    values = plain(case)
    if record.versions and record.versions[-1].sha256 == _hash(values):
        return record
    number = len(record.versions) + 1
    return _added(record, [Version(number, on, who, _hash(values), values, note)])


def shared(record: Record, paper: Shared) -> Record:
    """The record with a paper that went to the other side; the same record where it went already on that day."""
    return record if paper in record.shared else _added(record, [paper])


def received(record: Record, remarks: Iterable[Remark]) -> Record:
    """The record with further remarks, numbered on; one that is there already is not added again."""
    known = {_content(remark) for remark in record.remarks}
    first = len(record.remarks) + 1
    new: list[Remark] = []
    for remark in remarks:
        if _content(remark) not in known:
            known.add(_content(remark))
            new.append(msgspec.structs.replace(remark, number=first + len(new)))
    return _added(record, new)


def _content(remark: Remark) -> tuple[object, ...]:
    return remark.version, remark.path, remark.by, remark.says, remark.about, remark.was, remark.proposed, remark.language


def decided(record: Record, case: Case, decision: Decision) -> tuple[Record, Case]:
    """The record with a decision, and the case: with the proposed text where it was accepted.

    WrongInput where the remark is decided, and where an accepted text has no place in the case as it is now, or another text stands there.
    """
    remark = record.remark(decision.remark)
    if record.decision(remark) is not None:
        raise WrongInput(f"remark {remark.number} is decided already", do="see comity revision list")
    if decision.accepted and not decision.by_hand and remark.proposed is not None:
        case = read_case(taken_up(record, plain(case), remark))
    return _added(record, [decision]), case


def taken_up(record: Record, case: dict[str, Any], remark: Remark) -> dict[str, Any]:
    """The values of a case with the text that a remark proposes; WrongInput where its place is gone, or another text stands there now."""
    before = record.version(remark.version).case
    path = moved(remark.path, before, case)
    if path is None:
        raise gone(remark.path)
    old, now = texts_at(before, remark.path).get(remark.language), texts_at(case, path).get(remark.language)
    if now not in (old, remark.proposed):
        raise altered(path, remark.version)
    return changed(case, path, remark.proposed or "", remark.language)


def is_gone(record: Record, case: dict[str, Any], remark: Remark) -> bool:
    """Whether the place of a remark is no longer in the case."""
    return bool(remark.path) and "[" in remark.path and moved(remark.path, record.version(remark.version).case, case) is None


def other_languages(record: Record, case: dict[str, Any], remark: Remark) -> tuple[str, ...]:
    """The other languages in which the text of a proposed change stands, and stands as it was: they may need the same change."""
    if remark.proposed is None:
        return ()
    before = record.version(remark.version).case
    path = moved(remark.path, before, case)
    now = texts_at(case, path) if path else {}
    old = texts_at(before, remark.path)
    return tuple(code for code, text in now.items() if text and code != remark.language and old.get(code) == text)


def compared(record: Record, first: int, second: int | None = None) -> tuple[Change, ...]:
    """What changed from one version to another, by default to the last."""
    return changes(record.version(first).case, record.version(second).case)


def _added(record: Record, events: Iterable[Event]) -> Record:
    return msgspec.structs.replace(record, events=(*record.events, *events))
