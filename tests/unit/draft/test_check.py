# SPDX-License-Identifier: EUPL-1.2
"""Every check finds its fault with the article that makes it one, and is silent beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from comity.corpus.strict_yaml import read
from comity.draft import answer, check
from comity.draft.answer import reply_to
from comity.draft.check.check import check as check_scene
from comity.draft.check.check import stops
from comity.draft.check.deficiency import Deficiency, asking, filled
from comity.draft.check.papers import annex_files
from comity.model.drafting import Severity
from comity.model.text import Text
from unit.draft.before_the_law import codes, deficiencies, scene
from unit.draft.drafting_law import CODES, LONG_ENOUGH

LAW = Path(__file__).resolve().parents[3] / "law"
HASH = "a" * 64
Changes = Mapping[str, object]


@dataclass(frozen=True)
class Fault:
    """A case with a fault, and the same without: what is found, from which norm, how bad, where."""

    code: str
    bites: Changes
    silent: Changes
    norm: str = ""
    severity: str = "returned"
    where: str = ""
    about: str = ""

    def __str__(self) -> str:
        return f"{self.code}: {' '.join(self.bites)}"


CHECKS: Mapping[str, Mapping[str, str]] = read(LAW / "drafting" / "checks.yaml").data["checks"]
SEVERITY = {code: words["severity"] for code, words in CHECKS.items()}
SURRENDER = {
    "measure": "extradition",
    "assurances": [{"kind": "speciality", "says": "no other offence"}, {"kind": "death-penalty", "says": "no death"}],
}
SEARCH = {"measure": "search-seizure", "case/translations": [{"language": "fr"}]}
INSPECTION = {"measure": "inspection", "assurances": [{"kind": "reciprocity", "says": "likewise"}]}
OTHER_ACCOUNT = {"id": "a2", "number": "ZZ-9", "holder": "p1"}
URGENT = {"level": "urgent", "reason": "the money moves"}


def _with(base: Changes, **more: object) -> dict[str, object]:
    return {**base, **{name.replace("__", "/"): value for name, value in more.items()}}


FAULTS = (
    Fault("missing", {"accounts/0/number": None}, {}, "fx-001 6(1)(b)", where="accounts[0].number", about="account"),
    Fault("missing", {"accounts": None}, {}, "fx-001 6(1)(b)", where="accounts.number", about="account"),
    Fault("missing", {"summary": None}, {"summary": LONG_ENOUGH}, "fx-001 6(1)(a)", where="summary.what", about="facts"),
    Fault("missing", _with(SURRENDER, orders__0__kind="judgment"), SURRENDER, "fx-001 6(1)(c)", "refused", "orders.authority", "warrant"),
    Fault("missing", _with(SURRENDER, orders__0__copy="copy"), SURRENDER, "fx-001 8", "returned", "orders[0].copy", "certified-copy"),
    Fault("missing", {"asked/reason": None}, {"asked/reason": None, "asked/relevance": "why"}, "fx-001 6(3)", "delayed", "asked.relevance"),
    Fault("missing", {"accounts/0/holder": None}, {}, "fx-002 3", "delayed", "accounts[0].holder", "holder"),
    Fault("missing", {"accounts/0/branch": None}, {}, "fx-003 2", "better", "accounts[0].branch", "branch"),
    Fault("missing", {"signatories/0/sealed": False}, {}, "xb-code 3", "delayed", "signatories[0].sealed", "seal"),
    Fault("missing", {"case/reference": None}, {}, "xa-code 7", "delayed", "case.reference", "reference"),
    Fault("missing", {"case/title": " "}, {}, "fx-002 5", "returned", "case.title", "always-form"),
    Fault(
        "missing",
        {"facts/offence.fiscal": True},
        {"facts/offence.fiscal": True, "annexes/0/kind": "report"},
        "fx-001 6(2)",
        "returned",
        "annexes.title",
    ),
    Fault(
        "missing", {"facts/offence.fiscal": None}, {"facts/offence.fiscal": False}, "fx-001 6(2)", "delayed", "annexes.title", "tax-papers"
    ),
    Fault("missing", {"measure": "transit", "summary": None}, {"measure": "transit"}, "fx-001 6(6)", where="summary.where"),
    Fault("missing-whatever", _with(SURRENDER, summary=None), SURRENDER, "", "returned", "summary.what", "facts"),
    Fault("basis-in-vain", {"bases": ["fx-001", "fx-005"]}, {"bases": ["fx-001", "fx-003"]}, "fx-005 ", where="bases[1]", about="fx-005"),
    Fault("basis-in-vain", {"bases": ["no-such"]}, {"bases": ["fx-002"]}, "no-such ", where="bases[0]"),
    Fault("threshold", _with(SURRENDER, offence__penalty={"max_months": 6}), SURRENDER, "fx-001 4", "refused", about="minimum-penalty"),
    Fault(
        "threshold",
        _with(SURRENDER, offence__penalty={"max_months": 6}, bases=["fx-001"]),
        _with(SURRENDER, offence__penalty={"max_months": 6}, bases=["fx-005"]),
        "fx-001 4",
        "refused",
    ),
    Fault("condition-fails", {**SEARCH, "facts/offence.dual": False}, SEARCH, "fx-001 5", "refused", about="dual-criminality"),
    Fault("must-be-refused", {**SURRENDER, "facts/offence.political": True}, SURRENDER, "fx-001 2", "refused", about="political-offence"),
    Fault("must-be-refused", {**INSPECTION, "facts/offence.political": True}, INSPECTION, "xb-code 4", "refused"),
    Fault(
        "basis-closed",
        {"bases": ["fx-001", "fx-002"], "facts/offence.political": True},
        {"facts/offence.political": True},
        "fx-001 2",
        "delayed",
    ),
    Fault("may-be-refused", _with(SURRENDER, persons__0__nationality=["XB"]), SURRENDER, "fx-001 17", "delayed", about="nationality"),
    Fault("dual-criminality-open", {**SEARCH, "facts/offence.dual": None}, SEARCH, "fx-001 5", "delayed"),
    Fault(
        "fact-open",
        _with(SURRENDER, offence__penalty=None),
        SURRENDER,
        "fx-001 4",
        "delayed",
        "facts.offence.max_penalty_months.requesting",
    ),
    Fault(
        "assurance-missing",
        {"measure": "extradition", "offence/penalty/death": True},
        {**SURRENDER, "offence/penalty/death": True},
        "fx-001 3",
        "refused",
        "assurances",
        "assurance.death_penalty",
    ),
    Fault(
        "assurance-missing",
        {"measure": "escort"},
        {"measure": "escort", "assurances": [{"kind": "escort-costs", "says": "we pay"}]},
        "fx-001 12",
        about="assurance.escort_costs",
    ),
    Fault("assurance-missing", {"measure": "inspection"}, INSPECTION, "xb-code 2", about="reciprocity"),
    Fault("speciality-unsaid", {"measure": "extradition"}, SURRENDER, "fx-001 13", "delayed"),
    Fault("speciality-unsaid", {"measure": "extradition"}, {"measure": "transit"}, "fx-001 13", "delayed"),
    Fault("channel", {"case/channel": "post"}, {"case/channel": "central-authorities"}, "fx-001 10", where="case.channel"),
    Fault("channel-open", {"case/channel": None}, {"measure": "account-identification", "case/channel": None}, "fx-001 10", "better"),
    Fault(
        "addressee",
        {"case/authorities/requested/name": "Supreme Court of Betaland"},
        {"case/authorities/requested/name": {"fr": "Ministère de la Justice de Bêtalande"}},
        "fx-001 11",
        where="case.authorities.requested.name",
    ),
    Fault(
        "addressee",  # a declaration that names many courts for direct letters: between ministries the ministry is right
        {"measure": "account-identification", "case/channel": "courts-direct"},
        {"measure": "account-identification"},
        "fx-001 11",
    ),
    Fault(
        "addressee",
        {"case/authorities/requested/name": {"en": "Office of Nobody"}},
        {"case/authorities/requested/name": {"ru": "кто-то"}},  # no version to compare it with
        "fx-001 11",
    ),
    Fault("language", {"case/language": "ru"}, {"case/language": "ru", "case/translations": [{"language": "en"}]}, "fx-001 9"),
    Fault("language", {"measure": "search-seizure"}, SEARCH, "fx-001 9", where="case.language"),
    Fault(
        "annex-language",
        {"annexes/0/language": "ru"},
        {"annexes/0/language": "ru", "annexes/0/translations": [{"language": "en", "certified": True}]},
        "fx-001 9",
        "delayed",
        "annexes[0].translations",
    ),
    Fault("annex-language", {"annexes/0/language": "de"}, {"annexes/0/language": None}, "fx-001 9", "delayed"),
    Fault("annex-language", {"annexes/0/language": "ru"}, {**SEARCH, "annexes/0/language": "ru"}, "fx-001 9", "delayed"),
    Fault("facts-too-thin", {"summary/what": "Fraud was committed."}, {"summary/what": {"en": LONG_ENOUGH, "az": "x"}}, "fx-001 6(1)(a)"),
    Fault("facts-too-thin", {"summary": "Fraud was committed."}, {"summary": LONG_ENOUGH}, "fx-001 6(1)(a)"),
    Fault("no-link-told", {"summary/link": None, "asked/reason": None}, {"summary/link": None}, "fx-001 6(3)", where="summary.link"),
    Fault(
        "no-link",
        {"accounts/1": OTHER_ACCOUNT, "persons/0/link": None},
        {"accounts/1": OTHER_ACCOUNT},
        "fx-001 6(3)",
        where="accounts[1].link",
        about="a2",
    ),
    Fault(
        "no-link",
        {"accounts/1": {"id": "a2", "number": "ZZ-9"}},
        {"accounts/1": {"id": "a2", "number": "AC-1", "holder": "p1"}, "persons/0/link": None},
        "fx-001 6(3)",
    ),
    Fault(
        "no-link",
        {"devices": [{"id": "d", "kind": "telephone"}]},
        {"devices": [{"id": "d", "kind": "x", "link": "used"}]},
        about="d",
        norm="fx-001 6(3)",
    ),
    Fault("no-link", {"measure": "escort", "vehicles": [{"id": "v"}]}, {"measure": "escort", "vehicles": []}, "", where="vehicles[0].link"),
    Fault(
        "speculative",
        {"accounts/1": {"id": "a2", "link": "some account"}},
        {"measure": "account-identification", "accounts/1": {"id": "a2", "link": "some account"}},
        "fx-001 6(1)(b)",
        where="accounts[1].number",
        about="a2",
    ),
    Fault("speculative", {"accounts/0/number": None, "accounts/0/holder": None}, {"accounts/0/number": None}, "fx-001 6(1)(b)"),
    Fault(
        "disproportionate",
        {"asked/period": {"from": "2016-01-01"}},
        {"asked/period": {"from": "2024-06-01"}},
        "fx-001 6(3)",
        "delayed",
        "asked.period",
    ),
    Fault(
        "disproportionate",
        {"offence/on": None, "asked/period": {"from": "2010-01-01", "until": "2026-01-01"}},
        {**SEARCH, "asked/period": {"from": "2010-01-01", "until": "2026-01-01"}},
        "fx-001 6(3)",
        "delayed",
    ),
    Fault(
        "disproportionate",
        {"identifiers": [{"id": "i", "kind": "email", "value": "a@example.org", "link": "x", "period": {"from": "1999-01-01"}}]},
        {"identifiers": [{"id": "i", "kind": "email", "value": "a@example.org", "link": "x", "period": {"until": "2025-01-01"}}]},
        "fx-001 6(3)",
        "delayed",
        "identifiers[0].period",
    ),
    Fault("day-ahead", {"offence/on": "2026-11-25", "orders/0/on": None}, {"offence/on": "2026-11-24", "orders/0/on": None}, "fx-001 6(7)"),
    Fault("day-ahead", {"orders/0/on": "2026-11-25"}, {"orders/0/on": "2026-11-24"}, "fx-001 6(8)", where="orders[0].on"),
    Fault(
        "day-ahead",
        {"persons/0/custody": {"since": "2026-12-01"}},
        {"persons/0/custody": {"since": "2026-11-01"}},
        "",
        where="persons[0].custody.since",
    ),
    Fault(
        "born-after",
        {"persons/0/birth/day": "2025-03-01"},
        {"persons/0/birth/day": "2025-03-01", "persons/0/role": "victim"},
        "fx-001 6(9)",
        where="persons[0].birth.day",
    ),
    Fault("born-after", {"persons/0/birth/day": "2025-03"}, {"persons/0/birth/day": "about thirty years old"}, "fx-001 6(9)"),
    Fault(
        "born-after",
        {"offence": None, "offences": [{"name": "fraud", "on": "1970-01-01"}]},
        {"offence": None, "offences": [{"name": "fraud"}]},
        "fx-001 6(9)",
    ),
    Fault(
        "time-barred",  # a ground of the basis says so
        _with(SURRENDER, offence__time_barred_on="2026-11-24"),
        _with(SURRENDER, offence__time_barred_on="2026-11-25"),
        "fx-001 16",
        "refused",
        "offence.time_barred_on",
    ),
    Fault("time-barred", {"offence/time_barred_on": "2026-11-24"}, {"offence/time_barred_on": "2026-11-25"}, "", "delayed"),
    *(
        Fault("day-ahead", {path: "2026-11-25"}, {path: "2026-11-24"}, "", where=place)
        for path, place in (
            ("case/dated", "case.dated"),
            ("sentence/counted_on", "sentence.counted_on"),
            ("extradition/arrested_on", "extradition.arrested_on"),
            ("persons/0/consent/on", "persons[0].consent.on"),
            ("signatories/0/on", "signatories[0].on"),
        )
    ),
    Fault(
        "sentence-sum",
        {"sentence": {"imposed_months": 24, "remaining_months": 26}},
        {"sentence": {"imposed_months": 24, "remaining_months": 25}},
    ),
    Fault(
        "translation-uncertified",
        {"case/language": "ru", "case/translations": [{"language": "en"}]},
        {"case/language": "ru", "case/translations": [{"language": "en", "certified": True}]},
        "fx-001 9",
        SEVERITY["translation-uncertified"],
        "case.translations[0].certified",
    ),
    Fault(
        "translation-uncertified",
        {"annexes/0/language": "ru", "annexes/0/translations": [{"language": "en"}]},
        {"annexes/0/language": "ru", "annexes/0/translations": [{"language": "en", "certified": True}]},
        "fx-001 9",
        SEVERITY["translation-uncertified"],
        "annexes[0].translations",
    ),
    Fault(
        "addressed-to-sender",
        {"case/authorities/requested": {"name": "Prosecutor of Alphaland", "address": "Alpha Street 1"}},
        {"case/authorities/requested": {"name": "Prosecutor of Alphaland", "address": "Beta Street 1"}},
        severity=SEVERITY["addressed-to-sender"],
    ),
    Fault(
        "elsewhere",
        {"accounts/0/country": "XA"},
        {"accounts/0/country": "XB"},
        "",
        SEVERITY["elsewhere"],
        "accounts[0].country",
    ),
    Fault(
        "elsewhere",
        {"accounts/0/country": "XA"},
        {"measure": "inspection", "accounts/0/country": "XA"},
        "",
        SEVERITY["elsewhere"],
    ),
    Fault(
        "period-ahead",
        {"asked/period": {"from": "2025-01-01", "until": "2026-11-25"}},
        {"asked/period": {"from": "2025-01-01", "until": "2026-11-24"}},
        severity=SEVERITY["period-ahead"],
        where="asked.period.until",
    ),
    Fault(
        "period-ahead",
        {"identifiers": [{"id": "i", "kind": "email", "value": "x", "link": "x", "period": {"until": "2026-11-25"}}]},
        {"identifiers": [{"id": "i", "kind": "email", "value": "x", "link": "x"}]},
        severity=SEVERITY["period-ahead"],
        where="identifiers[0].period.until",
    ),
    Fault(
        "period-over",
        {"measure": "bank-monitoring", "operation": {"period": {"until": "2026-11-24"}}},
        {"measure": "bank-monitoring", "operation": {"plan": "x"}},
        severity=SEVERITY["period-over"],
        where="operation.period.until",
    ),
    Fault(
        "period-over",
        {"measure": "bank-monitoring", "asked/period": {"from": "2026-11-01", "until": "2026-11-24"}},
        {"measure": "bank-monitoring", "asked/period": {"from": "2026-11-01", "until": "2026-11-25"}},
        severity=SEVERITY["period-over"],
        where="asked.period.until",
    ),
    Fault(
        "penalty-reversed",
        {"offence/penalty": {"min_months": 97, "max_months": 96}},
        {"offence/penalty": {"min_months": 96, "max_months": 96}},
        "",
        SEVERITY["penalty-reversed"],
    ),
    Fault(
        "minor-without-guardian",
        {"persons/0/minor": True, "persons/0/birth/day": "2012"},
        {"persons/0/minor": True, "persons/0/birth/day": "2012", "persons/0/guardian": "the mother"},
        severity=SEVERITY["minor-without-guardian"],
        where="persons[0].guardian",
        about="p1",
    ),
    Fault("age-differs", {"persons/0/minor": True}, {"persons/0/minor": False}, "fx-001 6(9)", SEVERITY["age-differs"], "persons[0].minor"),
    Fault(
        "age-differs",
        {"persons/0/minor": True, "persons/0/birth/day": "2007"},
        {"persons/0/minor": True, "persons/0/birth/day": "2008"},  # of age in the course of it: the year does not tell
        "fx-001 6(9)",
        SEVERITY["age-differs"],
    ),
    Fault(
        "nationality-differs",
        {"persons/0/documents": [{"kind": "passport", "number": "1", "country": "XB"}]},
        {"persons/0/documents": [{"kind": "residence-permit", "number": "1", "country": "XB"}]},
        severity=SEVERITY["nationality-differs"],
        where="persons[0].documents[0].country",
    ),
    Fault(
        "nationality-differs",
        {"person": {"nationality": ["XB"]}},
        {"person": {"nationality": ["XA"]}},
        severity=SEVERITY["nationality-differs"],
        where="person.nationality",
    ),
    Fault(
        "person-twice",
        {"persons/1": {"id": "p2", "role": "witness", "names": [{"full": "Ann EXAMPLE"}], "birth": {"day": "1980-05-02"}}},
        {"persons/1": {"id": "p2", "role": "witness", "names": [{"full": "Ann EXAMPLE"}], "birth": {"day": "1990-05-02"}}},
        severity=SEVERITY["person-twice"],
        about="p1",
    ),
    Fault("order-before-offence", {"orders/0/on": "2025-02-28"}, {"orders/0/on": "2025-03-01"}, "fx-001 6(8)", where="orders[0].on"),
    Fault("order-before-offence", {"orders/0/on": "2025-02-28"}, {"orders/0/on": "2025-02-28", "offence/on": None}, "fx-001 6(8)"),
    Fault("order-expired", {"orders/0/valid_until": "2026-11-23"}, {"orders/0/valid_until": "2026-11-24"}, "fx-001 6(8)"),
    Fault(
        "period-reversed",
        {"asked/period": {"from": "2025-05-02", "until": "2025-05-01"}},
        {"asked/period": {"from": "2025-05-01", "until": "2025-05-01"}},
        "",
        where="asked.period.from",
    ),
    Fault(
        "period-reversed",
        {"offence/period": {"from": "2025-05-02", "until": "2025-05-01"}},
        {"offence/period": {"from": "2025-05-02"}},
        "",
        where="offences[0].period.from",
    ),
    Fault(
        "period-reversed",
        {"sentence": {"begins": "2025-05-02", "ends": "2025-05-01"}},
        {"sentence": {"begins": "2025-05-01", "ends": "2025-05-02"}},
        "",
        where="sentence.begins",
    ),
    Fault(
        "sentence-sum",
        {"sentence": {"imposed_months": 24, "served_months": 6, "remaining_months": 12}},
        {"sentence": {"imposed_months": 24, "served_months": 6, "remaining_months": 12, "remission": "six months"}},
        "",
        where="sentence.remaining_months",
    ),
    Fault(
        "sentence-sum",
        {"sentence": {"imposed_months": 24, "served_months": 6, "remaining_months": 20}},
        {"sentence": {"imposed_months": 24, "served_months": 6, "remaining_months": 17}},  # months are rounded
        "",
    ),
    *(
        Fault("day-passed", {place.replace(".", "/"): "2026-11-24"}, {place.replace(".", "/"): "2026-11-25"}, "", where=place)
        for place in ("procedure.deadline", "hearing.on", "service.appearance", "data.preserve_until", "movement.return_by")
    ),
    Fault(
        "day-passed",
        {"case/urgency": {**URGENT, "until": "2026-11-01"}},
        {"case/urgency": {**URGENT, "until": "2026-12-01"}},
        "",
        where="case.urgency.until",
    ),
    Fault("annex-not-listed", {"orders/0/annex": "A9"}, {}, where="orders[0].annex", about="A9"),
    Fault("annex-not-listed", {"persons/0/photo": "A9"}, {"persons/0/photo": "A1"}, where="persons[0].photo"),
    Fault("holder-not-listed", {"accounts/0/holder": "p9"}, {}, where="accounts[0].holder", about="p9"),
    Fault(
        "id-twice",
        {"accounts/1": {"id": "a1", "number": "AC-1"}},
        {"accounts/1": {"id": "a2", "number": "AC-1"}},
        where="accounts",
        about="a1",
    ),
    Fault("urgency-without-reason", {"case/urgency": {"level": "urgent"}}, {"case/urgency": URGENT}, "", "delayed", "case.urgency.reason"),
    Fault(
        "confidentiality-without-reason",
        {"confidentiality": {"keep": True}},
        {"confidentiality": {"keep": False}},
        "",
        "better",
        "confidentiality.reason",
    ),
)
MILITARY = {"measure": "transit", "facts/offence.military": True}
FISCAL = {"measure": "transit", "facts/offence.fiscal": True}
SENTENCE = {"imposed_months": 24, "remaining_months": 12, "counted_on": "2026-11-20"}
FAULTS += (
    Fault("exception-open", MILITARY, {**MILITARY, "facts/offence.lapsed": True}, "fx-001 30", "delayed", about="military-offence"),
    Fault("exception-open", MILITARY, {"measure": "transit"}, "fx-001 30", "delayed"),
    Fault("day-ahead", {"case/dated": "2026-11-25"}, {"case/dated": "2026-11-24", "offence": None}, where="case.dated"),
    Fault(
        "age-differs",
        {"persons/0/minor": True},
        {"persons/0/minor": True, "persons/0/birth/day": "unknown"},
        "fx-001 6(9)",
        SEVERITY["age-differs"],
    ),
    Fault("exception-open", FISCAL, {**FISCAL, "facts/offence.lapsed": True}, "fx-001 31", "delayed", about="time-bar"),
    Fault(
        "rest-differs",
        {"sentence": {**SENTENCE, "ends": "2028-05-20"}},
        {"sentence": {**SENTENCE, "ends": "2027-12-20"}},  # months are rounded
        where="sentence.remaining_months",
    ),
    Fault(
        "copy-differs", {"annexes/0/copy": "copy"}, {"annexes/0/copy": "copy", "orders/0/copy": "copy"}, where="annexes[0].copy", about="A1"
    ),
    Fault("copy-differs", _with(SURRENDER, annexes__0__copy="copy"), SURRENDER, "fx-001 8", where="orders[0].copy"),
)
ELSEWHERE = {"annex-altered", "annex-absent", "may-be-postponed"}  # tested below: they are no check of the case alone


def test_the_good_case_has_no_fault() -> None:
    assert deficiencies() == ()


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_check_bites(fault: Fault) -> None:
    found = [item for item in deficiencies(fault.bites) if item.code == fault.code and (not fault.about or item.about == fault.about)]
    assert found, codes(deficiencies(fault.bites))
    item = next((one for one in found if not fault.where or fault.where in one.where), found[0])
    assert (f"{item.instrument} {item.article}" if item.instrument else "") == fault.norm
    assert item.severity is Severity(fault.severity)
    assert not fault.where or fault.where in item.where
    assert item.says.en
    assert item.do.en
    assert bool(item.source and item.confidence and item.law.en) is (bool(fault.norm) and fault.code != "basis-in-vain")
    assert not re.search(r"\{[a-z]+\}", item.says.en + item.do.en), "every place is filled in"


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_check_is_silent(fault: Fault) -> None:
    found = [item for item in deficiencies(fault.silent) if item.code == fault.code and (not fault.about or item.about == fault.about)]
    if fault.code == "missing":
        found = [item for item in found if set(item.where) & {fault.where} and f"{item.instrument} {item.article}" == fault.norm]
    assert found == []


def test_every_code_has_a_test() -> None:
    assert {fault.code for fault in FAULTS} | ELSEWHERE == set(CHECKS) >= CODES


def test_codes_of_the_program_and_of_the_real_law_are_the_same() -> None:
    sources = [*Path(check.__file__).parent.glob("*.py"), Path(answer.__file__)]
    words = {word for path in sources for word in re.findall(r'"([a-z][a-z-]+)"', path.read_text(encoding="utf-8"))}
    known = set(CHECKS)
    assert known <= words, "a check that nothing uses"
    named = re.compile(r'(?:found|of_ground|_clash)\(\s*(?:scene,\s*)?"([a-z-]+)"')
    assert {code for path in sources for code in named.findall(path.read_text(encoding="utf-8"))} <= known


def test_weight_and_doubt_ease_the_severity() -> None:
    """The same element: of the first basis it is returned; of a further one, or where a fact decides, it only delays."""
    first, further = {"bases": ["fx-002"]}, {"bases": ["fx-001", "fx-002"]}
    holder = {"accounts/0/holder": None}
    assert [i.severity for i in deficiencies({**first, **holder}) if i.about == "holder"] == [Severity.RETURNED]
    assert [i.severity for i in deficiencies({**further, **holder}) if i.about == "holder"] == [Severity.DELAYED]
    assert [i.severity for i in deficiencies({"bases": ["fx-001"], **holder}) if i.about == "holder"] == []


def test_an_element_that_several_norms_ask_for_is_one_deficiency() -> None:
    (item,) = (item for item in deficiencies({"accounts/0/number": None}) if item.about == "account")
    assert (item.instrument, item.article, item.also) == ("fx-001", "6(1)(b)", (("fx-002", "4"),))


def test_what_a_wider_deficiency_names_is_told_with_it() -> None:
    found = [item for item in deficiencies({"measure": "transit", "summary": None}) if item.code == "missing"]
    assert [(item.about, item.where, item.also) for item in found] == [
        ("facts-and-place", ("summary.what", "summary.where"), (("fx-001", "6(5)"),))
    ]
    (narrow,) = [item for item in deficiencies({"measure": "transit", "summary/where": None}) if item.code == "missing"]
    assert (narrow.about, narrow.where, narrow.also) == ("facts-and-place", ("summary.where",), ())


def test_each_deficiency_once_and_the_worst_first() -> None:
    found = deficiencies(
        {
            **SURRENDER,
            "offence/time_barred_on": "2026-01-01",
            "case/channel": "post",
            "confidentiality": {"keep": True},
            "annexes/0/language": "ru",
        }
    )
    assert [item.severity for item in found] == [Severity.REFUSED, Severity.RETURNED, Severity.DELAYED, Severity.BETTER]
    keys = [(item.code, item.about, item.where, item.instrument, item.article) for item in found]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("severity", "stop"), [("refused", True), ("returned", True), ("delayed", False), ("better", False)])
def test_what_stops(severity: str, stop: bool) -> None:
    item = Deficiency("x", "y", Severity(severity), Text("a"), Text("b"))
    assert stops((item,)) is stop
    assert not stops(())


def test_files_of_annexes() -> None:
    before = scene({"annexes/0/sha256": HASH, "annexes/0/file": "a.pdf"})
    assert not list(annex_files(before, {"A1": HASH}))
    assert not list(annex_files(before, {}))
    assert [(i.code, i.where) for i in annex_files(before, {"A1": None})] == [("annex-absent", ("annexes[0].file",))]
    assert [(i.code, i.about, i.severity) for i in annex_files(before, {"A1": "b" * 64})] == [("annex-altered", "A1", Severity.RETURNED)]
    assert not list(annex_files(scene({"annexes/0/file": "a.pdf"}), {"A1": HASH})), "no hash is promised"


def test_words_are_filled_in_each_language() -> None:
    text = filled(Text("of {name}, {n}", "{name} haqqında", "", "de {name}"), {"name": Text("fraud", "dələduzluq"), "n": 3})
    assert text == Text("of fraud, 3", "dələduzluq haqqında", "", "de fraud")


def _asking(*places: str, **changes: object) -> str:
    rule = asking(scene(changes), *places)
    return f"{rule.instrument.id} {rule.article}" if rule else ""


def test_the_norm_to_cite_is_the_one_that_asks_for_the_place() -> None:
    assert _asking("accounts.number") == "fx-001 6(1)(b)"
    assert _asking("accounts.number", bases=["fx-002"]) == "fx-002 4"
    assert _asking("accounts") == "fx-001 6(1)(b)", "what is asked within it"
    assert _asking("team.purpose", "asked.reason", "accounts.number") == "fx-001 6(3)", "the first place that is asked for"
    assert _asking("orders[judgment]") == _asking("orders[arrest-warrant]") == "fx-001 6(8)"
    assert _asking("orders[charge]") == "", "another order"
    assert _asking("team.purpose") == _asking() == ""


# -- the receiving side


def _answer(changes: Changes) -> tuple[str, set[str], set[str]]:
    before = scene(changes)
    reply = reply_to(before, check_scene(before))
    return reply.kind.value, codes(reply.grounds), codes(reply.deficiencies)


def test_what_is_barred_is_refused() -> None:
    assert _answer({**SURRENDER, "facts/offence.political": True}) == ("refusal", {"must-be-refused"}, set())
    assert _answer(_with(SURRENDER, offence__penalty={"max_months": 6})) == ("refusal", {"threshold"}, set())


def test_what_lacks_something_is_asked_for_more() -> None:
    kind, grounds, asked = _answer({"accounts/0/number": None, "confidentiality": {"keep": True}})
    assert (kind, grounds) == ("information", set())
    assert asked == {"missing"}, "what would only be better is not asked for"


def test_what_can_wait_is_postponed() -> None:
    assert _answer({"facts/case.pending": True}) == ("postponement", {"may-be-postponed"}, set())
    (item,) = reply_to(scene({"facts/case.pending": True}), ()).grounds
    assert (item.instrument, item.article, item.severity) == ("fx-001", "15", Severity.DELAYED)
    assert _answer({"facts/case.pending": None})[0] == "acknowledgement", "nobody knows of proceedings"


def test_what_is_whole_is_received() -> None:
    assert _answer({}) == ("acknowledgement", set(), set())
    assert _answer({"accounts/0/holder": None})[2] == {"missing"}
