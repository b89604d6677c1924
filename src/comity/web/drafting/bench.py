# SPDX-License-Identifier: EUPL-1.2
"""From a draft to its desk: the case before the law of this process, on its day, in the language of the user."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import get_language

from comity.documents.letter_pdf import letter_pdf
from comity.draft.case.base import Language
from comity.draft.case.read import Plain
from comity.draft.case.things import LANGUAGES
from comity.draft.package import Writer, papers_of
from comity.web.drafting.desk import Desk
from comity.web.drafting.lifecycle import Event, State
from comity.web.drafting.models import Draft
from comity.web.knowledge import adviser, drafting


def spoken() -> Language:
    """The language of the user, one of the four."""
    active = get_language() or ""
    return next((language for language in LANGUAGES if language == active[:2]), "en")


def desk_of(values: Plain, *, on: date | None = None, hashes: dict[str, str] | None = None, lang: Language | None = None) -> Desk:
    """The desk of the values of a case."""
    return Desk(adviser(), drafting(), values, lang or spoken(), on or timezone.localdate(), hashes or {})


def hashes_of(draft: Draft, values: Plain) -> dict[str, str]:
    """The SHA-256 of the file of each annex: the one that the case names where it is there, else the last."""
    kept = list(draft.files.values_list("annex", "sha256"))
    named = {(str(annex.get("id")), str(annex.get("sha256"))) for annex in values.get("annexes") or ()}
    return dict(kept) | dict(pair for pair in kept if pair in named)


def desk(draft: Draft, values: Plain | None = None) -> Desk:
    """The desk of a draft; an approved one stays before the law of the day on which it was approved."""
    approved = draft.versions.filter(event=Event.APPROVE.value).last() if draft.status is State.APPROVED else None
    shown = draft.case if values is None else values
    return desk_of(shown, on=approved.on.date() if approved else None, hashes=hashes_of(draft, shown))


def note(draft: Draft, standing: Desk) -> None:
    """Keep beside the draft what lists and filters ask for."""
    case = standing.values.get("case") or {}
    title = case.get("title") or ""
    own = case.get("language") or "en"
    draft.title = str(title.get(own) or next(iter(title.values()), "")) if isinstance(title, dict) else str(title)
    draft.reference = str(case.get("reference") or "")
    draft.measure, draft.requesting, draft.requested = (
        str(standing.values.get(key) or "") for key in ("measure", "requesting", "requested")
    )
    draft.open = {severity.value: number for severity, number in standing.counts.items()} if standing.scene else {}
    draft.stopping = sum(number for severity, number in standing.counts.items() if severity.stops) if standing.scene else None


def write(draft: Draft) -> None:
    """Write the papers in the language of the case once; WrongInput where they hold what cannot be written."""
    standing = desk(draft)
    scene = standing.scene
    if scene is not None:
        for written in Writer(scene, standing.found, draft=True).letters(papers_of(scene), [scene.case.case.language]):
            letter_pdf(written.letter)


def heading(draft: Draft, lang: Language | None = None) -> str:
    """What a draft is called: its own title, else the measure."""
    if draft.title:
        return draft.title
    measure = adviser().corpus.measures.get(draft.measure)
    return measure.name.in_language(lang or spoken())[0] if measure else draft.measure


def sides(draft: Draft) -> str:
    """Who asks whom, by name."""
    names = (adviser().corpus.by_code.get(code) for code in (draft.requesting, draft.requested))
    return " → ".join(name.name.in_language(spoken())[0] for name in names if name)
