# SPDX-License-Identifier: EUPL-1.2
"""A letter in DOCX is read back: every text with its place; what somebody changed; and nothing that is built to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest

from comity.documents import letter_read
from comity.documents.letter import Fields, Letter, Mark, Prose, Row
from comity.documents.letter_docx import letter_docx
from comity.documents.letter_read import docx_fields
from comity.documents.wording import plain
from comity.model.errors import WrongInput
from unit.documents.letters import LONG, SAMPLES, letter, w

BODY, SETTINGS = "word/document.xml", "word/settings.xml"
PATH = "persons[0].documents[12].issued-by.authority.department.address.street-and-number"
HOSTILE = "#panic() <!DOCTYPE a> &amp; ]]> =1+1 \x00\u202e"


def expected(source: Letter) -> list[tuple[str, str]]:
    """Every text with a place, in the order of reading; what is missing has none."""
    placed = [words for words in source.words() if words.path and (words.text or words.mark is Mark.MISSING)]
    return [(words.path, "" if words.mark is Mark.MISSING else plain(words.text)) for words in placed]


def changed(data: bytes, change: Callable[[bytes], bytes], part: str = BODY) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return made.getvalue()


@pytest.mark.parametrize("language", SAMPLES)
def test_every_text_comes_back(language: str) -> None:
    source = letter(language, times=2)
    assert docx_fields(letter_docx(source)) == expected(source)
    assert len(expected(source)) > 20


@pytest.mark.parametrize("words", [HOSTILE, LONG, "one\ntwo\r\nthree\tfour", " blanks ", "🙂 中"])
def test_odd_texts_come_back(words: str) -> None:
    source = replace(letter(), blocks=(Prose((w(words, "summary.what"), w("x", PATH))), Fields((Row("a", (w(words, PATH + ".more"),)),))))
    found = docx_fields(letter_docx(source))
    assert found == expected(source)
    assert (PATH, "x") in found


def test_tags_and_labels_are_no_longer_than_word_takes() -> None:
    source = replace(letter(), blocks=(Fields((Row("A label that is quite long " * 5, (w("x", PATH),)),)),))
    body = docx.Document(io.BytesIO(letter_docx(source))).element.body
    assert max(len(str(value)) for value in body.xpath(".//w:sdtPr/w:tag/@w:val | .//w:sdtPr/w:alias/@w:val")) <= 64
    numbers = body.xpath(".//w:sdtPr/w:id/@w:val")
    assert len(numbers) == len(set(numbers))
    assert "Names" in docx.Document(io.BytesIO(letter_docx(letter()))).element.body.xpath(".//w:sdtPr/w:alias/@w:val")


def test_a_changed_text_is_read() -> None:
    data = letter_docx(replace(letter(), blocks=(Prose((w("forty days", "asked.until"),)),)))
    assert ("asked.until", "fifty days") in docx_fields(changed(data, lambda body: body.replace(b"forty days", b"fifty days")))


def test_tracked_changes_are_read_as_accepted() -> None:
    data = letter_docx(replace(letter(), blocks=(Prose((w("forty", "asked.until"),)),)))
    tracked = (
        b'<w:del w:id="900" w:author="B"><w:r><w:delText>forty</w:delText></w:r></w:del>'
        b'<w:ins w:id="901" w:author="B"><w:r><w:t>fifty</w:t><w:br/><w:t>days</w:t><w:tab/><w:t>or</w:t></w:r></w:ins>'
    )

    def track(body: bytes) -> bytes:
        place = body.index(b"forty")
        start, end = body.rindex(b"<w:r>", 0, place), body.index(b"</w:r>", place) + len(b"</w:r>")
        return body[:start] + tracked + body[end:]

    assert ("asked.until", "fifty\ndays or") in docx_fields(changed(data, track))


def test_a_filled_placeholder_is_a_value() -> None:
    data = letter_docx(replace(letter(), blocks=(Prose((w("loss", "summary.loss", mark=Mark.MISSING),)),)))
    assert ("summary.loss", "") in docx_fields(data)
    filled = changed(data, lambda body: body.replace(b"<w:showingPlcHdr/>", b"").replace(b">loss<", b">EUR 5<"))
    assert ("summary.loss", "EUR 5") in docx_fields(filled)


def test_a_control_over_paragraphs_is_read_line_by_line() -> None:
    control = (
        b'<w:sdt><w:sdtPr><w:tag w:val="a.b"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>one</w:t></w:r></w:p>'
        b"<w:p><w:r><w:t>two</w:t></w:r></w:p></w:sdtContent></w:sdt><w:sdt><w:sdtPr/><w:sdtContent/></w:sdt><w:sdt/>"
    )
    data = changed(letter_docx(letter()), lambda body: body.replace(b"<w:body>", b"<w:body>" + control))
    assert docx_fields(data)[0] == ("a.b", "one\ntwo")


def test_any_other_docx_has_no_fields() -> None:
    raw = io.BytesIO()
    docx.Document().save(raw)
    assert docx_fields(raw.getvalue()) == []
    without = io.BytesIO()
    with zipfile.ZipFile(without, "w") as archive, zipfile.ZipFile(raw) as old:
        archive.writestr(BODY, old.read(BODY))
    assert docx_fields(without.getvalue()) == []


ENTITY = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yy">]>'
BOMB = (
    b"<!DOCTYPE a [<!ENTITY a0 'ha'>"
    + b"".join(b"<!ENTITY a%d '&a%d;&a%d;&a%d;'>" % (n, n - 1, n - 1, n - 1) for n in range(1, 40))
    + b"]>"
)


def declared(body: bytes, declaration: bytes, entity: bytes) -> bytes:
    start = body.index(b"?>") + 2
    return body[:start] + declaration + body[start:].replace(b"<w:t>Basis", b"<w:t>" + entity)


REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda _: b"", "cannot be opened"),
    "words": (lambda _: b"not a file", "cannot be opened"),
    "half": (lambda data: data[: len(data) // 2], "cannot be opened"),
    "another archive": (lambda _: changed(b"PK\x05\x06" + bytes(18), bytes), "missing"),
    "no xml": (lambda data: changed(data, lambda _: b"<a"), "no XML"),
    "no text": (lambda data: changed(data, lambda _: b""), "no XML"),
    "entity": (lambda data: changed(data, lambda body: declared(body, ENTITY, b"&x;")), "document type"),
    "many laughs": (lambda data: changed(data, lambda body: declared(body, BOMB, b"&a39;")), "no XML|document type"),
    "zip bomb": (lambda data: changed(data, lambda body: body.replace(b"<w:body>", b"<w:body>" + b" " * 60_000_000)), "unfolds"),
    "zip bomb in the settings": (lambda data: changed(data, lambda body: body + b" " * 60_000_000, SETTINGS), "unfolds"),
    "deep": (lambda data: changed(data, lambda body: body.replace(b"<w:body>", b"<w:body>" + b"<w:p>" * 5000)), "no XML"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_letter_is_refused(name: str) -> None:
    make, said = REFUSED[name]
    with pytest.raises(WrongInput, match=said) as error:
        docx_fields(make(letter_docx(letter())))
    assert error.value.code == "docx"
    assert "/etc" not in str(error.value)


def test_damage_anywhere_is_refused_or_harmless() -> None:
    data = letter_docx(letter())
    for place in range(0, len(data), 97):
        broken = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        try:
            docx_fields(broken)
        except WrongInput as error:
            assert error.do  # noqa: PT017 - either outcome is right


def test_size_and_number_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = letter_docx(letter())
    monkeypatch.setattr(letter_read, "MOST_PARTS", 3)
    with pytest.raises(WrongInput, match="parts"):
        docx_fields(data)
    monkeypatch.setattr(letter_read, "MOST_BYTES", 3)
    with pytest.raises(WrongInput, match="bytes"):
        docx_fields(data)


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(letter_docx(letter()))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo(BODY)
    data[info.header_offset + 6] |= 1
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(BODY.encode()))
    data[place + 8] |= 1
    with pytest.raises(WrongInput, match="cannot be opened"):
        docx_fields(bytes(data))
