# SPDX-License-Identifier: EUPL-1.2
"""What came back is told in full: in fields and between them, with the fields and without; and nothing that was not changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from comity.documents.letter_docx import letter_docx
from comity.draft.case.read import plain
from comity.draft.revision import returned
from comity.draft.revision.record import Decision, Record, Remark, Shared, decided, received, saved, shared
from comity.draft.revision.returned import Given, identifier, named, remarks_in, sent
from comity.model.errors import WrongInput
from unit.draft.revised import (
    DAY,
    FIXED,
    LATER,
    WHAT,
    at,
    back,
    beside,
    case,
    comment,
    cut,
    draft,
    insert,
    letter,
    say,
    track,
    unwrap,
    worked,
    write,
)

FIRST, SECOND = WHAT.split("\n\n")
Work = Callable[[Any], None]


def told(*works: Work, **given: Any) -> list[tuple[str, str, str, str | None, str]]:
    """Path, text before, what is said, text proposed and its language, of each remark."""
    record, data = draft()
    return [(item.path, item.was, item.says, item.proposed, item.language) for item in back(record, worked(data, *works), **given)]


def test_what_was_not_changed_says_nothing() -> None:
    record, data = draft()
    assert back(record, data) == ()
    assert told() == []
    assert told(unwrap("summary.when", "persons[0].address")) == [], "fields that a word processor took away"
    assert told(unwrap()) == [], "or all of them"
    assert told(say("in May", "in  May ")) == [], "blanks are no change"


@pytest.mark.parametrize(
    ("works", "expected"),
    [
        ([write("persons[0].address", "1 Avenue")], ("persons[0].address", "1 Street", "", "1 Avenue", "en")),
        ([write("case.reference", "R-2")], ("case.reference", "R-1", "", "R-2", "en")),
        ([write("summary.when", "in June", 1)], ("summary.when", "in May", "", "in June", "en")),
        ([write("summary.what", "He moved it.")], ("summary.what", WHAT, "", f"He moved it.\n\n{SECOND}", "en")),
        ([cut(SECOND)], ("summary.what", WHAT, "", FIRST, "en")),
        ([write("persons[0].names[0]", "A. Once")], ("persons[0].names[0].full", "A. One", "", "A. Once", "en")),
        ([write("offences[0].title", "Theft")], ("offence.title", "Fraud", "", "Theft", "en")),
        ([write("asked.items[1]", "All contracts")], ("asked.items[1]", "Contracts", "", "All contracts", "en")),
        ([write("summary.where", "в городе Сумгаит")], ("summary.where", "в городе Баку", "", "в городе Сумгаит", "ru")),
        ([write("summary.where", "in Baku")], ("summary.where", "в городе Баку", "", "in Baku", "en")),
        ([write("summary.link", "All of it")], ("summary.link", "", "", "All of it", "en")),
        ([write("persons[0].address", "")], ("persons[0].address", "1 Street", "", "", "en")),
        ([cut("1 Street")], ("persons[0].address", "1 Street", "", "", "en")),
        ([unwrap("persons[0].address"), say("1 Street", "3 Street")], ("persons[0].address", "1 Street", "", "3 Street", "en")),
        ([unwrap(), say("1 Street", "3 Street")], ("persons[0].address", "1 Street", "", "3 Street", "en")),
        ([unwrap(), say(SECOND, "Mere paper.")], ("summary.what", WHAT, "", f"{FIRST}\n\nMere paper.", "en")),
        # by hand
        ([write("persons[1].names[0]", "B. Tow")], ("persons[1].names[0].full", "B. Two (also called)", "B. Tow", None, "")),
        ([write("asked.period.from", "1 March")], ("asked.period.from", "from 15 February 2025", "1 March", None, "")),
        ([write("persons.contact", "12345")], ("persons.contact", "", "12345", None, "")),
        ([insert(SECOND, "We disagree.")], ("", "", "We disagree.", None, "")),
        ([cut(FIXED)], ("", FIXED, "", None, "")),
        ([say(FIXED, "These are the facts.")], ("", FIXED, "These are the facts.", None, "")),
        ([say("It was ", "It was, ")], ("summary.when", "It was in May, of Fraud.", "It was, in May, of Fraud.", None, "")),
    ],
)  # fmt: skip
def test_one_change(works: list[Work], expected: tuple[str, str, str, str | None, str]) -> None:
    found = told(*works)
    assert found == [expected]


def test_a_passage_in_another_shape_is_one_remark() -> None:
    found = told(unwrap(), insert(FIXED, "One"), insert(FIXED, "Two"), cut(FIXED))
    assert found == [("", FIXED, "One\nTwo", None, "")]


def test_who_changed_it() -> None:
    record, data = draft()
    (remark,) = back(record, worked(data, track("persons[0].address", "1 Avenue", "C. Clerk")), who="X")
    assert (remark.by, remark.on, remark.version, remark.source, remark.by_hand) == ("C. Clerk", LATER, 1, "back.docx", False)
    (gone,) = back(record, worked(data, track("persons[0].address", "", "C. Clerk")))
    assert (gone.by, gone.proposed) == ("C. Clerk", "")
    (unnamed,) = back(record, worked(data, insert(SECOND, "No.")), who="X")
    assert (unnamed.by, unnamed.by_hand) == ("X", True)


def test_comments_stand_at_their_place() -> None:
    record, data = draft()
    found = back(
        record,
        worked(
            data,
            comment("Which house?", at("persons[0].address")),
            comment("Both?", at("asked.items[0]"), at("asked.items[1]")),
            comment("Of whom?", at("offences[0].title")),
            comment("Why?", beside(FIXED)),
            comment("  ", beside("Facts")),
        ),
    )
    assert {(item.path, item.says, item.about, item.by) for item in found} == {
        ("persons[0].address", "Which house?", "1 Street", "B"),
        ("asked.items[0]", "Both?", "Statements Contracts", "B"),
        ("offence.title", "Of whom?", "Fraud", "B"),
        ("", "Why?", FIXED, "B"),
    }
    assert all(item.proposed is None and not item.by_hand for item in found)


def test_everything_is_accepted_or_told() -> None:
    """What was changed in the file stands in the case after all was accepted."""
    record, data = draft()
    edited = worked(data, write("persons[0].address", "1 Avenue"), write("summary.where", "in Baku"), write("summary.link", "All of it"))
    record, of = received(record, back(record, edited)), case()
    for remark in record.remarks:
        record, of = decided(record, of, Decision(remark.number, accepted=True, by="P", on=LATER))
    values = plain(of)
    assert values["persons"][0]["address"] == "1 Avenue"
    assert values["summary"]["where"] == {"ru": "в городе Баку", "en": "in Baku"}
    assert values["summary"]["link"] == "All of it"


# -- which paper it is


def test_the_name_of_a_paper_is_read_back() -> None:
    version = draft()[0].versions[0]
    assert named(identifier(version, "account-schedule", "fr")) == returned.Named("account-schedule", "fr", 1, version.sha256)
    for other in ("", "R-1", "comity.draft/2 request.en v1 " + "0" * 64, "comity.draft/1 request.en v1 00"):
        assert named(other) is None


def test_a_file_says_which_version_it_shows() -> None:
    record, data = draft()
    record = saved(record, case(bases=["fx-001"]), "P", DAY)
    newer = letter_docx(replace(letter(), identifier=identifier(record.versions[-1], "request", "en")))
    record = shared(record, sent(Shared(2, "request", "en", DAY, "P"), newer))
    assert remarks_in(data, record, LATER, Given())[0].version == 1
    assert remarks_in(newer, record, LATER, Given())[0].version == 2
    assert remarks_in(data, record, LATER, Given(version=2))[0].version == 2, "the user knows better"
    assert remarks_in(letter_docx(letter()), record, LATER, Given())[0].version == 2, "the last, where the file does not say"


def test_a_renumbered_version_is_found_by_its_content() -> None:
    record, data = draft()
    other = shared(
        saved(saved(Record(), case(bases=["fx-001"]), "P", DAY), case(), "P", DAY), msgspec.structs.replace(record.shared[0], version=2)
    )
    assert remarks_in(data, other, LATER, Given())[0].version == 2


def refused(says: str, data: bytes, record: Record, **given: Any) -> None:
    with pytest.raises(WrongInput, match=says) as error:
        back(record, data, **given)
    assert error.value.do


def test_a_file_of_another_case_is_refused() -> None:
    record, _ = draft()
    _, other = draft(case(bases=["fx-001"]))
    refused("another case", other, record)
    assert back(record, other, version=1) == (), "unless the user says which version it is"


def test_a_paper_that_was_not_shared_is_refused() -> None:
    record, data = draft()
    for given in ({"paper": "consent"}, {"language": "fr"}, {"version": 2}):
        refused("not shared", data, record, **given)
    unshared = saved(Record(), case(), "P", DAY)
    refused("not shared", data, unshared)


def test_another_paper_without_a_name_is_refused() -> None:
    record, _ = draft()
    other = letter_docx(replace(letter(), identifier="", references=(), blocks=letter().blocks[:1], title="An invoice"))
    refused("not the paper", other, record)


# -- bounds


def test_too_many_remarks_or_paragraphs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    record, data = draft()
    monkeypatch.setattr(returned, "MOST_REMARKS", 1)
    assert len(back(record, worked(data, insert(SECOND, "One")))) == 1
    refused("2 remarks", worked(data, insert(SECOND, "One"), insert(FIXED, "Two")), record)
    monkeypatch.setattr(returned, "_MOST_ROWS", 0)
    refused("paragraphs", worked(data, *[insert(SECOND, "x")] * 100), record)


def test_long_texts_are_cut_to_what_a_record_holds() -> None:
    record, data = draft()
    found = back(
        record,
        worked(data, write("persons[0].address", "x" * 50_000), comment("y" * 50_000, beside(FIXED), by="Z" * 900)),
        source="s" * 999,
    )
    assert [len(item.says) for item in found] == [40_000, 40_000]
    assert all(item.proposed is None and len(item.by) <= 400 and len(item.source) == 400 for item in found)
    assert _again(received(record, found)) == received(record, found)


def _again(record: Record) -> Record:
    return msgspec.json.decode(msgspec.json.encode(record), type=Record)


def test_hidden_letters_are_shown() -> None:
    record, data = draft()
    found: tuple[Remark, ...] = back(
        record, worked(data, write("persons[0].address", "1 \u202eteertS"), comment("a\u202eb", beside(FIXED), by="B\u202e"))
    )
    assert {item.proposed or item.says for item in found} == {"1 \ufffdteertS", "a\ufffdb"}
    assert "B\ufffd" in {item.by for item in found}
