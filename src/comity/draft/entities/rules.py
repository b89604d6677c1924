# SPDX-License-Identifier: EUPL-1.2
"""Which field of a case stands in which properties of an entity: one table for each list of the case, read in both directions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.draft.entities.values import (
    actor_form,
    address_form,
    country_form,
    day_form,
    distinct,
    iban_form,
    language_form,
    number_form,
    number_of,
    on_one_line,
    script_of,
    settled,
)

Properties = Mapping[str, Sequence[str]]
Written = dict[str, list[str]]
Clean = Callable[[str], str]

SCHEMA = "@schema"  # stands among the properties while rules read and write: some fields depend on it
LONGEST_LINE = 400
LONGEST_PROSE = 40_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A field, the properties it is written to, and others from which it is read where those are empty."""

    field: str
    properties: tuple[str, ...]
    write: Callable[[Any], Written]
    read: Callable[[Properties], Any]
    also: tuple[str, ...] = ()


# -- kinds of rules


def _fitting(given: Properties, *names: str, longest: int = LONGEST_LINE) -> list[str]:
    """The values of these properties that a field can hold."""
    return distinct(value for name in names for value in given.get(name, ()) if value.strip() and len(value) <= longest)


def _line(field: str, name: str, *also: str, clean: Clean = settled) -> Rule:
    """One line of text."""
    return Rule(
        field, (name,), lambda value: {name: distinct([clean(value)])}, lambda given: next(iter(_fitting(given, name, *also)), None), also
    )


def _prose(field: str, name: str, *also: str, clean: Clean = settled) -> Rule:
    """Free text, in one language or several: every version is a value."""
    return Rule(
        field,
        (name,),
        lambda value: {name: distinct(clean(text) for text in versions(value))},
        lambda given: next(iter(_fitting(given, name, *also, longest=LONGEST_PROSE)), None),
        also,
    )


def versions(value: Any) -> list[str]:
    """The versions of a free text."""
    return list(value.values()) if isinstance(value, Mapping) else [value]


def _country(field: str, name: str, *also: str) -> Rule:
    return Rule(
        field,
        (name,),
        lambda code: {name: distinct([country_form(code)])},
        lambda given: next(iter(_actors(given, name, *also)), None),
        also,
    )


def _actors(given: Properties, *names: str) -> list[str]:
    return distinct(actor_form(code) for name in names for code in given.get(name, ()))


# -- persons

_NAMES = {"own": "name", "in-other-script": "name", "former": "previousName", "alias": "alias"}
_PARTS = {"family": "lastName", "given": "firstName", "patronymic": "middleName"}


def _write_names(names: Sequence[Mapping[str, str]]) -> Written:
    written: Written = {}
    for name in names:
        written.setdefault(_NAMES[name.get("kind", "own")], []).append(on_one_line(name["full"]))
        for part, into in _PARTS.items():
            written.setdefault(into, []).append(settled(name.get(part, "")))
    return {key: distinct(values) for key, values in written.items()}


def _read_names(given: Properties) -> list[dict[str, str]] | None:
    own = _fitting(given, "name")
    names = [{"full": full, **_kind_beside(full, own[0])} for full in own]
    parts = {part: _fitting(given, name) for part, name in _PARTS.items()}
    if len(names) == 1:
        names[0].update({part: values[0] for part, values in parts.items() if len(values) == 1})
    names += [{"full": full, "kind": "alias"} for full in _fitting(given, "alias", "weakAlias", "abbreviation")]
    names += [{"full": full, "kind": "former"} for full in _fitting(given, "previousName")]
    return names or None


def _kind_beside(full: str, first: str) -> dict[str, str]:
    if full == first:
        return {}
    return {"kind": "in-other-script" if script_of(full) != script_of(first) else "alias"}


def _write_birth(birth: Mapping[str, Any]) -> Written:
    return {
        "birthDate": distinct([day_form(birth.get("day", ""))]),
        "birthPlace": distinct(settled(text) for text in versions(birth.get("place", ""))),
        "birthCountry": distinct([country_form(birth.get("country", ""))]),
    }


def _read_birth(given: Properties) -> dict[str, Any] | None:
    found = {
        "day": next(iter(_fitting(given, "birthDate")), None),
        "place": next(iter(_fitting(given, "birthPlace", longest=LONGEST_PROSE)), None),
        "country": next(iter(_actors(given, "birthCountry")), None),
    }
    return {key: value for key, value in found.items() if value} or None


def _read_sex(given: Properties) -> str | None:
    return next((sex for sex in _fitting(given, "gender") if sex in ("female", "male", "other")), None)


PERSON = (
    Rule("names", (*_NAMES.values(), *_PARTS.values()), _write_names, _read_names, ("weakAlias", "abbreviation")),
    Rule("sex", ("gender",), lambda sex: {"gender": distinct([sex])}, _read_sex),
    Rule("birth", ("birthDate", "birthPlace", "birthCountry"), _write_birth, _read_birth),
    Rule(
        "nationality",
        ("nationality",),
        lambda codes: {"nationality": distinct(map(country_form, codes))},
        lambda given: _actors(given, "nationality", "citizenship") or None,
        ("citizenship",),
    ),
    _prose("address", "address", clean=address_form),
    _country("residence", "country", "mainCountry"),
    _prose("occupation", "position", "profession"),
    Rule(
        "languages",
        (),
        lambda codes: {},
        lambda given: distinct(language_form(code) for code in given.get("spokenLanguage", ())) or None,
        ("spokenLanguage",),
    ),
    Rule("contact", (), lambda value: {}, lambda given: next(iter(_fitting(given, "email", "phone")), None), ("email", "phone")),
    _prose("description", "description"),
    _prose("link", "summary"),
)

# -- companies

_OTHER_NAMES = ("previousName", "weakAlias", "abbreviation")

COMPANY = (
    _line("name", "name", clean=on_one_line),
    Rule(
        "other_names",
        ("alias",),
        lambda names: {"alias": distinct(map(on_one_line, names))},
        lambda given: distinct([*_fitting(given, "name")[1:], *_fitting(given, "alias", *_OTHER_NAMES)]) or None,
        ("name", *_OTHER_NAMES),
    ),
    _line("number", "registrationNumber"),
    _country("country", "jurisdiction", "country", "mainCountry"),
    _prose("seat", "address", clean=address_form),
    _prose("link", "summary"),
)

# -- accounts

_ACCOUNTS = ("bank", "payment", "securities", "safe-deposit", "virtual-asset", "other")


def account_schema(account: Mapping[str, Any]) -> str:
    """Under which schema an account is written."""
    return "CryptoWallet" if account.get("kind") == "virtual-asset" else "BankAccount"


def _read_account_kind(given: Properties) -> str | None:
    if "CryptoWallet" in given.get(SCHEMA, ()):
        return "virtual-asset"
    return next((kind for kind in _fitting(given, "accountType") if kind in _ACCOUNTS and kind != "bank"), None)


_WALLET = (
    _line("number", "publicKey", "cryptoAddress", "accountId"),
    _line("provider", "managingExchange"),
    _country("country", "country"),
    Rule("kind", (), lambda kind: {}, _read_account_kind),
    _prose("link", "summary"),
)

BANK_ACCOUNT = (
    Rule(
        "number",
        ("accountNumber",),
        lambda number: {"accountNumber": distinct([settled(number)]), "iban": distinct([iban_form(number)])},
        lambda given: next(iter(_fitting(given, "accountNumber", "iban")), None),
        ("iban",),
    ),
    _line("provider", "bankName"),
    _line("branch", "bankAddress"),
    _country("country", "country"),
    Rule("kind", ("accountType",), lambda kind: {"accountType": distinct([kind])}, _read_account_kind),
    _prose("link", "summary"),
)

# -- vehicles

_VESSELS = ("vessel", "ship", "boat", "yacht", "gəmi", "qayıq", "yaxta", "судно", "корабль", "яхта", "катер", "navire", "bateau")
_AIRCRAFT = ("aircraft", "airplane", "aeroplane", "helicopter", "təyyarə", "helikopter", "вертолёт", "самолёт", "avion", "hélicoptère")


def vehicle_schema(vehicle: Mapping[str, Any]) -> str:
    """Under which schema a vehicle is written: what its kind says, in any of the languages."""
    words = vehicle.get("kind", "").casefold()
    if any(word in words for word in _VESSELS):
        return "Vessel"
    return "Airplane" if any(word in words for word in _AIRCRAFT) else "Vehicle"


def _read_vehicle_kind(given: Properties) -> str | None:
    schema = next(iter(given.get(SCHEMA, ())), "")
    return next(iter(_fitting(given, "type")), {"Vessel": "vessel", "Airplane": "aircraft"}.get(schema))


def _vehicle(schema: str, identification: Rule) -> tuple[Rule, ...]:
    return (
        Rule("kind", ("type",), lambda kind: {"type": distinct([settled(kind)])}, _read_vehicle_kind),
        _line("make", "model", *(("manufacturer",) if schema == "Airplane" else ()), "name"),
        _line("registration", "registrationNumber"),
        identification,
        _country("country", "country", *(("flag",) if schema == "Vessel" else ())),
        _prose("link", "summary"),
    )


def _unwritten(field: str, *also: str) -> Rule:
    """A field for which no property of FollowTheMoney keeps every value: read, and written to the note alone."""
    return Rule(field, (), lambda value: {}, lambda given: next(iter(_fitting(given, *also)), None), also)


# -- assets

_ASSETS = {
    "real-estate": "RealEstate",
    "securities": "Security",
    "company-share": "Security",
    "virtual-asset": "CryptoWallet",
    "account": "BankAccount",
    "vehicle": "Vehicle",
}
_KINDS = {
    "RealEstate": "real-estate",
    "Security": "securities",
    "CryptoWallet": "virtual-asset",
    "BankAccount": "account",
    "Vehicle": "vehicle",
}


def asset_schema(asset: Mapping[str, Any]) -> str:
    """Under which schema an item of property is written."""
    return _ASSETS.get(asset.get("kind", ""), "Asset")


def _write_value(value: Mapping[str, Any]) -> Written:
    return {"amount": [number_form(value["amount"])], "currency": [value["currency"]]}


def _read_value(given: Properties) -> dict[str, Any] | None:
    amount = next((number for number in map(number_of, given.get("amount", ())) if number is not None and 0 <= number <= 1e15), None)
    currency = next(
        (code for code in given.get("currency", ()) if len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()), None
    )
    return None if amount is None or currency is None else {"amount": amount, "currency": currency}


ASSET = (
    Rule("kind", (SCHEMA,), lambda kind: {}, lambda given: _KINDS.get(next(iter(given.get(SCHEMA, ())), ""), "object")),
    _prose("description", "description", "name", "registrationNumber", "isin", "address"),
    _prose("location", "address", clean=address_form),
    _country("country", "country"),
    Rule("value", ("amount", "currency"), _write_value, _read_value),
    _prose("link", "summary"),
)

# -- which rules an entity follows

SCHEMA_OF: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "persons": lambda item: "Person",
    "companies": lambda item: "Company",
    "accounts": account_schema,
    "vehicles": vehicle_schema,
    "assets": asset_schema,
}
"""The lists of a case whose items are entities, and the schema of an item."""

PART_OF: Mapping[str, str] = {
    "Person": "persons",
    "Company": "companies",
    "Organization": "companies",
    "PublicBody": "companies",
    "BankAccount": "accounts",
    "CryptoWallet": "accounts",
    "Vehicle": "vehicles",
    "Vessel": "vehicles",
    "Airplane": "vehicles",
    "RealEstate": "assets",
    "Security": "assets",
    "Asset": "assets",
}
"""In which list an entity from elsewhere is put."""

_VEHICLES = {
    "Vehicle": _vehicle("Vehicle", _unwritten("identification")),
    "Vessel": _vehicle("Vessel", _unwritten("identification", "imoNumber", "mmsi", "callSign", "crsNumber")),
    "Airplane": _vehicle("Airplane", _line("identification", "serialNumber", "icaoCode")),
}


def rules_of(part: str, schema: str) -> tuple[Rule, ...]:
    """The rules for an item of a list, written under a schema."""
    if part == "accounts":
        return _WALLET if schema == "CryptoWallet" else BANK_ACCOUNT
    if part == "vehicles":
        return _VEHICLES.get(schema, _VEHICLES["Vehicle"])
    return {"persons": PERSON, "companies": COMPANY}.get(part, ASSET)
