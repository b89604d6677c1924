# SPDX-License-Identifier: EUPL-1.2
"""What matters to the user: how much a measure, a partner, an offence, a direction and a strength count.

A file of weights names what it speaks of; ``others`` is for what it does not name, 1 where absent::

    measures: {extradition: 3, others: 1}
    partners: {TR: 10, GE: 8, others: 0.5}
    offences: {money-laundering: 5, others: 1}
    directions: {asks: 2, asked: 1}
    strengths: {treaty: 100, list: 90, conditional: 50, statute: 25, none: 0, unknown: 0}
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from comity.corpus.corpus import Corpus
from comity.corpus.strict_yaml import read
from comity.lab.world import Strength
from comity.model.errors import WrongInput

OTHERS = "others"
_WORTH = {
    Strength.UNKNOWN: 0.0,
    Strength.NONE: 0.0,
    Strength.STATUTE: 25.0,
    Strength.CONDITIONAL: 50.0,
    Strength.LIST: 90.0,
    Strength.TREATY: 100.0,
}


@dataclass(frozen=True)
class Weights:
    """The weights of a user; without any all cells count alike."""

    measures: Mapping[str, float] = field(default_factory=dict)
    partners: Mapping[str, float] = field(default_factory=dict)
    offences: Mapping[str, float] = field(default_factory=dict)
    directions: Mapping[str, float] = field(default_factory=dict)
    strengths: Mapping[str, float] = field(default_factory=dict)

    def measure(self, name: str) -> float:
        """How much a measure counts."""
        return _of(self.measures, name)

    def partner(self, code: str) -> float:
        """How much a partner counts."""
        return _of(self.partners, code)

    def offence(self, name: str) -> float:
        """How much a class of offence counts."""
        return _of(self.offences, name)

    def direction(self, asks: bool) -> float:
        """How much it counts that the state asks, or is asked."""
        return _of(self.directions, "asks" if asks else "asked")

    def worth(self, strength: Strength) -> float:
        """What a cell of that strength is worth."""
        return self.strengths.get(strength.name.lower(), _WORTH[strength])


EQUAL = Weights()


def _of(known: Mapping[str, float], name: str) -> float:
    return known.get(name, known.get(OTHERS, 1.0))


def read_weights(path: Path, corpus: Corpus) -> Weights:
    """The weights of a file; WrongInput with the place for anything that is not among them."""
    data = read(path).data
    known: dict[str, Collection[str]] = {
        "measures": corpus.measures,
        "partners": corpus.by_code,
        "offences": corpus.offences,
        "directions": ("asks", "asked"),
        "strengths": [strength.name.lower() for strength in Strength],
    }
    if not isinstance(data, dict) or not data:
        raise WrongInput("these are no weights", where=str(path), do=f"write {', '.join(known)}, each with names and numbers")
    found: dict[str, dict[str, float]] = {}
    for part, entries in data.items():
        if part not in known or not isinstance(entries, dict):
            raise WrongInput(f"unknown part {part!r}", where=str(path), do=f"write {', '.join(known)}, each with names and numbers")
        found[part] = {str(name): _number(name, value, known[part], f"{path}: {part}") for name, value in entries.items()}
    return Weights(**found)


def _number(name: object, value: object, known: Collection[str], where: str) -> float:
    if name != OTHERS and name not in known:
        raise WrongInput(f"unknown name {name!r}", where=where, do="use the ids of the vocabulary, codes of actors, or others")
    try:
        number = float(str(value))
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e9:
        raise WrongInput(f"{name} is {value!r}", where=where, do="write a number from 0")
    return number
