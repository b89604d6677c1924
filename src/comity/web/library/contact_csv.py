# SPDX-License-Identifier: EUPL-1.2
"""Contacts as CSV, out and in: no cell is taken for a formula, and what comes out goes in again unchanged."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.web.library.models import Contact

FIELDS = ("state", "authority", "role", "unit", "email", "telephone", "languages", "hours", "source", "expires")
COLUMNS = ("id", "version", *FIELDS)
SHOWN_ONLY = ("confirmed_on", "retired_on")
MOST_ROWS = 5_000
MOST_BYTES = 1_000_000
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")  # full-width signs too


class Unreadable(Exception):
    """The file is no list of contacts; the words are for the user."""

    def __init__(self, words: str | Promise) -> None:
        super().__init__(words)
        self.words = words


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula; ``plain`` gives it back."""
    return f"'{text}" if text.startswith(("'", *_FORMULA)) or text.lstrip().startswith(_FORMULA) else text


def plain(cell: str) -> str:
    """The text of a cell."""
    return cell.removeprefix("'")


def written(contacts: Iterable[Contact]) -> str:
    """The contacts as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    columns = (*COLUMNS, *SHOWN_ONLY)
    writer.writerow(columns)
    for contact in contacts:
        writer.writerow([harmless(value_of(contact, name)) for name in columns])
    return out.getvalue()


def value_of(contact: Contact, name: str) -> str:
    """A field of a contact as text."""
    value = contact.pk if name == "id" else getattr(contact, name)
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Planned:
    """What a row of a file would do: ``changes`` are the fields with their old and new text, ``errors`` what is wrong with it."""

    line: int
    id: str
    values: Mapping[str, str]
    version: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    errors: tuple[str, ...] = ()
    values_typed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def adds(self) -> bool:
        """Whether it is a new contact."""
        return not self.id


def rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a file with their line numbers; Unreadable where it is no such file."""
    try:
        yield from _rows(text)
    except csv.Error as error:
        raise Unreadable(_("The file is not CSV")) from error


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    heading = [plain(name).strip().lower() for name in next(reader, [])]
    missing = [name for name in ("state", "authority", "source") if name not in heading]
    if missing or len(set(heading)) != len(heading):
        raise Unreadable(_("The first line must name the columns, among them state, authority and source, each once"))
    for number, cells in enumerate(reader, start=1):
        if number > MOST_ROWS:
            raise Unreadable(_("The file has more than 5,000 rows"))
        if any(cell.strip() for cell in cells):
            yield reader.line_num, {name: plain(cell).strip() for name, cell in zip(heading, cells, strict=False)}


def fingerprint(planned: Iterable[Planned]) -> str:
    """What was shown, so that nothing else is applied."""
    shown = repr([(row.line, row.id, row.version, row.changes, row.errors) for row in planned])
    return hashlib.sha256(shown.encode()).hexdigest()
