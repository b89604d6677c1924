# SPDX-License-Identifier: EUPL-1.2
"""The life of a draft: submit, approve, return, withdraw, hand over; comments."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from comity.draft.interview.places import place_of, steps_of
from comity.web.accounts.models import User
from comity.web.drafting import bench
from comity.web.drafting.access import done, draft_of, looked, page, user_of, version_of
from comity.web.drafting.acts import MOVES, HandOver, Remark, Settle
from comity.web.drafting.archive import Archive, TakeOut
from comity.web.drafting.desk import Desk
from comity.web.drafting.form import anchor, section_of
from comity.web.drafting.models import Draft

_DONE = {
    "submit": gettext_lazy("The draft waits for approval."),
    "approve": gettext_lazy("The request is approved. Its package can be downloaded."),
    "return": gettext_lazy("The draft went back with your reason."),
    "withdraw": gettext_lazy("The draft is withdrawn."),
    "take-back": gettext_lazy("The draft is yours again."),
}


@require_POST
def move(request: HttpRequest, pk: int, event: str) -> HttpResponse:
    """One step in the life of the draft."""
    draft = draft_of(request, pk)
    if event not in MOVES:
        raise Http404
    done(request, MOVES[event](user_of(request), draft, version=version_of(request), why=request.POST.get("why", "")), _DONE[event])
    return redirect("drafting:overview", pk)


@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """The work to a colleague."""
    draft = draft_of(request, pk)
    wanted = request.POST.get("to", "")
    taker = User.objects.filter(pk=int(wanted)).first() if wanted.isascii() and wanted.isdigit() and len(wanted) < 19 else None
    done(request, HandOver(user_of(request), draft, taker, request.POST.get("note", "")), _("The draft was handed over."))
    return redirect("drafting:overview", pk)


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Put away, or taken out again."""
    draft = draft_of(request, pk)
    act, words = (TakeOut, _("The draft is in the list again.")) if draft.archived else (Archive, _("The draft is put away."))
    done(request, act(user_of(request), draft, request.POST.get("why", "")), words)
    return redirect("drafting:overview", pk)


# -- comments


@require_http_methods(["GET", "POST"])
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """What colleagues remark, by place; a new remark."""
    draft = draft_of(request, pk)
    path = (request.POST if request.method == "POST" else request.GET).get("path", "")[:300]
    text = request.POST.get("text", "")
    if request.method == "POST" and done(request, Remark(user_of(request), draft, path, text), _("The comment is kept.")):
        return redirect("drafting:comments", pk)
    looked(request, "draft.consult", draft, page="comments")
    standing = bench.desk(draft)
    rows = [
        {"comment": comment, "label": label_of(standing, comment.path), "url": _field(draft, comment.path)}
        for comment in draft.comments.select_related("by")
    ]
    context = {
        **page(request, draft, standing, "comments"),
        "rows": rows,
        "path": path,
        "path_label": label_of(standing, path),
        "text": text,
    }
    return render(request, "drafting/comments.html", context)


def label_of(standing: Desk, path: str) -> str:
    """How a place of the case is called, with the numbers of its items; the place itself where it has no name."""
    if not path:
        return ""
    try:
        steps = steps_of(path)
    except ValueError:
        return path
    slots = standing.slots.at(steps)
    label = slots[0].label if len(slots) == 1 else standing.drafting.label(place_of(steps), standing.lang)
    numbers = ", ".join(str(step + 1) for step in steps if isinstance(step, int))
    return f"{label} ({numbers})" if numbers else label


def _field(draft: Draft, path: str) -> str:
    return f"{section_of(path)}/#{anchor(path)}" if path else ""


@require_POST
def settle(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A comment is settled."""
    draft = draft_of(request, pk)
    comment = get_object_or_404(draft.comments, pk=number)
    done(request, Settle(user_of(request), draft, comment), _("The comment is settled."))
    return redirect("drafting:comments", pk)
