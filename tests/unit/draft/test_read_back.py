# SPDX-License-Identifier: EUPL-1.2
"""PDF, DOCX and request.json of an example are read back field by field in four languages: they say the same, and what the case says."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date

from comity.advise.advise import Adviser
from comity.corpus.load import load, load_drafting
from comity.corpus.strict_yaml import read
from comity.documents.letter_read import docx_fields
from comity.documents.wording import plain
from comity.draft.case.base import Language
from comity.draft.case.read import read_case
from comity.draft.check.check import check
from comity.draft.package import package
from comity.draft.scene import scene_of
from unit.documents.letters import pdf_pages, squeezed

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "bank-records.yaml"
LANGUAGES: tuple[Language, ...] = ("en", "az", "ru", "fr")
LOCALES = {"en": "en_GB", "az": "az", "ru": "ru", "fr": "fr"}
Raw = dict[str, Any]
Texts = list[tuple[str, str]]

# What stands in no paper: what steers the program, what only links parts of the case, and what the papers say in other words.
UNSAID = re.compile(
    r"schema|requesting|requested|measure|on|lang|facts\..*|bases.*|case\.(language|channel|title|translations.*)|.*\bid|"
    r"offence\.(name|iccs|facts.*)|annexes\[\d+\]\.(kind|language|copy|translations.*)|.*\.(kind|role|sex|keep|sealed|copy|country|annex|currency)|"
    r".*\.nationality\[\d+\]|purpose|stage|signatories\[\d+\]\.on|.*\.amount"
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@cache
def example() -> Raw:
    """The example as it is written."""
    raw: Raw = read(EXAMPLE).data
    return raw


def drafted(raw: Raw) -> Mapping[str, bytes]:
    """All files of the package."""
    scene = scene_of(read_case(raw), Adviser(load()), load_drafting(), date(2026, 11, 24))
    return package(scene, check(scene), LANGUAGES).files


@cache
def made() -> Mapping[str, bytes]:
    """The package of the example."""
    return drafted(example())


def leaves(value: object, at: str, language: str) -> Iterator[tuple[str, str]]:
    """Every value of the case with its place, in one language; a day in words."""
    if isinstance(value, dict) and value and set(value) <= set(LANGUAGES):
        yield at, str(value[language])
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{at}.{key}" if at else key, language)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from leaves(item, f"{at}[{number}]", language)
    elif isinstance(value, str) and DAY.fullmatch(value):
        words = format_date(date.fromisoformat(value), "long", LOCALES[language])
        yield at, f"1er{words[1:]}" if language == "fr" and words.startswith("1 ") else words
    else:
        yield at, str(value)


def told(raw: Raw, language: str) -> Texts:
    """What a reader must find in the papers, by the case file alone."""
    return [(at, text) for at, text in leaves(raw, "", language) if not UNSAID.fullmatch(at)]


def papers(files: Mapping[str, bytes], language: str) -> list[tuple[str, Texts]]:
    """Name and texts of each paper in a language, as request.json has them."""
    data = json.loads(files["request.json"])
    return [
        (f"{paper['id']}.{language}", [(item["path"], item["text"]) for item in paper["texts"]])
        for paper in data["papers"]
        if paper["lang"] == language
    ]


def page_text(data: bytes) -> str:
    """The text of a PDF without blanks, line breaks and what stands at the foot of each page."""
    pages = pdf_pages(data)
    foot = _common_line(pages)
    return squeezed("".join(re.sub(r"\S*[\w ]*\d+ \S+ \d+\s*$|\d+ / \d+\s*$", "", text.replace(foot, "")) for text in pages))


def _common_line(pages: Sequence[str]) -> str:
    """The running line: the one with the arrow between the two states."""
    return next((line for line in pages[0].splitlines() if "\N{RIGHTWARDS ARROW}" in line), "\0")


def lost(texts: Texts, seen: str) -> list[str]:
    """The places whose text is not seen."""
    return [at for at, text in texts if squeezed(text) not in seen]


@pytest.mark.parametrize("language", LANGUAGES)
def test_docx_and_data_say_the_same(language: str) -> None:
    for name, texts in papers(made(), language):
        assert docx_fields(made()[f"{name}.docx"]) == [(at, plain(text)) for at, text in texts]
        assert len(texts) > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_and_data_say_the_same(language: str) -> None:
    for name, texts in papers(made(), language):
        assert lost(texts, page_text(made()[f"{name}.pdf"])) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_papers_say_what_the_case_says(language: str) -> None:
    expected = told(example(), language)
    assert len(expected) > 50
    pdf = "".join(page_text(content) for name, content in made().items() if name.endswith(f".{language}.pdf"))
    docx = Counter(squeezed(text) for name, _ in papers(made(), language) for _, text in docx_fields(made()[f"{name}.docx"]))
    assert lost(expected, pdf) == []
    assert [at for at, text in expected if not any(squeezed(text) in field for field in docx) and at != "case.dated"] == []


def test_request_json_carries_the_case_as_it_was_written() -> None:
    data = json.loads(made()["request.json"])
    assert read_case(data["case"]) == read_case(example())


def test_nothing_is_left_to_translate() -> None:
    data = json.loads(made()["request.json"])
    assert [item for paper in data["papers"] for item in paper["texts"] if "mark" in item] == []


ALTERED: tuple[tuple[tuple[str | int, ...], str], ...] = (
    (("summary", "what", "az"), "Başqa hadisə baş vermişdir və bu, tamamilə fərqli bir işdir."),
    (("accounts", 0, "number"), "GE00EX0000000000000009"),
    (("persons", 0, "birth", "day"), "1980-05-03"),
    (("orders", 0, "authority", "ru"), "Другой суд (вымышленный)"),
    (("asked", "items", 1, "fr"), "Autre chose"),
    (("signatories", 0, "name"), "Başqa Prokuror"),
    (("annexes", 1, "title", "en"), "Another text"),
)


@pytest.mark.parametrize(("steps", "value"), ALTERED, ids=[".".join(map(str, steps)) for steps, _ in ALTERED])
def test_one_altered_field_is_seen_in_all_three(steps: tuple[str | int, ...], value: str) -> None:
    """The readers are sharp: the papers of the example do not say what an altered case says, in just that field."""
    raw = deepcopy(example())
    inner: Any = raw
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = value
    language = next((str(step) for step in steps if step in LANGUAGES), "en")
    (place,) = [at for at, text in told(raw, language) if (at, text) not in told(example(), language)]
    pdf = "".join(page_text(content) for name, content in made().items() if name.endswith(f".{language}.pdf"))
    docx = "".join(squeezed(text) for name, _ in papers(made(), language) for _, text in docx_fields(made()[f"{name}.docx"]))
    data = "".join(squeezed(text) for _, texts in papers(made(), language) for _, text in texts)
    assert lost(told(raw, language), pdf) == [place]
    assert place in lost(told(raw, language), docx)
    assert place in lost(told(raw, language), data)


def test_another_case_makes_another_package() -> None:
    raw = deepcopy(example())
    raw["accounts"][0]["number"] = "GE00EX0000000000000009"
    other = drafted(raw)
    (name, texts), *_ = papers(other, "en")
    assert lost(texts, page_text(other[f"{name}.pdf"])) == []
    assert "accounts[0].number" in lost(texts, page_text(made()[f"{name}.pdf"]))
    assert docx_fields(other[f"{name}.docx"]) != docx_fields(made()[f"{name}.docx"])
