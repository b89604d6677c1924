# SPDX-License-Identifier: EUPL-1.2
"""What the views of this app share: the user's drafts, and what stands on the page of each."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from comity.draft.case.things import LANGUAGES
from comity.model.errors import WrongInput
from comity.web.accounts.models import Unit, User
from comity.web.actions import Action, Refused
from comity.web.drafting import bench, steps
from comity.web.drafting.acts import Look, is_locked, may
from comity.web.drafting.desk import Desk
from comity.web.drafting.entries import Entry
from comity.web.drafting.form import FACTS, QUESTION
from comity.web.drafting.models import WRITERS, Draft
from comity.web.drafting.panel import Panel
from comity.web.problems import explained

OWN_TITLES = {QUESTION: _("Request and parties"), FACTS: _("Facts that decide")}
SEVERITIES = {"refused": "red", "returned": "orange", "delayed": "yellow", "better": "blue"}
VERDICTS = {
    "available": _("Cooperation is available"),
    "conditional": _("Cooperation is possible under conditions"),
    "barred": _("Cooperation is barred"),
    "statute-only": _("Only the requested side's own law opens a way"),
    "no-basis": _("There is no legal basis"),
    "unknown": _("This cannot be answered from the body of law"),
}


def user_of(request: HttpRequest) -> User:
    """Who is signed in; the middleware lets nobody else through."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def draft_of(request: HttpRequest, pk: int) -> Draft:
    """A draft that the user may see; to all others there is none."""
    return get_object_or_404(Draft.objects.visible_to(user_of(request)).select_related("unit", "author", "holder", "changed_by"), pk=pk)


def outgoing_of(request: HttpRequest, pk: int) -> Draft:
    """A draft of a request of ours; none where a received one is entered in it."""
    draft = draft_of(request, pk)
    if draft.received_id:
        raise Http404
    return draft


def units_of(user: User) -> list[Unit]:
    """The units in which the user drafts today."""
    return list(Unit.objects.filter(pk__in=user.units(*WRITERS)).order_by("name"))


def unit_of(request: HttpRequest, units: list[Unit]) -> Unit | None:
    """The unit that was chosen, or the only one; none where there are several and nothing was said."""
    wanted = request.POST.get("unit", "")
    only = units[0] if len(units) == 1 and not wanted else None
    return next((unit for unit in units if str(unit.pk) == wanted), only)


def looked(request: HttpRequest, act: str, on: Any, **detail: Any) -> None:
    """Record a consultation."""
    Look(user_of(request), act, on, **detail).run()


def done(request: HttpRequest, act: Action[Any], words: Any) -> bool:
    """Run an act and say that it is done, or why not."""
    try:
        act.run()
    except Draft.DoesNotExist as error:
        raise Http404 from error
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, words)
    return True


def version_of(request: HttpRequest) -> int:
    """The version that the page showed; 0 where it says none, which is never the present one."""
    seen = [int(text) for text in request.POST.getlist("version") if text.isascii() and text.isdigit() and len(text) < 9]
    return min(seen, default=0)


def entries_of(request: HttpRequest) -> list[Entry]:
    """What the fields of a form hold."""
    seen = version_of(request)
    found = []
    for name in request.POST:
        if name.startswith("w:"):
            key = name[2:]
            typed = ("\n" if key == "bases" else ",").join(text for text in request.POST.getlist(f"v:{key}") if text)
            found.append(Entry(key, typed, request.POST[name][:64], seen))
    return found


def beside(request: HttpRequest) -> str:
    """The second language in which free text is entered, kept in the session."""
    wanted = request.GET.get("beside")
    if wanted is not None and (wanted in LANGUAGES or wanted == ""):
        request.session["drafting-beside"] = wanted
    kept = request.session.get("drafting-beside", "")
    return kept if isinstance(kept, str) else ""


def remarks(draft: Draft) -> dict[str, int]:
    """How many open comments each place has."""
    return dict(Counter(draft.comments.filter(settled=False).values_list("path", flat=True)))


def as_file(content: bytes, name: str) -> FileResponse:
    """A file that somebody gave us, to be saved, never shown in place."""
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type="application/octet-stream")


def or_why_not(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose papers may hold what cannot be written, letters that no font of ours has for instance: then it says so."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except WrongInput as error:
            return render(request, "drafting/unwritable.html", {"why": explained(error)}, status=422)

    return told


def page(request: HttpRequest, draft: Draft, standing: Desk, tab: str) -> dict[str, Any]:
    """What stands on every page of a draft."""
    allowed = {event.value.replace("-", "_") for event in may(user_of(request), draft)}
    panel = Panel(standing, draft)
    return {
        "draft": draft,
        "heading": bench.heading(draft),
        "sides": bench.sides(draft),
        "desk": standing,
        "panel": panel,
        "verdict": VERDICTS.get(panel.verdict, ""),
        "may": allowed,
        "locked": is_locked(draft) or "edit" not in allowed,
        "undo": steps.undone(draft),
        "redo": steps.redone(draft),
        "tab": tab,
        "open_remarks": draft.their_remarks.filter(accepted=None).count(),
        "open_comments": draft.comments.filter(settled=False).count(),
    }
