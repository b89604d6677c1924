# SPDX-License-Identifier: EUPL-1.2
"""The parts of a paper that the law fills, and the placeholders of its sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from comity.documents.letter import Block, Fields, Listing, Prose, Row, Words
from comity.draft.bases import Cited
from comity.draft.check.deficiency import Deficiency
from comity.draft.papers.values import Values, apart, in_language, long_day
from comity.draft.scene import Demand
from comity.model.law import Kind
from comity.model.paths import Found, Path, find

_OFFENCE = (
    "article",
    "on",
    "period",
    "place",
    "participation",
    "damage",
    "consequences",
    "listed",
    "penalty",
    "limitation",
    "time_barred_on",
    "law_text",
)
_ROLES = ("sought", "convicted", "accused", "suspect", "addressee", "witness", "expert", "victim", "third-party", "applicant")


@dataclass(frozen=True)
class Parts:
    """What the law says to one case, in the words of one language."""

    values: Values
    bases: tuple[Cited, ...]
    demands: tuple[Demand, ...]
    grounds: tuple[Deficiency, ...] = ()
    deficiencies: tuple[Deficiency, ...] = ()

    # -- placeholders

    def named(self, name: str) -> tuple[Words, ...]:
        """What a placeholder of a sentence stands for; nothing where nothing is known."""
        make = _NAMED.get(name)
        return tuple(make(self)) if make else ()

    def _sender(self) -> Iterator[Words]:
        yield from self._at("case.authorities.requesting.name")

    def _addressee(self) -> Iterator[Words]:
        yield from self._at("case.authorities.requested.name")

    def _requesting(self) -> Iterator[Words]:
        yield Words(self.values.actor(self.values.case.requesting))

    def _requested(self) -> Iterator[Words]:
        yield Words(self.values.actor(self.values.case.requested))

    def _measure(self) -> Iterator[Words]:
        yield Words(self.values.corpus.measures[self.values.case.measure].name.in_language(self.values.language)[0])

    def _bases(self) -> Iterator[Words]:
        for cited in self.bases:
            yield cited.words(self.values.drafting, self.values.language)

    def _offences(self) -> Iterator[Words]:
        for item in find(self.values.plain, Path.parse("offences.title")):
            yield from self._offence_name(item)

    def _offence_name(self, item: Found) -> Iterator[Words]:
        """The title of an offence; where it has none, the name of its class."""
        if item.value:
            yield self.values.written(item.value, item.at)
            return
        at = item.at.rpartition(".")[0]
        inner = next((found.value for found in find(self.values.plain, Path.parse("offences.name")) if found.at == f"{at}.name"), None)
        known = self.values.corpus.offences.get(str(inner))
        if inner:
            yield Words(known.name.in_language(self.values.language)[0] if known else str(inner), f"{at}.name")

    def _person(self) -> Iterator[Words]:
        asked = self.values.case.person
        roles = (asked.role, *_ROLES) if asked and asked.role else _ROLES
        for role in roles:
            words = self.values.words(Path.parse(f"persons[{role}].names"))
            if words:
                yield words[0]
                return

    def _reference(self) -> Iterator[Words]:
        yield from self._at("case.reference")

    def _reference_requested(self) -> Iterator[Words]:
        yield from self._at("case.reference_requested")

    def _day(self) -> Iterator[Words]:
        dated = self.values.case.case.dated
        if dated is not None:
            yield Words(long_day(dated, self.values.language), "case.dated")

    def _at(self, path: str) -> tuple[Words, ...]:
        return self.values.words(Path.parse(path))

    # -- parts

    def blocks(self, name: str) -> Iterable[Block]:
        """The blocks of a part."""
        return _PARTS[name](self)

    def _list_of_bases(self) -> Iterator[Block]:
        items = tuple((words,) for words in self._bases())
        without = Words(self.values.drafting.word("letter.without-treaty", self.values.language))
        yield Listing(items or ((without,),), numbered=len(items) > 1)

    def _list_of_offences(self) -> Iterator[Block]:
        for item in find(self.values.plain, Path.parse("offences")):
            offences = item.value if isinstance(item.value, list) else []
            for number, offence in enumerate(offences):
                at = f"{item.at}[{number}]"
                title = next(iter(self._offence_name(Found(f"{at}.title", offence.get("title")))), Words(""))
                rows = [
                    Row(self.values.drafting.label(f"offences.{name}", self.values.language), apart(words, "\n"))
                    for name in _OFFENCE
                    if (words := self.values.item(Found(at, offence), Path.parse(name)))
                ]
                if rows:
                    yield Fields(tuple(rows), title.text)

    def _assurances(self) -> Iterator[Block]:
        items = self.values.words(Path.parse("assurances.says"))
        if items:
            yield Listing(tuple((item,) for item in items))

    def _use_limits(self) -> Iterator[Block]:
        said = [(words,) for words in self.values.words(Path.parse("use_limits.says"))]
        law = [(words,) for words in self._law(Kind.USE_LIMIT)]
        if said or law:
            yield Listing((*said, *law))

    def _formalities(self) -> Iterator[Block]:
        said = [(words,) for words in self.values.words(Path.parse("procedure.formalities"))]
        if said:
            yield Listing(tuple(said))

    def _law(self, *kinds: Kind) -> Iterator[Words]:
        """What norms of the bases relied on say, each once with its article."""
        found: dict[str, Words] = {}
        for demand in self.demands:
            if demand.kind in kinds and demand.basis:
                says = in_language(demand.rule.provision.says, self.values.language)
                text = f"{says.text} ({self._cite(demand.rule.instrument.id, demand.rule.article)})"
                found.setdefault(text, replace(says, text=text))
        yield from found.values()

    def _cite(self, instrument: str, article: str) -> str:
        known = self.values.corpus.by_id.get(instrument)
        title = known.short.in_language(self.values.language)[0] if known else instrument
        return f"{title}, {self.values.drafting.word('letter.article', self.values.language)} {article}" if article else title

    def _confidentiality(self) -> Iterator[Block]:
        for path in ("confidentiality.reason", "confidentiality.may_be_told"):
            for words in self._at(path):
                yield Prose((words,))

    def _urgency(self) -> Iterator[Block]:
        rows = [
            Row(self.values.drafting.label(path, self.values.language), words)
            for path in ("case.urgency.level", "case.urgency.reason", "case.urgency.until")
            if (words := self._at(path))
        ]
        if rows:
            yield Fields(tuple(rows))

    def _list_of(self, deficiencies: tuple[Deficiency, ...]) -> Iterator[Block]:
        language = self.values.language
        items: list[tuple[Words, ...]] = []
        for item in deficiencies:
            cited = f" ({self._cite(item.instrument, item.article)})" if item.instrument else ""
            says = in_language(item.says, language)
            more = (Words(f" {item.do.in_language(language)[0]}"),) if item.code.startswith("missing") else ()
            items.append((replace(says, text=f"{says.text}{cited}."), *more))
        if items:
            yield Listing(tuple(items))

    def _grounds(self) -> Iterator[Block]:
        yield from self._list_of(self.grounds)

    def _deficiencies(self) -> Iterator[Block]:
        yield from self._list_of(self.deficiencies)


_NAMED: Mapping[str, Callable[[Parts], Iterator[Words]]] = {
    "sender": Parts._sender,
    "addressee": Parts._addressee,
    "requesting": Parts._requesting,
    "requested": Parts._requested,
    "measure": Parts._measure,
    "bases": Parts._bases,
    "offences": Parts._offences,
    "person": Parts._person,
    "reference": Parts._reference,
    "reference_requested": Parts._reference_requested,
    "day": Parts._day,
}
_PARTS: Mapping[str, Callable[[Parts], Iterator[Block]]] = {
    "bases": Parts._list_of_bases,
    "offences": Parts._list_of_offences,
    "assurances": Parts._assurances,
    "use-limits": Parts._use_limits,
    "formalities": Parts._formalities,
    "confidentiality": Parts._confidentiality,
    "urgency": Parts._urgency,
    "grounds": Parts._grounds,
    "deficiencies": Parts._deficiencies,
}
