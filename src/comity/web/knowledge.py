# SPDX-License-Identifier: EUPL-1.2
"""The body of law of this process: read once, kept with its compiled pairs."""

from __future__ import annotations

from functools import cache

from comity.advise.advise import Adviser
from comity.corpus.load import load, load_drafting
from comity.model.drafting import Drafting


@cache
def adviser() -> Adviser:
    """The adviser on the installed body of law."""
    return Adviser(load())


@cache
def drafting() -> Drafting:
    """What drafting reads beside the law."""
    return load_drafting()
