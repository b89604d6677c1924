# SPDX-License-Identifier: EUPL-1.2
"""Every text of the pages has its words in every language: whole catalogues, the same placeholders, the glossary's terms, no bare text."""

from __future__ import annotations

import ast
import gettext
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import catalogues
import msgspec
import pytest
from babel.messages.catalog import Message
from django.conf import settings
from django.template.base import Lexer, Token, TokenType

from comity.corpus.strict_yaml import read
from comity.corpus.vocabulary_documents import GlossaryDoc

WEB = catalogues.WEB
TEMPLATES = sorted(path for path in (WEB / "templates").rglob("*.html"))
CODE = sorted(path for path in WEB.rglob("*.py") if "migrations" not in path.parts)
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
WORD = re.compile(r"[^\W\d_]{2,}")
PARTS = re.compile(r"<!--.*?-->|<[^>]*>|&\w+;|&#\d+;", re.DOTALL)
SAID = re.compile(r"\s(?:aria-label|title|alt|placeholder|label)=(\"[^\"]*\"|'[^']*')")
NAMES = {
    "Comity",
    "SHA",
    "CSV",
    "JSON",
    "PDF",
    "DOCX",
    "YAML",
    "SVG",
    "ICS",
    "HTTP",
    "Authorization",
    "Bearer",
    "OpenAPI",
    "application",
    "json",
    "curl",
}
NAMES |= {name for _, name in settings.LANGUAGES}
"""Proper names and words of machines, the same in every language."""
SPOKEN = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label"}
SPEAKERS = {"Refused", "ValidationError", "success", "error", "warning", "info", "add_error"}


@cache
def found() -> tuple[catalogues.Text, ...]:
    return tuple(catalogues.texts())


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogues.stored(language) if message.id)


def forms(message: Message) -> list[str]:
    written = message.string if isinstance(message.string, tuple | list) else [message.string]
    return [str(text or "") for text in written]


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert catalogues.po(language).read_bytes() == catalogues.as_po(catalogues.catalogue(language, found())), "run tools/catalogues.py"
    assert not [message.id for message in messages(language) if not catalogues.is_translated(message)]


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_compiled_catalogue_is_current(language: str) -> None:
    stored = gettext.GNUTranslations(io.BytesIO(catalogues.po(language).with_suffix(".mo").read_bytes()))
    made = gettext.GNUTranslations(io.BytesIO(catalogues.as_mo(language)))
    assert vars(stored)["_catalog"] == vars(made)["_catalog"], "run tools/catalogues.py"


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_placeholders_are_the_same(language: str) -> None:
    for message in messages(language):
        ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        wanted = sorted(set(PLACES.findall(ids[-1])))
        for form in forms(message):
            assert sorted(set(PLACES.findall(form))) == wanted, (message.id, form)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_terms_are_those_of_the_glossary(language: str) -> None:
    terms = msgspec.convert(read(catalogues.ROOT / "law" / "vocabulary" / "glossary.yaml").data, GlossaryDoc).terms
    wanted = {term.en.casefold(): folded(getattr(term, language)) for term in terms}
    for message in messages(language):
        key = message.id.casefold() if isinstance(message.id, str) else ""
        if key in wanted:
            assert folded(forms(message)[0]) == wanted[key], message.id


def folded(words: str) -> str:
    """Without capitals; the capital dotted I of Azerbaijani has no other small letter than i."""
    return words.replace("İ", "i").casefold()


def bare(source: str) -> list[str]:
    """The words of a template that no tag translates."""
    text = "".join(_shown(Lexer(source).tokenize()))
    words = [WORD.findall(PARTS.sub(" ", text)), *(WORD.findall(said) for said in SAID.findall(text))]
    return [word for group in words for word in group if word not in NAMES]


def _shown(tokens: list[Token]) -> Iterator[str]:
    """The text of a template with what is translated or put in taken out."""
    inside: str | None = None
    for token in tokens:
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if inside:
            inside = None if name == f"end{inside}" else inside
        elif name in ("blocktranslate", "blocktrans", "comment", "verbatim"):
            inside = name
        elif token.token_type == TokenType.TEXT:
            yield token.contents


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_no_template_holds_bare_text(path: Path) -> None:
    assert not bare(path.read_text(encoding="utf-8")), "put it between translate tags"


def test_bare_text_in_a_template_is_found() -> None:
    assert bare('{% load i18n %}<p class="x">Hello</p>') == ["Hello"]
    assert bare('<a title="Go on">{% translate "Go" %}</a>') == ["Go", "on"]
    assert not bare("<p>{% translate 'Hello' %} {{ name }} {% blocktranslate %}Hello{% endblocktranslate %} &nbsp; – Comity</p>")


def unmarked(source: str) -> list[str]:
    """The texts for people in code that no call marks."""
    texts: list[ast.expr] = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts += [word.value for word in node.keywords if word.arg in SPOKEN]
        if name in SPEAKERS:
            texts += node.args[:1] if name in ("Refused", "ValidationError") else node.args[1:2]
    return [text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str) and " " in text.value.strip()]


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(WEB).as_posix())
def test_no_code_speaks_english_alone(path: Path) -> None:
    assert not unmarked(path.read_text(encoding="utf-8")), "mark it with gettext"


def test_unmarked_text_in_code_is_found() -> None:
    assert unmarked('raise Refused("Not this one.")') == ["Not this one."]
    assert unmarked('CharField(label="First name")') == ["First name"]
    assert not unmarked('CharField(label=_("First name")); messages.success(request, _("It is done."))')
