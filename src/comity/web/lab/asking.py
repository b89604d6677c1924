# SPDX-License-Identifier: EUPL-1.2
"""The way from a form to a job: filled in, checked, found among what was done before or put into the queue."""

from __future__ import annotations

from importlib.util import find_spec

from django.contrib import messages
from django.forms import Field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.web.accounts.gate import signed_in
from comity.web.actions import Refused
from comity.web.jobs.acts import StartJob, Wanted, done_before
from comity.web.jobs.kinds import kind_of
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job
from comity.web.jobs.words import row_of
from comity.web.knowledge import adviser
from comity.web.lab.fields import LONGEST, MOST, SeveralField
from comity.web.lab.forms import LabForm
from comity.web.lab.reform_fields import RowsField, TextsField

_NEEDED = ("numpy", "z3", "highspy", "rustworkx", "altair", "pyarrow", "vl_convert")


def installed() -> bool:
    """Whether this installation has what the lab needs (the extra ``lab``)."""
    return all(find_spec(name) is not None for name in _NEEDED)


def ask(request: HttpRequest, form_class: type[LabForm], template: str) -> HttpResponse:
    """Show the form, or begin the job that it asks for."""
    if request.method == "POST" and "offer" in request.POST:
        return _form(request, form_class(initial=_typed(request, form_class)), template)
    if request.method == "POST":
        form = form_class(request.POST, request.FILES)
        if form.is_valid():
            return _begin(request, form, template)
        return _form(request, form, template, 422)
    return _form(request, form_class(initial=_before(request, form_class)), template)


def _before(request: HttpRequest, form_class: type[LabForm]) -> dict[str, object]:
    """The answers of an earlier job, or of the address."""
    number = request.GET.get("from", "")
    if number.isascii() and number.isdecimal() and len(number) < 19:
        job = Job.objects.visible_to(signed_in(request)).filter(pk=int(number), kind=form_class.kind).first()
        if job is not None:
            return dict(job.question)
    return {name: _of_address(field, request.GET.getlist(name)) for name, field in form_class.base_fields.items() if name in request.GET}


def _of_address(field: Field, values: list[str]) -> object:
    """A value of the address, or several; the cells of a row stand in one, with colons."""
    clean = [value[:LONGEST].replace("\0", "") for value in values[:MOST]]
    if isinstance(field, RowsField):
        return [(value.split(":") + [""] * len(field.columns))[: len(field.columns)] for value in clean]
    return clean if isinstance(field, SeveralField | TextsField) else clean[-1]


def _typed(request: HttpRequest, form_class: type[LabForm]) -> dict[str, object]:
    """What is in the form now, as it was typed."""
    return {name: field.widget.value_from_datadict(request.POST, request.FILES, name) for name, field in form_class.base_fields.items()}


def _form(request: HttpRequest, form: LabForm, template: str, status: int = 200, refused: str = "") -> HttpResponse:
    form.dress()
    recent = Job.objects.visible_to(signed_in(request)).filter(kind=form.kind, state=State.DONE.value)[:5]
    kind = kind_of(form.kind)
    rows = [row_of(job) for job in recent]
    content = {"form": form, "refused": refused, "kind": kind.words, "recent": rows, "installed": installed()}
    return render(request, template, content, status=status)


def _begin(request: HttpRequest, form: LabForm, template: str) -> HttpResponse:
    user = signed_in(request)
    wanted = Wanted(kind_of(form.kind), form.question(), form.arguments(), adviser().corpus.version, form.given_files())
    before = None if "anew" in request.POST else done_before(user, wanted)
    if before is not None:
        messages.info(request, _("This was asked before; here is what was found. The law has not changed since."))
        return redirect("jobs:job", pk=before.pk)
    try:
        job = StartJob(user, wanted).run()
    except Refused as refusal:
        return _form(request, form, template, 409, str(refusal))
    return redirect("jobs:job", pk=job.pk)
