# SPDX-License-Identifier: EUPL-1.2
"""``request.json`` (schema ``comity.request/1``): the case, the law it rests on, and every text that stands in its papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from comity.advise.advise import echo
from comity.draft.bases import bases_of
from comity.draft.case.read import plain
from comity.draft.check.deficiency import Deficiency
from comity.draft.papers.written import WrittenPaper
from comity.draft.scene import Scene
from comity.model.errors import WrongInput
from comity.model.said import said

SCHEMA = "comity.request/1"


def request_bytes(scene: Scene, written: Iterable[WrittenPaper], deficiencies: Sequence[Deficiency]) -> bytes:
    """The request as data."""
    data = {
        "schema": SCHEMA,
        "case": plain(scene.case),
        "query": echo(scene.query),
        "corpus": {"version": scene.corpus.version, "as_of": scene.corpus.as_of},
        "verdict": scene.judgement.verdict.value,
        "bases": [
            {"instrument": cited.instrument.id, "articles": list(cited.articles), "with": [protocol.id for protocol in cited.protocols]}
            for cited in bases_of(scene)
        ],
        "papers": [_paper(item) for item in written],
        "deficiencies": [deficiency_data(item, "en") for item in deficiencies],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def _paper(item: WrittenPaper) -> dict[str, object]:
    """What a reader finds in the paper: title and every text of the case with its place."""
    texts = [
        {
            "path": words.path,
            "text": words.text,
            **({"lang": words.language} if words.language else {}),
            **({"mark": words.mark.value} if words.mark else {}),
        }
        for words in item.letter.words()
        if words.path
    ]
    return {"id": item.paper.id, "lang": item.letter.language, "title": item.letter.title, "texts": texts}


def deficiency_data(item: Deficiency, language: str) -> dict[str, object]:
    """A deficiency as data, in one language."""
    return {
        "code": item.code,
        "about": item.about,
        "severity": item.severity.value,
        "says": item.says.in_language(language)[0],
        "do": item.do.in_language(language)[0],
        "where": list(item.where),
        "instrument": item.instrument,
        "article": item.article,
        "law": item.law.in_language(language)[0],
        "by": item.by,
        "source": item.source,
        "confidence": item.confidence,
        "also": [{"instrument": instrument, "article": article} for instrument, article in item.also],
    }


def case_in(raw: object) -> object:
    """The case in what a file holds: a request file carries it, a case file is it."""
    if isinstance(raw, Mapping) and raw.get("schema") == SCHEMA:
        case: Any = raw.get("case")
        if not isinstance(case, Mapping):
            raise WrongInput(said("this request holds no case"), where="case", do=said("write the request anew with comity draft"))
        return case
    return raw
