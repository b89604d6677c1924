# SPDX-License-Identifier: EUPL-1.2
"""The package of a case: which papers it needs, and each of them in every language as PDF, as DOCX and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from comity.documents.letter_docx import letter_docx
from comity.documents.letter_pdf import bilingual_pdf, letter_pdf
from comity.draft.bases import bases_of
from comity.draft.case.base import Language
from comity.draft.check.deficiency import Deficiency
from comity.draft.papers.compose import REQUEST, Composer
from comity.draft.papers.parts import Parts
from comity.draft.papers.values import Values
from comity.draft.papers.written import WrittenPaper
from comity.draft.request_file import request_bytes
from comity.draft.scene import Scene
from comity.model.actors import ActorKind
from comity.model.drafting import Drafting, Needs, Paper
from comity.model.paths import is_there

_COURT = "court"


def papers_of(scene: Scene) -> tuple[Paper, ...]:
    """The papers that the case needs, the request first."""
    fitting = [paper for paper in scene.drafting.papers if not paper.answer and _fits(scene, paper)]
    return tuple(sorted(fitting, key=lambda paper: paper.id != REQUEST))


def _fits(scene: Scene, paper: Paper) -> bool:
    if paper.measures and scene.query.measure not in paper.measures:
        return False
    if paper.between == _COURT and not any(_court(scene, code) for code in (scene.query.requesting, scene.query.requested)):
        return False
    return _there(scene, paper.needs)


def _court(scene: Scene, code: str) -> bool:
    actor = scene.corpus.by_code.get(code)
    return actor is not None and actor.kind is ActorKind.COURT


def _there(scene: Scene, needs: Needs) -> bool:
    return all(any(is_there(scene.values, path) for path in alternatives) for alternatives in needs)


def answer_named(drafting: Drafting, name: str, measure: str = "") -> Paper:
    """The paper of an answer (acknowledgement, information, refusal, postponement ...): the one of the measure, if it has its own."""
    named = [paper for paper in drafting.papers if paper.answer and paper.id == name]
    return next(iter(sorted(named, key=lambda paper: measure not in paper.measures)))


@dataclass(frozen=True)
class Writer:
    """Writes papers of one case; ``draft`` marks every page and keeps what is missing in sight."""

    scene: Scene
    deficiencies: tuple[Deficiency, ...] = ()
    grounds: tuple[Deficiency, ...] = ()
    draft: bool = False

    def letters(self, papers: Sequence[Paper], languages: Sequence[Language]) -> tuple[WrittenPaper, ...]:
        """The papers in each language."""
        return tuple(WrittenPaper(paper, self._composer(language).letter(paper)) for language in languages for paper in papers)

    def _composer(self, language: Language) -> Composer:
        scene = self.scene
        values = Values.of(scene.case, scene.corpus, scene.drafting, language)
        parts = Parts(values, bases_of(scene), scene.demands, self.grounds, self.deficiencies)
        return Composer(values, parts, scene.on, self.draft)


def files(written: Iterable[WrittenPaper]) -> Iterator[tuple[str, bytes]]:
    """Each paper as PDF and DOCX, under its name."""
    for item in written:
        yield f"{item.name}.pdf", letter_pdf(item.letter)
        yield f"{item.name}.docx", letter_docx(item.letter)


def side_by_side(written: Sequence[WrittenPaper]) -> Iterator[tuple[str, bytes]]:
    """Each paper in its first two languages beside each other."""
    by_paper: dict[str, list[WrittenPaper]] = {}
    for item in written:
        by_paper.setdefault(item.paper.id, []).append(item)
    for name, versions in by_paper.items():
        if len(versions) > 1:
            left, right = versions[0].letter, versions[1].letter
            yield f"{name}.{left.language}-{right.language}.pdf", bilingual_pdf(left, right)


def package(scene: Scene, deficiencies: tuple[Deficiency, ...], languages: Sequence[Language], *, draft: bool) -> Mapping[str, bytes]:
    """All files of a package by name: the papers in each language and ``request.json``."""
    written = Writer(scene, deficiencies, draft=draft).letters(papers_of(scene), languages)
    made = dict(files(written))
    made["request.json"] = request_bytes(scene, written, deficiencies)
    return made
