# SPDX-License-Identifier: EUPL-1.2
"""`law/schema/` and the generated pages say what the types that read the files and the vocabulary say."""

from __future__ import annotations

import json
from pathlib import Path

import case_places
import glossary
import pytest
import schema


@pytest.mark.parametrize("name", sorted(schema.schemas()))
def test_schema_is_current(name: str) -> None:
    assert (schema.FOLDER / name).read_text(encoding="utf-8") == schema.schemas()[name], "run `make schema`"


def test_no_other_schema() -> None:
    assert {path.name for path in schema.FOLDER.glob("*.json")} == set(schema.schemas())


@pytest.mark.parametrize("name", sorted(schema.published()))
def test_published_schema_is_current(name: str) -> None:
    assert (schema.PUBLISHED / name).read_text(encoding="utf-8") == schema.published()[name], "run `make schema`"


def test_unknown_keys_are_refused_and_numbers_pass_as_text() -> None:
    instrument = json.loads(schema.schemas()["instrument.json"])["$defs"]["InstrumentDoc"]
    assert instrument["additionalProperties"] is False
    assert instrument["properties"]["id"]["type"] == ["string", "number"]


def test_glossary_page_is_current() -> None:
    assert Path(glossary.PAGE).read_text(encoding="utf-8") == glossary.page(), "run `make glossary`"


def test_case_file_page_is_current() -> None:
    assert Path(case_places.PAGE).read_text(encoding="utf-8") == case_places.page(), "run `make glossary`"
