# SPDX-License-Identifier: EUPL-1.2
"""Conditions in words, as a law would say them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from comity.corpus.corpus import Corpus
from comity.lab.phrases import Phrases
from comity.model.expression import COMPARISONS, Expression, Op
from comity.model.law import Side
from comity.model.text import Text

_INVERSE = {Op.AT_LEAST: Op.LESS_THAN, Op.LESS_THAN: Op.AT_LEAST, Op.MORE_THAN: Op.AT_MOST, Op.AT_MOST: Op.MORE_THAN}


class Unsaid(Exception):
    """There is no phrase for a part of a condition in this language; whoever asked falls back to other words."""


@dataclass(frozen=True)
class Wording:
    """Words of one language for conditions, measures, offences and the frame of an act."""

    corpus: Corpus
    phrases: Phrases
    language: str

    def word(self, name: str, **parts: str) -> str:
        """A phrase of the frame, with its parts filled in; Unsaid where this language has none."""
        return self._said(self.phrases.words.get(name), name).format(**parts)

    def name(self, words: Text) -> str:
        """A name within a sentence: its first letter small, unless it is an abbreviation."""
        said = self._said(words, words.en)
        return said if len(said) > 1 and said[1].isupper() else said[:1].lower() + said[1:]

    def listed(self, items: list[str], joint: str) -> str:
        """Items as a list; ``joint`` is ``and`` or ``or``."""
        if len(items) < 2:
            return items[0] if items else ""
        return f"{', '.join(items[:-1])} {self.word(joint)} {items[-1]}"

    def condition(self, expression: Expression, holds: bool = True) -> str:
        """The condition, or where ``holds`` is false its opposite, as a clause after "where"."""
        if expression.op is Op.NOT:
            return self.condition(expression.of[0], not holds)
        if expression.op in (Op.ALL, Op.ANY):
            return self._group(expression, holds)
        return self._leaf(expression, holds)

    def _group(self, expression: Expression, holds: bool) -> str:
        every = (expression.op is Op.ALL) is holds
        of = self._sides_joined(expression.of, "both" if every else "either")
        plain = [part for part in of if not (every and _alternatives(part, holds))]
        parts = [self.condition(part, holds) for part in plain]
        parts += [self.word("either", parts=self.condition(part, holds)) for part in of if part not in plain]
        distinct = list(dict.fromkeys(parts))
        if not every or len(plain) < len(of):
            return f", {self.word('and' if every else 'or')} ".join(distinct)
        return f" {self.word('and')} ".join(distinct)

    def _sides_joined(self, parts: tuple[Expression, ...], how: str) -> tuple[Expression, ...]:
        """Parts that say the same of both sides as one, where there is a phrase for both (or either) of them."""
        found: list[Expression] = []
        for part in parts:
            other = _other_side(part)
            joint = replace(part, name=f"{part.name.rpartition('.')[0]}.{how}")
            if other is None or other not in parts or not self._has_phrase(joint.name):
                found.append(part)
            elif joint not in found:
                found.append(joint)
        return tuple(found)

    def _has_phrase(self, name: str) -> bool:
        return any(known == name for known, _, _ in self.phrases.facts)

    def _leaf(self, leaf: Expression, holds: bool) -> str:
        if leaf.op is Op.FACT:
            return self._fact(leaf.name, "yes" if holds else "no")
        if leaf.op in COMPARISONS:
            op = leaf.op if holds else _INVERSE[leaf.op]
            return self._fact(leaf.name, "size").format(size=self.word(op.value, size=self._size(leaf.name, leaf.value[0])))
        if leaf.op in (Op.IS, Op.HAS):
            how = leaf.op.value if holds else f"not_{leaf.op.value}"
            parts = [self._fact(leaf.name, how, value) for value in leaf.value]
            return f", {self.word('or')} ".join(parts) if holds else f" {self.word('and')} ".join(parts)
        if leaf.op is Op.OFFENCE:
            return self.word("offence" if holds else "not-offence", offences=self.listed(self._offences(leaf.value), "or"))
        if leaf.op is Op.PARTY:
            return self._party(leaf, holds)
        raise Unsaid(leaf.op.value)

    def _party(self, leaf: Expression, holds: bool) -> str:
        who, day = leaf.value
        title = self.corpus.by_id[leaf.name].short if leaf.name in self.corpus.by_id else None
        if day or title is None:
            raise Unsaid(leaf.name)
        side = who if who in (Side.REQUESTING.value, Side.REQUESTED.value) else "both"
        return self.word(f"party-{side}" if holds else f"not-party-{side}", treaty=self._said(title, leaf.name))

    def _offences(self, names: tuple[str, ...]) -> list[str]:
        return [self._offence(name) for name in names]

    def _offence(self, name: str) -> str:
        if f"offence-name-{name}" in self.phrases.words:
            return self.word(f"offence-name-{name}")
        known = self.corpus.offences.get(name)
        return self.name(known.name) if known else self.word("offence-code", code=name)

    def _fact(self, name: str, how: str, value: str = "") -> str:
        return self._said(self.phrases.facts.get((name, how, value)), name)

    def _size(self, fact: str, bound: str) -> str:
        stem, _, side = fact.rpartition(".")
        spec = self.corpus.facts.get(f"{stem}.{Side.REQUESTED.value}" if side in ("both", "either") else fact)
        unit = spec.unit if spec else ""
        if unit == "months":
            return self.months(int(bound))
        return self.amount(int(bound), unit) if unit and bound.isdigit() else bound

    def months(self, number: int) -> str:
        """A number of months, in years where it is whole years."""
        return self.amount(number // 12, "years") if number and number % 12 == 0 else self.amount(number, "months")

    def amount(self, number: int, unit: str) -> str:
        """A number with its unit, as this language counts it; small numbers in words where there are some."""
        spelt = self.phrases.words.get(f"number-{number}")
        shown = getattr(spelt, self.language) if spelt is not None and getattr(spelt, self.language) else str(number)
        return self.word(f"unit-{unit}-{_plural(self.language, number)}", number=shown)

    def _said(self, words: Text | None, what: str) -> str:
        said: str = getattr(words, self.language) if words is not None else ""
        if not said:
            raise Unsaid(what)
        return said


def _other_side(part: Expression) -> Expression | None:
    """The same condition on the other side."""
    name, _, side = part.name.rpartition(".")
    sides = {Side.REQUESTING.value: Side.REQUESTED.value, Side.REQUESTED.value: Side.REQUESTING.value}
    return replace(part, name=f"{name}.{sides[side]}") if side in sides else None


def _alternatives(part: Expression, holds: bool) -> bool:
    """Whether a part, said so, is one thing or another."""
    while part.op is Op.NOT:
        part, holds = part.of[0], not holds
    return part.op in (Op.ALL, Op.ANY) and (part.op is Op.ANY) is holds and len(part.of) > 1


def _plural(language: str, number: int) -> str:
    """Which form of the unit a number takes: one, few or many."""
    if language == "ru":
        if number % 10 == 1 and number % 100 != 11:
            return "one"
        return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"
    return "one" if number == 1 or language == "az" else "many"
