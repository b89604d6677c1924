# SPDX-License-Identifier: EUPL-1.2
"""Acts that change the case of a draft: each can be undone, and is recorded without what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from comity.draft.case.read import Plain
from comity.draft.interview.places import Steps, appended, at, lacking, placed, shown
from comity.web.accounts.models import User
from comity.web.actions import Refused
from comity.web.drafting import bench, steps, store
from comity.web.drafting.acts import OnDraft, Stale
from comity.web.drafting.entries import Entry, Fate, Outcome, Result, enter, is_item, is_list, removed
from comity.web.drafting.files import MOST_ANNEX_BYTES, shown_name
from comity.web.drafting.lifecycle import Event
from comity.web.drafting.models import AnnexFile, Draft

MOST_DRAFT_BYTES = 2_000_000
T = TypeVar("T")


class Change(OnDraft[T]):
    """A change of the case, which is kept as a step and can be undone."""

    event = Event.EDIT

    def put(self, values: Plain, wrong: dict[str, Any], *, moved: bool = False, stands_for: int | None = None) -> None:
        """The draft with other values; ``stands_for`` is the step to which it goes back."""
        if len(repr(values).encode("utf-8", "replace")) > MOST_DRAFT_BYTES:
            raise Refused(_("The case is too large. Put long lists and texts into an annex."))
        draft = self.draft
        steps.begin(draft)
        draft.case, draft.wrong = values, wrong
        if moved:
            draft.shifted = draft.version + 1
        bench.note(draft, bench.desk(draft))
        self.move()
        draft.hands.add(self.who)
        steps.keep(draft, self.who, self.name, stands_for)


class Save(Change[Result]):
    """Save what was typed into fields. Where nothing changed nothing is recorded."""

    name = "draft.save"

    def __init__(self, who: User, draft: Draft, entries: Sequence[Entry]) -> None:
        super().__init__(who, draft)
        self.entries = entries

    def run(self) -> Result:
        """As every act, unless nothing changed."""
        with transaction.atomic():
            self.check()
            return super().run() if self.result.changed else self.result

    @cached_property
    def result(self) -> Result:
        """What becomes of the entries in the draft, which is locked from the check on."""
        return enter(bench.desk(self.draft), self.draft.wrong, self.entries, self.draft.shifted)

    def execute(self) -> Result:
        """Save it."""
        self.put(self.result.values, dict(self.result.wrong), moved=self.result.moved)
        return self.result

    def detail(self, result: Result) -> dict[str, Any]:
        """Which fields; never what was typed."""
        return {"fields": list(result.changed), "version": self.draft.version}


class AddItem(Change[Steps]):
    """One item more in a list of the case."""

    name = "draft.add"

    def __init__(self, who: User, draft: Draft, steps: Steps) -> None:
        super().__init__(who, draft)
        self.steps = steps

    def check(self) -> None:
        """As every change, and the case must have such a list."""
        super().check()
        if not is_list(self.draft.case, self.steps):
            raise Refused(_("The case has no such list."))
        if any(place[: len(self.steps)] == self.steps for place in lacking(self.draft.case)):
            raise Refused(_("Complete or remove the entry that was begun before you add another."))

    def execute(self) -> Steps:
        """Add it."""
        values = appended(self.draft.case, self.steps)
        self.put(values, self.draft.wrong)
        return (*self.steps, max(len(at(values, self.steps) or ()) - 1, 0))

    def detail(self, result: Steps) -> dict[str, Any]:
        """Which."""
        return {"item": shown(result)}


class RemoveItem(Change[None]):
    """An item less in a list of the case."""

    name = "draft.remove"

    def __init__(self, who: User, draft: Draft, steps: Steps, version: int) -> None:
        super().__init__(who, draft)
        self.steps = steps
        self.seen = version

    def check(self) -> None:
        """As every change; the item must be there, and be the one that was seen."""
        super().check()
        if not is_item(self.draft.case, self.steps):
            raise Refused(_("The case has no such item."))
        if self.seen < self.draft.shifted:
            raise Stale(_("The draft was changed since you opened this page. Look at it again before you decide."))

    def execute(self) -> None:
        """Remove it."""
        values, wrong = removed(self.draft.case, self.draft.wrong, self.steps)
        self.put(values, dict(wrong), moved=True)

    def detail(self, result: None) -> dict[str, Any]:
        """Which."""
        return {"item": shown(self.steps)}


class Attach(Change[AnnexFile]):
    """Give an annex its file."""

    name = "draft.annex"

    def __init__(self, who: User, draft: Draft, annex: str, file: UploadedFile[Any]) -> None:
        super().__init__(who, draft)
        self.annex = annex
        self.file = file

    def check(self) -> None:
        """As every change; the annex must be there and the file not empty and not too large."""
        super().check()
        if self._number() is None:
            raise Refused(_("The case has no such annex."))
        if not self.file.size:
            raise Refused(_("The file is empty."))
        if self.file.size > MOST_ANNEX_BYTES:
            raise Refused(_("The file is larger than %(most)d MB.") % {"most": MOST_ANNEX_BYTES // 1_000_000})

    def _number(self) -> int | None:
        annexes = self.draft.case.get("annexes") or []
        return next((number for number, item in enumerate(annexes) if item.get("id") == self.annex), None)

    def execute(self) -> AnnexFile:
        """Keep the file, and its name and hash in the case."""
        sha256 = store.keep(str(self.draft.pk), self.file.read())
        kept = AnnexFile.objects.create(
            draft=self.draft,
            annex=self.annex,
            name=shown_name(self.file.name or ""),
            size=self.file.size or 0,
            sha256=sha256,
            by=self.who,
        )
        number = self._number() or 0
        values = placed(placed(self.draft.case, ("annexes", number, "file"), kept.name), ("annexes", number, "sha256"), sha256)
        self.put(values, self.draft.wrong)
        return kept

    def detail(self, result: AnnexFile) -> dict[str, Any]:
        """Which annex, and what was kept."""
        return {"annex": self.annex, "sha256": result.sha256, "size": result.size}


def conflicts(result: Result) -> tuple[Outcome, ...]:
    """What could not be saved because another changed it."""
    return tuple(item for item in result.outcomes if item.fate is Fate.CONFLICT)
