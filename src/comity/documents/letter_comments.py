# SPDX-License-Identifier: EUPL-1.2
"""Reads the comments that somebody wrote beside a letter in DOCX, each with the place in the case beside which it stands."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

from comity.documents.letter_read import SPACES, Parts, opened_parts, tag_of, text_of
from comity.documents.text import printable
from comity.model.errors import WrongInput

MOST_COMMENTS: Final = 5000
_QUOTED: Final = 300  # letters, about: what is shown of the passage beside which a comment stands
_MORE: Final = "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its place and its passage (empty where it stands beside none), who wrote it, the day that the file says (may be empty)."""

    path: str
    by: str
    day: str
    text: str
    about: str = ""


def docx_comments(data: bytes) -> list[Comment]:
    """The comments of a letter in the order in which they begin; one that stands nowhere comes last.

    Raises:
        WrongInput: when the file is no DOCX, is damaged, or is built to do harm.
    """
    return comments_in(opened_parts(data))


def comments_in(parts: Parts) -> list[Comment]:
    """The comments of an opened letter; WrongInput where it has more than anybody reads."""
    written: dict[str, etree._Element] = {}
    for comment in () if parts.comments is None else parts.comments.iter(qn("w:comment")):
        written[comment.get(qn("w:id"), "")] = comment
        if len(written) > MOST_COMMENTS:
            raise WrongInput(f"the file has more than {MOST_COMMENTS} comments", do="send back the comments that matter", code="docx")
    places = _places(parts.body, written)
    numbers = [*places, *(number for number in written if number not in places)]
    return [_comment(written[number], places.get(number, _Place()), parts) for number in numbers]


def _comment(comment: etree._Element, place: _Place, parts: Parts) -> Comment:
    by, day = printable(comment.get(qn("w:author"), "")), comment.get(qn("w:date"), "")[:10]
    path, about = printable(parts.variables.get(place.tag, place.tag)), " ".join(printable("".join(place.words)).split())
    return Comment(path, by, day, printable(text_of(comment)).strip(), about if len(about) < _QUOTED else about[:_QUOTED] + _MORE)


@dataclass(slots=True)
class _Place:
    """Where a comment stands: the tag of its first field, and the words that it covers."""

    tag: str = ""
    words: list[str] = field(default_factory=list)
    length: int = 0


_START, _END, _POINT = qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:commentReference")
_CONTROL, _TEXT, _PARAGRAPH = qn("w:sdt"), qn("w:t"), qn("w:p")
_LOOKED_AT: Final = (_START, _END, _POINT, _CONTROL, _TEXT, _PARAGRAPH, *SPACES)


def _places(body: etree._Element, written: Container[str]) -> dict[str, _Place]:
    """The place of each comment: the control that it begins in, or the first one that it covers; a comment on a point, where that is."""
    found: dict[str, _Place] = {}
    open_ = _Open()
    for element in body.iter(*_LOOKED_AT):
        number = element.get(qn("w:id"), "")
        if element.tag in (_START, _POINT):
            if number in written and number not in found:
                found[number] = _Place(_around(element))
                if element.tag == _START:
                    open_.begin(number, found[number])
        elif element.tag == _END:
            open_.end(number)
        elif element.tag == _CONTROL:
            open_.reach(tag_of(element))
        else:
            open_.cover((element.text or "") if element.tag == _TEXT else SPACES.get(str(element.tag), " "))
    return found


class _Open:
    """The comments whose passage goes on, as long as something is to be learnt of it: a hostile file may open thousands and close none."""

    def __init__(self) -> None:
        self.without_tag: dict[str, _Place] = {}
        self.not_full: dict[str, _Place] = {}

    def begin(self, number: str, place: _Place) -> None:
        self.not_full[number] = place
        if not place.tag:
            self.without_tag[number] = place

    def end(self, number: str) -> None:
        self.without_tag.pop(number, None)
        self.not_full.pop(number, None)

    def reach(self, tag: str) -> None:
        if tag:
            for place in self.without_tag.values():
                place.tag = tag
            self.without_tag.clear()

    def cover(self, words: str) -> None:
        for number, place in list(self.not_full.items()) if words else ():
            place.words.append(words[:_QUOTED])
            place.length += len(words)
            if place.length >= _QUOTED:
                del self.not_full[number]


def _around(element: etree._Element) -> str:
    return next((tag for control in element.iterancestors(_CONTROL) if (tag := tag_of(control))), "")
