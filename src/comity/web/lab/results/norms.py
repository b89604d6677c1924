# SPDX-License-Identifier: EUPL-1.2
"""Norms in results, with the words of the body of law in the language of the page, and where they stand in the law browser."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from django.urls import reverse

from comity.model.text import Text
from comity.web.knowledge import adviser
from comity.web.library.instruments import head, slug


class NormShown(NamedTuple):
    """A norm: its instrument and article, what it says, its address, its source and confidence."""

    instrument: str
    article: str
    says: Text
    address: str
    source: str
    confidence: str


def norm_shown(norm: Mapping[str, str]) -> NormShown:
    """A norm of the data of the lab; its words from the body of law, where they are still there."""
    instrument, article = norm.get("instrument", ""), norm.get("article", "")
    says = _says(instrument, norm.get("provision", "")) or Text(en=norm.get("says", ""))
    return NormShown(instrument, article, says, address(instrument, article), norm.get("source", ""), norm.get("confidence", ""))


def address(instrument: str, article: str = "") -> str:
    """Where an article stands; empty for what is not in the body of law."""
    if instrument not in adviser().corpus.by_id:
        return ""
    page = reverse("library:instrument", args=[instrument])
    return f"{page}#{slug(head(article))}" if article else page


def _says(instrument: str, provision: str) -> Text | None:
    return _words(instrument).get(provision)


@cache
def _words(instrument: str) -> Mapping[str, Text]:
    law = adviser().corpus.by_id.get(instrument)
    if law is None:
        return {}
    return {**{rule.id: rule.says for rule in law.provisions}, **{made.id: made.says for made in law.statements}}
