# SPDX-License-Identifier: EUPL-1.2
"""Classes of offence: aliases on codes, narrower and broader, and text that is no class."""

from __future__ import annotations

import pytest

from comity.corpus.corpus import Corpus
from comity.engine.offences import broader, class_of
from comity.model.query import OffenceAsked
from comity.model.text import Text
from comity.model.truth import Truth
from comity.model.vocabulary import Offence, Vocabulary

OFFENCES = (
    Offence("fraud", Text("fraud"), ("0701",)),
    Offence("card-fraud", Text("card fraud"), ("07011",), ("fraud",)),
    Offence("skimming", Text("skimming"), (), ("card-fraud", "theft")),
    Offence("theft", Text("theft"), ("0502",)),
    Offence("extremism", Text("extremism")),
)
CORPUS = Corpus("test", "2026-11-24", Vocabulary((), OFFENCES, (), (), ()), (), ())
N, U, Y = Truth.NO, Truth.UNKNOWN, Truth.YES


def test_broader() -> None:
    assert broader(CORPUS, "skimming") == {"skimming", "card-fraud", "theft", "fraud"}
    assert broader(CORPUS, "fraud") == {"fraud"}


@pytest.mark.parametrize(
    ("asked", "classes", "expected"),
    [
        (OffenceAsked("fraud"), ("fraud",), Y),
        (OffenceAsked("card-fraud"), ("fraud",), Y),
        (OffenceAsked("skimming"), ("fraud",), Y),
        (OffenceAsked("fraud"), ("card-fraud",), U),  # the broader may be the narrower
        (OffenceAsked("fraud"), ("theft",), N),
        (OffenceAsked("fraud"), ("theft", "fraud"), Y),
        (OffenceAsked("fraud"), ("theft", "card-fraud"), U),
        (OffenceAsked("fraud"), (), N),
        (OffenceAsked(), ("fraud",), U),
        (OffenceAsked("something rude"), ("fraud",), U),
        (OffenceAsked(iccs="0701"), ("fraud",), Y),
        (OffenceAsked(iccs="07011"), ("fraud",), Y),
        (OffenceAsked(iccs="07"), ("fraud",), U),
        (OffenceAsked(iccs="0502"), ("fraud",), N),
        (OffenceAsked(iccs="0502"), ("extremism",), U),  # the alias has no code
        (OffenceAsked("fraud"), ("0701",), Y),
        (OffenceAsked("fraud"), ("07",), Y),
        (OffenceAsked("fraud"), ("07012",), U),
        (OffenceAsked("fraud"), ("0502",), N),
        (OffenceAsked("extremism"), ("0701",), U),  # the alias has no code
        (OffenceAsked("extremism"), ("0999",), U),
        (OffenceAsked("skimming"), ("0502",), Y),  # by the class that it lies in
        (OffenceAsked("something rude", "0701"), ("fraud",), Y),
        (OffenceAsked("fraud", "0502"), ("0502",), Y),
    ],
)
def test_class_of(asked: OffenceAsked, classes: tuple[str, ...], expected: Truth) -> None:
    assert class_of(CORPUS, asked, classes) is expected
