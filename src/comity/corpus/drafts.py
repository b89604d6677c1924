# SPDX-License-Identifier: EUPL-1.2
"""Reads a draft: a folder in the format of an instrument, loaded strictly beside the law."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from comity.corpus.build import load_beside
from comity.corpus.corpus import Corpus
from comity.model.errors import WrongInput, WrongLaw
from comity.model.law import Instrument


def load_drafts(corpus: Corpus, folders: Sequence[Path]) -> tuple[Instrument, ...]:
    """The instruments in some folders, each read against the corpus; WrongInput where a folder is none, WrongLaw with every problem."""
    for folder in folders:
        if not (folder / "instrument.yaml").is_file():
            raise WrongInput(
                "this folder holds no draft",
                where=str(folder),
                do="put instrument.yaml and provisions.yaml there, as under law/instruments/",
            )
    found: list[Instrument] = []
    for folder in folders:
        draft, problems = load_beside(corpus, folder.resolve())
        if draft is None or problems:
            raise WrongLaw(problems)
        found.append(draft)
    return tuple(found)
