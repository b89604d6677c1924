# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from comity.model.law import NATIONAL_KINDS, Confidence, Instrument, InstrumentKind, Source
from comity.model.text import Text


def test_confidence_falls_one_step() -> None:
    assert [confidence.step_lower for confidence in Confidence] == [Confidence.MEDIUM, Confidence.LOW, Confidence.LOW]


@pytest.mark.parametrize("kind", list(InstrumentKind))
def test_national(kind: InstrumentKind) -> None:
    assert Instrument("fx-001", Text("x"), Text("x"), kind).national == (kind in NATIONAL_KINDS)


def test_source_by_id() -> None:
    instrument = Instrument("fx-001", Text("x"), Text("x"), InstrumentKind.CONVENTION, sources=(Source("a", "one"), Source("b", "two")))
    assert instrument.source("b").what == "two"
    with pytest.raises(StopIteration):
        instrument.source("c")
