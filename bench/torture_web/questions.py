# SPDX-License-Identifier: EUPL-1.2
"""A small question for each page of the lab, as its form is filled in."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

DAY = "2026-11-24"
LAW = b"id: a-law\ntitle: {en: A law}\nkind: statute\nof: AZ\nin_force: 2026-11-24\ncontent: basis-only\nsources: {s: {what: a test}}\n"
NARROW: dict[str, Any] = {"measures": ["hearing-video"], "offences": ["fraud"], "on": DAY}
ACT: dict[str, Any] = {"instruments": ["ets-024", "ets-086"], "policy": "widest-cooperation", "lang": "en", "on": DAY}
REFORM: dict[str, Any] = {"state": "AZ", "ratify": ["ets-182"], **NARROW}
QUESTIONS: dict[str, dict[str, Any]] = {
    "lab:contradictions": {"instruments": ["ets-024", "ets-086"], "on": DAY},
    "lab:compare-draft": {"instruments": ["ets-024"], "on": DAY},
    "lab:programme-measure": {"programme": "az-transparency-2007"},
    "lab:map": {
        "measure": "extradition",
        "state": "AZ",
        "offence": "",
        "region": "europe",
        "on": DAY,
        "since": "2020",
        "stalled_years": "5",
    },
    "lab:simulate": REFORM,
    "lab:replay": {"replay": "az-2003-2004"},
    "lab:plan": {"states": ["AZ"], "k": "1", **NARROW},
    "lab:codify": ACT,
}
"""By the route of the page. Texts, rows and choices that a question does without are empty."""

LEFT_EMPTY = (
    *("weights", "accede", "denounce", "bilateral", "extend", "withdraw", "reserve", "set", "repeal", "draft", "each"),
    *("not_with", "keep", "rights_never_fall", "no_bilateral", "models", "also", "instrument", "topics"),
)


def question(route: str) -> dict[str, Any]:
    """What is sent to a page of the lab."""
    asked = {**dict.fromkeys(LEFT_EMPTY, ""), **QUESTIONS[route]}
    return asked | {"draft": SimpleUploadedFile("instrument.yaml", LAW)} if route == "lab:compare-draft" else asked
