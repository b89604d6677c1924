# SPDX-License-Identifier: EUPL-1.2
"""The act as plain data for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from comity.lab.codify.act import Act, Alternative, Clause, Origin, Part
from comity.lab.codify.draft_files import condition
from comity.lab.codify.round_trip import RoundTrip
from comity.model.expression import ALWAYS

SCHEMA = "comity.act/1"


def act_data(act: Act, trip: RoundTrip | None = None) -> dict[str, Any]:
    """Everything that is known of the act."""
    return {
        "schema": SCHEMA,
        "id": act.id,
        "title": act.title,
        "state": act.state,
        "policy": act.policy,
        "on": act.on.isoformat(),
        "lang": act.language,
        "sources": list(act.sources),
        "left_out": [{"instrument": id_, "why": why} for id_, why in act.left_out],
        "parts": [_part(part) for part in act.parts],
        "contradictions": [
            {
                "clause": item.clause,
                "topic": item.topic,
                "measures": list(item.measures),
                "taken": [_origin(origin) for origin in item.taken],
                "set_aside": [_alternative(other) for other in item.aside],
                "resolved_by": item.resolved_by,
            }
            for item in act.contradictions
        ],
        "dispositions": [
            {
                **asdict(item),
                "kind": item.kind.value,
                "became": item.became.value,
                "measures": list(item.measures),
                "clauses": list(item.clauses),
            }
            for item in act.dispositions
        ],
        "round_trip": _trip(trip) if trip else None,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "id": part.id,
        "number": part.number,
        "heading": part.heading,
        "chapters": [
            {
                "id": chapter.id,
                "number": chapter.number,
                "heading": chapter.heading,
                "articles": [
                    {
                        "number": article.number,
                        "heading": article.heading,
                        "paragraphs": [
                            {"number": item.number, "intro": item.intro, "clauses": [_clause(clause) for clause in item.clauses]}
                            for item in article.paragraphs
                        ],
                    }
                    for article in chapter.articles
                ],
            }
            for chapter in part.chapters
        ],
    }


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "number": clause.number,
        "text": clause.text,
        "lang": clause.language,
        "kind": clause.kind.value,
        "topic": clause.topic,
        "ground": clause.ground,
        "measures": list(clause.measures),
        "when": condition(clause.when) if clause.when != ALWAYS else None,
        "origins": [_origin(origin) for origin in clause.origins],
        "alternatives": [_alternative(other) for other in clause.alternatives],
        "why": clause.why,
        "drafting": clause.drafting,
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "instrument": origin.instrument,
        "article": origin.article,
        "rule": origin.rule,
        "how": origin.how.value,
        "measures": sorted(origin.measures),
    }


def _alternative(other: Alternative) -> dict[str, Any]:
    return {
        "instrument": other.instrument,
        "article": other.article,
        "rule": other.rule,
        "kind": other.kind.value,
        "says": other.says,
        "why": other.why,
        "measures": sorted(other.measures),
    }


def _trip(trip: RoundTrip) -> dict[str, Any]:
    return {
        "asked": trip.asked,
        "carried": trip.carried,
        "measures_lost": list(trip.measures_lost),
        "silent": len(trip.silent),
        "differences": [
            {**asdict(item), "kind": item.kind.value, "loss": item.loss.value, "measures": list(item.measures)} for item in trip.differences
        ],
    }
