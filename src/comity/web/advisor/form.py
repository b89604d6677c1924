# SPDX-License-Identifier: EUPL-1.2
"""What the form shows: whatever was typed stays, each line with what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from comity.model.drafting import Drafting
from comity.web.advisor import facts, words
from comity.web.advisor.asked import FACT, FACT_OF, LABELS, LISTS, Problem, Typed, line_id
from comity.web.advisor.names import Names

ROWS = 3
"""Empty lines for further facts."""

WORDS = ("purpose", "stage", "role")
"""Fields with a closed list of words."""


class Row(NamedTuple):
    """One line of a field that stands several times; ``new`` is the one that was just asked for."""

    id: str
    number: int
    value: str
    wrong: str
    new: bool = False


class Filled(NamedTuple):
    """A form as it was filled in, what is wrong with it, and the field that gets one more empty line."""

    given: Typed
    problems: tuple[Problem, ...] = ()
    more: str = ""


def form(filled: Filled, names: Names, drafting: Drafting, language: str) -> dict[str, Any]:
    """All of it but the measures."""
    given, problems, more = filled
    wrong = {problem.field: problem.words for problem in problems}
    fields = dict(given.fields)
    for name in ("requesting", "requested"):
        if fields[name] in names.corpus.by_code:
            fields[name] = names.actor(fields[name], language)
    shown = {
        "offence": [names.offence_name(text, language) for text in given.lists["offence"]],
        "plea": [names.ground_name(text, language) for text in given.lists["plea"]],
    }
    return {
        "fields": fields,
        "labels": LABELS,
        "errors": wrong,
        "problems": problems,
        "actors": names.actor_options(language),
        "offences": names.offence_options(language),
        "grounds": names.ground_options(language),
        "facts": names.fact_options(language),
        "words": {name: facts.choices(names.corpus.facts[FACT_OF[name]], drafting, language) for name in WORDS},
        "rows": {name: _rows(name, shown[name], wrong, more == name) for name in LISTS},
        "known": [_known(name, text, names, drafting, language) for name, text in given.facts.items()],
        "further": _further(given, wrong),
        "more_open": bool(more == "plea" or given.facts or given.further or given.lists["plea"] or _filled(fields)),
    }


def _filled(fields: Mapping[str, str]) -> bool:
    return any(fields[name] for name in (*WORDS, "nationality", "offence_on"))


def _rows(name: str, values: list[str], wrong: Mapping[str, str], more: bool) -> list[Row]:
    """The lines that are filled in, and an empty one where there is none or where it was asked for."""
    lines = [*values, ""] if more or not values else values
    places = [line_id(name, number) for number in range(1, len(lines) + 1)]
    last = len(lines)
    return [Row(places[i], i + 1, text, wrong.get(places[i], ""), more and i + 1 == last) for i, text in enumerate(lines)]


def _known(name: str, text: str, names: Names, drafting: Drafting, language: str) -> facts.Field:
    """A fact that is given; one that the body of law does not know is kept as it was given."""
    spec = names.corpus.facts.get(name)
    if spec is not None:
        return facts.field_of(spec, drafting, language, text)
    return facts.Field(FACT + name, name, name, "en", "", facts.SIZE, (), "", (), text)


def _further(given: Typed, wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    lines = [*given.further, *[("", "")] * max(1, ROWS - len(given.further))]
    return [
        {"number": n, "name": name, "value": value, "wrong": wrong.get(f"fact-{n}"), "wrong_value": wrong.get(f"value-{n}")}
        for n, (name, value) in enumerate(lines, start=1)
    ]


def measures(names: Names, find: str, chosen: str, language: str) -> dict[str, Any]:
    """The cards of measures that fit what is searched for, by what one wants to achieve; the chosen one always among them."""
    found = names.measures(find)
    measure = names.corpus.measures.get(chosen)
    if measure is not None and measure not in found.get(measure.family, []):
        found.setdefault(measure.family, []).insert(0, measure)
    groups = [
        (family, words.of(words.FAMILIES, family), [facts.Choice(m.id, m.name.in_language(language)[0]) for m in of_family])
        for family, of_family in found.items()
    ]
    return {"families": groups, "find": find, "chosen": chosen}
