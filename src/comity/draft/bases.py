# SPDX-License-Identifier: EUPL-1.2
"""The bases that a request relies on, as it cites them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from comity.advise.listing import basis_of, listing
from comity.documents.letter import Words
from comity.draft.papers.values import in_language
from comity.draft.scene import Scene
from comity.engine.assess import BasisResult
from comity.engine.plans import Rule
from comity.model.drafting import Drafting
from comity.model.law import Instrument, Kind
from comity.model.truth import Truth


@dataclass(frozen=True, slots=True)
class Cited:
    """An instrument with the articles on which the request rests, and the protocols in force with it."""

    instrument: Instrument
    articles: tuple[str, ...]
    protocols: tuple[Instrument, ...] = ()

    def words(self, drafting: Drafting, language: str) -> Words:
        """The instrument as a letter names it: title, articles, protocols."""
        title = in_language(self.instrument.title, language)
        text = title.text
        if self.articles:
            word = drafting.word("letter.articles" if len(self.articles) > 1 else "letter.article", language)
            text = f"{text}, {word} {', '.join(self.articles)}"
        for protocol in self.protocols:
            text = f"{text}; {protocol.title.in_language(language)[0]}"
        return replace(title, text=text)


def bases_of(scene: Scene) -> tuple[Cited, ...]:
    """What the request cites: the bases relied on, or the law of the requested state where there is none."""
    entries = {entry.instrument.id: entry for entry in listing(scene.assessment, scene.row, scene.judgement.results).entries}
    found = []
    for result in scene.relied:
        basis = basis_of(scene.assessment, scene.row, entries[result.plan.instrument.id], 1, scene.query.lang)
        protocols = tuple(scene.corpus.by_id[name] for name in basis.with_ if _speaks(scene, result, name))
        found.append(Cited(result.plan.instrument, _narrowest(basis.articles), protocols))
    return tuple(found) or tuple(_statutes(scene))


def _narrowest(articles: tuple[str, ...]) -> tuple[str, ...]:
    """An article of which a paragraph is cited is not cited again as a whole."""
    return tuple(article for article in articles if not any(other.startswith(f"{article}(") for other in articles))


def _speaks(scene: Scene, result: BasisResult, protocol: str) -> bool:
    """Whether a protocol says anything to this case."""
    rules = (rule for rule in result.plan.rules if rule.instrument.id == protocol)
    return any(scene.assessment.at(rule.works, scene.row) is Truth.YES for rule in rules)


def _statutes(scene: Scene) -> Iterator[Cited]:
    """The ways that the requested state's own law opens."""
    articles: dict[str, tuple[Rule, list[str]]] = {}
    for rule in scene.assessment.plan.national.ways:
        if rule.kind is Kind.BASIS and scene.assessment.at(rule.works, scene.row) is not Truth.NO:
            articles.setdefault(rule.instrument.id, (rule, []))[1].append(rule.article)
    for rule, numbers in articles.values():
        yield Cited(rule.instrument, _narrowest(tuple(dict.fromkeys(numbers))))
