# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from comity.model.truth import Truth


def test_words() -> None:
    assert [truth.word for truth in Truth] == ["no", "unknown", "yes"]


def test_order_is_that_of_kleene() -> None:
    """So that `min` is "all" and `max` is "any"."""
    assert sorted(Truth) == [Truth.NO, Truth.UNKNOWN, Truth.YES]
    assert [int(truth) for truth in Truth] == [0, 1, 2]
