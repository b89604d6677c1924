# SPDX-License-Identifier: EUPL-1.2
"""Side by side, the history of a pair, and what is exported."""

from __future__ import annotations

import io
import json
import zipfile
from itertools import pairwise

import pytest
from django.test import Client

from comity.web.advisor.history import MOST_DAYS
from comity.web.knowledge import adviser
from web.advisor.advice_reading import BASE, answered, errors, every, parsed, words


@pytest.mark.parametrize(
    "other",
    [
        {"other_on": "1997-01-01"},
        {"other_requested": "Türkiye"},
        {"other_measure": "extradition"},
        {"other_requested": "tr", "other_on": "1.1.2001"},
    ],
)
def test_two_answers_side_by_side(officer: Client, other: dict[str, str]) -> None:
    page = officer.get("/advice/compare/", {**BASE, **other})
    assert page.status_code == 200
    tree = parsed(page)
    rows = every(tree, "tr")
    assert len(rows) > 10
    assert all(len(row.findall("td")) == 2 for row in rows[1:])
    assert "differs" in words(tree)
    assert every(tree, class_="advice-alone")
    left, right = page.context["page"].answer, page.context["right"].answer
    assert left.query != right.query


def test_a_comparison_that_cannot_be_made_says_why_and_keeps_what_was_typed(officer: Client) -> None:
    given = {**BASE, "other_on": "never", "other_requested": "Nowhere", "other_measure": "teleport"}
    page = officer.get("/advice/compare/", given)
    assert page.status_code == 422
    assert set(errors(page)) == {"other_on", "other_requested", "other_measure"}
    assert every(parsed(page), id="other_requested")[0].get("value") == "Nowhere"


def test_nothing_to_compare_yet(officer: Client) -> None:
    assert not every(parsed(officer.get("/advice/compare/", BASE)), "table")


def test_the_history_agrees_with_the_answers(officer: Client) -> None:
    page = officer.get("/advice/history/", BASE)
    spans = page.context["spans"]
    assert 3 < len(spans) <= MOST_DAYS
    assert [span["since"] for span in spans] == sorted((span["since"] for span in spans), reverse=True)
    for span in spans[:4]:
        answer = officer.get(f"/advice/answer/?{span['address']}")
        assert str(span["verdict"]) == answer.context["page"].verdict
    assert all(span["gained"] or span["lost"] or span["verdict"] != before["verdict"] for span, before in pairwise(spans))


def test_json_is_the_answer_itself(officer: Client) -> None:
    response = officer.get("/advice/answer.json", BASE)
    data = json.loads(response.content)
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'attachment; filename="AZ-GE-bank-records-2026-11-24.json"'
    assert data["schema"] == "comity.advice/1"
    assert "trace" not in data
    assert {"with", "outcome", "force"} <= set(data["bases"][0])
    assert {"from", "says"} <= set(data["combined"][0])


@pytest.mark.parametrize("language", ["en", "az", "ru", "fr"])
def test_pdf_and_docx(officer: Client, language: str) -> None:
    officer.cookies["django_language"] = language
    given = {**BASE, "offence": "pul çevirmə", "fact.offence.political": "no"}
    pdf = officer.get("/advice/answer.pdf", given)
    assert pdf.content.startswith(b"%PDF")
    docx = officer.get("/advice/answer.docx", given)
    document = zipfile.ZipFile(io.BytesIO(docx.content)).read("word/document.xml").decode()
    assert "pul çevirmə" in document
    assert adviser().corpus.facts["offence.political"].asks.in_language(language)[0].split("'")[0][:20] in document


def test_a_letter_without_a_glyph_is_refused_at_its_field(officer: Client) -> None:
    page = officer.get("/advice/answer.pdf", {**BASE, "offence": "\U000131f8 robbery"})
    assert page.status_code == 422
    assert list(errors(page)) == ["offence"]
    assert "\U000131f8 robbery" in every(parsed(page), id="offence")[0].get("value")


@pytest.mark.parametrize("form", ["json", "pdf", "docx"])
def test_no_paper_of_a_wrong_question(officer: Client, form: str) -> None:
    assert officer.get(f"/advice/answer.{form}", {**BASE, "requested": "?"}).status_code == 422


def test_the_answer_links_all_of_them(officer: Client) -> None:
    page = answered(officer)
    links = {link.get("href").partition("?")[0] for link in every(parsed(page), "a")}
    assert {f"/advice/{name}" for name in ("compare/", "history/", "answer.pdf", "answer.docx", "answer.json")} <= links
    assert any(link.startswith("/law/instruments/") for link in links)
