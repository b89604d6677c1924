# SPDX-License-Identifier: EUPL-1.2
"""S7, the case: every string in every free text of a case, by the interface and by the form, on the pages and in the papers."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from typing import Any

from django.http.response import HttpResponseBase
from django.test import Client
from lxml import etree

from bench.torture_web.fields import CASE, Stage
from bench.torture_web.inert import Page, Shape, faults, logged, plain
from bench.torture_web.naughty import BETWEEN, Report
from bench.torture_web.reading import body_of
from bench.torture_web.sides import side
from bench.torture_web.strings import spread
from bench.torture_web.visitors import signed_in
from comity.draft.case.read import Plain
from comity.draft.case.shape import PlaceKind, shapes
from comity.draft.interview.places import Steps, at, lacking, place_of, placed, shown
from comity.model.errors import WrongInput
from comity.web.accounts.models import Role
from comity.web.api.acts import IssueToken
from comity.web.api.cases import opened
from comity.web.api.models import Scope
from comity.web.drafting.acts import Start
from comity.web.drafting.form import section_of
from comity.web.drafting.models import Draft

FREE = (PlaceKind.TEXT, PlaceKind.WRITTEN)
CODED = frozenset({"id", "iccs", "sha256", "schema", "trace", "lang"})
AT = frozenset({"requesting", "requested", "measure", "purpose", "stage", "bases", "assurances.kind"})
"""Parts and places that are no free texts: codes, and what the program gives itself."""

BENIGN = "Benign words"
PAPER = "request"
LONGEST = 400


def places() -> list[Steps]:
    """The free texts of a case that take any words, each in the first item of its lists; found by trying."""
    free = [path for path, shape in shapes().items() if shape.kind in FREE and path not in AT and not CODED & set(path.split("."))]
    kept = [_first(path) for path in free if not path.startswith("offences.")]  # the one offence stands under its own name
    while True:
        try:
            opened(_filled(kept, BENIGN))
        except WrongInput as error:
            rest = [steps for steps in kept if not _named(steps, error.where)]
            if len(rest) == len(kept):
                raise
            kept = rest
        else:
            return kept


def _named(steps: Steps, where: str) -> bool:
    return shown(steps).replace("[0]", "") == where.removeprefix("facts.").replace("[0]", "")


def _filled(wanted: Sequence[Steps], text: str) -> Plain:
    values: Plain = dict(CASE)
    for steps in wanted:
        values = placed(values, steps, text)
    while rest := lacking(values):
        for steps in rest:
            values = placed(values, steps, _right(place_of(steps)))
    return values


def _right(path: str) -> object:
    """What is right at a place that must not be empty."""
    if path == "assurances.kind":
        return "costs"
    shape = shapes()[path]
    if shape.words:
        return shape.words[0]
    return {PlaceKind.DAY: "2026-01-01", PlaceKind.NUMBER: 1, PlaceKind.ACTOR: "GE", PlaceKind.LANGUAGE: "en", PlaceKind.TRUTH: True}.get(
        shape.kind, BENIGN
    )


def _first(path: str) -> Steps:
    """The place with the first item of each list on the way."""
    steps: list[str | int] = []
    for count, part in enumerate(parts := path.split(".")):
        steps.append(part)
        shape = shapes()[".".join(parts[: count + 1])]
        if shape.several:
            steps.append(0)
    return tuple(steps)


class Program:
    """A program with a token that writes drafts."""

    def __init__(self, stage: Stage) -> None:
        secret = IssueToken(stage.side.person(Role.OFFICER), "naughty", Scope.values, 1).run().secret
        self.client = Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)

    def send(self, method: str, path: str, body: object, **headers: str) -> HttpResponseBase:
        """A body as JSON."""
        answer: HttpResponseBase = self.client.generic(
            method, f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers or None
        )
        return answer


def torture(stage: Stage, wanted: Sequence[Steps], strings: Sequence[str]) -> Report:
    """Put each string into all the places at once, read it back, look at a section and at a paper."""
    run = _Run(stage, wanted)
    with logged() as lines:
        for number, text in enumerate(strings):
            found = (*run.tried(text, number), *lines.faults())
            run.report.faults += [f"case, {text[:60]!r}: {fault}" for fault in found]
    return run.report


class _Run:
    """A draft, who writes and reads it, and what was found."""

    def __init__(self, stage: Stage, wanted: Sequence[Steps]) -> None:
        self.wanted = wanted
        self.report = Report(fields=len(wanted))
        self.program = Program(stage)
        self.browser = signed_in(stage.side.person(Role.OFFICER))
        self.browser.raise_request_exception = False
        self.draft = Start(stage.side.person(Role.OFFICER), stage.side.unit, dict(CASE), "test").run()
        self.sections = sorted({section_of(str(steps[0])) for steps in wanted})
        self.known: set[Shape] = set(BETWEEN)

    def _learn(self, section: str) -> None:
        """What a section is made of."""
        for text in (BENIGN, "B"):
            self._put(text)
            self.known |= Page(self._section(section)).shapes

    def _section(self, section: str) -> HttpResponseBase:
        answer: HttpResponseBase = self.browser.get(f"/drafts/{self.draft.pk}/case/{section}/?all=1")
        return answer

    def _put(self, text: str) -> HttpResponseBase:
        self.draft.refresh_from_db()
        body = {"case": _filled(self.wanted, text)}
        return self.program.send("PUT", f"/drafts/{self.draft.pk}", body, **{"If-Match": f'"{self.draft.version}"'})

    def tried(self, text: str, number: int) -> Iterator[str]:
        """What is wrong with a text in all places, in a section and in the papers."""
        section = self.sections[number % len(self.sections)]
        if number < len(self.sections):
            self._learn(section)
        answer = self._put(text)
        self.report.sent += len(self.wanted)
        yield from faults(answer, self.known)
        if answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
            if _storable(text):
                yield f"is refused: {body_of(answer)[:200]!r}"
            return
        yield from self._read(text)
        page = self._section(section)
        yield from faults(page, self.known)
        self.report.seen += 1
        if plain(text) and not Page(page).shows(text):
            yield f"is not shown in {section}"
        yield from _of_papers(self.browser, self.draft)

    def _read(self, text: str) -> Iterator[str]:
        read = json.loads(body_of(self.program.send("GET", f"/drafts/{self.draft.pk}", None)))["case"]
        for steps in self.wanted:
            found = at(read, steps)
            if found == text:
                self.report.kept += 1
            else:
                yield f"{shown(steps)} holds {str(found)[:60]!r}"


def _storable(text: str) -> bool:
    """Whether a text is one that a case keeps: no null character, something in it, and no more than any place takes."""
    return "\x00" not in text and bool(text.strip()) and len(text) <= LONGEST


def _of_papers(browser: Client, draft: Draft) -> Iterator[str]:
    """The paper is what it should be and loads, runs and refers to nothing, or the page says why it cannot be written."""
    answer = browser.get(f"/drafts/{draft.pk}/papers/{PAPER}.en.docx")
    if answer.status_code == 200:
        yield from _of_docx(body_of(answer))
    elif answer.status_code != 422:
        yield f"the DOCX has the status {answer.status_code}"
    answer = browser.get(f"/drafts/{draft.pk}/papers/{PAPER}.en.pdf")
    if answer.status_code == 200:
        yield from (f"the PDF has {word!r}" for word in active(body_of(answer)))
    elif answer.status_code != 422:
        yield f"the PDF has the status {answer.status_code}"


def active(content: bytes) -> list[bytes]:
    """What in a PDF runs, leads out or packs objects away; what is drawn and what is said in it does not count."""
    return _ACTIVE.findall(_SAID.sub(b"", _STREAM.sub(b"", content)))


_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
"""What is drawn, packed: no object of the file lies in it, since there is no stream of objects."""
_SAID = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
"""A text, such as a title: it may name anything."""
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|URI|OpenAction|EmbeddedFile|AA|ObjStm)(?=[\s/<>\[\]()])")

_DOCX_ELEMENTS = ("instrText", "fldSimple", "object", "altChunk", "hyperlink")


def _of_docx(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            tree = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
            if b'TargetMode="External"' in archive.read(name):
                yield f"{name} refers to what is outside"
            for item in tree.iter():
                local = etree.QName(item).localname if isinstance(item.tag, str) else ""
                if local in _DOCX_ELEMENTS and not _page_number(item):
                    yield f"{name} has <{local}>"


def _page_number(item: Any) -> bool:
    return plain(str(item.text or item.get(f"{{{item.nsmap.get('w')}}}instr") or "")) in ("PAGE", "NUMPAGES", "")


def full(count: int | None = None) -> tuple[str, list[str]]:
    """All strings, or so many of them: the row of the table and what went wrong."""
    stage = Stage.of(side("home"))
    report = torture(stage, places(), spread(count))
    row = f"naughty strings in a case | {report.sent} texts in {report.fields} places, {report.kept} kept as they are, {report.seen} pages"
    return row, report.faults
