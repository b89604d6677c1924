# SPDX-License-Identifier: EUPL-1.2
"""Reads reforms: options of the command line, statements and provisions from files in the corpus format, draft folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from comity.corpus import documents as docs
from comity.corpus.checks import check_instrument
from comity.corpus.conditions import Names
from comity.corpus.corpus import Corpus
from comity.corpus.drafts import load_drafts
from comity.corpus.problems import Problems
from comity.corpus.provision_files import Lists, Reader, read_provision, read_statements
from comity.corpus.scope import Scope
from comity.corpus.strict_yaml import Document, read
from comity.lab.reform import Bring, Conclude, Denounce, Extend, Join, Reform, Repeal, Reserve, SetBound, SetRule, Withdraw
from comity.lab.reform_parts import SUPPOSED, find
from comity.model.errors import WrongInput, WrongLaw
from comity.model.expression import COMPARISONS
from comity.model.law import Confidence, Instrument, StatusKind

D = TypeVar("D", bound=docs.Strict)
_SUPPOSED_DOC = docs.SourceDoc(SUPPOSED.what)


def read_reforms(options: Mapping[str, Sequence[str]], state: str, corpus: Corpus, on: date) -> tuple[Reform, ...]:
    """The reforms of the options of a command, in a fixed order: drafts first, since others may speak of them."""
    found: list[Reform] = []
    for folder in options.get("draft", ()):
        (draft,) = load_drafts(corpus, [Path(folder)])
        found.append(Bring(state or draft.of, draft, on))
    found += [Join(state, name, on, StatusKind.RATIFICATION) for name in options.get("ratify", ())]
    found += [Join(state, name, on, StatusKind.ACCESSION) for name in options.get("accede", ())]
    found += [Denounce(state, name, on) for name in options.get("denounce", ())]
    found += [Extend(state, *_two(item, "--extend", "ID:TERRITORY"), on) for item in options.get("extend", ())]
    found += [Conclude(state, *_two(item, "--bilateral", "STATE:MODEL"), on) for item in options.get("bilateral", ())]
    found += [Withdraw(state, *_two(item, "--withdraw", "ID:STATEMENT"), on) for item in options.get("withdraw", ())]
    for name in options.get("reserve", ()):
        found += read_statement_file(Path(name), state, corpus, on)
    found += [_set(item, state, corpus, on) for item in options.get("set", ())]
    found += [Repeal(state, name, on) for name in options.get("repeal", ())]
    return tuple(found)


def _two(item: str, where: str, form: str) -> tuple[str, str]:
    one, colon, other = item.partition(":")
    if not (colon and one and other):
        raise WrongInput(f"{item!r} is not {form}", where=where, do=f"write {form}")
    return one, other


# -- rules of national law


def _set(item: str, state: str, corpus: Corpus, on: date) -> Reform:
    target, equals, value = item.partition("=")
    if not equals:
        raise WrongInput(f"{item!r} has no value", where="--set", do="write INSTRUMENT:PROVISION=FILE or INSTRUMENT:PROVISION=at_least=12")
    instrument, provision = _two(target, "--set", "INSTRUMENT:PROVISION=FILE")
    word, equals, bound = value.partition("=")
    op = next((op for op in COMPARISONS if equals and op.value == word), None)
    if op is not None:
        if not bound.isascii() or not bound.replace(".", "", 1).isdigit():
            raise WrongInput(f"{bound!r} is no number", where="--set", do=f"write {word}=12")
        return SetBound(state, instrument, provision, op, bound, on)
    return _rule_file(Path(value), (state, instrument, provision), corpus, on)


def _rule_file(path: Path, target: tuple[str, str, str], corpus: Corpus, on: date) -> SetRule:
    state, instrument, provision = target
    problems = Problems()
    document = _open(path)
    doc = _shaped(document, document.data, docs.ProvisionDoc, problems)
    scope = _scope(document, problems, corpus, find(corpus, instrument))
    rule = read_provision(doc, "$", Reader(scope, scope.conditions({}), _lists(corpus)))
    _refuse(problems)
    if rule.id != provision:
        raise WrongInput(f"the file holds {rule.id}, not {provision}", where=str(path), do="correct its id")
    return SetRule(state, instrument, rule, on)


# -- statements


def read_statement_file(path: Path, state: str, corpus: Corpus, on: date) -> Iterator[Reserve]:
    """The statements of a file: as in statements.yaml, with ``instrument: ID`` at the top."""
    problems = Problems()
    document = _open(path)
    content = dict(document.data) if isinstance(document.data, dict) else {}
    name = content.pop("instrument", "")
    if not isinstance(name, str) or not name:
        raise WrongInput("it does not say to which instrument", where=str(path), do="write `instrument: ID` at the top")
    law = find(corpus, name)
    doc = _shaped(document, content, docs.StatementsDoc, problems)
    made = read_statements(doc, _scope(document, problems, corpus, law, doc), _lists(corpus))
    whole = replace(law, statements=(*law.statements, *made))
    check_instrument(whole, corpus.by_id, path.parent, problems)
    _refuse(problems)
    yield from (Reserve(state, law.id, statement, on) for statement in made)


# -- what all read with


def _open(path: Path) -> Document:
    if not path.is_file():
        raise WrongInput("there is no such file", where=str(path), do="check the name")
    return read(path)


def _shaped(document: Document, data: object, shape: type[D], problems: Problems) -> D:
    try:
        return msgspec.convert(data, shape, strict=False)
    except msgspec.ValidationError as error:
        problems.add(document, "$", f"{error} - see docs/legal-model.md for this kind of file")
        raise WrongLaw(tuple(problems.found)) from error


def _scope(document: Document, problems: Problems, corpus: Corpus, law: Instrument, doc: docs.StatementsDoc | None = None) -> Scope:
    """What a file of a reform is read with: the sources of its instrument, and the supposition itself where it names none."""
    declared = {source.id: docs.SourceDoc(source.what) for source in law.sources} | {SUPPOSED.id: _SUPPOSED_DOC}
    given = doc.defaults if doc is not None else docs.Defaults()
    own = docs.Defaults(given.source or SUPPOSED.id, given.confidence or Confidence.HIGH)
    return Scope(document, problems, _names(corpus, law.id), declared | (doc.sources if doc is not None else {}), own)


def _names(corpus: Corpus, own: str) -> Names:
    return Names(corpus.facts, frozenset(corpus.offences), frozenset(corpus.by_code), frozenset({*corpus.by_id, own}))


def _lists(corpus: Corpus) -> Lists:
    return Lists(frozenset(corpus.measures), frozenset(corpus.grounds))


def _refuse(problems: Problems) -> None:
    if problems.found:
        raise WrongLaw(tuple(problems.found))
