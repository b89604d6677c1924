# SPDX-License-Identifier: EUPL-1.2
"""Checks that need the whole of an instrument, or of the corpus."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from comity.corpus.problems import Problems
from comity.corpus.vocabulary_files import circles
from comity.model.day import Day
from comity.model.expression import Expression, Op
from comity.model.law import (
    GROUNDS,
    Effect,
    Instrument,
    InstrumentKind,
    Kind,
    Provision,
    Reciprocity,
    RelationKind,
    Role,
    Source,
    StatementKind,
    StatusEvent,
)

Problem = tuple[str, str]  # the word by which the place is found, and what is wrong there
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FOLDERS = {
    "": {"release.yaml", "interpretations.yaml", "replays.yaml"},
    "vocabulary": {
        "derived.yaml",
        "glossary.yaml",
        "grounds.yaml",
        "measures.yaml",
        "offences.yaml",
        "case-codes.yaml",
        "regions.yaml",
        "phrases.yaml",
        "resolution.yaml",
    },
    "instruments": set(),
}


def check_instrument(instrument: Instrument, everything: Mapping[str, Instrument], folder: Path, problems: Problems) -> None:
    """Ids, targets and the fields that belong to its kind."""
    checks: tuple[tuple[str, Iterable[Problem]], ...] = (
        ("instrument.yaml", _identity(instrument, everything)),
        ("instrument.yaml", wrong_sources(instrument.sources)),
        ("status.yaml", _events(instrument)),
        ("provisions.yaml", _doubles("id", (provision.id for provision in instrument.provisions))),
        ("provisions.yaml", _doubles("article", (line.article for line in instrument.coverage if line.article != "-"))),
        ("provisions.yaml", _rules(instrument.provisions)),
        ("provisions.yaml", _targets(instrument, everything)),
        ("provisions.yaml", _relations(instrument, everything)),
        ("statements.yaml", _doubles("id", (statement.id for statement in instrument.statements))),
        ("statements.yaml", _rules([effect.add for statement in instrument.statements for effect in statement.effects if effect.add])),
        ("statements.yaml", _statements(instrument)),
        ("statements.yaml", _effects(instrument)),
    )
    for file, found in checks:
        for word, what in found:
            place, line = _place(folder, file, word)
            problems.add_line(place, line, what)


def _place(folder: Path, file: str, word: str) -> tuple[Path, int]:
    """The file, or another of the instrument, and the last line that holds a word."""
    for name in dict.fromkeys((file, "instrument.yaml", "status.yaml", "provisions.yaml", "statements.yaml")):
        path = folder / name
        if word and path.is_file():
            lines = [number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1) if word in line]
            if lines:
                return path, lines[-1]
    return folder / file, 1


def _doubles(what: str, names: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name, f"the {what} {name} stands twice - keep one"
        seen.add(name)


def _ends_first(since: date | None, until: date | None) -> bool:
    return since is not None and until is not None and until <= since


def _impossible(since: Day | None, until: Day | None) -> bool:
    return _ends_first(since.first if since else None, until.last if until else None)


# -- the instrument


def _identity(instrument: Instrument, everything: Mapping[str, Instrument]) -> Iterator[Problem]:
    if instrument.national and not instrument.of:
        yield "kind:", "national law says whose it is: `of: AZ`"
    if instrument.of and not instrument.national:
        yield "of:", "only national law is the law of one state - remove `of`"
    listless = instrument.parties is None and instrument.members is None
    if listless and not instrument.national and instrument.kind is not InstrumentKind.ORGANISATION_RULES:
        yield "id:", "says nothing on its list of parties - write `parties: {list: complete | incomplete, to: DAY}`"
    if instrument.parent and instrument.parent not in everything:
        yield "parent:", f"unknown parent {instrument.parent!r} - name the id of an instrument"
    if instrument.parent and instrument.kind is not InstrumentKind.PROTOCOL:
        yield "parent:", "only a protocol has a parent - remove it, or write `kind: protocol`"
    if (instrument.kind is InstrumentKind.BILATERAL) != bool(instrument.pair):
        yield "kind:", "a bilateral treaty, and no other instrument, names its two states: `pair: [AZ, RU]`"
    if instrument.pair and (len(instrument.pair) != 2 or list(instrument.pair) != sorted(set(instrument.pair))):
        yield "pair:", "the pair is two states in alphabetical order - mend it"


def wrong_sources(sources: Iterable[Source]) -> Iterator[Problem]:
    """What is wrong with sources, each with the word by which it is found."""
    for source in sources:
        if not source.what:
            yield f"{source.id}:", f"the source {source.id} does not say what it is - write `what`"
        if source.url and not source.url.startswith(("https://", "http://")):
            yield f"{source.id}:", f"{source.url!r} is no address - write https://..., or leave url out"
        if source.retrieved and not _is_day(source.retrieved):
            yield f"{source.id}:", f"retrieved {source.retrieved!r} is no day - write a day such as 2026-11-24"
        if source.sha256 and not _SHA256.fullmatch(source.sha256):
            yield f"{source.id}:", f"the sha256 of {source.id} is not 64 hexadecimal digits - take it anew"


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _events(instrument: Instrument) -> Iterator[Problem]:
    for event in instrument.events:
        if _impossible(event.since, event.until):
            yield f"actor: {event.actor}", f"the {event.kind.value} of {event.actor} ends before it begins - correct from or until"
        if event.actor in event.towards:
            yield f"actor: {event.actor}", f"an event of {event.actor} towards itself - correct towards"
        if _aimless(event):
            yield f"actor: {event.actor}", f"a {event.kind.value} names the other side - write `towards: [CODE]`"
        if bool(event.readings) == (event.since is not None):
            yield f"actor: {event.actor}", f"the {event.kind.value} of {event.actor} has a day or readings - write one of them"


def _aimless(event: StatusEvent) -> bool:
    return event.kind.value in ("objection", "not-applied", "not-recognised") and not event.towards


# -- its rules


def _rules(provisions: Iterable[Provision]) -> Iterator[Problem]:
    for provision in provisions:
        word = provision.id.partition("/")[0]  # an added rule is named after its statement
        if _ends_first(provision.since, provision.until):
            yield word, f"{provision.id} ends before it begins - correct from or until"
        for wrong, what in _UNFIT:
            if wrong(provision):
                yield word, f"{provision.id}: {what}"


_UNFIT: tuple[tuple[Callable[[Provision], bool], str], ...] = (
    (lambda rule: not rule.article, "a rule stands at an article - write it"),
    (lambda rule: rule.kind is Kind.BASIS and not rule.measures, "a basis says for which measures - write measures"),
    (lambda rule: rule.kind is not Kind.BASIS and rule.role is not Role.PRIMARY, "only a basis has a role - remove it"),
    (lambda rule: rule.kind is not Kind.BASIS and bool(rule.form), "only a basis has a form - write `forms: [...]`, or remove it"),
    (lambda rule: rule.appreciation and rule.kind not in GROUNDS, "only a ground leaves appreciation - remove it"),
    (lambda rule: (bool(rule.fact) or rule.to) and rule.kind is not Kind.DEEMS, "only a deems settles a fact - put the fact into when"),
    (lambda rule: rule.kind is Kind.CHANNEL and not rule.value.route, "a channel says its way - write `value: {route: ...}`"),
    (lambda rule: rule.kind is Kind.CONTENT and not rule.value.field, "a content names the field - write `value: {field: ...}`"),
    (lambda rule: rule.kind is Kind.AUTHORITY and not rule.value.name, "an authority has a name - write `value: {name: ...}`"),
    (
        lambda rule: rule.kind is Kind.CLOCK and [rule.value.days, rule.value.hours, rule.value.months].count("") != 2,
        "a clock has one length - write `value: {days: ...}`, hours or months",
    ),
)


def _targets(instrument: Instrument, everything: Mapping[str, Instrument]) -> Iterator[Problem]:
    for provision in instrument.provisions:
        for target in (*provision.strikes, *provision.replaces):
            owner, _, rule = target.partition(":")
            known = everything.get(owner)
            statements = rule.startswith("statements/")
            if known is None or (not statements and all(other.id != rule for other in known.provisions)):
                yield target, f"{provision.id} strikes or replaces {target!r}, which is no provision - write instrument:provision"


def _relations(instrument: Instrument, everything: Mapping[str, Instrument]) -> Iterator[Problem]:
    for relation in instrument.relations:
        if not (relation.of.id or relation.of.kind or relation.of.parent):
            yield relation.kind.value, f"the relation at article {relation.article} speaks of nothing - write `of: ID` or a kind or parent"
        if relation.of.parent and relation.of.parent not in everything:
            yield relation.of.parent, f"unknown parent {relation.of.parent!r} - name the id of an instrument"
        if _ends_first(relation.since, relation.until):
            yield relation.kind.value, f"the relation at article {relation.article} ends before it begins - correct from or until"


# -- statements on it


def _statements(instrument: Instrument) -> Iterator[Problem]:
    asked = {name for expression in _expressions(instrument) for name in _stated(expression)}
    for statement in instrument.statements:
        if _impossible(statement.since, statement.until):
            yield statement.id, f"{statement.id} ends before it begins - correct from or until"
        if statement.by in statement.towards:
            yield statement.id, f"{statement.id} is made towards its own maker - correct towards"
        if (statement.reciprocity is Reciprocity.NONE) == bool(statement.reciprocity_article):
            yield statement.id, f"{statement.id}: reciprocity comes from an article - write reciprocity and reciprocity_article, or neither"
        for effect in statement.effects:
            if effect.say and effect.say not in asked:
                yield statement.id, f"{statement.id} says {effect.say!r}, for which no condition here asks - use the word of a `stated`"


def _expressions(instrument: Instrument) -> Iterator[Expression]:
    yield from (provision.when for provision in instrument.provisions)
    yield from (relation.when for relation in instrument.relations)
    for statement in instrument.statements:
        for effect in statement.effects:
            yield effect.when
            if effect.add is not None:
                yield effect.add.when


def _stated(expression: Expression) -> Iterator[str]:
    if expression.op is Op.STATED:
        yield expression.name
    for part in expression.of:
        yield from _stated(part)


def _effects(instrument: Instrument) -> Iterator[Problem]:
    rules = {provision.id: provision for provision in instrument.provisions}
    for statement in instrument.statements:
        for effect in statement.effects:
            for target in _named(effect):
                if target not in rules:
                    yield target, f"{statement.id} speaks of {target!r}, which is no provision of {instrument.id} - name one that is"
            for target in effect.choose:
                if target in rules and not rules[target].optional_by_statement:
                    yield target, f"{statement.id} chooses {target}, which is not marked optional_by_statement - mark it, or write add"
            if effect.exclude_all and not statement.towards and statement.kind is not StatementKind.OBJECTION:
                yield statement.id, f"{statement.id} excludes the whole treaty towards everybody - name the states in towards"


def _named(effect: Effect) -> tuple[str, ...]:
    return (*effect.exclude, *effect.choose, *effect.instead_of, *((effect.replace,) if effect.replace else ()))


# -- the corpus


def check_relations(instruments: Iterable[Instrument], law: Path, problems: Problems) -> None:
    """No circles among parents, none among what replaces what, and no file that nobody would read."""
    known = list(instruments)
    replaced = {
        instrument.id: [r.of.id for r in instrument.relations if r.kind is RelationKind.SUPERSEDES and r.of.id] for instrument in known
    }
    parents = {instrument.id: [instrument.parent] if instrument.parent else [] for instrument in known}
    for arrows, what, file, word in (
        (replaced, "supersede each other", "provisions.yaml", "supersedes"),
        (parents, "are each other's parent", "instrument.yaml", "parent:"),
    ):
        for circle in circles(arrows):
            place, line = _place(law / "instruments" / circle[0], file, word)
            problems.add_line(place, line, f"instruments {what} in a circle: {' -> '.join(circle)} - break it")
    for folder, names in _FOLDERS.items():
        _check_strays(law / folder, names, problems)


def _check_strays(folder: Path, names: set[str], problems: Problems) -> None:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in names and not path.is_dir() and path.suffix != ".md" and not path.name.startswith("."):
            problems.add_line(path, 1, "no file of the body of law - remove it, or give it the name that is meant")
