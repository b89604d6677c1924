# SPDX-License-Identifier: EUPL-1.2
"""What a check finds: a deficiency with its severity, the article that makes it one, and what to add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from comity.draft.scene import Demand, Scene, Weight
from comity.engine.plans import Rule
from comity.model.drafting import SEVERITIES, Severity
from comity.model.law import Kind
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


def filled(text: Text, values: Mapping[str, object]) -> Text:
    """The words with ``{name}`` filled in, in each language; a Text gives its version of that language."""
    return Text(*(_fill(getattr(text, language), values, language) for language in ("en", "az", "ru", "fr")))


def _fill(words: str, values: Mapping[str, object], language: str) -> str:
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", value.in_language(language)[0] if isinstance(value, Text) else str(value))
    return words


def first_of(scene: Scene, kinds: Iterable[Kind], about: frozenset[str] = frozenset()) -> Demand | None:
    """The weightiest demand of these kinds, on one of these elements or grounds where some are named: the norm to cite."""
    for demand in scene.demands_of(*kinds):
        if not about or demand.rule.provision.value.field in about or demand.rule.ground in about:
            return demand
    return None
