# SPDX-License-Identifier: EUPL-1.2
"""How much of an instrument is formalised."""

from __future__ import annotations

from dataclasses import dataclass

from comity.model.law import Coverage, CoverageState, Instrument


@dataclass(frozen=True, slots=True)
class Covered:
    """The coverage of one instrument: articles on cooperation, those formalised, and each line."""

    instrument: str
    articles: int
    formalised: int
    lines: tuple[Coverage, ...]

    @property
    def share(self) -> float:
        """The share of the articles on cooperation that is formalised; 0 where there is none."""
        return self.formalised / self.articles if self.articles else 0.0


def coverage_of(instrument: Instrument) -> Covered:
    """Count what is formalised; final clauses (state none) do not count."""
    counted = [line for line in instrument.coverage if line.state is not CoverageState.NONE]
    formalised = sum(1 for line in counted if line.state is CoverageState.FORMALISED)
    return Covered(instrument.id, len(counted), formalised, instrument.coverage)
