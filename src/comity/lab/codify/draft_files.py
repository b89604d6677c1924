# SPDX-License-Identifier: EUPL-1.2
"""Writes a draft instrument in the format of ``law/instruments`` and reads it back with the strict reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import yaml

from comity.corpus import documents as docs
from comity.corpus.checks import check_instrument
from comity.corpus.conditions import Names
from comity.corpus.corpus import Corpus
from comity.corpus.problems import Problems
from comity.corpus.provision_files import Lists, read_coverage, read_provisions
from comity.corpus.scope import Scope, sources, text
from comity.model.errors import WrongLaw
from comity.model.expression import ALWAYS, COMPARISONS, Expression, Op
from comity.model.law import NO_VALUE, Instrument, Provision, Reach, Side, Value

_Plain = dict[str, object]
_LICENCE = "# A draft made by `comity codify`: no law. Never put it among the law; load it beside.\n"


def draft_files(draft: Instrument) -> Mapping[str, str]:
    """The files of a draft by name."""
    day = draft.in_force.text if draft.in_force else "unknown"
    about: _Plain = {
        "id": draft.id,
        "title": {"en": draft.title.en},
        "short": {"en": draft.short.en},
        "kind": draft.kind.value,
        "of": draft.of,
        "adopted": day,
        "in_force": day,
        "note": draft.note,
        "sources": {source.id: {"what": source.what, "retrieved": source.retrieved} for source in draft.sources},
    }
    rules: _Plain = {
        "coverage": [{"article": line.article, "title": line.title, "state": line.state.value} for line in draft.coverage],
        "provisions": [_rule(rule) for rule in draft.provisions],
    }
    return {"instrument.yaml": _written(about), "provisions.yaml": _written(rules)}


def _written(content: _Plain) -> str:
    return _LICENCE + yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=140)


def _rule(rule: Provision) -> _Plain:
    found: _Plain = {"id": rule.id, "article": rule.article, "kind": rule.kind.value, "ground": rule.ground, "says": rule.says.en}
    found["measures"] = sorted(rule.measures)
    found["when"] = condition(rule.when) if rule.when != ALWAYS else None
    found["forms"] = sorted(rule.forms)
    found["reach"] = rule.reach.value if rule.reach is not Reach.OWN else ""
    found["appreciation"] = rule.appreciation
    found["as"] = rule.as_.value if rule.as_ is not Side.REQUESTED else ""
    found["fact"] = rule.fact
    found["to"] = rule.to
    found["value"] = _value(rule.value) if rule.value != NO_VALUE else None
    found["source"] = rule.source
    found["confidence"] = rule.confidence.value
    return {key: value for key, value in found.items() if value}


def _value(value: Value) -> _Plain:
    found = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: list(item) if isinstance(item, tuple) else item for name, item in found.items() if item}


def condition(expression: Expression) -> _Plain:
    """A condition as it is written in a file."""
    op = expression.op
    if op in (Op.ALL, Op.ANY):
        return {op.value: [condition(part) for part in expression.of]}
    if op is Op.NOT:
        return {"not": condition(expression.of[0])}
    if op in COMPARISONS:
        return {"fact": expression.name, op.value: expression.value[0]}
    if op in (Op.IS, Op.HAS):
        return {"fact": expression.name, op.value: list(expression.value)}
    return _other(expression)


def _other(expression: Expression) -> _Plain:
    if expression.op is Op.OFFENCE:
        return {"offence": list(expression.value)}
    if expression.op is Op.PARTY:
        who, day = expression.value
        return {"party": expression.name, "who": who, **({"on": day} if day else {})}
    if expression.op is Op.FACT:
        return {"fact": expression.name}
    return {"unknown": expression.name or "always"}


def load_draft(folder: Path, corpus: Corpus) -> Instrument:
    """The draft in a folder, read strictly against the vocabulary of a corpus; WrongLaw with every problem."""
    problems = Problems()
    about = problems.open(folder / "instrument.yaml", docs.InstrumentDoc)
    rules = problems.open(folder / "provisions.yaml", docs.ProvisionsDoc)
    if about is None or rules is None:
        raise WrongLaw(tuple(problems.found))
    doc = about[1]
    names = Names(corpus.facts, frozenset(corpus.offences), frozenset(corpus.by_code), frozenset({*corpus.by_id, doc.id}))
    lists = Lists(frozenset(corpus.measures), frozenset(corpus.grounds))
    main = Scope(about[0], problems, names, doc.sources)
    inside = Scope(rules[0], problems, names, doc.sources, rules[1].defaults)
    draft = Instrument(
        id=doc.id,
        title=text(doc.title),
        short=text(doc.short or doc.title),
        kind=doc.kind,
        sources=sources(doc.sources),
        of=doc.of,
        adopted=main.day(doc.adopted, "$.adopted"),
        in_force=main.day(doc.in_force, "$.in_force"),
        note=doc.note,
        coverage=read_coverage(rules[1], inside),
        provisions=read_provisions(rules[1], inside, lists),
    )
    main.known([doc.of], names.actors, "actor", "$.of")
    check_instrument(draft, {**corpus.by_id, draft.id: draft}, folder, problems)
    if problems.found:
        raise WrongLaw(tuple(problems.found))
    return draft
