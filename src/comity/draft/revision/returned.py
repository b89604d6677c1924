# SPDX-License-Identifier: EUPL-1.2
"""What came back from the other side: the comments and the changed texts of a letter in DOCX, as remarks on a version.

The file is compared with what was shared, field by field, and outside the fields paragraph by paragraph: a word processor may take the
fields away, and somebody may write between them. Nothing that was changed is passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest

import msgspec

from comity.documents.letter_comments import Comment, comments_in
from comity.documents.letter_read import Parts, opened_parts
from comity.documents.letter_rows import Piece, docx_rows
from comity.documents.letter_rows import Row as Pieces
from comity.draft.case.read import Plain
from comity.draft.case.shape import PlaceKind
from comity.draft.revision.places import TEXTS, changed, language_of, shape_at, texts_at
from comity.draft.revision.record import Record, Remark, Shared, Version, Words
from comity.model.day import exact_day
from comity.model.errors import WrongInput

MOST_REMARKS = 5_000  # of one file
MOST_LINE = 400
MOST_TEXT = 40_000
_MOST_ROWS = 5_000  # and four times as many as were shared
_FIELD = "\N{OBJECT REPLACEMENT CHARACTER}"
_PARAGRAPHS = "\n\n"
_NAMED = re.compile(r"comity\.draft/1 ([a-z0-9-]+)\.([a-z]{2}) v([0-9]{1,6}) ([0-9a-f]{64})")
_Fields = Mapping[str, list[Piece]]


@dataclass(frozen=True, slots=True)
class Named:
    """Which paper a file is: its name, its language, the number of the version and the hash of its content."""

    paper: str
    language: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of a file: nothing where the file, or the last paper shared, is to tell; ``who`` where it names nobody."""

    version: int | None = None
    paper: str = ""
    language: str = ""
    who: str = ""
    source: str = ""


def identifier(version: Version, paper: str, language: str) -> str:
    """What a shared paper is called in its file, so that it is known again when it comes back."""
    return f"comity.draft/1 {paper}.{language} v{version.number} {version.sha256}"


def named(text: str) -> Named | None:
    """Which paper an identifier names; None for any other text."""
    match = _NAMED.fullmatch(text.strip())
    return Named(match[1], match[2], int(match[3]), match[4]) if match else None


def sent(paper: Shared, data: bytes) -> Shared:
    """A paper as it goes out, with its words, to be kept in the record."""
    rows = tuple(tuple(Words(piece.text, piece.path, piece.shown) for piece in row) for row in docx_rows(opened_parts(data)))
    return msgspec.structs.replace(paper, rows=rows)


def remarks_in(data: bytes, record: Record, on: date, given: Given) -> tuple[Shared, tuple[Remark, ...]]:
    """The paper that came back, and the remarks in it; ``on`` where the file names no day.

    A changed text is proposed for its place where that holds this very text; a changed day or amount, and what is changed outside the
    fields, is told as a comment, to be made by hand. WrongInput where the file is no DOCX, is damaged, is built to do harm, or is no paper
    that was shared of this case.
    """
    parts = opened_parts(data)
    paper = _paper(record, named(parts.identifier), given)
    rows = docx_rows(parts)
    if len(rows) > max(_MOST_ROWS, 4 * len(paper.rows)):
        raise _too_much(f"{len(rows)} paragraphs")
    if named(parts.identifier) is None and not _alike(paper, rows):
        raise WrongInput("this is not the paper that was shared", where=given.source, do="name it with --version, --paper and --lang")
    reader = _Reader(paper, record.version(paper.version).case, on, given)
    found = dict.fromkeys((*reader.comments(parts), *reader.changes(rows)))
    if len(found) > MOST_REMARKS:
        raise _too_much(f"{len(found)} remarks")
    return paper, tuple(found)


def _too_much(what: str) -> WrongInput:
    return WrongInput(f"the file holds {what}: more than a paper can", do="take the changes up by hand", code="docx")


def _paper(record: Record, told: Named | None, given: Given) -> Shared:
    """The paper that was shared: as the user says, else as the file says, else the last one."""
    number = given.version or (_version(record, told, given) if told else None)
    name, language = given.paper or (told.paper if told else ""), given.language or (told.language if told else "")
    fitting = [
        item for item in record.shared if number in (None, item.version) and name in ("", item.paper) and language in ("", item.language)
    ]
    if fitting:
        request = [item for item in fitting if item.version == fitting[-1].version and item.paper == "request"]
        return request[-1] if request and not name else fitting[-1]
    known = ", ".join(dict.fromkeys(f"{item.paper}.{item.language} of version {item.version}" for item in record.shared))
    advice = f"shared were: {known}" if known else "share it with comity revision share"
    raise WrongInput("this paper was not shared", where=given.source, do=advice)


def _version(record: Record, told: Named, given: Given) -> int:
    """The version that a file shows: the one with that content, for numbers are the same in every record."""
    fitting = [version.number for version in record.versions if version.sha256 == told.sha256]
    if not fitting:
        raise WrongInput(
            f"this file shows version {told.version} of another case, or of a record that is lost",
            where=given.source,
            do="name the case to which it belongs, or the version with --version",
        )
    return told.version if told.version in fitting else fitting[-1]


def _alike(paper: Shared, rows: list[Pieces]) -> bool:
    """Whether a file without a name is the paper: a third of its paragraphs at least are there."""
    before, after = (Counter(_squeezed("".join(piece.text or piece.shown for piece in row)) for row in some) for some in (paper.rows, rows))
    return (before & after).total() * 3 >= before.total()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the remarks in one paper that came back."""

    paper: Shared
    case: Plain
    on: date
    given: Given

    def comments(self, parts: Parts) -> Iterator[Remark]:
        for comment in comments_in(parts):
            if comment.text:
                yield self._remark(comment.path, comment.by, self._day(comment), says=comment.text, about=comment.about)

    def _day(self, comment: Comment) -> date:
        try:
            return exact_day(comment.day)
        except ValueError:
            return self.on

    def changes(self, rows: list[Pieces]) -> Iterator[Remark]:
        old = [tuple(Piece(words.text, words.path, shown=words.shown) for words in row) for row in self.paper.rows]
        before, after = _fields(old), _fields(rows)
        for path in [path for path in after if path in before]:
            known = {_squeezed(text) for piece in before[path] for text in (piece.text, piece.shown or piece.text)}
            for piece in _one_text(after[path]) if len(before[path]) == 1 and not _all_known(after[path], known) else after[path]:
                if _squeezed(piece.text) not in known:
                    yield self._change(path, before[path][0].text, piece.text, piece.by)
        yield from self._outside(old, rows, before, before.keys() & after.keys())

    def _outside(self, old: list[Pieces], new: list[Pieces], before: _Fields, kept: Set[str]) -> Iterator[Remark]:
        """What was written, changed or taken out between the fields, and in fields that a word processor took away."""
        one, other = [[_frame(row, kept) for row in rows] for rows in (old, new)]
        for what, start, end, first, last in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if what == "equal":
                continue
            was, says = ([row for row in rows if not _covered(row, before, kept)] for rows in (old[start:end], new[first:last]))
            if len(was) == len(says) or not (was and says):
                for row, instead in zip_longest(was, says, fillvalue=()):
                    yield self._row(row, instead, before, kept)
            else:
                yield self._passage(_lines(was), _lines(says), [piece for row in (*was, *says) for piece in row], before)

    def _row(self, was: Pieces, says: Pieces, before: _Fields, kept: Set[str]) -> Remark:
        """One paragraph: another text for the field that it lost, where it lost one, else a passage."""
        lost = [place for place, piece in enumerate(was) if piece.path and piece.path not in kept]
        text = _whole(says)
        if len(lost) == 1:
            start, piece, end = _whole(was[: lost[0]]), was[lost[0]], _whole(was[lost[0] + 1 :])
            if text.startswith(start) and text.endswith(end) and len(text) >= len(start) + len(end):
                whole, new = before[piece.path][0].text, text[len(start) : len(text) - len(end)].strip()
                if piece.text or new:
                    return self._change(piece.path, whole, whole.replace(piece.text, new, 1).strip() if piece.text else new, _by(says))
        return self._passage(_whole(was), text, [*was, *says], before)

    def _passage(self, was: str, says: str, pieces: list[Piece], before: _Fields) -> Remark:
        path = next((piece.path for piece in pieces if piece.path in before), "")
        return self._by_hand(path, _by(pieces), was, says)

    def _change(self, path: str, old: str, new: str, by: str) -> Remark:
        """Another text for a place: proposed where the place holds the very text that was shared."""
        exact = _exact(self.case, path)
        language = self._language(exact, old, new)
        if language is None or len(new) > MOST_TEXT:
            return self._by_hand(path, by, old, new)
        return self._remark(exact, by, self.on, was=old, proposed=new, language=language)

    def _by_hand(self, path: str, by: str, old: str, new: str) -> Remark:
        return msgspec.structs.replace(self._remark(path, by, self.on, says=new, was=old), by_hand=True)

    def _language(self, path: str, old: str, new: str) -> str | None:
        """The language of a proposed text; None where the place holds no such text."""
        shape = shape_at(path)
        if shape is None or shape.kind not in TEXTS:
            return None
        own = language_of(self.case)
        texts = {code: text for code, text in texts_at(self.case, path).items() if text}
        if not texts and not old:
            return (own if shape.kind is PlaceKind.TEXT else self.paper.language) if _can_be_filled(self.case, path) else None
        there = [code for code, text in texts.items() if _squeezed(text) == _squeezed(old)]
        if not there:
            return None
        if shape.kind is PlaceKind.TEXT or self.paper.language in there:
            return own if shape.kind is PlaceKind.TEXT else self.paper.language
        return there[0] if not new or _corrected(old, new) else self.paper.language

    def _remark(self, path: str, by: str, on: date, **texts: str) -> Remark:
        who, texts = (by or self.given.who), {name: _cut(text, MOST_TEXT) for name, text in texts.items()}
        version, source, place = self.paper.version, _cut(self.given.source, MOST_LINE), _exact(self.case, path)
        remark = Remark(1, version, place if len(place) <= MOST_LINE else "", _cut(who, MOST_LINE), on, source=source)
        return msgspec.structs.replace(remark, **texts)


def _fields(rows: list[Pieces]) -> dict[str, list[Piece]]:
    """Every text of each place; paragraphs of one text stand one below the other, each alone in its row."""
    found: dict[str, list[Piece]] = {}
    alone = ""
    for row in rows:
        only = row[0].path if len(row) == 1 else ""
        for piece in row if row else ():
            if piece.path and piece.path == alone == only:
                last = found[piece.path][-1]
                found[piece.path][-1] = Piece(last.text + _PARAGRAPHS + piece.text, piece.path, last.by or piece.by)
            elif piece.path:
                found.setdefault(piece.path, []).append(piece)
        alone = only
    return found


def _covered(row: Pieces, before: _Fields, kept: Set[str]) -> bool:
    """Whether a paragraph is all of a text that stands in one place of the letter: that is compared as a field."""
    return len(row) == 1 and row[0].path in kept and len(before[row[0].path]) == 1


def _all_known(texts: list[Piece], known: Set[str]) -> bool:
    return all(_squeezed(piece.text) in known for piece in texts)


def _one_text(texts: list[Piece]) -> list[Piece]:
    """The paragraphs of one text, between which somebody wrote."""
    return [Piece(_PARAGRAPHS.join(piece.text for piece in texts), texts[0].path, _by(texts))]


def _can_be_filled(case: Plain, path: str) -> bool:
    try:
        changed(case, path, "x")
    except WrongInput:
        return False
    return True


def _corrected(old: str, new: str) -> bool:
    """Whether a passage that is to be translated was mended in its own language: most of its words remain."""
    before, after = Counter(old.split()), Counter(new.split())
    return (before & after).total() * 2 >= max(before.total(), after.total())


def _exact(case: Plain, path: str) -> str:
    """The place of a text in the case itself: a paper shows the one offence as the first of several, and a name by its parts."""
    if path.startswith("offences[0]") and not case.get("offences"):
        path = "offence" + path.removeprefix("offences[0]")
    shape = shape_at(path)
    return f"{path}.full" if shape and shape.kind is PlaceKind.PART and "full" in shape.parts else path


def _frame(row: Pieces, kept: Set[str]) -> str:
    """A paragraph with its fields left open."""
    return _squeezed("".join(f"{_FIELD}{piece.path}{_FIELD}" if piece.path in kept else piece.text or piece.shown for piece in row))


def _whole(row: Pieces) -> str:
    return "".join(piece.text or piece.shown for piece in row)


def _lines(rows: Sequence[Pieces]) -> str:
    return "\n".join(_whole(row) for row in rows)


def _by(row: Sequence[Piece]) -> str:
    return next((piece.by for piece in row if piece.by), "")


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "\N{HORIZONTAL ELLIPSIS}"
