# SPDX-License-Identifier: EUPL-1.2
"""The package of a case: which papers it needs, and each of them in every language as PDF, as DOCX and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from comity.documents.letter import Letter
from comity.documents.letter_docx import letter_docx
from comity.documents.letter_pdf import bilingual_pdf, letter_pdf
from comity.draft.bases import Cited, bases_of
from comity.draft.case.base import Language
from comity.draft.case.things import LANGUAGES
from comity.draft.check.deficiency import Deficiency
from comity.draft.papers.compose import REQUEST, Composer
from comity.draft.papers.parts import Parts
from comity.draft.papers.values import Values
from comity.draft.papers.written import WrittenPaper
from comity.draft.request_file import request_bytes
from comity.draft.scene import Scene
from comity.model.actors import ActorKind
from comity.model.drafting import Drafting, Needs, Paper
from comity.model.law import Kind
from comity.model.paths import is_there

_COURT = "court"
PERSON = "person"


def papers_of(scene: Scene) -> tuple[Paper, ...]:
    """The papers that the case needs, the request first; of those with one id that fit, only the one that is closest to the case."""
    closest: dict[str, Paper] = {}
    for paper in scene.drafting.papers:
        if not paper.answer and _fits(scene, paper):
            closest[paper.id] = min(closest.get(paper.id, paper), paper, key=lambda one: _distance(scene, one))
    return tuple(sorted(closest.values(), key=lambda paper: paper.id != REQUEST))


def _distance(scene: Scene, paper: Paper) -> tuple[int, bool]:
    """A paper for a basis goes before others, that of the first basis relied on before all; then one for the case's own route."""
    bases = bases_of(scene)
    return bases.index(_rests_on(scene, paper)[0]) if paper.under else len(bases), not paper.route


def _fits(scene: Scene, paper: Paper) -> bool:
    if paper.measures and scene.query.measure not in paper.measures:
        return False
    if paper.between == _COURT and not any(_court(scene, code) for code in (scene.query.requesting, scene.query.requested)):
        return False
    if paper.route and scene.case.case.channel != paper.route:
        return False
    return _there(scene, paper.needs) and (not (paper.route or paper.under) or bool(_rests_on(scene, paper)))


def _rests_on(scene: Scene, paper: Paper) -> tuple[Cited, ...]:
    """The bases relied on that a paper cites: all of them, or those that it is made for and that lay down its route."""
    return tuple(cited for cited in bases_of(scene) if _carries(scene, cited, paper))


def _carries(scene: Scene, cited: Cited, paper: Paper) -> bool:
    family = {cited.instrument.id, *(protocol.id for protocol in cited.protocols)}
    meant = family & paper.under if paper.under else family
    channels = (demand.rule for demand in scene.demands_of(Kind.CHANNEL) if demand.rule.instrument.id in meant)
    return bool(meant) and (not paper.route or any(rule.provision.value.route == paper.route for rule in channels))


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
        """The papers in each language; what a person signs also in the languages that the persons concerned understand."""
        understood = self._understood()
        wanted = [(language, paper) for language in languages for paper in papers]
        wanted += [(language, paper) for language in understood if language not in languages for paper in papers if paper.sender == PERSON]
        return tuple(WrittenPaper(paper, self._letter(paper, language)) for language, paper in wanted)

    def _understood(self) -> tuple[Language, ...]:
        spoken = {code for person in self.scene.case.persons for code in person.languages}
        return tuple(language for language in LANGUAGES if language in spoken)

    def _letter(self, paper: Paper, language: Language) -> Letter:
        scene = self.scene
        values = Values.of(scene.case, scene.corpus, scene.drafting, language)
        parts = Parts(values, _rests_on(scene, paper), scene.demands, self.grounds, self.deficiencies)
        return Composer(values, parts, scene.on, self.draft).letter(paper)


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


@dataclass(frozen=True, slots=True)
class Package:
    """The papers of a case, and their files by name."""

    papers: tuple[WrittenPaper, ...]
    files: Mapping[str, bytes]


def package(
    scene: Scene, deficiencies: tuple[Deficiency, ...], languages: Sequence[Language], *, draft: bool = False, bilingual: bool = False
) -> Package:
    """The papers in each language, side by side too where that is wanted, and ``request.json``."""
    written = Writer(scene, deficiencies, draft=draft).letters(papers_of(scene), languages)
    made = dict(files(written)) | (dict(side_by_side(written)) if bilingual else {})
    made["request.json"] = request_bytes(scene, written, deficiencies)
    return Package(written, made)
