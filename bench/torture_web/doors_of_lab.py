# SPDX-License-Identifier: EUPL-1.2
"""The doors of the lab: the forms of its questions, filled in and from an address, and the pages of what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bench.torture_web.fields import Door, Stage, last, named
from bench.torture_web.questions import DAY, LAW, QUESTIONS
from comity.web.accounts.models import Role
from comity.web.jobs.models import Job
from comity.web.lab.asked.compare import CompareForm
from comity.web.lab.asked.draft import FilesField
from comity.web.lab.fields import Found, SeveralField
from comity.web.lab.questions import FORMS
from comity.web.lab.reform_fields import RowsField, TextsField

ROWS: dict[str, Mapping[str, str]] = {
    "bilateral": {"bilateral-partner": "TR", "bilateral-model": "chisinau-2002"},
    "extend": {"extend-instrument": "ets-030", "extend-territory": "GI"},
    "set": {"set-rule": "az-extradition-law:art-2-1-penalty", "set-bound": "1", "set-op": "at_least"},
}
"""The cells of a row, each with what another cell is tried beside."""

TYPED = (forms.DateField, forms.IntegerField, Found, SeveralField, RowsField, TextsField)
"""Fields into which one types: what is wrong comes back in them. The others offer a choice, or take files."""

FILE = "instrument.yaml"
FOUND: Mapping[str, tuple[str, ...]] = {
    "codify": ("view", "chapter", "became", "source", "after"),
    "simulate": ("way", "measure", "partner", "direction", "after"),
}
"""What the page of a job that is done reads of its address."""


def of_lab(stage: Stage) -> list[Door]:
    """All of them."""
    asked = [door for route in QUESTIONS for door in _question(stage, route)]
    return [*asked, *_comparison(stage), *_pages(stage)]


def _question(stage: Stage, route: str) -> Iterator[Door]:
    """A form as it is sent, as it offers what a state could change, and as an address fills it."""
    form = _form_at(route)
    path, officer = reverse(route), stage.browsers[Role.OFFICER]
    sent = Door(
        f"asks the lab at {path}",
        path,
        officer,
        (*_names(form),),
        {**QUESTIONS[route], "anew": "1"},
        form.__name__,
        newest=last(Job),
        column=lambda name: "",
        shown=lambda row: ((officer, f"/jobs/{row.pk}/"), (officer, "/jobs/"), (officer, f"{path}?from={row.pk}")),
        echo=_typed(form),
        given=_with_file if route == "lab:compare-draft" else _given,
    )
    yield sent
    yield replace(sent, name=f"offers at {path}", base={**QUESTIONS[route], "offer": "1"}, newest=None, shown=lambda row: ())
    yield Door(f"fills {path}", path, officer, (*form.base_fields, "from"), by_get=True)


def _form_at(route: str) -> type[forms.Form]:
    """The form of a page, by the kind of job that it asks for."""
    kind = {"lab:compare-draft": "compare", "lab:programme-measure": "programme"}.get(route, route.removeprefix("lab:"))
    return FORMS[kind]


def _names(form: type[forms.Form]) -> Iterator[str]:
    """Its fields, the cells of its rows, the files beside its texts and the names of its files."""
    for name, field in form.base_fields.items():
        yield name
        yield from ROWS[name] if isinstance(field, RowsField) else ()
        if isinstance(field, TextsField):
            yield f"{name}-file"
        if isinstance(field, FilesField):
            yield f"{name}-called"


def _typed(form: type[forms.Form]) -> frozenset[str]:
    rows = {name for row in ROWS.values() for name in row} - {"set-op"}
    return frozenset(name for name, field in form.base_fields.items() if isinstance(field, TYPED)) | rows


def _given(name: str, text: str) -> Mapping[str, Any]:
    """A text in every cell of a row, in one of them, in a file or as its name."""
    row = name.partition("-")[0]
    if name in ROWS:
        return dict.fromkeys(ROWS[name], text)
    if name in ROWS.get(row, {}):
        return {**ROWS[row], name: text}
    if name == "draft":
        return {name: SimpleUploadedFile(FILE, text.encode("utf-8", "surrogatepass"))}
    if name == "draft-called":
        return {"draft": SimpleUploadedFile(named(text), LAW)}
    if name.endswith("-file"):
        return {name: SimpleUploadedFile(named(text), text.encode("utf-8", "surrogatepass"))}
    return {name: text}


def _with_file(name: str, text: str) -> Mapping[str, Any]:
    """With a draft, which every request sends anew."""
    return {"draft": SimpleUploadedFile(FILE, LAW), **_given(name, text)}


def _comparison(stage: Stage) -> Iterator[Door]:
    """Comparisons are asked by their address."""
    officer, path = stage.browsers[Role.OFFICER], reverse("lab:compare")
    laws = {"instruments": ["ets-024", "ets-086"], "on": DAY}
    fields = (*CompareForm.base_fields, "show", "relation", "q", "after")
    yield Door("compares", path, officer, fields, laws, CompareForm.__name__, by_get=True, echo=_typed(CompareForm))
    yield Door(
        "compares states", path, officer, ("states", "topics", "on"), {"states": ["AZ", "GE"]}, by_get=True, echo=_typed(CompareForm)
    )
    for kind in ("html", "csv", "json"):
        yield Door(f"compares as {kind}", f"{path}compare.{kind}", officer, ("topics", "on"), laws, by_get=True)


def _pages(stage: Stage) -> Iterator[Door]:
    """Registers, lists, and what was found."""
    officer, side = stage.browsers[Role.OFFICER], stage.side
    register = ("q", "instrument", "article", "state", "court", "diverging", "after")
    yield Door("asks the register of readings", reverse("lab:interpretations"), officer, register, by_get=True)
    yield Door("asks the list of programmes", reverse("lab:programmes"), officer, ("after",), by_get=True)
    yield Door("asks the list of jobs", reverse("jobs:list"), officer, ("before",), by_get=True)
    for job in (side.one(Job), side.further[Job][0]):
        assert isinstance(job, Job)
        yield Door(f"looks at what was found: {job.kind}", f"/jobs/{job.pk}/", officer, FOUND[job.kind], by_get=True)
