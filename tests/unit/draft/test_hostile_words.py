# SPDX-License-Identifier: EUPL-1.2
"""Words that are code elsewhere stand in every text field of the model, and come out of DOCX, PDF and JSON as they went in."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path as File
from typing import Any

import pytest
from msgspec import inspect

from comity.documents.letter import Letter
from comity.documents.letter_docx import letter_docx
from comity.documents.letter_pdf import letter_pdf
from comity.documents.letter_read import docx_fields
from comity.documents.letter_text import letter_text
from comity.documents.wording import plain
from comity.draft.bases import bases_of
from comity.draft.case.case import Case
from comity.draft.case.read import read_case
from comity.draft.case.shape import PlaceKind, shapes
from comity.draft.papers.compose import Composer
from comity.draft.papers.parts import Parts
from comity.draft.papers.values import Values
from comity.draft.papers.written import WrittenPaper
from comity.draft.request_file import request_bytes
from comity.draft.scene import scene_of
from comity.model.drafting import Block, Paper, PaperSection
from comity.model.paths import Path
from comity.model.text import Text
from unit.cli.drafting import Run, case_file, drafting_law, run
from unit.documents.letters import pdf_pages, squeezed
from unit.draft.before_the_law import TODAY, adviser
from unit.draft.drafting_law import law

__all__ = ["drafting_law", "run"]  # fixtures

HOSTILE = (
    '#panic("x") $ 1/0 $ @ref *bold* _x_ \\u{41} #import "a.typ"',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b; &amp; ]]> <w:p/>',
    "{sender} {path:summary.what} {{7*7}} ${jndi:ldap://x} %s%n",
    "=HYPERLINK(1) '; DROP TABLE x; -- ../../etc/passwd",
    "a\x00b\x1b[2J\u202egpj.exe\u2066 \t c",
    "null NO true 1e400 -0 \N{LATIN SMALL LETTER A}\N{COMBINING ACUTE ACCENT} İıƏə Ёё",
)
GIVEN: dict[str, Any] = {  # what the law must know, and what a pattern asks for
    "requesting": "XA",
    "requested": "XB",
    "measure": "bank-records",
    "person": {},
    "pleas": [],
    "facts": {},
    "offence": None,
    "lang": "en",
    "schema": "comity.case/1",
}
WITHIN = {
    "case.language": "en",
    "offences.facts": {},
    "offences.name": "fraud",
    "offences.iccs": "0701",
    "assurances.kind": "speciality",
    "on": "2026-11-24",
}


def full(kind: inspect.Type, words: str, at: str = "") -> Any:
    """A value for every field of the model, each text the same words."""
    if at in WITHIN:
        return WITHIN[at]
    if isinstance(kind, inspect.Metadata):
        named = (kind.extra or {}).get("kind")
        return {"actor": "XA", "language": "en"}[named] if named else full(kind.type, words, at)
    if isinstance(kind, inspect.UnionType):
        best = sorted(kind.types, key=lambda one: isinstance(one, inspect.StructType), reverse=True)
        return full(next(one for one in best if not isinstance(one, inspect.NoneType)), words, at)
    return next(make for type_, make in _MAKERS if isinstance(kind, type_))(kind, words, at)


def _struct(kind: Any, words: str, at: str) -> Any:
    return {field.encode_name: full(field.type, words, f"{at}.{field.encode_name}" if at else field.encode_name) for field in kind.fields}


_MAKERS: tuple[tuple[type[inspect.Type], Callable[[Any, str, str], Any]], ...] = (
    (inspect.StructType, _struct),
    (inspect.VarTupleType, lambda kind, words, at: [full(kind.item_type, words, at)]),
    (inspect.DictType, lambda *_: {}),
    (inspect.LiteralType, lambda kind, _, __: next(value for value in kind.values if value)),
    (inspect.BoolType, lambda *_: True),
    (inspect.DateType, lambda *_: "2025-03-01"),
    (inspect.IntType, lambda *_: 12),
    (inspect.FloatType, lambda *_: 12.5),
    (inspect.StrType, lambda kind, words, _: {None: words, "^[A-Z]{3}$": "EUR", "^[0-9a-f]{64}$": "a" * 64}[kind.pattern]),
)


def full_values(words: str) -> dict[str, Any]:
    """A case in which every field holds something, as plain values."""
    return {**full(inspect.type_info(Case), words), **GIVEN}


def full_case(words: str) -> Case:
    return read_case(full_values(words))


@cache
def everything() -> Paper:
    """A paper that shows every text of the model."""
    kinds = (PlaceKind.TEXT, PlaceKind.WRITTEN)
    unseen = ("facts", "person.", "offence.", "pleas", "lang", "schema", "offences.facts", "offences.iccs", "offences.name")
    places = [place for place, shape in shapes().items() if shape.kind in kinds and not place.startswith(unseen)]
    others = ("requesting", "requested", "measure", "id", "assurances.kind", "annexes.sha256")  # codes, and what is no path
    places = [place for place in places if place not in others]
    blocks = tuple(Block(fields=(Path.parse(place),)) for place in places)
    return Paper("request", Text("Everything"), (PaperSection(Text("All"), blocks),))


def letter_of(case: Case, language: str = "en") -> Letter:
    scene = scene_of(case, adviser(), law()[1], TODAY)
    values = Values.of(case, *law(), language)
    return Composer(values, Parts(values, bases_of(scene), scene.demands), TODAY).letter(everything())


def test_the_full_case_has_every_text_field() -> None:
    shown = {block.fields[0].place for block in everything().sections[0].blocks}
    assert len(shown) > 250
    placed = {words.path for words in letter_of(full_case("x")).words()}
    assert len(placed) > 250


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_come_out_as_they_are(words: str) -> None:
    letter = letter_of(full_case(words))
    texts = [(item.path, plain(item.text)) for item in letter.words() if item.path]
    assert docx_fields(letter_docx(letter)) == texts
    assert len([text for _, text in texts if plain(words) in text]) > 250
    seen = squeezed("".join(pdf_pages(letter_pdf(letter))))
    assert seen.count(squeezed(plain(words))) > 150  # the others are parted by the end of a page
    told = letter_text(letter)
    assert "\x1b" not in told
    assert "\x00" not in told
    scene = scene_of(full_case(words), adviser(), law()[1], TODAY)
    data = json.loads(request_bytes(scene, [WrittenPaper(everything(), letter)], ()))
    assert [(item["path"], plain(item["text"])) for item in data["papers"][0]["texts"]] == texts
    assert data["case"]["summary"]["what"] == words, "as data, it is untouched"
    assert data["case"]["persons"][0]["names"][0]["full"] == words
    assert read_case(data["case"]) == full_case(words)


@pytest.mark.parametrize("language", ["az", "ru", "fr"])
def test_every_free_text_is_marked_in_another_language(language: str) -> None:
    marked = {words.path for words in letter_of(full_case("x"), language).words() if words.mark == "translate"}
    assert len(marked) > 150


def test_a_letter_that_no_font_has_is_refused_and_nothing_written(run: Run) -> None:
    result = run("draft", case_file({"summary/where": "\u4e2d"}))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "summary.where" in result.stderr
    assert not File("out").exists()
