# SPDX-License-Identifier: EUPL-1.2
"""The small body of law with three treaties that differ on one threshold, and a constitution and a code of one state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from comity.corpus.corpus import Corpus
from comity.corpus.load import load_files
from comity.lab.codify.codifier import Setting
from unit import small_law

ON = date(2026, 1, 2)
SETTING = Setting(on=ON, state="XA")
TREATIES = ("fx-010", "fx-011", "fx-012")
SOURCES = (*TREATIES, "xa-constitution", "xa-law")


def _treaty(id_: str, year: int) -> str:
    return f"""\
id: {id_}
title: {{en: Treaty {id_}}}
kind: convention
adopted: {year}-01-01
in_force: {year}-06-01
parties: {{list: complete, to: 2025-01-01}}
sources:
  t: {{what: depositary, url: "https://example.org/{id_}"}}
"""


def _rules(months: int, days: int, extra: str = "") -> str:
    return f"""\
defaults: {{source: t, confidence: high}}
provisions:
  - {{id: art-1, article: "1", kind: basis, measures: [extradition], says: "parties extradite"}}
  - id: art-2
    article: "2"
    kind: require
    ground: minimum-penalty
    says: "the offence carries at least {months} months"
    when: {{fact: offence.max_penalty_months.requesting, at_least: {months}}}
  - id: art-3
    article: "3"
    kind: may-refuse
    ground: nationality
    says: "nationals may be kept"
    when: {{fact: person.nationality, has: requested}}
  - id: art-4
    article: "4"
    kind: clock
    says: "an arrested person is released after {days} days"
    value: {{days: "{days}", starts: arrest, then: released}}
{extra}"""


_STATUS = """\
actor,kind,signed,consent,in_force,ended,of,source,confidence,note
XA,ratification,,2000-01-01,2000-04-01,,,t,high,
XB,ratification,,2000-01-01,2000-04-01,,,t,high,
"""

_CONSTITUTION = """\
id: xa-constitution
title: {en: Constitution of Alphaland}
kind: constitution
of: XA
in_force: 1995-01-01
sources: {c: {what: official gazette, url: "https://example.org/c"}}
"""

_CONSTITUTION_RULES = """\
defaults: {source: c, confidence: high}
provisions:
  - id: art-53
    article: "53"
    kind: must-refuse
    ground: nationality
    measures: [extradition]
    says: "a citizen is never handed over"
    when: {fact: person.nationality, has: requested}
"""

_LAW = """\
id: xa-law
title: {en: Cooperation Law of Alphaland}
kind: statute
of: XA
in_force: 2001-01-01
sources: {l: {what: official gazette, url: "https://example.org/l"}}
"""

_LAW_RULES = """\
defaults: {source: l, confidence: high}
provisions:
  - {id: art-1, article: "1", kind: basis, measures: [extradition, search-seizure], says: "without a treaty persons may be surrendered"}
  - id: art-2
    article: "2"
    kind: must-refuse
    ground: political-offence
    measures: [extradition]
    says: "the offence is political"
    when: {fact: offence.political}
  - {id: art-3, article: "3", kind: right, measures: [extradition], says: "the person has counsel from the arrest"}
  - id: art-4
    article: "4"
    kind: language
    measures: [extradition]
    says: "English or Russian"
    value: {languages: [en, ru], translation: required}
  - {id: art-5, article: "5", kind: channel, measures: [extradition], says: "through the ministry", value: {route: ministries}}
  - {id: art-6, article: "6", kind: content, measures: [extradition], says: "name of the authority", value: {field: requesting-authority}}
"""

FILES: Mapping[str, str] = {
    **small_law.FILES,
    "instruments/fx-010/instrument.yaml": _treaty("fx-010", 1990),
    "instruments/fx-010/status.csv": _STATUS,
    "instruments/fx-010/provisions.yaml": _rules(6, 18),
    "instruments/fx-011/instrument.yaml": _treaty("fx-011", 1991),
    "instruments/fx-011/status.csv": _STATUS,
    "instruments/fx-011/provisions.yaml": _rules(12, 40),
    "instruments/fx-012/instrument.yaml": _treaty("fx-012", 1992),
    "instruments/fx-012/status.csv": _STATUS,
    "instruments/fx-012/provisions.yaml": _rules(12, 40),
    "instruments/xa-constitution/instrument.yaml": _CONSTITUTION,
    "instruments/xa-constitution/provisions.yaml": _CONSTITUTION_RULES,
    "instruments/xa-law/instrument.yaml": _LAW,
    "instruments/xa-law/provisions.yaml": _LAW_RULES,
}


def corpus(folder: Path, changed: Mapping[str, str] | None = None) -> Corpus:
    """The law, written into a folder and strictly loaded."""
    return load_files(small_law.write(folder, {**FILES, **(changed or {})}))
