# SPDX-License-Identifier: EUPL-1.2
"""Checks that need the whole of an instrument, or of the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from comity.corpus.problems import Problems
from comity.corpus.vocabulary_files import circles
from comity.model.law import Effect, Instrument, RelationKind, StatementKind


def check_instrument(instrument: Instrument, everything: Mapping[str, Instrument], folder: Path, problems: Problems) -> None:
    """Ids, targets and the fields that belong to its kind."""

    def report(file: str, what: str) -> None:
        problems.add_line(folder / file, 1, what)

    for duplicate in _duplicates(provision.id for provision in instrument.provisions):
        report("provisions.yaml", f"the id {duplicate} stands twice - ids are unique")
    for duplicate in _duplicates(statement.id for statement in instrument.statements):
        report("statements.yaml", f"the id {duplicate} stands twice - ids are unique")
    for problem in _identity(instrument, everything):
        report("instrument.yaml", problem)
    for problem in _targets(instrument, everything):
        report("provisions.yaml", problem)
    for problem in _effects(instrument):
        report("statements.yaml", problem)


def _duplicates(ids: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [name for name in ids if name in seen or seen.add(name)]  # type: ignore[func-returns-value]


def _identity(instrument: Instrument, everything: Mapping[str, Instrument]) -> Iterable[str]:
    if instrument.national and not instrument.of:
        yield "national law says whose it is: `of: AZ`"
    if not instrument.national and instrument.kind.value != "organisation-rules" and instrument.parties is None and instrument.members is None:
        yield "says nothing on its list of parties - write `parties: {list: complete | incomplete, to: DAY}`"
    if instrument.parent and instrument.parent not in everything:
        yield f"unknown parent {instrument.parent!r}"
    if instrument.pair and list(instrument.pair) != sorted(instrument.pair):
        yield "the pair stands in alphabetical order"


def _targets(instrument: Instrument, everything: Mapping[str, Instrument]) -> Iterable[str]:
    for provision in instrument.provisions:
        for target in (*provision.strikes, *provision.replaces):
            owner, _, rule = target.partition(":")
            known = everything.get(owner)
            statements = rule.startswith("statements/")
            if known is None or (not statements and all(other.id != rule for other in known.provisions)):
                yield f"{provision.id} strikes or replaces {target!r}, which is no provision - write instrument:provision"


def _effects(instrument: Instrument) -> Iterable[str]:
    rules = {provision.id: provision for provision in instrument.provisions}
    for statement in instrument.statements:
        for effect in statement.effects:
            for target in _named(effect):
                if target not in rules:
                    yield f"{statement.id} speaks of {target!r}, which is no provision of {instrument.id}"
            for target in effect.choose:
                if target in rules and not rules[target].optional_by_statement:
                    yield f"{statement.id} chooses {target}, which is not marked optional_by_statement"
            if effect.exclude_all and not statement.towards and statement.kind is not StatementKind.OBJECTION:
                yield f"{statement.id} excludes the whole treaty towards everybody - name the states in towards"


def _named(effect: Effect) -> tuple[str, ...]:
    return (*effect.exclude, *effect.choose, *effect.instead_of, *((effect.replace,) if effect.replace else ()))


def check_relations(instruments: Iterable[Instrument], law: Path, problems: Problems) -> None:
    """No circles among parents, and none among what replaces what."""
    known = list(instruments)
    replaced = {
        instrument.id: [r.of.id for r in instrument.relations if r.kind is RelationKind.SUPERSEDES and r.of.id] for instrument in known
    }
    parents = {instrument.id: [instrument.parent] if instrument.parent else [] for instrument in known}
    for arrows, what in ((replaced, "supersede each other"), (parents, "are each other's parent")):
        for circle in circles(arrows):
            problems.add_line(
                law / "instruments" / circle[0] / "provisions.yaml", 1, f"instruments {what} in a circle: {' -> '.join(circle)} - break it"
            )
