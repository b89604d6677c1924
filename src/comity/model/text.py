# SPDX-License-Identifier: EUPL-1.2
"""Words in the four languages."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("en", "az", "ru", "fr")


@dataclass(frozen=True, slots=True)
class Text:
    """One statement in up to four languages; English is always there."""

    en: str = ""
    az: str = ""
    ru: str = ""
    fr: str = ""

    def __str__(self) -> str:
        return self.en

    def in_language(self, language: str) -> tuple[str, str]:
        """The words in ``language`` and the language they are in (English where there is no version)."""
        words: str = getattr(self, language)
        return (words, language) if words else (self.en, "en")


NO_WORDS = Text()
