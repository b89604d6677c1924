# SPDX-License-Identifier: EUPL-1.2
"""Contradictions as plain data, as lines of a table, and in words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from comity.corpus.corpus import Corpus
from comity.lab.contradictions.types import ClashKind, Contradiction, Norm
from comity.model.query import FactValue
from comity.model.vocabulary import FactType


class Title(NamedTuple):
    """What a kind is called, and what it means."""

    name: str
    means: str


TITLES: Mapping[ClashKind, Title] = {
    ClashKind.NATIONAL_BAR: Title("National bar against a treaty duty", "a treaty obliges to grant, the law of the state forbids it"),
    ClashKind.NO_DOMESTIC_POWER: Title(
        "Duty without a domestic power", "a treaty obliges to act, and no law of the state gives an authority the power"
    ),
    ClashKind.OPTIONAL_WHERE_MANDATORY: Title(
        "Optional where it must be mandatory", "one norm lets the state choose where another leaves it no choice"
    ),
    ClashKind.TREATY_DEMANDED: Title("A treaty demanded, and a way without one", "one law asks for a treaty, another opens a way without"),
    ClashKind.RIGHT_DUTY: Title("A right that a duty would breach", "a treaty obliges to grant what would breach a right of the person"),
    ClashKind.GRANT_REFUSE: Title("Must grant against must refuse", "two treaties in force between the same states"),
    ClashKind.THRESHOLD: Title("Different thresholds", "the case passes the one and fails the other"),
    ClashKind.PERIOD: Title("Different periods", "the same clock ends after different times"),
    ClashKind.LANGUAGE: Title("Different languages", "no request satisfies both"),
    ClashKind.CHANNEL: Title("Different channels", "no way is common to both"),
    ClashKind.AUTHORITY: Title("Different authorities", "no body is named by both"),
}
COLUMNS = (
    "kind",
    "instrument_1",
    "article_1",
    "says_1",
    "instrument_2",
    "article_2",
    "says_2",
    "witness",
    "requesting",
    "requested",
    "measures",
    "on",
    "resolved_by",
    "by_instrument",
    "by_article",
    "removed_by",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def data(corpus: Corpus, found: Sequence[Contradiction], about: Mapping[str, object]) -> dict[str, object]:
    """Everything as plain values for JSON."""
    return {**about, "contradictions": [_plain(corpus, item) for item in found]}


def _plain(corpus: Corpus, item: Contradiction) -> dict[str, object]:
    case, resolution = item.case, item.resolution
    return {
        "kind": item.kind.value,
        "norms": [norm_data(norm) for norm in item.norms],
        "witness": witness(corpus, item),
        "resolved_by": item.resolved_by,
        "removed_by": item.removed_by,
        "between": {"requesting": case.requesting, "requested": case.requested, "measure": case.measure, "on": case.on.isoformat()},
        "measures": list(item.measures),
        "also": [norm_data(norm) for norm in item.also],
        "resolution": {
            "wins": resolution.wins,
            "instrument": resolution.instrument,
            "article": resolution.article,
            "says": resolution.says,
            "reason": resolution.reason,
        },
        "remedy": {"name": item.remedy.name, "values": dict(item.remedy.values)},
        "sure": item.sure,
    }


def norm_data(norm: Norm) -> dict[str, str]:
    """A norm as plain values."""
    return {
        "instrument": norm.instrument,
        "article": norm.article,
        "says": norm.says,
        "kind": norm.kind,
        "ground": norm.ground,
        "provision": norm.provision,
        "source": norm.source,
        "confidence": norm.confidence,
    }


def witness(corpus: Corpus, item: Contradiction) -> dict[str, object]:
    """The facts as a query writes them; ``offence`` is the class of offence, where it matters."""
    facts = {name: value_of(corpus, name, item.witness[name]) for name in sorted(item.witness)}
    return {**({"offence": item.offence} if item.offence else {}), **facts}


def value_of(corpus: Corpus, name: str, value: FactValue) -> object:
    """One value as a query writes it."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return value
    spec = corpus.facts.get(name)
    return f"{value:g} {spec.unit}" if spec is not None and spec.type is FactType.MONEY else int(value)


def facts_in_words(corpus: Corpus, item: Contradiction) -> str:
    """The witness on one line."""
    said = [f"{name} = {_word(value)}" for name, value in witness(corpus, item).items()]
    return "; ".join(said) or "whatever the facts"


def _word(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def place(norm: Norm) -> str:
    """Where a norm stands."""
    return f"{norm.instrument} {norm.article}" if norm.instrument else f"law of {norm.provision}"


def settled(item: Contradiction) -> str:
    """What settles it, with the norm that says so."""
    resolution = item.resolution
    at = f" ({resolution.instrument} {resolution.article})" if resolution.instrument else ""
    return f"{resolution.rule}{at}"


def by_kind(found: Iterable[Contradiction]) -> list[tuple[ClashKind, list[Contradiction]]]:
    """In groups: kinds with something unresolved first; within a kind what is resolved comes last."""
    groups: dict[ClashKind, list[Contradiction]] = {}
    for item in found:
        groups.setdefault(item.kind, []).append(item)
    order = tuple(ClashKind)
    ranked = sorted(groups, key=lambda kind: (all(item.resolved for item in groups[kind]), order.index(kind)))
    return [(kind, sorted(groups[kind], key=lambda item: item.resolved)) for kind in ranked]


def table(corpus: Corpus, found: Iterable[Contradiction]) -> str:
    """The lines of contradictions.csv."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in found:
        writer.writerow([_inert(cell) for cell in _cells(corpus, item)])
    return out.getvalue()


def _cells(corpus: Corpus, item: Contradiction) -> list[str]:
    norms = [text for norm in item.norms for text in (norm.instrument, norm.article, norm.says)]
    case, resolution = item.case, item.resolution
    facts = facts_in_words(corpus, item)
    sides = [case.requesting, case.requested, " ".join(item.measures), case.on.isoformat()]
    return [item.kind.value, *norms, facts, *sides, item.resolved_by, resolution.instrument, resolution.article, item.removed_by]


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
