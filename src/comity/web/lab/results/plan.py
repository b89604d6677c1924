# SPDX-License-Identifier: EUPL-1.2
"""A plan on a page: its reforms in the order of what they add, the proof in plain words, then its effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from comity.web.jobs.kinds import Query
from comity.web.jobs.models import Job
from comity.web.lab.fields import language, names
from comity.web.lab.results.effect import effect_shown
from comity.web.lab.results.norms import address
from comity.web.lab.results.reading import data_of
from comity.web.lab.results.reforms import law_name, simulation_of

Entry = Mapping[str, Any]


def present(job: Job, query: Query) -> Mapping[str, Any]:
    """What the page shows of a plan, by the filters of the address."""
    data = data_of(job)
    effect = effect_shown(data, query)
    reforms = effect["reforms"]
    return {
        **effect,
        "proof": _proof(data),
        "proven": data["gap"] == 0,
        "together": [[reforms[number] for number in group] for group in data["together_of"]],
        "models": [(law_name(id_), address(id_)) for id_ in data["models"]],
        "left_out": _left_out(data["left_out"]),
        "candidates": data["candidates"],
        "ruled_out": data["ruled_out"],
        "simulate": [(state, simulation_of(data["reforms"], state, data["on"])) for state in data["states"] if _acts(data, state)],
    }


def _acts(data: Entry, state: str) -> bool:
    return any(entry["state"] == state for entry in data["reforms"])


def _proof(data: Entry) -> str:
    bound = number_format(data["bound"], decimal_pos=0, use_l10n=True, force_grouping=True)
    if data["gap"] == 0:
        return _("It is proven that no other choice of as many reforms among the candidates brings more than %(bound)s.") % {"bound": bound}
    if data["gap"] is None:
        return _("What the best choice could bring is not proven: at most %(bound)s.") % {"bound": bound}
    share = number_format(data["gap"] * 100, decimal_pos=2)
    return _("No choice of as many reforms can bring more than %(bound)s: this plan is at most %(share)s %% below the best.") % {
        "bound": bound,
        "share": share,
    }


def _left_out(items: Sequence[Mapping[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Treaties by the reason why they were no candidates."""
    ordered = sorted(items, key=itemgetter("why", "instrument"))
    return [
        (names().named(why, language()), [(law_name(item["instrument"]), address(item["instrument"])) for item in group])
        for why, group in groupby(ordered, key=itemgetter("why"))
    ]
