# SPDX-License-Identifier: EUPL-1.2
"""Every sentence of the pure layers and every remark of closed lists is said in every language, and no words are there for nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

import comity
from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.corpus.problems import Problems
from comity.corpus.vocabulary_files import read_sentences
from comity.model.expression import Expression, Op
from comity.model.law import Confidence, EventKind, Kind, Role, Side, StatementKind
from comity.model.said import has_words
from comity.model.text import Text
from comity.model.truth import Truth
from comity.model.vocabulary import FactType

SOURCE = Path(comity.__file__).parent
PURE = [path for layer in ("engine", "advise") for path in sorted((SOURCE / layer).glob("*.py")) if not path.name.startswith("score")]
"""The layers that give an answer; scores are for those who keep the law."""

MAKER = "comity.model.said"
OTHERS = ("az", "ru", "fr")
STATUSES = {
    *("party", "member", "created", "extension", "reported", "contested", "signed", "not party", "provisional", "before", "ended"),
    *("suspended", "missing", "not member", "no party possible", "not in force", "not needed", "incomplete", "unread"),
}
"""The statuses of a force (``comity.engine.force``), as a sentence names them."""
ASKED = ("always", "measure", "ground", "language", "units", "true", "false")


@cache
def corpus() -> Corpus:
    return load()


def phrases(source: str) -> Iterator[str | None]:
    """The English phrases that code makes sentences from; None for one that is not written where it is said."""
    tree = ast.parse(source)
    if not any(isinstance(node, ast.ImportFrom) and node.module == MAKER and "said" in _names(node) for node in ast.walk(tree)):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "said":
            phrase = node.args[0]
            yield phrase.value if isinstance(phrase, ast.Constant) and isinstance(phrase.value, str) else None


def _names(node: ast.ImportFrom) -> set[str]:
    return {alias.name for alias in node.names}


@cache
def written() -> frozenset[str | None]:
    found = (phrases(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py") if path.name != "said.py")
    return frozenset(phrase for of_file in found for phrase in of_file)


def listed() -> Iterator[str]:
    """Words of closed lists that stand in sentences."""
    for kind in (Confidence, EventKind, Role, StatementKind, FactType):
        yield from (item.value for item in kind if item not in (FactType.TRUTH, FactType.DAY, FactType.SET))
    yield from (side.value for side in Side if side is not Side.BOTH)
    yield from (truth.word for truth in Truth)
    yield from (spec.unit for spec in corpus().vocabulary.facts if spec.type is FactType.NUMBER and spec.unit)
    yield from (
        rule.value.starts for law in corpus().instruments for rule in law.provisions if rule.kind is Kind.CLOCK and rule.value.starts
    )
    yield from (*STATUSES, *ASKED)


def remarks() -> Iterator[str]:
    """What the law's data say of states, authorities, searches and statements, which every answer on them repeats."""
    law = corpus()
    for actor in law.actors:
        yield from (line.says for line in actor.practice)
        yield from (authority.role for authority in actor.authorities)
    yield from (item.says for item in law.searched)
    for instrument in law.instruments:
        yield instrument.no_basis
        yield from (statement.lapses for statement in instrument.statements)
    yield from (leaf.name for leaf in leaves() if leaf.op in (Op.STATED, Op.UNKNOWN))


def leaves() -> Iterator[Expression]:
    """The leaves of every condition."""
    waiting: list[Expression] = []
    for law in corpus().instruments:
        effects = [effect for statement in law.statements for effect in statement.effects]
        added = [effect.add for effect in effects if effect.add is not None]
        for group in (law.provisions, law.relations, effects, added):
            waiting += [item.when for item in group if item.when is not None]
    while waiting:
        node = waiting.pop()
        waiting += node.of
        yield node


def further() -> Iterator[str]:
    """Remarks of which only the recurrent ones have words in every language; the others are shown in English, marked so."""
    for law in corpus().instruments:
        yield from (row.note for row in law.rows)
        yield from (statement.check for statement in law.statements)
        yield from (item.why for item in law.coverage)
        yield from (rule.value.name for rule in law.provisions)
        yield from (source.words for source in law.sources)


def lacking(wanted: Iterable[str]) -> set[str]:
    known = corpus().phrases
    return {words for words in wanted if words and has_words(words) and not all(getattr(known.get(words, Text()), lang) for lang in OTHERS)}


def test_every_phrase_in_the_code_is_written_where_it_is_said() -> None:
    assert None not in written()
    assert len(written()) > 100


def test_a_phrase_put_together_is_found() -> None:
    assert list(phrases(f'from {MAKER} import said\nsaid("a {{b}}", b="c")\nsaid(words)\n')) == ["a {b}", None]
    assert not list(phrases('from elsewhere import said\nsaid("a")\n'))


def bare(source: str) -> list[str]:
    """The sentences in code that no call makes a sentence of."""
    tree = ast.parse(source)
    kept = {id(leaf) for node in ast.walk(tree) if _keeps(node) for leaf in ast.walk(node)}
    texts = [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in kept and isinstance(node.value, str)
    ]
    return [text for text in texts if re.search(r"[a-z] [a-z]", text)]


def _keeps(node: ast.AST) -> bool:
    """Whether what stands in a node is a sentence already, or no text for people: documentation, an error of ours."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in ("said", "remark", "TypeError")
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.name)
def test_no_sentence_of_the_pure_layers_is_text_alone(path: Path) -> None:
    assert not bare(path.read_text(encoding="utf-8")), "make it with said()"


def test_a_sentence_that_is_text_alone_is_found() -> None:
    assert bare('"""A module here."""\nwhy = "not open to it"\nother = said("not open to it")\n') == ["not open to it"]


def test_every_phrase_has_its_words_in_every_language() -> None:
    assert not lacking(phrase for phrase in written() if phrase is not None)


def test_every_word_of_a_closed_list_has_them() -> None:
    assert not lacking(listed())


def test_every_remark_on_states_and_statements_has_them() -> None:
    assert not lacking(remarks())


def test_every_route_has_them() -> None:
    lacks = [
        route.id
        for route in corpus().routes
        for text in (route.says, route.yields)
        for lang in OTHERS
        if text.en and not getattr(text, lang)
    ]
    assert not lacks


def test_no_words_are_there_for_nothing() -> None:
    used = {*written(), *listed(), *remarks(), *further(), "{p0} or {p1}", "{p0} or {p1} or {p2}"}
    assert not set(corpus().phrases) - used


def test_a_sentence_with_other_places_or_twice_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "sentences"
    folder.mkdir()
    lines = ('{en: "before {day}", az: "{gün}"}', '{en: "now", ru: "сейчас"}', '{en: "now", fr: "maintenant"}')
    (folder / "some.yaml").write_text("sentences:\n" + "".join(f"  - {line}\n" for line in lines), encoding="utf-8")
    problems = Problems()
    read_sentences(tmp_path, problems)
    assert len(problems.found) == 2
    assert "az has other places than English: ['day']" in problems.found[0]
    assert "stands twice" in problems.found[1]
