# SPDX-License-Identifier: EUPL-1.2
"""An invented law with what drafting reads beside it: demands of every kind, two bases, a supplement, law of both sides, small papers."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from comity.corpus.corpus import Corpus
from comity.corpus.load import load_drafting_files, load_files
from comity.corpus.strict_yaml import read
from comity.model.drafting import Drafting
from unit.small_law import DERIVED, GLOSSARY, OFFENCES, RELEASE, XA, XC, XS

MEASURES = """\
measures:
  - {id: extradition, name: {en: Extradition, az: Ekstradisiya, ru: Выдача, fr: Extradition}, family: extradition, coercive: true}
  - {id: bank-records, name: {en: Bank records, az: Bank sənədləri, ru: Банковские документы}, family: banking, coercive: false}
  - {id: account-identification, name: {en: Finding of accounts}, family: banking, coercive: false}
  - {id: search-seizure, name: {en: Search and seizure}, family: assistance, coercive: true}
  - {id: inspection, name: {en: Inspection}, family: assistance, coercive: false}
  - {id: bank-monitoring, name: {en: Monitoring of accounts}, family: banking, coercive: false}
  - {id: transit, name: {en: Transit}, family: extradition, coercive: true}
  - {id: escort, name: {en: Escort}, family: assistance, coercive: false}
"""

GROUNDS = """\
grounds:
  - {id: dual-criminality, name: {en: Dual criminality}}
  - {id: minimum-penalty, name: {en: Minimum penalty}}
  - {id: nationality, name: {en: Nationality}}
  - {id: time-bar, name: {en: Lapse of time}}
  - {id: political-offence, name: {en: Political offence, az: Siyasi cinayət}}
  - {id: military-offence, name: {en: Military offence}}
  - {id: death-penalty, name: {en: Death penalty}}
  - {id: speciality, name: {en: Speciality}}
  - {id: escort-costs, name: {en: Costs of the escort}}
  - {id: reciprocity-missing, name: {en: Reciprocity is missing}}
  - {id: pending-proceedings, name: {en: Proceedings are pending}}
"""


def _truth(name: str, asks: str) -> str:
    return f"  - {{name: {name}, type: truth, asks: {{en: {asks!r}}}}}\n"


FACTS = (
    """\
facts:
  - {name: offence.max_penalty_months.requesting, type: number, unit: months, asks: {en: 'What is the highest penalty?'}}
  - {name: offence.max_penalty_months.requested, type: number, unit: months, asks: {en: 'What is the highest penalty there?'}}
  - {name: offence.on, type: day, asks: {en: 'When was the offence committed?'}}
  - {name: person.nationality, type: set, unit: states, asks: {en: 'Which nationalities does the person have?'}}
  - {name: person.role, type: set, values: [suspect, accused, convicted, witness, victim, expert], asks: {en: 'Who is the person?'}}
  - {name: purpose, type: set, values: [prosecution, execution], asks: {en: 'What is it for?'}}
  - {name: stage, type: set, values: [police, investigation, trial, execution], asks: {en: 'At which stage are the proceedings?'}}
  - {name: state.death_penalty.requesting, type: set, values: [abolished, kept], asks: {en: 'Death penalty?'}}
  - {name: state.death_penalty.requested, type: set, values: [abolished, kept], asks: {en: 'Death penalty there?'}}
  - {name: asset.value, type: money, unit: EUR, asks: {en: 'What is the property worth?'}}
"""
    + _truth("offence.political", "Is the offence political?")
    + _truth("offence.military", "Is the offence military?")
    + _truth("offence.fiscal", "Is the offence fiscal?")
    + _truth("offence.dual", "Is it an offence in both states?")
    + _truth("offence.extraditable", "Is the offence extraditable?")
    + _truth("offence.death_penalty.requesting", "Is the death penalty provided?")
    + _truth("assurance.death_penalty", "Is there an assurance that the death penalty is not carried out?")
    + _truth("assurance.escort_costs", "Is there an undertaking to pay the escort?")
    + _truth("assurance.speciality", "Is there an undertaking of speciality?")
    + _truth("request.reciprocity_assured", "Is reciprocity assured?")
    + _truth("offence.lapsed", "Is it barred by time?")
    + _truth("case.pending", "Are proceedings pending there?")
    + _truth("person.minor", "Is the person a minor?")
    + _truth("measure.coercive", "Is the measure coercive?")
    + _truth("asset.order_final", "Is the order final?")
)

XB = """\
code: XB
kind: state
name: {en: Betaland, az: Beta, ru: Бета, fr: Bêtalande}
languages: [fr]
authorities:
  - name: {en: Ministry of Justice of Betaland, fr: Ministère de la Justice de Bêtalande}
    role: central authority
    source: s1
    confidence: medium
  - {name: {en: Supreme Court of Betaland}, role: court, source: s1, confidence: medium}
sources:
  s1: {what: "profile of Betaland", url: "https://example.org/xb", retrieved: 2026-01-01}
"""

COURT = """\
code: XK
kind: court
name: {en: Court of All States}
"""

STATUS = """\
actor,kind,signed,consent,in_force,ended,of,source,confidence,note
XA,ratification,1991-01-01,1996-06-11,1996-09-11,,,dep,high,
XB,accession,,2003-07-02,2003-10-02,,,dep,high,
"""
ONE_SIDED = """\
actor,kind,signed,consent,in_force,ended,of,source,confidence,note
XA,ratification,1991-01-01,1996-06-11,1996-09-11,,,dep,high,
"""


def _instrument(id_: str, title: str, special: bool = False, more: str = "") -> str:
    return f"""\
id: {id_}
title: {{en: {title}}}
short: {{en: {title}}}
kind: convention
adopted: 1990-01-01
in_force: 1992-06-01
places: [{{standing: {"offences" if special else "general"}, because: invented}}]
parties: {{list: complete, to: 2025-01-01, after: carried}}
{more}sources:
  dep: {{what: depositary list, url: "https://example.org/dep", retrieved: 2026-01-01}}
"""


GENERAL = """\
defaults: {source: dep, confidence: high}
coverage:
  - {article: "1", title: Duty to assist, state: formalised}
relations:
  - {kind: prevails-over, of: fx-002, article: "40", says: goes first}
provisions:
  - id: art-1
    article: "1"
    kind: basis
    measures: [extradition, bank-records, account-identification, search-seizure, escort, transit, bank-monitoring]
    says: "assist"
  - {id: art-1-2, article: "1(2)", kind: basis, measures: [escort], says: "escort too"}
  - {id: art-2, article: "2", kind: must-refuse, ground: political-offence, says: "political", when: {fact: offence.political}}
  - id: art-3
    article: "3"
    kind: must-refuse
    ground: death-penalty
    measures: [extradition]
    says: "no surrender to death"
    when: {all: [{fact: offence.death_penalty.requesting}, {not: {fact: assurance.death_penalty}}]}
  - id: art-3-2
    article: "3(2)"
    kind: may-refuse
    ground: death-penalty
    measures: [extradition]
    says: "nor to a risk of it"
    when: {all: [{fact: offence.death_penalty.requesting}, {not: {fact: assurance.death_penalty}}]}
  - id: art-4
    article: "4"
    kind: require
    ground: minimum-penalty
    measures: [extradition]
    says: "at least a year"
    when: {fact: offence.max_penalty_months.requesting, at_least: 12}
  - {id: art-5, article: "5", kind: require, ground: dual-criminality, measures: [search-seizure], says: "dual", when: {fact: offence.dual}}
  - {id: art-6, article: "6(1)(a)", kind: content, measures: [bank-records, search-seizure], says: "the facts", value: {field: facts}}
  - {id: art-6-b, article: "6(1)(b)", kind: content, measures: [bank-records], says: "the account", value: {field: account}}
  - {id: art-6-c, article: "6(1)(c)", kind: content, measures: [extradition], says: "the warrant", value: {field: warrant}}
  - id: art-6-d
    article: "6(2)"
    kind: content
    measures: [bank-records]
    says: "tax papers"
    value: {field: tax-papers}
    when: {fact: offence.fiscal}
  - {id: art-6-e, article: "6(3)", kind: content, measures: [bank-records], says: "the reason", value: {field: relevance}}
  - {id: art-6-f, article: "6(4)", kind: content, measures: [bank-records], says: "no element", value: {field: unheard-of}}
  - {id: art-6-i, article: "6(7)", kind: content, measures: [bank-records], says: "the time", value: {field: time}}
  - {id: art-6-j, article: "6(8)", kind: content, measures: [bank-records], says: "the order", value: {field: order}}
  - {id: art-6-k, article: "6(9)", kind: content, measures: [bank-records], says: "the birth", value: {field: birth}}
  - {id: art-6-g, article: "6(5)", kind: content, measures: [transit], says: "facts", value: {field: facts}}
  - {id: art-6-h, article: "6(6)", kind: content, measures: [transit], says: "facts and place", value: {field: facts-and-place}}
  - {id: art-8, article: "8", kind: formality, measures: [extradition], says: "certified copies", value: {field: certified-copy}}
  - id: art-9
    article: "9"
    kind: language
    measures: [extradition, bank-records, account-identification, escort]
    says: "English"
    value: {languages: [en], translation: required}
  - {id: art-9-s, article: "9", kind: language, measures: [search-seizure], says: "any", value: {languages: [en], translation: required}}
  - {id: art-10, article: "10", kind: channel, measures: [bank-records, extradition], says: "ministries", value: {route: ministries}}
  - id: art-30
    article: "30"
    kind: may-refuse
    ground: military-offence
    measures: [transit]
    says: "military, unless it lapsed"
    when: {all: [{fact: offence.military}, {not: {fact: offence.lapsed}}]}
  - id: art-31
    article: "31"
    kind: require
    ground: time-bar
    measures: [transit]
    says: "no fiscal offence, unless it lapsed"
    when: {any: [{not: {fact: offence.fiscal}}, {fact: offence.lapsed}]}
  - {id: art-12, article: "12", kind: assurance, ground: escort-costs, measures: [escort], says: "pay the escort"}
  - {id: art-13, article: "13", kind: use-limit, ground: speciality, measures: [extradition], says: "no other offence"}
  - {id: art-14, article: "14", kind: use-limit, measures: [bank-records], says: "for this case only"}
  - {id: art-15, article: "15", kind: may-postpone, ground: pending-proceedings, says: "later", when: {fact: case.pending}}
  - {id: art-16, article: "16", kind: must-refuse, ground: time-bar, measures: [extradition], says: "lapsed", when: {fact: offence.lapsed}}
  - id: art-17
    article: "17"
    kind: may-refuse
    ground: nationality
    measures: [extradition]
    says: "nationals may be kept"
    when: {fact: person.nationality, has: requested}
"""

GENERAL_STATEMENTS = """\
defaults: {source: dep, confidence: high}
statements:
  - id: xb-9
    by: XB
    kind: language
    to: ["9"]
    from: 2003-10-02
    says: "French"
    effects:
      - add:
          kind: language
          article: "9"
          measures: [search-seizure]
          value: {languages: [fr], translation: of-request-only}
          instead_of: [art-9-s]
  - id: xb-11
    by: XB
    kind: authority
    to: ["11"]
    from: 2003-10-02
    says: "the ministry"
    effects:
      - {add: {kind: authority, article: "11", measures: [bank-records, extradition], value: {name: Ministry of Justice of Betaland}}}
      - add:
          kind: authority
          article: "11"
          measures: [account-identification]
          value: {name: "Court of Beta, Court of Gamma, Court of Delta"}
"""

GENERAL_CASES = """\
cases:
  - {rule: art-2, true: {offence.political: true}, false: {offence.political: false}}
"""

BANKING = """\
defaults: {source: dep, confidence: high}
provisions:
  - {id: art-1, article: "1", kind: basis, measures: [bank-records], says: "banks answer"}
  - {id: art-2, article: "2", kind: must-refuse, ground: military-offence, says: "military", when: {fact: offence.military}}
  - {id: art-3, article: "3", kind: content, measures: [bank-records], says: "the holder", value: {field: holder}}
  - {id: art-4, article: "4", kind: content, measures: [bank-records], says: "the account", value: {field: account}}
  - {id: art-5, article: "5", kind: content, measures: [bank-records], says: "a form", value: {field: always-form}}
"""

SUPPLEMENT = """\
defaults: {source: dep, confidence: medium}
provisions:
  - {id: art-1, article: "1", kind: basis, role: supplement, measures: [bank-records], says: "adds to a basis"}
  - {id: art-2, article: "2", kind: content, measures: [bank-records], says: "the branch", value: {field: branch}}
"""

NOT_IN_FORCE = """\
defaults: {source: dep, confidence: medium}
provisions:
  - {id: art-1, article: "1", kind: basis, measures: [bank-records], says: "not for both"}
"""


def _code(state: str) -> str:
    return f"""\
id: {state.lower()}-code
title: {{en: Code of {state}}}
kind: code
of: {state}
in_force: 1995-01-01
sources:
  c: {{what: official gazette, url: "https://example.org/c"}}
"""


THEIR_CODE = """\
defaults: {source: c, confidence: medium}
provisions:
  - {id: art-1, article: "1", kind: basis, measures: [inspection], says: "inspection without a treaty"}
  - {id: art-1-2, article: "1(2)", kind: basis, measures: [inspection], says: "tax papers too", when: {fact: offence.fiscal}}
  - id: art-2
    article: "2"
    kind: require
    ground: reciprocity-missing
    measures: [inspection]
    says: "reciprocity"
    when: {fact: request.reciprocity_assured}
  - {id: art-3, article: "3", kind: content, measures: [bank-records], says: "a seal", value: {field: seal}}
  - {id: art-5, article: "5", kind: relation, measures: [extradition], says: "no surrender without a treaty", value: {without_treaty: none}}
  - id: art-4
    article: "4"
    kind: must-refuse
    ground: political-offence
    measures: [inspection]
    says: "political"
    when: {fact: offence.political}
"""

OUR_CODE = """\
defaults: {source: c, confidence: low}
provisions:
  - {id: art-7, article: "7", kind: content, as: requesting, measures: [bank-records], says: "a number of ours", value: {field: reference}}
"""

ELEMENTS = """\
elements:
  - {id: facts, name: {en: Facts, az: Faktlar}, needs: [summary.what], severity: returned, asks: {en: "What happened?"}, always: true}
  - {id: time, name: {en: Time}, needs: [[summary.when, offences.on]], severity: delayed}
  - {id: order, name: {en: Order}, needs: [["orders[arrest-warrant].authority", "orders[judgment].authority"]], severity: delayed}
  - {id: birth, name: {en: Birth}, needs: [persons.birth.day], severity: delayed}
  - {id: facts-and-place, name: {en: Facts and place}, needs: [summary.what, summary.where], severity: returned}
  - {id: account, name: {en: Account}, needs: [accounts.number], severity: returned}
  - {id: warrant, name: {en: Warrant}, needs: ["orders[arrest-warrant].authority"], severity: refused}
  - {id: certified-copy, name: {en: Certified copy}, needs: ["orders[arrest-warrant].copy=original,certified-copy"], severity: returned}
  - {id: tax-papers, name: {en: Tax papers}, needs: ["annexes[report].title"], severity: returned}
  - {id: relevance, name: {en: Relevance}, needs: [[asked.relevance, asked.reason]], severity: delayed}
  - {id: holder, name: {en: Holder}, needs: [accounts.holder], severity: returned}
  - {id: branch, name: {en: Branch}, needs: [accounts.branch], severity: better}
  - {id: seal, name: {en: Seal}, needs: ["signatories.sealed=true"], severity: refused}
  - {id: reference, name: {en: Reference}, needs: [case.reference], severity: returned}
  - {id: always-form, name: {en: Form}, needs: [case.title], severity: returned, always: true, measures: [bank-records]}
"""

_CHECKED = {
    "missing": ("missing {name}", "{asks}", "returned"),
    "missing-whatever": ("missing {name}", "{asks}", "returned"),
    "basis-in-vain": ("{basis} is in vain: {why}", "leave it", "returned"),
    "threshold": ("threshold {ground}: {says}", "wait", "refused"),
    "condition-fails": ("fails {ground}: {says}", "correct", "refused"),
    "must-be-refused": ("must {ground}: {says}", "do not send", "refused"),
    "basis-closed": ("closed {ground}: {says}", "others", "delayed"),
    "may-be-refused": ("may {ground}: {says}", "argue", "delayed"),
    "may-be-postponed": ("postponed {ground}: {says}", "argue", "delayed"),
    "dual-criminality-open": ("dual {says}", "settle", "delayed"),
    "fact-open": ("open {asks}", "state {fact}", "delayed"),
    "assurance-missing": ("assurance {asks}", "give {kind}", "returned"),
    "speciality-unsaid": ("speciality {says}", "undertake", "delayed"),
    "channel": ("{used} is none of {routes}", "other way", "returned"),
    "channel-open": ("way: {routes}", "name it", "better"),
    "addressee": ("{used} is not {named}", "address it", "returned"),
    "language": ("{used} is none of {languages}", "translate", "returned"),
    "annex-language": ("{annex} is in none of {languages}", "translate", "delayed"),
    "facts-too-thin": ("too thin", "tell", "returned"),
    "no-link-told": ("no link told", "tell", "returned"),
    "no-link": ("{thing} is not linked", "link", "returned"),
    "speculative": ("{thing} is speculative", "identify", "returned"),
    "disproportionate": ("{first} to {second} is long", "shorten", "delayed"),
    "day-ahead": ("{place} ({first}) after {second}", "correct", "returned"),
    "born-after": ("born {first} after {second}", "correct", "returned"),
    "time-barred": ("barred since {first}", "say", "refused"),
    "order-before-offence": ("order {first} before {second}", "correct", "returned"),
    "order-expired": ("expired {first} before {second}", "renew", "returned"),
    "period-reversed": ("{first} after {second}", "correct", "returned"),
    "sentence-sum": ("{first} is not {second}", "correct", "returned"),
    "day-passed": ("{place} ({first}) passed on {second}", "later", "returned"),
    "annex-not-listed": ("{name} is not listed", "list it", "returned"),
    "annex-altered": ("{name} is altered", "replace", "returned"),
    "annex-absent": ("{name} is absent", "add", "returned"),
    "holder-not-listed": ("{name} is nobody", "add", "returned"),
    "id-twice": ("{name} twice in {list}", "rename", "returned"),
    "urgency-without-reason": ("why urgent", "say", "delayed"),
    "confidentiality-without-reason": ("why secret", "say", "better"),
}
CODES = frozenset(_CHECKED)
_REAL = read(Path(__file__).resolve().parents[3] / "law" / "drafting" / "checks.yaml").data["checks"]
_FURTHER = {code: (f"found {code}", "mend it", entry["severity"]) for code, entry in _REAL.items() if code not in CODES}
CHECKS = "checks:\n" + "".join(
    f'  {code}: {{says: {{en: "{says}", az: "az {says}"}}, do: {{en: "{do}"}}, severity: {severity}}}\n'
    for code, (says, do, severity) in (_CHECKED | _FURTHER).items()
)

CASE_FACTS = """\
facts:
  offence.max_penalty_months.requesting: offences.penalty.max_months
  offence.death_penalty.requesting: offences.penalty.death
  person.minor: "persons[sought,convicted,accused,suspect].minor"
  asset.order_final: "orders[confiscation-order].copy=certified-copy"
  asset.value: assets.value
stated: [offence.max_penalty_months.requesting]
"""

LABELS = """\
lists: {persons.role: role, case.channel: channel, orders.kind: order, assurances.kind: assurance, annexes.copy: copy, orders.copy: copy}
places:
  persons.birth.day: {en: Date of birth, az: Doğum tarixi}
  persons.names: {en: Names}
  orders.annex: {en: Annex}
  summary.when: {en: When}
words:
  role.suspect: {en: suspect, az: şübhəli}
  channel.ministries: {en: between ministries, fr: entre ministères}
  channel.post: {en: by post}
  order.arrest-warrant: {en: arrest warrant}
  order.interception-order: {en: permission, az: icazə}
  letter.deficiencies: {en: Still missing}
  copy.copy: {en: plain copy}
  copy.certified-copy: {en: certified copy}
  language.en: {en: English}
  language.fr: {en: French}
  truth.yes: {en: "yes"}
  truth.no: {en: "no"}
  name.alias: {en: also called}
  severity.returned: {en: Will be returned}
  severity.better: {en: Better}
  severity.delayed: {en: Will be delayed}
  severity.refused: {en: Will be refused}
  assurance.death_penalty: {en: no death penalty}
  letter.missing: {en: to be added}
  letter.draft: {en: DRAFT, az: LAYİHƏ}
  letter.annexes: {en: Annexes}
  letter.page: {en: "Page {page} of {pages}"}
  letter.article: {en: article}
  letter.articles: {en: articles}
  letter.reference: {en: Our reference}
  letter.reference-requested: {en: Your reference}
  letter.day: {en: Day}
  letter.through: {en: Through}
  letter.page-count: {en: pages}
  letter.sha256: {en: hash}
  letter.signature: {en: Signature}
  letter.seal: {en: Seal}
  letter.translate-notice: {en: To be translated where marked}
  letter.about: {en: about}
  letter.without-treaty: {en: without a treaty}
"""

PAPERS = """\
papers:
  - id: consent
    title: {en: Form of consent}
    from: person
    needs: ["persons[suspect].consent.given"]
    sections:
      - heading: {en: Declaration}
        blocks:
          - blank: {en: Place and day}
          - {blank: {en: I agree}, lines: 2, choices: [{en: "yes"}, {en: "no"}]}
  - id: request
    title: {en: Request, az: Sorğu}
    measures: [bank-records, extradition, account-identification, search-seizure, inspection, escort]
    sections:
      - blocks:
          - {say: {en: "The {sender} asks the {addressee} for {measure} under {bases}."}, strong: true}
          - say:
              en: >-
                From {requesting} to {requested} for {offences} against {person}, {reference}, {reference_requested}, {day},
                {path:summary.when}.
      - {use: facts}
      - heading: {en: Data}
        blocks:
          - {prose: asked.object}
          - {fields: [summary.when, summary.where, case.urgency.level]}
          - {each: "persons[suspect]", fields: [names, role, birth.day, birth, nationality, languages, documents, consent]}
          - {each: orders, fields: [authority, on, copy, annex]}
          - {list: asked.items}
          - {grid: accounts, columns: [number, provider, holder, branch]}
          - {grid: assets, columns: [description, value]}
      - heading: {en: Law}
        needs: [[bases, summary.what]]
        blocks:
          - {part: bases}
          - {part: offences}
          - {part: assurances}
          - {part: use-limits}
          - {part: formalities}
          - {part: confidentiality}
          - {part: urgency}
      - heading: {en: Never}
        needs: [team.purpose]
        blocks: [{say: {en: never}}]
  - id: court-paper
    title: {en: To a court}
    between: court
    sections: [{blocks: [{say: {en: "Your Honours"}}]}]
  - id: escort-paper
    title: {en: Escort}
    measures: [escort]
    sections: [{blocks: [{say: {en: Escort}}]}]
"""

ANSWERS = "papers:\n" + "".join(
    f"""\
  - id: {name}
    title: {{en: {name}}}
    from: requested
    answer: true
    sections: [{{blocks: [{{say: {{en: "The {name} of {{addressee}} to {{sender}}"}}}}, {{part: grounds}}, {{part: deficiencies}}]}}]
"""
    for name in ("refusal", "postponement", "information", "acknowledgement")
)

SHARED = """\
sections:
  facts:
    heading: {en: Facts, az: Faktlar}
    blocks: [{prose: summary.what}, {prose: summary.link, needs: [summary.link]}]
"""

DRAFTING: Mapping[str, str] = {
    "drafting/elements/all.yaml": ELEMENTS,
    "drafting/checks.yaml": CHECKS,
    "drafting/facts.yaml": CASE_FACTS,
    "drafting/labels/all.yaml": LABELS,
    "drafting/papers/all.yaml": PAPERS,
    "drafting/papers/answers.yaml": ANSWERS,
    "drafting/papers/sections.yaml": SHARED,
}

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
    "actors/XK.yaml": COURT,
    "instruments/fx-001/instrument.yaml": _instrument("fx-001", "General Convention"),
    "instruments/fx-001/status.csv": STATUS,
    "instruments/fx-001/provisions.yaml": GENERAL,
    "instruments/fx-001/statements.yaml": GENERAL_STATEMENTS,
    "instruments/fx-001/cases.yaml": GENERAL_CASES,
    "instruments/fx-002/instrument.yaml": _instrument("fx-002", "Banking Convention"),
    "instruments/fx-002/status.csv": STATUS,
    "instruments/fx-002/provisions.yaml": BANKING,
    "instruments/fx-003/instrument.yaml": _instrument("fx-003", "Supplement"),
    "instruments/fx-003/status.csv": STATUS,
    "instruments/fx-003/provisions.yaml": SUPPLEMENT,
    "instruments/fx-005/instrument.yaml": _instrument("fx-005", "Convention of One Side"),
    "instruments/fx-005/status.csv": ONE_SIDED,
    "instruments/fx-005/provisions.yaml": NOT_IN_FORCE,
    "instruments/xb-code/instrument.yaml": _code("XB"),
    "instruments/xb-code/provisions.yaml": THEIR_CODE,
    "instruments/xa-code/instrument.yaml": _code("XA"),
    "instruments/xa-code/provisions.yaml": OUR_CODE,
    **DRAFTING,
}


def write(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """Write the law into a folder, and give the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


@cache
def law() -> tuple[Corpus, Drafting]:
    """The parsed law and its drafting data."""
    with TemporaryDirectory() as folder:
        written = write(Path(folder))
        return load_files(written), load_drafting_files(written)


# -- cases without a fault

Plain = dict[str, Any]
LONG_ENOUGH = "The director had the money of twelve buyers sent to the account AC-1 within two days."

GOOD: Plain = {
    "requesting": "XA",
    "requested": "XB",
    "measure": "bank-records",
    "on": "2026-11-24",
    "purpose": "prosecution",
    "stage": "investigation",
    "offence": {"name": "fraud", "on": "2025-03-01", "title": "Fraud", "penalty": {"max_months": 96}},
    "facts": {
        "offence.political": False,
        "offence.military": False,
        "offence.fiscal": False,
        "offence.dual": True,
        "case.pending": False,
    },
    "case": {
        "reference": "R-1",
        "title": "Case of the twelve buyers",
        "channel": "ministries",
        "language": "en",
        "dated": "2026-11-20",
        "authorities": {
            "requesting": {"name": "Prosecutor of Alphaland", "address": "Alpha Street 1"},
            "requested": {"name": "Ministry of Justice of Betaland"},
        },
    },
    "summary": {"what": LONG_ENOUGH, "when": "in March 2025", "where": "Alpha City", "link": "The money went to the account AC-1."},
    "asked": {"object": "Records of the account AC-1", "reason": "To trace the money", "items": ["Statements", "Contracts"]},
    "persons": [
        {
            "id": "p1",
            "role": "suspect",
            "names": [{"full": "Ann Example"}, {"full": "Annie", "kind": "alias"}],
            "birth": {"day": "1980-05-02"},
            "nationality": ["XA"],
            "link": "Director",
        }
    ],
    "accounts": [{"id": "a1", "number": "AC-1", "provider": "Beta Bank", "branch": "Main", "holder": "p1", "link": "Received the money"}],
    "orders": [{"kind": "arrest-warrant", "authority": "Court", "on": "2026-01-10", "copy": "certified-copy", "annex": "A1"}],
    "annexes": [{"id": "A1", "title": "Warrant", "language": "en", "copy": "certified-copy", "pages": 3}],
    "signatories": [{"name": "Pat Prosecutor", "function": "Prosecutor", "sealed": True}],
}


def case(changes: Mapping[str, object] | None = None, **more: object) -> Plain:
    """The good case with other values; a change is a path such as ``case.channel`` or ``persons.0.birth.day``, None takes it away."""
    made = deepcopy(GOOD)
    for path, value in {**(changes or {}), **more}.items():
        *steps, last = path.split("/")
        inner: Any = made
        for step in steps:
            inner = inner[int(step)] if isinstance(inner, list) else inner.setdefault(step, {})
        if value is None:
            del inner[int(last) if isinstance(inner, list) else last]
        elif isinstance(inner, list):
            inner[int(last) :] = [*([value] if int(last) == len(inner) else [value, *inner[int(last) + 1 :]])]
        else:
            inner[last] = deepcopy(value)
    return made
