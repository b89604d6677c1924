# SPDX-License-Identifier: EUPL-1.2
"""How it is done: the next steps, the authorities that receive it, and the ways without a treaty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from comity.model.actors import Actor, Authority
from comity.web.advisor import words
from comity.web.advisor.lines import Line, Reader, proof

TODAY = ("cite", "sender", "urgent", "offer", "if_refused", "alerts")
"""Steps that are for today."""


class Step(NamedTuple):
    """Something to do next: a heading and lines."""

    key: str
    title: str
    lines: tuple[str, ...]


def steps(reader: Reader) -> tuple[Step, ...]:
    """What to do next, as far as the body of law knows."""
    plan = reader.answer.plan
    found = []
    for key in words.STEPS:
        value = getattr(plan, key)
        lines = value if isinstance(value, tuple) else tuple(part for part in _apart(value) if part)
        if lines:
            found.append(Step(key, words.of(words.STEPS, key), tuple(reader.named(line) for line in lines)))
    return tuple(found)


def _apart(sentences: str) -> Iterable[str]:
    """Sentences that stand joined by semicolons; one within brackets does not part."""
    depth, begun = 0, 0
    for place, letter in enumerate(sentences):
        depth += (letter == "(") - (letter == ")")
        if letter == ";" and depth == 0:
            yield sentences[begun:place].strip()
            begun = place + 1
    yield sentences[begun:].strip()


def receivers(reader: Reader) -> tuple[Line, ...]:
    """Authorities of the requested side that deal with the measure."""
    actor = reader.corpus.by_code.get(reader.sides[1])
    if actor is None:
        return ()
    measure = str(reader.answer.query["measure"])
    return tuple(_receiver(reader, actor, item) for item in actor.authorities if not item.measures or measure in item.measures)


def _receiver(reader: Reader, actor: Actor, authority: Authority) -> Line:
    name, lang = authority.name.in_language(reader.lang)
    source = reader.say(next((item.words for item in actor.sources if item.id == authority.source), authority.source))
    rests = proof(source, authority.confirmed or reader.answer.corpus.as_of, authority.confidence.value)
    return Line(name, lang, "yes", (), rests, note=reader.say(authority.role))


def routes(reader: Reader) -> tuple[Line, ...]:
    """Ways without a treaty and informal ones."""
    return tuple(
        Line(
            route.says,
            reader.lang,
            route.evidence,
            (reader.norm(route.instrument, route.article),) if route.instrument else (),
            proof(route.source, reader.answer.corpus.as_of, route.confidence) if route.source else None,
            kind=words.of(words.ROUTES, route.kind),
            note=words.of(words.EVIDENCE, route.evidence),
        )
        for route in reader.answer.routes
    )
