# SPDX-License-Identifier: EUPL-1.2
"""The facts on which something shows: in words, and as a question to the advisor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.web.advisor.asked import FACT, SAME_AS
from comity.web.advisor.facts import shown
from comity.web.advisor.values import written
from comity.web.knowledge import adviser, drafting
from comity.web.lab.fields import language, names


def in_words(witness: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Each fact as it is asked, with its value."""
    return tuple(_fact(name, value) for name, value in witness.items())


def _fact(name: str, value: Any) -> tuple[str, str]:
    if name == "offence":
        return _("Offence"), names().offence_name(str(value), language())
    spec = adviser().corpus.facts.get(name)
    if spec is None:
        return name, str(value)
    return spec.asks.in_language(language())[0], shown(spec, written(spec, value), names(), drafting(), language())


def advice(between: Mapping[str, str], witness: Mapping[str, Any]) -> str:
    """The address of the advisor's answer to the same case; empty where a side is no actor of the body of law."""
    corpus = adviser().corpus
    if between["requesting"] not in corpus.by_code or between["requested"] not in corpus.by_code:
        return ""
    pairs = [(name, between[name]) for name in ("requesting", "requested", "measure", "on")]
    for name, value in witness.items():
        spec = corpus.facts.get(name)
        if name == "offence":
            pairs.append((name, str(value)))
        elif spec is not None:
            pairs.append((SAME_AS.get(name, FACT + name), written(spec, value)))
    return f"{reverse('advisor:answer')}?{urlencode(pairs)}"
