# SPDX-License-Identifier: EUPL-1.2
"""Reforms make one body of law from another, and refuse what cannot be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from comity.corpus.corpus import Corpus
from comity.engine.force import timeline
from comity.lab.reform import (
    Conclude,
    Denounce,
    Extend,
    Join,
    Reform,
    Repeal,
    SetBound,
    Withdraw,
    apply,
    apply_all,
    differing,
    record,
)
from comity.lab.reform_files import read_reforms
from comity.lab.remarks import remarks
from comity.lab.world import Strength, World
from comity.model.errors import WrongInput, WrongLaw
from comity.model.expression import Op
from comity.model.law import StatusKind
from comity.model.truth import Truth
from unit.lab.planted_law import DAY, Treaty, law

OPEN = Treaty("fx-100", ("XB",), others=("XA",))
PROTOCOL = Treaty("fx-101", ("XB",), parent="fx-100", measures=("bank-records",))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return law(tmp_path_factory.mktemp("law"), (OPEN, PROTOCOL))


def bound(corpus: Corpus, name: str, code: str, on: date = DAY) -> Truth:
    return timeline(corpus, corpus.by_id[name], code).on(on).truth


def strength(corpus: Corpus, pair: tuple[str, str], measure: str) -> Strength:
    return World.of(corpus).snapshot(measure, DAY).cell(*pair)


def test_joining_binds_from_its_day(corpus: Corpus) -> None:
    after = apply(corpus, Join("XA", "fx-100", DAY))
    assert [bound(corpus, "fx-100", "XA"), bound(after, "fx-100", "XA")] == [Truth.NO, Truth.YES]
    assert bound(after, "fx-100", "XA", date(2026, 11, 23)) is Truth.NO
    assert differing(corpus, after) == ("fx-100",)
    assert strength(after, ("XA", "XB"), "search-seizure") is Strength.TREATY


def test_a_signature_becomes_a_ratification(corpus: Corpus) -> None:
    after = apply(corpus, Join("XC", "fx-001", DAY))
    rows = [row for row in after.by_id["fx-001"].rows if row.actor == "XC"]
    assert [(row.kind, row.signed is not None) for row in rows] == [(StatusKind.RATIFICATION, True)]


def test_joining_twice_changes_nothing(corpus: Corpus) -> None:
    after = apply(corpus, Join("XA", "fx-001", DAY))
    assert after.by_id["fx-001"].rows == corpus.by_id["fx-001"].rows
    assert "already" in " ".join(remarks(corpus, [Join("XA", "fx-001", DAY)]))


def test_a_protocol_without_its_parent_gives_nothing_and_says_so(corpus: Corpus) -> None:
    alone, parent = Join("XA", "fx-101", DAY), Join("XA", "fx-100", DAY)
    assert World.of(apply(corpus, alone)).snapshot("bank-records", DAY).bases("XA", "XB") == World.of(corpus).snapshot(
        "bank-records", DAY
    ).bases("XA", "XB")
    assert any("ratify both" in words for words in remarks(corpus, [alone]))
    assert not any("ratify both" in words for words in remarks(corpus, [alone, parent]))


def test_what_cannot_be_joined(corpus: Corpus) -> None:
    for wrong in (Join("XA", "xa-code", DAY), Join("XC", "fx-003", DAY), Join("XA", "fx-999", DAY), Join("QQ", "fx-100", DAY)):
        with pytest.raises(WrongInput) as error:
            apply(corpus, wrong)
        assert error.value.do


def test_a_closed_circle_refuses(corpus: Corpus) -> None:
    parties = replace(corpus.by_id["fx-100"].parties, open_to=frozenset({"XB"}))  # type: ignore[type-var]
    closed = replace(corpus, instruments=tuple(replace(i, parties=parties) if i.id == "fx-100" else i for i in corpus.instruments))
    with pytest.raises(WrongInput, match="not open"):
        apply(closed, Join("XA", "fx-100", DAY))


def test_denouncing_ends_and_joining_again_binds_anew(corpus: Corpus) -> None:
    after = apply(corpus, Denounce("XA", "fx-001", DAY))
    assert bound(after, "fx-001", "XA") is Truth.NO
    assert bound(after, "fx-001", "XA", date(2026, 11, 23)) is Truth.YES
    later = date(2027, 6, 1)
    again = apply(after, Join("XA", "fx-001", later))
    assert bound(again, "fx-001", "XA", date(2027, 1, 1)) is Truth.NO
    with pytest.raises(WrongInput):
        apply(corpus, Denounce("XA", "xa-code", DAY))


def test_a_reservation_is_taken_back_only_by_its_maker(corpus: Corpus) -> None:
    after = apply(corpus, Withdraw("XB", "fx-001", "xb-2", DAY))
    made = next(item for item in after.by_id["fx-001"].statements if item.id == "xb-2")
    assert made.until is not None
    assert made.until.exact == DAY
    for wrong in (Withdraw("XA", "fx-001", "xb-2", DAY), Withdraw("XB", "fx-001", "no-such", DAY)):
        with pytest.raises(WrongInput):
            apply(corpus, wrong)


def test_an_extension_reaches_a_territory_of_its_own(corpus: Corpus) -> None:
    after = apply_all(corpus, [Join("XA", "fx-100", DAY), Extend("XA", "fx-100", "XT", DAY)])
    assert bound(after, "fx-100", "XT") is Truth.YES
    with pytest.raises(WrongInput):
        apply(corpus, Extend("XB", "fx-100", "XT", DAY))


def test_a_bilateral_copies_its_model(corpus: Corpus) -> None:
    after = apply(corpus, Conclude("XC", "XA", "fx-100", DAY))
    (name,) = differing(corpus, after)
    treaty = after.by_id[name]
    assert name == "bil-xa-xc-2026-mla"
    assert treaty.pair == ("XA", "XC")
    assert [rule.id for rule in treaty.provisions] == [rule.id for rule in corpus.by_id["fx-100"].provisions]
    assert strength(after, ("XA", "XC"), "search-seizure") is Strength.TREATY
    assert strength(after, ("XB", "XC"), "search-seizure") is strength(corpus, ("XB", "XC"), "search-seizure")
    again = apply(after, Conclude("XC", "XA", "fx-100", DAY))
    assert differing(after, again) == ("bil-xa-xc-2026-mla-2",)
    for wrong in (Conclude("XA", "XA", "fx-100", DAY), Conclude("XA", "QQ", "fx-100", DAY), Conclude("XA", "XC", "fx-101", DAY)):
        with pytest.raises(WrongInput):
            apply(corpus, wrong)


def test_a_threshold_of_ones_own_law(corpus: Corpus) -> None:
    with pytest.raises(WrongInput, match="no bound"):
        apply(corpus, SetBound("XA", "xa-code", "art-2", Op.AT_LEAST, "12", DAY))
    with pytest.raises(WrongInput, match="no law of"):
        apply(corpus, SetBound("XB", "xa-code", "art-2", Op.AT_LEAST, "12", DAY))


def test_a_rule_from_a_file(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "rule.yaml").write_text(
        "id: art-1\narticle: '1'\nkind: basis\nmeasures: [extradition]\nsays: only for grave offences\n"
        "when: {fact: offence.max_penalty_months.requesting, at_least: 12}\n"
    )
    (reform,) = read_reforms({"set": [f"xa-code:art-1={tmp_path / 'rule.yaml'}"]}, "XA", corpus, DAY)
    after = apply(corpus, reform)
    raised = apply(after, SetBound("XA", "xa-code", "art-1", Op.AT_LEAST, "24", DAY))
    assert raised.by_id["xa-code"].provisions[0].when.value == ("24",)
    (tmp_path / "rule.yaml").write_text("id: art-1\narticle: '1'\nkind: basis\nsays: x\nwhen: {fact: no.such}\n")
    with pytest.raises(WrongLaw, match="unknown fact"):
        read_reforms({"set": [f"xa-code:art-1={tmp_path / 'rule.yaml'}"]}, "XA", corpus, DAY)


def test_a_reservation_from_a_file(corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "reservation.yaml"
    path.write_text(
        "instrument: fx-001\nstatements:\n  - {id: xa-9, by: XA, kind: reservation, to: ['1'], says: none, effects: [{exclude: [art-1]}]}\n"
    )
    (reform,) = read_reforms({"reserve": [str(path)]}, "XA", corpus, DAY)
    after = apply(corpus, reform)
    assert strength(corpus, ("XB", "XA"), "search-seizure") is Strength.TREATY
    assert strength(after, ("XB", "XA"), "search-seizure") is not Strength.TREATY
    assert strength(after, ("XA", "XB"), "search-seizure") is Strength.TREATY
    path.write_text(
        "instrument: fx-001\nstatements:\n"
        "  - {id: xa-9, by: XA, kind: reservation, to: ['1'], says: none, effects: [{exclude: [art-77]}]}\n"
    )
    with pytest.raises(WrongLaw, match="art-77"):
        read_reforms({"reserve": [str(path)]}, "XA", corpus, DAY)


def drafted(folder: Path, corpus: Corpus) -> tuple[Reform, ...]:
    return read_reforms({"draft": [str(folder)]}, "XB", corpus, DAY)


def test_a_draft_is_read_strictly_and_becomes_law(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "instrument.yaml").write_text(
        "id: xb-act\ntitle: {en: Act of Betaland}\nkind: statute\nof: XB\nsources:\n  s: {what: draft, url: 'https://example.org/s'}\n"
    )
    (tmp_path / "provisions.yaml").write_text(
        "defaults: {source: s, confidence: medium}\nprovisions:\n"
        "  - {id: art-1, article: '1', kind: basis, measures: [bank-records], says: helps}\n"
    )
    after = apply_all(corpus, drafted(tmp_path, corpus))
    assert strength(corpus, ("XC", "XB"), "bank-records") is Strength.UNKNOWN
    assert strength(after, ("XC", "XB"), "bank-records") is Strength.STATUTE
    gone = apply(after, Repeal("XB", "xb-act", DAY))
    assert strength(gone, ("XC", "XB"), "bank-records") is not Strength.STATUTE
    (tmp_path / "provisions.yaml").write_text(
        "provisions:\n  - {id: a, article: '1', kind: basis, measures: [no-such], says: x, colour: red}\n"
    )
    with pytest.raises(WrongLaw):
        drafted(tmp_path, corpus)
    with pytest.raises(WrongInput):
        drafted(tmp_path / "nowhere", corpus)


@pytest.mark.parametrize(
    ("option", "item"),
    [("withdraw", "fx-001"), ("bilateral", "XB"), ("set", "xa-code:art-1"), ("set", "xa-code:art-1=at_least=x"), ("extend", ":XT")],
)
def test_options_that_are_not_of_their_form(corpus: Corpus, option: str, item: str) -> None:
    with pytest.raises(WrongInput):
        read_reforms({option: [item]}, "XA", corpus, DAY)


def test_every_reform_has_words_and_a_record(corpus: Corpus) -> None:
    reforms: tuple[Reform, ...] = (Join("XA", "fx-100", DAY), Denounce("XA", "fx-001", DAY), Conclude("XA", "XC", "fx-100", DAY))
    for reform in reforms:
        assert record(reform, corpus)["says"] == reform.says()
        assert record(reform, corpus)["title"]
