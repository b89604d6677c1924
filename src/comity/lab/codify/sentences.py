# SPDX-License-Identifier: EUPL-1.2
"""Puts clauses into sentences: our own, from the structured norm; the norm's statement where no phrase says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from string import ascii_lowercase

from comity.lab.codify.act import ActParagraph, Clause
from comity.lab.wording import Unsaid, Wording
from comity.model.expression import ALWAYS, Expression, Op
from comity.model.law import Kind
from comity.model.text import Text

CONDITIONS = frozenset({Kind.REQUIRE, Kind.MUST_REFUSE, Kind.MAY_REFUSE, Kind.MAY_POSTPONE})
_LISTS = frozenset({*CONDITIONS, Kind.CONTENT})
_NAMED = re.compile(r"(?<!\()\barticles? \d+(?:\(\w+\))*(?:(?:,| and| or| to) \d+(?:\(\w+\))*)*(?! of)(?![\d(])")
_FEW = 2  # so many measures may be named as exceptions
_MANY = 4  # from so many on a list of measures is named by its exceptions


class Sentences:
    """The sentences of one language, with English beside."""

    def __init__(self, wording: Wording, english: Wording) -> None:
        self.wording = wording
        self.english = english
        self.voice = [(re.compile(pattern), words) for pattern, words in wording.phrases.voice]

    def word(self, name: str, **parts: str) -> str:
        """A phrase of the frame in the language, else in English."""
        try:
            return self.wording.word(name, **parts)
        except Unsaid:
            return self.english.word(name, **parts)

    def of_state(self, name: str, state: Text) -> str:
        """A phrase of the frame that names the state, both in one language."""
        try:
            return self.wording.word(name, state=state.in_language(self.wording.language)[0])
        except Unsaid:
            return self.english.word(name, state=state.en)

    def paragraphs(self, clauses: Iterable[Clause], whole: Sequence[str] | None) -> list[ActParagraph]:
        """The paragraphs of an article; ``whole`` are the measures of its chapter, None where clauses name none. Numbers come later."""
        groups: dict[tuple[object, ...], list[Clause]] = {}
        for at, clause in enumerate(map(self.said, clauses)):
            point = self._is_point(clause)
            listed = point or (whole is not None and clause.measures != tuple(whole))
            shape = (clause.kind if point else "", clause.measures, clause.language) if listed else (at,)
            groups.setdefault((listed, point, *shape), []).append(clause)
        return [self._paragraph(group, whole or (), point=bool(key[1]), listed=bool(key[0])) for key, group in groups.items()]

    def _is_point(self, clause: Clause) -> bool:
        return clause.kind in _LISTS and not clause.text[:1].isupper()

    def _paragraph(self, group: Sequence[Clause], whole: Sequence[str], *, point: bool, listed: bool) -> ActParagraph:
        first = group[0]
        wording = self.wording if first.language == self.wording.language else self.english
        if not listed:
            return ActParagraph("", "", tuple(group))
        name = f"intro-{first.kind.value}" if point else "intro-rule"
        intro = wording.word(name, measures=self.measures(first.measures, whole, wording))
        return ActParagraph("", intro, tuple(group))

    def measures(self, measures: Sequence[str], whole: Sequence[str], wording: Wording) -> str:
        """Measures as a list, or by their chapter and its exceptions; where ``whole`` holds several forms, a whole form by its name."""
        missing = [measure for measure in whole if measure not in measures]
        if len(measures) >= _MANY and len(missing) <= _FEW:
            if not missing:
                return wording.word("any-measure")
            return wording.word("any-measure-but", measures=self._listed(missing, wording))
        forms, rest = self._forms_in(measures, wording)
        return wording.listed([*forms, *(wording.name(wording.corpus.measures[measure].name) for measure in rest)], "or")

    def _listed(self, measures: Sequence[str], wording: Wording) -> str:
        return wording.listed([wording.name(wording.corpus.measures[measure].name) for measure in measures], "or")

    def _forms_in(self, measures: Sequence[str], wording: Wording) -> tuple[list[str], list[str]]:
        """The forms of cooperation that lie wholly in some measures of several forms, by name, and the measures that remain."""
        by_form: dict[str, list[str]] = {}
        for form, families in wording.phrases.families.items():
            by_form[form] = [measure.id for measure in wording.corpus.vocabulary.measures if measure.family in families]
        touched = [form for form, inside in by_form.items() if set(inside) & set(measures)]
        if len(touched) < _FEW:
            return [], list(measures)
        names, rest = [], list(measures)
        for form in touched:
            inside = by_form[form]
            if len(inside) >= _FEW and set(inside) <= set(measures):
                names.append(wording.word("measure-of-form", form=wording.word(f"form-{form}")))
                rest = [measure for measure in rest if measure not in inside]
        return names, rest

    def said(self, clause: Clause) -> Clause:
        """The clause with its text."""
        if clause.text:
            return clause
        for wording in (self.wording, self.english):
            try:
                return replace(clause, text=self._text(clause, wording), language=wording.language)
            except Unsaid:
                continue
        return replace(clause, text=sentence(self._voiced(clause)), language="en")

    def _text(self, clause: Clause, wording: Wording) -> str:
        if clause.kind in CONDITIONS:
            return self._condition(clause, wording)
        if clause.kind is Kind.CONTENT:
            return self._says(clause, wording)
        maker = getattr(self, f"_{clause.kind.value.replace('-', '_')}", None)
        return sentence(maker(clause, wording) if maker else self._says(clause, wording))

    def _condition(self, clause: Clause, wording: Wording) -> str:
        if clause.when == ALWAYS:
            return sentence(self._says(clause, wording))
        wording.word(
            f"intro-{clause.kind.value}", measures=self._listed(clause.measures, wording)
        )  # Unsaid where the list cannot be opened
        text = wording.condition(clause.when)
        return wording.word("considers", condition=text) if clause.appreciation else text

    def _says(self, clause: Clause, wording: Wording) -> str:
        words: str = getattr(clause.says, wording.language)
        if not words:
            raise Unsaid(wording.language)
        return self._voiced(clause) if wording.language == "en" else words

    def _voiced(self, clause: Clause) -> str:
        """The statement of a norm as a law says it; an article that it names is named with its instrument."""
        words = clause.says.en
        law = self.wording.corpus.by_id.get(clause.origins[0].instrument) if clause.origins else None
        if law is not None:
            words = _NAMED.sub(lambda found: f"{found[0]} of the {law.short.en}", words)
        for pattern, instead in self.voice:
            words = pattern.sub(instead, words)
        return words

    # -- kinds that have a sentence of their own

    def _basis(self, clause: Clause, wording: Wording) -> str:
        names = [wording.name(wording.corpus.measures[measure].name) for measure in clause.measures]
        measures = wording.listed(names, "and")
        if clause.when == ALWAYS:
            return wording.word("basis", measures=measures)
        return wording.word("basis-where", measures=measures, condition=self._lettered(clause.when, wording))

    def _lettered(self, when: Expression, wording: Wording) -> str:
        """A condition with many alternatives as a lettered list."""
        if when.op is not Op.ANY or not _FEW < len(when.of) <= len(ascii_lowercase):
            return wording.condition(when)
        parts = dict.fromkeys(wording.condition(part) for part in when.of)
        items = "; ".join(f"({letter}) {part}" for letter, part in zip(ascii_lowercase, parts, strict=False))
        return wording.word("one-of", items=items)

    def _duty(self, clause: Clause, wording: Wording) -> str:
        if not clause.topic.startswith("ground/"):
            return self._says(clause, wording)
        ground = wording.name(wording.corpus.grounds[clause.ground].name)
        if clause.when == ALWAYS:
            return wording.word("not-refused", ground=ground)
        return wording.word("not-refused-where", ground=ground, condition=wording.condition(clause.when))

    def _channel(self, clause: Clause, wording: Wording) -> str:
        route = wording.word(f"route-{clause.value.route}")
        return route if clause.when == ALWAYS else wording.word("where", rule=route, condition=wording.condition(clause.when))

    def _authority(self, clause: Clause, wording: Wording) -> str:
        name = wording.word("authority", authority=self._authority_name(clause.value.name, wording))
        return name if clause.when == ALWAYS else wording.word("where", rule=name, condition=wording.condition(clause.when))

    def _authority_name(self, name: str, wording: Wording) -> str:
        for actor in wording.corpus.actors:
            for authority in actor.authorities:
                if authority.name.en == name:
                    said: str = getattr(authority.name, wording.language)
                    return said or name
        if wording.language != "en":
            raise Unsaid(name)
        return name

    def _language(self, clause: Clause, wording: Wording) -> str:
        value = clause.value
        languages = wording.listed([wording.word(f"language-{code}") for code in value.languages], "or")
        name = f"translation-{value.translation or 'required'}{'' if languages else '-unnamed'}"
        rule = wording.word(name, languages=languages)
        return rule if clause.when == ALWAYS else wording.word("where", rule=rule, condition=wording.condition(clause.when))


def sentence(words: str) -> str:
    """Words as a sentence: a capital first, a full stop last."""
    words = words.strip()
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', ':', '?')) else '.'}" if words else ""
