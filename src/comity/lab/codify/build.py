# SPDX-License-Identifier: EUPL-1.2
"""Builds the act: which article a clause stands in, and the numbers of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from comity.lab.codify.act import Act, ActParagraph, Alternative, Article, Became, Chapter, Clause, Origin, Part
from comity.lab.codify.alike import clusters
from comity.lab.codify.norms import Norm
from comity.lab.codify.points import Decider, merged
from comity.lab.codify.sentences import Sentences, sentence
from comity.model.law import Kind, Side
from comity.model.text import Text

SCOPE, TERMS, FINAL = "scope", "terms", "final"
FRAME = frozenset({SCOPE, TERMS, FINAL})
_ARTICLES = (
    Kind.BASIS,
    Kind.REQUIRE,
    Kind.MUST_REFUSE,
    Kind.MAY_REFUSE,
    "not-refused",
    Kind.MAY_POSTPONE,
    Kind.CONTENT,
    Kind.FORMALITY,
    Kind.CLOCK,
    Kind.DUTY,
    Kind.USE_LIMIT,
    Kind.ASSURANCE,
    Kind.COST,
)
_ROMAN = ("I", "II", "III", "IV", "V")


class Builder:
    """Builds the parts of one act from its norms."""

    def __init__(self, decider: Decider, sentences: Sentences, state_name: Text) -> None:
        self.decider = decider
        self.sentences = sentences
        self.state_name = state_name
        self.corpus = decider.corpus
        self.left: list[tuple[Norm, str, str]] = []
        self.settled: dict[tuple[str, str], list[Alternative]] = {}
        self.forms = self._forms()
        self.clauses = {form: self._decided(measures) for form, measures in self.forms.items()}

    def _forms(self) -> Mapping[str, tuple[str, ...]]:
        """The forms of cooperation that the sources know, with their measures in the order of the vocabulary."""
        served = {measure for norm in self.decider.norms for measure in norm.rule.measures}
        found = {}
        for form, families in self.sentences.wording.phrases.families.items():
            measures = tuple(item.id for item in self.corpus.vocabulary.measures if item.family in families and item.id in served)
            if measures:
                found[form] = measures
        placed = {measure for measures in found.values() for measure in measures}
        rest = tuple(item.id for item in self.corpus.vocabulary.measures if item.id in served - placed)
        return {**found, **({"other": rest} if rest else {})}

    def _decided(self, measures: Sequence[str]) -> list[Clause]:
        """The clauses of one form; those that bind whatever the basis stand in the general part, with what they settled here."""
        norms = [norm for norm in self.decider.norms if norm.rule.kind not in (Kind.RELATION, Kind.AUTHORITY)]
        decided = self.decider.decide(norms, measures)
        self.left.extend(decided.left)
        for clause in decided.clauses:
            if clause.binds_all and clause.alternatives:
                self.settled.setdefault(clause.origins[0].key, []).extend(clause.alternatives)
        return [clause for clause in decided.clauses if not clause.binds_all]

    def parts(self) -> tuple[Part, ...]:
        """All parts, numbered."""
        made = [
            ("general", [("general", self._general())]),
            ("forms", [(form, self._form(form)) for form in self.forms]),
            ("rights", [("rights", self._rights())]),
            ("institutions", [("institutions", self._institutions())]),
            ("final", [("final", self._final())]),
        ]
        return numbered(made, self.sentences.word, self._heading)

    def _heading(self, form: str) -> str:
        return self.sentences.word(f"form-{form}")

    # -- the parts

    def _general(self) -> list[Article]:
        state = self.state_name
        terms = [
            _framed(TERMS, self.sentences.of_state(name, state), self._word("why-terms")) for name in self.sentences.wording.phrases.terms
        ]
        scope = [
            Clause(
                Kind.RELATION,
                SCOPE,
                says=basis.says,
                text=self._heading(form),
                origins=_bases(self.clauses[form]),
                why="what the sources open",
            )
            for form in self.forms
            if (basis := next((clause for clause in self.clauses[form] if clause.kind is Kind.BASIS), None))
        ]
        whole = [norm for norm in self.decider.norms if _whole(norm)]
        relations = [norm for norm in self.decider.norms if norm.rule.kind is Kind.RELATION]
        stay = _framed(FINAL, self.sentences.of_state("treaties-stay", state), self._word("why-stay"))
        return self._some(
            [
                Article(
                    "",
                    self._word("art-scope"),
                    (ActParagraph("", self.sentences.of_state("intro-scope", state), tuple(scope)),) if scope else (),
                ),
                Article("", self._word("art-terms"), (ActParagraph("", self._word("intro-terms"), tuple(terms)),)),
                self._article("art-treaties", [*self._in_words(relations), stay], None),
                self._article("art-principles", self._principles(whole), tuple(self._all())),
                self._article("art-authority", self._authorities(), tuple(self._all())),
            ]
        )

    def _form(self, form: str) -> list[Article]:
        measures = self.forms[form]
        own = [clause for clause in self.clauses[form] if clause.side is not Side.REQUESTING and clause.kind is not Kind.RIGHT]
        articles = []
        for kind in _ARTICLES:
            here = [clause for clause in own if _place(clause) == kind]
            articles.append(self._article(f"art-{kind}", here, None if kind is Kind.BASIS else measures))
        asking = [clause for clause in self.clauses[form] if clause.side is Side.REQUESTING and clause.kind is not Kind.RIGHT]
        articles.append(self._article("art-requesting", asking, measures))
        return self._some(articles)

    def _rights(self) -> list[Article]:
        articles = []
        for form, measures in self.forms.items():
            here = [clause for clause in self.clauses[form] if clause.kind is Kind.RIGHT]
            articles.append(self._article("art-rights", here, measures, form=self._heading(form)))
        return self._some(articles)

    def _institutions(self) -> list[Article]:
        articles = []
        for kind in (Kind.CHANNEL, Kind.LANGUAGE):
            for form, measures in self.forms.items():
                here = [clause for clause in self.clauses[form] if clause.kind is kind and clause.side is not Side.REQUESTING]
                articles.append(self._article(f"art-{kind.value}", here, measures, form=self._heading(form)))
        return self._some(articles)

    def _final(self) -> list[Article]:
        national = {norm.instrument.id: norm.instrument for norm in self.decider.norms if norm.instrument.national}
        replaced = [law for law in national.values() if law.kind.value in ("code", "statute", "decree")]
        language = self.sentences.wording.language
        repealed = [
            Clause(
                Kind.RELATION,
                FINAL,
                text=law.title.in_language(language)[0],
                origins=(_first_of(law.id, self.decider.norms),),
                why="codified here",
            )
            for law in replaced
        ]
        force = _framed(FINAL, self._word("force"), self._word("why-force"))
        return self._some(
            [
                Article("", self._word("art-repeal"), (ActParagraph("", self._word("repeal"), tuple(repealed)),) if repealed else ()),
                Article("", self._word("art-force"), (ActParagraph("", "", (force,)),)),
            ]
        )

    # -- clauses of several forms

    def _principles(self, whole: Sequence[Norm]) -> list[Clause]:
        """Duties whatever the basis; once for all forms, with what the forms set aside for them."""
        clauses = self.decider.decide(whole, self._all()).clauses
        settled: set[tuple[str, str]] = set()
        made = []
        for clause in clauses:
            name = clause.origins[0].key
            made.append(clause if name in settled else replace(clause, alternatives=_joined(self.settled.get(name, ()))))
            settled.add(name)
        return made

    def _authorities(self) -> list[Clause]:
        norms = [norm for norm in self.decider.norms if norm.rule.kind is Kind.AUTHORITY]
        decided = self.decider.decide(norms, self._all())
        self.left.extend(decided.left)
        return decided.clauses

    def _in_words(self, norms: Sequence[Norm]) -> list[Clause]:
        return [replace(merged(group), measures=tuple(sorted(group[0].rule.measures))) for group in clusters(norms)]

    def _all(self) -> list[str]:
        return [measure for measures in self.forms.values() for measure in measures]

    def _article(self, name: str, clauses: Iterable[Clause], whole: Sequence[str] | None, **parts: str) -> Article:
        return Article("", self._word(name, **parts), tuple(self.sentences.paragraphs(clauses, whole)))

    def _some(self, articles: Iterable[Article]) -> list[Article]:
        return [article for article in articles if article.paragraphs]

    def _word(self, name: str, **parts: str) -> str:
        return self.sentences.word(name, **parts)


def _whole(norm: Norm) -> bool:
    """Whether a norm stands in the general part, once for every form: it binds whatever the basis, and is no rank of one state."""
    return norm.binds_all and not norm.instrument.national and norm.rule.kind is not Kind.RELATION


def _joined(others: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """The same alternative of several forms as one, for the measures of all."""
    found: dict[Alternative, frozenset[str]] = {}
    for other in others:
        bare = replace(other, measures=frozenset())
        found[bare] = found.get(bare, frozenset()) | other.measures
    return tuple(replace(other, measures=measures) for other, measures in found.items())


def _place(clause: Clause) -> object:
    if clause.kind is Kind.DEEMS or (clause.kind is Kind.DUTY and clause.topic.startswith("ground/")):
        return "not-refused"
    return clause.kind


def _framed(topic: str, text: str, why: str) -> Clause:
    return Clause(Kind.RELATION, topic, text=text, drafting=why)


def _bases(clauses: Iterable[Clause]) -> tuple[Origin, ...]:
    found = {origin.key: replace(origin, how=Became.MERGED) for clause in clauses if clause.kind is Kind.BASIS for origin in clause.origins}
    return tuple(found.values())


def _first_of(id_: str, norms: Iterable[Norm]) -> Origin:
    norm = next(norm for norm in norms if norm.instrument.id == id_)
    return Origin(id_, norm.rule.article, norm.rule.id, Became.MERGED)


def numbered(
    made: Iterable[tuple[str, list[tuple[str, list[Article]]]]], word: Callable[..., str], heading: Callable[[str], str]
) -> tuple[Part, ...]:
    """The parts with their numbers; empty ones fall out."""
    parts: list[Part] = []
    chapter_number = article_number = 0
    for id_, chapters in made:
        kept: list[Chapter] = []
        for form, articles in chapters:
            if not articles:
                continue
            chapter_number += 1
            done = []
            for article in articles:
                article_number += 1
                done.append(_numbered(article, article_number))
            kept.append(Chapter(form, str(chapter_number), heading(form), tuple(done)))
        if kept:
            parts.append(Part(id_, _ROMAN[len(parts)], word(f"part-{id_}"), tuple(kept)))
    return tuple(parts)


def _numbered(article: Article, number: int) -> Article:
    paragraphs = []
    for at, paragraph in enumerate(article.paragraphs, start=1):
        own = f"{number}.{at}"
        if paragraph.intro:
            clauses = tuple(replace(clause, number=f"{own}.{n}") for n, clause in enumerate(paragraph.clauses, start=1))
        else:
            clauses = tuple(replace(clause, number=own, text=sentence(clause.text)) for clause in paragraph.clauses)
        paragraphs.append(ActParagraph(own, paragraph.intro, clauses))
    return Article(str(number), article.heading, tuple(paragraphs))


def numbers_of(act: Act) -> Mapping[tuple[str, str], list[tuple[Clause, Origin]]]:
    """For each source norm the clauses that carry it on."""
    found: dict[tuple[str, str], list[tuple[Clause, Origin]]] = {}
    for clause in act.clauses:
        for origin in clause.origins:
            found.setdefault(origin.key, []).append((clause, origin))
    return found
