# SPDX-License-Identifier: EUPL-1.2
"""Collects what is wrong in ``law/``, each with file, line, what and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from comity.corpus.documents import Strict
from comity.corpus.strict_yaml import Document, read
from comity.model.errors import WrongLaw

D = TypeVar("D", bound=Strict)


@dataclass(slots=True)
class Problems:
    """All problems of one load."""

    found: list[str] = field(default_factory=list)

    def add(self, document: Document, path: str, what: str) -> None:
        """Record one problem at a path of a document."""
        self.found.append(document.problem(path, what))

    def add_line(self, path: Path, line: int, what: str) -> None:
        """Record one problem at a line of a file."""
        self.found.append(f"{path}:{line}: {what}")

    def open(self, path: Path, shape: type[D]) -> tuple[Document, D] | None:
        """Read a file into its shape; None, and a problem, where it does not fit."""
        try:
            document = read(path)
        except WrongLaw as error:
            self.found.extend(error.problems)
            return None
        try:
            return document, msgspec.convert(document.data, shape, strict=False)
        except msgspec.ValidationError as error:
            what, _, place = str(error).partition(" - at `")
            self.add(document, place.rstrip("`") or "$", f"{what} - see docs/legal-model.md for this kind of file")
            return None
