# SPDX-License-Identifier: EUPL-1.2
"""The answer: what it says, open questions answered in place or without scripts, the one address, languages, reasons."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from comity.web.accounts.models import User
from comity.web.advisor.requirements import DEMANDS
from comity.web.audit.models import Entry
from comity.web.knowledge import adviser
from comity.web.library.models import Contact
from web.advisor.advice_reading import BASE, PART, answered, asked, errors, every, parsed, questions, sent, words


def test_bank_records_with_two_open_questions_answered(officer: Client) -> None:
    page = answered(officer)
    assert page.status_code == 200
    tree = parsed(page)
    assert "Conditional" in words(every(tree, class_="comity-verdict")[0])
    before = questions(tree)
    names = [asked(form) for form in before]
    for name in names[:2]:
        form = next(form for form in questions(tree) if asked(form) == name)
        part = officer.get(form.get("hx-get"), sent(form, name, "no"), headers={"HX-Request": "true"})
        assert part.status_code == 200
        assert b"<html" not in part.content
        assert f"{name}=no" in part["HX-Push-Url"]
        tree = parsed(part)
        assert tree.get("id") == "answer"
        assert name not in [asked(form) for form in questions(tree)]
    assert len(every(tree, class_="advice-given")[0].findall("div")) == 2
    assert len(questions(tree)) <= len(before) - 2
    whole = officer.get(part["HX-Push-Url"])
    assert whole.status_code == 200
    assert words(every(parsed(whole), id="answer")[0]) == words(tree)


def test_all_questions_answered_change_the_verdict(officer: Client) -> None:
    tree = parsed(answered(officer, purpose="prosecution", stage="investigation"))
    for _ in range(60):
        left = [form for form in questions(tree) if every(form, "button", value="no")]
        if not left:
            break
        form = left[0]
        name = asked(form)
        good = {"fact.offence.dual", "fact.request.measure_available.requested", "fact.request.from_judicial_authority"}
        tree = parsed(officer.get("/advice/answer/", sent(form, name, "yes" if name in good else "no"), follow=True))
    assert "Conditional" not in words(every(tree, class_="comity-verdict")[0])


def test_without_scripts_a_question_is_a_plain_form(officer: Client) -> None:
    form = questions(parsed(answered(officer)))[0]
    name = asked(form)
    assert (form.get("method"), form.get("action")) == ("get", "/advice/answer/")
    page = officer.get(form.get("action"), sent(form, name, "yes"), follow=True)
    assert b"<html" in page.content
    assert f"{name}=yes" in page.request["QUERY_STRING"]


def test_a_fact_is_taken_back(officer: Client) -> None:
    tree = parsed(answered(officer, **{"fact.offence.political": "no"}))
    link = every(every(tree, class_="advice-given")[0], "a")[0]
    assert "fact.offence.political" not in link.get("href")
    assert officer.get(link.get("href")).status_code == 200


def test_an_address_gives_the_same_page_to_a_colleague(officer: Client, office: dict[str, User], client: Client) -> None:
    first = answered(officer, stage="trial", **{"fact.offence.political": "no"})
    share = every(parsed(first), id="share")[0].get("value")
    other = Client()
    other.force_login(office["approver"], backend="allauth.account.auth_backends.AuthenticationBackend")
    again = other.get(share.removeprefix("http://testserver"))
    assert every(parsed(again), id="answer")[0].text_content() == every(parsed(first), id="answer")[0].text_content()
    assert dict(parse_qsl(urlsplit(share).query)) == {**BASE, "stage": "trial", "fact.offence.political": "no"}


def test_equal_questions_have_one_address_with_its_day(officer: Client) -> None:
    given = {
        "measure": "bank-records",
        "offence": "Money laundering",
        "requested": "Georgia",
        "requesting": "az",
        "purpose": "",
        "find": "x",
    }
    location = officer.get("/advice/answer/", given)["Location"]
    assert location.startswith("/advice/answer/?requesting=AZ&requested=GE&measure=bank-records&on=20")
    assert location.endswith("&offence=money-laundering")
    assert officer.get(location).status_code == 200


def test_every_finding_stands_on_the_page_with_norm_and_source(officer: Client) -> None:
    page = answered(officer)
    answer = page.context["page"].answer
    text = words(parsed(page))
    for finding in answer.findings:
        if finding.outcome != "no" or finding.kind in ("require", "may-refuse", "must-refuse"):
            assert finding.kind in DEMANDS or " ".join(finding.says.split()) in text
            assert " ".join(finding.source.split()) in text
    for item in answer.combined:
        assert item.kind == "require" or item.says in text
    for basis in answer.bases:
        assert basis.instrument in adviser().corpus.by_id
        assert adviser().corpus.by_id[basis.instrument].short.en in text
    for question in answer.questions:
        assert question.asks in text
    assert answer.corpus.version in text


@pytest.mark.parametrize(("language", "name"), [("az", "Gürcüstan"), ("ru", "Грузия"), ("fr", "Géorgie")])
def test_languages(officer: Client, language: str, name: str) -> None:
    officer.cookies["django_language"] = language
    page = answered(officer)
    text = words(parsed(page))
    assert page.context["page"].answer.lang == language
    assert name in text
    fact = adviser().corpus.facts["offence.political"].asks
    assert getattr(fact, language) in text
    form = words(parsed(officer.get("/advice/")))
    assert getattr(adviser().corpus.measures["extradition"].name, language) in form


def test_reasons_open_down_to_facts(officer: Client) -> None:
    place = every(parsed(answered(officer)), class_="advice-reasons")[0]
    address = place.find("div").get("hx-get")
    part = officer.get(address, headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    whole = officer.get(address)
    assert b"<html" in whole.content
    tree = parsed(officer.get("/advice/reasons/", {**BASE, "basis": "ets-030"}))
    text = words(tree)
    assert adviser().corpus.facts["offence.military"].asks.en in text
    assert "Georgia" in text
    assert len(every(tree, "details")) > 10
    assert every(tree, class_="advice-fact-name")
    assert officer.get("/advice/reasons/", {**BASE, "basis": "nothing"}).status_code == 404
    assert officer.get("/advice/reasons/", {**BASE, "requested": ""}).status_code == 422


def test_a_wrong_answer_in_place_leads_to_the_form_with_the_error(officer: Client) -> None:
    given = {**BASE, "fact.sentence.imposed_months": "many"}
    part = officer.get("/advice/answer/", given, headers=PART)
    assert part.content == b""
    page = officer.get(part["HX-Redirect"])
    assert list(errors(page)) == ["fact.sentence.imposed_months"]


def test_a_restored_page_is_a_whole_page(officer: Client) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert b"<html" in officer.get("/advice/answer/", BASE, headers=headers, follow=True).content


def test_nothing_is_kept_on_the_way_or_written_down(officer: Client) -> None:
    entries = Entry.objects.count()
    for address in ("", "measures/", "answer/", "reasons/", "compare/", "history/", "answer.json"):
        page = officer.get(f"/advice/{address}", {**BASE, "basis": "ets-030", "fact.offence.political": "no"}, follow=True)
        assert page.status_code == 200
        assert page["Cache-Control"] == "no-store, private"
    assert Entry.objects.count() == entries, "a question names no person: a consultation of advice is no entry"
    assert every(parsed(answered(officer)), id="answer")[0].get("hx-history") == "false"


def test_a_draft_begins_with_the_question(officer: Client) -> None:
    tree = parsed(answered(officer, stage="trial", **{"fact.offence.political": "no", "offence": "own words"}))
    forms = [form for form in every(tree, "form", method="post") if every(form, "input", name="query")]
    assert len(forms) == 1, "the answer offers a draft"
    query = json.loads(every(forms[0], "input", name="query")[0].get("value"))
    assert query == {
        "requesting": "AZ",
        "requested": "GE",
        "measure": "bank-records",
        "on": "2026-11-24",
        "stage": "trial",
        "offence": {"name": "own words"},
        "facts": {"offence.political": False},
    }
    assert officer.post(forms[0].get("action"), {"query": json.dumps(query)}).status_code == 302


def test_only_reading(officer: Client) -> None:
    for address in ("", "measures/", "answer/", "reasons/", "compare/", "history/", "answer.pdf", "answer.docx", "answer.json"):
        assert officer.post(f"/advice/{address}").status_code == 405


def test_the_addresses_of_the_requested_side(officer: Client) -> None:
    assert "No contact of Georgia is kept in the directory." in words(parsed(answered(officer)))
    Contact.objects.create(state="GE", authority="Old desk", source="test", confirmed_on=date(2020, 1, 1))
    Contact.objects.create(state="GE", authority="Prosecution service", email="mla@example.ge", source="test", confirmed_on=date.today())  # noqa: DTZ011
    Contact.objects.create(state="GE", authority="Gone desk", source="test", retired_on=date(2021, 1, 1))
    Contact.objects.create(state="FR", authority="Bureau", source="test")
    way = next(item for item in parsed(answered(officer)).iter("section") if item.get("aria-labelledby") == "way")
    text = words(way)
    assert text.index("Prosecution service") < text.index("Old desk"), "what can be relied on stands first"
    assert "mla@example.ge" in text
    assert "Gone desk" not in text
    assert "Bureau" not in text
    assert any(link.get("href", "").startswith("/law/directory/") for link in every(way, "a"))


def test_every_line_has_source_and_day(officer: Client) -> None:
    page = answered(officer, measure="extradition", nationality="GE").context["page"]
    grounds = [line for group in (*page.triggered, *page.open, *page.cleared) for line in group.lines]
    held = [line for group in (*page.working, *page.demands, *page.duties) for line in group.lines]
    lines = [*grounds, *held, *page.conditions, *page.discretion, *page.receivers, *page.routes]
    assert page.discretion
    assert page.routes
    for line in lines:
        assert line.proof is not None, line.says
        assert line.proof.source, line.says
        assert line.proof.day, line.says
        assert line.proof.confidence, line.says


def test_time_limits_are_days(officer: Client) -> None:
    shown = []
    for measure in ("data-preservation", "provisional-arrest", "freezing", "extradition", "jit", "evidence-documents"):
        for requested in ("FR", "DE", "GE"):
            page = answered(officer, measure=measure, requested=requested, requesting="NL", offence="")
            shown += [line.until for group in page.context["page"].working for line in group.lines if line.until]
    assert shown
    assert all(day > "2026-11-24" for day in shown)
