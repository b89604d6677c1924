# SPDX-License-Identifier: EUPL-1.2
"""Searching names in any language: letters without their marks, however they are typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from comity.model.text import LANGUAGES, Text

_SAME = str.maketrans({"ə": "e", "ı": "i", "ё": "е", "ø": "o", "ł": "l", "đ": "d", "’": "'", "‘": "'"})


def fold(words: str) -> str:
    """Small letters without accents, one space between words."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_SAME))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def all_words(text: Text) -> tuple[str, ...]:
    """The words in every language there is."""
    return tuple(words for language in LANGUAGES if (words := getattr(text, language)))


def matches(sought: str, names: Iterable[str]) -> bool:
    """Whether each word that is sought stands in one of the names; nothing sought matches all."""
    folded = " ".join(fold(name) for name in names)
    return all(word in folded for word in fold(sought).split())
