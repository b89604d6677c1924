# SPDX-License-Identifier: EUPL-1.2
"""Facts as fields: the open questions that are answered in place, the facts that are given, the words of closed lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from comity.corpus.corpus import Corpus
from comity.model.answer import Question
from comity.model.drafting import Drafting
from comity.model.vocabulary import FactSpec, FactType
from comity.web.advisor import words
from comity.web.advisor.asked import FACT, FACT_OF, LABELS, Asked, parameter
from comity.web.advisor.names import Names
from comity.web.advisor.values import label


class Choice(NamedTuple):
    """A word of a closed list: as an address gives it and as it is read."""

    value: str
    label: str


class Field(NamedTuple):
    """A fact as a field: its name in the address, what it asks, why, and what may be filled in."""

    name: str
    fact: str
    asks: str
    lang: str
    why: str
    kind: str
    choices: tuple[Choice, ...]
    unit: str
    points: tuple[str, ...]
    value: str = ""
    sensitive: bool = False


class Given(NamedTuple):
    """A fact that is known: what was asked, what is known, and the address without it."""

    asks: str
    value: str
    without: str


TRUTH, SIZE, DAY, WORD, STATES, OFFENCE = "truth", "size", "day", "word", "states", "offence"


def questions(asked: Iterable[Question], names: Names, drafting: Drafting, language: str) -> tuple[Field, ...]:
    """The open questions of an answer as fields, the most useful first."""
    return tuple(_field(question, names, drafting, language) for question in asked)


def field_of(spec: FactSpec, drafting: Drafting, language: str, value: str = "") -> Field:
    """One fact as a field of the form."""
    asks, lang = spec.asks.in_language(language)
    return Field(
        FACT + spec.name, spec.name, asks, lang, spec.why.in_language(language)[0], _kind(spec), choices(spec, drafting, language),
        words.of(words.UNITS, spec.unit), (), value, spec.sensitive,
    )  # fmt: skip


def _field(question: Question, names: Names, drafting: Drafting, language: str) -> Field:
    fact = question.fact
    spec = names.corpus.facts.get(fact)
    points = tuple(_point(point, names.corpus, language) for point in question.matters_for)
    if spec is None:
        return Field(parameter(fact), fact, question.asks, language, question.why, OFFENCE, (), "", points)
    plain = field_of(spec, drafting, language)
    return plain._replace(name=parameter(fact), asks=question.asks, why=question.why, points=points)


def _kind(spec: FactSpec) -> str:
    if spec.type is FactType.SET:
        return WORD if spec.values else STATES
    return {FactType.TRUTH: TRUTH, FactType.DAY: DAY}.get(spec.type, SIZE)


def choices(spec: FactSpec, drafting: Drafting, language: str) -> tuple[Choice, ...]:
    """What may be chosen."""
    if spec.type is FactType.TRUTH:
        return tuple(Choice(word, drafting.word(f"truth.{word}", language)) for word in ("yes", "no"))
    return tuple(Choice(word, label(spec.name, word, drafting, language)) for word in spec.values)


def _point(point: str, corpus: Corpus, language: str) -> str:
    """What hangs on a fact, in words: an instrument as a basis, or a ground at an article."""
    id_, _gap, rest = point.partition(" ")
    law = corpus.by_id.get(id_)
    name = law.short.in_language(language)[0] if law else id_
    article, _gap, ground = rest.partition(" ")
    known = corpus.grounds.get(ground)
    if known is None:
        return _("%(instrument)s as a basis") % {"instrument": name}
    return f"{known.name.in_language(language)[0]} ({name}, {article})"


def given(asked: Asked, names: Names, drafting: Drafting, language: str) -> tuple[Given, ...]:
    """The facts and claims that are given, each with the address without it."""
    found = []
    for name, text in asked.pairs:
        if name == "plea":
            found.append(Given(str(LABELS[name]), names.ground_name(text, language), asked.without((name, text))))
        fact = FACT_OF.get(name) or (name.removeprefix(FACT) if name.startswith(FACT) else "")
        spec = names.corpus.facts.get(fact)
        if spec is not None:
            found.append(
                Given(spec.asks.in_language(language)[0], shown(spec, text, names, drafting, language), asked.without((name, text)))
            )
    return tuple(found)


def shown(spec: FactSpec, text: str, names: Names, drafting: Drafting, language: str) -> str:
    """The value of an address as it is read."""
    if spec.type is FactType.TRUTH:
        return drafting.word(f"truth.{text}", language)
    if spec.type is FactType.SET:
        parts = text.split(",")
        if spec.unit == "states":
            return ", ".join(names.bare_actor(part, language) for part in parts)
        return ", ".join(label(spec.name, part, drafting, language) for part in parts)
    return f"{text} {words.of(words.UNITS, spec.unit)}".strip()
