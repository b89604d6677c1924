# SPDX-License-Identifier: EUPL-1.2
"""``comity ask``: the facts still open in a case, and what its request still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from comity.advise.advise import Adviser
from comity.advise.data import encoded
from comity.advise.questions import by_use, questions
from comity.advise.reading import read_query
from comity.cli.files import read_case, today
from comity.cli.style import folded, heading
from comity.corpus.corpus import Corpus
from comity.corpus.load import load, load_drafting
from comity.draft.case.case import Case
from comity.draft.case.read import read_case as typed_case
from comity.draft.check.completeness import completeness
from comity.draft.check.deficiency import Deficiency
from comity.draft.interview.interview import tidy
from comity.draft.request_file import case_in
from comity.draft.scene import Scene, scene_of
from comity.model.answer import Question
from comity.model.errors import WrongInput

_HEAD = ("requesting", "requested", "measure", "on", "lang")


@click.command()
@click.argument("case", metavar="CASE.yaml")
@click.option("--lang", metavar="LANG", help="en, az, ru or fr (default: the case's, else en).")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def ask(case: str, lang: str | None, as_json: bool) -> int:
    """The questions still open in a case, most useful first; then what its request still lacks, the worst first, with the article.

    Example: comity ask examples/bank-records.yaml
    """
    scene = _scene(case, lang)
    asked = by_use(scene.assessment, scene.row, questions(scene.assessment, scene.row, scene.judgement, scene.query.lang))
    lacking = sorted(completeness(scene), key=lambda item: item.rank)
    if as_json:
        click.echo(encoded({"questions": asked, "elements": list(_data(scene, lacking))}).decode())
        return 0
    for line in (*_questions(asked), *_elements(scene, lacking, len(asked))):
        click.echo(line)
    return 0


def _scene(name: str, lang: str | None) -> Scene:
    """The case before the law, asked in a language; every wrong field is refused by name."""
    raw = case_in(read_case(name))
    if isinstance(raw, dict):
        raw = tidy({**raw, "lang": lang} if lang else raw)
    corpus = load()
    return scene_of(_typed(raw, corpus), Adviser(corpus), load_drafting(), today())


def _typed(raw: object, corpus: Corpus) -> Case:
    try:
        return typed_case(raw)
    except WrongInput as error:
        if not error.what.startswith("unknown field"):  # what is wrong with the question itself is said as for any query
            read_query({key: raw.get(key) for key in _HEAD} if isinstance(raw, dict) else raw, corpus, today())
        raise


def _questions(asked: Iterable[Question]) -> Iterator[str]:
    number = 0
    for number, question in enumerate(asked, start=1):
        yield heading(f"{number:>2}. {question.asks}")
        points = ", ".join(question.matters_for[:4])
        yield folded(f"{question.fact} ({question.type}) - settles {len(question.matters_for)}: {points}", 4)
    if not number:
        yield "No fact is open: what remains hangs on law or on appreciation."


def _elements(scene: Scene, lacking: Iterable[Deficiency], before: int) -> Iterator[str]:
    """Each element that is missing: what is asked, how bad its absence is, and which article makes it necessary."""
    lang, severity = scene.query.lang, None
    for number, item in enumerate(lacking, start=before + 1):
        if item.severity is not severity:
            severity = item.severity
            yield ""
            yield scene.drafting.word(f"severity.{severity.value}", lang)
        norm = f"{item.instrument} {item.article}".strip() or "no article, but no authority can act without it"
        yield heading(f"{number:>2}. {_asks(scene, item)}")
        yield folded(f"{', '.join(item.where)} - {norm}", 4)


def _asks(scene: Scene, item: Deficiency) -> str:
    element = scene.drafting.element(item.about)
    words = (element.asks or element.name) if element else item.do
    return words.in_language(scene.query.lang)[0]


def _data(scene: Scene, lacking: Iterable[Deficiency]) -> Iterator[dict[str, object]]:
    for item in lacking:
        element = scene.drafting.element(item.about)
        yield {
            "element": item.about,
            "name": element.name.in_language(scene.query.lang)[0] if element else item.about,
            "asks": _asks(scene, item),
            "severity": item.severity.value,
            "where": list(item.where),
            "instrument": item.instrument,
            "article": item.article,
            "also": [{"instrument": instrument, "article": article} for instrument, article in item.also],
        }
