# SPDX-License-Identifier: EUPL-1.2
"""Acts on a draft that goes to the other side and comes back: share, take in what was written on it, decide on each remark.

What a remark is and where its text belongs is told by ``comity.draft.revision``; here stand the rows of the database as its record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.documents.letter_docx import letter_docx
from comity.draft.case.base import Language
from comity.draft.case.read import Plain
from comity.draft.interview.answers import Refused as NotPossible
from comity.draft.package import Writer, papers_of
from comity.draft.papers.written import WrittenPaper
from comity.draft.revision import record as records
from comity.draft.revision.record import Record, Remark, Shared, Version, Words
from comity.draft.revision.returned import Given, identifier, remarks_in, sent
from comity.draft.scene import Scene
from comity.model.errors import WrongInput
from comity.web.accounts.models import User
from comity.web.actions import Refused
from comity.web.drafting import bench, store
from comity.web.drafting.acts import Keep, OnDraft
from comity.web.drafting.editing import Change
from comity.web.drafting.entries import possible
from comity.web.drafting.lifecycle import Event
from comity.web.drafting.models import Draft, DraftVersion, SharedPaper, TheirRemark

MOST_RETURNED_BYTES = 20_000_000


# -- the record


def record_of(draft: Draft) -> Record:
    """What was kept, shared and remarked of a draft."""
    versions = list(draft.versions.select_related("by").prefetch_related("papers"))
    papers = [_shared(version, paper) for version in versions for paper in version.papers.all()]
    remarks = [remark_of(row) for row in draft.their_remarks.select_related("version")]
    return Record(events=(*map(_version, versions), *papers, *remarks))


def _version(version: DraftVersion) -> Version:
    return Version(version.number, version.on.date(), str(version.by), version.sha256, version.case)


def _shared(version: DraftVersion, paper: SharedPaper) -> Shared:
    rows = msgspec.convert(paper.rows, tuple[tuple[Words, ...], ...])
    language = msgspec.convert(paper.language, Language)
    return Shared(version.number, paper.paper, language, version.on.date(), str(version.by), rows)


def remark_of(row: TheirRemark) -> Remark:
    """A remark as the record has it."""
    return Remark(
        row.number,
        row.version.number,
        row.path,
        row.by,
        row.on,
        says=row.says,
        about=row.about,
        was=row.was,
        proposed=row.proposed,
        language=row.language,
        by_hand=row.by_hand,
        source=row.source,
    )


# -- sharing


class Share(Keep):
    """Keep a version and write its papers for the other side: DOCX files, marked as drafts, to comment on and to change."""

    name = "draft.share"
    event = Event.SHARE

    def __init__(self, who: User, draft: Draft, version: int, languages: Sequence[Language]) -> None:
        super().__init__(who, draft, version=version)
        self.languages = languages

    def check(self) -> None:
        """There must be papers."""
        super().check()
        if bench.desk(self.draft).scene is None:
            raise Refused(_("There are no papers before it is known who asks whom, and for what."))

    def execute(self) -> DraftVersion:
        """Keep the version and its papers."""
        kept = super().execute()
        scene = bench.desk(self.draft).scene
        for written in self._written(scene) if scene else ():
            self._share(kept, written)
        return kept

    def _written(self, scene: Scene) -> Sequence[WrittenPaper]:
        """What the check says of the request stays on this side."""
        languages = self.languages or [scene.case.case.language]
        return Writer(scene, draft=True).letters(papers_of(scene), list(languages))

    def _share(self, kept: DraftVersion, written: WrittenPaper) -> None:
        version, letter = _version(kept), written.letter
        letter = replace(
            letter,
            running=f"{letter.running}  \N{MIDDLE DOT}  v{version.number}",
            identifier=identifier(version, written.paper.id, letter.language),
        )
        try:
            content = letter_docx(letter)
        except WrongInput as error:
            raise Refused(error.text) from error
        language = msgspec.convert(letter.language, Language)
        paper = sent(Shared(version.number, written.paper.id, language, version.on, version.by), content)
        sha256 = store.keep(str(self.draft.pk), content)
        rows = msgspec.to_builtins(paper.rows)
        SharedPaper.objects.create(version=kept, paper=paper.paper, language=language, sha256=sha256, rows=rows)

    def detail(self, result: DraftVersion) -> dict[str, Any]:
        """Which version, and the hashes of its papers."""
        return {**super().detail(result), "papers": {f"{item.paper}.{item.language}": item.sha256 for item in result.papers.all()}}


# -- what comes back


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back; which paper it is, where the user says so."""

    name: str
    content: bytes
    paper: SharedPaper | None = None


class TakeIn(OnDraft[int]):
    """Take in the comments and changes of a paper that came back; the case stays as it is until they are accepted."""

    name = "draft.take-in"
    event = Event.COMMENT

    def __init__(self, who: User, draft: Draft, returned: Returned) -> None:
        super().__init__(who, draft)
        self.returned = returned

    def check(self) -> None:
        """As every act, and the file may not be too large."""
        super().check()
        if len(self.returned.content) > MOST_RETURNED_BYTES:
            raise Refused(_("The file is larger than %(most)d MB.") % {"most": MOST_RETURNED_BYTES // 1_000_000})

    def execute(self) -> int:
        """How many remarks are new."""
        record = record_of(self.draft)
        try:
            _paper, found = remarks_in(self.returned.content, record, timezone.localdate(), self._given())
        except WrongInput as error:
            raise Refused(error.what) from error
        new = records.received(record, found).remarks[len(record.remarks) :]
        versions = {version.number: version for version in self.draft.versions.all()}
        TheirRemark.objects.bulk_create(self._row(remark, versions[remark.version]) for remark in new)
        return len(new)

    def _given(self) -> Given:
        paper = self.returned.paper
        if paper is None:
            return Given(source=self.returned.name)
        return Given(paper.version.number, paper.paper, paper.language, source=self.returned.name)

    def _row(self, remark: Remark, version: DraftVersion) -> TheirRemark:
        texts = {name: value for name, value in msgspec.structs.asdict(remark).items() if name != "version"}
        return TheirRemark(draft=self.draft, version=version, taken_in_by=self.who, **texts)

    def detail(self, result: int) -> dict[str, Any]:
        """The hash of the file, and how many remarks are new."""
        return {"sha256": hashlib.sha256(self.returned.content).hexdigest(), "remarks": result}


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided on a remark; ``by_hand``: an accepted change is made by the officer in the fields."""

    number: int
    why: str = ""
    by_hand: bool = False


def _open(draft: Draft, decision: Decision) -> TheirRemark:
    row = draft.their_remarks.select_related("version").filter(number=decision.number, accepted=None).first()
    if row is None:
        raise Refused(_("There is no such remark, or it is decided already."))
    return row


def _decide(row: TheirRemark, who: User, decision: Decision, *, accepted: bool) -> TheirRemark:
    row.accepted, row.decided, row.decided_by = accepted, timezone.now(), who
    row.why, row.made_by_hand = decision.why.strip(), accepted and decision.by_hand
    row.save(update_fields=["accepted", "decided", "decided_by", "why", "made_by_hand"])
    return row


class Accept(Change[TheirRemark]):
    """Accept a remark; a text that it proposes is put into its field."""

    name = "draft.accept-remark"

    def __init__(self, who: User, draft: Draft, decision: Decision) -> None:
        super().__init__(who, draft, why=decision.why)
        self.decision = decision

    def execute(self) -> TheirRemark:
        """Decide, and change the case where there is a text to take up."""
        row = _open(self.draft, self.decision)
        if row.proposed is not None and not self.decision.by_hand:
            values = self._taken_up(remark_of(row))
            if values != self.draft.case:
                self.put(values, self.draft.wrong)
        return _decide(row, self.who, self.decision, accepted=True)

    def _taken_up(self, remark: Remark) -> Plain:
        try:
            values = records.taken_up(record_of(self.draft), self.draft.case, remark)
            possible(bench.desk(self.draft), values)
        except WrongInput as error:
            raise Refused(
                _("%(what)s. Make the change in the field by hand, then accept it as made by hand.") % {"what": error.what}
            ) from error
        except NotPossible as error:
            raise Refused(error.words) from error
        return values

    def detail(self, result: TheirRemark) -> dict[str, Any]:
        """Which, and how."""
        return {"remark": result.number, "place": result.path, "by_hand": result.made_by_hand}


class Decline(OnDraft[TheirRemark]):
    """Decline a remark; the case stays as it is."""

    name = "draft.decline-remark"
    event = Event.COMMENT

    def __init__(self, who: User, draft: Draft, decision: Decision) -> None:
        super().__init__(who, draft, why=decision.why)
        self.decision = decision

    def execute(self) -> TheirRemark:
        """Decide."""
        return _decide(_open(self.draft, self.decision), self.who, self.decision, accepted=False)

    def detail(self, result: TheirRemark) -> dict[str, Any]:
        """Which."""
        return {"remark": result.number, "place": result.path}
