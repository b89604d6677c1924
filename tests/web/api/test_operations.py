# SPDX-License-Identifier: EUPL-1.2
"""What the operations answer: advice, batches, law, cases, comparisons; and what they say when something is wrong."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from comity.advise.advise import Adviser
from comity.corpus.strict_yaml import read as read_yaml
from comity.draft.case.read import plain, read_case
from comity.web.api import law as law_operations
from comity.web.api.bodies import LINES, MAX_BATCH, MAX_CASE, MAX_QUERY
from comity.web.api.document import document, examples
from comity.web.library.models import Contact
from web.api.conftest import Caller, data_of, problem_of

QUERY = {"id": "q1", "requesting": "AZ", "requested": "GE", "measure": "bank-records"}
EXAMPLE = Path(__file__).parents[3] / "examples" / "bank-records.yaml"


@pytest.fixture
def case() -> Any:
    """A case that drafts without deficiencies, as JSON has it."""
    return plain(read_case(read_yaml(EXAMPLE).data))


# -- the document


@pytest.mark.django_db
def test_the_document_is_open_and_says_what_it_is(client: Client) -> None:
    built = client.get("/api/openapi.json").json()
    assert built["openapi"].startswith("3.1")
    assert all(path.startswith("/api/v1/") for path in built["paths"])
    assert built["components"]["schemas"].keys() >= {"Query", "Answer", "Case", "Problem"}


@pytest.mark.parametrize("name", sorted(examples()["bodies"]))
def test_every_example_is_answered(caller: Caller, name: str) -> None:
    path, method = next((p, m) for p, methods in document()["paths"].items() for m, o in methods.items() if o["operationId"] == name)
    body = examples()["bodies"][name]
    if name == "updateDraft":
        data_of(caller.send("/drafts", body))
        path = path.replace("{id}", str(data_of(caller.get("/drafts"))["items"][0]["id"]))
    media_type = LINES if isinstance(body, str) else "application/json"
    asked = "?incomplete=true&form=json" if name == "draftCase" else ""
    address = path.removeprefix("/api/v1") + asked
    answer = caller.send(address, body, method=method.upper(), media_type=media_type, **{"If-Match": '"1"'})
    assert answer.status_code in (200, 201)


# -- advice


def test_advice_is_the_answer_of_the_command_line(caller: Caller) -> None:
    answer = data_of(caller.send("/advice", QUERY))
    assert (answer["schema"], answer["id"], answer["bases"][0]["rank"]) == ("comity.advice/1", "q1", 1)
    assert "with" in answer["bases"][0]
    assert "trace" not in answer
    assert data_of(caller.send("/advice", {**QUERY, "trace": True, "lang": "az"}))["trace"]


def test_a_batch_is_answered_line_by_line(caller: Caller) -> None:
    lines = [json.dumps(QUERY), "", json.dumps({**QUERY, "id": "q2", "measure": "bank-record"}), "{", json.dumps({**QUERY, "id": "q3"})]
    answer = caller.send("/advice/batch", "\n".join(lines), media_type=LINES)
    assert answer.streaming
    assert answer["Content-Type"] == LINES
    found = [json.loads(line) for line in answer.getvalue().splitlines()]
    assert [item["id"] for item in found] == ["q1", "q2", None, "q3"]
    assert (found[1]["line"], found[1]["error"].keys()) == (3, {"code", "what", "where", "do"})
    assert "bank-records" in found[1]["error"]["do"]
    assert (found[2]["line"], found[2]["error"]["code"]) == (4, "not-json")
    assert found[3]["verdict"]


def test_lines_of_a_batch_that_cannot_be_read(caller: Caller) -> None:
    long, deep = b'"' + b"x" * (3 * MAX_QUERY) + b'"', b"[" * 100_000
    body = b"\n".join([long, json.dumps(QUERY).encode(), deep, b"\xff\xfe", b"3", b'{"id": "\\ud800"}'])
    found = [json.loads(line) for line in caller.send("/advice/batch", body, media_type=LINES).getvalue().splitlines()]
    assert [item.get("line") for item in found] == [1, None, 3, 4, 5, 6]
    assert all("verdict" in item or item["error"]["what"] for item in found)


def test_a_fault_in_one_line_leaves_the_others(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Adviser.answer

    def broken(self: Adviser, query: Any) -> Any:
        if query.id == "q1":
            raise KeyError("secret")
        return whole(self, query)

    monkeypatch.setattr(Adviser, "answer", broken)
    body = json.dumps(QUERY) + "\n" + json.dumps({**QUERY, "id": "q2"})
    first, second = (json.loads(line) for line in caller.send("/advice/batch", body, media_type=LINES).getvalue().splitlines())
    assert (first["error"]["code"], second["id"]) == ("our-fault", "q2")
    assert "secret" not in json.dumps(first)


def test_a_batch_without_a_query_is_wrong(caller: Caller) -> None:
    problem_of(caller.send("/advice/batch", b"\n \n", media_type=LINES), 422)


# -- law


def test_pages_follow_each_other_by_key(caller: Caller) -> None:
    every = [item["id"] for item in data_of(caller.get("/law/instruments", limit=500))["items"]]
    found, address = [], "/law/instruments?limit=40"
    while address:
        page = data_of(caller.get(address.removeprefix("/api/v1")))
        found += [item["id"] for item in page["items"]]
        address = page["next"]
    assert found[: len(every)] == every
    assert found == sorted(set(found))
    after = data_of(caller.get("/law/instruments", after="ets-0299", limit=1))["items"]
    assert after[0]["id"] == "ets-030"  # a key that is not there is a place all the same


def test_instruments_by_filter(caller: Caller) -> None:
    def ids(**asked: Any) -> set[str]:
        return {item["id"] for item in data_of(caller.get("/law/instruments", limit=500, **asked))["items"]}

    assert "ets-030" in ids(measure="search-seizure")
    assert ids(kind="constitution", of="AZ") == {"az-constitution"}
    assert "ets-030" in ids(q="MUTUAL assistance")
    assert "ets-030" in ids(party="AZ", on="2020-01-01")
    assert "ets-030" not in ids(party="AZ", on="1990-01-01")


def test_an_instrument_a_state_and_the_vocabulary(caller: Caller) -> None:
    one = data_of(caller.get("/law/instruments/ets-030", lang="fr"))
    assert one["provisions"]
    assert one["title"]["lang"] in ("fr", "en")
    status = data_of(caller.get("/law/instruments/ets-030/status", on="2020-01-01"))
    assert {"actor", "since", "until", "source", "confidence"} <= status["parties"][0].keys()
    state = data_of(caller.get("/law/states/AZ", on="2020-01-01"))
    assert {"instrument": "ets-030", "in_force": "yes"}.items() <= next(
        t for t in state["treaties"] if t["instrument"] == "ets-030"
    ).items()
    for name in ("measures", "grounds", "offences", "facts", "states"):
        assert len(data_of(caller.get(f"/law/{name}", limit=2))["items"]) == 2


@pytest.mark.django_db
def test_the_directory(caller: Caller) -> None:
    authorities = data_of(caller.get("/directory/authorities", state="AZ"))["items"]
    assert {one["actor"] for one in authorities} == {"AZ"}
    for number in range(3):
        Contact.objects.create(state="XA" if number else "AZ", authority=f"Authority {number}", source="letter")
    first = data_of(caller.get("/directory", limit=2))
    rest = data_of(caller.get(first["next"].removeprefix("/api/v1")))
    assert [one["authority"] for one in first["items"] + rest["items"]] == ["Authority 0", "Authority 1", "Authority 2"]
    assert rest["next"] is None
    assert [one["standing"] for one in data_of(caller.get("/directory", state="AZ"))["items"]] == ["unconfirmed"]


# -- cases


def test_a_case_is_checked_from_both_sides(caller: Caller, case: Any) -> None:
    good = data_of(caller.send("/check", case))
    assert (good["schema"], [d for d in good["deficiencies"] if d["severity"] in ("refused", "returned")]) == ("comity.check/1", [])
    theirs = data_of(caller.send("/check?as=requested&lang=fr", case))
    assert (theirs["answer"], bool(theirs["letter"])) == ("acknowledgement", True)
    del case["summary"]
    assert any(item["severity"] == "returned" for item in data_of(caller.send("/check", case))["deficiencies"])


def test_a_case_becomes_its_papers(caller: Caller, case: Any) -> None:
    answer = caller.send("/draft?lang=en&lang=az&bilingual=true", case)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert {"request.en.pdf", "request.az.docx", "request.en-az.pdf", "request.json"} <= set(archive.namelist())
    assert archive.read("request.en.pdf").startswith(b"%PDF")
    again = json.loads(archive.read("request.json"))
    assert data_of(caller.send("/check", again))["verdict"]  # a request that was drafted is a case too
    files = {file["name"]: file for file in data_of(caller.send("/draft?lang=en&form=json", case))["files"]}
    assert base64.b64decode(files["request.en.pdf"]["content"]).startswith(b"%PDF")
    assert files["request.en.pdf"]["media_type"] == "application/pdf"


def test_a_deficient_case_is_not_drafted(caller: Caller) -> None:
    found = problem_of(caller.send("/draft", QUERY), 422)
    assert found["code"] == "deficient"
    assert found["deficiencies"][0]["severity"] in ("refused", "returned")
    assert problem_of(caller.send("/draft?bilingual=true&lang=en", QUERY), 422)["where"] == "query.bilingual"


# -- lab


def test_treaties_and_states_side_by_side(caller: Caller) -> None:
    found = data_of(caller.send("/lab/compare", {"sides": ["minsk-1993", "chisinau-2002"], "topics": ["grounds", "use-limits"]}))
    assert {point["topic"] for point in found["points"]} <= {"grounds", "use limits"}
    assert data_of(caller.send("/lab/compare", {"sides": ["AZ", "GE"], "of": "states", "on": "2020-01-01"}))["on"] == "2020-01-01"


@pytest.mark.parametrize(
    "body",
    [
        {"sides": ["minsk-1993"]},
        {"sides": ["minsk-1993", "minsk-1993"]},
        {"sides": ["minsk-1993", "nowhere"]},
        {"sides": ["minsk-1993", "AZ"], "of": "states"},
        {"sides": ["minsk-1993", "chisinau-2002"], "topics": ["weather"]},
        {"sides": ["minsk-1993", "chisinau-2002"], "on": "2020-02-30"},
        {"sides": ["minsk-1993", "chisinau-2002"], "more": 1},
        [],
    ],
)
def test_what_cannot_be_compared(caller: Caller, body: object) -> None:
    assert problem_of(caller.send("/lab/compare", body), 422)["where"]


# -- problems


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({**QUERY, "requested": "AZ"}, "requested"),
        ({**QUERY, "measure": "bank-record"}, "measure"),
        ({**QUERY, "facts": {"offence.politic": True}}, "facts"),
        ({**QUERY, "wrong": 1}, "query"),
        ([], "query"),
        ({**QUERY, "id": "\ud800"}, None),
    ],
)
def test_wrong_input_says_where_and_what_to_do(caller: Caller, body: object, where: str | None) -> None:
    answer = caller.send("/advice", body)
    if where is None:
        assert answer.status_code < 500
    else:
        found = problem_of(answer, 422)
        assert (found["where"], bool(found["do"]), found["instance"]) == (where, True, "/api/v1/advice")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/law/instruments/nowhere", 404),
        ("/law/instruments/nowhere/status", 404),
        ("/law/states/nowhere", 404),
        ("/law/instruments/ets-030/status?on=2020-02-30", 422),
        ("/law/instruments/ets-030/status?on=yesterday", 422),
        ("/law/instruments?limit=0", 422),
        ("/law/instruments?kind=poem", 422),
        ("/law/instruments?measure=poem", 422),
        ("/law/instruments?party=poem", 422),
        ("/law/measures?lang=de", 422),
        ("/directory?state=poem", 422),
        ("/drafts?state=poem", 422),
        ("/drafts/0", 422),
        ("/drafts/99999999999999999999", 422),
    ],
)
def test_wrong_addresses(caller: Caller, path: str, status: int) -> None:
    problem_of(caller.get(path), status)


def test_bodies_that_cannot_be_read(caller: Caller) -> None:
    assert problem_of(caller.send("/advice", b"{"), 400)["code"] == "not-json"
    assert problem_of(caller.send("/advice", b"[" * 100_000), 400)["code"] == "not-json"
    problem_of(caller.send("/advice", b"\xff"), 400)
    problem_of(caller.send("/advice", b"<query/>", media_type="application/xml"), 415)
    problem_of(caller.send("/advice/batch", b"{}", media_type="application/pdf"), 415)


@pytest.mark.parametrize(("path", "limit"), [("/advice", MAX_QUERY), ("/check", MAX_CASE), ("/draft", MAX_CASE), ("/drafts", MAX_CASE)])
def test_bodies_that_are_too_large(caller: Caller, path: str, limit: int) -> None:
    assert problem_of(caller.send(path, b'"' + b"x" * limit + b'"'), 413)["where"] == "body"


def test_a_batch_that_is_too_large_is_not_read(caller: Caller) -> None:
    answer = caller.client.generic("POST", "/api/v1/advice/batch", b"{}", content_type=LINES, CONTENT_LENGTH=str(MAX_BATCH + 1))
    problem_of(answer, 413)  # type: ignore[arg-type]  # the client's answer is one


def test_methods(caller: Caller) -> None:
    whole = caller.get("/law/measures")
    head = caller.client.head("/api/v1/law/measures")
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == whole["Content-Length"]
    options = caller.client.options("/api/v1/law/measures")
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
    for method in ("DELETE", "PATCH", "TRACE", "POST"):
        answer = caller.send("/law/measures", b"", method=method)
        problem_of(answer, 405)
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert whole["Cache-Control"] == "no-store"


def test_our_own_fault_shows_nothing(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise KeyError("secret")

    monkeypatch.setattr(law_operations, "adviser", broken)
    answer = caller.get("/law/measures")
    assert problem_of(answer, 500)["code"] == "our-fault"
    assert b"secret" not in answer.content
