# SPDX-License-Identifier: EUPL-1.2
"""Letters for the tests of their writers, and what reads them."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pypdf

from comity.documents.letter import Blank, Fields, Grid, Heading, Letter, Listing, Mark, Prose, Row, Signature, Words

# A sentence and a name in each script: what the letters of the corpus are written in, and what names come in.
SAMPLES = {
    "en": "The offence of “laundering” — Articles 3–5, EUR 480 000.",
    "az": "Cinayət işi üzrə hüquqi yardım: şübhəli, ğ, ı, İ, Ə, ç, ö, ü.",
    "ru": "Запрос о правовой помощи по уголовному делу № 12: съёмка, объявление, Ё.",
    "fr": "Demande d’entraide : « l’infraction », à exécuter dès réception, œuvre, ÿ.",
    "ka": "თხოვნა სისხლის სამართლის საქმეზე",
    "hy": "Իրավական օգնության խնդրանք քրեական գործով",
    "ar": "طلب المساعدة القانونية المتبادلة",
}
LONG = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA" * 4
URL = "https://evidence.example/" + "0123456789abcdef" * 12
FIRST, LAST = "Alpha authority", "Omega signatory"


def w(text: str, path: str = "", language: str = "", mark: Mark = Mark.NONE) -> Words:
    return Words(text, path, language, mark)


def letter(language: str = "en", *, draft: str = "", times: int = 1, words: str = "") -> Letter:
    """A letter with every kind of block; ``times`` repeats its middle."""
    say = words or SAMPLES[language]
    middle = (
        Heading(f"Facts {say[:20]}", "2."),
        Prose((w(say, "summary.what"), w(" "), w("срочно", "summary.how", "ru", Mark.TRANSLATE))),
        Prose((w("Перевод денег", "summary.why", "ru", Mark.TRANSLATE),)),
        Fields(
            (
                Row("Names", (w(say, "persons.names"),)),
                Row("Born", (w("", "persons.birth.day", mark=Mark.MISSING),)),
                Row("Remarks of the authority on the way of life", (w(f"{say} " * 12, "persons.remarks"),)),
            ),
            title="Person (suspect)",
        ),
        Listing(((w(say, "items.1"),), (w("plain"),))),
        Listing(((w("dash", "items.2"),),), numbered=False),
        Grid(
            ("No", "IBAN", "Holder"),
            tuple(((w(str(n)),), (w("AZ21NABZ00000000137010001944", "a.iban"),), (w(say, "a.holder"),)) for n in range(3)),
        ),
    )
    return Letter(
        identifier="xa-1",
        language=language,
        title="Request for assistance",
        on=date(2026, 11, 24),
        sender=(w(FIRST, "sender.name"), w("Department"), w("1 Street")),
        addressee=(w("Ministry of Justice of XB", "addressee.name"), w("2 Square")),
        references=(Row("Our reference", (w("17/2-117", "case.reference"),)), Row("Date", (w("24.11.2026"),))),
        subtitle="Case 117",
        blocks=(
            Heading("Basis", "1."),
            Prose((w("The execution is sought."),), strong=True),
            *(middle * times),
            Blank("Place and day"),
            Blank("Remarks of those who were present at the hearing", 3),
            Blank("Consent", 1, ("yes", "no")),
        ),
        annexes_title="Annexes",
        annexes=(Row("Annex 1", (w("Certified copy", "annexes.1"),)),),
        signatures=(Signature((w(LAST, "signatory.name"), w("Prosecutor")), seal="Seal"),),
        running="17/2-117",
        page="Page {page} of {pages}",
        draft=draft,
        notice="Passages with a bar must be translated.",
    )


def texts(value: object) -> Iterator[str]:
    """Every text that a reader must see, of all parts of a letter."""
    if isinstance(value, Words):
        yield value.text
    elif isinstance(value, Heading):
        yield from (value.number, value.text)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        hidden = ("identifier", "language", "page", "draft") if isinstance(value, Letter) else ()
        for field in fields(value):
            if field.name not in hidden:
                yield from texts(getattr(value, field.name))


def squeezed(text: str) -> str:
    """The text without what a page adds: blanks, new lines, ligatures of presentation, controls of direction."""
    return re.sub(r"[\s\u200b-\u200f\u202a-\u202e]", "", unicodedata.normalize("NFKC", text))


def pdf_pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def missing_in(source: Letter, pages: list[str]) -> list[str]:
    """Which texts of the letter the pages lack; of Arabic, whose order a page turns round, each word must be there in either order."""
    seen = squeezed("".join(_without_footers(source, pages)))
    return [text for text in texts(source) if not all(_seen(part, seen) for part in _parts(text))]


def _without_footers(source: Letter, pages: list[str]) -> Iterator[str]:
    for number, text in enumerate(pages, 1):
        footer = source.page.replace("{page}", str(number)).replace("{pages}", str(len(pages)))
        yield text.replace(f"{source.running}", "", 1 if number > 1 else 0).replace(footer, "").replace(source.draft or "\0", "")


def _parts(text: str) -> list[str]:
    arabic = any(unicodedata.bidirectional(letter) == "AL" for letter in text)
    return text.split() if arabic else [text]


def _seen(part: str, seen: str) -> bool:
    wanted = squeezed(part)
    return wanted in seen or wanted[::-1] in seen


def filled(value: object, text: str) -> object:
    """The same letter with the text in every place; what is no text for readers is kept."""
    if isinstance(value, Words):
        return replace(value, text=text)
    if isinstance(value, Heading):
        return Heading(text, value.number)
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(filled(item, text) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = ("identifier", "language", "page", "draft", "running")
        return replace(value, **{field.name: filled(getattr(value, field.name), text) for field in fields(value) if field.name not in kept})
    return value
