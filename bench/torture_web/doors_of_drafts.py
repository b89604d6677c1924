# SPDX-License-Identifier: EUPL-1.2
"""The doors of the drafting app: the ways to begin, the fields of the case, remarks, files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bench.torture_web.fields import CASE, Door, Stage, last, named, same
from bench.torture_web.sides import Side
from bench.torture_web.visitors import signed_in
from comity.web.accounts.models import Role
from comity.web.drafting.bench import desk
from comity.web.drafting.entries import seal, stands_at
from comity.web.drafting.form import section_of
from comity.web.drafting.models import AnnexFile, Comment, Draft, Handover, ReceivedRequest


def of_drafts(stage: Stage) -> list[Door]:
    """All of them."""
    officer, side = stage.browsers[Role.OFFICER], stage.side
    draft = side.one(Draft)
    page = f"/drafts/{draft.pk}/"
    other = side.person(Role.OFFICER).pk
    comments = ((officer, f"{page}comments/"), (stage.browsers[Role.HEAD], f"{page}comments/"))
    again = same(Draft, draft.pk)
    return [
        Door(
            "start with a question",
            "/drafts/start/",
            officer,
            ("query", "reference", "example", "unit", "from"),
            {"from": "", "unit": str(side.unit.pk), "example": "bank-records"},
            newest=last(Draft),
            shown=lambda row: ((officer, f"/drafts/{row.pk}/"), (officer, "/drafts/"), (officer, f"/drafts/{row.pk}/case/case/")),
            given=_query,
        ),
        Door(
            "start with a file",
            "/drafts/start/",
            officer,
            ("file", "title", "name"),
            {"from": "file"},
            newest=last(Draft),
            column=lambda name: "title" if name == "title" else "",
            shown=lambda row: ((officer, f"/drafts/{row.pk}/"), (officer, "/drafts/")),
            given=_case_file,
        ),
        Door(
            "take in a request",
            "/drafts/received/",
            officer,
            ("file", "title", "name"),
            newest=last(ReceivedRequest),
            column=lambda name: "",
            shown=lambda row: ((officer, f"/drafts/received/{row.pk}/"), (officer, "/drafts/received/")),
            given=_case_file,
        ),
        Door(
            "comment",
            f"{page}comments/",
            officer,
            ("text", "path"),
            {"text": "T", "path": "case.title"},
            newest=last(Comment),
            shown=lambda row: comments,
        ),
        Door(
            "hand over",
            f"{page}hand-over/",
            officer,
            ("note", "to"),
            {"note": "N", "to": other},
            newest=last(Handover),
            shown=lambda row: ((officer, page),),
        ),
        Door(
            "withdraw",
            f"{page}withdraw/",
            officer,
            ("why", "version"),
            {"why": "W", "version": draft.version},
            shown=lambda row: ((stage.browsers[Role.AUDITOR], "/audit/?act=draft.withdraw"),),
            told=frozenset({"why"}),
        ),
        Door("share", f"{page}share/", officer, ("why", "version"), {"version": draft.version}, newest=again, column=lambda name: ""),
        Door("add an item", f"{page}add/", officer, ("list", "version"), {"list": "persons", "version": draft.version}),
        Door("remove an item", f"{page}remove/", officer, ("item", "version"), {"item": "annexes[0]", "version": draft.version}),
        Door("undo", f"{page}undo/", officer, ("section", "version"), {"version": draft.version}),
        Door(
            "annex",
            f"{page}annexes/",
            officer,
            ("name", "annex", "content"),
            {"annex": "A99", "version": draft.version},
            newest=last(AnnexFile),
            column=lambda name: "",
            shown=lambda row: ((officer, f"{page}case/annexes/?all=1"), (officer, f"{page}annexes/{row.sha256}")),
            given=_annex,
        ),
        Door(
            "a field that is none",
            f"{page}case/persons/save/",
            officer,
            ("key", "seal", "then", "all"),
            {"version": draft.version},
            given=_odd_field,
        ),
        *(_field(stage, draft, key) for key in TYPED),
    ]


TYPED = (
    "case.reference",
    "case.title@en",
    "summary.what@en",
    "on",
    "requested",
    "case.language",
    "offences[0].on",
    "facts.offence.dual",
)
"""A field of each kind: a word, a text, a day, a state, a language, a fact."""


CHOSEN = ("case.language", "facts.offence.dual")
"""Fields that offer a choice: what is none of it cannot stand in them."""


def _field(stage: Stage, draft: Draft, key: str) -> Door:
    """One field of the case as one types into it: what is wrong stays in the field, too."""
    section = section_of(key)
    page = f"/drafts/{draft.pk}/case/{section}/"
    name = f"v:{key}"
    base = {"version": draft.version, f"w:{key}": seal(stands_at(desk(draft), key))}
    browser = stage.browsers[Role.OFFICER]
    shown = ((browser, f"{page}?all=1"),)
    return Door(
        f"field {key}",
        f"{page}save/",
        _htmx(stage.side),
        (name,),
        base,
        shown=lambda row: shown,
        told=frozenset() if key in CHOSEN else frozenset({name}),
    )


def _htmx(side: Side) -> Client:
    browser = signed_in(side.person(Role.OFFICER))
    browser.defaults["HTTP_HX_REQUEST"] = "true"
    return browser


def _odd_field(name: str, text: str) -> Mapping[str, Any]:
    if name == "key":
        return {f"w:{text}": "0", f"v:{text}": "x"}
    if name == "seal":
        return {"w:case.reference": text, "v:case.reference": "x"}
    return {name: text}


def _query(name: str, text: str) -> Mapping[str, Any]:
    if name == "reference":
        return {"query": json.dumps({**CASE, "case": {"reference": text}}), "example": ""}
    return {name: text}


def _case_file(name: str, text: str) -> Mapping[str, Any]:
    content = json.dumps({**CASE, "case": {"title": text if name == "title" else "T"}})
    file = text if name == "file" else content
    return {"file": SimpleUploadedFile(named(text) if name == "name" else "case.json", file.encode("utf-8", "surrogatepass"))}


def _annex(name: str, text: str) -> Mapping[str, Any]:
    content = text.encode("utf-8", "surrogatepass") if name == "content" else b"content"
    annex = text if name == "annex" else "A99"
    return {"annex": annex, f"file:{annex}": SimpleUploadedFile(named(text) if name == "name" else "a.txt", content)}
