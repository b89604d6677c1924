# SPDX-License-Identifier: EUPL-1.2
"""``law/drafting`` is read into types, refused with file and line where it is wrong, and kept in a fast form of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from comity.corpus import load as loading
from comity.corpus import store
from comity.corpus.corpus import Corpus
from comity.corpus.load import load, load_drafting, load_drafting_files, load_files, problems_of
from comity.model.drafting import Drafting, Severity
from comity.model.errors import WrongInput, WrongLaw
from comity.model.paths import Path as Place
from unit.draft.drafting_law import CODES, FILES, write

FOR_A_BASIS = """\
  - id: form
    title: {{en: Form}}
    measures: [escort]
    needs: ["bases=fx-001{more}"]
    sections: [{{blocks: [{{say: {{en: Form}}}}]}}]
"""


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented law in a folder, with a home of its own."""
    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "home"))
    return write(tmp_path / "law")


def test_everything_is_read(law: Path) -> None:
    drafting = load_drafting_files(law)
    assert len(drafting.elements) == 15
    warrant = drafting.element("warrant")
    assert warrant is not None
    assert (warrant.severity, warrant.needs) == (Severity.REFUSED, ((Place.parse("orders[arrest-warrant].authority"),),))
    relevance = drafting.element("relevance")
    assert relevance is not None
    assert [[path.text for path in some] for some in relevance.needs] == [["asked.relevance", "asked.reason"]]
    assert drafting.element("always-form").measures == {"bank-records"}  # type: ignore[union-attr]  # it is there
    assert set(drafting.checks) >= CODES
    assert drafting.stated == {"offence.max_penalty_months.requesting"}
    assert drafting.facts["person.minor"].text == "persons[sought,convicted,accused,suspect].minor"
    assert drafting.lists["persons.role"] == "role"
    assert drafting.label("persons.birth.day", "az") == "Doğum tarixi"


def test_papers_are_read(law: Path) -> None:
    papers = {paper.id: paper for paper in load_drafting_files(law).papers}
    assert list(papers) == [
        "consent",
        "request",
        "court-paper",
        "escort-paper",
        "refusal",
        "postponement",
        "information",
        "acknowledgement",
    ]
    assert (papers["consent"].sender, papers["refusal"].sender, papers["request"].sender) == ("person", "requested", "requesting")
    assert papers["refusal"].answer
    assert papers["court-paper"].between == "court"
    first, facts, data, *_ = papers["request"].sections
    assert first.blocks[0].strong
    assert facts.heading.az == "Faktlar"
    assert [block.prose.text for block in facts.blocks if block.prose] == ["summary.what", "summary.link"]
    assert data.blocks[2].each == Place.parse("persons[suspect]")
    assert [path.text for path in data.blocks[5].columns] == ["number", "provider", "holder", "branch"]
    assert [choice.en for choice in papers["consent"].sections[0].blocks[1].choices] == ["yes", "no"]


def test_papers_of_one_id_may_be_made_for_several_bases(law: Path) -> None:
    place = law / "drafting/papers/all.yaml"
    place.write_text(place.read_text() + FOR_A_BASIS.format(more="") + FOR_A_BASIS.format(more="").replace("fx-001", "fx-002,fx-003"))
    assert [paper.under for paper in load_drafting_files(law).papers if paper.id == "form"] == [{"fx-001"}, {"fx-002", "fx-003"}]


def test_a_law_without_drafting_is_read(tmp_path: Path) -> None:
    law = write(tmp_path, {name: content for name, content in FILES.items() if not name.startswith("drafting/")})
    assert load_drafting_files(law) == Drafting()
    assert load_files(law).by_id


@pytest.mark.parametrize(
    ("file", "old", "new", "holds"),
    [
        ("elements/all.yaml", "id: account,", "id: facts,", "the element 'facts' stands twice"),
        ("elements/all.yaml", "needs: [accounts.number]", "needs: [Accounts]", "'Accounts' is no step of a path"),
        ("elements/all.yaml", "needs: [accounts.number]", "needs: ['a=']", "no value stands after ="),
        ("elements/all.yaml", "needs: [accounts.number]", "needs: [a..b]", "'a..b' is no path"),
        ("elements/all.yaml", "measures: [bank-records]", "measures: [bank-record]", "unknown measure 'bank-record'"),
        ("elements/all.yaml", "severity: better", "severity: bad", "Invalid enum value 'bad'"),
        ("elements/all.yaml", "severity: better", "severity: better, hint: x", "unknown field `hint`"),
        ("elements/all.yaml", "elements:", "element:", "see docs/legal-model.md"),
        ("checks.yaml", "severity: better", "severity: worst", "Invalid enum value 'worst'"),
        ("checks.yaml", "checks:", "checks: [", "checks.yaml:"),
        ("facts.yaml", "person.minor:", "person.miner:", "unknown fact 'person.miner'"),
        ("facts.yaml", "stated: [offence.max_penalty_months.requesting]", "stated: [offence.x]", "unknown fact 'offence.x'"),
        ("facts.yaml", "assets.value", "Assets", "'Assets' is no step of a path"),
        ("papers/all.yaml", "from: person", "from: anyone", "'anyone' signs nothing"),
        (
            "papers/all.yaml",
            "id: court-paper",
            "id: escort-paper\n    measures: [escort]",
            "the paper 'escort-paper' stands twice for escort",
        ),
        ("papers/answers.yaml", "id: refusal", "id: information", "the paper 'information' stands twice for all measures"),
        (
            "papers/all.yaml",
            "  - id: court-paper",
            FOR_A_BASIS.format(more="") + FOR_A_BASIS.format(more=",fx-003") + "  - id: court-paper",
            "the paper 'form' stands twice for escort under fx-001",
        ),
        ("papers/all.yaml", "use: facts", "use: fact", "unknown section 'fact'"),
        ("papers/all.yaml", "{part: bases}", "{part: base}", "unknown part 'base'"),
        ("papers/all.yaml", "{part: bases}", "{part: bases, prose: asked.object}", "a block is one of"),
        ("papers/all.yaml", "{part: bases}", "{strong: true}", "a block is one of"),
        ("papers/all.yaml", "{prose: asked.object}", "{prose: asked.Object}", "'Object' is no step of a path"),
        ("papers/all.yaml", "measures: [escort]", "measures: [escorts]", "unknown measure 'escorts'"),
        ("papers/sections.yaml", "prose: summary.what", "prose: summary-what", "'summary-what' is no step of a path"),
        ("papers/sections.yaml", "sections:", "section:", "sections.yaml:"),
        ("labels/all.yaml", "places:", "place:", "labels/all.yaml:"),
        ("labels/all.yaml", "role.suspect: {en: suspect,", "role.suspect: {de: suspect,", "labels/all.yaml:"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(law: Path, file: str, old: str, new: str, holds: str) -> None:
    path = law / "drafting" / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(WrongLaw) as error:
        load_drafting_files(law)
    assert any(holds in problem and problem.startswith(f"{path}:") for problem in error.value.problems), error.value.problems
    assert any(holds in problem for problem in problems_of(law)), "comity law validate says it too"


def test_every_problem_is_told_at_once(law: Path) -> None:
    (law / "drafting/papers/all.yaml").write_text("papers: 5\n", encoding="utf-8")
    (law / "drafting/facts.yaml").write_text("- x\n", encoding="utf-8")
    with pytest.raises(WrongLaw) as error:
        load_drafting_files(law)
    assert len(error.value.problems) == 2


# -- the fast form


def test_the_fast_form_is_the_same(law: Path) -> None:
    drafting = load_drafting_files(law)
    assert store.decode(store.encode(drafting, "key"), "key", Drafting) == drafting
    assert store.decode(store.encode(drafting, "key"), "other", Drafting) is None
    assert store.decode(store.encode(drafting, "key"), None, Drafting) == drafting


def test_law_is_never_taken_for_drafting(law: Path) -> None:
    assert store.decode(store.encode(load_files(law), "key"), "key", Drafting) is None


def test_drafting_is_never_taken_for_law(law: Path) -> None:
    assert store.decode(store.encode(load_drafting_files(law), "key"), "key", Corpus) is None


def test_the_second_load_reads_the_fast_form(law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_drafting(law)
    (cached,) = loading.cache_folder().glob("drafting-*.bin")

    def never(folder: Path, key: str = "") -> Drafting:
        raise AssertionError("the files were read again")

    monkeypatch.setattr(loading, "load_drafting_files", never)
    assert load_drafting(law) == first
    cached.write_bytes(b"damaged")
    with pytest.raises(AssertionError, match="read again"):
        load_drafting(law)


def test_a_changed_file_is_read_anew(law: Path) -> None:
    load_drafting(law)
    path = law / "drafting" / "elements" / "all.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("severity: better", "severity: delayed"), encoding="utf-8")
    assert load_drafting(law).element("branch").severity is Severity.DELAYED  # type: ignore[union-attr]  # it is there
    assert len(list(loading.cache_folder().glob("drafting-*.bin"))) == 2


def test_law_and_drafting_lie_beside_each_other(law: Path) -> None:
    load(law)
    load_drafting(law)
    assert sorted(path.name.partition("-")[0] for path in loading.cache_folder().iterdir()) == ["drafting", "law"]


def test_a_read_only_home_only_slows(law: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "file"))
    assert load_drafting(law).elements


def test_a_cache_that_cannot_be_read_or_written_only_slows(law: Path) -> None:
    first = load_drafting(law)
    (cached,) = loading.cache_folder().glob("drafting-*.bin")
    cached.unlink()
    cached.mkdir()
    assert load_drafting(law) == first
    assert [path.name for path in loading.cache_folder().iterdir()] == [cached.name], "nothing half-written stays"


def test_the_packaged_form_is_read_where_there_is_no_folder(law: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "CHECKOUT", tmp_path / "nowhere")
    monkeypatch.setattr(loading, "PACKAGED_DRAFTING", tmp_path / "drafting.bin")
    with pytest.raises(WrongInput, match="no body of law is installed"):
        load_drafting()
    drafting = load_drafting_files(law)
    store.write(tmp_path / "drafting.bin", store.encode(drafting, "any"))
    assert load_drafting() == drafting


@pytest.mark.parametrize("files", [{}, {"drafting/checks.yaml": "checks: {}\n"}])
def test_a_folder_that_holds_no_law(files: Mapping[str, str], tmp_path: Path) -> None:
    write(tmp_path, files)
    with pytest.raises(WrongInput, match="holds no body of law"):
        load_drafting(tmp_path)
