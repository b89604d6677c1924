# SPDX-License-Identifier: EUPL-1.2
"""The drafting data of the real law and the program know each other: places, parts, placeholders, elements; every paper is composed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path as File
from typing import Any

import pytest

from comity.advise.advise import Adviser
from comity.corpus.corpus import Corpus
from comity.corpus.drafting_files import PARTS
from comity.corpus.load import load, load_drafting
from comity.documents.letter import Heading, Letter, Mark
from comity.documents.letter_docx import letter_docx
from comity.documents.letter_pdf import letter_pdf
from comity.documents.letter_read import docx_fields
from comity.documents.wording import without_glyph
from comity.draft.answer import AnswerKind
from comity.draft.case.base import Language
from comity.draft.case.read import read_case
from comity.draft.case.shape import PlaceKind, shapes
from comity.draft.package import Writer, answer_named
from comity.draft.papers import parts
from comity.draft.scene import Scene, scene_of
from comity.model.drafting import Block, Drafting, Needs, Paper
from comity.model.law import Kind
from comity.model.paths import Path
from comity.model.text import Text
from unit.documents.letters import pdf_pages, texts
from unit.draft.test_hostile_words import full_values

EXAMPLES = File(__file__).resolve().parents[3] / "examples"
LANGUAGES: tuple[Language, ...] = ("en", "az", "ru", "fr")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
DAY = date(2026, 11, 24)


@cache
def real() -> tuple[Corpus, Drafting]:
    """The real law."""
    return load(), load_drafting()


@cache
def adviser() -> Adviser:
    """Advises on the real law."""
    return Adviser(real()[0])


def papers() -> tuple[Paper, ...]:
    return real()[1].papers


def name_of(paper: Paper) -> str:
    return "-".join(filter(None, (paper.id, min(paper.measures, default="all"), paper.route, *sorted(paper.under))))


def blocks(paper: Paper) -> Iterator[Block]:
    for section in paper.sections:
        yield from section.blocks


def needed(needs: Needs) -> Iterator[Path]:
    for alternatives in needs:
        yield from alternatives


def paths_of(block: Block) -> Iterator[Path]:
    """Every path of a block, those of items below their list."""
    yield from needed(block.needs)
    for one in (block.prose, block.list, block.each, block.grid):
        if one is not None:
            yield one
    under = next((one.text for one in (block.each, block.grid) if one is not None), "")
    for path in (*block.fields, *block.columns):
        yield Path.parse(f"{under}.{path.text}") if under else path
    for said in PLACEHOLDER.findall(block.say.en):
        if said.startswith("path:"):
            yield Path.parse(said.removeprefix("path:"))


def every_path() -> Iterator[tuple[str, Path]]:
    """Every path of the drafting data with where it stands."""
    drafting = real()[1]
    for element in drafting.elements:
        yield from ((f"element {element.id}", path) for path in needed(element.needs))
    for name, path in drafting.facts.items():
        yield f"fact {name}", path
    for paper in drafting.papers:
        where = f"paper {name_of(paper)}"
        yield from ((where, path) for path in needed(paper.needs))
        for section in paper.sections:
            yield from ((where, path) for path in needed(section.needs))
        for block in blocks(paper):
            yield from ((where, path) for path in paths_of(block))


def wrong(path: Path) -> str:
    """What is wrong with a path: no place of the model, a selector or a value that no such place can have."""
    at = ""
    for step in path.steps:
        at = f"{at}.{step.name}" if at else step.name
        if at not in shapes():
            return f"{at} is no place"
        words = {word for name in ("role", "kind") for word in shapes().get(f"{at}.{name}", shapes()[at]).words}
        if words and step.only - words:
            return f"{at}: no such words: {sorted(step.only - words)}"
    shape = shapes()[at]
    allowed = {"true", "false"} if shape.kind is PlaceKind.TRUTH else set(shape.words)
    return f"{path.text}: no such value" if path.values - allowed and shape.kind in (PlaceKind.TRUTH, PlaceKind.WORD) else ""


def test_every_path_is_a_place_of_the_model() -> None:
    found = list(every_path())
    assert len(found) > 1_000
    assert [f"{where}: {wrong(path)}" for where, path in found if wrong(path)] == []


@pytest.mark.parametrize("text", ["persons.nam", "persons[boss].names", "orders.copy=orignal", "persons.minor=yes", "summary.what.deep"])
def test_a_path_that_is_wrong_would_be_found(text: str) -> None:
    assert wrong(Path.parse(text))


def test_parts_of_the_program_and_of_the_data_are_the_same() -> None:
    known = set(parts._PARTS)
    used = {block.part for paper in papers() for block in blocks(paper) if block.part}
    assert known == PARTS
    assert used <= known
    assert known - used <= {"assurances"}, "parts that no paper has"


def test_every_placeholder_is_known_and_used_in_each_language() -> None:
    known = set(parts._NAMED)
    used: set[str] = set()
    for paper in papers():
        for block in blocks(paper):
            named = [sorted(PLACEHOLDER.findall(getattr(block.say, language))) for language in LANGUAGES]
            assert all(names == named[0] for names in named), (paper.id, block.say.en)
            used |= {name for name in named[0] if not name.startswith("path:")}
    assert used <= known
    assert known - used <= {"day", "reference", "reference_requested", "sender", "addressee"}, "placeholders that no paper uses"


def words_of(paper: Paper) -> Iterator[Text]:
    yield paper.title
    for section in paper.sections:
        yield section.heading
    for block in blocks(paper):
        yield from (block.say, block.blank, *block.choices)


def test_papers_speak_all_four_languages() -> None:
    without = [(paper.id, text.en) for paper in papers() for text in words_of(paper) if text.en and not (text.az and text.ru and text.fr)]
    assert without == []


def test_elements_and_checks_speak_all_four_languages() -> None:
    drafting = real()[1]
    elements = [text for item in drafting.elements for text in (item.name, item.asks, item.help, item.example) if text.en]
    checks = [text for item in drafting.checks.values() for text in (item.says, item.do)]
    assert [text.en for text in (*elements, *checks) if not (text.az and text.ru and text.fr)] == []


def test_every_element_that_a_provision_names_is_there() -> None:
    corpus, drafting = real()
    known = {element.id for element in drafting.elements}
    provisions = [item for instrument in corpus.by_id.values() for item in instrument.provisions]
    named = {item.value.field for item in provisions if item.kind in (Kind.CONTENT, Kind.FORMALITY) and item.value.field}
    assert len(named) > 50
    assert named - known == set()


def test_every_measure_has_one_general_request() -> None:
    corpus = real()[0]
    for measure in corpus.measures:
        fitting = [
            paper for paper in papers() if not paper.answer and not paper.between and (not paper.measures or measure in paper.measures)
        ]
        requests = [paper for paper in fitting if paper.id == "request" and not paper.route and not paper.under]
        assert len(requests) == 1, measure
        named = [(paper.id, paper.route, basis) for paper in fitting for basis in sorted(paper.under) or [""]]
        assert len(set(named)) == len(named), f"{measure}: two papers would have one name"


def test_papers_for_a_basis_name_one_that_lays_down_their_route() -> None:
    lacking = set()
    for paper in papers():
        for name in paper.under:
            routes = [item for item in real()[0].by_id[name].provisions if item.kind is Kind.CHANNEL and item.value.route == paper.route]
            lacking |= {(name, measure) for measure in paper.measures if not any(measure in item.measures for item in routes)}
    assert lacking == set()


def test_every_answer_is_there_for_every_measure() -> None:
    corpus = real()[0]
    for kind in AnswerKind:
        for measure in corpus.measures:
            answer = answer_named(real()[1], kind.value, measure)
            assert not answer.measures or measure in answer.measures


# -- every paper is composed


@cache
def full_scene(measure: str) -> Scene:
    """A case of a measure in which every field holds something."""
    values = full_values("Mətn, текст, texte")
    values |= {"requesting": "AZ", "requested": "GE", "measure": measure}
    return scene_of(read_case(_in_azerbaijan(values)), adviser(), real()[1], DAY)


def _in_azerbaijan(value: Any) -> Any:
    """The invented state of the values becomes one that the real law knows."""
    if isinstance(value, dict):
        return {key: _in_azerbaijan(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_in_azerbaijan(item) for item in value]
    return "AZ" if value == "XA" else value


@cache
def bare_scene(measure: str) -> Scene:
    """A case of a measure with nothing but its query."""
    return scene_of(
        read_case({"requesting": "AZ", "requested": "GE", "measure": measure, "on": DAY.isoformat()}), adviser(), real()[1], DAY
    )


def letters(paper: Paper, scene: Scene, *, draft: bool) -> tuple[Letter, ...]:
    return tuple(item.letter for item in Writer(scene, draft=draft).letters([paper], LANGUAGES))


def faults(letter: Letter) -> Iterator[str]:
    """Holes, places that were not filled in, and names of the program where words should be."""
    for text in texts(letter):
        if without_glyph(text):
            yield f"no glyph: {text}"
        if PLACEHOLDER.search(text):
            yield f"not filled in: {text}"
        if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", text):
            yield f"no label: {text}"


def test_a_fault_would_be_found() -> None:
    assert len(list(faults(Letter("x", "en", "persons.birth.day", DAY, blocks=(Heading("{sender}"), Heading("\u4e2d")))))) == 3


@pytest.mark.parametrize("paper", papers(), ids=name_of)
def test_every_paper_is_composed_of_a_full_case(paper: Paper) -> None:
    measure = min(paper.measures, default="bank-records")
    made = letters(paper, full_scene(measure), draft=False)
    for letter in made:
        assert list(faults(letter)) == []
        assert [words for words in letter.words() if words.mark is Mark.MISSING] == []
    assert len({letter.title for letter in made}) >= 3, "languages may share a title, not all of them"
    headings = [[block.number for block in letter.blocks if isinstance(block, Heading)] for letter in made]
    assert all(numbers == headings[0] for numbers in headings), "the languages have the same sections"
    kinds = [[type(block) for block in letter.blocks] for letter in made]
    assert all(blocks_ == kinds[0] for blocks_ in kinds)


@pytest.mark.parametrize("paper", papers(), ids=name_of)
def test_every_paper_is_composed_of_a_bare_case(paper: Paper) -> None:
    measure = min(paper.measures, default="bank-records")
    for draft in (False, True):
        for letter in letters(paper, bare_scene(measure), draft=draft):
            assert list(faults(letter)) == []


ONE_OF_EACH = list({paper.id: paper for paper in reversed(papers())}.values())


@pytest.mark.parametrize(("number", "paper"), list(enumerate(ONE_OF_EACH)), ids=lambda value: value.id if isinstance(value, Paper) else "")
def test_each_kind_of_paper_is_written(number: int, paper: Paper) -> None:
    """As PDF and DOCX in one language each: the languages take turns."""
    writer = Writer(full_scene(min(paper.measures, default="bank-records")))
    letter = writer.letters([paper], [LANGUAGES[number % 4]])[0].letter
    assert pdf_pages(letter_pdf(letter))
    assert [path for path, _ in docx_fields(letter_docx(letter))] == [words.path for words in letter.words() if words.path and words.text]
