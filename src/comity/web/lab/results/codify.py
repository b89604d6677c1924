# SPDX-License-Identifier: EUPL-1.2
"""A codified act on a page: chapter by chapter with the origin of each clause, contradictions, norms, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.model.text import Text
from comity.web.jobs.kinds import Query
from comity.web.jobs.models import Job
from comity.web.lab.asked.codify import policy_words
from comity.web.lab.fields import language, measure_name, names
from comity.web.lab.results.norms import address, norm_shown
from comity.web.lab.results.reading import data_of
from comity.web.lab.results.reforms import law_name
from comity.web.lab.results.rights import topic_name
from comity.web.library.labels import label, language_name

SIZE = 40
Data = Mapping[str, Any]
VIEWS: Mapping[str, str | Promise] = {
    "act": _("The act"),
    "contradictions": _("Contradictions decided"),
    "norms": _("What became of each norm"),
    "back": _("The way back"),
    "paper": _("As a paper"),
}
BECAME: Mapping[str, str | Promise] = {"kept": _("kept"), "merged": _("merged"), "set-aside": _("set aside")}
PAPERS = (("act.docx", "DOCX"), ("act.pdf", "PDF/A"), ("act.xml", "Akoma Ntoso"))
LOSSES: Mapping[str, str | Promise] = {
    "missing": _("missing"),
    "weaker": _("weaker"),
    "stricter": _("stricter"),
    "other": _("otherwise"),
}


class Place(NamedTuple):
    """A norm of a source, with its address."""

    law: str
    article: str
    address: str
    says: Text = Text()
    kind: str = ""
    why: str = ""


class ClauseShown(NamedTuple):
    """A clause: where it comes from, why it stands so, what else could stand there."""

    number: str
    text: str
    lang: str
    kept: Sequence[Place]
    merged: Sequence[Place]
    others: Sequence[Place]
    why: str
    drafting: str

    @property
    def first(self) -> Place | None:
        """The norm that is its model, or one that was merged into it."""
        return next(iter([*self.kept, *self.merged]), None)

    @property
    def further(self) -> int:
        """How many norms there are beside the first."""
        return max(0, len(self.kept) + len(self.merged) - 1)


class ParagraphShown(NamedTuple):
    """Clauses under one introduction."""

    number: str
    intro: str
    clauses: Sequence[ClauseShown]


class ArticleShown(NamedTuple):
    """An article."""

    number: str
    heading: str
    paragraphs: Sequence[ParagraphShown]


def present(job: Job, query: Query) -> Mapping[str, Any]:
    """What the page shows of an act, by the view and the chapter of the address."""
    data = data_of(job)
    view = query.get("view", "act")
    if view not in VIEWS or (view == "back" and data["round_trip"] is None):
        view = "act"
    became = Counter(item["became"] for item in data["dispositions"])
    clauses = [clause for article in _articles(data) for paragraph in article["paragraphs"] for clause in paragraph["clauses"]]
    return {
        "data": data,
        "view": view,
        "views": [(name, words) for name, words in VIEWS.items() if name != "back" or data["round_trip"]],
        "papers": PAPERS,
        "policy": policy_words(data["policy"]),
        "clauses": len(clauses),
        "articles": sum(1 for _article in _articles(data)),
        "open": sum(1 for clause in clauses if clause["alternatives"]),
        "english": sum(1 for clause in clauses if clause["lang"] != data["lang"]) if data["lang"] != "en" else 0,
        "language": language_name(data["lang"]),
        "became": [(words, became[name]) for name, words in BECAME.items()],
        "sources": [(law_name(id_), address(id_)) for id_ in data["sources"]],
        "left_out": [(law_name(item["instrument"]), address(item["instrument"]), item["why"]) for item in data["left_out"]],
        "trip": _back(data["round_trip"]) if data["round_trip"] else None,
        **_VIEWS[view](data, query),
    }


def _articles(data: Data) -> Iterator[Data]:
    for part in data["parts"]:
        for chapter in part["chapters"]:
            yield from chapter["articles"]


# -- the act


def _act(data: Data, query: Query) -> Mapping[str, Any]:
    """One chapter, and the contents."""
    chapters = [(part, chapter) for part in data["parts"] for chapter in part["chapters"]]
    place = next((n for n, (_part, chapter) in enumerate(chapters) if chapter["number"] == query.get("chapter")), 0)
    part, chapter = chapters[place]
    before, after = chapters[place - 1 : place] if place else [], chapters[place + 1 : place + 2]
    return {
        "part": part,
        "chapter": chapter,
        "contents": data["parts"],
        "shown": [_article(article) for article in chapter["articles"]],
        "previous": before[0][1] if before else None,
        "next": after[0][1] if after else None,
        "chapter_of": _chapters(data),
    }


def _chapters(data: Data) -> Mapping[str, str]:
    """The number of the chapter in which each article stands."""
    return {
        article["number"]: chapter["number"] for part in data["parts"] for chapter in part["chapters"] for article in chapter["articles"]
    }


def _article(article: Data) -> ArticleShown:
    paragraphs = [
        ParagraphShown(paragraph["number"], paragraph["intro"], [_clause(clause) for clause in paragraph["clauses"]])
        for paragraph in article["paragraphs"]
    ]
    return ArticleShown(article["number"], article["heading"], paragraphs)


def _clause(clause: Data) -> ClauseShown:
    origins = clause["origins"]
    return ClauseShown(
        clause["number"],
        clause["text"],
        clause["lang"],
        [_origin(origin) for origin in origins if origin["how"] == "kept"],
        [_origin(origin) for origin in origins if origin["how"] == "merged"],
        [_other(other) for other in clause["alternatives"]],
        _named(clause["why"]),
        _named(clause["drafting"]),
    )


def _origin(origin: Data) -> Place:
    return Place(law_name(origin["instrument"]), origin["article"], address(origin["instrument"], origin["article"]))


def _other(other: Data) -> Place:
    norm = norm_shown({"instrument": other["instrument"], "article": other["article"], "provision": other["rule"], "says": other["says"]})
    return Place(
        law_name(other["instrument"]), other["article"], norm.address, norm.says, label(other["kind"]), _named(other.get("why", ""))
    )


def _named(words: str) -> str:
    return names().named(words, language())


# -- contradictions, norms, the way back, the paper


def _contradictions(data: Data, query: Query) -> Mapping[str, Any]:
    page, more = _page(data["contradictions"], query)
    chapters = _chapters(data)
    rows = [
        {
            "number": number,
            "clause": item["clause"],
            "chapter": chapters.get(item["clause"].partition(".")[0], ""),
            "topic": topic_name(item["topic"].removeprefix("ground/")),
            "measures": [measure_name(id_) for id_ in item["measures"]],
            "taken": [_origin(origin) for origin in item["taken"]],
            "aside": [_other(other) for other in item["set_aside"]],
            "why": _named(item["resolved_by"]),
        }
        for number, item in page
    ]
    return {"rows": rows, "more": more}


def _norms(data: Data, query: Query) -> Mapping[str, Any]:
    became, source = query.get("became", ""), query.get("source", "")
    found = [
        item for item in data["dispositions"] if (not became or item["became"] == became) and (not source or item["instrument"] == source)
    ]
    page, more = _page(found, query)
    chapters = _chapters(data)
    rows = [
        {
            "place": _other(item),
            "became": BECAME.get(item["became"], item["became"]),
            "clauses": [(clause, chapters.get(clause.partition(".")[0], "")) for clause in item["clauses"]],
        }
        for _number, item in page
    ]
    sources = sorted(((id_, law_name(id_)) for id_ in data["sources"]), key=lambda entry: entry[1])
    return {
        "rows": rows,
        "more": more,
        "found": len(found),
        "filter": {"became": became, "source": source},
        "choices": sources,
        "kinds": BECAME.items(),
    }


def _back(trip: Data) -> Mapping[str, Any]:
    differences = [
        {
            "place": _other(item),
            "loss": LOSSES.get(item["loss"], item["loss"]),
            "silent": item["silent"],
            "measures": [measure_name(id_) for id_ in item["measures"]],
        }
        for item in trip["differences"]
    ]
    return {**trip, "lost": [measure_name(id_) for id_ in trip["measures_lost"]], "shown": differences}


def _nothing(data: Data, query: Query) -> Mapping[str, Any]:
    return {}


def _page(items: Sequence[Any], query: Query) -> tuple[list[tuple[int, Any]], int | None]:
    """The items after the one that the address names, numbered."""
    after = query.get("after", "")
    start = int(after) if after.isascii() and after.isdecimal() and len(after) < 9 else 0
    page = list(enumerate(items, start=1))[start : start + SIZE]
    return page, start + SIZE if start + SIZE < len(items) else None


_VIEWS = {"act": _act, "contradictions": _contradictions, "norms": _norms, "back": _nothing, "paper": _nothing}
