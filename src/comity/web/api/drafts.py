# SPDX-License-Identifier: EUPL-1.2
"""Drafts of the units of the token's holder. What one may not see is not there; each reading of a case is in the audit trail."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from comity.draft.case.read import Plain, plain
from comity.model.errors import WrongInput
from comity.web.accounts.models import Unit, User
from comity.web.api import schemas as out
from comity.web.api.access import Bearer, Limit, holder
from comity.web.api.bodies import MAX_CASE, json_body
from comity.web.api.cases import opened
from comity.web.api.models import Scope
from comity.web.api.paging import next_address
from comity.web.api.plain import json_response
from comity.web.api.problems import ProblemError
from comity.web.drafting.acts import Look, Stale, Start
from comity.web.drafting.desk import values_of
from comity.web.drafting.editing import Change
from comity.web.drafting.files import is_text
from comity.web.drafting.models import WRITERS, Draft

drafts = Router(tags=["drafts"], throttle=Limit())
READ, WRITE = Bearer(Scope.DRAFTS_READ), Bearer(Scope.DRAFTS_WRITE)
_VERSION = re.compile(r'(?:W/)?"([0-9]{1,9})"')
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The version that was changed, as the header `ETag` gave it",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
}


class Replace(Change[Draft]):
    """Put another case into a draft."""

    name = "draft.replace"

    def __init__(self, who: User, draft: Draft, values: Plain, version: int) -> None:
        super().__init__(who, draft, version=version)
        self.values = values

    def execute(self) -> Draft:
        """The whole case; nothing of what was typed before stays."""
        self.put(self.values, {}, moved=True)
        return self.draft

    def detail(self, result: Draft) -> dict[str, Any]:
        """Which version it became."""
        return {"version": result.version, "by": "api"}


# -- reading


@drafts.get("", response=out.DraftPage, operation_id="listDrafts", auth=READ)
def listed(request: HttpRequest, asked: Query[out.DraftFilter]) -> out.DraftPage:
    """Drafts that the holder of the token may see, the newest first, without the cases in them."""
    found = Draft.objects.visible_to(holder(request)).outgoing().order_by("-pk")
    if asked.after:
        found = found.filter(pk__lt=asked.after)
    if asked.state:
        found = found.filter(state=asked.state)
    shown = list(found[: asked.limit + 1])
    items = [out.DraftLine.model_validate(line(draft)) for draft in shown[: asked.limit]]
    more = next_address(request, str(items[-1].id)) if len(shown) > asked.limit else None
    return out.DraftPage(items=items, next=more)


@drafts.get("/{id}", response=out.DraftOut, operation_id="readDraft", auth=READ)
def read(request: HttpRequest, id: Path[out.Key]) -> HttpResponse:
    """A draft with its case; its version is also in the header `ETag`, for the `If-Match` of a change."""
    draft = visible(request, id)
    Look(holder(request), "draft.read", draft, by="api", version=draft.version).run()
    return whole(draft)


def visible(request: HttpRequest, id_: int) -> Draft:
    """The draft, if the holder may see it; else there is none."""
    draft = Draft.objects.visible_to(holder(request)).outgoing().filter(pk=id_).first()
    if draft is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, "there is no such draft, or not for this token", where="path.id", do="see /drafts")
    return draft


def line(draft: Draft) -> dict[str, object]:
    """A draft in a list."""
    return {
        "id": draft.pk,
        "version": draft.version,
        "state": draft.state,
        "title": draft.title,
        "reference": draft.reference,
        "measure": draft.measure,
        "requesting": draft.requesting,
        "requested": draft.requested,
        "unit": draft.unit_id,
        "changed": draft.changed.isoformat(),
    }


def whole(draft: Draft, status: int = HTTPStatus.OK) -> HttpResponse:
    """A draft with its case."""
    response = json_response({**line(draft), "case": draft.case}, status)
    response["ETag"] = f'"{draft.version}"'
    return response


# -- writing


@drafts.post("", response={201: out.DraftOut}, operation_id="createDraft", auth=WRITE)
def create(request: HttpRequest) -> HttpResponse:
    """Begin a draft from a case (`{"case": ..., "unit": ...}`); `unit` may be left out where the holder drafts in one unit only."""
    given = _given(json_body(request, MAX_CASE))
    values = _values(given.get("case"))
    draft = Start(holder(request), _unit(holder(request), given.get("unit")), values, "api").run()
    response = whole(draft, HTTPStatus.CREATED)
    response["Location"] = f"{request.path.rstrip('/')}/{draft.pk}"
    return response


@drafts.put("/{id}", response=out.DraftOut, operation_id="updateDraft", auth=WRITE, openapi_extra={"parameters": [_IF_MATCH]})
def update(request: HttpRequest, id: Path[out.Key]) -> HttpResponse:
    """Put another case into a draft that is still open; `If-Match` names the version that was changed: 412 where it is no longer that."""
    draft = visible(request, id)
    version = _version(request.headers.get("If-Match"))
    if draft.unit_id not in holder(request).units(*WRITERS):
        raise ProblemError(HTTPStatus.FORBIDDEN, "your role in the unit does not allow this", do="ask an officer of the unit")
    given = _given(json_body(request, MAX_CASE))
    try:
        return whole(Replace(holder(request), draft, _values(given.get("case")), version).run())
    except Stale as stale:
        raise ProblemError(HTTPStatus.PRECONDITION_FAILED, "the draft was changed since", where="If-Match") from stale


def _given(raw: object) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("case"), Mapping):
        raise WrongInput("there is no case", where="body.case", do='send an object such as {"case": {...}}')
    for name in raw:
        if name not in ("case", "unit"):
            raise WrongInput(f"unknown field {name!r}", where="body", do="use one of: case, unit")
    return raw


def _values(raw: object) -> Plain:
    """The case as a draft keeps it; WrongInput where it is none, or holds what is no text."""
    values = values_of(plain(opened(raw).scene.case))
    _textual(values, "body.case")
    return values


def _textual(value: object, where: str) -> None:
    if isinstance(value, str) and not is_text(value):
        raise WrongInput("holds characters that are no text", where=where, do="leave them out")
    if isinstance(value, Mapping):
        for key, item in value.items():
            _textual(key, where)
            _textual(item, f"{where}.{key}")
    if isinstance(value, list):
        for number, item in enumerate(value):
            _textual(item, f"{where}[{number}]")


def _unit(user: User, wanted: object) -> Unit:
    mine = user.units(*WRITERS)
    if not mine:
        raise ProblemError(HTTPStatus.FORBIDDEN, "only officers and prosecutors of a unit begin drafts in it")
    if wanted is None and len(mine) > 1:
        raise WrongInput("you draft in several units", where="body.unit", do=f"name one of {', '.join(map(str, sorted(mine)))}")
    number = next(iter(mine)) if wanted is None else wanted
    if isinstance(number, bool) or not isinstance(number, int) or number not in mine:
        raise WrongInput("this is no unit in which you draft", where="body.unit", do=f"name one of {', '.join(map(str, sorted(mine)))}")
    return Unit.objects.get(pk=number)


def _version(header: str | None) -> int:
    if header is None:
        raise ProblemError(HTTPStatus.PRECONDITION_REQUIRED, "the version that was changed is not named", where="If-Match")
    found = _VERSION.fullmatch(header.strip())
    if found is None:
        raise ProblemError(HTTPStatus.PRECONDITION_FAILED, "this names no version of the draft", where="If-Match")
    return int(found[1])
