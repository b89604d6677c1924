# SPDX-License-Identifier: EUPL-1.2
"""Whether an answer does nothing with a text: a page has no element and no attribute that it has not without it; no header is split."""

from __future__ import annotations

import csv
import io
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http.response import HttpResponseBase
from lxml import html

from bench.torture_web.reading import body_of
from comity.web.logs import JsonFormatter

Shape = tuple[str, frozenset[str]]

_SWITCHED = {"aria-invalid", "aria-describedby", "aria-current", "required", "checked", "selected", "open", "disabled"}
COOKIES = {"sessionid", "csrftoken", "messages", "django_language"}
ADDRESSES = ("href", "src", "action", "formaction", "hx-get", "hx-post", "data", "xlink:href", "poster")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff\ufdd0-\ufdef\ufffd\\s\u200b\ufeff\u2028\u2029]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def plain(text: str) -> str:
    """A text without what a page shows as a space, or not at all."""
    return _CONTROL.sub("", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


class Page:
    """A page that was read: its shapes, and what a reader sees."""

    def __init__(self, answer: HttpResponseBase) -> None:
        content = body_of(answer).decode("utf-8")
        source = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", content)
        self.tree = html.document_fromstring(source, parser=html.HTMLParser(encoding=None, huge_tree=True))
        self.elements = [item for item in self.tree.iter() if isinstance(item.tag, str)]

    @property
    def shapes(self) -> set[Shape]:
        """Each kind of element with the names of its attributes, but for those that a state of a field switches and that do nothing."""
        return {(str(item.tag), frozenset(map(str, item.attrib)) - _SWITCHED) for item in self.elements}

    def shows(self, text: str) -> bool:
        """Whether the text stands there as it is: among what is read, or in a field."""
        wanted = plain(text)
        values = (plain(str(value)) for item in self.elements for value in item.attrib.values())
        return wanted in plain("".join(map(str, self.tree.itertext()))) or any(wanted in value for value in values)


def is_page(answer: HttpResponseBase) -> bool:
    """Whether it is HTML that says something."""
    content = body_of(answer)  # whatever it is, so that what it reads from is closed
    return answer.get("Content-Type", "").startswith("text/html") and bool(content.strip())


def faults(answer: HttpResponseBase, known: set[Shape]) -> Iterator[str]:
    """What is wrong with an answer, whatever it says."""
    content = body_of(answer)
    if answer.status_code >= 500:
        yield f"status {answer.status_code}"
    for name, value in answer.items():
        if re.search("[\r\n\x00]", f"{name}{value}"):
            yield f"the header {name} is split"
    if strange := set(answer.cookies) - COOKIES:
        yield f"sets the cookies {strange}"
    if answer.get("X-Content-Type-Options") != "nosniff":
        yield "may be taken for another kind of file"
    kind = answer.get("Content-Type", "")
    if is_page(answer):
        yield from _of_page(Page(answer), known)
    elif kind.startswith(("application/json", "application/problem+json")):
        try:
            json.loads(content)
        except ValueError as error:
            yield f"is no JSON: {error}"
    elif kind.startswith("text/csv"):
        yield from _of_table(content.decode())


def _of_page(page: Page, known: set[Shape]) -> Iterator[str]:
    for tag, names in sorted(page.shapes - known, key=str):
        yield f"has a new <{tag} {' '.join(sorted(names))}>"
    for item in page.elements:
        for name in ADDRESSES:
            address = plain(item.get(name) or "").lower()
            if address.startswith(("javascript:", "vbscript:", "//")) or (address.startswith("data:") and item.tag != "img"):
                yield f"leads to {address[:60]!r}"
        if item.tag == "script" and not str(item.get("src", "")).startswith("/static/") and item.get("type") != "application/json":
            yield "has a script of its own"


def _of_table(text: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            if cell.lstrip().startswith(_FORMULA) or cell.startswith(("\t", "\r", "\n")):
                yield f"has the formula {cell[:40]!r}"


class Lines(logging.Handler):
    """Every line that would be written to the log."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.written.append(self.format(record))

    def faults(self) -> Iterator[str]:
        """What is wrong with a line."""
        for line in self.written:
            if len(line.splitlines()) != 1 or not line.isascii() or not isinstance(_read(line), dict):
                yield f"the log has the line {line[:100]!r}"
        self.written.clear()


def _read(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


@contextmanager
def logged() -> Iterator[Lines]:
    """Reads along what is logged, instead of writing it."""
    root, lines = logging.getLogger(), Lines()
    before, level, disabled = root.handlers[:], root.level, logging.root.manager.disable
    root.handlers[:] = [lines]
    root.setLevel(logging.INFO)
    logging.disable(logging.NOTSET)
    try:
        yield lines
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        logging.disable(disabled)
