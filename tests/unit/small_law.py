# SPDX-License-Identifier: EUPL-1.2
"""A small, valid body of law with invented states and treaties, to be written into a temporary folder and changed by tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

RELEASE = """\
release: "0.1"
as_of: 2026-11-24
"""

MEASURES = """\
measures:
  - id: extradition
    name: {en: Extradition, az: Ekstradisiya, ru: Выдача, fr: Extradition}
    family: extradition
    coercive: true
    informal: [police, interpol]
  - id: search-seizure
    name: {en: Search and seizure}
    family: assistance
    coercive: true
    nearest: [bank-records]
  - id: bank-records
    name: {en: Bank records}
    family: assistance
    coercive: false
"""

OFFENCES = """\
offences:
  - id: fraud
    name: {en: Fraud}
    iccs: ["0701"]
  - id: card-fraud
    name: {en: Card fraud}
    iccs: ["07011"]
    within: [fraud]
  - id: homicide
    name: {en: Homicide}
    iccs: ["0101"]
"""

GROUNDS = """\
grounds:
  - id: dual-criminality
    name: {en: Dual criminality}
  - id: minimum-penalty
    name: {en: Minimum penalty}
    topic: penalty
  - id: nationality
    name: {en: Nationality}
  - id: political-offence
    name: {en: Political offence}
  - id: death-penalty
    name: {en: Death penalty}
"""

FACTS = """\
facts:
  - name: offence.political
    type: truth
    asks: {en: Is the offence political?, az: Cinayət siyasidirmi?, ru: Преступление политическое?, fr: "L'infraction est-elle politique ?"}
  - name: offence.dual
    type: truth
    asks: {en: Is it an offence in both states?}
  - name: offence.extraditable
    type: truth
    asks: {en: Is the offence extraditable?}
  - name: offence.max_penalty_months.requesting
    type: number
    unit: months
    asks: {en: What is the highest penalty in the requesting state?}
  - name: offence.max_penalty_months.requested
    type: number
    unit: months
    asks: {en: What is the highest penalty in the requested state?}
  - name: offence.on
    type: day
    asks: {en: When was the offence committed?}
  - name: offence.connected_extraditable
    type: truth
    asks: {en: Is there another offence that is extraditable?}
  - name: person.nationality
    type: set
    unit: states
    asks: {en: Which nationalities does the person have?}
  - name: person.nationality_on_request
    type: set
    unit: states
    same_as: person.nationality
    asks: {en: Which nationalities did the person have on the day of the request?}
  - name: person.role
    type: set
    values: [suspect, accused, convicted, witness]
    asks: {en: Who is the person in the proceedings?}
    sensitive: true
  - name: purpose
    type: set
    values: [prosecution, execution]
    asks: {en: What is it for?}
  - name: stage
    type: set
    values: [police, investigation, trial, execution]
    asks: {en: At which stage are the proceedings?}
  - name: asset.value
    type: money
    unit: EUR
    asks: {en: What is the property worth?}
  - name: assurance.death_penalty
    type: truth
    asks: {en: Is there an assurance that the death penalty is not carried out?}
  - name: measure.coercive
    type: truth
    asks: {en: Is the measure coercive?}
  - name: state.death_penalty.requesting
    type: set
    values: [abolished, kept]
    asks: {en: Does the requesting state have the death penalty?}
  - name: state.death_penalty.requested
    type: set
    values: [abolished, kept]
    asks: {en: Does the requested state have the death penalty?}
"""

DERIVED = """\
derived:
  - fact: offence.extraditable
    when:
      all:
        - {fact: offence.dual}
        - {fact: offence.max_penalty_months.requesting, at_least: 12}
        - {fact: offence.max_penalty_months.requested, at_least: 12}
"""

GLOSSARY = """\
terms:
  - {id: request, en: request, definition: what one side asks of the other}
"""

XA = """\
code: XA
kind: state
name: {en: Alphaland, az: Alfa, ru: Альфа, fr: Alphalande}
hierarchy: [constitution, treaty, code, statute, decree, practice]
exists: {from: 1990-01-01}
succeeds: [{actor: XS, on: 1990-01-01}]
facts: {death_penalty: {is: abolished, source: s1, confidence: medium}}
languages: [en]
authorities: [{name: {en: Ministry of Justice}, role: central authority, measures: [extradition], source: s1, confidence: medium}]
practice: [{says: answers within six months, source: s1, confidence: low}]
sources:
  s1: {what: "profile of Alphaland", url: "https://example.org/xa", retrieved: 2026-01-01}
"""

XB = """\
code: XB
kind: state
name: {en: Betaland}
"""

XC = """\
code: XC
kind: state
name: {en: Gammaland}
"""

XS = """\
code: XS
kind: state
name: {en: Old Union}
exists: {until: 1990-01-01}
"""

XT = """\
code: XT
kind: territory
name: {en: Alpha Island}
of: XA
"""

XU = """\
code: XU
kind: union
name: {en: Union of Greek Letters}
members:
  - {actor: XA, from: 2000-01-01}
  - {actor: XB, from: 2004-05-01, until: 2020-02-01}
"""

ROUTES = """\
sources:
  r1: {what: "rules of the network", url: "https://example.org/net"}
defaults: {source: r1, confidence: medium}
routes:
  - {id: net, kind: fiu, says: units answer each other, evidence: "no", measures: [bank-records], members: [XA, XB]}
  - {id: desk, kind: police, says: liaison officers help, evidence: depends, members: all, instrument: fx-001, article: "9"}
"""

SEARCHED = """\
searched:
  - {pair: [XA, XC], on: 2026-01-01, says: no treaty was found}
"""

CONVENTION = """\
id: fx-001
title: {en: Convention on Assistance}
kind: convention
adopted: 1990-01-01
in_force: 1992-06-01
parties: {list: complete, to: 2025-01-01, after: carried}
sources:
  dep: {what: depositary list, url: "https://example.org/dep", retrieved: 2026-01-01}
  text: {what: "Convention text", url: "https://example.org/text"}
  memory: {what: "from memory, not verified"}
"""

CONVENTION_STATUS = """\
actor,kind,signed,consent,in_force,ended,of,source,confidence,note
XA,ratification,1991-01-01,1996-06-11,1996-09-11,,,dep,high,
XB,accession,,2003-07-02,2003-10-02,,,dep,high,
XT,territorial-extension,,,1999-01-01,,XA,dep,high,
XC,signature,1991-01-01,,,,,dep,high,
"""

CONVENTION_EVENTS = """\
events:
  - {kind: objection, actor: XB, towards: [XC], from: 2010-01-01, effect: simple, says: objects, source: dep, confidence: high}
  - kind: suspension
    actor: XA
    towards: [XC]
    from: 2015-01-01
    until: 2016-01-01
    says: suspends
    source: dep
    confidence: high
"""

CONVENTION_PROVISIONS = """\
defaults: {source: text, confidence: high}
relations:
  - {kind: supersedes, of: fx-004, article: "20", says: takes the place of the older convention}
coverage:
  - {article: "1", title: Duty to assist, state: formalised}
  - {article: "2", title: Grounds, state: shown, why: it is short}
  - {article: "30", title: Signature, state: none}
conditions:
  grave: {all: [{fact: offence.dual}, {fact: offence.max_penalty_months.requesting, at_least: 12}]}
provisions:
  - id: art-1
    article: "1"
    kind: basis
    measures: [extradition, search-seizure, bank-records]
    says: "parties assist each other"
  - id: art-2
    article: "2"
    kind: must-refuse
    ground: political-offence
    says: "refused where the offence is political"
    when: {fact: offence.political}
  - id: art-3
    article: "3"
    kind: may-refuse
    ground: dual-criminality
    measures: [search-seizure]
    says: "may be refused where it is no offence in both states"
    when: {not: {fact: offence.dual}}
    optional_by_statement: true
  - id: art-4
    article: "4"
    kind: require
    ground: minimum-penalty
    measures: [extradition]
    says: "the offence is grave"
    when: {condition: grave}
  - id: art-5
    article: "5"
    kind: clock
    says: "released after 40 days"
    value: {days: "40", starts: arrest, then: released}
  - id: art-6
    article: "6"
    kind: language
    says: "no translation is required"
    value: {languages: [en], translation: not-required}
  - id: art-7
    article: "7"
    kind: channel
    says: "requests go between ministries"
    value: {route: ministries}
    when: {not: {stated: direct, by: requested, silent: "no"}}
  - id: art-8
    article: "8"
    kind: may-refuse
    ground: nationality
    measures: [extradition]
    says: "nationals may be kept"
    when: {fact: person.nationality, has: requested}
  - id: art-9
    article: "9"
    kind: require
    ground: dual-criminality
    measures: [search-seizure]
    says: "extraditable in the requested state"
    when: {fact: offence.extraditable}
"""

CONVENTION_STATEMENTS = """\
defaults: {source: dep, confidence: high}
statements:
  - id: xb-2
    by: XB
    kind: reservation
    to: ["2"]
    from: 2003-10-02
    says: "political offences only where grave"
    reciprocity: estops-maker
    reciprocity_article: "25"
    effects:
      - {replace: art-2, when: {all: [{fact: offence.political}, {fact: offence.dual}]}}
  - id: xa-3
    by: XA
    kind: reservation
    to: ["3"]
    from: 1996-09-11
    says: "searches need dual criminality"
    effects:
      - {choose: [art-3]}
  - id: xa-7
    by: XA
    kind: declaration
    to: ["7"]
    from: unknown
    says: "direct requests are welcome"
    effects:
      - {say: direct, answer: true}
  - id: xb-8
    by: XB
    kind: declaration
    to: ["8"]
    from: 2003-10-02
    says: "nationals are never surrendered"
    effects:
      - add:
          kind: must-refuse
          ground: nationality
          article: "8"
          measures: [extradition]
          when: {fact: person.nationality, has: requested}
      - {exclude: [art-8]}
  - id: xb-30
    by: XB
    kind: declaration
    to: ["30"]
    from: 2003-10-02
    says: "on disputes"
    shown_only: "changes no answer: settlement of disputes"
"""

CONVENTION_CASES = """\
cases:
  - {rule: art-2, true: {offence.political: true}, false: {offence.political: false}}
"""

PROTOCOL = """\
id: fx-002
title: {en: Protocol to the Convention}
kind: protocol
parent: fx-001
adopted: 2000-01-01
in_force: none
parties: {list: incomplete}
sources:
  p-dep: {what: depositary list, url: "https://example.org/p"}
"""

PROTOCOL_PROVISIONS = """\
defaults: {source: p-dep, confidence: medium}
provisions:
  - id: art-1
    article: "1"
    kind: duty
    ground: political-offence
    says: "political offences are no reason to refuse"
    strikes: [fx-001:art-2]
"""

BILATERAL = """\
id: fx-003
title: {en: Treaty between Alphaland and Betaland}
kind: bilateral
pair: [XA, XB]
adopted: 1980-01-01
in_force: 1981-01-01
content: basis-only
parties: {list: complete, to: 2025-01-01}
sources:
  b: {what: official gazette, url: "https://example.org/b"}
"""

BILATERAL_STATUS = """\
actor,kind,signed,consent,in_force,ended,of,source,confidence,note
XA,succession,1980-01-01,1990-02-01,1990-01-01,,,b,medium,
XB,ratification,1980-01-01,1980-12-01,1981-01-01,,,b,medium,
"""

BILATERAL_PROVISIONS = """\
defaults: {source: b, confidence: medium}
provisions:
  - {id: art-1, article: "1", kind: basis, measures: [extradition], says: "the two extradite"}
"""

OLDER = """\
id: fx-004
title: {en: Older Convention}
kind: convention
in_force: 1970-01-01
parties: {list: complete, to: 2025-01-01, after: unknown}
unread: [XC]
sources:
  o: {what: depositary list, url: "https://example.org/o"}
"""

OLDER_STATUS = """\
actor,kind,signed,consent,in_force,ended,of,source,confidence,note
XA,accession,,unknown,,,,o,low,
XB,accession,,1971-01-01,~1972,1999-01-01,,o,medium,
"""

CODE = """\
id: xa-code
title: {en: Code of Alphaland}
kind: code
of: XA
in_force: 1995-01-01
sources:
  c: {what: official gazette, url: "https://example.org/c"}
"""

CODE_PROVISIONS = """\
defaults: {source: c, confidence: medium}
provisions:
  - {id: art-1, article: "1", kind: basis, measures: [extradition], says: "surrender without a treaty is possible"}
  - id: art-2
    article: "2"
    kind: must-refuse
    ground: nationality
    says: "nationals stay"
    when: {fact: person.nationality, has: requested}
"""

FILES: Mapping[str, str] = {
    "release.yaml": RELEASE,
    "vocabulary/measures.yaml": MEASURES,
    "vocabulary/offences.yaml": OFFENCES,
    "vocabulary/grounds.yaml": GROUNDS,
    "vocabulary/facts/case.yaml": FACTS,
    "vocabulary/derived.yaml": DERIVED,
    "vocabulary/glossary.yaml": GLOSSARY,
    "actors/XA.yaml": XA,
    "actors/XB.yaml": XB,
    "actors/XC.yaml": XC,
    "actors/XS.yaml": XS,
    "actors/XT.yaml": XT,
    "actors/XU.yaml": XU,
    "actors/routes.yaml": ROUTES,
    "actors/searched.yaml": SEARCHED,
    "instruments/fx-001/instrument.yaml": CONVENTION,
    "instruments/fx-001/status.csv": CONVENTION_STATUS,
    "instruments/fx-001/status.yaml": CONVENTION_EVENTS,
    "instruments/fx-001/provisions.yaml": CONVENTION_PROVISIONS,
    "instruments/fx-001/statements.yaml": CONVENTION_STATEMENTS,
    "instruments/fx-001/cases.yaml": CONVENTION_CASES,
    "instruments/fx-002/instrument.yaml": PROTOCOL,
    "instruments/fx-002/provisions.yaml": PROTOCOL_PROVISIONS,
    "instruments/fx-003/instrument.yaml": BILATERAL,
    "instruments/fx-003/status.csv": BILATERAL_STATUS,
    "instruments/fx-003/provisions.yaml": BILATERAL_PROVISIONS,
    "instruments/fx-004/instrument.yaml": OLDER,
    "instruments/fx-004/status.csv": OLDER_STATUS,
    "instruments/xa-code/instrument.yaml": CODE,
    "instruments/xa-code/provisions.yaml": CODE_PROVISIONS,
}


def write(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """Write the law into a folder, and give the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (folder / "instruments").mkdir(parents=True, exist_ok=True)
    return folder
