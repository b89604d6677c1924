# SPDX-License-Identifier: EUPL-1.2
"""The acts on drafts: each checks role, need to know, life cycle and version, executes and is recorded, all or nothing."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from comity.draft.case.read import Plain
from comity.model.errors import WrongInput
from comity.web.accounts.models import Role, Unit, User
from comity.web.actions import Action, Refused
from comity.web.drafting import bench, steps
from comity.web.drafting.files import is_text
from comity.web.drafting.lifecycle import ENTERING, REASONED, Event, follows
from comity.web.drafting.models import APPROVERS, READERS, WRITERS, Comment, Draft, DraftVersion, Handover, digest
from comity.web.problems import explained

MOST_LETTERS = 10_000
MOST_PATH = 300
T = TypeVar("T")


class Stale(Refused):
    """Somebody changed the draft since the page was made."""


class Start(Action[Draft]):
    """Begin a draft in a unit."""

    name = "draft.start"

    def __init__(self, who: User, unit: Unit | None, values: Plain, origin: str) -> None:
        super().__init__(who)
        self.unit = unit
        self.values = values
        self.origin = origin

    def check(self) -> None:
        """Who drafts in the unit may."""
        if self.unit is None or self.unit.pk not in self.who.units(*WRITERS):
            raise Refused(_("Only officers and prosecutors of a unit begin drafts in it."))

    def execute(self) -> Draft:
        """Make it."""
        draft = Draft(unit=self.unit, author=self.who, holder=self.who, case=self.values, changed_by=self.who)
        bench.note(draft, bench.desk_of(self.values))
        draft.save()
        draft.hands.add(self.who)
        steps.keep(draft, self.who, self.name)
        return draft

    def detail(self, result: Draft) -> dict[str, Any]:
        """From what, in which unit."""
        return {"from": self.origin, "unit": result.unit_id}


class OnDraft(Action[T]):
    """An act on one draft, which is locked while it is done."""

    event: ClassVar[Event]
    roles: ClassVar[tuple[Role, ...]] = WRITERS

    def __init__(self, who: User, draft: Draft, *, version: int | None = None, why: str = "") -> None:
        super().__init__(who, why.strip())
        self.draft = draft
        self.version = version

    def check(self) -> None:
        """Refused where the user may not, the state does not allow it, or the draft is no longer what the user saw."""
        self.draft = Draft.objects.visible_to(self.who).select_for_update().get(pk=self.draft.pk)
        if self.draft.unit_id not in self.who.units(*self.roles):
            raise Refused(_("Your role in the unit does not allow this."))
        if follows(self.draft.status, self.event) is None:
            raise Refused(_("This is not possible while the draft is: %(state)s.") % {"state": self.draft.get_state_display()})
        if self.draft.received_id and self.event not in ENTERING:
            raise Refused(_("A request that we received is entered here: it is not one of ours to send."))
        if self.version is not None and self.version != self.draft.version:
            raise Stale(_("The draft was changed since you opened this page. Look at it again before you decide."))
        if self.event in REASONED and not self.why:
            raise Refused(_("Say why."))
        if not is_text(self.why) or len(self.why) > MOST_LETTERS:
            raise Refused(_("The text is too long, or holds characters that are no text."))

    def object(self, result: T) -> Draft:
        """The draft."""
        return self.draft

    def move(self) -> None:
        """The draft in its next state, saved as a new version of it."""
        following = follows(self.draft.status, self.event)
        if following is not None:
            self.draft.state = following.value
        self.draft.version += 1
        self.draft.changed_by = self.who
        self.draft.save()


# -- the life of a draft


class Keep(OnDraft[DraftVersion]):
    """An act that keeps the case as it is as a version."""

    def execute(self) -> DraftVersion:
        """Keep it and move on."""
        self.move()
        last = self.draft.versions.last()
        case = self.draft.case
        return DraftVersion.objects.create(
            draft=self.draft,
            number=last.number + 1 if last else 1,
            event=self.event.value,
            on=timezone.now(),
            by=self.who,
            case=case,
            sha256=digest(case),
        )

    def detail(self, result: DraftVersion) -> dict[str, Any]:
        """Which version, and its hash."""
        return {"version": result.number, "sha256": result.sha256}


def _complete(draft: Draft) -> None:
    """Refused where something is wrong, unfinished, or would send the request back."""
    if draft.wrong:
        raise Refused(_("Some fields hold what cannot stand. Correct them first."))
    if not bench.desk(draft).ready:
        raise Refused(_("The request would be refused or returned. Complete it first."))
    try:
        bench.write(draft)
    except WrongInput as error:
        raise Refused(explained(error)) from error


class Submit(Keep):
    """Give the draft to a second person for approval."""

    name = "draft.submit"
    event = Event.SUBMIT

    def check(self) -> None:
        """Nothing leaves incomplete."""
        super().check()
        _complete(self.draft)


class Approve(Keep):
    """Approve: a second person, never one who wrote in the draft."""

    name = "draft.approve"
    event = Event.APPROVE
    roles = APPROVERS

    def check(self) -> None:
        """Four eyes."""
        super().check()
        if self.who.pk == self.draft.author_id or self.draft.hands.filter(pk=self.who.pk).exists():
            raise Refused(_("You wrote in this draft: a second person must approve it."))
        _complete(self.draft)


class Moved(OnDraft[None]):
    """An act that does no more than move the draft in its life."""

    def execute(self) -> None:
        """Move it."""
        self.move()


class TakeBack(Moved):
    """Take a submitted draft back to work on it."""

    name = "draft.take-back"
    event = Event.TAKE_BACK


class Return(Moved):
    """Send a submitted draft back with the reason, which stands as a comment too."""

    name = "draft.return"
    event = Event.RETURN
    roles = APPROVERS

    def execute(self) -> None:
        """Send it back."""
        Comment.objects.create(draft=self.draft, by=self.who, text=self.why)
        super().execute()

    def check(self) -> None:
        """As every act; one's own draft is taken back, not returned."""
        super().check()
        if self.who.pk == self.draft.author_id:
            raise Refused(_("This is your own draft: take it back instead."))


class Withdraw(Moved):
    """Give a draft up; it stays as it was."""

    name = "draft.withdraw"
    event = Event.WITHDRAW


class HandOver(OnDraft[Handover]):
    """Hand the work over to a colleague of the unit."""

    name = "draft.hand-over"
    event = Event.HAND_OVER

    def __init__(self, who: User, draft: Draft, taker: User | None, note: str = "") -> None:
        super().__init__(who, draft)
        self.taker = taker
        self.note = note.strip()

    def check(self) -> None:
        """To one who drafts in the unit today, and is not the holder already."""
        super().check()
        if self.taker is None or self.draft.unit_id not in self.taker.units(*WRITERS) or not self.taker.is_active:
            raise Refused(_("Choose a colleague who drafts in this unit."))
        if self.taker.pk == self.draft.holder_id:
            raise Refused(_("This colleague works on the draft already."))
        if not is_text(self.note) or len(self.note) > MOST_LETTERS:
            raise Refused(_("The text is too long, or holds characters that are no text."))

    def execute(self) -> Handover:
        """Hand over."""
        taker = self.taker or self.who
        self.draft.holder = taker
        self.move()
        return Handover.objects.create(draft=self.draft, giver=self.who, taker=taker, note=self.note)

    def detail(self, result: Handover) -> dict[str, Any]:
        """To whom."""
        return {"to": result.taker_id}


# -- remarks


class Remark(OnDraft[Comment]):
    """A comment on a place of the case."""

    name = "draft.comment"
    event = Event.COMMENT
    roles = READERS

    def __init__(self, who: User, draft: Draft, path: str, text: str) -> None:
        super().__init__(who, draft)
        self.path = path
        self.text = text.strip()

    def check(self) -> None:
        """With words."""
        super().check()
        if not self.text or not is_text(self.text) or not is_text(self.path):
            raise Refused(_("Write the comment."))
        if len(self.text) > MOST_LETTERS or len(self.path) > MOST_PATH:
            raise Refused(_("The comment is too long."))

    def execute(self) -> Comment:
        """Keep it."""
        return Comment.objects.create(draft=self.draft, path=self.path, by=self.who, text=self.text)

    def detail(self, result: Comment) -> dict[str, Any]:
        """On which place."""
        return {"comment": result.pk, "place": self.path}


class Settle(OnDraft[Comment]):
    """Mark a comment as settled."""

    name = "draft.settle"
    event = Event.COMMENT
    roles = READERS

    def __init__(self, who: User, draft: Draft, comment: Comment) -> None:
        super().__init__(who, draft)
        self.comment = comment

    def execute(self) -> Comment:
        """Settle it."""
        self.comment.settled = True
        self.comment.save(update_fields=["settled"])
        return self.comment

    def detail(self, result: Comment) -> dict[str, Any]:
        """Which."""
        return {"comment": result.pk}


# -- looking


class Look(Action[None]):
    """A consultation of what is personal data: it changes nothing and is recorded."""

    def __init__(self, who: User, act: str, on: Any, **detail: Any) -> None:
        super().__init__(who)
        self.name = act  # type: ignore[misc]  # the word of each kind of consultation
        self.on = on
        self.what = detail

    def check(self) -> None:
        """Whoever could find it may look."""

    def execute(self) -> None:
        """Nothing but the entry."""

    def object(self, result: None) -> Any:
        """What was looked at."""
        return self.on

    def detail(self, result: None) -> dict[str, Any]:
        """Which part."""
        return self.what


MOVES: dict[str, type[OnDraft[Any]]] = {act.event.value: act for act in (Submit, Approve, TakeBack, Return, Withdraw)}
"""The acts that need no more than a draft, a version and perhaps a reason, by their event."""


def may(user: User, draft: Draft) -> frozenset[Event]:
    """What the user may do with the draft now: what pages offer; the acts themselves check again."""
    allowed = {event for event in Event if follows(draft.status, event) is not None and (not draft.received_id or event in ENTERING)}
    writes, approves = draft.unit_id in user.units(*WRITERS), draft.unit_id in user.units(*APPROVERS)
    own = draft.author_id == user.pk or draft.hands.filter(pk=user.pk).exists()
    if not writes:
        allowed -= {Event.EDIT, Event.HAND_OVER, Event.SHARE, Event.SUBMIT, Event.TAKE_BACK, Event.WITHDRAW}
    if not approves or own:
        allowed -= {Event.APPROVE}
    if not approves or draft.author_id == user.pk:
        allowed -= {Event.RETURN}
    if draft.unit_id not in user.units(*READERS):
        allowed -= {Event.COMMENT}
    return frozenset(allowed)


def is_locked(draft: Draft) -> bool:
    """Whether nothing of the case can change now."""
    return follows(draft.status, Event.EDIT) is None
