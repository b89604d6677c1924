# SPDX-License-Identifier: EUPL-1.2
"""Pages of advice in the user's language: English stands there only as a name, or marked as English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from comity.corpus.corpus import Corpus
from comity.corpus.strict_yaml import parse
from comity.web.knowledge import adviser

EXAMPLES = Path(__file__).parents[3] / "examples"
EVERY = 5  # of the examples: each takes a second or more
LATIN = re.compile(r"[a-z]{3,}")  # names of statutes and courts in capitals pass
WORD = re.compile(r"[^\W\d_]{3,}")
VOID = {"input", "br", "meta", "link", "img", "hr"}
NOT_READ = {"script", "style", "option", "datalist"}
NAMES = re.compile(
    r"Comity|officer|\+[0-9a-f]{12}|PDF|DOCX|JSON|INTERPOL|Eurojust|\b[ivx]+\b|Europol|Yahoo|Skype|Secure|Web|Egmont|GlobE|MONEYVAL|CARIN|ICCS|Kim|Liu|"
    r"[Nn]e bis in idem|non-refoulement|prima facie|probable cause|aut dedere aut judicare|ordre public|status\.yaml|part [IVX]+|"
    r"committal|Law Officers"
)
"""Names and terms that are the same in every language."""
KNOWN = (
    {"requesting": "AZ", "requested": "GE", "measure": "bank-records", "offence": "money-laundering", "on": "2026-11-24"},
    {"requesting": "AZ", "requested": "TR", "measure": "extradition", "offence": "fraud", "on": "2026-11-24"},
    {"requesting": "AZ", "requested": "DE", "measure": "hearing-witness", "offence": "fraud", "on": "2026-11-24"},
    {"requesting": "US", "requested": "AZ", "measure": "content-data", "on": "2026-11-24"},
    {"requesting": "AZ", "requested": "UA", "measure": "extradition", "on": "2023-06-01"},
    {"requesting": "IR", "requested": "AZ", "measure": "transfer-sentenced-person", "on": "2025-03-04"},
    {"requesting": "AZ", "requested": "JP", "measure": "confiscation", "offence": "corruption-bribery", "on": "2024-05-06"},
    {"requesting": "ICC", "requested": "GE", "measure": "extradition", "on": "2024-05-06"},
    {"requesting": "FR", "requested": "DE", "measure": "freezing", "on": "2021-05-06"},
    {"requesting": "KZ", "requested": "RU", "measure": "service-documents", "on": "1998-05-06"},
)


class Texts(HTMLParser):
    """The texts of a page, each with the language in which it is marked."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str | None]] = []
        self.found: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang")))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(tag in NOT_READ for tag, _ in self.open):
            self.found.append((next((lang for _, lang in reversed(self.open) if lang), ""), data.strip()))


@cache
def questions() -> tuple[dict[str, str], ...]:
    """The known ones, and those of some of the examples."""
    found = list(KNOWN)
    for path in sorted(EXAMPLES.glob("*.yaml"))[::EVERY]:
        case = parse(path.read_text(encoding="utf-8"), path).data
        assert isinstance(case, dict)
        found.append({name: str(case[name]) for name in ("requesting", "requested", "measure", "on") if case.get(name)})
    return tuple(found)


def corpus() -> Corpus:
    return adviser().corpus


def pages(browser: Client, asked: dict[str, str]) -> Iterator[str]:
    """The answer, the reasons of its bases, its history, and the answer beside another one."""
    address = urlencode(asked)
    answer = browser.get(f"{reverse('advisor:answer')}?{address}", follow=True).content.decode()
    yield answer
    for basis in dict.fromkeys(re.findall(r"&amp;basis=([\w-]+)", answer)):
        yield browser.get(f"{reverse('advisor:reasons')}?{address}&basis={basis}").content.decode()
    yield browser.get(f"{reverse('advisor:history')}?{address}").content.decode()
    yield browser.get(f"{reverse('advisor:compare')}?{address}&other_requested=KZ").content.decode()


def texts(browser: Client, asked: dict[str, str], language: str) -> Iterator[str]:
    """The texts of the pages that pass for words of the language."""
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for page in pages(browser, asked):
        parsed = Texts(page)
        assert len(parsed.found) > 20
        yield from (text for lang, text in parsed.found if lang in ("", language))


def names() -> frozenset[str]:
    """Names of instruments, actors, authorities and courts, in any language: they stand as they are."""
    law = corpus()
    found = [name for one in law.instruments for text in (one.title, one.short) for name in (text.az, text.fr, text.en)]
    named = [*(actor.name for actor in law.actors), *(ground.name for ground in law.vocabulary.grounds)]
    found += [name for text in named for name in (text.en, text.az, text.fr)]
    return frozenset(found)


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: "-".join(asked.values()))
def test_no_word_in_latin_letters_stands_in_russian(officer: Client, asked: dict[str, str]) -> None:
    found = {text for text in texts(officer, asked, "ru") if LATIN.search(NAMES.sub("", text))}
    assert not found - {name for _, name in settings.LANGUAGES}


@pytest.mark.parametrize("language", ["az", "fr"])
@pytest.mark.parametrize("asked", questions()[:5], ids=lambda asked: "-".join(asked.values()))
def test_no_text_is_the_english_one(officer: Client, asked: dict[str, str], language: str) -> None:
    english = {text for text in texts(officer, asked, "en") if WORD.search(NAMES.sub("", text))}
    same = {text for text in texts(officer, asked, language) if text in english}
    same -= names() | {name for _, name in settings.LANGUAGES}
    assert not {text for text in same if len(WORD.findall(text)) > 2}, "a sentence is the same in both languages"
