# SPDX-License-Identifier: EUPL-1.2
"""Letters as PDF and DOCX: they say what they were given, in every script; nothing is a hole, nothing overflows; an archive takes them."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path

import docx
import fonts as font_maker
import pypdf
import pytest
import typst
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it has no types

from comity.documents import letter_pdf as letter_pdf_module
from comity.documents.letter import Grid, Heading, Letter, Mark, Prose, Signature
from comity.documents.letter_docx import letter_docx
from comity.documents.letter_pdf import bilingual_pdf, letter_pdf
from comity.documents.wording import has_glyph, is_rtl, lines, pieces, plain, shortened, width, without_glyph
from comity.model.errors import OurFault, WrongInput
from unit.documents.drawn import holes, outside, overlapping
from unit.documents.letters import LAST, LONG, SAMPLES, URL, filled, letter, missing_in, pdf_pages, squeezed, texts, w

HOSTILE = "#panic() $x$ *b* <!DOCTYPE a> &amp; =1+1 \\u{41} @ref ]] \x00\u202e {page} // /* #sys.inputs"
FOLDER = Path(str(resources.files("comity.documents").joinpath("fonts")))
LANGUAGES = ("en", "az", "ru", "fr")
EXTREMES = (LONG, URL, "ЩЖЮ" * 30, "W" * 200, "ЩФЮ МИНИСТЕРСТВО ПРАВООХРАНИТЕЛЬНЫХ", "x", "")
JARS = ("pdfbox2", "preflight", "xmpbox", "fontbox2", "commons-logging", "commons-io", "jaxb-api", "javax.activation")


def typeset(template: str) -> bytes:
    """A plain PDF, no PDF/A, with the fonts of letters."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
    made = typst.Compiler(template.encode(), font_paths=fonts).compile(format="pdf")
    assert isinstance(made, bytes)
    return made


def docx_text(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    return "".join(element.text or "" if element.tag == qn("w:t") else "\n" for element in body.iter(qn("w:t"), qn("w:br"), qn("w:p")))


# -- they say what they were given


@pytest.mark.parametrize("language", SAMPLES)
def test_the_pdf_says_it(language: str) -> None:
    source = letter(language)
    assert missing_in(source, pdf_pages(letter_pdf(source))) == []


def test_a_lost_text_would_be_found() -> None:
    source = letter("az")
    pages = pdf_pages(letter_pdf(replace(source, subtitle="")))
    assert missing_in(source, pages) == ["Case 117"]


@pytest.mark.parametrize("language", SAMPLES)
def test_the_docx_says_it(language: str) -> None:
    source = letter(language)
    seen = squeezed(docx_text(letter_docx(source)))
    assert [text for text in texts(source) if text != source.running and squeezed(text) not in seen] == []


@pytest.mark.parametrize("other", [language for language in SAMPLES if language != "en"])
def test_two_languages_side_by_side(other: str) -> None:
    left, right = letter("en"), letter(other)
    pages = pdf_pages(bilingual_pdf(left, right))
    seen = squeezed("".join(pages))
    lost = [text for source in (left, right) for text in texts(source) for part in text.split() if not _either(squeezed(part), seen)]
    assert lost == []
    assert all("Page" in page for page in pages)


def _either(part: str, seen: str) -> bool:
    return part in seen or part[::-1] in seen


def test_letters_that_are_built_unlike_are_no_pair() -> None:
    source = letter()
    with pytest.raises(OurFault, match="not built alike"):
        bilingual_pdf(source, replace(source, blocks=source.blocks[1:]))


def test_a_missing_value_stands_in_brackets() -> None:
    source = letter()
    assert squeezed("[…]") in squeezed("".join(pdf_pages(letter_pdf(source))))
    assert "[…]" in docx_text(letter_docx(source))
    named = replace(source, blocks=(Prose((w("the loss is "), w("amount", "summary.loss", mark=Mark.MISSING))),))
    assert "the loss is [amount]" in docx_text(letter_docx(named))
    assert "thelossis[amount]" in squeezed("".join(pdf_pages(letter_pdf(named))))


def test_every_page_has_its_number_and_the_reference() -> None:
    pages = pdf_pages(letter_pdf(letter(times=4)))
    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert "17/2-117" in text


def test_a_long_reference_is_shortened_at_the_foot_alone() -> None:
    reference = "17/2-" + "1234567890" * 20
    page = pdf_pages(letter_pdf(replace(letter(), running=reference)))[0]
    assert reference not in squeezed(page)
    assert "17/2-1234567890" in page
    assert "…" in page


@pytest.mark.parametrize("draft", ["DRAFT", "ЧЕРНОВИК", "LAYİHƏ", "PROJET"])
def test_a_draft_says_so_on_every_page(draft: str) -> None:
    source = letter(draft=draft, times=3)
    assert all(draft in page for page in pdf_pages(letter_pdf(source)))
    assert all(draft in page for page in pdf_pages(bilingual_pdf(source, source)))
    header = docx.Document(io.BytesIO(letter_docx(source))).sections[0].header
    assert header.paragraphs[0].text == draft
    assert f'string="{draft}"' in header._element.xml
    assert draft not in "".join(pdf_pages(letter_pdf(letter(times=3))))


def heading_at_the_foot(rows: int) -> bool:
    blocks = (*(Prose((w(f"Line {number}"),)) for number in range(rows)), *letter().blocks)
    pages = pdf_pages(letter_pdf(replace(letter(), blocks=blocks)))
    ends = ["".join(page.replace("17/2-117 Page", "\n17/2-117Page").split("17/2-117Page")[:1]).rstrip().splitlines()[-1] for page in pages]
    return any(end.endswith(("Basis", "Annexes", "Person (suspect)")) or end.replace(" ", "").startswith("2.Facts") for end in ends)


def test_no_heading_is_left_at_the_foot_of_a_page() -> None:
    assert [rows for rows in range(40) if heading_at_the_foot(rows)] == []


def test_a_heading_left_there_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    template = letter_pdf_module._template().replace(b"sticky: true", b"sticky: false")
    monkeypatch.setattr(letter_pdf_module, "_template", lambda: template)
    assert [rows for rows in range(40) if heading_at_the_foot(rows)] != []


def test_the_signature_stays_together() -> None:
    for rows in range(20, 40):
        blocks = tuple(Prose((w(f"Line {number}"),)) for number in range(rows))
        (page,) = [page for page in pdf_pages(letter_pdf(replace(letter(), blocks=blocks))) if LAST in page]
        assert "Prosecutor" in page
        assert "Seal" in page


# -- nothing is a hole


def test_the_fonts_have_every_letter_of_the_samples() -> None:
    assert {language: without_glyph(text) for language, text in SAMPLES.items() if without_glyph(text)} == {}
    az, ru, fr = (
        "AaBbCcÇçDdEeƏəFfGgĞğHhXxIıİiJjKkQqLlMmNnOoÖöPpRrSsŞşTtUuÜüVvYyZz",
        "".join(map(chr, range(0x410, 0x450))) + "Ёё",
        "ŒœÆæÿŸ«»’",
    )
    armenian = "".join(map(chr, [*range(0x531, 0x557), *range(0x561, 0x588)]))
    georgian = "".join(map(chr, range(0x10D0, 0x10FB)))
    arabic = "".join(map(chr, [*range(0x621, 0x63B), *range(0x641, 0x653), *range(0x660, 0x66A)]))
    assert without_glyph(az + ru + fr + armenian + georgian + arabic + "№§€₼₾₽₸₺₴֏•–—…≤≥→☐☑\ufffd") == ""


def test_the_list_of_characters_is_what_the_fonts_hold() -> None:
    held: set[int] = set()
    for path in FOLDER.glob("*-Regular.ttf"):
        held |= set(TTFont(path).getBestCmap())
    listed = (FOLDER / "coverage.txt").read_text(encoding="ascii").split()
    assert listed == [f"{first:04X}-{last:04X}" for first, last in font_maker.ranges(held)]
    assert all(has_glyph(chr(point)) for point in held)


@pytest.mark.parametrize("language", SAMPLES)
def test_no_character_is_a_hole(language: str) -> None:
    source = letter(language, draft="DRAFT")
    assert holes(letter_pdf(source)) == 0
    assert holes(bilingual_pdf(letter("az"), replace(source, language="az"))) == 0


def test_a_hole_would_be_found() -> None:
    assert holes(typeset('#set text(font: "Noto Serif")\nа\u4e2d')) == 1


@pytest.mark.parametrize("lacking", ["\u4e2d", "\U0001f600", "\u0e01"])
def test_a_character_without_glyph_is_refused_with_its_place(lacking: str) -> None:
    with pytest.raises(WrongInput, match=r"U\+") as error:
        letter_pdf(letter(words=f"Name {lacking}"))
    assert error.value.code == "no-glyph"
    with pytest.raises(WrongInput) as error:
        letter_pdf(replace(letter(), blocks=(Prose((w(lacking, "persons.names"),)),)))
    assert error.value.where == "persons.names"
    with pytest.raises(WrongInput, match="letter xa-1"):
        letter_pdf(replace(letter(), title=lacking))


def test_what_is_not_seen_needs_no_glyph() -> None:
    assert without_glyph("a\u200b\u2060\ufe0f\u00ad\ufeff") == ""
    assert without_glyph("\ufff9\U0001f600") == "\ufff9\U0001f600"


# -- nothing overflows


@pytest.mark.parametrize("words", EXTREMES, ids=lambda words: words[:6] or "empty")
def test_nothing_overflows(words: str) -> None:
    wide = Grid(tuple("Heading of a column" for _ in range(12)), (tuple((w(words),) for _ in range(12)),) * 2)
    source = filled(letter(), words)
    assert isinstance(source, Letter)
    source = replace(source, blocks=(*source.blocks, wide), running=words, draft="DRAFT")
    one, two = letter_pdf(source), bilingual_pdf(source, source)
    assert outside(one, 60) == []
    assert outside(two, 40) == []
    assert overlapping(one) == []
    assert overlapping(two) == []


def test_what_overflows_would_be_found() -> None:
    font = '#set text(font: "Noto Serif")\n#set page(margin: 2cm)\n'
    made = typeset(font + "W" * 200 + "\n#grid(columns: (2cm, 2cm), [WWWWWWWWWWWWW], [b])")
    assert len(outside(made, 40)) == 1
    assert len(overlapping(made)) == 1


def test_a_long_word_is_read_back_whole() -> None:
    source = letter(words=LONG)
    assert LONG in squeezed("".join(pdf_pages(letter_pdf(source))))
    assert LONG in docx_text(letter_docx(source))


def test_lines_and_blanks_are_kept() -> None:
    source = replace(letter(), blocks=(Prose((w(f"first  {LONG}\nsecond\n\nthird", "summary.what"),)),))
    text = "".join(pdf_pages(letter_pdf(source)))
    assert "\nsecond" in text
    assert "\nthird" in text
    assert LONG in squeezed(text)
    assert "second\n\nthird" in docx_text(letter_docx(source))


# -- inert, and the same each time


def test_hostile_words_stay_words() -> None:
    source = letter(words=HOSTILE)
    shown = squeezed(plain(HOSTILE))
    assert shown in squeezed(docx_text(letter_docx(source)))
    assert shown in squeezed("".join(pdf_pages(letter_pdf(source))))
    everywhere = filled(letter(), HOSTILE)
    assert isinstance(everywhere, Letter)
    everywhere = replace(everywhere, page=HOSTILE, running=HOSTILE, identifier=HOSTILE, language="#x", draft=HOSTILE)
    assert b"pdfaid" in letter_pdf(everywhere)
    assert docx.Document(io.BytesIO(letter_docx(everywhere))).core_properties.author


@pytest.mark.parametrize("writer", [letter_pdf, letter_docx], ids=lambda writer: writer.__name__)
def test_the_same_letter_is_the_same_bytes(writer: Callable[[Letter], bytes]) -> None:
    first = writer(letter("az", draft="X"))
    writer(letter("ru"))
    assert writer(letter("az", draft="X")) == first


def test_the_bytes_are_the_same_in_another_process_and_thread() -> None:
    program = (
        "import sys; from unit.documents.letters import letter; from comity.documents.letter_pdf import letter_pdf; "
        "from comity.documents.letter_docx import letter_docx; sys.stdout.buffer.write(letter_pdf(letter()) + letter_docx(letter()))"
    )
    here = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, env={"PYTHONPATH": str(here)})  # noqa: S603
    expected = letter_pdf(letter()) + letter_docx(letter())
    assert done.stdout == expected
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(letter_pdf(letter()))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == {letter_pdf(letter())}


def test_the_pdf_names_itself() -> None:
    read = pypdf.PdfReader(io.BytesIO(letter_pdf(letter())))
    assert read.metadata is not None
    assert read.metadata.title == "Request for assistance"
    assert read.metadata.author == "Alpha authority"
    root = dict(read.root_object)
    assert str(root["/Lang"]) == "en"
    assert "/StructTreeRoot" in root


def test_bare_letters_are_letters() -> None:
    bare = Letter("x", "en", "Title", letter().on)
    assert "Title" in "".join(pdf_pages(letter_pdf(bare)))
    assert "Title" in docx_text(letter_docx(bare))
    empty = replace(bare, blocks=(Grid((), ()), Prose(()), Heading("")))
    assert letter_pdf(empty)
    assert letter_docx(empty)
    short = replace(letter(), addressee=(), notice="", annexes_title="", signatures=(Signature((w("A"),)), Signature(())))
    for source in (short, replace(short, references=()), replace(letter(), references=(), blocks=())):
        assert missing_in(source, pdf_pages(letter_pdf(source))) == []
        assert "Annex 1" in docx_text(letter_docx(source))


def test_several_sign_side_by_side() -> None:
    source = replace(letter(), signatures=(Signature((w("Alef"),), "Seal"), Signature((w("Bet"),), "Stamp"), Signature((w("Gimel"),))))
    assert missing_in(source, pdf_pages(letter_pdf(source))) == []
    assert outside(letter_pdf(source), 60) == []
    assert overlapping(letter_pdf(source)) == []


# -- directions


def test_arabic_runs_from_right_to_left() -> None:
    assert is_rtl("12 محمد")
    assert not is_rtl("Mr محمد")
    assert is_rtl("12", "ar")
    assert not is_rtl("12", "az")
    data = letter_docx(replace(letter(), blocks=(Prose((w(SAMPLES["ar"], "summary.what", "ar"),)),)))
    (line,) = [line for line in docx.Document(io.BytesIO(data)).paragraphs if line._p.xpath('.//w:tag[@w:val="summary.what"]')]
    assert line._p.xpath("./w:pPr/w:bidi")
    assert line._p.xpath(".//w:r/w:rPr/w:rtl")
    assert line._p.xpath('.//w:rPr/w:lang[@w:bidi="ar-SA"]')


@pytest.mark.parametrize("language", ["ar", "he"])
def test_a_letter_in_arabic_is_turned_round(language: str) -> None:
    source = replace(letter("ar"), language=language)
    assert missing_in(source, pdf_pages(letter_pdf(source))) == []
    again = docx.Document(io.BytesIO(letter_docx(source)))
    assert again.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    assert again.paragraphs[0]._p.xpath("./w:pPr/w:bidi")


# -- the DOCX is one that people edit


def test_the_docx_has_real_styles() -> None:
    again = docx.Document(io.BytesIO(letter_docx(letter())))
    styles = {line.style.name: line.text for line in reversed(again.paragraphs) if line.style is not None}
    assert styles["Title"] == "Request for assistance"
    assert styles["Heading 1"] == "1. Basis"
    assert {"List Number", "List Bullet", "Subtitle"} <= set(styles)
    assert {table.style.name for table in again.tables if table.style is not None} == {"Normal Table", "Letter Table"}
    footer = again.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer
    assert "17/2-117" in footer
    assert (again.sections[0].page_width or 0) // 36000 == 210


def test_each_numbered_list_starts_at_one() -> None:
    again = docx.Document(io.BytesIO(letter_docx(letter(times=2))))
    numbers = {line._p.pPr.numPr.numId.val for line in again.paragraphs if line.style is not None and line.style.name == "List Number"}  # type: ignore[union-attr]
    assert len(numbers) == 2


def test_each_run_names_its_language() -> None:
    again = docx.Document(io.BytesIO(letter_docx(letter("az"))))
    found = {str(value) for value in again.element.body.xpath(".//w:r/w:rPr/w:lang/@w:val")}
    assert found == {"az-Latn-AZ", "ru-RU"}


def test_properties_stand_in_the_order_of_the_schema() -> None:
    body = docx.Document(io.BytesIO(letter_docx(letter("ar", draft="X")))).element.body
    order = ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "sz", "szCs", "u", "rtl", "cs", "lang"]
    for properties in body.xpath(".//w:r/w:rPr"):
        names = [str(item.tag).rpartition("}")[2] for item in properties]
        assert names == sorted(names, key=order.index)


# -- wording


def test_lines_and_pieces() -> None:
    assert lines("a\r\nb\rc\u2028d\te") == ["a", "b", "c", "d e"]
    assert plain("a\x00\u2029b") == "a\ufffd\nb"
    assert pieces("short", 10) == ["short"]
    assert "".join(pieces(LONG, 10)) == LONG
    assert max(map(len, pieces(LONG, 10))) == 4
    assert max(map(len, pieces(LONG, 1))) == 1
    marked = "e\u0301" * 40
    assert all(not unicodedata.combining(piece[0]) for piece in pieces(marked, 5))
    assert shortened("abc", 10) == "abc"
    assert width(shortened("W" * 100, 20)) <= 20.1


# -- an archive takes them


def preflight(data: bytes, folder: Path) -> str:
    """What PDFBox, which knows nothing of typst, says of the file as PDF/A-1b; empty where it is one."""
    jars = [Path("/usr/share/java") / f"{name}.jar" for name in JARS]
    lacking = [jar.name for jar in jars if not jar.exists()]
    if lacking:
        pytest.skip(f"needs {', '.join(lacking)} (Debian: libpdfbox2-java libcommons-io-java libjaxb-api-java), not found here")
    path = folder / "letter.pdf"
    path.write_bytes(data)
    java = shutil.which("java")
    assert java is not None
    command = [java, "-cp", ":".join(map(str, jars)), "org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    return "" if done.returncode == 0 and "is a valid PDF/A-1b file" in done.stdout else done.stdout + done.stderr


@pytest.mark.needs("java")
@pytest.mark.parametrize("language", SAMPLES)
def test_it_is_pdf_a_by_another_judge(language: str, tmp_path: Path) -> None:
    assert preflight(letter_pdf(letter(language, draft="DRAFT" if language == "en" else "")), tmp_path) == ""
    if language in ("ru", "ar"):
        assert preflight(bilingual_pdf(letter("en"), letter(language)), tmp_path) == ""


@pytest.mark.needs("java")
def test_the_judge_bites(tmp_path: Path) -> None:
    assert "not a valid PDF/A-1b file" in preflight(typeset("Words"), tmp_path)


# -- the fonts


def test_the_fonts_are_small_and_free() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 2_500_000
    licence = (FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    assert all(path.name in licence for path in FOLDER.glob("*.ttf"))
    assert {path.name for path in FOLDER.glob("*.ttf")} == {f"{name}.ttf" for name in font_maker.FILES}
