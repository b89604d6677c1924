# SPDX-License-Identifier: EUPL-1.2
"""Comments beside a letter are read with their place, wherever a word processor puts them; a hostile file is refused."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import pytest

from comity.documents import letter_comments
from comity.documents.letter import Prose
from comity.documents.letter_comments import Comment, docx_comments
from comity.documents.letter_docx import letter_docx
from comity.documents.letter_read import opened_parts
from comity.documents.letter_rows import Piece, docx_rows
from comity.model.errors import WrongInput
from unit.documents.letters import letter, w
from unit.documents.test_letter_read import BODY, HOSTILE, PATH, REFUSED, changed
from unit.draft.revised import at, beside, comment, track, unwrap, worked

COMMENTS = "word/comments.xml"
BLOCKS = (Prose((w("Fixed words. "), w("one", "a.one"), w(" and "), w("two", PATH))), Prose((w("three", "a.three"),)), Prose((w("end"),)))


def file(identifier: str = "xa-1") -> bytes:
    return letter_docx(replace(letter(), identifier=identifier, blocks=BLOCKS))


def test_a_letter_without_comments() -> None:
    assert docx_comments(file()) == []


def test_places() -> None:
    found = docx_comments(
        worked(
            file(),
            comment("in a field", at("a.one")),
            comment("in a field with a long path", beside("two")),
            comment("over two fields", at("a.one"), at("a.three")),
            comment("from outside into a field", beside("Fixed words"), at("a.one")),
            comment("beside none", beside("end"), by="C"),
        )
    )
    assert {(item.text, item.path, item.about, item.by) for item in found} == {
        ("in a field", "a.one", "one", "B"),
        ("in a field with a long path", PATH, "two", "B"),
        ("over two fields", "a.one", "one and two three", "B"),
        ("from outside into a field", "a.one", "Fixed words. one", "B"),
        ("beside none", "", "end", "C"),
    }
    assert all(len(item.day) == 10 for item in found)


def test_a_comment_on_a_point() -> None:
    """Some programs write only a reference where nothing is selected, and some lose it altogether."""
    data = worked(file(), comment("here", at("a.one")))
    bare = changed(data, lambda body: body.replace(b"commentRangeStart", b"bookmarkStart").replace(b"commentRangeEnd", b"bookmarkEnd"))
    (found,) = docx_comments(bare)
    assert (found.text, found.about) == ("here", "")
    lost = changed(bare, lambda body: body.replace(b"commentReference", b"noReference"))
    assert [(item.path, item.text) for item in docx_comments(lost)] == [("", "here")]


def test_a_comment_without_author_or_day_and_with_hidden_letters() -> None:
    data = worked(file(), comment("a\u202eb", at("a.one"), by="B\u202e"))
    (found,) = docx_comments(data)
    assert found == Comment("a.one", "B\ufffd", found.day, "a\ufffdb", "one")
    bare = changed(data, lambda part: part.replace(b"w:author=", b"w:nobody=").replace(b"w:date=", b"w:never="), COMMENTS)
    (found,) = docx_comments(bare)
    assert (found.by, found.day) == ("", "")


def test_a_long_passage_is_shortened() -> None:
    data = letter_docx(replace(letter(), blocks=(Prose((w("long words " * 200, "a.one"),)),)))
    (found,) = docx_comments(worked(data, comment("too long", at("a.one"))))
    assert 100 < len(found.about) < 1000
    assert found.about.endswith("…")


def test_the_number_of_comments_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = worked(file(), *(comment(f"{number}", at("a.one")) for number in range(3)))
    assert len(docx_comments(data)) == 3
    monkeypatch.setattr(letter_comments, "MOST_COMMENTS", 2)
    with pytest.raises(WrongInput, match="more than 2 comments") as error:
        docx_comments(data)
    assert error.value.code == "docx"


def test_thousands_of_comments_that_never_end_take_no_time() -> None:
    data = worked(file(), comment("x", at("a.one")))
    one = b'<w:comment w:id="%d" w:author="B"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:comment>'
    many = changed(
        data, lambda part: part.replace(b"</w:comments>", b"".join(one % n for n in range(100, 5000)) + b"</w:comments>"), COMMENTS
    )
    starts = b"<w:p>" + b"".join(b'<w:commentRangeStart w:id="%d"/>' % n for n in range(100, 5000)) + b"</w:p>"
    words = b"<w:p>" + b"<w:r><w:t>x</w:t></w:r>" * 20_000 + b"</w:p>"
    many = changed(many, lambda body: body.replace(b"<w:body>", b"<w:body>" + starts + words))
    begun = perf_counter()
    assert len(docx_comments(many)) == 4901
    assert perf_counter() - begun < 20


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_letter_is_refused(name: str) -> None:
    make, said = REFUSED[name]
    with pytest.raises(WrongInput, match=said):
        docx_comments(make(letter_docx(letter())))


def test_comments_that_are_no_xml_are_refused() -> None:
    data = worked(file(), comment("x", at("a.one")))
    for content in (b"<w:comments", b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"):
        with pytest.raises(WrongInput, match=r"XML|document type"):
            docx_comments(changed(data, lambda _, content=content: content, COMMENTS))  # type: ignore[misc]  # bound at once


# -- rows, and what the letter is called


def rows(data: bytes) -> list[tuple[Piece, ...]]:
    found = docx_rows(opened_parts(data))
    start = next(number for number, row in enumerate(found) if row[0].text.startswith("Fixed"))
    return found[start : start + 3]


def test_rows() -> None:
    expected = [
        (Piece("Fixed words. "), Piece("one", "a.one"), Piece(" and "), Piece("two", PATH)),
        (Piece("three", "a.three"),),
        (Piece("end"),),
    ]
    assert rows(file()) == expected
    assert rows(worked(file(), unwrap("a.one")))[0] == (Piece("Fixed words. one and "), Piece("two", PATH))


def test_rows_tell_who_changed_a_field() -> None:
    assert rows(worked(file(), track("a.three", "four", "C")))[1] == (Piece("four", "a.three", "C"),)
    assert rows(worked(file(), track("a.three", "", "C")))[1] == (Piece("", "a.three", "C"),)


def test_a_shape_that_is_there_twice_for_old_readers_is_read_once() -> None:
    twice = (
        b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
        b"<w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"
    )
    found = docx_rows(opened_parts(changed(file(), lambda body: body.replace(b"<w:body>", b"<w:body>" + twice))))
    assert found[0] == (Piece("box"),)
    assert found[1] != (Piece("box"),)


def test_the_letter_is_called_what_it_was_called() -> None:
    for identifier in ("xa-1", "x" * 200, "", HOSTILE):
        shown = identifier.replace("\x00", "\ufffd").replace("\u202e", "\ufffd")
        assert opened_parts(file(identifier)).identifier == shown
    without = changed(file(), lambda part: part.replace(b"comity-identifier", b"other"), "word/settings.xml")
    assert opened_parts(without).identifier == "xa-1", "the property remains"
    neither = changed(without, lambda part: part.replace(b"dc:identifier", b"dc:other"), "docProps/core.xml")
    assert opened_parts(neither).identifier == ""
    assert opened_parts(changed(file(), bytes, BODY)).identifier == "xa-1"
