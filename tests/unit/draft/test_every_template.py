# SPDX-License-Identifier: EUPL-1.2
"""Every paper with very short and with very long content in every script, as pages: nothing overflows, runs into other words or is a hole.

Scripts, languages and measures take turns. A template meets one of the lengths in a quick run, and both where ``COMITY_FULL`` is set.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import pytest

from comity.documents import letter_pdf as letter_pdf_module
from comity.documents.letter import Letter, Prose, Signature
from comity.documents.letter_pdf import bilingual_pdf, letter_pdf
from comity.draft.case.base import Language
from comity.draft.case.read import read_case
from comity.draft.case.shape import PlaceKind, shapes
from comity.draft.package import Writer
from comity.draft.scene import Scene, scene_of
from comity.model.drafting import Paper
from unit.documents import drawn
from unit.documents.letters import letter as any_letter
from unit.documents.letters import w
from unit.documents.test_letters import typeset
from unit.draft.test_hostile_words import full_values
from unit.draft.test_real_drafting import DAY, LANGUAGES, adviser, name_of, papers, real

WORD = {  # a letter or two, and a long word, of each script
    "latin": ("Əİ", "Məsuliyyətsizləşdirilmişlərdənsinizmi"),
    "cyrillic": ("Ёж", "Человеконенавистничествующемусявысокопревосходительству"),
    "georgian": ("კი", "გადმოგვეკონტრრევოლუციონერებინებინათმეთქი"),
    "armenian": ("Եւ", "Ականջօղագործարանամերձակայքային"),
    "arabic": ("لا", "فأسقيناكموهاوسيستدرجونهمفليستخلفنهم"),
}
SENTENCE = {
    "latin": "Pul həmin gün başqa hesaba köçürülmüş və şübhəli şəxs ölkəni tərk etmişdir; “ğ, ı, İ, ş, ç, ö, ü”.",
    "cyrillic": "В тот же день деньги переведены на другой счёт, а подозреваемый покинул страну — «щ, ъ, ё, № 12».",
    "georgian": "იმავე დღეს თანხა სხვა ანგარიშზე გადაირიცხა და ეჭვმიტანილმა ქვეყანა დატოვა.",
    "armenian": "Նույն օրը գումարը փոխանցվել է այլ հաշվի, իսկ կասկածյալը լքել է երկիրը։",
    "arabic": "وفي اليوم نفسه حولت الأموال إلى حساب آخر وغادر المشتبه فيه البلاد، انظر المرفق ٣.",
}
SCRIPTS = tuple(WORD)
LENGTHS = ("short", "long")
URL = "https://evidence.example/" + "0123456789abcdef" * 3
HASH = "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3"
LINE = 130  # of the 400 that a field of one line may hold
REPEATED = ("signatories", "annexes")
BLANK = 4.0  # points: how wide a blank is at most


@dataclass(frozen=True, slots=True)
class Frame:
    """Where words may stand, in points: the margin at the sides, and the strip that is free between the page and its foot."""

    margin: float
    free: tuple[float, float]


ONE, TWO = Frame(60, (36, 62)), Frame(40, (28, 54))


def line(script: str, length: str) -> str:
    """What stands in a field of one line."""
    short, word = WORD[script]
    if length == "short":
        return short
    return f"{word} {HASH} {SENTENCE[script]}"[:LINE].strip()


def prose(script: str, length: str) -> str:
    """What stands in a field of free text."""
    if length == "short":
        return WORD[script][0]
    return f"{SENTENCE[script]} {WORD[script][1] * 2} {URL}\n\n{HASH}"


def grown(value: Any, place: str, script: str, length: str) -> Any:
    """Values with paragraphs where free text stands; where there is much to say, three sign and three annexes go with it."""
    if isinstance(value, dict):
        return {key: grown(item, f"{place}.{key}" if place else key, script, length) for key, item in value.items()}
    if isinstance(value, list):
        return [grown(item, place, script, length) for item in value] * (3 if length == "long" and place in REPEATED else 1)
    if value == "XA":
        return "AZ"
    shape = shapes().get(place)
    free = shape is not None and shape.kind is PlaceKind.WRITTEN
    return prose(script, length) if free and value == line(script, length) else value


@cache
def scene(measure: str, script: str, length: str) -> Scene:
    """A case in which every field is very short or very long."""
    values = grown(full_values(line(script, length)), "", script, length)
    values |= {"requesting": "AZ", "requested": "GE", "measure": measure}
    return scene_of(read_case(values), adviser(), real()[1], DAY)


@dataclass(frozen=True, slots=True)
class Turn:
    """A paper with a measure, a script, a length of content and two languages."""

    paper: Paper
    measure: str
    script: str
    length: str
    languages: tuple[Language, Language]

    def letters(self) -> list[Letter]:
        before = scene(self.measure, self.script, self.length)
        return [item.letter for item in Writer(before).letters([self.paper], self.languages) if item.letter.language in self.languages]


def turns() -> Iterator[Turn]:
    """Each paper with short and with long content."""
    chance = random.Random(4)  # noqa: S311  # a choice of samples, no secret
    for number, paper in enumerate(papers()):
        measures = sorted(paper.measures) or sorted(real()[0].measures)
        for place, length in enumerate(LENGTHS):
            first = (number + place) % len(LANGUAGES)
            languages = (LANGUAGES[first], LANGUAGES[(first + 1 + number % 3) % len(LANGUAGES)])
            yield Turn(paper, chance.choice(measures), SCRIPTS[(number + 2 * place) % len(SCRIPTS)], length, languages)


def faults(data: bytes, frame: Frame = ONE) -> dict[str, int]:
    """What is wrong with the pages, by kind."""
    found = {
        "outside": len(drawn.outside(data, frame.margin)),
        "overlapping": sum(not _hanging(one, other) for one, other in drawn.overlapping(data)),
        "holes": drawn.holes(data),
        "in the foot": sum(frame.free[0] < piece.base < frame.free[1] for piece in drawn.pieces(data) if piece.upright),
    }
    return {kind: count for kind, count in found.items() if count}


def _hanging(one: drawn.Piece, other: drawn.Piece) -> bool:
    """The blank at the end of a line that runs from right to left hangs where its last letter stands: nobody sees it."""
    narrow = min((one, other), key=lambda piece: piece.right - piece.left)
    return len(narrow.glyphs) == 1 and narrow.right - narrow.left < BLANK and abs(one.left - other.left) < 0.01


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks read the same pages: they are parsed for all of them together."""
    monkeypatch.setattr(drawn, "pieces", lru_cache(maxsize=1)(drawn.pieces))


ALL = tuple(turns())
RUN = ALL if os.environ.get("COMITY_FULL") else tuple(turn for number, turn in enumerate(ALL) if number % 4 in (0, 3))
IN_TWO = RUN[::13]


def named(turn: Turn) -> str:
    return f"{name_of(turn.paper)}-{turn.measure}-{turn.script}-{turn.length}-{turn.languages[0]}"


@pytest.mark.parametrize("turn", RUN, ids=named)
def test_a_template_holds_what_it_is_given(turn: Turn) -> None:
    letter = turn.letters()[0]
    assert any(words.text == line(turn.script, turn.length) for words in letter.words()), "the content is there"
    assert faults(letter_pdf(letter)) == {}


@pytest.mark.parametrize("turn", IN_TWO, ids=named)
def test_a_template_holds_it_in_two_languages(turn: Turn) -> None:
    left, right = turn.letters()
    assert left.language != right.language
    assert faults(bilingual_pdf(left, right), TWO) == {}


def test_every_template_and_every_combination_has_its_turn() -> None:
    known = [name_of(paper) for paper in papers()]
    assert len(ALL) == 2 * len(known) > 240
    assert [name_of(turn.paper) for turn in ALL if turn.length == "long"] == known
    assert {(turn.script, turn.length, turn.languages[0]) for turn in ALL} == {
        (script, length, language) for script in SCRIPTS for length in LENGTHS for language in LANGUAGES
    }
    for chosen in (RUN, IN_TWO):
        assert {turn.script for turn in chosen} == set(SCRIPTS)
        assert {turn.length for turn in chosen} == set(LENGTHS)
    assert {name_of(turn.paper) for turn in RUN} == set(known)


def test_the_content_is_what_it_claims_to_be() -> None:
    for script in SCRIPTS:
        assert len(line(script, "short")) == 2
        assert LINE - 30 < len(line(script, "long")) <= LINE
        assert max(map(len, line(script, "long").split())) >= len(HASH)
        assert max(map(len, prose(script, "long").split())) >= len(URL) > 70
        assert prose(script, "long").count("\n") == 2
    assert len(scene("bank-records", "latin", "long").case.signatories) == 3


def test_a_signature_that_fills_more_than_a_page_goes_on_to_the_next() -> None:
    lines = (w(line("cyrillic", "long") * 3), w(prose("cyrillic", "long") * 8))
    one, three = (replace(any_letter(), signatures=(Signature(lines, "Seal"),) * number) for number in (1, 3))
    for source in (one, three):
        assert faults(letter_pdf(source)) == {}
        assert faults(bilingual_pdf(source, source), TWO) == {}


# -- each check bites


def test_a_word_that_leaves_the_page_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = Letter("x", "en", "Title", DAY, blocks=(Prose((w(HASH * 3),)),))
    assert faults(letter_pdf(wide)) == {}
    monkeypatch.setattr(letter_pdf_module, "pieces", lambda word, _: [word])
    assert "outside" in faults(letter_pdf(wide))


def test_a_word_that_runs_into_another_would_be_found() -> None:
    narrow = '#set text(font: "Noto Serif")\n#set page(margin: 3cm)\n#grid(columns: (2cm, 4cm), [WWWWWWWWWWW], [value])'
    assert faults(typeset(narrow)) == {"overlapping": 1}
    assert faults(typeset(narrow.replace("(2cm,", "(8cm,"))) == {}


def test_a_hole_would_be_found() -> None:
    assert faults(typeset('#set text(font: "Noto Serif")\n#set page(margin: 3cm)\nа\u4e2d')) == {"holes": 1}


def test_a_line_in_the_foot_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    filled = any_letter(times=3)
    assert faults(letter_pdf(filled)) == {}
    template = letter_pdf_module._template().replace(b"bottom: 2.3cm", b"bottom: 1.4cm")
    monkeypatch.setattr(letter_pdf_module, "_template", lambda: template)
    assert "in the foot" in faults(letter_pdf(filled))
