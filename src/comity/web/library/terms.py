# SPDX-License-Identifier: EUPL-1.2
"""The glossary as pages show it: ``law/vocabulary/glossary.yaml``, or its packaged copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comity.corpus.load import CHECKOUT
from comity.corpus.problems import Problems
from comity.corpus.scope import text
from comity.corpus.vocabulary_documents import GlossaryDoc
from comity.model.errors import WrongLaw
from comity.model.text import Text

FILE = "glossary.yaml"
PACKAGED = Path(__file__).with_name(FILE)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the field in four languages, and what it means."""

    id: str
    name: Text
    meaning: Text


@cache
def glossary() -> Mapping[str, Term]:
    """Every term by its id; none where the glossary was not packaged."""
    beside = CHECKOUT / "vocabulary" / FILE
    path = beside if beside.exists() else PACKAGED
    if not path.exists():
        return {}
    problems = Problems()
    opened = problems.open(path, GlossaryDoc)
    if opened is None:
        raise WrongLaw(tuple(problems.found))
    return {term.id: Term(term.id, Text(term.en, term.az, term.ru, term.fr), text(term.definition)) for term in opened[1].terms}
