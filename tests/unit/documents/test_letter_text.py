# SPDX-License-Identifier: EUPL-1.2
"""A letter as plain text: every block, in the order of reading, no line too long and no control character."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from comity.documents.letter import Blank, Fields, Grid, Heading, Letter, Listing, Mark, Prose, Row, Signature, Words
from comity.documents.letter_text import letter_text
from unit.documents.letters import SAMPLES, letter

BARE = Letter("R-1", "en", "Request", date(2026, 11, 24))


def lines(**changes: object) -> list[str]:
    """The lines after the title."""
    written = letter_text(replace(BARE, **changes))  # type: ignore[arg-type]  # fields of a letter
    return written.split("REQUEST\n", 1)[1].splitlines()


def test_the_whole_letter() -> None:
    whole = replace(
        BARE,
        sender=(Words("Prosecutor"), Words("Alphaland")),
        addressee=(Words("Ministry"),),
        references=(Row("Our reference", (Words("R-1", "case.reference"),)),),
        blocks=(Heading("Facts", "1."), Prose((Words("It "), Words("happened", "summary.what"), Words(".")))),
        annexes_title="Annexes",
        annexes=(Row("1", (Words("Warrant"),)),),
        signatures=(Signature((Words("Pat"), Words("Prosecutor")), "Seal"), Signature((Words("Kim"),))),
        draft="DRAFT",
        notice="Marked words are to be translated",
    )
    assert letter_text(whole) == (
        "DRAFT\n\nProsecutor\nAlphaland\n\nMinistry\n\n  Our reference: R-1\n\nREQUEST\nMarked words are to be translated\n\n1. Facts\n"
        "It happened.\n\nAnnexes\n  1: Warrant\n\nPat\nProsecutor\nSeal\n\nKim\n"
    )


def test_a_bare_letter() -> None:
    assert letter_text(BARE).strip() == "REQUEST"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (Words("text"), "text"),
        (Words("", mark=Mark.MISSING), "[...]"),
        (Words("Reason", mark=Mark.MISSING), "[Reason]"),
        (Words("деньги", "asked.object", "ru", Mark.TRANSLATE), "<ru: деньги>"),
        (Words("a\x1b[2Jb\x00"), "a\N{REPLACEMENT CHARACTER}[2Jb\N{REPLACEMENT CHARACTER}"),
        (Words("a\u202eb"), "a\N{REPLACEMENT CHARACTER}b"),
    ],
)
def test_marks(words: Words, shown: str) -> None:
    assert lines(blocks=(Prose((words,)),)) == [shown]


def test_headings_without_a_number() -> None:
    assert lines(blocks=(Heading("Facts"),)) == ["", "Facts"]


def test_fields_with_and_without_a_title() -> None:
    rows = (Row("Names", (Words("Ann"),)),)
    assert lines(blocks=(Fields(rows, "Ann Example"), Fields(rows))) == ["  Ann Example", "  Names: Ann", "  Names: Ann"]


def test_several_values_in_a_row_are_separated_once() -> None:
    """The composer puts what separates values between them as words."""
    values = (Words("Ann"), Words("\n"), Words("Annie"))
    copies = (Words("Warrant"), Words("; "), Words("copy"))
    found = lines(blocks=(Fields((Row("Names", values),)),), annexes_title="Annexes", annexes=(Row("1", copies),))
    assert found == ["  Names: Ann; Annie", "", "Annexes", "  1: Warrant; copy"]


def test_several_values_in_a_cell_are_separated_once() -> None:
    grid = Grid(("Names",), (((Words("Ann"), Words("\n"), Words("Annie")),),))
    assert lines(blocks=(grid,)) == ["  - Names: Ann; Annie"]


def test_points() -> None:
    items = ((Words("one"),), (Words("two"),))
    assert lines(blocks=(Listing(items), Listing(items, numbered=False))) == ["  1. one", "  2. two", "  - one", "  - two"]


def test_tables() -> None:
    grid = Grid(("Number", "Bank"), (((Words("AC-1"),), (Words("Beta"),)), ((Words("AC-2"),), ())))
    assert lines(blocks=(grid,)) == ["  - Number: AC-1 | Bank: Beta", "  - Number: AC-2 | Bank:"]


def test_lines_to_fill_in() -> None:
    assert lines(blocks=(Blank("Day"), Blank("I agree", choices=("yes", "no")))) == ["  Day: " + "_" * 40, "  I agree: [ ] yes  [ ] no"]


def test_lines_are_folded_and_paragraphs_kept() -> None:
    long = "word " * 60
    found = lines(blocks=(Prose((Words(f"{long}\n\nlast"),)), Fields((Row("Label", (Words(long),)),)), Listing(((Words(long),),))))
    assert max(map(len, found)) <= 100
    assert found[3:5] == ["", "last"]
    assert found[5].startswith("  Label: word")
    assert found[6].startswith("    word")


@pytest.mark.parametrize("language", SAMPLES)
def test_every_text_of_a_letter_is_there(language: str) -> None:
    source = letter(language, times=2)
    shown = " ".join(letter_text(source).split())
    missing = [words.text for words in source.words() if " ".join(words.text.split()) not in shown]
    assert missing == []
