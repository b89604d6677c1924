# SPDX-License-Identifier: EUPL-1.2
"""What a map is asked for, read strictly."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from comity.corpus.corpus import Corpus
from comity.corpus.region_files import Region, Regions
from comity.engine.force import timeline
from comity.model.actors import Actor, ActorKind
from comity.model.day import exact_day
from comity.model.errors import WrongInput
from comity.model.truth import Truth

FIRST_YEAR = 1900
DRAWN = (ActorKind.STATE, ActorKind.TERRITORY)


@dataclass(frozen=True, slots=True)
class Question:
    """A measure, perhaps an offence, a day; perhaps one state, or a region; from which year on; when a signature counts as stalled."""

    measure: str
    on: date
    offence: str = ""
    state: str = ""
    region: str = ""
    since: int = 1950
    stalled_years: int = 5


def read_question(corpus: Corpus, regions: Regions, given: Mapping[str, str | None], today: date) -> Question:
    """The question in plain texts; WrongInput for what is no measure, offence, day, state, region or year."""
    measure = _one_of(given.get("measure"), corpus.measures, "measure")
    offence = given.get("offence") or ""
    state = given.get("state") or ""
    region = given.get("region") or ""
    on = _day(given.get("on"), today)
    if state:
        _check_alive(living(corpus)[_one_of(state, living(corpus), "state")], on)
    return Question(
        measure=measure,
        on=on,
        offence=_one_of(offence, corpus.offences, "offence") if offence else "",
        state=_one_of(state, living(corpus), "state") if state else "",
        region=_one_of(region, regions.by_id, "region") if region else "",
        since=_number(given.get("since") or "1950", "--since", FIRST_YEAR, on.year),
        stalled_years=_number(given.get("stalled_years") or "5", "--stalled-years", 0, 200),
    )


def _check_alive(actor: Actor, on: date) -> None:
    since = actor.exists_from
    if since is not None and on < since:
        where = f"{actor.code} on {on.isoformat()}"
        raise WrongInput("it did not exist yet", where=where, do=f"ask for a day from {since.isoformat()} on")


def living(corpus: Corpus) -> Mapping[str, Actor]:
    """States and territories that exist today, by code."""
    return {actor.code: actor for actor in corpus.actors if actor.kind in DRAWN and actor.exists_until is None}


def actors_of(corpus: Corpus, regions: Regions, question: Question) -> frozenset[str]:
    """The actors that a question is about; a state is there with the region that it is shown against."""
    if not question.region:
        return frozenset(living(corpus))
    found = members(corpus, regions, regions.by_id[question.region], question.on) & living(corpus).keys()
    if not found:
        where = f"{question.region} on {question.on.isoformat()}"
        raise WrongInput("nobody belongs to this region", where=where, do="ask for a later day or another region")
    return found | ({question.state} if question.state else set())


def members(corpus: Corpus, regions: Regions, region: Region, on: date) -> frozenset[str]:
    """Who belongs to a region on a day."""
    if region.party:
        treaty = corpus.by_id[region.party]
        return frozenset(code for code in living(corpus) if timeline(corpus, treaty, code).on(on).truth is Truth.YES)
    if region.union:
        spans = corpus.by_code[region.union].members
        return frozenset(span.actor for span in spans if span.since <= on and (span.until is None or on < span.until))
    return region.actors.union(*(members(corpus, regions, regions.by_id[part], on) for part in region.of))


def _one_of(word: str | None, known: Collection[str], what: str) -> str:
    if not word:
        raise WrongInput(f"no {what} is given", where=f"--{what}", do=f"name one, such as {sorted(known)[0]}")
    if word in known:
        return word
    close = difflib.get_close_matches(word, sorted(known), n=3, cutoff=0.5)
    do = f"did you mean {' or '.join(close)}?" if close else f"write one of {', '.join(sorted(known)[:8])} ..."
    raise WrongInput(f"unknown {what} {word[:60]!r}", where=f"--{what}", do=do)


def _day(word: str | None, today: date) -> date:
    if not word:
        return today
    try:
        day = exact_day(word)
    except ValueError as error:
        raise WrongInput(f"{word[:60]!r} is no day", where="--on", do="write a day such as 2026-11-24") from error
    if day.year < FIRST_YEAR:
        raise WrongInput(f"{word} is before {FIRST_YEAR}", where="--on", do="ask for a later day")
    return day


def _number(word: str, where: str, least: int, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", word) or not least <= int(word) <= most:
        raise WrongInput(f"{word[:60]!r} is no number from {least} to {most}", where=where, do=f"write a number such as {most}")
    return int(word)
