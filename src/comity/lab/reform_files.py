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
from comity.corpus.problems import Problems
from comity.corpus.provision_files import Lists, Reader, read_coverage, read_provision, read_provisions, read_relations, read_statements
from comity.corpus.scope import Scope, sources, text
from comity.corpus.status_files import read_events, read_rows
from comity.corpus.strict_yaml import Document, read
from comity.lab.reform import Bring, Conclude, Denounce, Extend, Join, Reform, Repeal, Reserve, SetBound, SetRule, Withdraw
from comity.lab.reform_parts import SUPPOSED, find
from comity.model.errors import WrongInput, WrongLaw
from comity.model.expression import COMPARISONS
from comity.model.law import Confidence, Instrument, Parties, StatusKind

D = TypeVar("D", bound=docs.Strict)
_SUPPOSED_DOC = docs.SourceDoc(SUPPOSED.what)
_PARTS = frozenset({"instrument.yaml", "status.csv", "status.yaml", "provisions.yaml", "statements.yaml", "cases.yaml"})


def read_reforms(options: Mapping[str, Sequence[str]], state: str, corpus: Corpus, on: date) -> tuple[Reform, ...]:
    """The reforms of the options of a command, in a fixed order: drafts first, since others may speak of them."""
    found: list[Reform] = []
    for folder in options.get("draft", ()):
        draft = read_draft(Path(folder), corpus)
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
    made = read_statements(doc, _scope(document, problems, corpus, law, doc.sources, doc.defaults), _lists(corpus))
    whole = replace(law, statements=(*law.statements, *made))
    check_instrument(whole, corpus.by_id, path.parent, problems)
    _refuse(problems)
    yield from (Reserve(state, law.id, statement, on) for statement in made)


# -- drafts


def read_draft(folder: Path, corpus: Corpus) -> Instrument:
    """The instrument in a draft folder, read as strictly as the law itself; WrongLaw with every problem."""
    if not (folder / "instrument.yaml").is_file():
        raise WrongInput("this folder holds no draft", where=str(folder), do="name a folder with instrument.yaml and provisions.yaml")
    problems = Problems()
    for path in sorted(folder.iterdir()):
        if path.name not in _PARTS:
            problems.add_line(path, 1, f"no file of an instrument - one of {', '.join(sorted(_PARTS))}")
    opened = problems.open(folder / "instrument.yaml", docs.InstrumentDoc)
    if opened is None:
        raise WrongLaw(tuple(problems.found))
    draft = _with_parts(_bare(opened, problems, corpus), folder, (opened[0], opened[1]), problems, corpus)
    check_instrument(draft, {**corpus.by_id, draft.id: draft}, folder, problems)
    _refuse(problems)
    return draft


def _bare(opened: tuple[Document, docs.InstrumentDoc], problems: Problems, corpus: Corpus) -> Instrument:
    document, doc = opened
    scope = Scope(document, problems, _names(corpus, doc.id), doc.sources)
    scope.known([*doc.pair, *doc.creates, *([doc.of] if doc.of else [])], corpus.by_code, "actor", "$")
    parties = doc.parties
    return Instrument(
        id=doc.id,
        title=text(doc.title),
        short=text(doc.short or doc.title),
        kind=doc.kind,
        sources=sources(doc.sources),
        parent=doc.parent,
        of=doc.of,
        pair=tuple(doc.pair),
        creates=tuple(doc.creates),
        binds=doc.binds,
        adopted=scope.day(doc.adopted, "$.adopted"),
        content=doc.content,
        special=doc.special,
        parties=Parties(parties.list == "complete", parties.to, parties.after == "unknown", frozenset(parties.open_to))
        if parties
        else None,
        note=doc.note,
    )


def _with_parts(
    bare: Instrument, folder: Path, opened: tuple[Document, docs.InstrumentDoc], problems: Problems, corpus: Corpus
) -> Instrument:
    declared = opened[1].sources
    if (folder / "status.csv").exists():
        bare = replace(bare, rows=read_rows(folder / "status.csv", declared, frozenset(corpus.by_code), problems))
    parts: dict[str, object] = {}
    names, lists = _names(corpus, bare.id), _lists(corpus)
    for file, shape in (("status.yaml", docs.StatusDoc), ("provisions.yaml", docs.ProvisionsDoc), ("statements.yaml", docs.StatementsDoc)):
        read_file = problems.open(folder / file, shape) if (folder / file).exists() else None
        if read_file is None:
            continue
        doc = read_file[1]
        scope = Scope(read_file[0], problems, names, {**declared, **doc.sources}, doc.defaults)
        if isinstance(doc, docs.StatusDoc):
            parts["events"] = read_events(doc, scope)
        elif isinstance(doc, docs.ProvisionsDoc):
            parts |= {"relations": read_relations(doc, scope, lists), "coverage": read_coverage(doc, scope)}
            parts["provisions"] = read_provisions(doc, scope, lists)
        elif isinstance(doc, docs.StatementsDoc):
            parts["statements"] = read_statements(doc, scope, lists)
        bare = replace(bare, sources=(*bare.sources, *sources({k: v for k, v in doc.sources.items() if k not in declared})))
    return replace(bare, **parts)  # type: ignore[arg-type]


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


def _scope(
    document: Document,
    problems: Problems,
    corpus: Corpus,
    law: Instrument,
    more: Mapping[str, docs.SourceDoc] | None = None,
    defaults: docs.Defaults | None = None,
) -> Scope:
    declared = {source.id: docs.SourceDoc(source.what) for source in law.sources} | {SUPPOSED.id: _SUPPOSED_DOC} | dict(more or {})
    given = defaults or docs.Defaults()
    own = docs.Defaults(given.source or SUPPOSED.id, given.confidence or Confidence.HIGH)
    return Scope(document, problems, _names(corpus, law.id), declared, own)


def _names(corpus: Corpus, own: str) -> Names:
    return Names(corpus.facts, frozenset(corpus.offences), frozenset(corpus.by_code), frozenset({*corpus.by_id, own}))


def _lists(corpus: Corpus) -> Lists:
    return Lists(frozenset(corpus.measures), frozenset(corpus.grounds))


def _refuse(problems: Problems) -> None:
    if problems.found:
        raise WrongLaw(tuple(problems.found))
