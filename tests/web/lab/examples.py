# SPDX-License-Identifier: EUPL-1.2
"""Results of jobs as the commands write them, for pages that show them."""

from __future__ import annotations

from typing import Any

import msgspec


def norm(instrument: str = "", article: str = "", says: str = "", provision: str = "") -> dict[str, str]:
    return {"instrument": instrument, "article": article, "says": says, "provision": provision, "source": "a source", "confidence": "low"}


def clash(kind: str, rule: str, **changed: Any) -> dict[str, Any]:
    """A contradiction as the command writes it."""
    return {
        "kind": kind,
        "norms": [norm("ets-024", "3", "first <b>norm</b>"), norm("minsk-1993", "57", "second norm")],
        "witness": {},
        "resolved_by": rule,
        "removed_by": "in English",
        "between": {"requesting": "AZ", "requested": "GE", "measure": "extradition", "on": "2026-11-24"},
        "measures": ["extradition"],
        "also": [],
        "resolution": {"wins": None, "instrument": "", "article": "", "says": "", "reason": ""},
        "remedy": {"name": "demanded", "values": {"first": "ets-024 3", "second": "minsk-1993 57"}},
        "sure": True,
        **changed,
    }


def found_data(*clashes: dict[str, Any], left_out: tuple[dict[str, str], ...] = ()) -> bytes:
    """What a search for contradictions leaves."""
    return msgspec.json.encode({"on": "2026-11-24", "left_out": list(left_out), "contradictions": list(clashes)})
