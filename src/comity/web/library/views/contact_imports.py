# SPDX-License-Identifier: EUPL-1.2
"""Contacts out and in as CSV: a file is looked at before anything changes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comity.web.accounts.models import User
from comity.web.actions import Refused
from comity.web.audit.models import record
from comity.web.library.contact_actions import KEEPERS, ApplyImport, PrepareImport
from comity.web.library.contact_csv import Unreadable, fingerprint, written
from comity.web.library.contact_plan import planned_changes
from comity.web.library.forms import ImportForm
from comity.web.library.models import ContactImport
from comity.web.library.views.common import asked, page, signed_in
from comity.web.library.views.directory import narrowed


def _keeper(request: HttpRequest) -> User:
    user = signed_in(request)
    if not user.has_role(*KEEPERS):
        raise Http404
    return user


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The contacts that the list shows, as CSV."""
    found = list(narrowed(asked(request, "q"), asked(request, "state"), asked(request, "standing"), timezone.localdate()))
    record(signed_in(request), "contacts.export", count=len(found))
    response = HttpResponse(written(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="contacts.csv"'
    return response


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Read a file and show what it would change."""
    user = _keeper(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            planned_changes(form.cleaned_data["file"])
        except Unreadable as error:
            form.add_error("file", str(error.words))
        else:
            return redirect("library:contacts-preview", PrepareImport(user, form.cleaned_data["file"]).run().pk)
    form.dress()
    return page(request, "contacts_import", "directory", 200 if request.method == "GET" else 422, form=form)


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would change."""
    prepared = get_object_or_404(ContactImport.objects.visible_to(_keeper(request)), pk=pk, applied_at=None)
    return _preview(request, prepared)


def _preview(request: HttpRequest, prepared: ContactImport, status: int = 200, refused: str = "") -> HttpResponse:
    rows = planned_changes(prepared.text)
    return page(
        request,
        "contacts_preview",
        "directory",
        status,
        prepared=prepared,
        wrong=[row for row in rows if row.errors],
        added=[row for row in rows if row.adds and not row.errors],
        changed=[row for row in rows if row.changes and not row.adds and not row.errors],
        same=sum(1 for row in rows if not row.adds and not row.changes and not row.errors),
        shown=fingerprint(rows),
        refused=refused,
    )


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the preview showed."""
    user = _keeper(request)
    prepared = get_object_or_404(ContactImport.objects.visible_to(user), pk=pk, applied_at=None)
    try:
        ApplyImport(user, prepared, request.POST.get("shown", "")).run()
    except Refused as refusal:
        return _preview(request, prepared, 409, str(refusal))
    messages.success(request, _("The contacts are imported."))
    return redirect("library:directory")
