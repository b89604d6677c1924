# SPDX-License-Identifier: EUPL-1.2
"""A request as PDF or text: read within limits, recognised only where it is sure, entered by the officer, analysed from our side."""

from __future__ import annotations

import io
import re
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfWriter

from comity.documents.letter_pdf import letter_pdf
from comity.draft.case.read import Plain
from comity.draft.package import Writer, package, papers_of
from comity.model.errors import WrongInput
from comity.web.accounts.models import Role, Unit, User
from comity.web.audit.models import Entry
from comity.web.drafting import bench, pdf_text, pdf_worker
from comity.web.drafting.files import example
from comity.web.drafting.models import Draft, ReceivedRequest
from comity.web.drafting.pdf_text import read_pdf
from comity.web.drafting.recognised import recognised, values_of
from comity.web.knowledge import adviser, drafting
from web.drafting.conftest import Person, SignedIn
from web.drafting.typing_in import save

TEXT = "The Ministry of Justice of Georgia asks the Republic of Azerbaijan.\nOur reference GE-77/2026\nPlease question Mr X."


@pytest.fixture
def client(officer: User, signed_in: SignedIn) -> Client:
    return signed_in(officer)


def our_pdf(values: Plain, language: str = "en") -> bytes:
    scene = bench.desk_of(values).scene
    assert scene is not None
    paper = next(paper for paper in papers_of(scene) if paper.id == "request")
    return letter_pdf(Writer(scene).letters([paper], [language])[0].letter)  # type: ignore[list-item]  # one of the four


def blank(pages: int = 1, *, locked: str = "", attached: bytes = b"") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if attached:
        writer.add_attachment("request.json", attached)
    if locked:
        writer.encrypt(locked, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def upload(client: Client, name: str, content: bytes, **more: str) -> str:
    data = {"file": SimpleUploadedFile(name, content), **more}
    return client.post("/drafts/received/", data, follow=True).content.decode()


def chosen(page: str) -> dict[str, str]:
    """What the form of a request as text is filled with."""
    selects = re.findall(r'<select[^>]* name="([a-z.]+)".*?</select>', page, re.DOTALL)
    parts = re.findall(r'<select[^>]* name="[a-z.]+".*?</select>', page, re.DOTALL)
    picked = {name: re.findall(r'value="([^"]*)" selected', part) for name, part in zip(selects, parts, strict=True)}
    return {name: found[0] for name, found in picked.items() if found}


# -- what is recognised


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "az", "ru", "fr"])
@pytest.mark.parametrize("measure", ["bank-records", "extradition"])
def test_our_own_paper_is_never_taken_for_another(measure: str, language: str) -> None:
    values = example(measure)
    text = read_pdf(our_pdf(values, language), "request.pdf").text
    found = values_of(recognised(text, adviser().corpus, drafting(), values["requested"]))
    assert found["case"] == {"reference": values["case"]["reference"], "language": language}
    for place in ("requesting", "requested", "measure"):
        assert found.get(place) in (None, values[place])
    assert found["requesting"] == values["requesting"]


@pytest.mark.parametrize(
    ("text", "ours", "expected"),
    [
        ("", "AZ", {}),
        ("Georgia asks.", "AZ", {}),
        ("Georgia asks Azerbaijan.", "AZ", {"requesting": "GE", "requested": "AZ"}),
        ("Georgia asks Azerbaijan about a citizen of Poland.", "AZ", {}),
        ("Georgia asks Poland.", "AZ", {}),
        ("Georgian asks Azerbaijani.", "AZ", {}),
        ("GE-1 · Georgia → Azerbaijan Page 1 of 5\nborn in Poland", "AZ", {"requesting": "GE", "requested": "AZ"}),
        ("Georgia → Azerbaijan\nAzerbaijan → Georgia\nPoland", "AZ", {}),
        ("Request for extradition", "AZ", {"measure": "extradition"}),
        ("Request for extradition and Request for records of bank accounts and transactions", "AZ", {}),
        ("Our reference A-1\nOur reference A-2", "AZ", {}),
        ("As our reference A-1 says", "AZ", {}),
        ("Наш номер: A-1", "AZ", {"case": {"reference": "A-1", "language": "ru"}}),
    ],
)
def test_what_is_not_sure_is_left_open(text: str, ours: str, expected: Plain) -> None:
    assert values_of(recognised(text, adviser().corpus, drafting(), ours)) == expected


# -- the way of the officer


@pytest.mark.django_db
def test_a_text_is_entered_and_analysed(client: Client, officer: User) -> None:
    page = upload(client, "request.txt", TEXT.encode())
    row = ReceivedRequest.objects.get()
    assert chosen(page) == {"requesting": "GE", "requested": "AZ", "case.language": "en"}
    assert "GE-77/2026" in page
    assert "Please question Mr X." in page
    assert "Not entered yet" in client.get("/drafts/received/").content.decode()
    asked = {"requesting": "GE", "requested": "AZ", "measure": "", "case.language": "en", "case.reference": "GE-77/2026"}
    before = Entry.objects.filter(act="request.consult").count()
    refused = client.post(f"/drafts/received/{row.pk}/enter/", asked)
    assert Entry.objects.filter(act="request.consult").count() == before + 1  # the answer shows the text
    assert (refused.status_code, "say who asks whom" in refused.content.decode()) == (422, True)
    client.post(f"/drafts/received/{row.pk}/enter/", {**asked, "measure": "service-documents"})
    draft = Draft.objects.get()
    assert draft.received == row
    assert draft.case == {**asked_values(), "measure": "service-documents"}
    save(client, draft, {"summary.what@en": "Mr X saw it."})
    found = client.get(f"/drafts/received/{row.pk}/").content.decode()
    assert "What is not entered yet counts as missing" in found
    assert client.get(f"/drafts/received/{row.pk}/letter.en.pdf").status_code == 200
    assert client.post(f"/drafts/received/{row.pk}/enter/", {**asked, "measure": "service-documents"}).status_code == 422
    acts = list(Entry.objects.values_list("act", flat=True))
    assert (acts.count("request.receive"), acts.count("request.transcribe"), acts.count("draft.save")) == (1, 1, 1)
    assert not any("GE-77" in str(detail) for detail in Entry.objects.values_list("detail", flat=True))


def asked_values() -> Plain:
    return {"requesting": "GE", "requested": "AZ", "case": {"reference": "GE-77/2026"}}


@pytest.mark.django_db
def test_our_own_pdf_and_the_file_as_it_came(client: Client, values: Plain) -> None:
    pdf = our_pdf(values)
    page = upload(client, "request.en.pdf", pdf)
    row = ReceivedRequest.objects.get()
    assert chosen(page)["requesting"] == "AZ"
    answer = client.get(f"/drafts/received/{row.pk}/file")
    assert b"".join(answer) == pdf
    assert (answer["Content-Type"], answer["Content-Disposition"].partition(";")[0]) == ("application/octet-stream", "attachment")


@pytest.mark.django_db
def test_a_pdf_that_carries_the_data_is_analysed_at_once(client: Client, values: Plain) -> None:
    standing = bench.desk_of(values)
    assert standing.scene is not None
    data = package(standing.scene, standing.found, ["en"], draft=True).files["request.json"]
    assert "Acknowledgement" in upload(client, "request.pdf", blank(attached=data))
    assert (ReceivedRequest.objects.get().case, ReceivedRequest.objects.get().text) == (values, "")


@pytest.mark.django_db
def test_what_is_entered_is_never_sent(client: Client, officer: User, signed_in: SignedIn, approver: User) -> None:
    upload(client, "request.txt", TEXT.encode())
    asked = {"requesting": "GE", "requested": "AZ", "measure": "service-documents", "case.language": "en"}
    client.post(f"/drafts/received/{ReceivedRequest.objects.get().pk}/enter/", asked)
    draft = Draft.objects.get()
    for event in ("submit", "withdraw", "share"):
        page = client.post(f"/drafts/{draft.pk}/{event}/", {"version": draft.version, "why": "x"}, follow=True)
        assert page.status_code == 404 or "not one of ours to send" in page.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"
    for part in ("papers/", "papers/request.en.pdf", "package.zip", "request.json", "plan/", "shared/"):
        assert client.get(f"/drafts/{draft.pk}/{part}").status_code == 404, part
    overview = client.get(f"/drafts/{draft.pk}/").content.decode()
    assert "Submit for approval" not in overview
    assert f"/drafts/{draft.pk}/papers/" not in overview
    assert f'href="/drafts/{draft.pk}/"' not in client.get("/drafts/").content.decode()


@pytest.mark.django_db
def test_others_see_neither_the_text_nor_the_file(client: Client, person: Person, signed_in: SignedIn, other_unit: Unit) -> None:
    upload(client, "request.txt", TEXT.encode())
    pk = ReceivedRequest.objects.get().pk
    for user in (person("a", Role.AUDITOR), person("b", Role.OFFICER, within=other_unit)):
        stranger = signed_in(user)
        for part in ("", "file", "letter.en.pdf"):
            assert stranger.get(f"/drafts/received/{pk}/{part}").status_code == 404
        assert stranger.post(f"/drafts/received/{pk}/enter/", {}).status_code == 404
    reader = signed_in(person("c", Role.APPROVER))
    assert "is not entered yet" in reader.get(f"/drafts/received/{pk}/").content.decode()
    asked = {"requesting": "GE", "requested": "AZ", "measure": "service-documents"}
    assert reader.post(f"/drafts/received/{pk}/enter/", asked).status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_with_several_units_none_is_guessed(client: Client, officer: User, other_unit: Unit, values: Plain) -> None:
    officer.memberships.create(unit=other_unit, role=Role.OFFICER)
    assert "Only officers" in upload(client, "request.txt", TEXT.encode())
    upload(client, "request.txt", TEXT.encode(), unit=str(other_unit.pk))
    assert ReceivedRequest.objects.get().unit == other_unit


# -- hostile files


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"%PDF-1.7", "damaged"),
        ("a.pdf", b"%PDF-1.7\n" + b"[" * 200_000, "damaged"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj<</Length 99999999999>>stream\nx", "damaged"),
        ("a.pdf", blank(), "pictures of pages and no text"),
        ("a.pdf", blank(locked="yes"), "locked with a password"),
        ("a.pdf", blank(pdf_worker.MOST_PAGES + 1), "more than 300 pages"),
        ("a.pdf", blank(attached=b"{broken"), "not JSON"),
        ("a.txt", b"\xff\xfe", "not UTF-8"),
        ("a.txt", b"  ", "the text is empty"),
        ("a.txt", b"a\x00b", "no text"),
        ("a.pdf", b"%PDF" + b"x" * pdf_text.MOST_PDF_BYTES, "larger than"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_hostile_files_give_words(client: Client, name: str, content: bytes, says: str) -> None:
    assert says in upload(client, name, content)
    assert not ReceivedRequest.objects.exists()


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "MOST_SECONDS", 0.01)
    with pytest.raises(WrongInput, match="too much time or memory"):
        read_pdf(blank(), "a.pdf")


def test_what_unfolds_to_too_much_is_ended() -> None:
    """A page whose content unfolds to gigabytes takes no more memory than its process may have."""
    bomb = zlib.compress(b"\0" * 300_000_000, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Filter[/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(bomb), bomb),
    ]
    content, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    begins = len(content)
    content += b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF" % begins
    with pytest.raises(WrongInput):
        read_pdf(content, "a.pdf")
