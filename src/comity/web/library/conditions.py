# SPDX-License-Identifier: EUPL-1.2
"""Conditions of rules in words: a sentence where the phrases give one, else a tree of clauses, and of questions where they give none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from comity.corpus.corpus import Corpus
from comity.lab.phrases import load_phrases
from comity.lab.wording import Unsaid, Wording
from comity.model.expression import Expression, Op
from comity.web.knowledge import adviser
from comity.web.library.labels import label


@dataclass(frozen=True, slots=True)
class Shown:
    """A condition: its words, and its parts where it has some."""

    words: str
    parts: tuple[Shown, ...] = ()


@cache
def _wording(language: str) -> Wording:
    return Wording(adviser().corpus, load_phrases(), language)


def shown(expression: Expression, language: str) -> Shown | None:
    """The condition as the page shows it; None where there is none."""
    if expression.op is Op.ALWAYS:
        return None
    clause = _clause(expression, language)
    if clause:
        return Shown(_("where {condition}").format(condition=clause))
    return _tree(expression, adviser().corpus, language)


def _clause(expression: Expression, language: str, holds: bool = True) -> str:
    """The condition, or its opposite, as the law says it; nothing where there is no phrase for some part of it."""
    try:
        return _wording(language).condition(expression, holds)
    except Unsaid:
        return ""


def _tree(expression: Expression, corpus: Corpus, language: str, holds: bool = True) -> Shown:
    """The condition as a tree; where ``holds`` is false, its opposite. What can be said as a clause is one."""
    clause = _clause(expression, language, holds)
    if clause:
        return Shown(clause)
    if expression.op is Op.NOT:
        return _tree(expression.of[0], corpus, language, not holds)
    if expression.op in (Op.ALL, Op.ANY):
        parts = tuple(_tree(part, corpus, language, holds) for part in expression.of)
        every = (expression.op is Op.ALL) is holds
        return Shown(_("all of these:") if every else _("one of these:"), parts)
    if expression.op is Op.FACT:
        return Shown(f"{_asks(expression.name, corpus, language)} {_('yes') if holds else _('no')}")
    words = _leaf(expression, corpus, language)
    return Shown(words if holds else _("not: {words}").format(words=words))


def _leaf(leaf: Expression, corpus: Corpus, language: str) -> str:
    if leaf.op is Op.OFFENCE:
        names = [corpus.offences[name].name.in_language(language)[0] if name in corpus.offences else name for name in leaf.value]
        return _("the offence is one of: {offences}").format(offences=", ".join(names))
    if leaf.op is Op.PARTY:
        known = corpus.by_id.get(leaf.name)
        title = known.short.in_language(language)[0] if known else leaf.name
        return _("party to {treaty}: {side}").format(treaty=title, side=_side(leaf.value[0]))
    if leaf.op is Op.UNKNOWN:
        return _("not known: {reason}").format(reason=leaf.name)
    if leaf.op is Op.STATED:
        return _("as the statements of the parties say")
    if leaf.op is Op.ALWAYS:
        return _("always")
    return f"{_asks(leaf.name, corpus, language)} {_answer(leaf)}"


def _asks(fact: str, corpus: Corpus, language: str) -> str:
    spec = corpus.facts.get(fact)
    return spec.asks.in_language(language)[0] if spec else fact


def _answer(leaf: Expression) -> str:
    values = ", ".join(label(value) for value in leaf.value)
    words = {
        Op.AT_LEAST: _("at least {values}"),
        Op.MORE_THAN: _("more than {values}"),
        Op.AT_MOST: _("at most {values}"),
        Op.LESS_THAN: _("less than {values}"),
    }
    return words.get(leaf.op, _("one of: {values}")).format(values=values)


def _side(name: str) -> str:
    return {"requesting": _("the requesting side"), "requested": _("the requested side")}.get(name, _("both sides"))
