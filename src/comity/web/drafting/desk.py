# SPDX-License-Identifier: EUPL-1.2
"""Where a case stands: what the check finds, what is still open, what to ask next. Pure: values in, values out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from comity.advise.advise import Adviser
from comity.draft.case.base import Language
from comity.draft.case.read import Plain
from comity.draft.check.check import stops
from comity.draft.check.completeness import missing_places
from comity.draft.check.deficiency import Deficiency
from comity.draft.check.papers import annex_files
from comity.draft.interview.interview import Asked, Interview, tidy
from comity.draft.interview.places import lacking, without
from comity.draft.interview.points import Point
from comity.draft.interview.session import Session
from comity.draft.interview.slots import Slots
from comity.draft.scene import Scene
from comity.model.drafting import SEVERITIES, Drafting, Element, Severity
from comity.model.errors import WrongInput
from comity.model.law import Kind
from comity.web.problems import explained

START = ("requesting", "requested", "measure")


def sound(values: Plain) -> Plain:
    """The values without the parts that are not whole yet: what can be put before the law."""
    while inner := [steps[:-1] for steps in lacking(values) if len(steps) > 1]:
        for steps in reversed(inner):
            values = without(values, steps)
    return values


@dataclass(frozen=True)
class Desk:
    """One state of a case before the law, with what is open in it; ``hashes`` are those of the files that are there, by annex."""

    adviser: Adviser
    drafting: Drafting
    values: Plain
    lang: Language
    today: date
    hashes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def sound(self) -> Plain:
        """What of the values is whole."""
        return sound(self.values)

    @property
    def begun(self) -> bool:
        """Whether it is known who asks whom for what."""
        return all(self.values.get(name) for name in START)

    @cached_property
    def interview(self) -> Interview:
        """The interview on this body of law."""
        return Interview(self.adviser, self.drafting, self.today, self.lang)

    @cached_property
    def _begun(self) -> tuple[Session | None, str]:
        try:
            session = self.interview.start(self.sound)
            self.interview.standing(session)
        except WrongInput as error:
            return None, explained(error)
        return session, ""

    @property
    def fault(self) -> str:
        """Why the case cannot be put before the law; empty where it can."""
        return self._begun[1]

    @property
    def session(self) -> Session:
        """The moment of the interview."""
        return self._begun[0] or Session(self.sound, {})

    @cached_property
    def scene(self) -> Scene | None:
        """The case before the law; None before it can be put there."""
        standing = None if self.fault else self.interview.standing(self.session)
        return standing.scene if standing else None

    @cached_property
    def found(self) -> tuple[Deficiency, ...]:
        """What the check finds, with the files of the annexes, the worst first."""
        standing = None if self.fault else self.interview.standing(self.session)
        if standing is None:
            return ()
        named = {annex.id: self.hashes.get(annex.id) for annex in standing.scene.case.annexes if annex.file}
        return tuple(sorted((*standing.found, *annex_files(standing.scene, named)), key=lambda item: item.rank))

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The open points in the order of asking."""
        return () if self.fault else self.interview.points(self.session)

    @cached_property
    def next(self) -> Asked | None:
        """The next question."""
        return None if self.fault else self.interview.asked(self.session)

    @property
    def slots(self) -> Slots:
        """Makes slots for the values as they are."""
        return Slots(self.drafting, self.adviser.corpus, self.values, self.lang)

    @cached_property
    def counts(self) -> Mapping[Severity, int]:
        """How many deficiencies there are by severity."""
        counted = Counter(item.severity for item in self.found)
        return {severity: counted[severity] for severity in SEVERITIES}

    @property
    def ready(self) -> bool:
        """Whether the request may go out: all parts are whole and nothing would be refused or returned."""
        return self.scene is not None and not lacking(self.values) and not stops(self.found)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """What the request must hold by the law that applies, and what every request needs."""
        scene = self.scene
        if scene is None:
            return ()
        asked = (scene.element(demand) for demand in scene.demands_of(Kind.CONTENT, Kind.FORMALITY, Kind.ASSURANCE))
        found = {element.id: element for element in asked if element is not None}
        always = (e for e in self.drafting.elements if e.always and (not e.measures or scene.query.measure in e.measures))
        return tuple({**found, **{element.id: element for element in always}}.values())

    @cached_property
    def progress(self) -> tuple[int, int]:
        """How many of the elements are there, and how many there must be."""
        scene = self.scene
        done = sum(1 for element in self.elements if scene is not None and not missing_places(scene, element))
        return done, len(self.elements)

    def cite(self, norms: Iterable[tuple[str, str]]) -> str:
        """Instruments with their articles, as the language has them."""
        return "; ".join(self._cited(instrument, article) for instrument, article in norms)

    def _cited(self, instrument: str, article: str) -> str:
        known = self.adviser.corpus.by_id.get(instrument)
        if known is None:
            return f"{instrument} {article}".strip()
        title = (known.short if known.short.en else known.title).in_language(self.lang)[0]
        return f"{title}, {self.drafting.word('letter.article', self.lang)} {article}" if article else title


def values_of(raw: Plain) -> Plain:
    """The values without the schema, an offence that is named by a word made a part."""
    return {key: value for key, value in tidy(raw).items() if key != "schema"}
