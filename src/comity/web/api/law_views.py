# SPDX-License-Identifier: EUPL-1.2
"""Instruments, actors and vocabulary in the shapes of the interface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import cast

from comity.advise.advise import Adviser
from comity.corpus.corpus import Corpus
from comity.model import law
from comity.model.actors import Actor
from comity.model.day import Day
from comity.model.text import Text
from comity.model.truth import Truth
from comity.web.api import schemas as out

_WORDS: dict[Truth, str] = {Truth.YES: "yes", Truth.NO: "no", Truth.UNKNOWN: "unknown"}


def words(text: Text, lang: str) -> out.Words:
    """Words with their language."""
    shown, language = text.in_language(lang)
    return out.Words(text=shown, lang=cast("out.Language", language))


def instrument_line(one: law.Instrument, lang: str) -> out.InstrumentLine:
    """An instrument in a list."""
    return out.InstrumentLine(id=one.id, kind=one.kind.value, title=words(one.title, lang), of=one.of, parent=one.parent)


def instrument(one: law.Instrument, lang: str) -> out.InstrumentOut:
    """An instrument with all that is known of it."""
    return out.InstrumentOut(
        **dict(instrument_line(one, lang)),
        short=words(one.short, lang),
        pair=list(one.pair),
        adopted=_day(one.adopted),
        in_force=_day(one.in_force),
        content=one.content.value,
        note=one.note,
        relations=[_relation(relation, lang) for relation in one.relations],
        provisions=[_provision(rule, lang) for rule in one.provisions],
        statements=[_statement(statement, lang) for statement in one.statements],
        coverage=[out.CoverageOut(article=c.article, state=c.state.value, title=c.title, why=c.why) for c in one.coverage],
        sources=sources(one.sources),
    )


def sources(given: Iterable[law.Source]) -> list[out.Source]:
    """Sources."""
    return [out.Source(id=source.id, what=source.what, url=source.url, retrieved=source.retrieved) for source in given]


def _day(day: Day | None) -> str | None:
    return day.text if day is not None else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _relation(relation: law.Relation, lang: str) -> out.RelationOut:
    return out.RelationOut(
        kind=relation.kind.value,
        to=relation.of.id or (relation.of.kind.value if relation.of.kind else ""),
        article=relation.article,
        says=words(relation.says, lang),
        source=relation.source,
        confidence=relation.confidence.value,
    )


def _provision(rule: law.Provision, lang: str) -> out.ProvisionOut:
    return out.ProvisionOut(
        id=rule.id,
        article=rule.article,
        kind=rule.kind.value,
        ground=rule.ground,
        says=words(rule.says, lang),
        measures=sorted(rule.measures),
        source=rule.source,
        confidence=rule.confidence.value,
        since=_iso(rule.since),
        until=_iso(rule.until),
        note=rule.note,
    )


def _statement(statement: law.Statement, lang: str) -> out.StatementOut:
    return out.StatementOut(
        id=statement.id,
        by=statement.by,
        kind=statement.kind.value,
        to=list(statement.to),
        says=words(statement.says, lang),
        since=statement.since.text,
        until=_day(statement.until),
        source=statement.source,
        confidence=statement.confidence.value,
        shown_only=statement.shown_only,
    )


# -- actors


def actor_line(actor: Actor, lang: str) -> out.ActorLine:
    """An actor in a list."""
    return out.ActorLine(code=actor.code, kind=actor.kind.value, name=words(actor.name, lang))


def actor(adviser: Adviser, one: Actor, on: date, lang: str) -> out.ActorOut:
    """A state or another actor with what is known of it on a day."""
    facts = [{"name": f.name, "value": f.value, "source": f.source, "confidence": f.confidence.value} for f in one.facts]
    members = [m.actor for m in one.members if m.since <= on and (m.until is None or on < m.until)]
    return out.ActorOut(
        **dict(actor_line(one, lang)),
        of=one.of,
        languages=list(one.languages),
        members=members,
        national=sorted(own.id for own in adviser.corpus.national.get(one.code, ())),
        treaties=list(_treaties(adviser, one, on)),
        authorities=list(authorities(one, lang)),
        facts=facts,
        sources=sources(one.sources),
    )


def _treaties(adviser: Adviser, one: Actor, on: date) -> Iterator[out.BoundOut]:
    for id_ in sorted(adviser.corpus.concerned.get(one.code, ())):
        if not adviser.corpus.by_id[id_].national:
            force = adviser.status(adviser.corpus.by_id[id_], one.code).on(on)
            yield out.BoundOut.model_validate(
                {"instrument": id_, "in_force": _WORDS[force.truth], "status": force.status, "since": force.since}
            )


def authorities(one: Actor, lang: str) -> Iterator[out.AuthorityOut]:
    """The authorities of an actor, each with a key."""
    for number, authority in enumerate(one.authorities, start=1):
        yield out.AuthorityOut(
            key=f"{one.code}/{number:03}",
            actor=one.code,
            name=words(authority.name, lang),
            role=authority.role,
            measures=sorted(authority.measures),
            stages=sorted(authority.stages),
            confirmed=authority.confirmed,
            source=authority.source,
            confidence=authority.confidence.value,
        )


def directory(corpus: Corpus, lang: str) -> Iterator[out.AuthorityOut]:
    """Every authority, in the order of the keys."""
    for one in sorted(corpus.actors, key=lambda actor: actor.code):
        yield from authorities(one, lang)
