# SPDX-License-Identifier: EUPL-1.2
"""The rights of the persons concerned beside a gain: which safeguards fall, which rise, rule by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.model.text import Text
from comity.web.knowledge import adviser
from comity.web.lab.fields import language
from comity.web.lab.results.norms import address
from comity.web.library.labels import label

FIRST = 8
TOPICS: Mapping[str, str | Promise] = {
    "penalty-threshold": _("Gravity of the offence"),
    "humanitarian": _("Health and hardship"),
    "discrimination": _("Persecution and discrimination"),
    "refuge": _("Refuge"),
    "fair-trial": _("Fair trial"),
    "life-sentence": _("Life sentence without hope of release"),
    "private-life": _("Private and family life"),
    "abuse": _("Abuse of process"),
    "use-limits": _("Limits on the use of what is given"),
    "assurance": _("Assurances"),
    "evidence": _("Sufficient evidence"),
    "right": _("Rights of the person"),
}


class Topic(NamedTuple):
    """A safeguard with the cells in which it is newly kept or no longer; and in new ones kept or not."""

    name: str
    gained: int
    lost: int
    new_with: int
    new_without: int


class RuleShown(NamedTuple):
    """A single rule that reaches more or fewer requests than before."""

    instrument: str
    article: str
    address: str
    kind: str
    says: Text
    before: int
    after: int


class Rights(NamedTuple):
    """All of it; the totals count cells, once for each safeguard."""

    topics: Sequence[Topic]
    fallen: Sequence[Topic]
    raised: Sequence[Topic]
    cells_fallen: int
    cells_raised: int
    fewer: tuple[Sequence[RuleShown], Sequence[RuleShown]]
    more: tuple[Sequence[RuleShown], Sequence[RuleShown]]


def rights_shown(data: Mapping[str, Any]) -> Rights:
    """The safeguards of the data of the lab; those that fall first."""
    topics = [Topic(topic_name(name), *(counts[key] for key in Topic._fields[1:])) for name, counts in data["topics"].items()]
    topics.sort(key=lambda topic: (-topic.lost, -topic.gained, topic.name))
    fallen, raised = [topic for topic in topics if topic.lost], [topic for topic in topics if topic.gained]
    fewer, more = ([_rule(row) for row in data[name]] for name in ("lost", "gained"))
    return Rights(
        topics,
        fallen,
        sorted(raised, key=lambda topic: -topic.gained),
        sum(topic.lost for topic in fallen),
        sum(topic.gained for topic in raised),
        (fewer[:FIRST], fewer[FIRST:]),
        (more[:FIRST], more[FIRST:]),
    )


def topic_name(topic: str) -> str:
    """What a safeguard speaks of."""
    grounds = adviser().corpus.grounds
    found = grounds.get(topic) or next((ground for ground in grounds.values() if ground.topic == topic), None)
    if topic in TOPICS:
        return str(TOPICS[topic])
    return found.name.in_language(language())[0] if found else topic


def _rule(row: Mapping[str, Any]) -> RuleShown:
    law = adviser().corpus.by_id.get(row["instrument"])
    rules = law.provisions if law else ()
    says = next((rule.says for rule in rules if rule.article == row["article"] and rule.says.en == row["says"]), Text(en=row["says"]))
    where = address(row["instrument"], row["article"])
    return RuleShown(row["instrument"], row["article"], where, label(row["kind"]), says, row["before"], row["after"])
