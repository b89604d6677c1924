# SPDX-License-Identifier: EUPL-1.2
"""A case that is sent along: what it lacks, and its papers. It is read, answered and kept nowhere."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from comity.documents.letter_text import letter_text
from comity.draft.answer import Reply, reply_to
from comity.draft.case.base import Language
from comity.draft.case.read import read_case
from comity.draft.check.check import check as check_scene
from comity.draft.check.check import stops
from comity.draft.check.deficiency import Deficiency
from comity.draft.package import Writer, answer_named, package
from comity.draft.request_file import case_in, deficiency_data
from comity.draft.scene import Scene, scene_of
from comity.model.errors import WrongInput
from comity.web.api import schemas as out
from comity.web.api.access import Bearer, Limit
from comity.web.api.bodies import MAX_CASE, json_body
from comity.web.api.models import Scope
from comity.web.api.plain import json_response, today
from comity.web.api.problems import ProblemError
from comity.web.knowledge import adviser, drafting

cases = Router(tags=["cases"], auth=Bearer(Scope.CHECK))
_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Opened:
    """A case before the law, and what the check found in it."""

    scene: Scene
    found: tuple[Deficiency, ...]

    @property
    def language(self) -> Language:
        """The language of the case."""
        return self.scene.case.case.language


def opened(raw: object) -> Opened:
    """The case in plain values, or in a request that was drafted, checked; WrongInput with place and reason."""
    scene = scene_of(read_case(case_in(raw)), adviser(), drafting(), today())
    return Opened(scene, check_scene(scene))


# -- check


@cases.post("/check", operation_id="checkCase", throttle=Limit(5))
def check(request: HttpRequest, asked: Query[out.CheckAsked]) -> HttpResponse:
    """What a request lacks and what is wrong with it, each with severity and article (`comity.check/1`).

    With `as=requested`: what the receiving side finds under the treaty and its own law, and the letter that follows. Annexes are known by
    the hashes in the case alone. Deficiencies are a result: the status is 200.
    """
    result = opened(json_body(request, MAX_CASE))
    return json_response(check_data(result, asked.side, asked.lang or result.language))


def check_data(result: Opened, side: str, language: Language) -> dict[str, object]:
    """The data of comity.check/1."""
    scene = result.scene
    data: dict[str, object] = {
        "schema": "comity.check/1",
        "verdict": scene.judgement.verdict.value,
        "bases": [item.plan.instrument.id for item in scene.relied],
        "deficiencies": [deficiency_data(item, language) for item in result.found],
    }
    if side == "requested":
        reply = reply_to(scene, result.found)
        data |= {"answer": reply.kind.value, "letter": _letter(scene, reply, language)}
    return data


def _letter(scene: Scene, reply: Reply, language: Language) -> str:
    paper = answer_named(scene.drafting, reply.kind.value, scene.query.measure)
    writer = Writer(scene, deficiencies=reply.deficiencies, grounds=reply.grounds)
    return letter_text(writer.letters([paper], [language])[0].letter)


# -- draft


@cases.post("/draft", operation_id="draftCase", throttle=Limit(20))
def draft(request: HttpRequest, asked: Query[out.DraftAsked]) -> HttpResponse:
    """The complete request of a case: every paper as PDF/A and DOCX in each language, and request.json.

    A request that would be refused or returned is not written: 422 with the code `deficient` and its `deficiencies`, unless `incomplete`.
    """
    result = opened(json_body(request, MAX_CASE))
    wanted: tuple[Language, ...] = tuple(dict.fromkeys(asked.lang)) or (result.language,)
    if asked.bilingual and len(wanted) != 2:
        raise WrongInput("two columns need two languages", where="query.bilingual", do="give lang twice")
    deficient = stops(result.found)
    if deficient and not asked.incomplete:
        raise _deficient(result, wanted[0])
    made = package(result.scene, result.found, wanted, draft=deficient, bilingual=asked.bilingual)
    if asked.form == "zip":
        return zipped(made.files)
    remarks = [deficiency_data(item, wanted[0]) for item in result.found]
    return json_response({"files": [_file(name, content) for name, content in made.files.items()], "deficiencies": remarks})


def _deficient(result: Opened, language: Language) -> ProblemError:
    return ProblemError(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "the request is deficient: nothing is written",
        where="body",
        do="complete the case, or ask for a marked draft with incomplete=true",
        code="deficient",
        deficiencies=[deficiency_data(item, language) for item in result.found if item.severity.stops],
    )


def _file(name: str, content: bytes) -> dict[str, str]:
    media_type = _MEDIA.get(name.rpartition(".")[2], "application/octet-stream")
    return {"name": name, "media_type": media_type, "content": base64.b64encode(content).decode("ascii")}


def zipped(contents: Mapping[str, bytes]) -> HttpResponse:
    """Files in an archive; the same files make the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    response = HttpResponse(buffer.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="request.zip"'
    return response
