# SPDX-License-Identifier: EUPL-1.2
"""A case goes out as entities and comes back the same, whatever was typed; so does a case written as YAML."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.cli.files import typed
from comity.corpus.strict_yaml import parse
from comity.draft.case.case import Case
from comity.draft.case.read import read_case
from comity.draft.case.write import case_yaml
from comity.draft.entities.lines import entities_in, lines_of
from comity.draft.entities.reading import import_entities
from comity.draft.entities.rules import SCHEMA_OF
from comity.draft.entities.writing import export_entities
from comity.model.errors import WrongInput
from property.draft.cases import cases
from property.examples import examples


def without_items(case: Case) -> Case:
    """The case without its persons and things."""
    nothing: dict[str, Any] = dict.fromkeys(SCHEMA_OF, ())
    return msgspec.structs.replace(case, **nothing)


@given(cases())
@examples(60)
def test_what_goes_out_comes_back(case: Case) -> None:
    entities = entities_in(lines_of(export_entities(case))) if export_entities(case) else []
    again = import_entities(entities, case)
    assert (again.case, again.added, again.updated, again.aside) == (case, (), (), ())
    fresh = import_entities(entities, without_items(case))
    assert fresh.case == case
    assert not fresh.aside
    assert not fresh.remarks


@given(cases(), st.randoms(use_true_random=False))
@examples(40)
def test_the_order_of_entities_and_values_does_not_matter(case: Case, chance: random.Random) -> None:
    entities = export_entities(case)
    chance.shuffle(entities)
    for entity in entities:
        for values in entity["properties"].values():
            chance.shuffle(values)
    fresh = import_entities(entities, without_items(case)).case
    for part in SCHEMA_OF:
        assert sorted(getattr(fresh, part), key=lambda item: str(item.id)) == sorted(getattr(case, part), key=lambda item: str(item.id))


@given(cases())
@examples(60)
def test_ids_are_distinct_and_the_export_always_the_same(case: Case) -> None:
    entities = export_entities(case)
    ids = [entity["id"] for entity in entities]
    assert len(set(ids)) == len(ids)
    assert lines_of(entities) == lines_of(export_entities(case))


@given(cases())
@examples(80)
def test_a_case_written_as_yaml_reads_back(case: Case) -> None:
    written = case_yaml(case)
    assert read_case(typed(parse(written, Path("case.yaml")).data)) == case
    assert case_yaml(read_case(typed(parse(written, Path("case.yaml")).data))) == written


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_SCHEMATA = st.sampled_from(["Person", "Company", "BankAccount", "CryptoWallet", "Vessel", "Asset", "Passport", "Ownership", "Thing"])
_TEXTS = st.lists(st.text(max_size=20), max_size=3)
_NAMES = st.sampled_from(
    ["name", "alias", "birthDate", "country", "amount", "currency", "holder", "number", "owner", "asset", "notes", "description", "gender"]
)
_ENTITIES = st.fixed_dictionaries(
    {"id": st.sampled_from(["p1", "c1", "a1", "x"]), "schema": _SCHEMATA, "properties": st.dictionaries(_NAMES, _TEXTS, max_size=6)}
)


@given(st.lists(_ENTITIES, min_size=1, max_size=5), cases())
@examples(60)
def test_no_value_from_elsewhere_is_lost(entities: list[dict[str, Any]], case: Case) -> None:
    result = import_entities(entities, case)
    everything = msgspec.json.encode(result.case).decode().casefold() + str([item.entity for item in result.aside]).casefold()
    for entity in entities:
        for value in (text for values in entity["properties"].values() for text in values if text.strip()):
            shown = msgspec.json.encode(value).decode()[1:-1].casefold()
            assert shown in everything or repr(value)[1:-1].casefold() in everything or value.strip().casefold() in everything


@given(st.lists(_JUNK, max_size=4))
@examples(80)
def test_junk_is_wrong_input(junk: list[Any]) -> None:
    case = read_case({"requesting": "XA", "requested": "XB", "measure": "freezing"})
    if junk:
        with pytest.raises(WrongInput, match="entity"):
            import_entities(junk, case)


@given(st.binary(max_size=60))
def test_bytes_are_wrong_input_unless_they_are_entities(content: bytes) -> None:
    with pytest.raises(WrongInput, match=" - "):
        entities_in(content)
