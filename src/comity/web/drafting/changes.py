# SPDX-License-Identifier: EUPL-1.2
"""What changes the case: fields that are saved as one types, items of lists, undo, the files of annexes."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from comity.draft.interview.places import Steps, steps_of
from comity.web.actions import Refused
from comity.web.drafting import bench, store
from comity.web.drafting.access import as_file, done, draft_of, entries_of, looked, page, user_of, version_of
from comity.web.drafting.desk import Desk
from comity.web.drafting.editing import AddItem, Attach, RemoveItem, Save, conflicts
from comity.web.drafting.entries import Fate, Outcome, Result, seal, stands_at
from comity.web.drafting.form import SECTIONS, anchor, section_of
from comity.web.drafting.going_back import Redo, Undo
from comity.web.drafting.models import Draft
from comity.web.drafting.pages import section_page

_TURNING = frozenset({"requesting", "requested", "measure", "case.language", "bases"})
"""The fields on which all others hang: after them the page offers to show what follows."""


@require_POST
def save(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Save what was typed: one field by htmx, or the whole section."""
    draft = draft_of(request, pk)
    if name not in SECTIONS:
        raise Http404
    try:
        result = Save(user_of(request), draft, entries_of(request)).run()
    except Draft.DoesNotExist as error:
        raise Http404 from error
    except Refused as refusal:
        return _refused(request, draft, name, str(refusal))
    draft.refresh_from_db()
    if not result.changed:  # the answer shows the case all the same
        looked(request, "draft.consult", draft, page=name)
    if request.headers.get("HX-Request"):
        return _answered(request, draft, name, result)
    return _saved(request, draft, name, result)


def _refused(request: HttpRequest, draft: Draft, name: str, words: str) -> HttpResponse:
    """Why nothing was saved; what was typed stays on the page."""
    if request.headers.get("HX-Request"):
        return render(request, "drafting/message.html", {"refused": words, "draft": draft})
    messages.error(request, words)
    looked(request, "draft.consult", draft, page=name)
    return section_page(request, draft, name, {entry.key: Outcome(entry, Fate.CONFLICT, words) for entry in entries_of(request)})


def _answered(request: HttpRequest, draft: Draft, name: str, result: Result) -> HttpResponse:
    """The message of the field, and what stands beside the form."""
    outcome = result.outcomes[0] if result.outcomes else None
    turning = outcome is not None and outcome.fate is Fate.SAVED and outcome.entry.key in _TURNING
    standing = bench.desk(draft)
    context = {
        **page(request, draft, standing, "case"),
        "section": name,
        "outcome": outcome,
        "turning": turning or result.moved,
        "fate": outcome.fate.value if outcome else "",
        "seal": _stands(standing, outcome) if outcome else "",
        "anchor": anchor(outcome.entry.key) if outcome else "",
        "address": f"{reverse('drafting:section', args=[draft.pk, section_of(outcome.entry.key)])}#{anchor(outcome.entry.key)}"
        if outcome
        else "",
    }
    return render(request, "drafting/message.html", context)


def _stands(standing: Desk, outcome: Outcome) -> str:
    """The seal of what stands in the field now."""
    if outcome.fate is Fate.CONFLICT:
        return seal(outcome.theirs)
    return seal(stands_at(standing, outcome.entry.key))


def _saved(request: HttpRequest, draft: Draft, name: str, result: Result) -> HttpResponse:
    """After a whole section was saved: on to what was asked for, or back to what is wrong."""
    lost = {item.entry.key: item for item in conflicts(result)}
    if lost or any(item.fate is Fate.WRONG for item in result.outcomes):
        return section_page(request, draft, name, lost)
    messages.success(request, _("Saved.") if result.changed else _("Nothing was changed."))
    following = request.POST.get("then", name)
    return redirect("drafting:section", draft.pk, following if following in SECTIONS else name)


# -- items of lists


def _steps(text: str) -> Steps:
    try:
        return steps_of(text[:300])
    except ValueError as error:
        raise Http404 from error


def _kept(request: HttpRequest, draft: Draft, name: str) -> HttpResponse | None:
    """Save the fields of the page before its items change; the page again where something could not be saved."""
    try:
        result = Save(user_of(request), draft, entries_of(request)).run()
    except Refused as refusal:
        return _refused(request, draft, name, str(refusal))
    lost = {item.entry.key: item for item in conflicts(result)}
    draft.refresh_from_db()
    if lost and not result.changed:
        looked(request, "draft.consult", draft, page=name)
    return section_page(request, draft, name, lost) if lost else None


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """One item more in a list."""
    draft = draft_of(request, pk)
    steps = _steps(request.POST.get("list", ""))
    name = section_of(str(steps[0]))
    again = _kept(request, draft, name)
    if again is not None:
        return again
    try:
        item = AddItem(user_of(request), draft, steps).run()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:section", pk, name)
    return redirect(f"{reverse('drafting:section', args=[pk, name])}?all=1#{anchor('.'.join(map(str, item)))}")


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """An item less in a list."""
    draft = draft_of(request, pk)
    steps = _steps(request.POST.get("item", ""))
    name = section_of(str(steps[0]))
    done(request, RemoveItem(user_of(request), draft, steps, version_of(request)), _("Removed. You can undo this."))
    return redirect("drafting:section", pk, name)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """The last change taken back, or the undo."""
    draft = draft_of(request, pk)
    if request.POST.get("what") == "redo":
        done(request, Redo(user_of(request), draft, version=version_of(request)), _("The undo was taken back."))
    else:
        done(request, Undo(user_of(request), draft, version=version_of(request)), _("The last change was undone."))
    name = request.POST.get("section", "")
    return redirect("drafting:section", pk, name) if name in SECTIONS else redirect("drafting:overview", pk)


# -- annexes


@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of an annex."""
    draft = draft_of(request, pk)
    annex = request.POST.get("annex", "")
    file = request.FILES.get(f"file:{annex}")
    again = _kept(request, draft, "annexes")
    if again is not None:
        return again
    if file is None:
        messages.error(request, _("Choose a file first."))
    else:
        done(request, Attach(user_of(request), draft, annex, file), _("The file is kept with its hash."))
    return redirect("drafting:section", pk, "annexes")


@require_GET
def annex(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """The file of an annex, to be saved, never shown in place."""
    draft = draft_of(request, pk)
    kept = draft.files.filter(sha256=sha256).last()
    if kept is None:
        raise Http404
    content = store.content(str(draft.pk), sha256)
    looked(request, "draft.annex-download", draft, annex=kept.annex, sha256=sha256)
    return as_file(content, kept.name)
