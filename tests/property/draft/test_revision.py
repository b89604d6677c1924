# SPDX-License-Identifier: EUPL-1.2
"""Two cases differ where their changes say so; a record comes back as it was, or is found to be altered."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.draft.case.case import Case
from comity.draft.case.read import plain
from comity.draft.revision.changes import changes
from comity.draft.revision.places import changed, moved, shape_at, texts_at
from comity.draft.revision.record import Decision as Decided
from comity.draft.revision.record import Record, Remark, decided, read_record, received, record_bytes, saved
from comity.model.errors import WrongInput
from property.draft.cases import cases, prose
from property.examples import examples

DAY = date(2026, 11, 24)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def sites(value: object, at: str = "") -> list[str]:
    """Every place of a case where a text stands."""
    found: list[str] = []
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        here = f"{at}[{key}]" if isinstance(value, list) else f"{at}.{key}" if at else str(key)
        shape = shape_at(here)
        if shape and shape.kind in ("text", "written") and isinstance(inner, str | dict):
            found.append(here)
        found.extend(sites(inner, here))
    return [place for place in found if not place.endswith(".id")]


@given(cases(), cases())
@examples(60)
def test_no_changes_are_equality(one: Case, other: Case) -> None:
    assert changes(plain(one), plain(one)) == ()
    assert (changes(plain(one), plain(other)) == ()) is (plain(one) == plain(other))
    assert len(changes(plain(one), plain(other))) == len(changes(plain(other), plain(one)))


@given(cases(), st.data(), WORDS, st.sampled_from(["", "en", "az", "ru", "fr"]))
@examples(80)
def test_a_changed_place_is_the_only_change(of: Case, data: st.DataObject, text: str, language: str) -> None:
    before = plain(of)
    path = data.draw(st.sampled_from(sites(before) or ["summary"]))
    after = changed(before, path, text, language)
    found = changes(before, after)
    assert len(found) == (before != after)
    if text:
        assert text in texts_at(after, path).values()
        assert moved(path, before, after) == path
    for change in found:
        assert text in (change.new, *(change.new.values() if isinstance(change.new, dict) else ())) or not text


@st.composite
def records(draw: st.DrawFn) -> tuple[Record, Case]:
    """A record with versions, remarks and decisions, and its last case."""
    record, of = Record(), draw(cases())
    for made in draw(st.lists(cases(), max_size=2)):
        record = saved(record, made, draw(WORDS), DAY, draw(WORDS))
    record = saved(record, of, draw(WORDS), DAY)
    path = st.one_of(WORDS, st.sampled_from(sites(plain(of)) or [""]))
    texts = st.none() | WORDS
    for _ in range(draw(st.integers(0, 3))):
        version = draw(st.integers(1, len(record.versions)))
        remark = Remark(
            1, version, draw(path), draw(WORDS), DAY, says=draw(WORDS), proposed=draw(texts), language=draw(st.sampled_from(["en", "az"]))
        )
        record = received(record, [remark])
    for remark in record.remarks[: draw(st.integers(0, 3))]:
        record, of = decided(record, of, Decided(remark.number, accepted=draw(st.booleans()), by=draw(WORDS), on=DAY, by_hand=True))
    return record, of


@given(records())
@examples(60)
def test_a_record_comes_back(made: tuple[Record, Case]) -> None:
    record, _ = made
    assert read_record(record_bytes(record)) == record
    assert received(record, record.remarks) == record


@given(records(), st.data(), prose)
@examples(60)
def test_an_altered_version_is_found_out(made: tuple[Record, Case], data: st.DataObject, text: Any) -> None:
    events = json.loads(record_bytes(made[0]))
    version = data.draw(st.sampled_from([event for event in events["events"] if event["event"] == "version"]))
    before = json.dumps(version["case"], sort_keys=True)
    version["case"][data.draw(st.sampled_from(sorted({*version["case"], "bases"})))] = text
    if json.dumps(version["case"], sort_keys=True) == before:
        return
    with pytest.raises(WrongInput, match="was altered"):
        read_record(json.dumps(events).encode())


@given(records())
@examples(60)
def test_an_accepted_text_stands_in_the_case_or_nothing_is_changed(made: tuple[Record, Case]) -> None:
    record, of = made
    for remark in record.remarks:
        if record.decision(remark) is None:
            try:
                after, new = decided(record, of, Decided(remark.number, accepted=True, by="", on=DAY))
            except WrongInput:
                continue
            assert after.events[:-1] == record.events
            assert len(changes(plain(of), plain(new))) <= (remark.proposed is not None)
