# SPDX-License-Identifier: EUPL-1.2
"""A record only grows, is read back equal, finds out what was altered; a decision is taken once and changes what was remarked on."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from comity.draft.case.case import Case
from comity.draft.case.read import plain
from comity.draft.revision.record import (
    Decision,
    Record,
    Remark,
    compared,
    decided,
    is_gone,
    other_languages,
    read_record,
    received,
    record_bytes,
    saved,
)
from comity.model.errors import WrongInput
from unit.draft.revised import DAY, LATER, case, draft


def remark(path: str, proposed: str | None = None, language: str = "en", **more: Any) -> Remark:
    return Remark(1, 1, path, "B", LATER, proposed=proposed, language=language, **more)


def with_remarks(*remarks: Remark) -> Record:
    return received(draft()[0], remarks)


def accept(record: Record, of: Case, number: int = 1, **more: Any) -> tuple[Record, Case]:
    return decided(record, of, Decision(number, accepted=True, by="P", on=LATER, **more))


def test_a_version_is_kept_once() -> None:
    record = saved(Record(), case(), "P", DAY)
    assert saved(record, case(), "Q", LATER) is record
    record = saved(saved(record, case(bases=["fx-001"]), "P", DAY), case(), "P", DAY)
    assert [version.number for version in record.versions] == [1, 2, 3]
    assert record.version() == record.version(3)
    assert [change.path for change in compared(record, 1, 2)] == ["bases"]
    assert compared(record, 1) == ()


def test_a_record_is_read_back() -> None:
    record, _ = accept(with_remarks(remark("persons[0].address", "x"), remark("", says="why?")), case(), why="so it is")
    assert read_record(record_bytes(record)) == record
    assert [len(record.versions), len(record.shared), len(record.remarks)] == [1, 1, 2]
    assert read_record(record_bytes(Record())) == Record()


ALTERED: dict[str, tuple[Callable[[list[dict[str, Any]]], object], str]] = {
    "a text": (lambda events: events[0]["case"]["summary"].update(what="x"), "version 1 was altered"),
    "the hash": (lambda events: events[0].update(sha256="0" * 64), "version 1 was altered"),
    "no version": (lambda events: events.pop(0), "out of order"),
    "no remark": (lambda events: events.pop(2), "out of order"),
    "a remark twice": (lambda events: events.insert(2, events[2]), "out of order"),
    "a decision twice": (lambda events: events.append(events[-1]), "out of order"),
    "the order": (lambda events: events.reverse(), "out of order"),
    "a number": (lambda events: events[2].update(number=7), "out of order"),
    "a later version": (lambda events: events[2].update(version=2), "out of order"),
    "another event": (lambda events: events.append({"event": "spell"}), "no record"),
    "another key": (lambda events: events[2].update(colour="red"), "no record"),
}


@pytest.mark.parametrize("name", ALTERED)
def test_what_was_altered_is_found_out(name: str) -> None:
    record, _ = accept(with_remarks(remark("persons[0].address", "x")), case())
    data = json.loads(record_bytes(record))
    alter, says = ALTERED[name]
    alter(data["events"])
    with pytest.raises(WrongInput, match=says) as error:
        read_record(json.dumps(data).encode())
    assert error.value.do


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b"[" * 5000, b'{"schema": "comity.record/2"}', b'{"schema": "\\ud800"}'])
def test_what_is_no_record(data: bytes) -> None:
    with pytest.raises(WrongInput, match="no record"):
        read_record(data)


def test_what_could_not_be_read_back_is_not_written() -> None:
    with pytest.raises(WrongInput, match="too long"):
        record_bytes(saved(Record(), case(), "x" * 401, DAY))


def test_what_is_there_is_not_named_in_vain() -> None:
    record = with_remarks(remark("summary.when", says="?"))
    for number in (0, 2):
        with pytest.raises(WrongInput, match=f"no version {number}"):
            record.version(number)
    with pytest.raises(WrongInput, match="no version was kept"):
        Record().version()
    for number in (0, 2):
        with pytest.raises(WrongInput, match=f"no remark {number}"):
            record.remark(number)


def test_a_remark_is_taken_once() -> None:
    two = (remark("", says="?", about="here"), remark("", says="?", about="there"))
    record = with_remarks(*two)
    assert [item.number for item in record.remarks] == [1, 2]
    assert received(record, [*reversed(two), two[0]]) == record


def test_an_accepted_text_is_taken_up() -> None:
    record, of = accept(with_remarks(remark("summary.when", "in June")), case())
    assert plain(of)["summary"]["when"] == {"en": "in June", "ru": "в мае"}
    assert record.decision(record.remark(1)) == Decision(1, accepted=True, by="P", on=LATER)
    with pytest.raises(WrongInput, match="decided already"):
        accept(record, of)


def test_a_declined_text_and_a_comment_change_nothing() -> None:
    record = with_remarks(remark("summary.when", "in June"), remark("summary.when", says="?"))
    record, of = decided(record, case(), Decision(1, accepted=False, by="P", on=LATER))
    record, of = accept(record, of, 2)
    assert of == case()
    assert {number: item.accepted for number, item in record.decisions.items()} == {1: False, 2: True}


def test_a_person_is_followed_and_not_the_number() -> None:
    later = case(persons=[{"id": "p2", "role": "witness", "address": "2 Street"}, {"id": "p3", "role": "witness", "address": "1 Street"}])
    record = with_remarks(remark("persons[1].address", "9 Street"), remark("persons[0].address", "9 Street"))
    _, of = accept(record, later)
    assert [person["address"] for person in plain(of)["persons"]] == ["9 Street", "1 Street"]
    assert not is_gone(record, plain(later), record.remark(1))
    assert is_gone(record, plain(later), record.remark(2))
    with pytest.raises(WrongInput, match="no longer in the case"):
        accept(record, later, 2)
    assert accept(record, later, 2, by_hand=True)[1] == later


def test_a_later_text_is_not_overwritten() -> None:
    record = with_remarks(
        remark("persons[0].address", "A"), remark("persons[0].address", "B"), remark("persons[0].address", "A", by_hand=False, says="x")
    )
    record, of = accept(record, case())
    with pytest.raises(WrongInput, match="changed after version 1") as error:
        accept(record, of, 2)
    assert "--by-hand" in error.value.do
    assert accept(record, of, 3)[1] == of, "it is there already"


def test_a_text_that_makes_no_case_is_refused() -> None:
    record = with_remarks(remark("case.reference", "x" * 401))
    with pytest.raises(WrongInput, match="length"):
        accept(record, case())


def test_which_other_languages_may_need_the_change() -> None:
    record = with_remarks(remark("summary.when", "in June"), remark("persons[0].address", "x"), remark("summary.when", says="?"))
    assert other_languages(record, plain(case()), record.remark(1)) == ("ru",)
    record, of = accept(record, case())
    assert other_languages(record, plain(of), record.remark(1)) == ("ru",), "still as it was"
    both = msgspec.structs.replace(of, summary=msgspec.structs.replace(of.summary, when={"en": "in June", "ru": "в июне"}))  # type: ignore[type-var]  # a struct
    assert other_languages(record, plain(both), record.remark(1)) == ()
    assert other_languages(record, plain(of), record.remark(2)) == ()
    assert other_languages(record, plain(of), record.remark(3)) == ()
