# SPDX-License-Identifier: EUPL-1.2
"""Composes a letter: the sections of a paper, filled with the values of a case in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from comity.documents.letter import Blank, Block, Fields, Grid, Heading, Letter, Listing, Mark, Prose, Row, Signature, Words
from comity.draft.papers.parts import Parts
from comity.draft.papers.values import Values, apart, language_name, long_day
from comity.model.drafting import Block as Template
from comity.model.drafting import Needs, Paper
from comity.model.paths import Found, Path, find, is_there

_PLACEHOLDER = re.compile(r"\{([a-z_]+(?::[^{}]+)?)\}")
_HEADED_BY = ("names", "name", "number", "title", "address", "description", "value", "registration", "kind")  # the first that is there
_ORDERS = "orders"  # headed by what they are, not by their number


@dataclass(frozen=True)
class Composer:
    """Composes the papers of one case in one language; ``draft`` keeps what is missing in sight and marks every page."""

    values: Values
    parts: Parts
    on: date
    draft: bool = False

    def letter(self, paper: Paper) -> Letter:
        """One paper as a letter."""
        blocks = (*self._blocks(paper), *(self._gaps() if self.draft and paper.id == REQUEST else ()))
        frame = _Frame(self.values, paper.sender)
        letter = Letter(
            identifier=self.values.case.case.reference or paper.id,
            language=self.values.language,
            title=paper.title.in_language(self.values.language)[0],
            on=self.on,
            sender=frame.sender(),
            addressee=frame.addressee(),
            references=frame.references(self.on),
            blocks=blocks,
            annexes_title=self.word("annexes"),
            annexes=frame.annexes() if paper.id == REQUEST else (),
            signatures=frame.signatures(),
            running=frame.running(),
            page=self.word("page"),
            draft=self.word("draft") if self.draft else "",
        )
        marked = any(words.mark is Mark.TRANSLATE for words in letter.words())
        return replace(letter, notice=self.word("translate-notice")) if marked else letter

    def word(self, name: str) -> str:
        """A word of the letter's own frame."""
        return self.values.drafting.word(f"letter.{name}", self.values.language)

    # -- sections and blocks

    def _blocks(self, paper: Paper) -> Iterator[Block]:
        number = 0
        for section in paper.sections:
            if not self._there(section.needs):
                continue
            blocks = [block for template in section.blocks if self._there(template.needs) for block in self._block(template)]
            if blocks:
                heading = section.heading.in_language(self.values.language)[0]
                if heading:
                    number += 1
                    yield Heading(heading, f"{number}.")
                yield from blocks

    def _gaps(self) -> Iterator[Block]:
        """What a draft still lacks, at its end."""
        blocks = tuple(self.parts.blocks("deficiencies"))
        if blocks:
            yield Heading(self.word("deficiencies"))
            yield from blocks

    def _there(self, needs: Needs) -> bool:
        return all(any(is_there(self.values.plain, path) for path in alternatives) for alternatives in needs)

    def _block(self, template: Template) -> Iterator[Block]:
        if template.say.en:
            yield from self._say(template)
        elif template.prose:
            yield from self._prose(template.prose, strong=template.strong)
        elif template.each:
            yield from self._each(template.each, template.fields)
        elif template.list:
            yield from self._list(template.list)
        elif template.grid:
            yield from self._grid(template.grid, template.columns)
        elif template.part:
            yield from self.parts.blocks(template.part)
        else:
            yield from self._to_fill_in(template)

    def _say(self, template: Template) -> Iterator[Block]:
        words = self.sentence(template.say.in_language(self.values.language)[0])
        if words is not None:
            yield Prose(words, template.strong)

    def sentence(self, text: str) -> tuple[Words, ...] | None:
        """A controlled sentence with its places filled in; None where one is empty and nothing incomplete may go out."""
        filled: list[Words] = []
        for number, piece in enumerate(_PLACEHOLDER.split(text)):
            if number % 2 == 0:
                filled.extend([Words(piece)] if piece else [])
                continue
            found = self._placeholder(piece)
            if not found and not self.draft:
                return None
            filled.extend(apart(found, ", ") if found else [Words(self.word("missing"), mark=Mark.MISSING)])
        return tuple(filled)

    def _placeholder(self, name: str) -> tuple[Words, ...]:
        kind, _, path = name.partition(":")
        if kind == "path":
            return self.values.words(Path.parse(path))
        return self.parts.named(name)

    def _prose(self, path: Path, *, strong: bool) -> Iterator[Block]:
        for words in self.values.words(path) or self._missing(path):
            for paragraph in words.text.split("\n\n"):
                yield Prose((replace(words, text=paragraph),), strong)

    def _to_fill_in(self, template: Template) -> Iterator[Block]:
        """Labels with what the case says beside them, or with room to write by hand."""
        language = self.values.language
        if template.blank.en:
            choices = tuple(item.in_language(language)[0] for item in template.choices)
            yield Blank(template.blank.in_language(language)[0], template.lines, choices)
            return
        rows = tuple(self._row(path, words) for path in template.fields if (words := self.values.words(path)))
        if rows:
            yield Fields(rows)

    def _row(self, path: Path, words: tuple[Words, ...], place: str = "") -> Row:
        return Row(self.values.drafting.label(place or path.place, self.values.language), apart(words, "\n"))

    def _each(self, each: Path, fields: tuple[Path, ...]) -> Iterator[Block]:
        for item in _items(self.values.plain, each):
            rows = tuple(self._row(path, words, f"{each.place}.{path.place}") for path in fields if (words := self.values.item(item, path)))
            if rows:
                yield Fields(rows, self._title(item, each.place))

    def _title(self, item: Found, place: str) -> str:
        for name in ("kind",) if place == _ORDERS else _HEADED_BY:
            if isinstance(item.value, Mapping) and item.value.get(name):
                words = self.values.item(item, Path.parse(name))
                text = words[0].text if words else ""
                return text if name != "kind" else _capital(text[:1], self.values.language) + text[1:]
        return ""

    def _list(self, path: Path) -> Iterator[Block]:
        words = self.values.words(path) or self._missing(path)
        if words:
            yield Listing(tuple((item,) for item in words))

    def _grid(self, grid: Path, fields: tuple[Path, ...]) -> Iterator[Block]:
        items = _items(self.values.plain, grid)
        columns = [path for path in fields if any(self.values.item(item, path) for item in items)]
        if items and columns:
            headings = tuple(self.values.drafting.label(f"{grid.place}.{path.place}", self.values.language) for path in columns)
            yield Grid(headings, tuple(tuple(apart(self.values.item(item, path), "\n") for path in columns) for item in items))

    def _missing(self, path: Path) -> tuple[Words, ...]:
        """In a draft, what is missing is shown where it belongs."""
        return (Words(self.values.drafting.label(path.place, self.values.language), path.place, mark=Mark.MISSING),) if self.draft else ()


REQUEST = "request"


def _capital(letter: str, language: str) -> str:
    """The capital of a letter; of ``i`` it keeps its dot in Azerbaijani."""
    return "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}" if language == "az" and letter == "i" else letter.upper()


def _items(case: Mapping[str, object], path: Path) -> tuple[Found, ...]:
    """The items of a list that a path keeps."""
    found = find(case, path)
    if len(found) == 1 and isinstance(found[0].value, list):
        return tuple(Found(f"{found[0].at}[{number}]", item) for number, item in enumerate(found[0].value))
    return tuple(item for item in found if item.value is not None)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the text of a letter."""

    values: Values
    side: str

    def sender(self) -> tuple[Words, ...]:
        """The authority that writes, with unit and address."""
        return self._authority("requested" if self.side == "requested" else "requesting")

    def addressee(self) -> tuple[Words, ...]:
        """The authority that is written to."""
        return self._authority("requesting" if self.side == "requested" else "requested")

    def _authority(self, side: str) -> tuple[Words, ...]:
        state = self.values.case.requesting if side == "requesting" else self.values.case.requested
        lines = [words for key in ("name", "unit", "address") for words in self._at(f"case.authorities.{side}.{key}")]
        name = Words(self.values.actor(state))
        return (*lines[:1], name, *lines[1:]) if lines else (name,)

    def _at(self, path: str) -> tuple[Words, ...]:
        return self.values.words(Path.parse(path))

    def references(self, on: date) -> tuple[Row, ...]:
        """Both references, the day and the way."""
        language = self.values.language
        dated = on if self.side == "requested" else self.values.case.case.dated or on
        rows = [
            ("reference", self._at("case.reference")),
            ("reference-requested", self._at("case.reference_requested")),
            ("day", (Words(long_day(dated, language)),)),
            ("through", self._at("case.channel")),
        ]
        mirrored = {"reference": "reference-requested", "reference-requested": "reference"} if self.side == "requested" else {}
        return tuple(Row(self._word(mirrored.get(name, name)), apart(words, "\n")) for name, words in rows if words)

    def _word(self, name: str) -> str:
        return self.values.drafting.word(f"letter.{name}", self.values.language)

    def annexes(self) -> tuple[Row, ...]:
        """The annexes with their title, what copy they are, pages and hash."""
        rows = []
        for number, annex in enumerate(self.values.case.annexes):
            at = f"annexes[{number}]"
            title = self.values.written(annex.title if isinstance(annex.title, str) else dict(annex.title), f"{at}.title")
            more = [Words(self.values.drafting.word(f"copy.{annex.copy}", self.values.language), f"{at}.copy")]
            for order, item in enumerate(annex.translations):
                word = self.values.drafting.word("annex.translation", self.values.language)
                spoken = language_name(item.language, self.values.language)
                more.append(Words(f"{word}: {spoken}", f"{at}.translations[{order}].language"))
            if annex.pages:
                more.append(Words(f"{self._word('page-count')}: {annex.pages}", f"{at}.pages"))
            if annex.sha256:
                more.append(Words(f"{self._word('sha256')}: {annex.sha256}", f"{at}.sha256"))
            rows.append(Row(f"{number + 1}", apart((title, *more), "; ")))
        return tuple(rows)

    def signatures(self) -> tuple[Signature, ...]:
        """Who signs; a request is signed by those that the case names, an answer and a form by hand."""
        if self.side != "requesting":
            return (Signature((Words(self._word("signature")),), self._word("seal") if self.side == "requested" else ""),)
        signed = []
        for number, person in enumerate(self.values.case.signatories):
            at = f"signatories[{number}]"
            function = self.values.written(person.function if isinstance(person.function, str) else dict(person.function), f"{at}.function")
            day = (Words(long_day(person.on, self.values.language), f"{at}.on"),) if person.on else ()
            signed.append(Signature((Words(person.name, f"{at}.name"), function, *day), self._word("seal") if person.sealed else ""))
        return tuple(signed) or (Signature((Words(self._word("signature")),), self._word("seal")),)

    def running(self) -> str:
        """What stands on every page: the reference, and the two states."""
        case = self.values.case
        pair = f"{self.values.actor(case.requesting)} \N{RIGHTWARDS ARROW} {self.values.actor(case.requested)}"
        return f"{case.case.reference}  \N{MIDDLE DOT}  {pair}" if case.case.reference else pair
