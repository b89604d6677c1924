# SPDX-License-Identifier: EUPL-1.2
"""``comity prepare``: the plan of a request, from what must be secured tonight to the use of the result."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from comity.advise.advise import Adviser
from comity.cli.case_files import case_of, language_named
from comity.cli.files import day_named, encoded, write_files
from comity.cli.style import faint, folded, heading, width
from comity.corpus.load import load, load_drafting
from comity.documents.letter_docx import letter_docx
from comity.documents.letter_pdf import letter_pdf
from comity.draft.case.base import Language
from comity.draft.preparation.calendar import plan_calendar
from comity.draft.preparation.chart import plan_svg
from comity.draft.preparation.data import plan_data
from comity.draft.preparation.paper import PLAN, UNKNOWN, limit_rows, plan_letter, routes_of
from comity.draft.preparation.schedule import Planned, Schedule, at_language, schedule, securing
from comity.draft.preparation.told import Told, said
from comity.draft.scene import scene_of

_NAME = 34
_DAY = 14
_LEAST = 16


@click.command()
@click.argument("case", metavar="CASE.yaml")
@click.option("-o", "--output", "folder", metavar="DIR", help="Write the plan there: PDF, DOCX, SVG, JSON and a calendar.")
@click.option("--on", "day", metavar="DAY", help="The first day of the plan (default: today).")
@click.option("--lang", "languages", metavar="LANG", multiple=True, help="en, az, ru or fr; several times (default: the case's).")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def prepare(case: str, folder: str | None, day: str | None, languages: tuple[str, ...], as_json: bool) -> int:
    """The stages of preparing a request, in order, with their days: what to secure first, what is late, which time-limits of the law bind.

    The durations are working assumptions; every time-limit comes from a provision that is named; a day that is not known is said to be so.

    Example: comity prepare examples/bank-records.yaml -o out
    """
    start = day_named(day)
    wanted = tuple(dict.fromkeys(language_named(name) for name in languages))
    plan = _plan(case, start)
    wanted = wanted or (plan.scene.case.case.language,)
    if as_json:
        click.echo(encoded(plan_data(at_language(plan, wanted[0]), wanted[0])).decode(), nl=False)
    else:
        click.echo("\n".join(_report(Told(at_language(plan, wanted[0]), wanted[0]))))
    if folder is not None:
        click.echo(f"wrote {', '.join(write_files(folder, plan_files(plan, wanted)))}", err=True)
    return 0


def _plan(name: str, start: date) -> Schedule:
    adviser = Adviser(load())
    scene = scene_of(case_of(name), adviser, load_drafting(), start)
    return schedule(scene, start, securing(scene, adviser, start))


def plan_files(plan: Schedule, languages: tuple[Language, ...]) -> dict[str, bytes]:
    """The plan in each language as PDF and DOCX; chart, data and calendar in the first."""
    made: dict[str, bytes] = {}
    for language in languages:
        letter = plan_letter(plan, language)
        made[f"{PLAN}.{language}.pdf"] = letter_pdf(letter)
        made[f"{PLAN}.{language}.docx"] = letter_docx(letter)
    first = languages[0]
    made[f"{PLAN}.svg"] = plan_svg(plan, first)
    made[f"{PLAN}.json"] = encoded(plan_data(at_language(plan, first), first))
    made[f"{PLAN}.ics"] = plan_calendar(plan, first)
    return made


# -- in the terminal


def _report(told: Told) -> Iterator[str]:
    yield heading(told.title)
    yield folded(told.subtitle, 2)
    yield faint(folded(told.assumption, 2))
    for name, lines in (("first", list(told.first())), ("late", list(told.late()) or [told.word("nothing-late")])):
        if lines:
            yield ""
            yield heading(told.word(name))
            yield from (folded(f"- {line}", 2) for line in lines)
    yield ""
    yield heading(told.word("stages"))
    yield from _table(told)
    yield ""
    yield heading(told.word("limits"))
    rows = list(limit_rows(told))
    for what, day, stage, remark in rows:
        yield folded(
            f"- {told.beside(told.word('unknown') if day == UNKNOWN else day, said(what))}. {' - '.join(filter(None, (stage, remark)))}", 2
        )
    if not rows:
        yield folded(told.word("no-limits"), 2)
    for number, planned in enumerate(told.plan.stages, start=1):
        yield from _details(told, number, planned)


def _table(told: Told) -> Iterator[str]:
    room = max(width() - _NAME - 3 * _DAY - 7, _LEAST)
    names = ("stage", "begins", "ends", "end-by")
    cells = [told.word(name) for name in names]
    yield faint(f"    {_cut(cells[0], _NAME):<{_NAME}}  {''.join(f'{_cut(cell, _DAY - 1):<{_DAY}}' for cell in cells[1:])}".rstrip())
    for number, planned in enumerate(told.plan.stages, start=1):
        times = planned.times
        latest = told.day(times.latest_finish) if times.latest_finish and not planned.done else ""
        days = (told.word("done"), "", "") if planned.done else (told.day(times.start), told.day(times.finish), latest)
        shown = "".join(f"{_cut(cell, _DAY):<{_DAY}} "[:_DAY] for cell in days)
        sign = "!" if planned.late else " "
        yield f"{number:>2}{sign} {_cut(told.name(planned), _NAME):<{_NAME}}  {shown} {_bar(told.plan, planned, room)}".rstrip()


def _cut(words: str, room: int) -> str:
    return words if len(words) <= room else words[: room - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _bar(plan: Schedule, planned: Planned, room: int) -> str:
    """A bar of the stage on the axis of the whole plan: ``#`` on the critical path, ``=`` beside it; ``!`` the day by which it must end."""
    if planned.done:
        return ""
    span = max((plan.end - plan.start).days, 1)
    begin = (planned.times.start - plan.start).days * (room - 1) // span
    end = (planned.times.finish - plan.start).days * (room - 1) // span
    drawn = [" "] * begin + ["#" if planned.times.critical else "="] * (end - begin + 1)
    latest = planned.times.latest_finish
    if latest:
        at = (latest - plan.start).days * (room - 1) // span
        if 0 <= at < room:
            drawn += [" "] * (at + 1 - len(drawn))
            drawn[at] = "!"
    return "".join(drawn)


def _details(told: Told, number: int, planned: Planned) -> Iterator[str]:
    yield ""
    state = told.state(planned)
    yield f"{heading(f'{number}. {told.name(planned)}')} ({told.who(planned)}; {state})"
    if planned.done:
        return
    yield folded(told.text(planned.stage.says), 3)
    if planned.missing:
        yield folded(told.beside(told.word("missing"), told.missing(planned)), 3)
    if planned.stage.routes:
        yield from (folded(told.beside(told.word("routes"), said((words,))), 3) for words in routes_of(told, planned))
    yield from (folded(f"\N{SECTION SIGN} {said((words,))}", 3) for words in told.norms(planned))
