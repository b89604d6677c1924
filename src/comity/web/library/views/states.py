# SPDX-License-Identifier: EUPL-1.2
"""Pages of states, territories, courts and organisations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from comity.model.actors import Actor, ActorKind
from comity.web.knowledge import actor_choices, adviser
from comity.web.library import states
from comity.web.library.days import day_asked
from comity.web.library.folding import all_words, matches
from comity.web.library.labels import label
from comity.web.library.models import Contact
from comity.web.library.paging import page_of
from comity.web.library.views.common import asked, known, language, page


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """All actors, found by name in any language or by code."""
    words, kind = asked(request, "q"), asked(request, "kind")
    found = [
        actor
        for actor in adviser().corpus.actors
        if (not kind or actor.kind.value == kind) and matches(words, (actor.code, *all_words(actor.name)))
    ]
    return page(
        request,
        "states",
        "states",
        page=page_of(request, found, lambda actor: actor.code, 60),
        words=words,
        kind=kind,
        kinds=[(item.value, label(item.value)) for item in ActorKind],
    )


@require_GET
def shown(request: HttpRequest, code: str) -> HttpResponse:
    """An actor: who it is, what binds it on a day, what it said, its law, authorities and practice, and what it can ask of a partner."""
    corpus, day = adviser().corpus, day_asked(request)
    actor = known(corpus.by_code, code)
    partner = corpus.by_code.get(asked(request, "partner"))
    if partner is actor:
        partner = None
    return page(
        request,
        "state",
        "states",
        actor=actor,
        day=day,
        treaties=states.treaties(adviser(), code, day.on),
        statements=states.statements_by(corpus, code),
        national=corpus.national.get(code, ()),
        facts=[(fact, corpus.facts.get(f"state.{fact.name}.requested"), states.source_of(actor, fact.source)) for fact in actor.facts],
        authorities=[(item, states.source_of(actor, item.source)) for item in actor.authorities],
        practice=[(item, states.source_of(actor, item.source)) for item in actor.practice],
        contacts=Contact.objects.filter(state=code, retired_on=None)[:50],
        territories=[other for other in corpus.actors if other.of == code],
        followers=[other for other in corpus.actors if any(item.actor == code for item in other.succeeds)],
        partner=partner,
        partners=actor_choices() if _asks(actor) else [],
        families=list(states.families(corpus)) if partner and _asks(actor) else [],
    )


def _asks(actor: Actor) -> bool:
    return actor.kind in (ActorKind.STATE, ActorKind.TERRITORY)


@require_GET
def measures(request: HttpRequest, code: str, family: str) -> HttpResponse:
    """What an actor can ask of a partner, for the measures of a family; a part of the page where it is asked for in place."""
    corpus, day = adviser().corpus, day_asked(request)
    actor, partner = known(corpus.by_code, code), known(corpus.by_code, asked(request, "partner"))
    known(states.families(corpus), family)
    lines = states.measure_lines(adviser(), (actor.code, partner.code), family, day.on, language())
    in_place = request.headers.get("HX-Request") == "true"
    template = "measure_lines" if in_place else "state_measures"
    return page(request, template, "states", actor=actor, partner=partner, family=family, lines=lines, day=day)
