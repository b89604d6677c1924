# SPDX-License-Identifier: EUPL-1.2
"""The states in which a draft was: versions that were kept, every saved step, what changed between any two, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from comity.draft.revision.changes import Change, changes
from comity.web.drafting import bench, steps
from comity.web.drafting.access import done, draft_of, looked, page, user_of, version_of
from comity.web.drafting.desk import Desk
from comity.web.drafting.going_back import Restore
from comity.web.drafting.models import Draft, Step
from comity.web.drafting.review import label_of

PAGE = 20
MOST_CHANGES = 500
NAMED = 4
"""The changed fields that a step names; of the others it says how many there are."""
DONE = {
    "": gettext_lazy("as it was before"),
    "draft.start": gettext_lazy("begun"),
    "draft.save": gettext_lazy("fields saved"),
    "draft.add": gettext_lazy("item added"),
    "draft.remove": gettext_lazy("item removed"),
    "draft.annex": gettext_lazy("file of an annex"),
    "draft.replace": gettext_lazy("case replaced by a program"),
    "draft.undo": gettext_lazy("undone"),
    "draft.redo": gettext_lazy("undo taken back"),
    "draft.restore": gettext_lazy("earlier state put back"),
}


@require_GET
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions and steps, and what changed from one to another, field by field."""
    draft = draft_of(request, pk)
    looked(request, "draft.consult", draft, page="versions")
    standing = bench.desk(draft)
    kept = list(draft.versions.select_related("by"))
    rows, more = _steps(request, draft, standing)
    names = [(str(version.number), _("Version %(number)s") % {"number": version.number}) for version in kept]
    names += [(row["name"], _("Step %(number)s") % {"number": row["step"].number}) for row in reversed(rows)]
    old, new = _pair(request, draft, [name for name, _words in names])
    found = changes(old.case, new.case) if old and new else ()
    context = {
        **page(request, draft, standing, "versions"),
        "versions": kept,
        "steps": rows,
        "more": more,
        "names": [*names, (steps.NOW, _("as it is now"))],
        "old": old.name if old else "",
        "new": new.name if new else "",
        "changes": [_told(standing, change) for change in found[:MOST_CHANGES]],
        "left": max(len(found) - MOST_CHANGES, 0),
        "most": steps.MOST,
    }
    return render(request, "drafting/versions.html", context)


def _steps(request: HttpRequest, draft: Draft, standing: Desk) -> tuple[list[dict[str, Any]], int | None]:
    """One page of the steps, the newest first, and where the next begins; None where it is the last."""
    before = request.GET.get("before", "")
    found = draft.steps.select_related("by").order_by("-number")
    if before.isascii() and before.isdigit() and len(before) < 10:
        found = found.filter(number__lt=int(before))
    some = list(found[: PAGE + 1])
    rows = [_row(standing, step, older) for step, older in zip(some, [*some[1:], None], strict=True)][:PAGE]
    for row in rows:
        row["stands"] = row["step"].case == draft.case and row["step"].wrong == draft.wrong
    return rows, some[PAGE - 1].number if len(some) > PAGE else None


def _row(standing: Desk, step: Step, older: Step | None) -> dict[str, Any]:
    found = changes(older.case, step.case) if older else ()
    return {
        "step": step,
        "name": f"{steps.SAVED}{step.number}",
        "older": f"{steps.SAVED}{older.number}" if older else "",
        "what": DONE.get(step.act, step.act),
        "fields": list(dict.fromkeys(label_of(standing, change.path) for change in islice(found, NAMED))),
        "rest": max(len(found) - NAMED, 0),
    }


def _pair(request: HttpRequest, draft: Draft, names: list[str]) -> tuple[steps.State | None, steps.State | None]:
    """The two states that are compared: those that were chosen, else the last version, or the first step of the page, with what is now."""
    old, new = (steps.state(draft, request.GET.get(key, "")) for key in ("old", "new"))
    if old and new:
        return old, new
    versions = [name for name in names if not name.startswith(steps.SAVED)]
    first = (versions or names)[-1 if versions else 0] if names else ""
    return steps.state(draft, first), steps.state(draft, steps.NOW)


def _told(standing: Desk, change: Change) -> dict[str, Any]:
    return {"label": label_of(standing, change.path), "old": list(_lines(change.old)), "new": list(_lines(change.new))}


def _lines(value: object) -> Iterator[tuple[str, str]]:
    """A value as lines for the eye: what each part is called, and the part."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from ((f"{key}.{name}" if name else str(key), text) for name, text in _lines(item))
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from ((f"{number}.{name}" if name else str(number), text) for name, text in _lines(item))
    elif value is not None:
        yield "", _("yes") if value is True else _("no") if value is False else str(value)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """An earlier state put back, as a new step."""
    draft = draft_of(request, pk)
    act = Restore(user_of(request), draft, request.POST.get("state", "")[:20], version_of(request))
    done(request, act, _("The earlier state was put back. You can undo this."))
    return redirect("drafting:versions", pk)
