# SPDX-License-Identifier: EUPL-1.2
"""``comity law score``: how well the answers fit published cases."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from comity.advise.advise import Adviser
from comity.advise.score import ELSEWHERE, Score, ScoredCase, Tally
from comity.advise.score import score as score_cases
from comity.advise.score_cases import Codes, read_cases, read_codes
from comity.cli.files import read_case
from comity.cli.style import faint, folded, heading
from comity.corpus.load import CHECKOUT, load
from comity.model.errors import WrongInput
from comity.model.said import plain_words

OPEN_CASES = CHECKOUT.parent / "tests" / "data" / "cases-open.yaml"
CODES = Path("vocabulary") / "case-codes.yaml"
_COLUMNS = (
    ("tier", 5),
    ("cases", 7),
    ("encoded", 9),
    ("found", 13),
    ("1st or 2nd", 13),
    ("wrongly", 9),
    ("pleas", 7),
    ("answered", 12),
    ("right", 12),
)
_LEGEND = (
    "found, 1st or 2nd: of the cases whose instruments are encoded; statutes and routes without treaty have no rank; "
    "wrongly: held not to apply, yet returned as a basis; right: answered, and not only at an article other than those that the case names"
)


@click.command()
@click.argument("cases", metavar="[CASES.yaml]", required=False)
@click.option("--law", "folder", type=click.Path(path_type=Path), help="Another folder of law.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def score(cases: str | None, folder: Path | None, as_json: bool) -> int:
    """Ask every published case and compare with the basis that was relied on and the grounds that were argued.

    Without a file the open cases of a checkout are asked. How a case ended is never part of the question.
    """
    if cases is None and not OPEN_CASES.exists():
        raise WrongInput("no cases are named and there are none beside the program", where="CASES.yaml", do="name a file of cases")
    corpus = load(folder)
    asked = read_cases(read_case(cases or str(OPEN_CASES)), _codes(folder or CHECKOUT))
    result = score_cases(Adviser(corpus), asked)
    if as_json:
        click.echo(
            msgspec.json.encode({"corpus": corpus.version, "tiers": result.tallies, "cases": result.cases}, enc_hook=plain_words).decode()
        )
    else:
        _print(result)
    return 0


def _codes(law: Path) -> Codes:
    """What the codes stand for; without a list each code is read as an id."""
    place = law / CODES
    from comity.corpus.strict_yaml import read as read_yaml  # noqa: PLC0415 - other commands need no YAML

    return read_codes(read_yaml(place).data if place.exists() else {})


def _print(result: Score) -> None:
    click.echo(heading("".join(f"{name:>{width}}" for name, width in _COLUMNS)))
    for tally in result.tallies:
        click.echo(_line(tally))
    click.echo(faint(folded(_LEGEND, 0)))
    _print_misses(result.misses)
    _print_pleas(result.cases)
    _print_missing(result.cases)


def _line(tally: Tally) -> str:
    cells = (
        tally.tier,
        tally.cases,
        tally.encoded,
        _share(tally.found, tally.encoded),
        _share(tally.top, tally.ranked),
        tally.wrongly_returned,
        tally.pleas,
        _share(tally.answered, tally.pleas),
        _share(tally.right, tally.pleas),
    )
    return "".join(f"{cell:>{width}}" for cell, (_, width) in zip(cells, _COLUMNS, strict=True))


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} {part / whole:.0%}" if whole else "-"


def _print_misses(cases: Iterable[ScoredCase]) -> None:
    click.echo(heading("Misses"))
    for case in cases:
        what = "not found" if not case.found else ("not among the first two" if case.ranked and not case.top else "found")
        wrong = f"; held not to apply, yet returned: {', '.join(case.wrongly_returned)}" if case.wrongly_returned else ""
        click.echo(f"  {case.id} ({case.tier}, {case.verdict or case.problem}): {what}{wrong}")
        for basis in case.bases:
            place = f"place {basis.rank}: " if basis.rank else ""
            click.echo(folded(f"{basis.code} ({basis.target}): {place}{basis.why}", 6))


def _print_pleas(cases: Iterable[ScoredCase]) -> None:
    click.echo(heading("Pleas without answer, or answered at an article that the case does not name"))
    for case in cases:
        for ground in case.grounds:
            if ground.scored and not ground.right:
                words = f"another article than named: {'; '.join(ground.norms)}" if ground.article == ELSEWHERE else "no norm answers"
                click.echo(folded(f"{case.id} ({case.tier}) {ground.ground}: {words}", 2))


def _print_missing(cases: Iterable[ScoredCase]) -> None:
    missing = [(case, basis.target) for case in cases for basis in case.bases if not basis.encoded]
    if missing:
        click.echo(heading("Instruments not encoded"))
    for case, target in missing:
        click.echo(f"  {case.id} ({case.tier}): {target}")
