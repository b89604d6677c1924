# SPDX-License-Identifier: EUPL-1.2
"""Persons and things of a case as FollowTheMoney entities: what stands where, what is kept as typed, what is kept aside.

``ftm_schema.json`` holds the names of schemata and properties of FollowTheMoney (MIT licence) that the export may use.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comity.cli.files import read_case as read_file
from comity.draft.case.case import Case
from comity.draft.case.read import plain, read_case
from comity.draft.entities.lines import MOST_ENTITIES, MOST_VALUES, entities_in, lines_of
from comity.draft.entities.reading import Imported, import_entities
from comity.draft.entities.rules import PART_OF, SCHEMA_OF, rules_of
from comity.draft.entities.values import (
    actor_form,
    address_form,
    country_form,
    day_form,
    iban_form,
    language_form,
    number_form,
    number_of,
    on_one_line,
    settled,
)
from comity.draft.entities.writing import export_entities
from comity.model.errors import WrongInput

ROOT = Path(__file__).parents[3]
MODEL = json.loads(Path(__file__).with_name("ftm_schema.json").read_bytes())["schemata"]
QUERY = {"requesting": "XA", "requested": "XB", "measure": "freezing"}
Plain = dict[str, Any]

PERSON = {
    "id": "p1",
    "role": "suspect",
    "names": [
        {"full": "İlqar  Nümunəyev", "family": "Nümunəyev", "given": "İlqar", "patronymic": "Əli oğlu"},
        {"full": "Илгар Нумунаев", "kind": "in-other-script"},
        {"full": "Old Name", "kind": "former"},
        {"full": "Shorty", "kind": "alias"},
    ],
    "sex": "male",
    "birth": {"day": "~1980", "place": "Baku", "country": "AZ"},
    "nationality": ["AZ", "XA"],
    "documents": [
        {"kind": "passport", "number": "C 0", "country": "AZ", "issued": "2020-01-02", "expires": "2030-01-01"},
        {"kind": "identity-card", "number": "AA1"},
    ],
    "address": "Baku; Example Street 1",
    "health": "needs insulin",
    "victim": False,
}
COMPANY = {
    "id": "c1",
    "name": "Example Trade LLC",
    "other_names": ["Example"],
    "number": "01",
    "country": "GE",
    "represented_by": "Old Name",
}
ACCOUNTS = [
    {"id": "a1", "number": "DE89 3704 0044 0532 0130 00", "provider": "Example Bank", "country": "DE", "holder": "Example Trade LLC"},
    {"id": "a2", "number": "bc1example", "provider": "Example Exchange", "kind": "virtual-asset", "holder": "p1"},
    {"id": "a3", "number": "GE00EX0000000000000001", "kind": "payment", "holder": "somebody"},
]
VEHICLES = [
    {"id": "v1", "kind": "car", "make": "Example", "registration": "10-XX-100", "identification": "VIN0", "country": "AZ", "owner": "p1"},
    {"id": "v2", "kind": "Gəmi", "make": "Example", "owner": "c1"},
    {"id": "v3", "kind": "самолёт", "identification": "SN 1"},
]
ASSETS = [
    {"id": "s1", "kind": "real-estate", "description": {"en": "A house", "az": "Ev"}, "location": "Baku", "value": _value, "owner": "c1"}
    for _value in [{"amount": 480000.5, "currency": "EUR"}]
] + [{"id": "s2", "kind": "company-share", "description": "Ten shares"}, {"id": "s3", "kind": "claim", "description": "A debt"}]


def case_with(**parts: Any) -> Case:
    return read_case({**QUERY, **parts})


FULL = case_with(persons=[PERSON], companies=[COMPANY], accounts=ACCOUNTS, vehicles=VEHICLES, assets=ASSETS)
EMPTY = case_with()


def exported(case: Case = FULL) -> dict[str, Plain]:
    return {entity["id"]: entity for entity in export_entities(case)}


def entity(schema: str, entity_id: str = "x1", **properties: list[str]) -> Plain:
    return {"id": entity_id, "schema": schema, "properties": properties}


def taken(result: Imported, part: str) -> list[Plain]:
    found: list[Plain] = plain(result.case)[part]
    return found


# -- out


def test_a_person() -> None:
    properties = exported()["p1"]["properties"]
    assert exported()["p1"]["schema"] == "Person"
    assert properties["name"] == ["İlqar Nümunəyev", "Илгар Нумунаев"]
    assert (properties["previousName"], properties["alias"]) == (["Old Name"], ["Shorty"])
    assert (properties["lastName"], properties["firstName"], properties["middleName"]) == (["Nümunəyev"], ["İlqar"], ["Əli oğlu"])
    assert (properties["birthDate"], properties["birthPlace"], properties["birthCountry"]) == (["1980"], ["Baku"], ["az"])
    assert (properties["gender"], properties["nationality"]) == (["male"], ["az"])
    assert properties["address"] == ["Baku, Example Street 1"]
    assert (properties["passportNumber"], properties["idNumber"]) == (["C 0"], ["AA1"])


def test_what_no_property_holds_stands_in_the_note_as_it_was_typed() -> None:
    (note,) = exported()["p1"]["properties"]["notes"]
    assert note.startswith("comity.case/1 {")
    fields = json.loads(note.removeprefix("comity.case/1 "))["fields"]
    assert fields["birth"]["day"] == "~1980"
    assert fields["names"][0]["full"] == "İlqar  Nümunəyev"
    assert fields["nationality"] == ["AZ", "XA"]
    assert (fields["role"], fields["health"], fields["victim"]) == ("suspect", "needs insulin", False)


def test_documents_are_entities_of_their_own() -> None:
    passport, card = exported()["p1-document-1"], exported()["p1-document-2"]
    assert passport["schema"] == "Passport"
    assert passport["properties"] == {
        "holder": ["p1"],
        "number": ["C 0"],
        "passportNumber": ["C 0"],
        "type": ["passport"],
        "country": ["az"],
        "startDate": ["2020-01-02"],
        "endDate": ["2030-01-01"],
    }
    assert (card["schema"], card["properties"]["holder"]) == ("Identification", ["p1"])


def test_accounts_and_wallets() -> None:
    bank, wallet, payment = exported()["a1"], exported()["a2"], exported()["a3"]
    assert (bank["schema"], wallet["schema"]) == ("BankAccount", "CryptoWallet")
    assert bank["properties"]["accountNumber"] == ["DE89 3704 0044 0532 0130 00"]
    assert bank["properties"]["iban"] == ["DE89370400440532013000"]
    assert bank["properties"]["bankName"] == ["Example Bank"]
    assert (wallet["properties"]["publicKey"], wallet["properties"]["holder"]) == (["bc1example"], ["p1"])
    assert "iban" not in payment["properties"]
    assert payment["properties"]["accountType"] == ["payment"]


def test_vehicles() -> None:
    car, ship, plane = (exported()[name] for name in ("v1", "v2", "v3"))
    assert (car["schema"], ship["schema"], plane["schema"]) == ("Vehicle", "Vessel", "Airplane")
    assert (car["properties"]["owner"], ship["properties"]["owner"]) == (["p1"], ["c1"])
    assert (car["properties"]["type"], car["properties"]["model"]) == (["car"], ["Example"])
    assert "VIN0" in car["properties"]["notes"][0]
    assert plane["properties"]["serialNumber"] == ["SN 1"]


def test_assets() -> None:
    house, shares, claim = (exported()[name] for name in ("s1", "s2", "s3"))
    assert (house["schema"], shares["schema"], claim["schema"]) == ("RealEstate", "Security", "Asset")
    assert (house["properties"]["amount"], house["properties"]["currency"]) == (["480000.5"], ["EUR"])
    assert house["properties"]["description"] == ["A house", "Ev"]


def test_links() -> None:
    entities = exported()
    assert entities["a1-holder"] == entity("Ownership", "a1-holder", owner=["c1"], asset=["a1"])
    assert entities["s1-owner"] == entity("Ownership", "s1-owner", owner=["c1"], asset=["s1"])
    assert entities["c1-represented-by"] == entity("Representation", "c1-represented-by", agent=["p1"], client=["c1"])
    assert "a3-holder" not in entities


def test_a_name_that_two_have_links_neither() -> None:
    twins = [{"id": name, "role": "suspect", "names": [{"full": "Twin"}]} for name in ("p1", "p2")]
    entities = exported(case_with(persons=twins, accounts=[{"id": "a1", "holder": "Twin"}]))
    assert list(entities) == ["p1", "p2", "a1"]


def test_ids_that_no_entity_can_refer_to_are_replaced_and_come_back() -> None:
    case = case_with(persons=[{"id": name, "role": "suspect"} for name in ("p 1", "", "ə", "p-2")])
    assert [name for name in exported(case) if name == "p-2" or name.startswith("persons-")] == list(exported(case))
    assert import_entities(export_entities(case), EMPTY).case == case


def test_entities_of_their_own_take_no_id_of_an_item() -> None:
    document = {"kind": "passport", "number": "C1"}
    case = case_with(persons=[{"id": name, "role": "suspect", "documents": [document]} for name in ("p1", "p1-document-1")])
    assert list(exported(case)) == ["p1", "p1-document-1-2", "p1-document-1", "p1-document-1-document-1"]
    assert import_entities(export_entities(case), EMPTY).case == case


def test_every_schema_and_property_is_one_of_followthemoney() -> None:
    entities = exported()
    for one in entities.values():
        known = MODEL[one["schema"]]["properties"]
        assert set(one["properties"]) <= set(known), one
        for name, values in one["properties"].items():
            if known[name] in ("LegalEntity", "Asset", "Organization", "Thing"):
                assert all(known[name] in MODEL[entities[value]["schema"]]["is"] for value in values), (one, name)


def test_every_property_of_the_rules_is_one_of_followthemoney() -> None:
    for schema, part in PART_OF.items():
        rules = rules_of(part, schema)
        names = {name for rule in rules for name in (*rule.properties, *rule.also)} - {"@schema"}
        others = {name for known in MODEL.values() for name in known["properties"]}
        assert names <= (others if part == "assets" else set(MODEL[schema]["properties"])), schema


def test_the_example_goes_out_and_comes_back() -> None:
    case = read_case(read_file(str(ROOT / "examples" / "bank-records.yaml")))
    bare = read_case({key: value for key, value in plain(case).items() if key not in SCHEMA_OF})
    assert import_entities(export_entities(case), bare).case == case


@pytest.mark.needs("ftm")
def test_the_library_drops_and_changes_nothing(program: Callable[[str], Path]) -> None:
    """`ftm validate` cleans every value as the library does; `pipx install followthemoney` gives it."""
    command = [str(program("ftm")), "validate"]
    cleaned = subprocess.run(command, input=lines_of(export_entities(FULL)), capture_output=True, check=True, timeout=120).stdout  # noqa: S603
    entities = entities_in(cleaned)
    assert {one["id"]: {k: sorted(v) for k, v in one["properties"].items()} for one in entities} == {
        name: {k: sorted(v) for k, v in one["properties"].items()} for name, one in exported().items()
    }
    assert import_entities(entities, EMPTY).case == FULL


# -- in: our own


def test_everything_comes_back() -> None:
    result = import_entities(export_entities(FULL), EMPTY)
    assert result.case == FULL
    assert len(result.added) == 11
    assert (result.updated, result.remarks, result.aside) == ((), (), ())


def test_nothing_happens_where_nothing_changed() -> None:
    result = import_entities(export_entities(FULL), FULL)
    assert (result.case, result.added, result.updated) == (FULL, (), ())


def test_values_that_a_tool_dropped_stand_as_typed() -> None:
    entities = exported()
    del entities["p1"]["properties"]["birthDate"], entities["p1"]["properties"]["birthPlace"], entities["p1"]["properties"]["birthCountry"]
    assert import_entities(entities.values(), FULL).case == FULL


def test_what_was_changed_elsewhere_is_taken_and_said() -> None:
    entities = exported()
    entities["p1"]["properties"]["birthDate"] = ["1981-02-03"]
    entities["c1"]["properties"]["registrationNumber"] = ["02"]
    result = import_entities(entities.values(), FULL)
    person, company = taken(result, "persons")[0], taken(result, "companies")[0]
    assert person["birth"] == {"day": "1981-02-03", "place": "Baku", "country": "AZ"}
    assert person["names"] == PERSON["names"]
    assert company["number"] == "02"
    assert result.remarks == ("p1: birth was changed elsewhere",)
    assert result.updated == ("persons p1", "companies c1")


def test_documents_changed_elsewhere() -> None:
    entities = exported()
    entities["p1-document-1"]["properties"]["number"] = ["C 1"]
    entities["p1-document-1"]["properties"]["passportNumber"] = ["C 1"]
    result = import_entities(entities.values(), FULL)
    assert [document["number"] for document in taken(result, "persons")[0]["documents"]] == ["C 1", "AA1", "C 0"]
    assert result.remarks == ("p1: documents was changed elsewhere",)


def test_a_holder_changed_elsewhere() -> None:
    entities = exported()
    entities["a1-holder"]["properties"]["owner"] = ["p1"]
    result = import_entities(entities.values(), FULL)
    assert taken(result, "accounts")[0]["holder"] == "İlqar  Nümunəyev"
    assert result.updated == ("accounts a1",)


@pytest.mark.parametrize(
    ("note", "says"),
    [
        ('{"in": "persons", "fields": {"sex": "x"}}', "damaged"),
        ('{"in": "persons", "fields": {"names": 5}}', "damaged"),
        ('{"in": "persons", "fields": {"hobby": "x"}}', "unknown field"),
        ('{"in": "persons"', "damaged"),
        ('{"in": 5}', "damaged"),
        ('{"in": "persons", "fields": ' + "[" * 5000 + "]" * 5000 + "}", "damaged"),
    ],
)
def test_a_damaged_note_is_wrong_input(note: str, says: str) -> None:
    with pytest.raises(WrongInput, match=says):
        import_entities([entity("Person", notes=[f"comity.case/1 {note}"])], EMPTY)


def test_two_notes_are_wrong_input() -> None:
    with pytest.raises(WrongInput, match="two notes"):
        import_entities([entity("Person", notes=['comity.case/1 {"in": "persons"}', 'comity.case/1 {"in": "assets"}'])], EMPTY)


# -- in: from elsewhere


def test_a_person_from_elsewhere() -> None:
    result = import_entities(
        [
            entity(
                "Person",
                name=["Ilgar Numunayev", "Илгар Нумунаев", "I. Numunayev"],
                weakAlias=["Ilo"],
                previousName=["Before"],
                birthDate=["about 1980"],
                citizenship=["az"],
                gender=["male"],
                position=["director"],
                spokenLanguage=["aze", "rus"],
                email=["a@example.org"],
                passportNumber=["C1"],
                country=["ge"],
            ),
            entity("Passport", "d1", holder=["x1"], number=["C2"], country=["az"], startDate=["2020-05-01"], endDate=["2030"]),
        ],
        EMPTY,
    )
    assert taken(result, "persons") == [
        {
            "id": "x1",
            "role": "third-party",
            "names": [
                {"full": "Ilgar Numunayev"},
                {"full": "Илгар Нумунаев", "kind": "in-other-script"},
                {"full": "I. Numunayev", "kind": "alias"},
                {"full": "Ilo", "kind": "alias"},
                {"full": "Before", "kind": "former"},
            ],
            "sex": "male",
            "birth": {"day": "about 1980"},
            "nationality": ["AZ"],
            "documents": [
                {"kind": "passport", "number": "C2", "country": "AZ", "issued": "2020-05-01"},
                {"kind": "passport", "number": "C1"},
            ],
            "residence": "GE",
            "occupation": "director",
            "languages": ["az", "ru"],
            "contact": "a@example.org",
        }
    ]
    assert "the role is not known" in result.remarks[0]
    assert [(item.entity["id"], item.entity["properties"]) for item in result.aside] == [("d1", {"endDate": ["2030"]})]


def test_things_from_elsewhere() -> None:
    result = import_entities(
        [
            entity("Company", "c", name=["One", "Two"], jurisdiction=["ge"], alias=["Three"], registrationNumber=["7"]),
            entity("BankAccount", "a", iban=["DE00"], bankName=["Bank"], accountType=["payment"]),
            entity("CryptoWallet", "w", publicKey=["bc1"], holder=["c"], managingExchange=["Exchange"]),
            entity("Vessel", "v", name=["MV Example"], imoNumber=["IMO 0"], flag=["ge"], owner=["c"]),
            entity("RealEstate", "r", name=["House"], address=["Baku"], amount=["1000.50"], currency=["EUR"]),
            entity("Ownership", "o1", owner=["c"], asset=["a"]),
            entity("Ownership", "o2", owner=["c"], asset=["r"]),
            entity("Directorship", "o3", director=["p"], organization=["c"]),
            entity("Person", "p", name=["Somebody"]),
        ],
        EMPTY,
    )
    assert taken(result, "companies") == [
        {"id": "c", "name": "One", "other_names": ["Two", "Three"], "number": "7", "country": "GE", "represented_by": "Somebody"}
    ]
    assert taken(result, "accounts") == [
        {"id": "a", "number": "DE00", "provider": "Bank", "kind": "payment", "holder": "One"},
        {"id": "w", "number": "bc1", "provider": "Exchange", "kind": "virtual-asset", "holder": "One"},
    ]
    assert taken(result, "vehicles") == [
        {"id": "v", "kind": "vessel", "make": "MV Example", "identification": "IMO 0", "country": "GE", "owner": "One"}
    ]
    assert taken(result, "assets") == [
        {
            "id": "r",
            "kind": "real-estate",
            "description": "House",
            "location": "Baku",
            "value": {"amount": 1000.5, "currency": "EUR"},
            "owner": "One",
        }
    ]
    assert not result.aside


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (entity("Thing", name=["x"]), "no place for Thing"),
        (entity("Sanction", entity=["x"]), "no place for Sanction"),
        (entity("LegalEntity", name=["x"]), "may be a person or a company"),
        (entity("UnknownLink", subject=["a"], object=["b"]), "no place for UnknownLink"),
        (entity("Company", number=["x"]), "it has no name"),
        (entity("Asset", amount=["5"]), "it has no description"),
        (entity("Passport", number=["1"]), "no place for Passport"),
        (entity("Passport", number=["1"], holder=["nobody"]), "its holder is no person"),
        (entity("Ownership", owner=["a"]), "only one end"),
        (entity("Ownership", owner=["a"], asset=["b"]), "no item of the case"),
        (entity("Ownership", owner=["a"], asset=["b", "c"]), "no item of the case"),
        (entity("Person", "x" * 500, name=["x"]), "the id is too long"),
        (entity("Company", "p1", name=["x"]), "the id belongs to something else"),
        (entity("Company", name=["x"], notes=["seen"], leiCode=["1"]), "no place for: leiCode, notes"),
        (entity("Person", name=["x" * 401]), "no place for: name"),
        (entity("Person", name=["x"], birthDate=["1980", "1981"]), "no place for: birthDate"),
        (entity("Person", name=["x"], nationality=["Atlantis"]), "no place for: nationality"),
        (entity("Asset", description=["x"], amount=["much"]), "no place for: amount"),
        (entity("Vehicle", type=["car"], owner=["nobody"]), "no person or company"),
        (entity("Passport", number=["1"], holder=["p1", "p2"]), "no place for Passport"),
    ],
)
def test_what_has_no_place_is_kept_aside(given: Plain, why: str) -> None:
    result = import_entities([given], FULL)
    assert len(result.aside) == 1
    assert why in result.aside[0].why
    assert result.aside[0].entity["id"] == given["id"]


def test_what_the_officer_typed_stands_before_what_comes_from_elsewhere() -> None:
    given = [
        entity(
            "Person",
            "p1",
            name=["Shorty", "Newname"],
            gender=["female"],
            birthDate=["1990"],
            position=["driver"],
            idNumber=["AA1"],
            nationality=["az", "ge"],
        ),
        entity("Ownership", "o1", owner=["p1"], asset=["a1"], percentage=["50"]),
    ]
    result = import_entities(given, FULL)
    person = taken(result, "persons")[0]
    assert (person["sex"], person["birth"]["day"], person["role"]) == ("male", "~1980", "suspect")
    assert (person["occupation"], person["nationality"]) == ("driver", ["AZ", "XA", "GE"])
    assert [name["full"] for name in person["names"]][-1] == "Newname"
    assert len(person["documents"]) == 2
    assert taken(result, "accounts")[0]["holder"] == "Example Trade LLC"
    left = {item.entity["id"]: (item.entity["properties"], item.why) for item in result.aside}
    assert left["p1"][0] == {"gender": ["female"], "birthDate": ["1990"]}
    assert "says something else" in left["o1"][1]


def test_more_that_a_link_says_is_kept_aside() -> None:
    result = import_entities([entity("Ownership", "o1", owner=["c1"], asset=["a1"], percentage=["50"])], FULL)
    assert result.case == FULL
    assert [item.why for item in result.aside] == ["the case has no place for: percentage"]


def test_the_owner_of_a_company_is_kept_aside() -> None:
    result = import_entities([entity("Ownership", "o1", owner=["p1"], asset=["c1"])], FULL)
    assert result.case == FULL
    assert "no field" in result.aside[0].why


def test_fragments_of_one_entity_are_one() -> None:
    result = import_entities([entity("Person", name=["One"]), entity("Person", name=["One"], gender=["female"]), entity("Asset")], EMPTY)
    assert taken(result, "persons") == [{"id": "x1", "role": "third-party", "names": [{"full": "One"}], "sex": "female"}]
    assert "another entity has this id" in result.aside[0].why


# -- files


def test_fragments_and_links_without_end_are_refused() -> None:
    many = [entity("Person", name=[f"{start}-{number}" for number in range(MOST_VALUES)]) for start in range(3)]
    with pytest.raises(WrongInput, match="entity x1, name: more than"):
        import_entities(many, EMPTY)
    ends = [str(number) for number in range(MOST_VALUES)]
    result = import_entities([entity("Ownership", owner=ends, asset=ends)], EMPTY)
    assert [item.why for item in result.aside] == ["the link has too many ends"]


def test_one_entity_a_line_or_one_list() -> None:
    one = entity("Person", name=["A"])
    assert entities_in(json.dumps(one).encode()) == [one]
    assert entities_in(b"\n" + json.dumps(one).encode() + b"\r\n\n") == [one]
    assert entities_in(json.dumps([one, one]).encode()) == [one, one]
    assert entities_in(b'{"id": "x1", "schema": "Asset", "properties": {"amount": 5, "name": null}}')[0]["properties"] == {
        "amount": ["5"],
        "name": [],
    }


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no entity in it"),
        (b"[]", "no entity in it"),
        (b"name,schema\n", "line 1: not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b'{"id": "a", "schema": "Person"}\n{', "line 2: not JSON"),
        (b"5", "this is no entity"),
        (b"[5]", "entity 1: this is no entity"),
        (b'{"schema": "Person"}', "id is missing"),
        (b'{"id": 5, "schema": "Person"}', "id is missing or no text"),
        (b'{"id": "a"}', "schema is missing"),
        (b'{"id": "a", "schema": "Person", "properties": []}', "properties are no mapping"),
        (b'{"id": "a", "schema": "Person", "properties": {"name": [{"id": "b"}]}}', "line 1, name: a value is a mapping"),
        (b'{"id": "a", "schema": "Person", "properties": {"name": [["b"]]}}', "a value is a list"),
        (b'{"id": "a", "schema": "Person", "properties": {"name": true}}', "a value is no text"),
        (b'{"id": "a", "schema": "Person", "properties": {"name": ["\\ud800"]}}', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"a":' * 100_000, "not JSON"),
        (b'{"id": "a", "schema": "Person", "properties": {"name": [' + b'"x",' * MOST_VALUES + b'"x"]}}', "values"),
        (b'{"id":"a","schema":"Person"}\n' * (MOST_ENTITIES + 1), "entities"),
        (b"[" + b"1," * MOST_ENTITIES + b"1]", "more than"),
    ],
)
def test_hostile_files_are_wrong_input(content: bytes, says: str) -> None:
    with pytest.raises(WrongInput, match=says):
        entities_in(content)


@pytest.mark.parametrize("raw", [entity("Person", "\ud800"), entity("Person", name=["\ud800"]), entity("Person", name=[b"x"])])  # type: ignore[list-item]
def test_what_is_no_text_is_wrong_input(raw: object) -> None:
    with pytest.raises(WrongInput, match="text"):
        import_entities([raw], EMPTY)


def test_too_many_persons_are_wrong_input() -> None:
    with pytest.raises(WrongInput, match="more than"):
        import_entities([entity("Person", f"p{number}", name=["x"]) for number in range(2_001)], EMPTY)


# -- forms of values


def test_texts() -> None:
    assert settled(" a\u200b  b\r\nc\x07\t") == "a  b\nc"
    assert settled("e\u0301") == "\u00e9"
    assert on_one_line(" \"'A\n B'\" ") == "A B"
    assert on_one_line("ООО «Ромашка»") == "ООО «Ромашка»"
    assert on_one_line('"' * 99) == ""
    assert address_form("Baku;\nStreet 1<br>2, ,3") == "Baku, Street 1, 2, 3"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("1980-05-02", "1980-05-02"), ("1980-05", "1980-05"), ("1980", "1980"), ("~1980", "1980"), ("~1980-05", "1980"), ("1980-02-30", ""),
        ("1980-13", ""), ("0001", ""), ("3000", ""), ("1980-5-2", ""), ("spring 1980", ""), ("\u0661\u0669\u0668\u0660", ""), ("", ""),
    ],
)  # fmt: skip
def test_days(typed: str, written: str) -> None:
    assert day_form(typed) == written


def test_codes() -> None:
    assert [country_form(code) for code in ("GE", "XK", "XA", "EU", "SU", "ICC", "ge")] == ["ge", "xk", "", "", "", "", ""]
    assert [actor_form(code) for code in ("ge", " GE ", "suhh", "Georgia")] == ["GE", "GE", "", ""]
    assert [language_form(code) for code in ("aze", "kat", "az", "xx-yy", "qqq")] == ["az", "ka", "az", "", "qqq"]


def test_numbers() -> None:
    assert [number_form(number) for number in (480000.0, 1e15, 1e-07, 0.1, 0.0, 100)] == [
        "480000", "1000000000000000", "0.0000001", "0.1", "0", "100",
    ]  # fmt: skip
    assert [number_of(text) for text in ("1", " 1.50 ", "1 000", "1_0", "inf", "x", "\u0661")] == [1, 1.5, None, None, None, None, None]
    assert [iban_form(text) for text in ("de89 3704 0044 0532 0130 00", "DE00", "GE00EX0000000000000001", "x")] == [
        "DE89370400440532013000", "", "", "",
    ]  # fmt: skip
