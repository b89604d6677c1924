# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with what a person gave, in the language of the page."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

import comity
from comity.advise.reading import read_query
from comity.model.errors import WrongInput
from comity.model.said import Said, Spoken
from comity.web.accounts.models import User
from comity.web.drafting import files
from comity.web.knowledge import adviser
from comity.web.problems import explained

SOURCE = Path(comity.__file__).parent
MET = (
    "advise/reading.py",
    "advise/advise.py",
    "draft/case/read.py",
    "draft/request_file.py",
    "documents/letter_pdf.py",
    "web/drafting/files.py",
    "web/drafting/pages.py",
    "web/drafting/received.py",
)
"""Whose errors a page shows."""
TODAY = date(2026, 11, 24)
SIDES = {"requesting": "AZ", "requested": "GE", "measure": "bank-records"}
WRONG = (
    {**SIDES, "requested": "AZ"},
    {**SIDES, "requested": "Gerogia"},
    {**SIDES, "measure": "bank-record"},
    {**SIDES, "offence": {"iccs": "x"}},
    {**SIDES, "facts": {"offence.political": "perhaps"}},
    {**SIDES, "facts": {"offence.max_penalty_months.requesting": 1.5}},
    {**SIDES, "facts": {"offence.on": "tomorrow"}},
    {**SIDES, "facts": {"person.role": "bystander"}},
    {**SIDES, "pleas": "fiscal-offence"},
    {**SIDES, "wishes": []},
)
QUOTED = re.compile(
    r"'[^']*'|[a-z]+(?:[-._][a-z]+)+|\b(?:requesting|requested|measure|offence|offences|pleas|query|true|false|witness|victim)\b"
)
"""What a person typed, and names of fields and words of lists, as they are typed."""


def wrong(raw: dict[str, object]) -> WrongInput:
    with pytest.raises(WrongInput) as caught:
        read_query(raw, adviser().corpus, TODAY)
    return caught.value


@pytest.mark.parametrize("raw", WRONG, ids=range(len(WRONG)))
def test_a_wrong_question_is_explained_in_russian(raw: dict[str, object]) -> None:
    error = wrong(raw)
    with translation.override("ru"):
        words = explained(error)
    assert isinstance(words, Spoken)
    assert all(span.lang == "ru" for span in words.spans), words
    assert re.search("[а-я]{3}", words)
    assert not re.search("[a-z]{4,}", QUOTED.sub("", words.partition("используйте одно из")[0])), words


@pytest.mark.parametrize("raw", WRONG, ids=range(len(WRONG)))
def test_english_is_what_the_command_line_says(raw: dict[str, object]) -> None:
    error = wrong(raw)
    with translation.override("en"):
        assert explained(error) == error.text


def test_a_fact_is_called_as_the_form_calls_it() -> None:
    error = wrong({**SIDES, "facts": {"offence.political": "perhaps"}})
    with translation.override("fr"):
        assert explained(error).startswith(adviser().corpus.facts["offence.political"].asks.fr)


def unsaid(source: str) -> list[str]:
    """The errors whose words are text alone."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "WrongInput":
            parts = [*node.args, *(word.value for word in node.keywords if word.arg == "do")]
            found += [ast.unparse(part) for part in parts if isinstance(part, ast.Constant | ast.JoinedStr | ast.Attribute)]
    return found


@pytest.mark.parametrize("path", MET)
def test_every_error_that_a_page_shows_is_made_of_sentences(path: str) -> None:
    assert not unsaid((SOURCE / path).read_text(encoding="utf-8"))


def test_an_error_of_text_alone_is_found() -> None:
    assert unsaid('raise WrongInput("no day", do=said("write a day"))') == ["'no day'"]
    assert unsaid('raise WrongInput(said("no day"), do=f"write {x}")') == ["f'write {x}'"]


def test_errors_of_files_are_sentences() -> None:
    with pytest.raises(WrongInput) as caught:
        files.case_of_file("request.pdf", b"%PDF-1.7")
    assert isinstance(caught.value.what, Said)
    with translation.override("az"):
        assert explained(caught.value).startswith("request.pdf: PDF iş kimi oxuna bilmir - alınmış sorğudursa")


@pytest.mark.parametrize(
    ("language", "words"), [("az", "fayl seçilməyib"), ("ru", "файл не выбран"), ("fr", "aucun fichier"), ("en", "no file was chosen")]
)
def test_pages_say_it_so(office: dict[str, User], client: Client, language: str, words: str) -> None:
    client.force_login(office["officer"], backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.post(reverse("drafting:received"), {})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_what_no_language_has_is_marked(office: dict[str, User], client: Client) -> None:
    client.force_login(office["officer"], backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    given = SimpleUploadedFile("request.json", b'{"a": }')
    page = client.post(reverse("drafting:received"), {"file": given}).content.decode()
    assert re.search(r'request\.json: pas du JSON : <span lang="en">[^<]+</span> - corrigez-le', page), page
