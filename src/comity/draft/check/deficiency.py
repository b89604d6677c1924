# SPDX-License-Identifier: EUPL-1.2
"""What a check finds: a deficiency with its severity, the article that makes it one, and what to add."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from comity.draft.scene import Demand, Scene, Weight
from comity.engine.plans import Rule
from comity.model.drafting import SEVERITIES, Severity
from comity.model.law import Kind
from comity.model.paths import Path
from comity.model.text import NO_WORDS, Text
from comity.model.truth import Truth


@dataclass(frozen=True, slots=True)
class Deficiency:
    """One thing that is missing or wrong.

    ``code`` names the check (``missing``, ``language``, ``dates`` ...), ``about`` what it concerns (an element, a ground, a place),
    ``where`` the places in the case, ``says`` what is wrong and ``do`` what to add or change. ``instrument`` and ``article`` are empty
    where no norm but good practice asks for it.
    """

    code: str
    about: str
    severity: Severity
    says: Text
    do: Text
    where: tuple[str, ...] = ()
    instrument: str = ""
    article: str = ""
    law: Text = NO_WORDS
    by: str = ""
    source: str = ""
    confidence: str = ""
    also: tuple[tuple[str, str], ...] = ()

    @property
    def rank(self) -> int:
        """The worst first."""
        return SEVERITIES.index(self.severity)


_AT_MOST = {
    Weight.FIRST: Severity.REFUSED,
    Weight.FURTHER: Severity.DELAYED,
    Weight.BESIDE: Severity.DELAYED,
    Weight.OWN: Severity.DELAYED,
}


def eased(severity: Severity, demand: Demand) -> Severity:
    """The severity by the weight of the demand: only the first basis, and only where it surely applies, sends a request back."""
    limit = _AT_MOST[demand.weight] if demand.truth is Truth.YES else Severity.DELAYED
    return max(severity, limit, key=SEVERITIES.index)


def found(scene: Scene, code: str, about: str, values: Mapping[str, object], where: tuple[str, ...] = ()) -> Deficiency:
    """A deficiency of a check of ``law/drafting/checks.yaml``; ``values`` fill its words."""
    check = scene.drafting.checks[code]
    return Deficiency(code, about, check.severity, filled(check.says, values), filled(check.do, values), where)


def cited(scene: Scene, deficiency: Deficiency, rule: Rule | None) -> Deficiency:
    """The deficiency with the norm that makes it one; as it is where no norm does."""
    if rule is None:
        return deficiency
    source = scene.corpus.sources[rule.instrument.id, rule.provision.source]
    return replace(
        deficiency,
        instrument=rule.instrument.id,
        article=rule.article,
        law=rule.provision.says,
        by=rule.by,
        source=source.words,
        confidence=rule.provision.confidence.value,
    )


_PLACE = re.compile(r"\{([a-z_]+)\}")


def filled(text: Text, values: Mapping[str, object]) -> Text:
    """The words with ``{name}`` filled in, in each language; a Text gives its version of that language."""
    return Text(*(_fill(getattr(text, language), values, language) for language in ("en", "az", "ru", "fr")))


def _fill(words: str, values: Mapping[str, object], language: str) -> str:
    """The places filled in at once: what a value holds is never taken for a place."""

    def value_of(match: re.Match[str]) -> str:
        value = values.get(match[1], match[0])
        return value.in_language(language)[0] if isinstance(value, Text) else str(value)

    return _PLACE.sub(value_of, words)


def asking(scene: Scene, *places: str) -> Rule | None:
    """The weightiest norm that asks for what stands at one of these places, the first place before the others: the norm to cite.

    A place is a path without numbers; ``orders[judgment].on`` means the elements that ask for the day of a judgment.
    """
    demands = scene.demands_of(Kind.CONTENT, Kind.FORMALITY)
    for path in (Path.parse(place) for place in places):
        for demand in demands:
            element = scene.element(demand)
            if element is not None and any(_covers(need, path) for alternatives in element.needs for need in alternatives):
                return demand.rule
    return None


def _covers(need: Path, path: Path) -> bool:
    """Whether a need of an element is about a place: the same names, and no selector that leaves its items out."""
    same = len(need.steps) >= len(path.steps) and all(a.name == b.name for a, b in zip(need.steps, path.steps, strict=False))
    return same and all(not (a.only and b.only) or a.only & b.only for a, b in zip(need.steps, path.steps, strict=False))
