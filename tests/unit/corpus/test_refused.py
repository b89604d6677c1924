# SPDX-License-Identifier: EUPL-1.2
"""Wrong and hostile law is refused with file, line and what to do (QUALITY S12): never a crash, never a silent yes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from comity.corpus.load import load_files, problems_of
from comity.corpus.strict_yaml import MAX_BYTES
from comity.model.errors import WrongLaw
from unit.small_law import FILES, write

NEAR = 8  # lines between what was changed and what is reported: an entry is reported where it begins
MENDS = re.compile(r" - |must |write|names|needs|says|say why|is exactly|`")

MEASURES = "vocabulary/measures.yaml"
OFFENCES = "vocabulary/offences.yaml"
GROUNDS = "vocabulary/grounds.yaml"
FACTS = "vocabulary/facts/case.yaml"
GLOSSARY = "vocabulary/glossary.yaml"
DERIVED = "vocabulary/derived.yaml"
XA = "actors/XA.yaml"
XB = "actors/XB.yaml"
XT = "actors/XT.yaml"
XU = "actors/XU.yaml"
ROUTES = "actors/routes.yaml"
SEARCHED = "actors/searched.yaml"
INSTRUMENT = "instruments/fx-001/instrument.yaml"
ROWS = "instruments/fx-001/status.csv"
EVENTS = "instruments/fx-001/status.yaml"
RULES = "instruments/fx-001/provisions.yaml"
STATEMENTS = "instruments/fx-001/statements.yaml"
CASES = "instruments/fx-001/cases.yaml"
PROTOCOL = "instruments/fx-002/instrument.yaml"
PROTOCOL_RULES = "instruments/fx-002/provisions.yaml"
BILATERAL = "instruments/fx-003/instrument.yaml"
BILATERAL_ROWS = "instruments/fx-003/status.csv"
OLDER = "instruments/fx-004/instrument.yaml"
OLDER_ROWS = "instruments/fx-004/status.csv"
CODE = "instruments/xa-code/instrument.yaml"
CODE_RULES = "instruments/xa-code/provisions.yaml"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One mutation of the small law and the words that must refuse it."""

    name: str
    file: str
    says: str
    change: Callable[[Path], int | None]  # gives the line that it changed, if it is one line


def reported_in(file: str, wrong: Wrong) -> Wrong:
    """The same, reported in another file."""

    def change(law: Path) -> None:
        wrong.change(law)

    return Wrong(wrong.name, file, wrong.says, change)


def swap(name: str, file: str, old: str, new: str, says: str) -> Wrong:
    """Other words in a file; reported there."""

    def change(law: Path) -> int | None:
        return _swap(law / file, old, new)

    return Wrong(name, file, says, change)


def _swap(path: Path, old: str, new: str) -> int:
    content = path.read_text(encoding="utf-8")
    assert content.count(old) >= 1, f"{path.name} does not hold {old!r}"
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    return content.count("\n", 0, content.index(old)) + 1


def more(name: str, file: str, lines: str, says: str) -> Wrong:
    """Further lines at the end of a file."""

    def change(law: Path) -> int:
        path = law / file
        content = path.read_text(encoding="utf-8")
        path.write_text(content + lines, encoding="utf-8")
        return content.count("\n") + lines.count("\n")

    return Wrong(name, file, says, change)


def whole(name: str, file: str, content: str | bytes | None, says: str) -> Wrong:
    """Another content of a file, a new file, or (None) no file."""

    def change(law: Path) -> None:
        path = law / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    return Wrong(name, file, says, change)


def condition(name: str, new: str, says: str) -> Wrong:
    """Another condition of article 2."""
    return swap(f"condition: {name}", RULES, "when: {fact: offence.political}", f"when: {new}", says)


def row(name: str, old: str, new: str, says: str) -> Wrong:
    """Another row of the status list."""
    return swap(f"row: {name}", ROWS, old, new, says)


def effect(name: str, new: str, says: str) -> Wrong:
    """Another effect of the statement to article 3."""
    return swap(f"effect: {name}", STATEMENTS, "{choose: [art-3]}", new, says)


XA_ROW = "XA,ratification,1991-01-01,1996-06-11,1996-09-11,,,dep,high,"
ART_5 = 'value: {days: "40", starts: arrest, then: released}'

CONDITIONS = (
    condition("empty", "{}", "an empty condition - write all, any, not"),
    condition("unknown fact", "{fact: offence.politcal}", "unknown fact 'offence.politcal' - declare it in vocabulary/facts/"),
    condition("unknown key", "{fakt: offence.political}", "unknown field `fakt` - see docs/legal-model.md"),
    condition("a list", "[{fact: offence.political}]", "Expected `object | null`, got `array`"),
    condition("a word", "offence.political", "Expected `object | null`, got `str`"),
    condition("all of nothing", "{all: []}", "all of nothing - write its parts"),
    condition("any of nothing", "{any: []}", "any of nothing - write its parts"),
    condition("all of one that is no list", "{all: {fact: offence.political}}", "Expected `array"),
    condition("not of nothing", "{not: {}}", "an empty condition"),
    condition("all and any", "{all: [{fact: offence.dual}], any: [{fact: offence.dual}]}", "all and any in one condition"),
    condition("fact and offence", "{fact: offence.dual, offence: [fraud]}", "fact and offence in one condition"),
    condition("not and fact", "{not: {fact: offence.dual}, fact: offence.dual}", "not and fact in one condition"),
    condition(
        "two comparisons", "{fact: offence.max_penalty_months.requested, at_least: 1, at_most: 2}", "at_least and at_most in one condition"
    ),
    condition("is and has", "{fact: purpose, is: [execution], has: [XA]}", "is and has in one condition"),
    condition("comparison without a fact", "{offence: [fraud], at_least: 1}", "at_least in one condition - compare one fact once"),
    condition("unknown offence", "{offence: [fruad]}", "unknown offence 'fruad' - use an alias"),
    condition("offence that is no code", '{offence: ["07.01"]}', "unknown offence '07.01' - use an alias"),
    condition("offence in other digits", '{offence: ["٠٧"]}', "unknown offence '٠٧'"),
    condition("unknown instrument", "{party: fx-999, who: both}", "no instrument has the id 'fx-999' - name a folder"),
    condition("unknown side", "{party: fx-001, who: all}", "Invalid enum value 'all'"),
    condition("day of no fact", "{party: fx-004, on: offence.day}", "offence.day"),
    condition("day of a truth", "{party: fx-004, on: offence.dual}", "offence.dual"),
    condition("side of a fact", "{fact: offence.dual, who: requested}", "who without party - remove it, or write party"),
    condition("day of an offence", "{offence: fraud, on: offence.on}", "on without party - remove it"),
    condition("silence of a fact", '{fact: offence.dual, silent: "no"}', "silent without stated - remove it"),
    condition("speaker of a party", "{party: fx-004, by: requesting}", "by without stated - remove it"),
    condition("unknown silence", "{stated: direct, by: requested, silent: maybe}", "silent is 'maybe' - write yes, no or unknown"),
    condition("unknown speaker", "{stated: direct, by: XA}", "Invalid enum value 'XA'"),
    condition("unknown named condition", "{condition: grve}", "no condition is named 'grve' in this file - name one of grave"),
    condition("number without comparison", "{fact: offence.max_penalty_months.requested}", "is a number - compare it"),
    condition("day without comparison", "{fact: offence.on}", "is a day - compare it"),
    condition("size of a truth", "{fact: offence.political, at_least: 12}", "is a truth and has no size"),
    condition("size of a set", "{fact: purpose, at_least: 12}", "is a set and has no size"),
    condition(
        "number that is none", "{fact: offence.max_penalty_months.requested, at_least: twelve}", "'twelve' is no number - write such as 12"
    ),
    condition("number with a unit", "{fact: offence.max_penalty_months.requested, at_least: 12 apples}", "'12 apples' is no number"),
    condition("not a number", "{fact: offence.max_penalty_months.requested, at_least: nan}", "'nan' is no number"),
    condition("endless number", "{fact: offence.max_penalty_months.requested, at_least: inf}", "'inf' is no number"),
    condition("number with exponent", "{fact: offence.max_penalty_months.requested, at_least: 1e999}", "'1e999' is no number"),
    condition("negative number", "{fact: offence.max_penalty_months.requested, at_least: -1}", "'-1' is no number"),
    condition("blank number", '{fact: offence.max_penalty_months.requested, at_least: " "}', "' ' is no number"),
    condition(
        "huge number", "{fact: offence.max_penalty_months.requested, at_least: " + "9" * 400 + "}", "is no number - write such as 12"
    ),
    condition("day that is none", "{fact: offence.on, at_least: 2003-02-30}", "'2003-02-30' is no day"),
    condition("day in another form", "{fact: offence.on, at_least: 20030228}", "'20030228' is no day - write such as 2003-10-02"),
    condition("money that is none", "{fact: asset.value, at_least: much}", "'much' is no money - write such as 12 EUR"),
    condition("money of another currency", "{fact: asset.value, at_least: 100 USD}", "'100 USD' is no money"),
    condition("words of a truth", "{fact: offence.political, is: [yes]}", "offence.political has no list of words"),
    condition("word outside the list", "{fact: purpose, is: [revenge]}", "purpose cannot be revenge - write one of prosecution, execution"),
    condition("words of a set of states", "{fact: person.nationality, is: [XA]}", "person.nationality has no list of words"),
    condition("states of a truth", "{fact: offence.political, has: requested}", "offence.political is no set of states"),
    condition("states of a set of words", "{fact: purpose, has: [XA]}", "purpose is no set of states"),
    condition("unknown state", "{fact: person.nationality, has: [XQ]}", "unknown actor 'XQ' - use requesting, requested or a code"),
    condition("deep", "{not: " * 40 + "{fact: offence.dual}" + "}" * 40, "nested too deeply - give a part a name"),
    swap(
        "condition: circle",
        RULES,
        "  grave: {all: [{fact: offence.dual}, {fact: offence.max_penalty_months.requesting, at_least: 12}]}",
        "  grave: {not: {condition: mild}}\n  mild: {not: {condition: grave}}",
        "conditions refer to each other in a circle: grave -> mild -> grave - break it",
    ),
    swap(
        "condition: of itself",
        RULES,
        "  grave: {all: [{fact: offence.dual}",
        "  grave: {all: [{condition: grave}",
        "in a circle: grave -> grave",
    ),
    swap(
        "condition: bomb of named conditions",
        RULES,
        "conditions:\n",
        "conditions:\n"
        + "".join(f"  c{n}: {{all: [{{condition: c{n + 1}}}, {{condition: c{n + 1}}}]}}\n" for n in range(30))
        + "  c30: {fact: offence.dual}\n",
        "more than 5000 parts once its named conditions are written out - make it smaller",
    ),
    swap("condition: unused and wrong", RULES, "conditions:\n", "conditions:\n  idle: {fact: nothing}\n", "unknown fact 'nothing'"),
)

PROVISIONS = (
    swap("rule: duplicate id", RULES, "- id: art-3", "- id: art-2", "the id art-2 stands twice - keep one"),
    swap("rule: no id", RULES, "- id: art-5\n    article", "- article", "a provision needs an id"),
    swap("rule: no statement", RULES, '    says: "nationals may be kept"\n', "", "a provision needs its statement"),
    swap("rule: no article", RULES, '    article: "5"\n', "", "missing required field `article`"),
    swap("rule: empty article", RULES, 'article: "5"', 'article: ""', "art-5: a rule stands at an article - write it"),
    swap("rule: article that is a list", RULES, 'article: "5"', "article: [5]", "Expected `str`, got `array`"),
    swap("rule: unknown kind", RULES, "kind: clock", "kind: klock", "Invalid enum value 'klock'"),
    swap(
        "rule: unknown ground",
        RULES,
        "ground: political-offence",
        "ground: political",
        "unknown ground 'political' - did you mean political-offence",
    ),
    swap("rule: no ground", RULES, "    ground: political-offence\n", "", "a must-refuse names its ground"),
    swap(
        "rule: unknown measure",
        RULES,
        "measures: [search-seizure]",
        "measures: [search]",
        "unknown measure 'search' - did you mean search-seizure?",
    ),
    swap("rule: measures that are a word", RULES, "measures: [search-seizure]", "measures: search-seizure", "Expected `array`"),
    swap(
        "rule: basis without measures",
        RULES,
        "    measures: [extradition, search-seizure, bank-records]\n",
        "",
        "a basis says for which measures",
    ),
    swap("rule: unknown key", RULES, "    optional_by_statement: true", "    optional: true", "unknown field `optional`"),
    swap("rule: word for a truth", RULES, "optional_by_statement: true", "optional_by_statement: yes", "Expected `bool`, got `str`"),
    swap("rule: number for a truth", RULES, "optional_by_statement: true", "optional_by_statement: 7", "Expected `bool`, got `str`"),
    swap("rule: null for words", RULES, 'says: "nationals may be kept"', "says: null", "Expected `str | object`, got `null`"),
    swap("rule: unknown language", RULES, 'says: "nationals may be kept"', "says: {en: x, de: y}", "unknown field `de`"),
    swap("rule: no English", RULES, 'says: "nationals may be kept"', "says: {az: x}", "missing required field `en`"),
    swap("rule: unknown role", RULES, "    kind: basis", "    kind: basis\n    role: main", "Invalid enum value 'main'"),
    swap(
        "rule: role of a ground",
        RULES,
        "    kind: must-refuse",
        "    kind: must-refuse\n    role: fallback",
        "art-2: only a basis has a role - remove it",
    ),
    swap(
        "rule: form of a ground",
        RULES,
        "    kind: must-refuse",
        "    kind: must-refuse\n    form: surrender-eu",
        "art-2: only a basis has a form",
    ),
    swap(
        "rule: unknown form",
        RULES,
        "    kind: basis",
        "    kind: basis\n    form: surrender",
        "unknown form 'surrender' - extradition, surrender-eu",
    ),
    swap(
        "rule: unknown forms", RULES, "    kind: must-refuse", "    kind: must-refuse\n    forms: [eu]", "unknown form 'eu' - extradition"
    ),
    swap(
        "rule: unknown reach",
        RULES,
        "    kind: must-refuse",
        "    kind: must-refuse\n    reach: everybody",
        "Invalid enum value 'everybody'",
    ),
    swap("rule: unknown speaker", RULES, "    kind: must-refuse", "    kind: must-refuse\n    as: maker", "Invalid enum value 'maker'"),
    swap(
        "rule: appreciation of a clock",
        RULES,
        "    kind: clock",
        "    kind: clock\n    appreciation: true",
        "only a ground leaves appreciation",
    ),
    swap(
        "rule: ends before it begins",
        RULES,
        "    kind: clock",
        "    kind: clock\n    from: 2001-01-01\n    until: 2000-01-01",
        "art-5 ends before it begins",
    ),
    swap("rule: impossible day", RULES, "    kind: clock", "    kind: clock\n    from: 2001-02-29", "Invalid RFC3339 encoded date"),
    swap("rule: clock of nothing", RULES, ART_5, "value: {starts: arrest}", "art-5: a clock has one length"),
    swap("rule: clock of two lengths", RULES, ART_5, 'value: {days: "4", hours: "2"}', "art-5: a clock has one length"),
    swap("rule: clock in words", RULES, 'days: "40"', "days: forty", "'forty' is no whole number"),
    swap("rule: clock below nothing", RULES, 'days: "40"', 'days: "-4"', "'-4' is no whole number"),
    swap("rule: unknown way", RULES, "route: ministries", "route: pigeons", "unknown route 'pigeons' - use one of"),
    swap("rule: clock from nowhere", RULES, "starts: arrest", "starts: dawn", "unknown starts 'dawn' - use one of"),
    swap("rule: unknown translation", RULES, "translation: not-required", "translation: no", "unknown translation 'no' - use one of"),
    swap(
        "rule: deems what is no truth",
        RULES,
        "    kind: clock",
        "    kind: deems\n    fact: purpose",
        "a deems names the truth that it settles",
    ),
    swap("rule: channel without a way", RULES, "    value: {route: ministries}\n", "", "art-7: a channel says its way"),
    swap("rule: content without a field", RULES, "kind: clock", "kind: content", "art-5: a content names the field"),
    swap("rule: authority without a name", RULES, "kind: clock", "kind: authority", "art-5: an authority has a name"),
    swap("rule: deems of nothing", RULES, "kind: clock", "kind: deems", "a deems names the truth that it settles"),
    swap("rule: deems of an unknown fact", RULES, "    kind: clock", "    kind: deems\n    fact: offence.x", "unknown fact 'offence.x'"),
    swap(
        "rule: fact of a ground",
        RULES,
        "    kind: must-refuse",
        "    kind: must-refuse\n    fact: offence.dual",
        "art-2: only a deems settles a fact",
    ),
    swap("rule: no source", CODE_RULES, "source: c, ", "", "no source - name one here or under defaults"),
    swap("rule: unknown source", RULES, "    kind: clock", "    kind: clock\n    source: txt", "no source has the id 'txt' - declare it"),
    swap("rule: no confidence", CODE_RULES, ", confidence: medium", "", "no confidence - write high, medium or low"),
    swap("rule: unknown confidence", RULES, "    kind: clock", "    kind: clock\n    confidence: sure", "Invalid enum value 'sure'"),
    swap(
        "rule: high from memory",
        RULES,
        "    kind: clock",
        "    kind: clock\n    source: memory",
        "what is from memory cannot have confidence high",
    ),
    swap(
        "rule: strikes nothing",
        PROTOCOL_RULES,
        "fx-001:art-2",
        "fx-001:art-99",
        "'fx-001:art-99', which is no provision - write instrument:provision",
    ),
    swap("rule: strikes without instrument", PROTOCOL_RULES, "fx-001:art-2", "art-2", "'art-2', which is no provision"),
    swap("rule: strikes of an unknown instrument", PROTOCOL_RULES, "fx-001:art-2", "fx-9:art-2", "'fx-9:art-2', which is no provision"),
    swap(
        "rule: replaces nothing",
        PROTOCOL_RULES,
        "strikes: [fx-001:art-2]",
        "replaces: [fx-001:art-77]",
        "strikes or replaces 'fx-001:art-77'",
    ),
    swap("coverage: no reason", RULES, "state: shown, why: it is short", "state: shown", "article 2 is shown: say why"),
    swap(
        "coverage: not formalised without reason",
        RULES,
        "state: shown, why: it is short",
        "state: not-formalised",
        "article 2 is not-formalised: say why",
    ),
    swap("coverage: unknown state", RULES, "state: none", "state: later", "Invalid enum value 'later'"),
    swap("coverage: article twice", RULES, 'article: "2", title', 'article: "1", title', "the article 1 stands twice - keep one"),
    swap("relation: unknown kind", RULES, "kind: supersedes", "kind: replaces", "Invalid enum value 'replaces'"),
    swap("relation: unknown instrument", RULES, "of: fx-004", "of: fx-444", "unknown instrument 'fx-444' - did you mean"),
    swap("relation: of nothing", RULES, "of: fx-004", "of: {older: true}", "the relation at article 20 speaks of nothing"),
    swap("relation: unknown class", RULES, "of: fx-004", "of: {kind: treaty}", "Invalid enum value 'treaty'"),
    swap("relation: unknown parent", RULES, "of: fx-004", "of: {parent: fx-99}", "unknown parent 'fx-99' - name the id"),
    swap("relation: of itself", RULES, "of: fx-004", "of: fx-001", "supersede each other in a circle: fx-001 -> fx-001 - break it"),
    swap("relation: no article", RULES, 'article: "20", ', "", "missing required field `article`"),
    swap("relation: unknown measure", RULES, 'article: "20"', 'article: "20", measures: [x]', "unknown measure 'x'"),
    swap("relation: wrong condition", RULES, 'article: "20"', 'article: "20", when: {fact: x}', "unknown fact 'x'"),
    swap(
        "relation: ends before it begins",
        RULES,
        'article: "20"',
        'article: "20", from: 2001-01-01, until: 2001-01-01',
        "article 20 ends before",
    ),
    reported_in(
        RULES,
        whole(
            "relation: circle of two",
            "instruments/fx-004/provisions.yaml",
            'defaults: {source: o, confidence: low}\nrelations:\n  - {kind: supersedes, of: fx-001, article: "1", says: x}\n',
            "supersede each other in a circle: fx-001 -> fx-004 -> fx-001 - break it",
        ),
    ),
)

STATEMENT_TABLE = (
    swap("statement: duplicate id", STATEMENTS, "id: xa-7", "id: xa-3", "the id xa-3 stands twice - keep one"),
    swap("statement: unknown maker", STATEMENTS, "by: XB", "by: XQ", "unknown actor 'XQ'"),
    swap("statement: unknown addressee", STATEMENTS, "    by: XB", "    by: XB\n    towards: [XQ]", "unknown actor 'XQ'"),
    swap("statement: towards itself", STATEMENTS, "    by: XB", "    by: XB\n    towards: [XB]", "xb-2 is made towards its own maker"),
    swap("statement: unknown kind", STATEMENTS, "kind: reservation", "kind: reserve", "Invalid enum value 'reserve'"),
    swap("statement: no id", STATEMENTS, "  - id: xb-2\n    by: XB", "  - by: XB", "missing required field `id`"),
    swap("statement: no words", STATEMENTS, '    says: "on disputes"\n', "", "missing required field `says`"),
    swap("statement: impossible day", STATEMENTS, "from: 2003-10-02", "from: 2003-13-02", "'2003-13-02' is no day - write 2003-10-02"),
    swap("statement: day in words", STATEMENTS, "from: unknown", "from: soon", "'soon' is no day"),
    swap("statement: day that is a list", STATEMENTS, "from: unknown", "from: [2003-01-01]", "Expected `str`, got `array`"),
    swap(
        "statement: withdrawn before made",
        STATEMENTS,
        "from: 2003-10-02",
        "from: 2003-10-02\n    until: 2001-01-01",
        "xb-2 ends before it begins",
    ),
    swap("statement: withdrawn in words", STATEMENTS, "from: 2003-10-02", "from: 2003-10-02\n    until: later", "'later' is no day"),
    swap("statement: articles that are a word", STATEMENTS, 'to: ["2"]', "to: two", "Expected `array`, got `str`"),
    swap(
        "statement: no effect and no reason",
        STATEMENTS,
        '    shown_only: "changes no answer: settlement of disputes"\n',
        "",
        "write either effects, or shown_only",
    ),
    swap(
        "statement: effect and reason",
        STATEMENTS,
        "    effects:\n      - {choose",
        "    shown_only: x\n    effects:\n      - {choose",
        "write either effects, or shown_only",
    ),
    swap("statement: unknown reciprocity", STATEMENTS, "reciprocity: estops-maker", "reciprocity: mutual", "Invalid enum value 'mutual'"),
    swap(
        "statement: reciprocity without article",
        STATEMENTS,
        '    reciprocity_article: "25"\n',
        "",
        "xb-2: reciprocity comes from an article",
    ),
    swap(
        "statement: article without reciprocity",
        STATEMENTS,
        "    reciprocity: estops-maker\n",
        "",
        "xb-2: reciprocity comes from an article",
    ),
    swap(
        "statement: unknown source", STATEMENTS, "by: XB\n", "by: XB\n    source: nothing\n", "no source has the id 'nothing' - declare it"
    ),
    swap("statement: no source", STATEMENTS, "source: dep, ", "", "no source - name one here"),
    swap("statement: no confidence", STATEMENTS, ", confidence: high", "", "no confidence - write high"),
    swap("statement: high from memory", STATEMENTS, "source: dep", "source: memory", "what is from memory cannot have confidence high"),
    swap("statement: unknown key", STATEMENTS, "    by: XB\n", "    by: XB\n    state: XB\n", "unknown field `state`"),
    effect("nothing", "{}", "an effect is exactly one of exclude, replace, add, choose"),
    effect("two in one", "{choose: [art-3], exclude: [art-2]}", "an effect is exactly one of"),
    effect("excludes nothing", "{exclude: []}", "an effect is exactly one of"),
    effect("excludes no provision", "{exclude: [art-33]}", "xa-3 speaks of 'art-33', which is no provision of fx-001 - name one that is"),
    effect("chooses no provision", "{choose: [art-33]}", "xa-3 speaks of 'art-33'"),
    effect("chooses what is not marked", "{choose: [art-2]}", "xa-3 chooses art-2, which is not marked optional_by_statement"),
    effect("replaces no provision", "{replace: art-33, when: {fact: offence.dual}}", "xa-3 speaks of 'art-33'"),
    effect("replaces by nothing", "{replace: art-3}", "replace needs the new condition in `when`"),
    effect("replaces by a wrong condition", "{replace: art-3, when: {fact: x}}", "unknown fact 'x'"),
    effect("excludes all towards everybody", "{exclude: all}", "xa-3 excludes the whole treaty towards everybody - name the states"),
    effect("says without answer", "{say: direct}", "say needs answer: true or false"),
    effect("answer in words", "{say: direct, answer: perhaps}", "Expected `bool | null`, got `str`"),
    effect("says what nobody asks", "{say: directly, answer: true}", "xa-3 says 'directly', for which no condition here asks"),
    effect("adds an unknown ground", '{add: {kind: may-refuse, ground: x, article: "3"}}', "unknown ground 'x'"),
    effect("adds a ground without one", '{add: {kind: may-refuse, article: "3"}}', "a may-refuse names its ground"),
    effect("adds an unknown measure", '{add: {kind: right, article: "3", measures: [x]}}', "unknown measure 'x'"),
    effect("adds a wrong condition", '{add: {kind: right, article: "3", when: {fact: x}}}', "unknown fact 'x'"),
    effect("adds without article", "{add: {kind: right}}", "missing required field `article`"),
    effect("adds an empty article", '{add: {kind: right, article: ""}}', "xa-3/1: a rule stands at an article"),
    effect(
        "adds a choice",
        '{add: {kind: right, article: "3", optional_by_statement: true}}',
        "a statement cannot add a rule that another statement chooses",
    ),
    effect("adds instead of nothing", '{add: {kind: right, article: "3", instead_of: [art-44]}}', "xa-3 speaks of 'art-44'"),
    effect("adds a language without end", '{add: {kind: clock, article: "3"}}', "xa-3/1: a clock has one length"),
    effect("unknown key", "{delete: [art-3]}", "unknown field `delete`"),
    effect("list in a list", "[{choose: [art-3]}]", "Expected `object`, got `array`"),
)

STATUS = (
    row("wrong header", "actor,kind,signed", "state,kind,signed", "the header must be actor,kind,signed"),
    row("header in another order", "actor,kind,signed", "kind,actor,signed", "the header must be"),
    row("too few cells", XA_ROW, "XA,ratification,1991-01-01", "3 cells instead of 10 - quote cells"),
    row("too many cells", XA_ROW, XA_ROW + "a, b", "11 cells instead of 10"),
    row("blank line", XA_ROW, "\n" + XA_ROW, "0 cells instead of 10"),
    row("open quote", XA_ROW, XA_ROW + '"open', "not CSV: unexpected end of data"),
    row("text after a quote", XA_ROW, XA_ROW + '"a"b', "not CSV"),
    row("unknown actor", "XA,rat", "XQ,rat", "unknown actor 'XQ' - add law/actors/XQ.yaml or correct the code"),
    row("no actor", "XA,rat", ",rat", "unknown actor ''"),
    row("actor in lower case", "XA,rat", "xa,rat", "unknown actor 'xa'"),
    row("unknown kind", "XA,ratification", "XA,ratified", "'ratified' is not a valid StatusKind - kinds"),
    row("no kind", "XA,ratification", "XA,", "'' is not a valid StatusKind"),
    row("unknown confidence", "dep,high", "dep,sure", "'sure' is not a valid Confidence"),
    row("no confidence", "dep,high", "dep,", "'' is not a valid Confidence"),
    row("unknown source", "dep,high", "dop,high", "no source has the id 'dop' - declare it under sources"),
    row("no source", "dep,high", ",high", "no source has the id ''"),
    row("high from memory", "dep,high", "memory,high", "what is from memory cannot have confidence high"),
    row("impossible day", "1996-09-11", "1996-09-31", "in_force '1996-09-31' is no day - write"),
    row("impossible month", "1996-09-11", "1996-13", "in_force '1996-13' is no day"),
    row("day in another form", "1996-09-11", "11.09.1996", "in_force '11.09.1996' is no day"),
    row("day in words", "1996-09-11", "soon", "in_force 'soon' is no day"),
    row("year nought", "1996-09-11", "0000-01-01", "in_force '0000-01-01' is no day"),
    row("huge year", "1996-09-11", "99999-01-01", "in_force '99999-01-01' is no day"),
    row("day before all treaties", "1991-01-01,1996", "0191-01-01,1996", "a day outside 1800 to 2200"),
    row("day in the far future", "1996-09-11,,", "1996-09-11,2996-01-01,", "a day outside 1800 to 2200"),
    row("consent without a day", "1996-06-11,1996-09-11", ",", "a consent without a day - write the day, or unknown"),
    row("in force before consent", "1996-09-11", "1996-01-11", "in_force 1996-01-11 lies before consent 1996-06-11"),
    row("consent before signature", "1996-06-11", "1990-06-11", "consent 1990-06-11 lies before signed 1991-01-01"),
    row("ended before it began", "1996-09-11,,", "1996-09-11,1995-01-01,", "ended 1995-01-01 lies before in_force 1996-09-11"),
    row("ended in a rough year before", "1996-09-11,,", "1996-09-11,~1995,", "ended 1995-01-01/1995-12-31 lies before in_force"),
    row("extension without a state", ",1999-01-01,,XA,", ",1999-01-01,,,", "a territorial extension, and no other row, names the state"),
    row("extension of an unknown state", ",1999-01-01,,XA,", ",1999-01-01,,XQ,", "unknown actor 'XQ'"),
    row("state of a party", "1996-09-11,,,", "1996-09-11,,XB,", "a territorial extension, and no other row, names the state"),
    row(
        "signature in force",
        "XC,signature,1991-01-01,,,",
        "XC,signature,1991-01-01,,1992-01-01,",
        "a signature has no consent and no entry into force",
    ),
    row("non-party in force", "XC,signature,1991-01-01,,,", "XC,not-party,,,1992-01-01,", "a not-party has no consent"),
    row("the same row twice", XA_ROW, XA_ROW + "\n" + XA_ROW, "XA has overlapping periods - give the earlier row an end"),
    row(
        "overlapping periods",
        XA_ROW,
        XA_ROW.replace("11,,,", "11,2001-01-01,,") + "\n" + XA_ROW.replace("1996", "2000"),
        "XA has overlapping periods",
    ),
    row("a huge cell", XA_ROW, XA_ROW + "x" * 140_000, "not CSV: field larger than field limit"),
    swap("row: consent that is only absent", OLDER_ROWS, "XA,accession,,unknown", "XA,accession,,", "a consent without a day"),
    swap("row: approximate day that is none", OLDER_ROWS, "~1972", "~72", "in_force '~72' is no day"),
    swap("row: rough days in the wrong order", OLDER_ROWS, "1971-01-01,~1972", "1973,~1972", "lies before consent 1973-01-01/1973-12-31"),
    whole("rows: empty", ROWS, "", "the header must be"),
    whole("rows: not UTF-8", ROWS, b"actor\xff\xfe", "not UTF-8 text (invalid start byte) - save it as UTF-8"),
    whole("rows: NUL", ROWS, FILES[ROWS] + "XB\0,x\n", "holds a NUL byte - save it as plain text"),
    whole("rows: of another kind", ROWS, "sources: {}\n", "the header must be"),
    whole("rows: too large", ROWS, FILES[ROWS] + "#" * MAX_BYTES, "larger than 4000000 bytes - split it"),
    whole("rows: UTF-16", ROWS, FILES[ROWS].encode("utf-16"), "not UTF-8 text"),
    swap("event: unknown kind", EVENTS, "kind: objection", "kind: protest", "Invalid enum value 'protest'"),
    swap("event: unknown actor", EVENTS, "actor: XB", "actor: XQ", "unknown actor 'XQ'"),
    swap("event: unknown other side", EVENTS, "towards: [XC], from: 2010", "towards: [XQ], from: 2010", "unknown actor 'XQ'"),
    swap("event: towards nobody", EVENTS, "towards: [XC], from: 2010", "from: 2010", "a objection names the other side - write `towards"),
    swap("event: towards itself", EVENTS, "towards: [XC], from: 2010", "towards: [XB], from: 2010", "an event of XB towards itself"),
    swap("event: unknown effect", EVENTS, "effect: simple", "effect: full", "effect is 'full' - write simple or no-relations"),
    swap("event: impossible day", EVENTS, "from: 2010-01-01", "from: 2010-02-31", "'2010-02-31' is no day"),
    swap("event: no day", EVENTS, ", from: 2010-01-01", "", "the objection of XB has a day or readings - write one of them"),
    swap(
        "event: day and readings",
        EVENTS,
        "from: 2010-01-01",
        "from: 2010-01-01, readings: [{on: 2011-01-01, source: dep}]",
        "has a day or readings",
    ),
    swap("event: reading on no day", EVENTS, "from: 2010-01-01", "readings: [{on: later, source: dep}]", "Invalid RFC3339 encoded date"),
    swap("event: reading without source", EVENTS, "from: 2010-01-01", "readings: [{on: 2011-01-01}]", "missing required field `source`"),
    swap(
        "event: reading of an unknown source",
        EVENTS,
        "from: 2010-01-01",
        "readings: [{on: 2011-01-01, source: x}]",
        "no source has the id 'x'",
    ),
    swap("event: ends before it begins", EVENTS, "until: 2016-01-01", "until: 2014-01-01", "the suspension of XA ends before it begins"),
    swap("event: no source", EVENTS, ", source: dep", "", "no source - name one here or under defaults"),
    swap("event: no confidence", EVENTS, ", confidence: high", "", "no confidence - write high"),
    swap("event: unknown key", EVENTS, "effect: simple", "consequence: simple", "unknown field `consequence`"),
    more(
        "members: of an unknown union", EVENTS, "members: {of: XQ, from: 2000-01-01, source: dep, confidence: high}\n", "unknown actor 'XQ'"
    ),
    more(
        "members: towards nobody known",
        EVENTS,
        "members: {of: XU, from: 2000-01-01, towards: XA, source: dep, confidence: high}\n",
        "towards is others (the members are bound towards the other side, not among themselves), not 'XA' - mend it",
    ),
    more("members: no day", EVENTS, "members: {of: XU, source: dep, confidence: high}\n", "missing required field `from`"),
    more("members: no source", EVENTS, "members: {of: XU, from: 2000-01-01, confidence: high}\n", "no source - name one here"),
    more(
        "members: unknown opt-out",
        EVENTS,
        "members: {of: XU, from: 2000-01-01, except: [{actor: XQ}], source: dep, confidence: high}\n",
        "unknown actor 'XQ'",
    ),
    more(
        "members: opt-out that is a code",
        EVENTS,
        "members: {of: XU, from: 2000-01-01, except: [XA], source: dep, confidence: high}\n",
        "Expected `object`, got `str`",
    ),
)

INSTRUMENTS = (
    swap("instrument: another id", INSTRUMENT, "id: fx-001", "id: fx-100", "the id is 'fx-100' but the folder is fx-001 - they must agree"),
    swap("instrument: no id", INSTRUMENT, "id: fx-001\n", "", "missing required field `id`"),
    swap("instrument: no title", INSTRUMENT, "title: {en: Convention on Assistance}\n", "", "missing required field `title`"),
    swap("instrument: no English title", INSTRUMENT, "title: {en:", "title: {fr:", "missing required field `en`"),
    swap("instrument: unknown kind", INSTRUMENT, "kind: convention", "kind: treaty", "Invalid enum value 'treaty'"),
    swap("instrument: unknown key", INSTRUMENT, "adopted:", "signed:", "unknown field `signed`"),
    swap("instrument: impossible day", INSTRUMENT, "adopted: 1990-01-01", "adopted: 1990-00-01", "'1990-00-01' is no day"),
    swap("instrument: in force in words", INSTRUMENT, "in_force: 1992-06-01", "in_force: never", "'never' is no day"),
    swap("instrument: unknown list", INSTRUMENT, "list: complete", "list: full", "write list: complete or incomplete"),
    swap("instrument: unknown after", INSTRUMENT, "after: carried", "after: kept", "after: carried or unknown"),
    swap("instrument: complete to no day", INSTRUMENT, "to: 2025-01-01, ", "", "a complete list says to which day"),
    swap(
        "instrument: no list",
        INSTRUMENT,
        "parties: {list: complete, to: 2025-01-01, after: carried}\n",
        "",
        "says nothing on its list of parties - write",
    ),
    swap(
        "instrument: list that is a word",
        INSTRUMENT,
        "{list: complete, to: 2025-01-01, after: carried}",
        "complete",
        "Expected `object | null`, got `str`",
    ),
    swap("instrument: unknown actor unread", OLDER, "unread: [XC]", "unread: [XQ]", "unknown actor 'XQ'"),
    swap("instrument: unknown actor open to", INSTRUMENT, "after: carried", "after: carried, open_to: [XQ]", "unknown actor 'XQ'"),
    swap("instrument: creates an unknown court", OLDER, "unread: [XC]", "creates: [XCT]", "unknown actor 'XCT'"),
    swap("instrument: binds nobody", OLDER, "unread: [XC]", "binds: nobody", "Invalid enum value 'nobody'"),
    swap("instrument: unknown content", BILATERAL, "content: basis-only", "content: partly", "Invalid enum value 'partly'"),
    swap("instrument: word for a truth", OLDER, "unread: [XC]", "confirmed: very", "Expected `bool`, got `str`"),
    swap("instrument: unknown parent", PROTOCOL, "parent: fx-001", "parent: fx-010", "unknown parent 'fx-010' - name the id"),
    swap("instrument: parent of a convention", OLDER, "unread: [XC]", "parent: fx-001", "only a protocol has a parent"),
    swap(
        "instrument: its own parent", PROTOCOL, "parent: fx-001", "parent: fx-002", "are each other's parent in a circle: fx-002 -> fx-002"
    ),
    swap(
        "instrument: parents in a circle",
        INSTRUMENT,
        "kind: convention",
        "kind: protocol\nparent: fx-002",
        "are each other's parent in a circle: fx-001 -> fx-002 -> fx-001 - break it",
    ),
    swap(
        "instrument: bilateral of nobody",
        BILATERAL,
        "pair: [XA, XB]\n",
        "",
        "a bilateral treaty, and no other instrument, names its two states",
    ),
    swap("instrument: bilateral of one", BILATERAL, "[XA, XB]", "[XA]", "the pair is two states in alphabetical order"),
    swap("instrument: bilateral with itself", BILATERAL, "[XA, XB]", "[XA, XA]", "the pair is two states in alphabetical order"),
    swap("instrument: bilateral of three", BILATERAL, "[XA, XB]", "[XA, XB, XC]", "the pair is two states in alphabetical order"),
    swap("instrument: pair in another order", BILATERAL, "[XA, XB]", "[XB, XA]", "the pair is two states in alphabetical order"),
    swap("instrument: bilateral of an unknown state", BILATERAL, "[XA, XB]", "[XA, XQ]", "unknown actor 'XQ'"),
    swap("instrument: pair of a convention", OLDER, "unread: [XC]", "pair: [XA, XB]", "a bilateral treaty, and no other instrument"),
    swap("instrument: law of nobody", CODE, "of: XA\n", "", "national law says whose it is: `of: AZ`"),
    swap("instrument: law of an unknown state", CODE, "of: XA", "of: XQ", "unknown actor 'XQ'"),
    swap("instrument: treaty of one state", OLDER, "unread: [XC]", "of: XA", "only national law is the law of one state"),
    swap("instrument: mistaken for the unknown", OLDER, "unread: [XC]", "mistaken_for: [x]", "unknown measure 'x'"),
    swap("source: does not say what it is", INSTRUMENT, "dep: {what: depositary list,", "dep: {", "missing required field `what`"),
    swap("source: empty", INSTRUMENT, "dep: {what: depositary list", 'dep: {what: ""', "the source dep does not say what it is"),
    swap(
        "source: address that is none", INSTRUMENT, "https://example.org/dep", "javascript:alert(1)", "'javascript:alert(1)' is no address"
    ),
    swap("source: looked up on no day", INSTRUMENT, "retrieved: 2026-01-01", "retrieved: 2026-01-32", "retrieved '2026-01-32' is no day"),
    swap("source: wrong hash", INSTRUMENT, "retrieved: 2026-01-01", "sha256: 9f2c", "the sha256 of dep is not 64 hexadecimal digits"),
    swap("source: unknown key", INSTRUMENT, "retrieved: 2026-01-01", "read: 2026-01-01", "unknown field `read`"),
    swap("source: a list", INSTRUMENT, "  memory: {what: ", "  memory: [{what: ", "not YAML"),
    swap(
        "source: two things of one name",
        RULES,
        "defaults:",
        "sources: {dep: {what: another}}\ndefaults:",
        "the source id dep stands for two things - rename one",
    ),
    whole(
        "instrument: in one line, as JSON",
        OLDER,
        '{"id": "fx-004", "title": "x", "kind": "bilateral", "parties": {"list": "incomplete"}, "sources": {"o": {"what": "x"}}}',
        "a bilateral treaty, and no other instrument, names its two states",
    ),
    whole("instrument: gone", INSTRUMENT, None, "cannot be read (No such file or directory)"),
    reported_in(
        "instruments/fx-005/instrument.yaml",
        whole(
            "instrument: a folder without it",
            "instruments/fx-005/provisions.yaml",
            "provisions: []\n",
            "cannot be read (No such file or directory)",
        ),
    ),
    whole("stray: file of an instrument", "instruments/fx-001/notes.txt", "x", "no file of an instrument - one of"),
    whole("stray: another suffix", "instruments/fx-001/provisions.yml", "x: 1", "no file of an instrument"),
    reported_in(
        "instruments/fx-001/old",
        whole("stray: folder of an instrument", "instruments/fx-001/old/a.yaml", "x: 1", "no file of an instrument"),
    ),
    whole("stray: file among instruments", "instruments/fx-009.yaml", "id: fx-009", "no file of the body of law - remove it"),
    whole("stray: file of the vocabulary", "vocabulary/measure.yaml", "x: 1", "no file of the body of law - remove it"),
    whole("stray: file of the law", "laws.yaml", "x: 1", "no file of the body of law - remove it"),
    whole(
        "stray: facts with another suffix", "vocabulary/facts/more.yml", "facts: []", "nobody reads this - remove it, or name it with .yaml"
    ),
    whole("stray: actor with another suffix", "actors/XD.yml", "code: XD", "nobody reads this - remove it"),
)

CASE_TABLE = (
    swap("case: of no rule", CASES, "rule: art-2", "rule: art-22", "'art-22' is no rule of fx-001 - name the id of a provision"),
    swap("case: no rule", CASES, "rule: art-2, ", "", "missing required field `rule`"),
    swap("case: unknown key", CASES, "false:", "no:", "unknown field `no`"),
    swap("case: facts that are a list", CASES, "{offence.political: true}", "[offence.political]", "Expected `object | null`, got `array`"),
)

VOCABULARY = (
    swap("glossary: no definition", GLOSSARY, ", definition: what one side asks of the other", "", "missing required field `definition`"),
    swap("glossary: unknown key", GLOSSARY, "en: request", "en: request, de: Ersuchen", "unknown field `de`"),
    swap("measure: twice", MEASURES, "id: bank-records", "id: extradition", "the id extradition stands twice - ids are unique"),
    swap("measure: no family", MEASURES, "    family: extradition\n", "", "missing required field `family`"),
    swap("measure: word for a truth", MEASURES, "coercive: false", "coercive: rarely", "Expected `bool`, got `str`"),
    swap(
        "measure: unknown nearest", MEASURES, "nearest: [bank-records]", "nearest: [bank]", "unknown measure 'bank' - name one of this file"
    ),
    swap(
        "measure: unknown route", MEASURES, "informal: [police, interpol]", "informal: [friends]", "unknown route 'friends' - write one of"
    ),
    swap("measure: name that is a word", MEASURES, "name: {en: Bank records}", "name: Bank records", "Expected `object`, got `str`"),
    swap("offence: twice", OFFENCES, "id: homicide", "id: fraud", "the id fraud stands twice"),
    swap("offence: within nothing", OFFENCES, "within: [fraud]", "within: [fruad]", "unknown offence 'fruad' - name one of this file"),
    swap("offence: within itself", OFFENCES, "within: [fraud]", "within: [card-fraud]", "in a circle: card-fraud -> card-fraud - break it"),
    swap(
        "offence: circle",
        OFFENCES,
        'iccs: ["0701"]',
        'iccs: ["0701"]\n    within: [card-fraud]',
        "offences lie within each other in a circle: card-fraud -> fraud -> card-fraud",
    ),
    swap("offence: code that is none", OFFENCES, '"0101"', '"01.01"', "'01.01' is no ICCS code - write digits"),
    swap("ground: twice", GROUNDS, "id: nationality", "id: dual-criminality", "the id dual-criminality stands twice"),
    swap("ground: unknown key", GROUNDS, "topic: penalty", "subject: penalty", "unknown field `subject`"),
    swap("fact: twice", FACTS, "name: offence.dual", "name: offence.political", "the fact offence.political is declared twice - keep one"),
    whole(
        "fact: twice in two files",
        "vocabulary/facts/more.yaml",
        "facts:\n  - {name: offence.dual, type: truth, asks: {en: x}}\n",
        "offence.dual is declared twice",
    ),
    swap("fact: unknown type", FACTS, "type: number", "type: integer", "Invalid enum value 'integer'"),
    swap("fact: no question", FACTS, "    asks: {en: What is the property worth?}\n", "", "missing required field `asks`"),
    swap("fact: values of a truth", FACTS, "    type: truth", "    type: truth\n    values: [yes]", "only a set has values"),
    swap("fact: set of nothing", FACTS, "    values: [prosecution, execution]\n", "", "purpose is a set of nothing"),
    swap("fact: money of no currency", FACTS, "    unit: EUR\n", "", "asset.value has no currency - write `unit: EUR`"),
    swap(
        "fact: follows nothing",
        FACTS,
        "same_as: person.nationality",
        "same_as: person.country",
        "follows 'person.country', which is no fact of its type",
    ),
    swap(
        "fact: follows another type",
        FACTS,
        "same_as: person.nationality",
        "same_as: offence.dual",
        "follows 'offence.dual', which is no fact of its type",
    ),
    swap("derived: unknown fact", DERIVED, "- fact: offence.extraditable", "- fact: offence.big", "unknown fact 'offence.big'"),
    swap("derived: no truth", DERIVED, "- fact: offence.extraditable", "- fact: purpose", "purpose is no truth - only a truth is derived"),
    swap("derived: wrong condition", DERIVED, "{fact: offence.dual}", "{fact: offence.double}", "unknown fact 'offence.double'"),
    swap("derived: no condition", DERIVED, "    when:\n      all:\n", "    ever:\n      all:\n", "unknown field `ever`"),
    swap("actor: another code", XB, "code: XB", "code: XD", "the code is 'XD' but the file is XB.yaml - they must agree"),
    whole("actor: twice", "actors/XB2.yaml", "code: XB\nkind: state\nname: {en: B}\n", "the code is 'XB' but the file is XB2.yaml"),
    swap("actor: unknown kind", XB, "kind: state", "kind: kingdom", "Invalid enum value 'kingdom'"),
    swap("actor: no name", XB, "name: {en: Betaland}\n", "", "missing required field `name`"),
    swap("actor: unknown predecessor", XA, "actor: XS", "actor: XQ", "unknown actor 'XQ'"),
    swap("actor: continues the unknown", XA, "languages: [en]", "continues: XQ", "unknown actor 'XQ'"),
    reported_in(
        XA,
        swap(
            "actor: succession in a circle",
            "actors/XS.yaml",
            "kind: state",
            "kind: state\nsucceeds: [{actor: XA}]",
            "in a circle: XA -> XS -> XA - break it",
        ),
    ),
    swap("actor: succeeds itself", XA, "actor: XS", "actor: XA", "actors succeed each other in a circle: XA -> XA"),
    swap("actor: territory of nobody known", XT, "of: XA", "of: XQ", "unknown actor 'XQ'"),
    swap("actor: territory of itself", XT, "of: XA", "of: XT", "XT is no state - name the state of the territory"),
    swap("actor: state of a state", XB, "kind: state", "kind: state\nof: XA", "a state belongs to no state - remove `of`"),
    swap("actor: members of a state", XB, "kind: state", "kind: state\nmembers: [{actor: XA, from: 2000-01-01}]", "a state has no members"),
    swap("actor: unknown member", XU, "actor: XA", "actor: XQ", "unknown actor 'XQ'"),
    swap("actor: member since no day", XU, "from: 2000-01-01", "from: 2000", "Invalid RFC3339 encoded date"),
    swap("actor: membership backwards", XU, "until: 2020-02-01", "until: 2001-01-01", "the membership of XB ends before it begins"),
    swap("actor: membership overlaps", XU, "{actor: XB", "{actor: XA", "XA has overlapping periods"),
    swap(
        "actor: ends before it began",
        XA,
        "exists: {from: 1990-01-01}",
        "exists: {from: 1990-01-01, until: 1980-01-01}",
        "it ends before it begins",
    ),
    swap("actor: unknown rank", XA, "hierarchy: [constitution,", "hierarchy: [basic-law,", "unknown rank 'basic-law' - write one of"),
    swap("actor: rank twice", XA, "hierarchy: [constitution,", "hierarchy: [treaty,", "a rank stands twice - keep one"),
    swap("actor: fact without source", XA, "is: abolished, source: s1, ", "is: abolished, ", "no source - name one here"),
    swap("actor: authority of an unknown measure", XA, "measures: [extradition]", "measures: [everything]", "unknown measure 'everything'"),
    swap(
        "actor: authority without source",
        XA,
        "measures: [extradition], source: s1",
        "measures: [extradition], source: s9",
        "no source has the id 's9'",
    ),
    swap("actor: practice without confidence", XA, "source: s1, confidence: low", "source: s1", "no confidence"),
    reported_in(
        XA, swap("actor: source that is none", XA, 'what: "profile of Alphaland"', 'what: ""', "the source s1 does not say what it is")
    ),
    swap("route: twice", ROUTES, "id: desk", "id: net", "the id net stands twice"),
    swap("route: unknown kind", ROUTES, "kind: fiu", "kind: bank", "unknown kind of route 'bank' - write one of"),
    swap(
        "route: unknown evidence", ROUTES, "evidence: depends", "evidence: sometimes", "evidence is 'sometimes' - write yes, no or depends"
    ),
    swap(
        "route: unknown measure",
        ROUTES,
        "measures: [bank-records]",
        "measures: [bank]",
        "unknown measure 'bank' - did you mean bank-records?",
    ),
    swap("route: unknown member", ROUTES, "[XA, XB]", "[XA, XQ]", "unknown actor 'XQ'"),
    swap("route: members in a word", ROUTES, "members: all", "members: most", "members is 'most' - write all, or a list"),
    swap("route: unknown instrument", ROUTES, "instrument: fx-001", "instrument: fx-010", "no instrument has the id 'fx-010'"),
    swap("route: no source", ROUTES, "source: r1, ", "", "no source - name one here"),
    swap("searched: three states", SEARCHED, "[XA, XC]", "[XA, XC, XB]", "Expected `array` of length 2"),
    swap("release: no day", "release.yaml", "2026-11-24", "2026-11-31", "Invalid RFC3339 encoded date"),
)


# -- the same for every YAML file

YAML = tuple(name for name in FILES if name.endswith(".yaml"))
ANY_YAML: tuple[tuple[str, Callable[[str], str | bytes | None], str], ...] = (
    ("empty", lambda text: "", "Expected `object`, got `null` - see docs"),
    ("only a comment", lambda text: "# later\n", "Expected `object`, got `null`"),
    ("a list", lambda text: "- a\n- b\n", "Expected `object`, got `array`"),
    ("a word", lambda text: "law\n", "Expected `object`, got `str`"),
    ("unknown key", lambda text: text + "zzz: 1\n", "unknown field `zzz`"),
    ("key twice", lambda text: text + text.splitlines()[-1 - _depth_back(text)] + "\n", "stands twice - keep one"),
    ("two documents", lambda text: text + "---\n" + text, "several documents in one file - keep one"),
    ("anchor", lambda text: text + "zzz: &a 1\n", "anchors and aliases are not used here - write the value out"),
    ("alias", lambda text: text + "zzz: *a\n", "anchors and aliases are not used here"),
    (
        "tag",
        lambda text: text + "zzz: !!python/object/apply:os.system [id]\n",
        "python/object/apply:os.system is not used here - remove it",
    ),
    ("own tag", lambda text: text + "zzz: !secret x\n", "the tag !secret is not used here"),
    ("merge key", lambda text: text + "<<: {a: 1}\n", "a key must be a plain word"),
    ("key that is a list", lambda text: text + "? [a, b]\n: c\n", "a key must be a plain word"),
    ("directive", lambda text: "%YAML 1.1\n---\n" + text, "directives are not used here"),
    ("tab", lambda text: text + "zzz:\n\t- 1\n", "not YAML"),
    ("open bracket", lambda text: text + "zzz: [1, 2\n", "not YAML"),
    ("open quote", lambda text: text + 'zzz: "1\n', "not YAML"),
    ("too deep", lambda text: text + "zzz: " + "[" * 40 + "]" * 40 + "\n", "nested too deeply"),
    ("far too deep", lambda text: text + "zzz: " + "[" * 200_000 + "\n", "nested too deeply"),
    ("deep in lines", lambda text: text + "zzz:\n" + "".join(" " * n + "- \n" for n in range(1, 60)), "nested too deeply"),
    ("bomb of aliases", lambda text: "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n" + text, "anchors and aliases are not used here"),
    ("too large", lambda text: text + "# " + "x" * MAX_BYTES + "\n", "larger than 4000000 bytes - split it"),
    ("not UTF-8", lambda text: text.encode() + b"# \xff\n", "not UTF-8 text (invalid start byte) - save it as UTF-8"),
    ("UTF-16", lambda text: text.encode("utf-16"), "not UTF-8 text"),
    ("NUL", lambda text: text + "# \0\n", "control characters are not allowed"),
    ("control character", lambda text: text + "zzz: \x1b[2J\n", "control characters are not allowed"),
    ("JSON with a comment", lambda text: '{"a": 1} // x\n', "not YAML"),
)


def _depth_back(text: str) -> int:
    """How many lines lie after the last line at the margin that holds a key."""
    lines = text.splitlines()
    return next(back for back, line in enumerate(reversed(lines)) if re.match(r"\w[\w-]*:", line))


def of_every_file() -> Iterator[Wrong]:
    """Each way of spoiling YAML, on each file of the law."""
    for file in YAML:
        for name, spoil, says in ANY_YAML:
            yield whole(f"{file}: {name}", file, spoil(FILES[file]), says)


def folder_instead(file: str) -> Wrong:
    """A folder where a file must be."""

    def change(law: Path) -> None:
        (law / file).unlink()
        (law / file).mkdir()

    return Wrong(f"{file}: a folder", file, "this is not a file", change)


def link(name: str, file: str, target: str, says: str) -> Wrong:
    """A symbolic link where a file or folder must be."""

    def change(law: Path) -> None:
        (law / file).unlink(missing_ok=True)
        os.symlink(target, law / file)

    return Wrong(name, file, says, change)


def pipe(file: str) -> Wrong:
    """A named pipe, which would block a reader for ever."""

    def change(law: Path) -> None:
        (law / file).unlink()
        os.mkfifo(law / file)

    return Wrong(f"{file}: a pipe", file, "this is not a file", change)


PLACES = (
    *(folder_instead(file) for file in (RULES, STATEMENTS, INSTRUMENT, ROWS, EVENTS, XB, FACTS, MEASURES, "release.yaml")),
    *(pipe(file) for file in (RULES, ROWS, XB, MEASURES)),
    link("link: to itself", "actors/XD.yaml", "XD.yaml", "a link, pipe or device among the law files"),
    link("link: to nothing", INSTRUMENT, "nowhere.yaml", "a link, pipe or device among the law files"),
    link("link: folder in itself", "instruments/fx-006", "../instruments", "a link, pipe or device among the law files"),
    *(
        whole(f"{file}: gone", file, None, "cannot be read (No such file or directory)")
        for file in (MEASURES, OFFENCES, GROUNDS, DERIVED, "release.yaml")
    ),
)

TABLE = (*CONDITIONS, *PROVISIONS, *STATEMENT_TABLE, *STATUS, *INSTRUMENTS, *CASE_TABLE, *VOCABULARY, *PLACES)
GENERATED = tuple(of_every_file())


def check(wrong: Wrong, law: Path) -> None:
    changed = wrong.change(law)
    found = problems_of(law)
    places = [re.fullmatch(re.escape(str(law / wrong.file)) + r":(\d+): (.+)", problem) for problem in found]
    fitting = [(int(place[1]), place[2]) for place in places if place is not None and wrong.says in place[2]]
    assert fitting, f"expected {wrong.says!r} in {wrong.file}, found {found}"
    for _, what in fitting:
        assert MENDS.search(what), f"does not say how to mend it: {what}"
    lines = [line for line, _ in fitting]
    assert changed is None or any(abs(line - changed) <= NEAR for line in lines), f"changed line {changed}, reported {lines}"


def test_small_law_is_sound(tmp_path: Path) -> None:
    assert problems_of(write(tmp_path)) == ()


@pytest.mark.parametrize("wrong", TABLE, ids=lambda wrong: wrong.name)
def test_refused(wrong: Wrong, tmp_path: Path) -> None:
    check(wrong, write(tmp_path))


@pytest.mark.parametrize("file", YAML)
def test_every_file_is_strict(file: str, tmp_path: Path) -> None:
    law = write(tmp_path)
    for wrong in GENERATED:
        if wrong.file == file:
            check(wrong, law)
            (law / file).write_text(FILES[file], encoding="utf-8")


@pytest.mark.parametrize("name", ["README.md", ".gitkeep", ".hidden.txt"])
def test_notes_for_people_are_no_law(name: str, tmp_path: Path) -> None:
    law = write(tmp_path)
    for folder in (".", "actors", "vocabulary", "vocabulary/facts", "instruments"):
        (law / folder / name).write_text("for people", encoding="utf-8")
    assert problems_of(law) == ()


def test_list_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    law = write(tmp_path)
    read_text = Path.read_text

    def refused(path: Path, encoding: str | None = None) -> str:
        if path.suffix == ".csv":
            raise PermissionError(13, "Permission denied")
        return read_text(path, encoding=encoding)

    monkeypatch.setattr(Path, "read_text", refused)
    assert f"{law / ROWS}:1: cannot be read (Permission denied) - put a CSV file here" in problems_of(law)


def test_table_is_large_and_each_entry_once() -> None:
    names = [wrong.name for wrong in (*TABLE, *GENERATED)]
    assert len(TABLE) >= 200
    assert len(set(names)) == len(names)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    law = write(tmp_path)
    for wrong in (CONDITIONS[1], STATUS[7], INSTRUMENTS[6]):
        wrong.change(law)
    with pytest.raises(WrongLaw) as caught:
        load_files(law)
    assert len(caught.value.problems) == 3
    assert caught.value.code == "wrong-law"
    assert caught.value.text == "\n".join(caught.value.problems)


def test_long_chains_are_no_circle(tmp_path: Path) -> None:
    """A thousand classes within each other are unusual, not wrong, and exhaust nothing."""
    chain = "".join(f"  - {{id: o{n}, name: {{en: o}}, within: [o{n + 1}]}}\n" for n in range(3_000))
    (write(tmp_path) / OFFENCES).write_text(FILES[OFFENCES] + chain + "  - {id: o3000, name: {en: o}}\n", encoding="utf-8")
    assert problems_of(tmp_path) == ()
