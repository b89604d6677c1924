# SPDX-License-Identifier: EUPL-1.2
"""The shape of each kind of file under ``law/drafting/``."""

from __future__ import annotations

import msgspec

from comity.corpus.documents import Strict, Words
from comity.model.drafting import Doer, Phase, Severity

Needs = tuple[str | tuple[str, ...], ...]


class ElementDoc(Strict, frozen=True):
    """One thing that a request must hold."""

    id: str
    name: Words
    needs: Needs
    severity: Severity
    asks: Words | None = None
    help: Words | None = None
    example: Words | None = None
    always: bool = False
    measures: tuple[str, ...] = ()


class ElementsDoc(Strict, frozen=True):
    """elements/*.yaml"""

    elements: tuple[ElementDoc, ...]


class BlockDoc(Strict, frozen=True):
    """One block of a paper."""

    say: Words | None = None
    prose: str = ""
    fields: tuple[str, ...] = ()
    each: str = ""
    list: str = ""
    grid: str = ""
    columns: tuple[str, ...] = ()
    blank: Words | None = None
    lines: int = 1
    choices: tuple[Words, ...] = ()
    part: str = ""
    strong: bool = False
    needs: Needs = ()


class SectionDoc(Strict, frozen=True):
    """A section, or the name of a shared one."""

    heading: Words | None = None
    blocks: tuple[BlockDoc, ...] = ()
    needs: Needs = ()
    use: str = ""


class PaperDoc(Strict, frozen=True):
    """One paper."""

    id: str
    title: Words
    sections: tuple[SectionDoc, ...]
    measures: tuple[str, ...] = ()
    sender: str = msgspec.field(default="requesting", name="from")
    answer: bool = False
    between: str = ""
    route: str = ""
    needs: Needs = ()


class PapersDoc(Strict, frozen=True):
    """papers/*.yaml"""

    papers: tuple[PaperDoc, ...]


class SharedSectionsDoc(Strict, frozen=True):
    """papers/sections.yaml"""

    sections: dict[str, SectionDoc]


class LabelsDoc(Strict, frozen=True):
    """labels/*.yaml"""

    lists: dict[str, str] = msgspec.field(default_factory=dict)
    places: dict[str, Words] = msgspec.field(default_factory=dict)
    words: dict[str, Words] = msgspec.field(default_factory=dict)


class CaseFactsDoc(Strict, frozen=True):
    """facts.yaml"""

    facts: dict[str, str]
    stated: tuple[str, ...] = ()


class ClockChoiceDoc(Strict, frozen=True):
    """Which clocks of the law a stage answers to."""

    starts: str
    then: str = ""
    measures: tuple[str, ...] = ()
    before: str = ""


class StageDoc(Strict, frozen=True):
    """A stage of preparation; its days are working assumptions."""

    id: str
    phase: Phase
    name: Words
    says: Words
    who: Doer
    days: int
    urgent_days: int
    after: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    needs: Needs = ()
    done: Needs = ()
    reached: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    binds: tuple[ClockChoiceDoc, ...] = ()
    awaits: tuple[ClockChoiceDoc, ...] = ()
    secures: bool = False
    closes: bool = False


class PreparationDoc(Strict, frozen=True):
    """preparation.yaml"""

    stages: tuple[StageDoc, ...]
    events: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class CheckDoc(Strict, frozen=True):
    """What a check says."""

    says: Words
    do: Words
    severity: Severity


class ChecksDoc(Strict, frozen=True):
    """checks.yaml"""

    checks: dict[str, CheckDoc]


SCHEMAS: dict[str, type[Strict]] = {
    "drafting-elements": ElementsDoc,
    "drafting-papers": PapersDoc,
    "drafting-sections": SharedSectionsDoc,
    "drafting-labels": LabelsDoc,
    "drafting-facts": CaseFactsDoc,
    "drafting-checks": ChecksDoc,
    "drafting-preparation": PreparationDoc,
}
