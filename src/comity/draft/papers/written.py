# SPDX-License-Identifier: EUPL-1.2
"""A paper in one language."""

from __future__ import annotations

from dataclasses import dataclass

from comity.documents.letter import Letter
from comity.model.drafting import Paper


@dataclass(frozen=True, slots=True)
class WrittenPaper:
    """One paper in one language."""

    paper: Paper
    letter: Letter

    @property
    def name(self) -> str:
        """The name of its files without the ending: ``request.en``."""
        return f"{self.paper.id}.{self.letter.language}"
