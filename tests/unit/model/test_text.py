# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from comity.model.text import LANGUAGES, Text


def test_languages_are_fields() -> None:
    assert tuple(Text.__dataclass_fields__) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_language(language: str) -> None:
    assert Text("en", "az", "ru", "fr").in_language(language) == (language, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_english_where_there_is_no_version(language: str) -> None:
    assert Text("only English").in_language(language) == ("only English", "en")


def test_nothing_is_said_in_english() -> None:
    assert Text().in_language("ru") == ("", "en")
