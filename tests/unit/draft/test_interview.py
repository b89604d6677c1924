# SPDX-License-Identifier: EUPL-1.2
"""The interview asks what the answer and the request still need, in an order that saves questions, and forgets nothing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from comity.draft.case.base import Language
from comity.draft.case.read import read_case
from comity.draft.case.write import values_yaml
from comity.draft.check.check import check, stops
from comity.draft.interview.answers import Refused
from comity.draft.interview.dialogue import Dialogue, Turn
from comity.draft.interview.interview import Interview
from comity.draft.interview.places import appended, at, lacking, leaves, placed, shown, steps_of, without
from comity.draft.interview.session import Session
from comity.draft.interview.slots import AnswerKind, Slot
from comity.draft.scene import scene_of
from comity.model.drafting import SEVERITIES
from unit.draft.drafting_law import case
from unit.draft.officer import Officer, on_invented_law, on_real_law, saved

START = {"requesting": "XA", "requested": "XB", "measure": "bank-records"}


def key(talk: Dialogue, session: Session) -> str:
    asked = talk.interview.asked(session)
    return asked.key if asked else ""


def typed(talk: Dialogue, session: Session, *lines: str) -> Turn:
    turn = Turn(session)
    for line in lines:
        turn = talk.take(turn.session, line)
    return turn


def text(turn: Turn) -> str:
    return "\n".join(line.text for line in turn.lines)


def page(talk: Dialogue, session: Session) -> str:
    return "\n".join(line.text for line in talk.question(session))


# -- answers by kind


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        (AnswerKind.TEXT, "  as typed: #1 ", "  as typed: #1 "),
        (AnswerKind.DAY, "2026-11-24", "2026-11-24"),
        (AnswerKind.DAY, " 4.1.2026 ", "2026-01-04"),
        (AnswerKind.ROUGH_DAY, "~1980", "~1980"),
        (AnswerKind.ROUGH_DAY, "1980-05", "1980-05"),
        (AnswerKind.ROUGH_DAY, "02.05.1980", "1980-05-02"),
        (AnswerKind.TRUTH, "Y", True),
        (AnswerKind.TRUTH, "нет", False),
        (AnswerKind.TRUTH, "Bəli", True),
        (AnswerKind.NUMBER, "96", 96),
        (AnswerKind.NUMBER, "1 200", 1200),
        (AnswerKind.MONEY, "100 EUR", {"amount": "100", "currency": "EUR"}),
        (AnswerKind.MONEY, "eur 480 000.50", {"amount": "480000.50", "currency": "EUR"}),
        (AnswerKind.PERIOD, "2025-02-15 to 2025-09-30", {"from": "2025-02-15", "until": "2025-09-30"}),
        (AnswerKind.PERIOD, "15.02.2025 - 30.09.2025", {"from": "2025-02-15", "until": "2025-09-30"}),
        (AnswerKind.PERIOD, "2025-02-15..", {"from": "2025-02-15"}),
        (AnswerKind.PERIOD, "until 2025-02-15", {"until": "2025-02-15"}),
        (AnswerKind.ACTOR, "ge", "GE"),
        (AnswerKind.ACTOR, "Azərbaycan", "AZ"),
        (AnswerKind.ACTOR, "Грузия", "GE"),
        (AnswerKind.ACTOR, "italiya", "IT"),
        (AnswerKind.LANGUAGE, "ka", "ka"),
        (AnswerKind.LANGUAGE, "русский", "ru"),
        (AnswerKind.MEASURE, "bank-records", "bank-records"),
        (AnswerKind.OFFENCE, "fraud", "fraud"),
        (AnswerKind.OFFENCE, "07041", "07041"),
        (AnswerKind.UNDERTAKING, "n", False),
        (AnswerKind.UNDERTAKING, "We undertake it.", "We undertake it."),
    ],
)
def test_answers_are_read_by_their_kind(kind: AnswerKind, given: str, value: object) -> None:
    assert on_real_law().interview.reader.read(Slot(("on",), kind, ""), given) == value


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        (AnswerKind.DAY, "30.02.2026", "is no day"),
        (AnswerKind.DAY, "tomorrow", "write a day such as"),
        (AnswerKind.ROUGH_DAY, "1980-13", "as far as it is known"),
        (AnswerKind.TRUTH, "perhaps", "neither yes nor no"),
        (AnswerKind.NUMBER, "8 years", "no whole number"),
        (AnswerKind.NUMBER, "-1", "no whole number"),
        (AnswerKind.MONEY, "100", "100 EUR"),
        (AnswerKind.MONEY, "1,5 EUR", "no amount"),
        (AnswerKind.PERIOD, "last year", "no period"),
        (AnswerKind.PERIOD, "2025-09-30 to 2025-02-15", "before it begins"),
        (AnswerKind.ACTOR, "Atlantis", "No state"),
        (AnswerKind.ACTOR, "Gorgia", "GE (Georgia)"),
        (AnswerKind.LANGUAGE, "Klingonish", "no language"),
        (AnswerKind.MEASURE, "bank", "bank-records"),
        (AnswerKind.OFFENCE, "laundry", "money-laundering"),
        (AnswerKind.UNDERTAKING, "yes", "in its own words"),
        (AnswerKind.TEXT, "\udcff", "UTF-8"),
    ],
)
def test_what_is_no_answer_is_refused(kind: AnswerKind, given: str, says: str) -> None:
    with pytest.raises(Refused, match=says.replace("(", r"\(").replace(")", r"\)")):
        on_real_law().interview.reader.read(Slot(("on",), kind, ""), given)


def test_closed_words_by_number_word_or_name() -> None:
    reader = on_invented_law().interview.reader
    slot = Slot(("stage",), AnswerKind.WORD, "", words=(("police", "police stage"), ("trial", "hearing")))
    assert [reader.read(slot, given) for given in ("1", "trial", "Hearing", "pol")] == ["police", "trial", "trial", "police"]
    with pytest.raises(Refused, match="police / trial"):
        reader.read(slot, "3")
    several = Slot(("person", "nationality"), AnswerKind.ACTOR, "", several=True)
    assert reader.read(several, "XB, xa,XB") == ["XB", "XA"]


# -- places


def test_places() -> None:
    values = placed({}, steps_of("persons[0].names[0].full"), "Ann")
    assert values == {"persons": [{"id": "p1", "names": [{"full": "Ann"}]}]}
    assert [shown(steps) for steps in lacking({**START, **values})] == ["persons[0].role"]
    assert at(values, steps_of("persons[0].names[0].full")) == "Ann"
    assert without(values, steps_of("persons[0].names")) == {"persons": [{"id": "p1"}]}
    assert appended(values, ("persons",))["persons"][1] == {"id": "p2"}
    assert steps_of("facts.offence.dual") == ("facts", "offence.dual")
    assert [shown(steps) for steps, _ in leaves(values)] == ["persons[0].id", "persons[0].names[0].full"]


def test_the_one_offence_keeps_its_place() -> None:
    values = placed({}, steps_of("offences[0].name"), "fraud")
    assert values == {"offence": {"name": "fraud"}}
    assert placed(values, steps_of("offences[1].name"), "theft") == {"offences": [{"name": "fraud"}, {"name": "theft"}]}


def test_a_summary_of_one_text_takes_time_and_place() -> None:
    assert placed({"summary": "It happened"}, steps_of("summary.when"), "in May") == {"summary": {"what": "It happened", "when": "in May"}}


def test_files_are_tidy() -> None:
    written = values_yaml({"measure": "bank-records", "on": "2026-11-24", "requesting": "NO", "case": {"reference": "007", "title": "yes"}})
    assert written == "requesting: 'NO'\nmeasure: bank-records\non: 2026-11-24\ncase:\n  reference: '007'\n  title: 'yes'\n"


# -- the order, and the moves


def test_from_nothing() -> None:
    talk = on_invented_law()
    session = talk.interview.start({})
    assert key(talk, session) == "requesting"
    turn = typed(talk, session, "XA", "XA")
    assert "the same" in text(turn)
    assert "must be answered" in text(typed(talk, session, "-"))
    assert "first question" in text(typed(talk, session, "<"))
    session = typed(talk, session, "Alphaland", "XB", "", "bank-records").session
    assert session.sound == {**START, "case": {"language": "en"}}


def test_the_worst_comes_first_and_what_could_be_better_on_demand() -> None:
    talk = on_invented_law()
    session = talk.interview.start(case({"accounts/0/branch": None, "case/reference": None, "signatories/0/sealed": None}))
    assert key(talk, session) == "signatories[0].sealed"
    session = typed(talk, session, "y").session
    assert key(talk, session) == "case.reference"
    session = typed(talk, session, "R-1").session
    assert key(talk, session) == "further"
    assert key(talk, typed(talk, session, "n").session) == ""
    better = Officer({"accounts[0].branch": "Main"}).go_on(talk, typed(talk, session, "y").session)
    assert better.sound["accounts"][0]["branch"] == "Main"


def test_points_are_in_order() -> None:
    talk = on_invented_law()
    points = talk.interview.points(talk.interview.start({**START}))
    assert [point.rank for point in points] == sorted(point.rank for point in points)
    assert {point.severity for point in points} <= {None, *SEVERITIES}


def test_a_question_shows_why_it_is_asked() -> None:
    talk = on_invented_law()
    session = talk.interview.start(case({"accounts/0/number": None}))
    shown_ = page(talk, session)
    assert "General Convention" in shown_ or "fx-001" in shown_
    assert "article 6(1)(b)" in shown_ or "6(1)(b)" in shown_
    assert "returned" in shown_
    assert "so far" in shown_
    helped = text(typed(talk, session, "?"))
    assert "accounts[0].number" in helped


def test_wrong_answers_are_asked_again() -> None:
    talk = on_invented_law()
    session = talk.interview.start(case({"signatories/0/sealed": None}))
    turn = typed(talk, session, "perhaps")
    assert turn.session is session
    assert "neither yes nor no" in text(turn)
    turn = typed(talk, session, "")
    assert turn.session is session
    assert "Nothing was typed" in text(turn)


def test_what_is_skipped_comes_last_and_then_no_more() -> None:
    talk = on_invented_law()
    session = talk.interview.start(case({"case/reference": None, "signatories/0/sealed": None}))
    later = typed(talk, session, "-").session
    assert key(talk, later) == "case.reference"
    again = typed(talk, later, "R-1").session
    assert key(talk, again) == "signatories[0].sealed"
    assert key(talk, typed(talk, again, "-").session) != "signatories[0].sealed"


def test_what_is_not_known_is_not_asked_again() -> None:
    talk = on_invented_law()
    session = talk.interview.start(case({"facts/offence.political": None}))
    officer = Officer({"further": "y", "facts.offence.political": "!"})
    done = officer.go_on(talk, session)
    assert officer.asked.count("facts.offence.political") == 1
    assert "offence.political" not in done.sound["facts"]


def test_back_leads_to_the_answer_before() -> None:
    talk = on_invented_law()
    session = talk.interview.start(case({"case/reference": None, "signatories/0/sealed": None}))
    after = typed(talk, session, "y", "R-1").session
    assert typed(talk, after, "<", "<").session == session
    corrected = typed(talk, after, "<", "R-2").session
    assert corrected.sound["case"]["reference"] == "R-2"


def test_correcting_by_place_and_by_number() -> None:
    talk = on_invented_law()
    session = talk.interview.start(case({"case/reference": None}))
    turn = typed(talk, session, "=summary.where Beta City")
    assert turn.session.sound["summary"]["where"] == "Beta City"
    assert typed(talk, turn.session, "<").session is session
    listed = text(typed(talk, session, "#")).splitlines()
    number = next(line.split(".")[0].strip() for line in listed if " summary.where: " in line)
    wanted = typed(talk, session, f"={number}").session
    assert "Alpha City" in page(talk, wanted)
    assert typed(talk, wanted, "").session.sound == session.sound, "Enter keeps it"
    assert typed(talk, wanted, "Gamma City").session.sound["summary"]["where"] == "Gamma City"
    assert typed(talk, session, f"={number} Delta").session.sound["summary"]["where"] == "Delta"


@pytest.mark.parametrize("place", ["nonsense", "persons", "persons.names", "persons[7].sex", "case[0].reference", "999", "facts.nonsense"])
def test_no_such_place(place: str) -> None:
    talk = on_invented_law()
    session = talk.interview.start(case({"case/reference": None}))
    turn = typed(talk, session, f"={place} x")
    assert turn.session is session
    assert turn.lines


def test_what_contradicts_is_refused() -> None:
    talk = on_invented_law()
    session = talk.interview.start(case({"case/reference": None}))
    assert "This cannot stand" in text(typed(talk, session, "=requested XA"))
    assert "This cannot stand" in text(typed(talk, session, f"=case.reference {'x' * 401}"))


def test_text_that_looks_like_a_command() -> None:
    talk = on_invented_law()
    session = talk.interview.start(case({"case/reference": None}))
    for line, kept in (("\\-", "-"), ("\\=x", "=x"), ("\\\\?", "\\?"), ("\\n", "\\n"), ("=1+1", "=1+1"), ("--", "--"), ("q.", "q.")):
        assert typed(talk, session, line).session.sound["case"]["reference"] == kept


def test_another_item() -> None:
    talk = on_invented_law()
    values = case({"accounts": [], "persons": [], "orders": [], "annexes": []})
    officer = Officer({"accounts[0].number": "AC-1", "more:accounts": "y", "accounts[1].number": "AC-2"})
    session = talk.interview.start(values)
    while len(session.sound.get("accounts", ())) < 2:
        session = officer.go_on(talk, session, 1)
    officer.answers = {**officer.answers, "more:accounts": ""}
    done = officer.go_on(talk, session)
    assert [account["number"] for account in done.sound["accounts"]] == ["AC-1", "AC-2"]
    assert [account["id"] for account in done.sound["accounts"]] == ["a1", "a2"]


def test_an_unfinished_part_is_not_saved() -> None:
    talk = on_real_law()
    session = talk.interview.start({"requesting": "AZ", "requested": "GE", "measure": "search-seizure"})
    officer = Officer({"requesting": "AZ"})
    while key(talk, session) != "signatories[0].name":
        session = officer.go_on(talk, session, 1)
    named = typed(talk, session, "Pat").session
    assert key(talk, named) == "signatories[0].function"
    assert "signatories" not in named.sound
    left = typed(talk, named, "!").session
    assert "signatories" not in left.values
    assert not key(talk, left).startswith("signatories")
    assert typed(talk, named, "Prosecutor").session.sound["signatories"] == [{"name": "Pat", "function": "Prosecutor"}]


def test_another_place_for_the_same_element() -> None:
    talk = on_real_law()
    session = talk.interview.start({"requesting": "AZ", "requested": "GE", "measure": "bank-records"})
    officer = Officer()
    while key(talk, session) != "accounts[0].number":
        session = officer.go_on(talk, session, 1)
    assert "~2" in page(talk, session)
    assert key(talk, typed(talk, session, "~2").session) == "accounts[0].provider"
    assert "no such choice" in text(typed(talk, session, "~9"))


@pytest.mark.parametrize(("lang", "words"), [("en", "Which side"), ("az", "hansı tərəf"), ("ru", "Какая сторона"), ("fr", "Quelle partie")])
def test_languages(lang: Language, words: str) -> None:
    talk = on_real_law(lang)
    session = talk.interview.start({})
    assert words in page(talk, session)
    session = typed(talk, session, "AZ", "GE", "").session
    assert session.values["case"] == {"language": lang}


# -- whole interviews

REAL: Mapping[str, Mapping[str, str]] = {
    "bank-records": {"offences[0].name": "money-laundering", "facts.offence.dual": "y", "persons[0].nationality": "AZ"},
    "extradition": {
        "offences[0].name": "fraud",
        "facts.offence.dual": "y",
        "person.nationality": "AZ",
        "persons[0].nationality": "AZ",
        "signatories[0].sealed": "y",
        "offences[0].penalty.max_months": "96",
        "facts.assurance.speciality": "The rule of speciality will be respected.",
    },
}


def whole(measure: str) -> Officer:
    sender = {"case.authorities.requesting.name": "Prosecutor General's Office (invented)"}
    return Officer({"requesting": "AZ", "requested": "GE", "measure": measure, **sender, **REAL[measure]})


@pytest.mark.parametrize("measure", sorted(REAL))
def test_from_nothing_to_a_request_that_goes_out(measure: str) -> None:
    talk = on_real_law()
    officer = whole(measure)
    done = officer.go_on(talk, talk.interview.start({}))
    assert talk.interview.asked(done) is None
    assert len(officer.asked) == len(set(officer.asked)), "nothing is asked twice"
    found = check(scene_of(read_case(saved(done.sound)), talk.interview.adviser, talk.interview.drafting, talk.interview.today))
    assert not stops(found), [item.says.en for item in found if item.severity.stops]
    assert "Nothing stops the request." in {line.text for line in talk.closing(done)}


@pytest.mark.parametrize(("measure", "every"), [("bank-records", 12), ("extradition", 40)])
def test_stopping_and_going_on_gives_the_same_case(measure: str, every: int) -> None:
    talk = on_real_law()
    officer = whole(measure)
    once = officer.go_on(talk, talk.interview.start({}))
    for stop in range(4, len(officer.asked), every):
        first = whole(measure).go_on(talk, talk.interview.start({}), stop)
        second = whole(measure).go_on(talk, talk.interview.start(saved(first.sound)))
        assert saved(second.sound) == saved(once.sound), f"stopped after {stop} answers"


def test_what_other_answers_settle_is_not_asked() -> None:
    """Nobody is asked for an assurance against what nobody fears."""
    talk = on_real_law()
    calm = whole("extradition")
    calm.go_on(talk, talk.interview.start({}))
    assert "facts.assurance.torture" not in calm.asked
    grave = whole("extradition")
    grave.answers = {**grave.answers, "facts.risk.torture": "y"}
    grave.go_on(talk, talk.interview.start({}))
    assert "facts.assurance.torture" in grave.asked


def test_an_offence_by_its_code() -> None:
    talk = on_real_law()
    officer = Officer({"offences[0].name": "07041", "facts.offence.dual": "y"})
    done = officer.go_on(talk, talk.interview.start({"requesting": "AZ", "requested": "GE", "measure": "service-documents"}), 3)
    assert done.sound["offence"] == {"iccs": "07041"}
    assert officer.asked.count("offences[0].name") == 1


def test_a_finished_case_is_asked_nothing() -> None:
    talk = on_invented_law()
    session = talk.interview.start(case())
    assert key(talk, session) in ("", "further")
    assert isinstance(talk.interview, Interview)
