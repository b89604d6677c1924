# SPDX-License-Identifier: EUPL-1.2
"""The map on a page: the world, a matrix, or what was found, by the choice of the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from comity.web.jobs.kinds import Query
from comity.web.jobs.models import Job
from comity.web.lab.results.map_findings import findings
from comity.web.lab.results.map_matrix import matrix
from comity.web.lab.results.map_world import world
from comity.web.lab.results.pairs import Past
from comity.web.lab.results.reading import data_of

CHANGES, MEASURES = "changes.json", "measures.json"
VIEWS = {"map": _("Map"), "matrix": _("Matrix"), "findings": _("Findings"), "network": _("Network")}


def present(job: Job, query: Query) -> Mapping[str, Any]:
    """What the page shows."""
    data = data_of(job)
    show = query.get("show", "")
    show = show if show in VIEWS else "map"
    found: dict[str, Any] = {
        "show": show,
        "views": [(name, words, f"?{urlencode({'show': name})}") for name, words in VIEWS.items()],
        "asked": data["query"],
        "late": data["query"]["on"] > data["corpus"]["as_of"],
        "as_of": data["corpus"]["as_of"],
    }
    if show in ("findings", "network"):
        return {**found, **findings(data)}
    past = Past.of(data_of(job, CHANGES))
    if show == "matrix":
        every = data_of(job, MEASURES) if query.get("what") == "measures" else None
        return {**found, **matrix(past, data, query, every)}
    return {**found, **world(past, data, query)}
