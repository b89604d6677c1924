# SPDX-License-Identifier: EUPL-1.2
"""A comparison on a page: how far the sides are apart, topic by topic, and every point side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.lab.compare.points import Relation
from comity.lab.compare.topics import Topic
from comity.model.text import Text
from comity.web.jobs.kinds import Query
from comity.web.jobs.models import Job
from comity.web.knowledge import adviser
from comity.web.lab.asked.compare import TOPICS
from comity.web.lab.fields import language, names
from comity.web.lab.results.norms import NormShown, address, norm_shown
from comity.web.lab.results.reading import data_of
from comity.web.lab.results.words import Shown, gap, sense, subject
from comity.web.library.folding import all_words, matches
from comity.web.library.templatetags.library import said

SIZE = 60
LONGEST = 200
DRAFT = "draft"
RELATIONS: Mapping[str, str | Promise] = {
    Relation.SAME: gettext_lazy("the same"),
    Relation.DIFFERS: gettext_lazy("differs"),
    Relation.ONLY: gettext_lazy("not in all"),
    Relation.UNKNOWN: gettext_lazy("not known"),
}
CSS: Mapping[str, str] = {Relation.SAME: "good", Relation.DIFFERS: "warn", Relation.ONLY: "bad", Relation.UNKNOWN: "open"}
GAP_NOTE = "only where no other treaty on assistance binds both"


class Side(NamedTuple):
    """A column: its label in the data, its name, its address, whether all it demands is written down, and what is not."""

    label: str
    name: str
    address: str
    complete: bool
    gaps: Sequence[str]


class Entry(NamedTuple):
    """One thing that a side says."""

    norm: NormShown
    sense: Shown
    where: Shown
    conditional: bool
    fallback: bool


class Cell(NamedTuple):
    """What a side says on a point; ``served`` is false where it does not serve the measures."""

    served: bool
    entries: Sequence[Entry]


class Row(NamedTuple):
    """One point."""

    number: int
    topic: str
    subject: Shown
    measures: Sequence[str]
    by_words: bool
    relation: str | Promise
    css: str
    cells: Sequence[Cell]
    notes: Sequence[Shown]


class Filters(NamedTuple):
    """What of a comparison is shown."""

    topic: str = ""
    relation: str = ""
    words: str = ""
    after: int = 0

    @classmethod
    def of(cls, query: Query) -> Filters:
        """From the query of an address; what is no filter does not count."""
        topic, relation, after = query.get("show", ""), query.get("relation", ""), query.get("after", "")
        return cls(
            topic if topic in TOPICS else "",
            relation if relation in RELATIONS else "",
            query.get("q", "").replace("\0", "").strip()[:LONGEST],
            int(after) if after.isascii() and after.isdecimal() and len(after) < 9 else 0,
        )

    def address(self, kept: str, **changed: object) -> str:
        """The query of the same question with other filters."""
        pairs = {"show": self.topic, "relation": self.relation, "q": self.words, **changed}
        chosen = urlencode({name: value for name, value in pairs.items() if value})
        return "?" + "&".join(part for part in (kept, chosen) if part)


def of_job(job: Job, query: Query) -> Mapping[str, Any]:
    """What the page of a job shows."""
    return shown(data_of(job), query)


def shown(data: Mapping[str, Any], query: Query, kept: str = "") -> Mapping[str, Any]:
    """What the page shows of a comparison; ``kept`` is the question in the address."""
    filters = Filters.of(query)
    sides = [_side(column) for column in data["columns"]]
    chosen = [(number, point) for number, point in enumerate(data["points"], start=1) if _wanted(point, filters)]
    page = [(number, point) for number, point in chosen if number > filters.after][:SIZE]
    last = page[-1][0] if page and page[-1][0] != chosen[-1][0] else 0
    rows = [_row(number, point, sides) for number, point in page]
    return {
        "sides": sides,
        "on": data["on"],
        "distances": [_distance(found, sides) for found in data["distances"]],
        "summary": _summary(data, filters, kept),
        "relations": [(value, words) for value, words in RELATIONS.items()],
        "topics": [(topic, words) for topic, words in TOPICS.items() if any(point["topic"] == topic for point in data["points"])],
        "filters": filters,
        "kept": parse_qsl(kept),
        "groups": [(TOPICS[topic], topic, list(group)) for topic, group in groupby(rows, key=lambda row: row.topic)],
        "total": len(data["points"]),
        "chosen": len(chosen),
        "more": filters.address(kept, after=last) if last else "",
        "all": filters.address(kept, show="", relation="", q=""),
    }


def _side(column: Mapping[str, Any]) -> Side:
    label, corpus = column["label"], adviser().corpus
    if label in corpus.by_code:
        return Side(label, names().bare_actor(label, language()), "", column["complete"], column["not_written_down"])
    law = corpus.by_id.get(label)
    name = _("The draft") if label == DRAFT else law.short.in_language(language())[0] if law else label
    return Side(label, name, address(label), column["complete"], column["not_written_down"])


# -- how far apart


class Apart(NamedTuple):
    """Two sides: their distance, and what it means."""

    between: str
    distance: float | None
    means: Sequence[str]
    topics: Sequence[tuple[str | Promise, int, int, float | None]]


def _distance(found: Mapping[str, Any], sides: Sequence[Side]) -> Apart:
    by_label = {side.label: side.name for side in sides}
    topics = [(TOPICS[part["topic"]], part["weight"], part["subjects"], part["distance"]) for part in found["topics"]]
    return Apart(f"{by_label[found['first']]} – {by_label[found['second']]}", found["distance"], tuple(_means(found)), topics)


def _means(found: Mapping[str, Any]) -> list[str]:
    whole, shared = found["distance"], len(found["measures"])
    if whole is None:
        return [_("What one of them demands is not written down: no distance can be given.")]
    if not shared and whole == 1.0:
        return [_("They serve no measure in common: nothing of one stands in the other.")]
    steps = ((0.2, _("They say nearly the same.")), (0.5, _("They have much in common.")), (0.8, _("They differ on most points.")))
    near = next((words for bound, words in steps if whole < bound), _("They have little in common."))
    percent = _("On the %(number)d measures that both serve, %(percent)d %% of the weighted points differ or stand in one alone.")
    alone = _("%(percent)d %% of all measures are served by one alone.")
    return [near, percent % {"number": shared, "percent": round(whole * 100)}, alone % {"percent": round(found["scope"] * 100)}]


class Counted(NamedTuple):
    """A topic: how many points, by how the sides stand, each with the address that shows them."""

    words: str | Promise
    address: str
    total: int
    counts: Sequence[tuple[str | Promise, int, str]]
    chosen: bool


def _summary(data: Mapping[str, Any], filters: Filters, kept: str) -> list[Counted]:
    counts = Counter((point["topic"], point["relation"]) for point in data["points"])
    totals = Counter(point["topic"] for point in data["points"])
    return [
        Counted(
            words,
            filters.address(kept, show=str(topic), relation="", q=""),
            totals[topic],
            [
                (word, counts[topic, relation], filters.address(kept, show=str(topic), relation=str(relation), q=""))
                for relation, word in RELATIONS.items()
            ],
            filters.topic == topic,
        )
        for topic, words in TOPICS.items()
        if totals[topic]
    ]


# -- point by point


def _wanted(point: Mapping[str, Any], filters: Filters) -> bool:
    if (filters.topic and point["topic"] != filters.topic) or (filters.relation and point["relation"] != filters.relation):
        return False
    return not filters.words or matches(filters.words, _texts(point))


def _texts(point: Mapping[str, Any]) -> list[str]:
    """Everything in which words of a point are sought."""
    entries = [entry for cell in point["cells"].values() for entry in cell or ()]
    found = [point["subject"], str(subject(point["topic"], point["subject"], None)), *point["measures"]]
    for entry in entries:
        found += [entry["instrument"], entry["article"], entry["sense"], entry["where"], *all_words(norm_shown(entry).says)]
    measures = adviser().corpus.measures
    return found + [words for id_ in point["measures"] if id_ in measures for words in all_words(measures[id_].name)]


def _row(number: int, point: Mapping[str, Any], sides: Sequence[Side]) -> Row:
    cells = [_cell(point["cells"][side.label], side.label == DRAFT) for side in sides]
    relation = point["relation"]
    return Row(
        number,
        point["topic"],
        subject(point["topic"], point["subject"], _first(point, cells)),
        point["measures"] if point["topic"] != Topic.MEASURES else (),
        point["matched_by_words"],
        RELATIONS[relation],
        CSS[relation],
        cells,
        list(_notes(point, sides)),
    )


def _first(point: Mapping[str, Any], cells: Sequence[Cell]) -> Text | None:
    """The rule whose words name the point: its subject is the beginning of them."""
    begin = point["subject"].removesuffix(" ...")
    texts = (entry.norm.says for cell in cells for entry in cell.entries)
    return next((text for text in texts if text.en.startswith(begin)), None)


def _cell(entries: Sequence[Mapping[str, Any]] | None, draft: bool) -> Cell:
    return Cell(entries is not None, [_entry(entry, draft) for entry in entries or ()])


def _entry(entry: Mapping[str, Any], draft: bool) -> Entry:
    norm = norm_shown(entry)
    if draft:  # its words are its own, also where it has the id of an instrument that is in force
        norm = norm._replace(says=Text(en=entry["says"]), address="")
    words = entry.get("where_said") or said(entry["where"])
    where = format_html(_("where {condition}"), condition=words) if words else ""
    return Entry(norm, sense(entry["sense"]), where, entry["conditional"], GAP_NOTE in entry["notes"])


def _notes(point: Mapping[str, Any], sides: Sequence[Side]) -> list[Shown]:
    """How the sides stand, in words."""
    by_label = {side.label: side.name for side in sides}
    if point["relation"] == Relation.DIFFERS and len(sides) == 2:
        return [gap(part["kind"], part["sense"], [side.name for side in sides]) for part in point["gaps"]]
    if point["relation"] == Relation.DIFFERS:
        return ["; ".join(" = ".join(by_label[label] for label in group) for group in point["alike"])]
    if point["relation"] == Relation.ONLY:
        return [_("only in %(names)s") % {"names": ", ".join(by_label[label] for label in point["only_in"])}]
    if point["relation"] == Relation.UNKNOWN:
        silent = [side.name for side in sides if not point["cells"][side.label]]
        return [_("not fully written down for %(names)s") % {"names": ", ".join(silent)}]
    return []
