# SPDX-License-Identifier: EUPL-1.2
"""``comity draft``: from a case to the papers that go out."""

from __future__ import annotations

from collections import Counter

import click

from comity.cli.case_files import Opened, language_named, opened
from comity.cli.files import write_files
from comity.cli.interview import interview
from comity.cli.style import folded, heading
from comity.documents.letter import Mark
from comity.documents.text import printable
from comity.draft.case.base import Language
from comity.draft.check.check import stops
from comity.draft.package import package
from comity.draft.papers.written import WrittenPaper
from comity.model.errors import WrongInput


@click.command()
@click.argument("case", metavar="CASE.yaml")
@click.option("-o", "--output", "folder", metavar="DIR", default="out", show_default=True, help="Write the papers into this folder.")
@click.option("--lang", "languages", metavar="LANG", multiple=True, help="en, az, ru or fr; several times (default: the case's).")
@click.option("--bilingual", is_flag=True, help="With two languages: each paper in both beside each other, too.")
@click.option("--incomplete", is_flag=True, help="Write a deficient request all the same, each page marked as a draft.")
@click.option("--interview", is_flag=True, help="Ask what the case still needs and save it in CASE.yaml; nothing is drafted.")
def draft(case: str, folder: str, languages: tuple[str, ...], **flags: bool) -> int:
    """The complete request of a case: every paper as PDF/A and DOCX in each language, and request.json.

    A request that would be refused or returned is not written (exit code 1), unless --incomplete says so.

    Example: comity draft examples/bank-records.yaml -o out --lang en --lang az
    """
    bilingual, incomplete = flags["bilingual"], flags["incomplete"]
    if flags["interview"]:
        return interview(case, language_named(languages[0]) if languages else None)
    result = opened(case)
    wanted = tuple(dict.fromkeys(language_named(name) for name in languages)) or (result.scene.case.case.language,)
    if bilingual and len(wanted) != 2:
        raise WrongInput("two columns need two languages", where="--bilingual", do="give --lang twice")
    if stops(result.found) and not incomplete:
        _refuse(result, wanted[0], case)
        return 1
    made = package(result.scene, result.found, wanted, draft=incomplete and stops(result.found), bilingual=bilingual)
    for place in write_files(folder, made.files):
        click.echo(place)
    _say(result, made.papers, wanted)
    return 0


def _refuse(result: Opened, language: Language, case: str) -> None:
    click.echo("nothing is written: the request is deficient", err=True)
    for item in result.found:
        if item.severity.stops:
            norm = f" [{item.instrument} {item.article}]" if item.instrument else ""
            click.echo(folded(printable(f"- {item.says.in_language(language)[0]}{norm}"), 2), err=True)
    click.echo(f"see `comity check {case}`, or write a marked draft with --incomplete", err=True)


def _say(result: Opened, written: tuple[WrittenPaper, ...], wanted: tuple[Language, ...]) -> None:
    """What a person should still do: passages to translate, deficiencies that do not stop the request."""
    open_passages = Counter(
        item.letter.language for item in written for words in item.letter.words() if words.mark is Mark.TRANSLATE and words.path
    )
    for language in wanted:
        if open_passages[language]:
            name = result.scene.drafting.word(f"language.{language}", "en")
            click.echo(
                f"{open_passages[language]} passages stand in another language and must be translated into {name}: marked in the papers",
                err=True,
            )
    if result.found:
        click.echo(heading(f"{len(result.found)} remark{'s' if len(result.found) > 1 else ''}, see `comity check`"), err=True)
