# SPDX-License-Identifier: EUPL-1.2
"""Papers composed from data: each kind of block, the places in sentences, the parts that the law fills, what stands around the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import msgspec
import pytest

from comity.documents.letter import Blank, Block, Fields, Grid, Heading, Letter, Listing, Mark, Prose, Words
from comity.draft.answer import reply_to
from comity.draft.bases import bases_of
from comity.draft.check.check import check
from comity.draft.check.deficiency import Deficiency
from comity.draft.package import Writer, answer_named, files, package, papers_of, side_by_side
from comity.draft.papers.compose import Composer
from comity.draft.papers.parts import Parts
from comity.draft.papers.values import Values
from comity.draft.request_file import case_in, request_bytes
from comity.draft.scene import Scene
from comity.model.drafting import Block as Template
from comity.model.drafting import Paper, PaperSection, Severity
from comity.model.paths import Path
from comity.model.text import Text
from unit.draft.before_the_law import TODAY, scene
from unit.draft.drafting_law import LONG_ENOUGH, law

PAPERS = {paper.id: paper for paper in law()[1].papers}


def request(changes: Mapping[str, object] | None = None, language: str = "en", draft: bool = False) -> Letter:
    return Writer(scene(changes), draft=draft).letters([PAPERS["request"]], [language])[0].letter  # type: ignore[list-item]  # one of four


def under(letter: Letter, heading: str) -> list[Block]:
    """The blocks of a section."""
    found: list[Block] = []
    inside = False
    for block in letter.blocks:
        if isinstance(block, Heading):
            inside = block.text == heading
        elif inside:
            found.append(block)
    return found


def text(block: Block) -> str:
    assert isinstance(block, Prose)
    return "".join(words.text for words in block.words)


def composed(*blocks: Template, changes: Mapping[str, object] | None = None, draft: bool = False, language: str = "en") -> list[Block]:
    """Blocks of a paper of one section."""
    before = scene(changes)
    values = Values.of(before.case, before.corpus, before.drafting, language)
    composer = Composer(values, Parts(values, bases_of(before), before.demands), TODAY, draft)
    return list(composer.letter(Paper("p", Text("Paper"), (PaperSection(Text(), blocks),))).blocks)


def say(sentence: str) -> Template:
    return Template(say=Text(sentence))


# -- a whole letter


def test_sections_are_numbered_and_empty_ones_left_out() -> None:
    headings = [(block.number, block.text) for block in request().blocks if isinstance(block, Heading)]
    assert headings == [("1.", "Facts"), ("2.", "Data"), ("3.", "Law")]
    bare = [block.text for block in request({"summary": None}).blocks if isinstance(block, Heading)]
    assert bare == ["Data"], "the section on the law needs bases or a summary"


def test_what_stands_around_the_text() -> None:
    letter = request()
    assert (letter.identifier, letter.language, letter.title, letter.on) == ("R-1", "en", "Request", TODAY)
    assert [words.text for words in letter.sender] == ["Prosecutor of Alphaland", "Alphaland", "Alpha Street 1"]
    assert [words.text for words in letter.addressee] == ["Ministry of Justice of Betaland", "Betaland"]
    rows = {row.label: "".join(words.text for words in row.words) for row in letter.references}
    assert rows == {"Our reference": "R-1", "Day": "20 November 2026", "Through": "between ministries"}
    assert letter.running == "R-1  \N{MIDDLE DOT}  Alphaland \N{RIGHTWARDS ARROW} Betaland"
    assert (letter.page, letter.draft, letter.notice) == ("Page {page} of {pages}", "", "")
    ((row,), (signature,)) = letter.annexes, letter.signatures
    assert (row.label, "".join(words.text for words in row.words)) == ("1", "Warrant; certified copy; pages: 3")
    assert ([words.text for words in signature.lines], signature.seal) == (["Pat Prosecutor", "Prosecutor"], "Seal")


def test_around_a_letter_without_authorities_reference_and_signatories() -> None:
    head = {"case/authorities": None, "case/reference": None, "case/dated": None, "signatories": None, "annexes": None}
    letter = request({**head, "orders/0/annex": None})
    assert [words.text for words in (*letter.sender, *letter.addressee)] == ["Alphaland", "Betaland"]
    assert (letter.identifier, letter.running) == ("request", "Alphaland \N{RIGHTWARDS ARROW} Betaland")
    assert letter.references[0].words[0].text == "24 November 2026"
    assert ([words.text for words in letter.signatures[0].lines], letter.signatures[0].seal) == (["Signature"], "Seal")
    assert letter.annexes == ()


def test_annexes_show_their_hash() -> None:
    letter = request({"annexes/0/sha256": "a" * 64, "annexes/0/pages": None, "annexes/0/title": {"az": "Qərar"}})
    assert "".join(words.text for words in letter.annexes[0].words) == f"Qərar; certified copy; hash: {'a' * 64}"
    assert letter.notice == "To be translated where marked"


def test_signatories_without_a_seal_and_in_several_languages() -> None:
    letter = request({"signatories": [{"name": "A", "function": {"en": "Judge"}}, {"name": "B", "function": "Clerk", "sealed": True}]})
    assert [([w.text for w in item.lines], item.seal) for item in letter.signatures] == [(["A", "Judge"], ""), (["B", "Clerk"], "Seal")]


def test_an_answer_is_mirrored() -> None:
    letter = Writer(scene({"case/reference_requested": "B-2"})).letters([PAPERS["acknowledgement"]], ["en"])[0].letter
    assert [words.text for words in letter.sender] == ["Ministry of Justice of Betaland", "Betaland"]
    assert next(words.text for words in letter.addressee) == "Prosecutor of Alphaland"
    rows = {row.label: "".join(words.text for words in row.words) for row in letter.references}
    assert (rows["Our reference"], rows["Your reference"], rows["Day"]) == ("B-2", "R-1", "24 November 2026")
    assert (letter.annexes, letter.signatures[0].seal) == ((), "Seal")
    assert [words.text for words in letter.signatures[0].lines] == ["Signature"]


def test_a_form_is_signed_by_hand_without_a_seal() -> None:
    letter = Writer(scene()).letters([PAPERS["consent"]], ["en"])[0].letter
    assert [item.seal for item in letter.signatures] == [""]
    assert letter.blocks[1:] == (Blank("Place and day"), Blank("I agree", 2, ("yes", "no")))


def test_what_needs_a_translation_is_marked() -> None:
    letter = request(language="az")
    assert letter.title == "Sorğu"
    assert letter.notice == "To be translated where marked"
    facts = [words for block in under(letter, "Faktlar") if isinstance(block, Prose) for words in block.words]
    assert {(words.mark, words.language) for words in facts} == {(Mark.TRANSLATE, "en")}


# -- blocks


def test_sentences() -> None:
    first, second = [block for block in request({"case/reference_requested": "B-2"}).blocks if isinstance(block, Prose)][:2]
    assert first.strong
    assert text(first) == (
        "The Prosecutor of Alphaland asks the Ministry of Justice of Betaland for Bank records "
        "under General Convention, article 1, Banking Convention, article 1."
    )
    assert text(second) == "From Alphaland to Betaland for Fraud against Ann Example, R-1, B-2, 20 November 2026, in March 2025."
    assert {words.path for words in second.words if words.path} >= {"case.reference", "summary.when", "case.dated", "offences[0].title"}


def test_a_sentence_with_an_empty_place_is_left_out_or_marked() -> None:
    assert composed(say("See {reference_requested}.")) == []
    (block,) = composed(say("See {reference_requested}."), draft=True)
    assert block == Prose((Words("See "), Words("to be added", mark=Mark.MISSING), Words(".")))


@pytest.mark.parametrize("name", ["{nothing}", "{path:team.purpose}", "{person}", "{offences}", "{day}"])
def test_places_of_which_nothing_is_known(name: str) -> None:
    assert composed(say(f"x {name}"), changes={"persons": None, "offence": None, "case/dated": None}) == []


def test_braces_that_are_no_place() -> None:
    assert [text(block) for block in composed(say("{} {Sender} {a-b}"))] == ["{} {Sender} {a-b}"]


def test_what_the_case_says_is_never_taken_for_a_place() -> None:
    assert [text(block) for block in composed(say("of {reference}"), changes={"case/reference": "{sender}"})] == ["of {sender}"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Fraud"),
        ({"offence/title": None}, "Fraud"),
        ({"offence/title": None, "offence/name": "unheard of"}, "unheard of"),
        ({"offence": None, "offences": [{"title": "One"}, {"name": "homicide"}, {}]}, "One, Homicide"),
    ],
)
def test_names_of_offences(changes: Mapping[str, object], expected: str) -> None:
    assert [text(block) for block in composed(say("{offences}"), changes=changes)] == [expected]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Ann Example"),
        ({"persons/1": {"id": "p2", "role": "sought", "names": [{"full": "Bob"}]}}, "Bob"),
        ({"persons/1": {"id": "p2", "role": "witness", "names": [{"full": "Bob"}]}, "person": {"role": "witness"}}, "Bob"),
        ({"person": {"role": "victim"}}, "Ann Example"),
    ],
)
def test_the_person_concerned(changes: Mapping[str, object], expected: str) -> None:
    assert [text(block) for block in composed(say("{person}"), changes=changes)] == [expected]


def test_a_sentence_that_names_an_authority_needs_it() -> None:
    for name in ("{sender}", "{addressee}"):
        assert composed(say(name), changes={"case/authorities": None}) == []
        assert composed(say(name), changes={"case/authorities": None}, draft=True)


def test_prose_in_paragraphs() -> None:
    blocks = composed(Template(prose=Path.parse("summary.what")), changes={"summary/what": "one\n\ntwo\nthree"})
    assert [text(block) for block in blocks] == ["one", "two\nthree"]
    assert composed(Template(prose=Path.parse("asked.necessity"))) == []
    (missing,) = composed(Template(prose=Path.parse("asked.necessity")), draft=True)
    assert missing == Prose((Words("asked.necessity", "asked.necessity", mark=Mark.MISSING),))


def test_fields_of_what_is_there() -> None:
    (fields,) = composed(Template(fields=tuple(map(Path.parse, ("summary.when", "summary.where", "asked.necessity")))))
    assert isinstance(fields, Fields)
    assert [(row.label, row.words[0].text) for row in fields.rows] == [("When", "in March 2025"), ("summary.where", "Alpha City")]
    assert composed(Template(fields=(Path.parse("asked.necessity"),))) == []


def test_items_under_their_names() -> None:
    data = under(request(), "Data")
    titles = [block.title for block in data if isinstance(block, Fields)]
    assert titles == ["", "Ann Example", "Arrest warrant"]
    person = next(block for block in data if isinstance(block, Fields) and block.title == "Ann Example")
    assert [row.label for row in person.rows] == ["Names", "persons.role", "Date of birth", "persons.birth", "persons.nationality"]
    order = Template(each=Path.parse("orders"), fields=(Path.parse("on"),))
    (turkic,) = composed(order, language="az", changes={"orders/0/kind": "interception-order"})
    assert turkic.title == "İcazə", "the capital keeps its dot"  # type: ignore[union-attr]  # fields
    each = Template(each=Path.parse("places"), fields=(Path.parse("country"),))
    assert composed(each, changes={"places": [{"id": "x", "address": "", "country": "XB"}]})[0].title == ""  # type: ignore[union-attr]  # fields
    assert composed(each, changes={"places": [{"id": "x", "address": "Street 1"}]}) == []


def test_points() -> None:
    (points,) = composed(Template(list=Path.parse("asked.items")))
    assert isinstance(points, Listing)
    assert [item[0].text for item in points.items] == ["Statements", "Contracts"]
    assert composed(Template(list=Path.parse("hearing.questions"))) == []
    (missing,) = composed(Template(list=Path.parse("hearing.questions")), draft=True)
    assert isinstance(missing, Listing)
    assert missing.items[0][0].mark is Mark.MISSING


def test_tables_show_the_columns_that_hold_something() -> None:
    columns = tuple(map(Path.parse, ("number", "provider", "grounds")))
    (grid,) = composed(Template(grid=Path.parse("accounts"), columns=columns), changes={"accounts/1": {"id": "a2", "number": "AC-2"}})
    assert isinstance(grid, Grid)
    assert grid.headings == ("accounts.number", "accounts.provider")
    assert [[[words.text for words in cell] for cell in row] for row in grid.rows] == [[["AC-1"], ["Beta Bank"]], [["AC-2"], []]]
    assert composed(Template(grid=Path.parse("assets"), columns=(Path.parse("description"),))) == []


def test_a_table_of_chosen_items() -> None:
    (grid,) = composed(Template(grid=Path.parse("orders[arrest-warrant]"), columns=(Path.parse("on"),)))
    assert isinstance(grid, Grid)
    assert grid.rows[0][0][0].text == "10 January 2026"


def test_blocks_that_need_something() -> None:
    needing = replace(say("x"), needs=((Path.parse("team.purpose"), Path.parse("summary.what")),))
    assert len(composed(needing)) == 1
    assert composed(replace(needing, needs=((Path.parse("team.purpose"),), (Path.parse("summary.what"),)))) == []


# -- parts that the law fills


def part(name: str, changes: Mapping[str, object] | None = None, language: str = "en") -> list[Block]:
    return composed(Template(part=name), changes=changes, language=language)


def items(block: Block) -> list[str]:
    assert isinstance(block, Listing)
    return ["".join(words.text for words in item) for item in block.items]


def test_bases() -> None:
    (block,) = part("bases")
    assert items(block) == ["General Convention, article 1", "Banking Convention, article 1"]
    (alone,) = part("bases", {"bases": ["fx-002"]})
    assert (items(alone), alone.numbered) == (["Banking Convention, article 1"], False)  # type: ignore[union-attr]  # a listing
    (none,) = part("bases", {"measure": "escort", "bases": ["fx-005"]})
    assert items(none) == ["without a treaty"]


def test_offences() -> None:
    (block,) = part("offences")
    assert isinstance(block, Fields)
    assert block.title == "Fraud"
    assert [row.label for row in block.rows] == ["offences.on", "offences.penalty"]
    assert part("offences", {"offence": None}) == []
    assert part("offences", {"offence": {"title": "Fraud"}}) == []
    (nameless,) = part("offences", {"offence": {"on": "2025-01-01"}})
    assert nameless.title == ""  # type: ignore[union-attr]  # fields


def test_assurances_and_formalities() -> None:
    assert part("assurances") == []
    (given,) = part("assurances", {"assurances": [{"kind": "speciality", "says": "no other offence"}]})
    assert items(given) == ["no other offence"]
    assert part("formalities") == []
    (asked,) = part("formalities", {"procedure": {"formalities": ["on oath"]}})
    assert items(asked) == ["on oath"]


def test_limits_of_use_of_the_case_and_of_the_law() -> None:
    (block,) = part("use-limits", {"use_limits": [{"says": "only for this"}]})
    assert items(block) == ["only for this", "for this case only (General Convention, article 14)"]
    assert part("use-limits", {"measure": "escort"}) == []
    (foreign,) = part("use-limits", language="az")
    assert foreign.items[0][0].mark is Mark.TRANSLATE  # type: ignore[union-attr]  # a listing


def test_confidentiality_and_urgency() -> None:
    secret = {"confidentiality": {"keep": True, "reason": "they would flee", "may_be_told": "the bank"}}
    assert [text(block) for block in part("confidentiality", secret)] == ["they would flee", "the bank"]
    assert (part("confidentiality"), part("urgency")) == ([], [])
    (block,) = part("urgency", {"case/urgency": {"level": "urgent", "reason": "the money moves"}})
    assert [row.words[0].text for row in block.rows] == ["urgent", "the money moves"]  # type: ignore[union-attr]  # fields


def test_grounds_and_deficiencies_of_an_answer() -> None:
    refused = scene({"measure": "extradition", "facts/offence.political": True})
    reply = reply_to(refused, check(refused))
    letter = Writer(refused, grounds=reply.grounds).letters([answer_named(refused.drafting, "refusal")], ["en", "az"])
    (listing,) = [block for block in letter[0].letter.blocks if isinstance(block, Listing)]
    assert items(listing) == ["must Political offence: political (General Convention, article 2)."]
    (foreign,) = [block for block in letter[1].letter.blocks if isinstance(block, Listing)]
    assert items(foreign)[0].startswith("az must Siyasi cinayət")


def test_deficiencies_say_what_to_add() -> None:
    before = scene()
    lacks = (
        Deficiency("missing", "x", Severity.RETURNED, Text("the account"), Text("Which?"), instrument="no-such", article=""),
        Deficiency("channel", "x", Severity.RETURNED, Text("the way"), Text("other")),
    )
    (written,) = Writer(before, deficiencies=lacks).letters([PAPERS["information"]], ["en"])
    (listing,) = [block for block in written.letter.blocks if isinstance(block, Listing)]
    assert items(listing) == ["the account (no-such). Which?", "the way."]


# -- drafts, packages and the request as data


def test_a_draft_is_marked_on_every_page() -> None:
    letter = request(language="az", draft=True)
    assert letter.draft == "LAYİHƏ"
    lacks = Deficiency("channel", "x", Severity.RETURNED, Text("the way"), Text("other"))
    letters = Writer(scene(), deficiencies=(lacks,), draft=True).letters([PAPERS["request"], PAPERS["consent"]], ["en"])
    request_, consent = (item.letter.blocks for item in letters)
    assert (request_[-2], items(request_[-1])) == (Heading("Still missing"), ["the way."]), "a request ends with what it lacks"
    assert Heading("Still missing") not in consent
    assert not [words for words in request().words() if words.mark is Mark.MISSING]


def ids(before: Scene) -> list[str]:
    return [paper.id for paper in papers_of(before)]


def test_which_papers_a_case_needs() -> None:
    assert ids(scene()) == ["request"]
    assert ids(scene({"persons/0/consent": {"given": True}})) == ["request", "consent"], "the request comes first"
    assert ids(scene({"measure": "escort"})) == ["request", "escort-paper"]
    assert ids(scene({"requested": "XK"})) == ["request", "court-paper"]


def routed(id_: str, title: str, route: str = "", *bases: str) -> Paper:
    """A paper of no sections for a route and for bases."""
    needs = ((Path.parse(f"bases={','.join(bases)}"),),) if bases else ()
    sections = (PaperSection(Text(), (say("under {bases}"),)),)
    return Paper(id_, Text(title), sections, frozenset({"bank-records"}), route=route, needs=needs)


ROUTED = (
    routed("form", "general"),
    routed("form", "by ministries", "ministries"),
    routed("form", "banking", "", "fx-002"),
    routed("form", "general convention by ministries", "ministries", "fx-001"),
    routed("form", "by post", "post"),
    routed("form", "one side", "ministries", "fx-005"),
)


def chosen(papers: Iterable[Paper], changes: Mapping[str, object] | None = None) -> tuple[str, str]:
    """The title of the one paper that is chosen among several, and what it cites; both empty where there is none."""
    before = scene(changes)
    before = replace(before, drafting=replace(before.drafting, papers=tuple(papers)))
    letters = [item.letter for item in Writer(before).letters(papers_of(before), ["en"])]
    assert len(letters) <= 1
    return next(((letter.title, text(letter.blocks[0])) for letter in letters), ("", ""))


BOTH = "under General Convention, article 1, Banking Convention, article 1"
GENERAL, BANKING = "under General Convention, article 1", "under Banking Convention, article 1"
BY_CASE: tuple[tuple[Mapping[str, object], str, str], ...] = (
    ({}, "by ministries", GENERAL),  # it names no basis, so that a paper for one is none of its own
    ({"case/channel": "post"}, "general", BOTH),  # no basis lays that way down
    ({"bases": ["fx-001"]}, "general convention by ministries", GENERAL),
    ({"bases": ["fx-001"], "case/channel": "post"}, "general", GENERAL),
    ({"bases": ["fx-002"]}, "banking", BANKING),
    ({"bases": ["fx-001", "fx-002"]}, "general convention by ministries", GENERAL),
    ({"bases": ["fx-002", "fx-001"]}, "banking", BANKING),
)


@pytest.mark.parametrize(("changes", "title", "cites"), BY_CASE)
def test_the_paper_that_is_closest_to_the_case_is_written(changes: Mapping[str, object], title: str, cites: str) -> None:
    for papers in (ROUTED, ROUTED[::-1]):
        assert chosen(papers, changes) == (title, cites), "the order of the files decides nothing"


def test_a_paper_for_a_basis_is_written_only_where_the_case_can_rely_on_it() -> None:
    alone = [paper for paper in ROUTED if paper.under == {"fx-005"}]
    assert chosen(alone, {"bases": ["fx-005"]}) == ("", "")
    assert chosen(alone, {"bases": ["fx-005", "fx-001"]}) == ("", "")


def test_the_answers_are_no_papers_of_a_request() -> None:
    assert answer_named(law()[1], "refusal").answer
    with pytest.raises(StopIteration):
        answer_named(law()[1], "request")


def test_names_of_files() -> None:
    before = scene({"persons/0/consent": {"given": True}})
    written = Writer(before).letters(papers_of(before), ["en", "az"])
    assert [item.name for item in written] == ["request.en", "consent.en", "request.az", "consent.az"]
    made = dict(files(written[:1]))
    assert list(made) == ["request.en.pdf", "request.en.docx"]
    assert (made["request.en.pdf"][:5], made["request.en.docx"][:2]) == (b"%PDF-", b"PK")
    assert list(dict(side_by_side(written))) == ["request.en-az.pdf", "consent.en-az.pdf"]
    assert list(side_by_side(written[:2])) == []


def test_a_package() -> None:
    before = scene({"accounts/0/branch": None})
    whole = package(before, check(before), ["en"])
    made = whole.files
    assert [item.name for item in whole.papers] == ["request.en"]
    assert list(made) == ["request.en.pdf", "request.en.docx", "request.json"]
    data = msgspec.json.decode(made["request.json"])
    assert data["schema"] == "comity.request/1"
    assert (data["verdict"], data["corpus"]["as_of"]) == ("available", "2026-11-24")
    assert data["bases"][0] == {"instrument": "fx-001", "articles": ["1"], "with": []}
    (lack,) = data["deficiencies"]
    assert (lack["code"], lack["about"], lack["severity"], lack["article"]) == ("missing", "branch", "better", "2")
    assert (lack["where"], lack["also"], lack["by"], lack["confidence"]) == (["accounts[0].branch"], [], "XB", "medium")


def test_the_request_as_data_holds_every_text_with_its_place() -> None:
    before = scene()
    written = Writer(before).letters(papers_of(before), ["en", "az"])
    data = msgspec.json.decode(request_bytes(before, written, ()))
    english, azerbaijani = data["papers"]
    assert (english["id"], english["lang"], english["title"], azerbaijani["title"]) == ("request", "en", "Request", "Sorğu")
    told = [item for item in english["texts"] if item["path"] == "summary.what"]
    assert told == [{"path": "summary.what", "text": LONG_ENOUGH}]
    foreign = [item for item in azerbaijani["texts"] if item["path"] == "summary.what"]
    assert foreign == [{"path": "summary.what", "text": LONG_ENOUGH, "lang": "en", "mark": "translate"}]
    assert all(item["path"] for item in english["texts"])


def test_the_request_is_a_case_again() -> None:
    before = scene()
    data = msgspec.json.decode(request_bytes(before, (), ()))
    assert scene().case == msgspec.convert(case_in(data), type(before.case), strict=False)
