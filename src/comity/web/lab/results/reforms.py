# SPDX-License-Identifier: EUPL-1.2
"""Reforms in words of the page's language, with what each is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.web.knowledge import adviser
from comity.web.lab.asked.simulate import OPS
from comity.web.lab.fields import language, names
from comity.web.lab.results.norms import address

JOIN, ACCESSION = "join", "accession"


class ReformShown(NamedTuple):
    """A reform: its number in the list, its words, the title and the address of its instrument, what it is worth alone."""

    number: int
    words: str
    title: str
    address: str
    alone: float | None
    equals: int


def shown(number: int, entry: Mapping[str, Any]) -> ReformShown:
    """A reform of the data of the lab."""
    law = adviser().corpus.by_id.get(entry["instrument"])
    title = law.title.in_language(language())[0] if law else entry["title"]
    return ReformShown(number, words(entry), title, address(entry["instrument"]), entry.get("alone"), entry.get("equals", 0))


def words(entry: Mapping[str, Any]) -> str:
    """What is done, by whom, to what."""
    sentences = {
        "denounce": _("%(state)s denounces %(law)s"),
        "withdraw": _("%(state)s takes back its statement %(statement)s to %(law)s"),
        "reserve": _("%(state)s makes the statement %(statement)s to %(law)s"),
        "extend": _("%(state)s extends %(law)s to %(territory)s"),
        "conclude": _("%(state)s and %(partner)s conclude a treaty on the model of %(law)s"),
        "setbound": _("%(state)s changes a threshold in %(law)s, %(provision)s: %(op)s %(bound)s"),
        "setrule": _("%(state)s changes the rule %(provision)s in %(law)s"),
        "repeal": _("%(state)s repeals %(law)s"),
        "bring": _("%(state)s brings the draft %(law)s into force"),
    }
    joins = _("%(state)s accedes to %(law)s") if entry.get("by") == ACCESSION else _("%(state)s ratifies %(law)s")
    sentence = joins if entry["kind"] == JOIN else sentences.get(entry["kind"], entry["says"].replace("%", "%%"))
    return sentence % {
        "state": _actor(entry["state"]),
        "partner": _actor(entry["partner"]),
        "territory": _actor(entry.get("territory", "")),
        "law": law_name(entry["instrument"]),
        "statement": entry.get("statement", ""),
        "provision": entry.get("provision", ""),
        "op": str(dict(OPS).get(entry.get("op", ""), "")),
        "bound": entry.get("bound", ""),
    }


def _actor(code: str) -> str:
    return names().bare_actor(code, language()) if code else ""


def law_name(id_: str) -> str:
    """The short name of an instrument; what is new has only its id."""
    law = adviser().corpus.by_id.get(id_)
    return law.short.in_language(language())[0] if law else id_


def simulation_of(entries: Sequence[Mapping[str, Any]], state: str, on: str) -> str:
    """The address at which the reforms of a state are filled in, to be simulated."""
    pairs = [("state", state), ("on", on), ("each", "true")]
    for entry in entries:
        if entry["state"] != state:
            continue
        law = entry["instrument"]
        match entry["kind"]:
            case "join":
                pairs.append(("accede" if entry["by"] == ACCESSION else "ratify", law))
            case "withdraw":
                pairs.append(("withdraw", f"{law}:{entry['statement']}"))
            case "conclude":
                pairs.append(("bilateral", f"{entry['partner']}:{law}"))
    return f"{reverse('lab:simulate')}?{urlencode(pairs)}"
