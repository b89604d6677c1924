# SPDX-License-Identifier: EUPL-1.2
"""Writes letters as PDF/A-1b with typst, one letter or two languages side by side. The words are passed as data, never as typst code.

Only the fonts under ``fonts/`` are used, so the bytes are the same on every machine; a character that none of them has is refused.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final

import typst

from comity.documents.letter import Blank, Block, Fields, Grid, Heading, Letter, Listing, Mark, Prose, Row, Signature, Words
from comity.documents.wording import column_shares, is_rtl, lines, pieces, shortened, width, without_glyph
from comity.model.errors import OurFault, WrongInput
from comity.model.said import said

STANDARD: Final = "a-1b"
_LANGUAGE = re.compile("[a-z]{2,3}")
_PAGE = re.compile(r"\{(page|pages)\}")
_Plain = dict[str, object]
_Text = str | list[str | list[str] | None]

# What one line of a place holds, in em of its type; a longer word may break inside. The second figure is for two letters side by side.
_ROOMS: Final = {
    "name": (8.0, 7.0),
    "short": (12.0, 10.0),
    "whole": (38.0, 32.0),
    "value": (24.0, 18.0),
    "label": (11.0, 9.0),
    "large": (25.0, 22.0),
    "side": (18.0, 15.0),
}
_FOOT: Final = 80.0  # two lines
_SEAL: Final = 24.0  # what the circle holds
_GRID: Final = (50.0, 37.0)
_MOST_TOGETHER, _MOST_SHOWN = 10, 900  # annexes and signatures, and characters in them
_MOST_SIGNED = 500  # characters of a signature that is kept on one page
_kept = threading.local()


def letter_pdf(letter: Letter) -> bytes:
    """The letter as the bytes of a PDF/A-1b file.

    Raises:
        WrongInput: when a character has no glyph in the fonts; the place is named.
    """
    return _made((letter,))


def bilingual_pdf(left: Letter, right: Letter) -> bytes:
    """Two letters of the same blocks side by side, block beside block, as the bytes of a PDF/A-1b file.

    Raises:
        WrongInput: when a character has no glyph in the fonts; the place is named.
        OurFault: when the two are not built alike.
    """
    if _build(left) != _build(right):
        raise OurFault(f"the letters {left.identifier!r} in {left.language} and {right.language} are not built alike")
    return _made((left, right))


def letter_pictures(letter: Letter, ppi: int) -> tuple[bytes, ...]:
    """The pages of a letter as PNG files of so many pixels an inch: for a page on a screen, never for sending."""
    made = _compiler().compile(_template(), format="png", ppi=ppi, sys_inputs={"data": json.dumps(_plain((letter,)), ensure_ascii=True)})
    if isinstance(made, bytes):
        return (made,)
    return tuple(page for page in made or () if page is not None)


def _build(letter: Letter) -> list[object]:
    return [*map(type, letter.blocks), len(letter.annexes), len(letter.signatures)]


def _made(letters: Sequence[Letter]) -> bytes:
    first = letters[0]
    made = _compiler().compile(
        _template(),
        format="pdf",
        sys_inputs={"data": json.dumps(_plain(letters), ensure_ascii=True)},
        pdf_standards=[STANDARD],
        timestamp=datetime.combine(first.on, time(), UTC),
    )
    if not isinstance(made, bytes):
        raise OurFault(f"typst gave {type(made).__name__}, not bytes")
    return made


@cache
def _fonts() -> typst.Fonts:
    folder = str(resources.files("comity.documents").joinpath("fonts"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@cache
def _template() -> bytes:
    return resources.files("comity.documents").joinpath("letter.typ").read_bytes()


def _compiler() -> typst.Compiler:
    """The compiler of this thread: it keeps the fonts."""
    compiler: typst.Compiler | None = getattr(_kept, "compiler", None)
    if compiler is None:
        compiler = _kept.compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    return compiler


def _plain(letters: Sequence[Letter]) -> _Plain:
    first = letters[0]
    writer = _Writer(first, twin=len(letters) > 1)
    return {
        "title": writer.bare(first.title),
        "author": writer.bare("".join(lines(first.sender[0].text)) if first.sender else ""),
        "identifier": writer.bare(first.identifier),
        "language": _language(first.language),
        "date": [first.on.year, first.on.month, first.on.day],
        "running": writer.text(shortened(first.running, _FOOT), "value"),
        "draft": writer.bare(first.draft),
        "drafted": max(1.0, width(first.draft)),
        "together": all(_few(letter) for letter in letters),
        "letters": [_Writer(letter, twin=len(letters) > 1).letter() for letter in letters],
    }


def _few(letter: Letter) -> bool:
    """Whether the list of annexes is so short that it can stand on one page with the signatures."""
    shown = [letter.annexes_title, *(row.label for row in letter.annexes), *(words.text for row in letter.annexes for words in row.words)]
    shown += [words.text for signature in letter.signatures for words in signature.lines]
    return 0 < len(letter.annexes) + len(letter.signatures) <= _MOST_TOGETHER and sum(map(len, shown)) <= _MOST_SHOWN


def _language(code: str) -> str:
    return code if _LANGUAGE.fullmatch(code) else "en"


class _Writer:
    """Makes plain data of one letter."""

    def __init__(self, letter: Letter, *, twin: bool) -> None:
        self.source = letter
        self.twin = twin
        self.rtl = is_rtl("", letter.language)
        self.forms: dict[type[Block], Callable[..., _Plain]] = {
            Heading: self.heading,
            Prose: self.prose,
            Fields: self.fields,
            Listing: self.listing,
            Grid: self.grid,
            Blank: self.blank,
        }

    def letter(self) -> _Plain:
        source = self.source
        return {
            "language": _language(source.language),
            "sender": [self.body((line,), "large" if number == 0 else "whole") for number, line in enumerate(source.sender)],
            "addressee": [self.body((line,), "side") for line in source.addressee],
            "references": [self.row(row, "short", label="name") for row in source.references],
            "title": self.text(source.title, "large"),
            "subtitle": self.text(source.subtitle, "whole"),
            "notice": self.text(source.notice, "whole"),
            "side": "right" if self.rtl else "left",
            "marked": any(words.mark is Mark.TRANSLATE for words in source.words()),
            "blocks": [self.block(block, follower) for block, follower in pairwise((*source.blocks, None)) if block is not None],
            "annexes_title": self.text(source.annexes_title, "whole"),
            "annexes": [self.row(row, "value") for row in source.annexes],
            "signatures": [self.signature(signature) for signature in source.signatures],
            "page": [self.bare(part) for part in _PAGE.split(source.page)],
        }

    def block(self, block: Block, follower: Block | None) -> _Plain:
        made = self.forms[type(block)](block)
        made["is"] = type(block).__name__.lower()
        last = follower is None and isinstance(block, Prose) and not self.source.annexes
        made["sticky"] = isinstance(block, Heading) or (last and bool(self.source.signatures))
        return made

    def heading(self, block: Heading) -> _Plain:
        return {"number": self.text(block.number, "label"), "text": self.text(block.text, "large")}

    def prose(self, block: Prose) -> _Plain:
        return {"body": self.body(block.words, "whole"), "strong": block.strong}

    def fields(self, block: Fields) -> _Plain:
        return {"title": self.text(block.title, "whole"), "rows": [self.row(row, "value") for row in block.rows]}

    def listing(self, block: Listing) -> _Plain:
        return {"items": [self.body(item, "whole") for item in block.items], "numbered": block.numbered}

    def grid(self, block: Grid) -> _Plain:
        columns = len(block.headings)
        shares = column_shares(block.headings, [["".join(words.text for words in cell) for cell in row] for row in block.rows])
        size = 1.0 if columns < 5 else 0.9 if columns < 8 else 0.72
        rooms = [max(1.0, _GRID[self.twin] / size * share / sum(shares) - 1.2) for share in shares]
        return {
            "headings": [self.text(heading, room) for heading, room in zip(block.headings, rooms, strict=True)],
            "rows": [[self.body(cell, room) for cell, room in zip(row, rooms, strict=True)] for row in block.rows],
            "shares": shares,
            "size": size,
        }

    def blank(self, block: Blank) -> _Plain:
        choices = [self.text(choice, "value") for choice in block.choices]
        return {"label": self.text(block.label, "whole"), "short": width(block.label) < 14, "lines": block.lines, "choices": choices}

    def row(self, row: Row, place: str, label: str = "label") -> _Plain:
        return {"label": self.text(row.label, label), "body": self.body(row.words, place)}

    def signature(self, signature: Signature) -> _Plain:
        return {
            "lines": [self.body((line,), "side") for line in signature.lines],
            "seal": self.text(shortened(signature.seal, _SEAL), 5.0),
            "whole": sum(len(line.text) for line in signature.lines) <= _MOST_SIGNED,
        }

    def body(self, words: tuple[Words, ...], room: str | float) -> _Plain:
        """Words that stand together: a bar where all of them wait for a translator, else a mark for each."""
        shown = [item for item in words if item.text.strip() or item.mark is Mark.MISSING]
        bar = bool(shown) and all(item.mark is Mark.TRANSLATE for item in shown)
        rtl = [is_rtl(item.text, item.language or self.source.language) for item in shown]
        made: _Plain = {"words": [self.words(item, room, bar=bar) for item in words]}
        if bar:
            made["bar"] = "right" if self.rtl else "left"
        if rtl and all(rtl) != self.rtl and len(set(rtl)) == 1:
            made["direction"] = "ltr" if self.rtl else "rtl"
        return made

    def words(self, words: Words, room: str | float, *, bar: bool) -> str | list[object] | _Plain:
        text = self.text(words.text, room, words.path)
        rtl = is_rtl(words.text, words.language or self.source.language)
        made: _Plain = {}
        if words.mark is Mark.MISSING or (words.mark is Mark.TRANSLATE and not bar):
            made["mark"] = words.mark.value
        if rtl != self.rtl:
            made["direction"] = "rtl" if rtl else "ltr"
        if words.language and words.language != self.source.language:
            made["language"] = _language(words.language)
        return {"text": text, **made} if made or not isinstance(text, str) else text

    def text(self, words: str, room: str | float, path: str = "") -> _Text:
        """The text as it is, or its parts: ``None`` for a new line, a list for a word that may break between its pieces."""
        em = room if isinstance(room, float) else _ROOMS[room][self.twin]
        made: list[str | list[str] | None] = []
        for number, line in enumerate(lines(words)):
            self.check(line, path)
            if number:
                made.append(None)
            if line:
                made.extend(_parts(line, em))
        return "".join(part for part in made if isinstance(part, str)) if all(isinstance(part, str) for part in made) else made

    def bare(self, words: str) -> str:
        """The text on one line, for what is no running text."""
        line = " ".join(lines(words))
        self.check(line, "")
        return line

    def check(self, line: str, path: str) -> None:
        lacking = without_glyph(line)
        if lacking:
            named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in lacking[:8])
            where = path or f"letter {self.source.identifier}, {line[:40]!r}"
            what = said("the fonts of letters have no such characters: {letters}", letters=named)
            advice = said("write them in Latin, Greek, Cyrillic, Georgian, Armenian or Arabic letters")
            raise WrongInput(what, where=where, do=advice, code="no-glyph")


def _parts(line: str, em: float) -> list[str | list[str]]:
    if all(len(word) * 1.12 <= em for word in line.split(" ")):
        return [line]
    found: list[str | list[str]] = []
    for number, word in enumerate(line.split(" ")):
        if number:
            found.append(" ")
        parts = pieces(word, em)
        found.append(parts if len(parts) > 1 else word)
    return _joined(found)


def _joined(parts: list[str | list[str]]) -> list[str | list[str]]:
    found: list[str | list[str]] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part:
            found.append(part)
    return found
