# SPDX-License-Identifier: EUPL-1.2
"""An answer as a paper in the user's language, for PDF and DOCX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from comity.documents.letter import Block, Fields, Grid, Heading, Letter, Listing, Prose, Row, Words
from comity.web.advisor import words
from comity.web.advisor.facts import Given
from comity.web.advisor.lines import Group, Line, Norm
from comity.web.advisor.page import Page

_MOST_NOTES = 3


def paper(page: Page, given: Sequence[Given], sources: str) -> Letter:
    """The whole answer; ``sources`` is the address under which it is found."""
    query = page.answer.query
    return Letter(
        identifier=f"{query['requesting']}-{query['requested']}-{query['measure']}-{query['on']}",
        language=page.lang,
        title=_("Advice"),
        on=page.day,
        subtitle=f"{page.requesting} → {page.requested}: {page.measure}",
        references=(
            Row(_("Day of the request"), _words(page.day.isoformat())),
            Row(_("Body of law"), _words(f"{page.answer.corpus.version}, {page.answer.corpus.as_of}")),
        ),
        blocks=tuple(_blocks(page, given)),
        running=f"{page.requesting} → {page.requested}",
        notice=_("Comity advises, a person decides.") + f" {sources}",
    )


def _blocks(page: Page, given: Sequence[Given]) -> Iterator[Block]:
    yield Heading(page.verdict)
    yield Prose(_words(page.meaning), strong=True)
    yield Prose(_words(page.timing))
    if page.parts:
        yield Heading(_("Each offence"))
        yield Fields(tuple(Row(verdict, told) for told, (_name, verdict) in zip(_offences(page), page.parts, strict=True)))
    yield from _question(page, given)
    if page.steps:
        yield Heading(_("What to do next"))
        yield Fields(tuple(Row(step.title, _words("; ".join(step.lines))) for step in page.steps))
    yield from _bases(page)
    yield from _listed(_("Conditions"), (_with_state(line) for line in page.conditions))
    yield from _grounds(_("Grounds against it"), page.triggered)
    yield from _grounds(_("Grounds still open"), page.open)
    yield from _grounds(_("Grounds cleared"), page.cleared)
    yield from _grounds(_("Claims of the person"), page.claims)
    for group in (*page.working, *page.demands, *page.duties):
        yield from _listed(group.title, (_said(line) for line in group.lines))
    yield from _grounds(_("Rights of the person"), page.rights)
    yield from _listed(_("Other ways"), (f"{line.kind}: {_said(line)} – {line.note}" for line in page.routes))
    yield from _listed(_("Questions still open"), (question.asks for question in page.answer.questions))
    yield from _listed(_("Not checked"), (norm.title for norm in page.unchecked))
    yield from _listed(_("Not formalised"), (f"{_said(line)} {line.note}".strip() for line in page.not_formalised))


def _question(page: Page, given: Sequence[Given]) -> Iterator[Block]:
    yield Heading(_("The question"))
    rows = [Row(_("Offence"), told) for told in _offences(page)]
    rows += [Row(item.asks, _words(item.value)) for item in given]
    if rows:
        yield Fields(tuple(rows))


def _offences(page: Page) -> list[tuple[Words, ...]]:
    """Each offence, with its place in the question: where it cannot be set, that is said there."""
    places = [f"offences[{number}]" for number in range(len(page.offences))] if len(page.offences) > 1 else ["offence"]
    return [(Words(text, place),) for text, place in zip(page.offences, places, strict=False)]


def _bases(page: Page) -> Iterator[Block]:
    yield Heading(_("Bases"))
    if not page.bases:
        yield Prose(_words(_("No basis was found.")))
        return
    yield Grid(
        ("", _("Instrument"), _("Outcome"), page.requesting, page.requested, _("Why")),
        tuple(
            (
                _words(str(card.rank)),
                _words(f"{card.title}{_articles(card.articles)}"),
                _words(f"{card.outcome}; {card.role}"),
                *(_words(side.since or side.says or "–") for side in card.sides),
                _words(card.why or "–"),
            )
            for card in page.bases
        ),
    )


def _articles(articles: Sequence[str]) -> str:
    return f" ({', '.join(articles)})" if articles else ""


def _grounds(title: str, groups: Iterable[Group]) -> Iterator[Block]:
    lines = [_of_group(group, line) for group in groups for line in group.lines or (None,)]
    yield from _listed(title, lines)


def _of_group(group: Group, line: Line | None) -> str:
    heading = f"{group.title} ({group.note})" if group.note else group.title
    return heading if line is None else f"{heading}: {_said(line)}"


def _listed(title: str, lines: Iterable[str]) -> Iterator[Block]:
    found = tuple(dict.fromkeys(lines))
    if found:
        yield Heading(title)
        yield Listing(tuple(_words(line) for line in found), numbered=False)


def _with_state(line: Line) -> str:
    return f"{words.of(words.NEEDS, line.state)}: {_said(line)}"


def _said(line: Line) -> str:
    """A line with its norms, its day and how sure it is."""
    norms = "; ".join(_norm(norm) for norm in line.norms)
    proof = f"; {line.proof.day}; {line.proof.confidence}" if line.proof and line.proof.day else ""
    notes = f" [{'; '.join(line.proof.notes[:_MOST_NOTES])}]" if line.proof and line.proof.notes else ""
    until = " " + _("by %(day)s") % {"day": line.until} if line.until else ""
    return f"{line.says}{until}{notes} ({norms}{proof})" if norms else f"{line.says}{until}{notes}"


def _norm(norm: Norm) -> str:
    return f"{norm.title}, {norm.article}" if norm.article else norm.title


def _words(text: str) -> tuple[Words, ...]:
    return (Words(text),)
