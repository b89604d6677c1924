# SPDX-License-Identifier: EUPL-1.2
"""Whether the facts carry the measure: a link for each account, datum, place, asset and person; no fishing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comity.draft.case.base import Linked, Period, Written
from comity.draft.case.case import Summary
from comity.draft.check.deficiency import Deficiency, asking, cited, found
from comity.draft.scene import Scene

_WHY = ("asked.relevance", "asked.necessity", "asked.reason")  # where a request says why it needs what it asks for
_LONG_BEFORE = 5 * 366  # days before the offence from which data are hardly about it
_LONGEST = 10 * 366
_PERIODIC = frozenset({"banking", "data", "assets"})
_FEW_WORDS = 8
_NAMES = ("number", "value", "registration")  # by which a summary may name a thing
_HOLDERS = ("holder", "owner", "user")


def connection(scene: Scene) -> Iterator[Deficiency]:
    """Things without a link to the facts, facts too thin to tell what happened, demands without an end."""
    yield from _unlinked(scene)
    yield from _thin(scene)
    yield from _speculative(scene)
    yield from _disproportionate(scene)
    yield from _elsewhere(scene)


def _unlinked(scene: Scene) -> Iterator[Deficiency]:
    """A thing is linked by its own words, by its holder's, or where the summary names it."""
    told = _told(scene)
    linked = {item.id for item in (*scene.case.persons, *scene.case.companies) if item.link}
    case = scene.case
    things: dict[str, tuple[Linked, ...]] = {
        "accounts": case.accounts,
        "identifiers": case.identifiers,
        "places": case.places,
        "assets": case.assets,
        "vehicles": case.vehicles,
        "devices": case.devices,
    }
    for kind, items in things.items():
        for number, item in enumerate(items):
            names = [name for key in _NAMES if (name := getattr(item, key, ""))]
            holder = next((name for key in _HOLDERS if (name := getattr(item, key, ""))), "")
            if item.link or holder in linked or any(name in told for name in names):
                continue
            values = {"thing": names[0] if names else item.id}
            deficiency = found(scene, "no-link", item.id, values, (f"{kind}[{number}].link",))
            yield cited(scene, deficiency, asking(scene, f"{kind}.link", *_WHY))


def _told(scene: Scene) -> str:
    summary = scene.case.summary
    if summary is None:
        return ""
    parts = (summary,) if isinstance(summary, str) else (summary.what, summary.link)
    return " ".join(_text(part) for part in parts)


def _text(written: Written) -> str:
    return " ".join(written.values()) if isinstance(written, dict) else written


def _thin(scene: Scene) -> Iterator[Deficiency]:
    summary = scene.case.summary
    if summary is None:
        return
    what = summary if isinstance(summary, str) else summary.what
    texts = list(what.values()) if isinstance(what, dict) else [what]
    if all(0 < len(text.split()) < _FEW_WORDS for text in texts):
        yield cited(scene, found(scene, "facts-too-thin", "facts", {}, ("summary.what",)), asking(scene, "summary.what"))
    if isinstance(summary, Summary) and not summary.link and not scene.case.asked.reason:
        yield cited(scene, found(scene, "no-link-told", "link", {}, ("summary.link",)), asking(scene, "summary.link", *_WHY))


def _speculative(scene: Scene) -> Iterator[Deficiency]:
    """An account or datum that nothing identifies is a demand for whatever there may be."""
    identify = scene.query.measure.endswith("identification") or scene.query.measure.startswith(("identify", "locate"))
    for number, account in enumerate(scene.case.accounts):
        if not (account.number or account.holder or identify):
            place = (f"accounts[{number}].number", f"accounts[{number}].holder")
            deficiency = found(scene, "speculative", account.id, {"thing": account.id}, place)
            yield cited(scene, deficiency, asking(scene, "accounts.link", "accounts.number", *_WHY))


def _disproportionate(scene: Scene) -> Iterator[Deficiency]:
    measure = scene.corpus.measures[scene.query.measure]
    if measure.family not in _PERIODIC:
        return
    offences = [o.on for o in (*scene.case.offences, scene.case.offence) if o is not None and o.on]
    spans: list[tuple[str, Period | None]] = [("asked.period", scene.case.asked.period)]
    spans += [(f"identifiers[{n}].period", item.period) for n, item in enumerate(scene.case.identifiers)]
    for place, period in spans:
        if period is None or period.since is None:
            continue
        end = period.until or scene.on
        if (end - period.since).days > _LONGEST or _long_before(period.since, offences):
            values = {"first": period.since.isoformat(), "second": end.isoformat()}
            deficiency = found(scene, "disproportionate", "period", values, (place,))
            yield cited(scene, deficiency, asking(scene, *_WHY))


def _long_before(since: date, offences: list[date]) -> bool:
    return bool(offences) and (min(offences) - since).days > _LONG_BEFORE


def _elsewhere(scene: Scene) -> Iterator[Deficiency]:
    """Things of which each lies in another state than the one that is asked to act on them."""
    measure = scene.corpus.measures[scene.query.measure]
    if not measure.coercive and measure.family not in _PERIODIC:
        return
    lie = list(_located(scene))
    told = {country for _, _, country in lie if country}
    if told and None not in {country for _, _, country in lie} and scene.query.requested not in told | _territories(scene, told):
        place, id_, country = lie[0]
        deficiency = found(scene, "elsewhere", id_, {"thing": id_, "state": country}, (place,))
        kind = place.partition("[")[0]
        yield cited(scene, deficiency, asking(scene, f"{kind}.country", f"{kind}.location", f"{kind}.address", f"{kind}.link"))


def _located(scene: Scene) -> Iterator[tuple[str, str, str | None]]:
    """Accounts, places and assets: where the case says their state, which they are, and the state."""
    case = scene.case
    yield from ((f"accounts[{n}].country", item.id, item.country) for n, item in enumerate(case.accounts))
    yield from ((f"places[{n}].country", item.id, item.country) for n, item in enumerate(case.places))
    yield from ((f"assets[{n}].country", item.id, item.country) for n, item in enumerate(case.assets))


def _territories(scene: Scene, codes: set[str]) -> set[str]:
    """The states to which those of the codes belong that are territories."""
    return {actor.of for code in codes if (actor := scene.corpus.by_code.get(code)) and actor.of}
