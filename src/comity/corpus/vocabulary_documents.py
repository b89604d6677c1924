# SPDX-License-Identifier: EUPL-1.2
"""The shape of each kind of file under ``law/vocabulary``."""

from __future__ import annotations

from datetime import date

from comity.corpus.documents import Condition, SourceDoc, Strict, Words
from comity.model import law, vocabulary


class MeasureDoc(Strict, frozen=True):
    """A measure."""

    id: str
    name: Words
    family: str
    coercive: bool
    informal: list[str] = []
    nearest: list[str] = []
    secures: bool = False
    note: str = ""


class MeasuresDoc(Strict, frozen=True):
    """vocabulary/measures.yaml"""

    measures: list[MeasureDoc]


class OffenceDoc(Strict, frozen=True):
    """A class of offence."""

    id: str
    name: Words
    iccs: list[str] = []
    within: list[str] = []
    confidence: law.Confidence = law.Confidence.MEDIUM
    note: str = ""


class OffencesDoc(Strict, frozen=True):
    """vocabulary/offences.yaml"""

    offences: list[OffenceDoc]
    sources: dict[str, SourceDoc] = {}


class GroundDoc(Strict, frozen=True):
    """A ground."""

    id: str
    name: Words
    topic: str = ""
    protects: bool = False
    plea: Words | str = ""


class GroundsDoc(Strict, frozen=True):
    """vocabulary/grounds.yaml"""

    grounds: list[GroundDoc]


class FactDoc(Strict, frozen=True):
    """A fact."""

    name: str
    type: vocabulary.FactType
    asks: Words
    why: Words | str = ""
    unit: str = ""
    values: list[str] = []
    same_as: str = ""
    sensitive: bool = False


class FactsDoc(Strict, frozen=True):
    """vocabulary/facts/*.yaml"""

    facts: list[FactDoc]


class DerivedItem(Strict, frozen=True):
    """The definition of a derived fact."""

    fact: str
    when: Condition


class DerivedDoc(Strict, frozen=True):
    """vocabulary/derived.yaml"""

    derived: list[DerivedItem]


class TermDoc(Strict, frozen=True):
    """A term of the field."""

    id: str
    en: str
    definition: Words | str
    az: str = ""
    ru: str = ""
    fr: str = ""


class GlossaryDoc(Strict, frozen=True):
    """vocabulary/glossary.yaml"""

    terms: list[TermDoc]


class SentencesDoc(Strict, frozen=True):
    """vocabulary/sentences/*.yaml"""

    sentences: list[Words]


class ReleaseDoc(Strict, frozen=True):
    """release.yaml"""

    release: str
    as_of: date


SCHEMAS: dict[str, type[Strict]] = {
    "measures": MeasuresDoc,
    "offences": OffencesDoc,
    "grounds": GroundsDoc,
    "facts": FactsDoc,
    "derived": DerivedDoc,
    "glossary": GlossaryDoc,
    "sentences": SentencesDoc,
}
