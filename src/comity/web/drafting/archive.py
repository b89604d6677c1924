# SPDX-License-Identifier: EUPL-1.2
"""Acts that put a draft away and take it out again: it leaves the list, nothing of it changes, and each time the reason is recorded."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from comity.web.accounts.models import User
from comity.web.actions import Action, Refused
from comity.web.drafting.files import is_text
from comity.web.drafting.lifecycle import State
from comity.web.drafting.models import WRITERS, Draft

FINISHED = frozenset({State.APPROVED, State.WITHDRAWN})
"""A draft is put away when nothing more is to be done with it; before that it is withdrawn."""
MOST_LETTERS = 10_000


class Archive(Action[Draft]):
    """Put a finished draft away."""

    name = "draft.archive"
    away = True

    def __init__(self, who: User, draft: Draft, why: str) -> None:
        super().__init__(who, why.strip())
        self.draft = draft

    def check(self) -> None:
        """Who drafts in the unit may, with a reason."""
        self.draft = Draft.objects.visible_to(self.who).select_for_update().get(pk=self.draft.pk)
        if self.draft.unit_id not in self.who.units(*WRITERS):
            raise Refused(_("Your role in the unit does not allow this."))
        if self.draft.status not in FINISHED or (self.draft.archived is not None) is self.away:
            raise Refused(_("This is not possible while the draft is: %(state)s.") % {"state": self.draft.get_state_display()})
        if not self.why:
            raise Refused(_("Say why."))
        if not is_text(self.why) or len(self.why) > MOST_LETTERS:
            raise Refused(_("The text is too long, or holds characters that are no text."))

    def execute(self) -> Draft:
        """Put it away; the day of its last change stays."""
        self.draft.archived = timezone.now() if self.away else None
        self.draft.save(update_fields=["archived"])
        return self.draft


class TakeOut(Archive):
    """Take a draft out of the archive."""

    name = "draft.take-out"
    away = False


def may_archive(user: User, draft: Draft) -> bool:
    """Whether the page offers it; the acts themselves check again."""
    return draft.status in FINISHED and draft.unit_id in user.units(*WRITERS)
