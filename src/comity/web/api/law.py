# SPDX-License-Identifier: EUPL-1.2
"""The body of law: instruments, who is bound, states, vocabulary. Public data: reading it is no consultation of a case."""

from __future__ import annotations

from collections.abc import Container, Iterator
from http import HTTPStatus

from django.http import HttpRequest
from ninja import Path, Query, Router

from comity.advise.advise import Adviser
from comity.engine.status import status_report
from comity.model.errors import WrongInput
from comity.model.law import Instrument
from comity.model.truth import Truth
from comity.web.api import law_views as views
from comity.web.api import schemas as out
from comity.web.api.access import Bearer, Limit
from comity.web.api.models import Scope
from comity.web.api.paging import day_named, page
from comity.web.api.problems import ProblemError
from comity.web.knowledge import adviser

law = Router(tags=["law"], auth=Bearer(Scope.LAW), throttle=Limit())


def known(word: str, among: Container[str], what: str, where: str) -> None:
    """WrongInput where a word is given that the body of law does not know."""
    if word and word not in among:
        raise WrongInput(f"unknown {what} {word!r}", where=where, do=f"take a {what} that the interface lists")


def _instrument(id_: str) -> Instrument:
    found = adviser().corpus.by_id.get(id_)
    if found is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, "there is no such instrument", where="path.id", do="see /law/instruments")
    return found


# -- instruments


@law.get("/instruments", response=out.InstrumentPage, operation_id="listInstruments")
def instruments(request: HttpRequest, asked: Query[out.InstrumentFilter]) -> out.InstrumentPage:
    """Instruments, in the order of their ids."""
    corpus = adviser().corpus
    known(asked.measure, corpus.measures, "measure", "query.measure")
    known(asked.of, corpus.by_code, "actor", "query.of")
    known(asked.party, corpus.by_code, "actor", "query.party")
    found = sorted(_chosen(adviser(), asked), key=lambda one: one.id)
    shown, more = page(request, found, lambda one: one.id, asked.after, asked.limit)
    return out.InstrumentPage(items=[views.instrument_line(one, asked.lang) for one in shown], next=more)


def _chosen(of: Adviser, asked: out.InstrumentFilter) -> Iterator[Instrument]:
    serving = {one.id for one in of.corpus.serving(asked.measure)} if asked.measure else None
    on = day_named(asked.on)
    for one in of.corpus.instruments:
        if asked.kind not in (None, one.kind) or (asked.of and one.of != asked.of) or (serving is not None and one.id not in serving):
            continue
        if asked.q and not _named(one, asked.q.casefold()):
            continue
        if asked.party and of.status(one, asked.party).on(on).truth is not Truth.YES:
            continue
        yield one


def _named(one: Instrument, part: str) -> bool:
    texts = (one.title, one.short)
    return any(
        part in words.casefold() for words in (one.id, *(getattr(text, lang) for text in texts for lang in ("en", "az", "ru", "fr")))
    )


@law.get("/instruments/{id}", response=out.InstrumentOut, operation_id="readInstrument")
def instrument(request: HttpRequest, id: Path[out.Word], asked: Query[out.Tongue]) -> out.InstrumentOut:
    """An instrument with its provisions, statements, relations, coverage and sources."""
    return views.instrument(_instrument(id), asked.lang)


@law.get("/instruments/{id}/status", response=out.StatusOut, operation_id="readStatus")
def status(request: HttpRequest, id: Path[out.Word], asked: Query[out.OnDay]) -> out.StatusOut:
    """Who is bound by an instrument on a day."""
    return out.StatusOut.model_validate(status_report(adviser().corpus, _instrument(id), day_named(asked.on)))


# -- actors


@law.get("/states", response=out.ActorPage, operation_id="listStates")
def states(request: HttpRequest, asked: Query[out.Paging]) -> out.ActorPage:
    """States, territories, unions, courts and organisations, in the order of their codes."""
    found = sorted(adviser().corpus.actors, key=lambda one: one.code)
    shown, more = page(request, found, lambda one: one.code, asked.after, asked.limit)
    return out.ActorPage(items=[views.actor_line(one, asked.lang) for one in shown], next=more)


@law.get("/states/{code}", response=out.ActorOut, operation_id="readState")
def state(request: HttpRequest, code: Path[out.Word], asked: Query[out.StateFilter]) -> out.ActorOut:
    """A state or another actor: treaties on a day, national law, authorities, what is known whatever the case."""
    found = adviser().corpus.by_code.get(code)
    if found is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, "there is no such actor", where="path.code", do="see /law/states")
    return views.actor(adviser(), found, day_named(asked.on), asked.lang)


# -- vocabulary


@law.get("/measures", response=out.MeasurePage, operation_id="listMeasures")
def measures(request: HttpRequest, asked: Query[out.Paging]) -> out.MeasurePage:
    """Measures that can be asked for."""
    found = sorted(adviser().corpus.vocabulary.measures, key=lambda one: one.id)
    shown, more = page(request, found, lambda one: one.id, asked.after, asked.limit)
    items = [out.MeasureOut(id=m.id, name=views.words(m.name, asked.lang), family=m.family, coercive=m.coercive) for m in shown]
    return out.MeasurePage(items=items, next=more)


@law.get("/grounds", response=out.GroundPage, operation_id="listGrounds")
def grounds(request: HttpRequest, asked: Query[out.Paging]) -> out.GroundPage:
    """Grounds for refusal or postponement."""
    found = sorted(adviser().corpus.vocabulary.grounds, key=lambda one: one.id)
    shown, more = page(request, found, lambda one: one.id, asked.after, asked.limit)
    return out.GroundPage(items=[out.GroundOut(id=g.id, name=views.words(g.name, asked.lang), topic=g.topic) for g in shown], next=more)


@law.get("/offences", response=out.OffencePage, operation_id="listOffences")
def offences(request: HttpRequest, asked: Query[out.Paging]) -> out.OffencePage:
    """Classes of offence."""
    found = sorted(adviser().corpus.vocabulary.offences, key=lambda one: one.id)
    shown, more = page(request, found, lambda one: one.id, asked.after, asked.limit)
    items = [out.OffenceOut(id=o.id, name=views.words(o.name, asked.lang), iccs=list(o.iccs), within=list(o.within)) for o in shown]
    return out.OffencePage(items=items, next=more)


@law.get("/facts", response=out.FactPage, operation_id="listFacts")
def facts(request: HttpRequest, asked: Query[out.Paging]) -> out.FactPage:
    """Facts that a query may give."""
    found = sorted(adviser().corpus.vocabulary.facts, key=lambda one: one.name)
    shown, more = page(request, found, lambda one: one.name, asked.after, asked.limit)
    items = [
        out.FactOut(
            id=fact.name,
            type=fact.type.value,
            asks=views.words(fact.asks, asked.lang),
            why=views.words(fact.why, asked.lang),
            unit=fact.unit,
            values=list(fact.values),
            sensitive=fact.sensitive,
        )
        for fact in shown
    ]
    return out.FactPage(items=items, next=more)
