# SPDX-License-Identifier: EUPL-1.2
"""Several offences and the claims of the person: all that a question on the command line can say, the form can say."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from click.testing import CliRunner
from django.test import Client
from lxml.html import HtmlElement

from comity.cli import main
from comity.cli.advise_command import advise
from comity.web.knowledge import adviser
from web.advisor.advice_reading import BASE, PART, answered, asked, errors, every, parsed, questions, sent, words

TWO = {**BASE, "offence": ["fraud", "drug-trafficking"]}


def lines(tree: HtmlElement, name: str) -> list[str | None]:
    """What stands in the lines of a field that stands several times."""
    return [item.get("value") for item in every(tree, "input", name=name)]


def ask(client: Client, given: dict[str, Any]) -> Any:
    """The page of an answer, over its redirect."""
    return client.get("/advice/answer/", given, follow=True)


# -- the same question as on the command line


def test_the_form_says_all_that_the_command_says(officer: Client) -> None:
    given = {
        **TWO,
        "purpose": "prosecution",
        "stage": "trial",
        "role": "accused",
        "nationality": "RU,GE",
        "plea": ["political-offence", "de-minimis"],
        "fact.offence.dual": "yes",
        "fact.offence.max_penalty_months.requesting": "60",
    }
    options = "--from AZ --to GE --measure bank-records --on 2026-11-24 --offence fraud --offence drug-trafficking --purpose prosecution"
    options += " --stage trial --role accused --nationality RU,GE --plea political-offence --plea de-minimis --fact offence.dual=yes"
    options += " --fact offence.max_penalty_months.requesting=60 --json"
    command = CliRunner().invoke(main, ["advise", *options.split()])
    assert json.loads(officer.get("/advice/answer.json", given).content) == json.loads(command.output)
    command = CliRunner().invoke(main, ["advise", *options.split(), "--trace"])
    assert json.loads(officer.get("/advice/answer.json", {**given, "trace": "yes"}).content) == json.loads(command.output)


def test_every_option_of_the_command_has_a_field(officer: Client) -> None:
    tree = parsed(officer.get("/advice/"))
    fields = {item.get("name") for item in tree.iter("input", "select")}
    own = {"facts": "fact", "offences": "offence", "pleas": "plea"}
    elsewhere = {"lang", "full", "as_json", "trace", "explained", "batch"}  # the user's language, the page itself, its exports, the API
    assert {own.get(str(option.name), option.name) for option in advise.params if option.name not in elsewhere} <= fields


# -- the form


def test_another_line_without_scripts_loses_nothing(officer: Client) -> None:
    given = {**TWO, "requested": "Geor", "plea": ["Torture?"], "fact": "offence.dual", "value": "y", "find": "bank", "more": "offence"}
    tree = parsed(officer.get("/advice/", given))
    assert lines(tree, "offence") == ["Fraud", "Drug trafficking", ""]
    assert lines(tree, "plea") == ["Torture?"]
    assert every(tree, id="requested")[0].get("value") == "Geor"
    assert every(tree, id="value-1")[0].get("value") == "y"
    assert every(tree, id="find")[0].get("value") == "bank"
    assert [item.get("id") for item in every(tree, "input", autofocus="")] == ["offence-3"]
    tree = parsed(officer.get("/advice/", {**given, "more": "plea"}))
    assert lines(tree, "plea") == ["Torture?", ""]
    assert every(tree, "details", open="")


def test_the_button_for_another_line_works_with_and_without_scripts(officer: Client) -> None:
    tree = parsed(officer.get("/advice/"))
    for button in every(tree, "button", name="more"):
        page = parsed(officer.get(button.get("formaction").partition("#")[0], {"more": button.get("value")}))
        assert every(page, id=button.get("formaction").partition("#")[2])
        part = parsed(officer.get(button.get("hx-get"), {"more": button.get("value")}, headers=PART))
        assert every(part, id=button.get("hx-select").removeprefix("#"))


def test_offences_and_claims_are_found_in_any_language_and_stand_once(officer: Client) -> None:
    given = {
        **BASE,
        "offence": ["Мошенничество", "fraud", " ", "selling the moon"],
        "plea": ["Infraction politique", "political-offence", ""],
    }
    location = officer.get("/advice/answer/", given)["Location"]
    pairs = parse_qsl(urlsplit(location).query)
    assert [text for name, text in pairs if name == "offence"] == ["fraud", "selling the moon"]
    assert [text for name, text in pairs if name == "plea"] == ["political-offence"]
    assert officer.get(location).status_code == 200


def test_a_wrong_claim_is_said_at_its_line_and_all_lines_stay(officer: Client) -> None:
    page = officer.get("/advice/answer/", {**TWO, "plea": ["political-offence", "because"], "on": "never"})
    assert page.status_code == 422
    assert list(errors(page)) == ["on", "plea-2"]
    tree = parsed(page)
    assert lines(tree, "offence") == ["Fraud", "Drug trafficking"]
    assert lines(tree, "plea") == ["Political offence", "because"]
    assert every(tree, id="plea-2")[0].get("aria-describedby") == "plea-2-error"


def test_too_many_offences_are_refused_at_their_place(officer: Client) -> None:
    page = officer.get("/advice/answer/", {**BASE, "offence": [f"offence {number}" for number in range(25)]})
    assert list(errors(page)) == ["offence-21"]
    assert len(lines(parsed(page), "offence")) == 25


# -- several offences


def test_each_offence_has_its_answer_and_what_differs_is_shown(officer: Client) -> None:
    page = ask(officer, TWO)
    answer = page.context["page"].answer
    assert {part.verdict for part in answer.parts} == {"conditional", "available"}
    region = next(item for item in parsed(page).iter("section") if item.get("aria-labelledby") == "offences-apart")
    assert [head.text_content() for head in every(region, "th", scope="col")] == ["Fraud", "Drug trafficking"]
    verdicts = region.findall(".//tbody/tr")[0].findall("td")
    assert [" ".join(cell.text_content().split()) for cell in verdicts] == ["Conditional", "Available"]
    query = page.context["asked"].query
    sides = [adviser().answer(replace(query, rows=(row,))) for row in query.rows]
    for side, cells in zip(sides, zip(*(point.sides for point in page.context["apart"]["points"]), strict=True), strict=True):
        said = [cell.words for point in cells for cell in point]
        asks = {question.asks for question in side.questions}
        others = {question.asks for other in sides if other is not side for question in other.questions}
        assert asks - others <= set(said)
    for head in every(region, "th", scope="col"):
        alone = officer.get(head.find("a").get("href"))
        assert alone.status_code == 200
        assert len(alone.context["page"].offences) == 1


def test_one_offence_has_no_such_part(officer: Client) -> None:
    assert not every(parsed(answered(officer)), id="offences-apart")


def test_reasons_and_history_are_those_of_all_offences(officer: Client) -> None:
    query = ask(officer, TWO).context["asked"].query
    spans = officer.get("/advice/history/", TWO).context["spans"]
    assert str(spans[0]["verdict"]) == "Conditional"
    for basis in adviser().answer(query).bases[:3]:
        assert officer.get("/advice/reasons/", {**TWO, "basis": basis.instrument}).status_code == 200
    shown = {"basis": "cets-198", **TWO}
    turned = {**shown, "offence": ["drug-trafficking", "fraud"]}
    assert every(parsed(officer.get("/advice/reasons/", shown, headers=PART)), "li")
    one, other = (words(parsed(officer.get("/advice/reasons/", given, headers=PART))) for given in (shown, turned))
    assert one == other, "the reasons are those of the offence whose bases are shown, wherever it stands"


def test_compared_with_another_partner_all_offences_stay(officer: Client) -> None:
    page = officer.get("/advice/compare/", {**TWO, "plea": "political-offence", "other_requested": "TR"})
    assert page.status_code == 200
    assert page.context["second"].lists == {"offence": ("fraud", "drug-trafficking"), "plea": ("political-offence",)}


# -- other words than those that are known


def test_own_words_are_kept_and_what_may_be_meant_is_offered(officer: Client) -> None:
    page = ask(officer, {**BASE, "offence": ["fraud", "laundering"]})
    box = every(parsed(page), class_="advice-unnamed")[0]
    assert "“laundering” is no kind of offence" in words(box)
    link = every(box, "a")[0]
    assert link.text_content() == "Money laundering"
    meant = officer.get(link.get("href"))
    assert meant.context["asked"].lists["offence"] == ("fraud", "money-laundering")
    assert not every(parsed(meant), class_="advice-unnamed")


def test_the_question_for_the_kind_of_offence_takes_the_place_of_own_words(officer: Client) -> None:
    page = ask(officer, {**BASE, "offence": "selling the moon"})
    form = next(form for form in questions(parsed(page)) if asked(form) == "offence")
    assert officer.get("/advice/answer/", sent(form, "offence", "Fraud"), follow=True).context["asked"].lists["offence"] == ("fraud",)


# -- claims


def test_each_claim_is_answered(officer: Client) -> None:
    claims = ["nationality", "political-offence", "human-rights-torture", "private-prosecution"]
    given = {**BASE, "measure": "extradition", "offence": "fraud", "nationality": "GE", "plea": claims, "fact.offence.political": "no"}
    page = ask(officer, given)
    groups = page.context["page"].claims
    assert [group.title for group in groups] == [adviser().corpus.grounds[claim].name.en for claim in claims]
    assert [group.kind for group in groups][:3] == ["yes", "no", "unknown"]
    for claim, group in zip(claims, groups, strict=True):
        norms = {
            (item.instrument, item.article) for item in page.context["page"].answer.findings if item.ground == claim and item.instrument
        }
        assert {(norm.id, norm.article) for line in group.lines for norm in line.norms[:1]} == norms
    text = words(parsed(page))
    assert "stands against the request" in text


def test_a_claim_that_no_norm_answers_says_so(officer: Client) -> None:
    page = ask(officer, {**BASE, "measure": "jit", "requesting": "NL", "requested": "FR", "offence": "", "plea": "private-prosecution"})
    group = page.context["page"].claims[0]
    assert (group.kind, group.lines) == ("silent", ())
    assert "no norm of this body of law answers it" in words(parsed(page))


def test_a_claim_is_taken_back(officer: Client) -> None:
    page = ask(officer, {**BASE, "plea": ["de-minimis", "political-offence"]})
    links = [link.get("href") for link in every(every(parsed(page), class_="advice-given")[0], "a")]
    assert [officer.get(link).context["asked"].lists["plea"] for link in links] == [("political-offence",), ("de-minimis",)]


# -- what is made of it


@pytest.mark.parametrize("language", ["en", "az"])
def test_papers_hold_all_offences_and_claims(officer: Client, language: str) -> None:
    officer.cookies["django_language"] = language
    given = {**TWO, "plea": "political-offence"}
    assert officer.get("/advice/answer.pdf", given).content.startswith(b"%PDF")
    document = zipfile.ZipFile(io.BytesIO(officer.get("/advice/answer.docx", given).content)).read("word/document.xml").decode()
    for alias in TWO["offence"]:
        assert adviser().corpus.offences[alias].name.in_language(language)[0] in document
    assert adviser().corpus.grounds["political-offence"].name.in_language(language)[0] in document


def test_a_letter_without_a_glyph_is_refused_at_its_line(officer: Client) -> None:
    page = officer.get("/advice/answer.pdf", {**BASE, "offence": ["fraud", "\U000131f8 robbery"]})
    assert list(errors(page)) == ["offence-2"]


def test_a_draft_begins_with_all_offences(officer: Client) -> None:
    tree = parsed(ask(officer, {**TWO, "plea": "political-offence", "offence_on": "2025-01-01"}))
    form = next(form for form in every(tree, "form", method="post") if every(form, "input", name="query"))
    query = every(form, "input", name="query")[0].get("value")
    assert json.loads(query)["offences"] == [{"name": alias, "on": "2025-01-01"} for alias in TWO["offence"]]
    assert officer.post(form.get("action"), {"query": query}).status_code == 302
