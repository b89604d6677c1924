# SPDX-License-Identifier: EUPL-1.2
"""What is typed is never lost: it is saved, or kept with the reason, or shown beside what another wrote."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comity.draft.case.read import Plain
from comity.draft.case.write import values_yaml
from comity.model.errors import WrongInput
from comity.web.accounts.models import Role, User
from comity.web.audit.models import Entry
from comity.web.drafting import files
from comity.web.drafting.editing import Save
from comity.web.drafting.entries import Entry as Typed
from comity.web.drafting.entries import Fate, seal
from comity.web.drafting.files import case_of_file, storable
from comity.web.drafting.models import AnnexFile, Draft, ReceivedRequest
from web.drafting.conftest import Person, SignedIn
from web.drafting.typing_in import save, seals, version

HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% debug %}",
    "'; DROP TABLE drafting_draft; --",
    "\u202eevil\u202c \u200b\ufeff",
    "Ω≈ç√∫˜µ≤≥÷ ضصثق 田中さん 👩‍👩‍👧",
    "a\tb\nc",
    "@en",
    "x" * 30_000,
)
HTMX = {"HX-Request": "true"}


def held(draft: Draft) -> Draft:
    draft.refresh_from_db()
    return draft


@pytest.mark.django_db
def test_what_is_wrong_is_kept_with_its_message(officer: User, signed_in: SignedIn, draft: Draft) -> None:
    client = signed_in(officer)
    message = save(client, draft, {"persons[0].birth.day": "the second of May"}, **HTMX)
    assert "is no day" in message
    assert 'id="panel" hx-swap-oob="true"' in message
    assert held(draft).wrong["persons[0].birth.day"]["typed"] == "the second of May"
    assert draft.case["persons"][0]["birth"]["day"] == "1980-05-02"
    page = client.get(f"/drafts/{draft.pk}/case/persons/").content.decode()
    assert 'value="the second of May"' in page
    assert 'href="#f-persons-0-birth-day-says"' in page
    save(client, draft, {"persons[0].birth.day": "03.05.1980"})
    assert held(draft).wrong == {}
    assert draft.case["persons"][0]["birth"]["day"] == "1980-05-03"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("requested", "Atlantis"),
        ("requested", "AZ"),
        ("measure", "no-such-measure"),
        ("offences[0].damage", "a lot"),
        ("offences[0].penalty.max_months", "-1"),
        ("persons[0].role", ""),
        ("persons[0].nationality", "Atlantis"),
        ("case.reference", "x" * 500),
        ("case.reference", "a\x00b"),
        ("case.channel", "pigeon"),
        ("annexes[0].pages", "9" * 12),
    ],
)
def test_what_cannot_stand_changes_nothing(officer: User, draft: Draft, key: str, typed: str) -> None:
    before = dict(draft.case)
    from_page = Save(officer, draft, [Typed(key, typed, SEALS.get(key, ""), draft.version)]).run()
    assert from_page.outcomes[0].fate in (Fate.WRONG, Fate.CONFLICT)
    assert held(draft).case == before


SEALS = {
    "requested": seal("Georgia (GE)"),
    "measure": seal("bank-records"),
    "offences[0].damage": seal("480000 EUR"),
    "offences[0].penalty.max_months": seal("96"),
    "persons[0].role": seal("suspect"),
    "persons[0].nationality": seal("Azerbaijan (AZ)"),
    "case.reference": seal("XX-2026/0117"),
    "case.channel": seal("central-authorities"),
    "annexes[0].pages": seal("3"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:16]))
def test_hostile_strings_are_text(officer: User, signed_in: SignedIn, draft: Draft, text: str) -> None:
    client = signed_in(officer)
    save(client, draft, {"summary.what@en": text})
    stands = held(draft).case["summary"]["what"]["en"]
    assert stands == text.strip()
    page = client.get(f"/drafts/{draft.pk}/case/summary/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    for part in ("", "papers/", "versions/"):
        assert client.get(f"/drafts/{draft.pk}/{part}").status_code == 200
    paper = client.get(f"/drafts/{draft.pk}/papers/request.en/")
    assert paper.status_code == 200 or "no such characters" in paper.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "key", ["", "nowhere", "persons", "persons[9].role", "persons.role", "facts", "facts.nothing", "summary.what@xx", "[0]", "a" * 400]
)
def test_places_that_are_none(officer: User, draft: Draft, key: str) -> None:
    before = dict(draft.case)
    result = Save(officer, draft, [Typed(key, "text", seal(""), draft.version)]).run()
    assert result.changed == ()
    assert held(draft).case == before
    assert not Entry.objects.filter(act="draft.save").exists()


@pytest.mark.django_db
def test_two_write_the_same_field(officer: User, person: Person, signed_in: SignedIn, draft: Draft) -> None:
    first, second = signed_in(officer), signed_in(person("colleague", Role.OFFICER))
    page = first.get(f"/drafts/{draft.pk}/case/case/").content.decode()
    save(second, draft, {"case.reference": "THEIRS-1"})
    data = {"version": version(page), "w:case.reference": seals(page)["case.reference"], "v:case.reference": "MINE-1"}
    message = first.post(f"/drafts/{draft.pk}/case/case/save/", data, headers=HTMX).content.decode()
    assert "colleague changed this field meanwhile" in message
    assert "THEIRS-1" in message
    whole = first.post(f"/drafts/{draft.pk}/case/case/save/", data).content.decode()
    assert 'value="MINE-1"' in whole
    assert "THEIRS-1" in whole
    assert held(draft).case["case"]["reference"] == "THEIRS-1"
    again = {**data, "w:case.reference": seals(whole)["case.reference"], "version": version(whole)}
    first.post(f"/drafts/{draft.pk}/case/case/save/", again)
    assert held(draft).case["case"]["reference"] == "MINE-1"


@pytest.mark.django_db
def test_two_write_different_fields(officer: User, person: Person, signed_in: SignedIn, draft: Draft) -> None:
    first, second = signed_in(officer), signed_in(person("colleague", Role.OFFICER))
    page = first.get(f"/drafts/{draft.pk}/case/case/").content.decode()
    save(second, draft, {"case.reference": "THEIRS-1"})
    known = seals(page)
    data = {"version": version(page), "v:case.dated": "21.11.2026", "v:case.reference": "XX-2026/0117"}
    data |= {f"w:{key}": known[key] for key in ("case.dated", "case.reference")}
    first.post(f"/drafts/{draft.pk}/case/case/save/", data)
    assert (held(draft).case["case"]["reference"], draft.case["case"]["dated"]) == ("THEIRS-1", "2026-11-21")


@pytest.mark.django_db
def test_items_that_moved_are_never_written_over(officer: User, signed_in: SignedIn, draft: Draft) -> None:
    client = signed_in(officer)
    page = client.get(f"/drafts/{draft.pk}/case/annexes/").content.decode()
    client.post(f"/drafts/{draft.pk}/remove/", {"item": "annexes[0]", "version": version(page)})
    assert [annex["id"] for annex in held(draft).case["annexes"]] == ["A2"]
    data = {"version": version(page), "w:annexes[0].pages": seal("1"), "v:annexes[0].pages": "7"}
    assert "changed this field meanwhile" in client.post(f"/drafts/{draft.pk}/case/annexes/save/", data, headers=HTMX).content.decode()
    client.post(f"/drafts/{draft.pk}/remove/", {"item": "annexes[0]", "version": version(page)})
    assert len(held(draft).case["annexes"]) == 1


@pytest.mark.django_db
def test_two_languages_side_by_side(officer: User, signed_in: SignedIn, draft: Draft) -> None:
    client = signed_in(officer)
    page = client.get(f"/drafts/{draft.pk}/case/summary/?beside=az").content.decode()
    assert {"summary.what@en", "summary.what@az"} <= set(seals(page))
    save(client, draft, {"summary.where@az": "Bakı", "summary.where@en": "Baku"})
    where = held(draft).case["summary"]["where"]
    assert (where["az"], where["en"], where["fr"]) == ("Bakı", "Baku", "Bakou et Tbilissi")


@pytest.mark.django_db
def test_an_item_is_added_and_begun_only_once(officer: User, signed_in: SignedIn, draft: Draft) -> None:
    client = signed_in(officer)
    for _ in range(2):
        client.post(f"/drafts/{draft.pk}/add/", {"list": "persons", "version": held(draft).version})
    assert [item["id"] for item in held(draft).case["persons"]] == ["p1", "p2"]
    assert client.get(f"/drafts/{draft.pk}/").status_code == 200
    save(client, draft, {"persons[1].role": "witness"})
    assert held(draft).case["persons"][1] == {"id": "p2", "role": "witness"}
    assert client.post(f"/drafts/{draft.pk}/add/", {"list": "nowhere"}, follow=True).status_code == 200
    assert client.post(f"/drafts/{draft.pk}/add/", {"list": "a b"}).status_code == 404


# -- files


def upload(client: Client, name: str, content: bytes, address: str = "/drafts/start/") -> tuple[int, str]:
    answer = client.post(address, {"from": "file", "file": SimpleUploadedFile(name, content)})
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "this is no case"),
        (b"requesting: AZ\nrequested: GE\nmeasure: bank-records\nsummry: x\n", "did you mean summary"),
        (b"a: b: c", "not YAML"),
        (b"{broken", "not JSON"),
        (b"requesting: AZ\nrequested: AZ\nmeasure: bank-records\n", "same"),
        (b"requesting: AZ\nrequested: GE\nmeasure: bank-records\non: 2026-13-45\n", "no day"),
        (b"requesting: ZZZ\nrequested: GE\nmeasure: bank-records\n", "ZZZ"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"%PDF-1.7", "PDF"),
        (b"x" * (files.MOST_CASE_BYTES + 1), "larger than"),
        (b'{"requesting": "AZ", "requested": "GE", "measure": "bank-records", "summary": "a\\u0000b"}', "no text"),
    ],
)
def test_files_that_are_no_case(officer: User, signed_in: SignedIn, content: bytes, says: str) -> None:
    client = signed_in(officer)
    for address in ("/drafts/start/", "/drafts/received/"):
        status, page = upload(client, "case.yaml", content, address)
        assert status == 422
        assert says in page
    assert Draft.objects.count() == ReceivedRequest.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["{", "[]", "null", '{"requesting": "AZ", "measur": 1}', "[" * 50_000, '{"a":"\\ud800"}', "x" * 200_000])
def test_queries_that_are_none(officer: User, signed_in: SignedIn, query: str) -> None:
    assert signed_in(officer).post("/drafts/start/", {"query": query}).status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_a_case_file_and_an_example_begin_a_draft(officer: User, signed_in: SignedIn, values: Plain) -> None:
    client = signed_in(officer)
    assert upload(client, "../../etc/case.yaml", values_yaml({"schema": "comity.case/1", **values}).encode())[0] == 302
    client.post("/drafts/start/", {"example": "bank-records"})
    assert [draft.case for draft in Draft.objects.all()] == [values, values]
    assert client.post("/drafts/start/", {"example": "../../etc/passwd"}).status_code == 422


@pytest.mark.django_db
def test_an_annex_gets_its_file(officer: User, signed_in: SignedIn, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(officer)

    def attach(annex: str, content: bytes, name: str = "order.html") -> str:
        data = {"annex": annex, f"file:{annex}": SimpleUploadedFile(name, content), "version": held(draft).version}
        return client.post(f"/drafts/{draft.pk}/annexes/", data, follow=True).content.decode()

    attach("A1", b"<script>alert(1)</script>", "../order <1>.html")
    kept = AnnexFile.objects.get()
    annex = held(draft).case["annexes"][0]
    assert (annex["file"], annex["sha256"]) == ("order <1>.html", kept.sha256)
    assert draft.stopping == 0
    answer = client.get(f"/drafts/{draft.pk}/annexes/{kept.sha256}")
    assert b"".join(answer) == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert "no such annex" in attach("A9", b"x")
    assert "The file is empty" in attach("A1", b"")
    monkeypatch.setattr("comity.web.drafting.editing.MOST_ANNEX_BYTES", 10)
    assert "larger than" in attach("A1", b"x" * 11)
    assert AnnexFile.objects.count() == 1
    assert Entry.objects.filter(act="draft.annex").count() == 1


# -- the other side


@pytest.mark.django_db
def test_a_request_that_came(officer: User, signed_in: SignedIn, draft: Draft, values: Plain) -> None:
    client = signed_in(officer)
    sent = client.get(f"/drafts/{draft.pk}/request.json").content
    status, _ = upload(client, "request.json", sent, "/drafts/received/")
    assert status == 302
    row = ReceivedRequest.objects.get()
    assert row.case == values
    page = client.get(f"/drafts/received/{row.pk}/").content.decode()
    assert "Acknowledgement" in page
    assert client.get(f"/drafts/received/{row.pk}/letter.en.pdf")["Content-Type"] == "application/pdf"
    assert client.get(f"/drafts/received/{row.pk}/letter.az.docx").status_code == 200
    assert client.get(f"/drafts/received/{row.pk}/letter.xx.pdf").status_code == 404
    poor = {key: item for key, item in values.items() if key not in ("summary", "orders")}
    upload(client, "poor.yaml", values_yaml(poor).encode(), "/drafts/received/")
    poorer = client.get(f"/drafts/received/{ReceivedRequest.objects.first().pk}/").content.decode()  # type: ignore[union-attr]
    assert "will be returned" in poorer or "returned" in poorer
    acts = list(Entry.objects.order_by("number").values_list("act", flat=True))
    assert (acts.count("request.receive"), acts.count("request.consult"), acts.count("request.letter")) == (2, 2, 2)


def test_what_no_database_keeps_is_refused_with_its_place() -> None:
    with pytest.raises(WrongInput, match=r"persons\[0\].name"):
        storable({"persons": [{"name": "a\x00"}]})
    assert case_of_file("q.json", b'{"requesting": "AZ", "requested": "GE", "measure": "bank-records"}')["measure"] == "bank-records"
