# SPDX-License-Identifier: EUPL-1.2
"""Pages of instruments."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from comity.corpus.coverage import coverage_of
from comity.model.interpretations import Question, of_place
from comity.model.law import Instrument, InstrumentKind, StatementKind
from comity.web.knowledge import actor_choices, adviser
from comity.web.library import instruments, world_map
from comity.web.library.days import day_asked
from comity.web.library.labels import label
from comity.web.library.paging import page_of
from comity.web.library.views.common import asked, known, language, page

AN_HOUR = "private, max-age=3600"


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """All instruments, narrowed by words, kind, measure, or the state that they bind on a day."""
    corpus, day = adviser().corpus, day_asked(request)
    wanted = instruments.Wanted(asked(request, "q"), asked(request, "kind"), asked(request, "measure"), asked(request, "state"), day.on)
    found = instruments.found(adviser(), wanted)
    measures = sorted(((item.id, item.name.in_language(language())[0]) for item in corpus.vocabulary.measures), key=lambda item: item[1])
    return page(
        request,
        "instruments",
        "instruments",
        wanted=wanted,
        day=day,
        page=page_of(request, found, lambda law: law.id),
        kinds=[(kind.value, label(kind.value)) for kind in InstrumentKind],
        measures=measures,
        states=actor_choices(),
    )


@require_GET
def shown(request: HttpRequest, id_: str) -> HttpResponse:
    """An instrument with all that is known of it, its parties on a day."""
    corpus, day = adviser().corpus, day_asked(request)
    law = known(corpus.by_id, id_)
    parts = instruments.articles(law)
    return page(
        request,
        "instrument",
        "instruments",
        law=law,
        day=day,
        bound=instruments.on_day(adviser(), law, day.on) if not law.national else None,
        articles=parts,
        statements=sorted(law.statements, key=lambda item: (_name(item.by), item.id)),
        coverage=coverage_of(law),
        changes=len(instruments.changes(law)),
        protocols=corpus.protocols.get(law.id, ()),
        parent=corpus.by_id.get(law.parent),
        pointing=_pointing(law),
        readings=of_place(corpus.readings, law.id),
        questions=_questions(law),
        corpus=corpus,
    )


def _name(code: str) -> str:
    actor = adviser().corpus.by_code.get(code)
    return actor.name.in_language(language())[0] if actor else code


def _questions(law: Instrument) -> dict[str, list[Question]]:
    """What the register of readings asks, by article."""
    found: dict[str, list[Question]] = {}
    for question in adviser().corpus.readings.questions:
        if question.instrument == law.id:
            found.setdefault(instruments.head(question.article), []).append(question)
    return found


def _pointing(law: Instrument) -> list[tuple[Instrument, object]]:
    """The clauses of other instruments that name this one."""
    return [(other, relation) for other in adviser().corpus.instruments for relation in other.relations if relation.of.id == law.id]


@require_GET
def changes(request: HttpRequest, id_: str) -> HttpResponse:
    """What happened to an instrument, newest first."""
    law = known(adviser().corpus.by_id, id_)
    happened = [(f"{number:05}", change) for number, change in enumerate(instruments.changes(law))]
    return page(request, "changes", "instruments", law=law, page=page_of(request, happened, lambda entry: entry[0], 100))


@require_GET
def world(request: HttpRequest, id_: str) -> HttpResponse:
    """The parties on a map."""
    law, day = known(adviser().corpus.by_id, id_), day_asked(request)
    if law.national:
        raise Http404(id_)
    names = {actor.code: actor.name.in_language(language())[0] for actor in adviser().corpus.actors}
    title = _("Parties to {treaty} on {day}").format(treaty=law.short.in_language(language())[0], day=day.on.isoformat())
    drawn = world_map.picture(instruments.on_day(adviser(), law, day.on).by_code(), names, title)
    response = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = AN_HOUR
    return response


@require_GET
def statement(request: HttpRequest, id_: str, statement: str) -> HttpResponse:
    """One statement with what it does."""
    law = known(adviser().corpus.by_id, id_)
    made = instruments.statement_of(law, statement)
    if made is None:
        raise Http404(statement)
    objections = [other for other in law.statements if other.kind is StatementKind.OBJECTION and made.by in other.towards]
    rules = {rule.id: rule for rule in law.provisions}
    return page(request, "statement", "instruments", law=law, statement=made, objections=objections, rules=rules)
