# SPDX-License-Identifier: EUPL-1.2
"""What a page says to people: its texts and the words of its attributes, without what is marked as code or as another language."""

from __future__ import annotations

import re
from html.parser import HTMLParser

WORD = re.compile(r"[^\W\d_]{2,}")
SILENT = {"script", "style", "code", "textarea"}
ALONE = {"br", "hr", "img", "input", "link", "meta"}
SAID = {"aria-label", "title", "alt", "placeholder"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: set[str] = set()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        silent = self._silent() or tag in SILENT or ("lang" in named and tag != "html")
        if tag not in ALONE:
            self._open.append((tag, silent))
        if not silent:
            for name in SAID & named.keys():
                self._say(named[name] or "")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._silent():
            self._say(data)

    def _silent(self) -> bool:
        return bool(self._open and self._open[-1][1])

    def _say(self, text: str) -> None:
        if WORD.search(text):
            self.said.add(" ".join(text.split()))


def spoken(page: str) -> set[str]:
    """Its texts, each once."""
    reader = _Reader()
    reader.feed(page)
    return reader.said
