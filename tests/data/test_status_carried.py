# SPDX-License-Identifier: EUPL-1.2
"""Every row of the collected lists of parties stands in the law with the same days, kind and confidence (QUALITY T3).

Reads `law/` as plain CSV and text, without the loader, so that a mistake of the loader cannot hide one of the data.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
LISTS = HERE / "treaty-status"
INSTRUMENTS = HERE.parent.parent / "law" / "instruments"
FILES = sorted(path.stem for path in LISTS.glob("*.csv"))

KINDS = {
    "": "signature",
    "definitive signature": "definitive-signature",
    "territorial extension": "territorial-extension",
    "provisional application": "provisional-application",
    "formal confirmation": "ratification",  # the act of an organisation
}
# Printed with an entry into force before the consent: the day of consent is held back and named in the note.
MISPRINTS = {("hague-hijacking-1970", "AO"), ("montreal-airports-protocol-1988", "GY")}
NO_CONSENT = {"signature", "territorial-extension", "provisional-application", "not-party"}
HEADER = ["actor", "kind", "signed", "consent", "in_force", "ended", "of", "source", "confidence", "note"]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def sources(instrument: str) -> dict[str, str]:
    """The sources of an instrument's own files: id and what it is."""
    found: dict[str, str] = {}
    for name in ("instrument.yaml", "status.yaml"):
        path = INSTRUMENTS / instrument / name
        if not path.exists():
            continue
        text = path.read_text(encoding="utf-8")
        block = re.search(r"^sources:\n((?:[ #].*\n|\n)*)", text, re.MULTILINE)
        for entry in re.finditer(r"^  ([\w-]+):(.*(?:\n    .*)*)", block.group(1) if block else "", re.MULTILINE):
            assert entry[1] not in found, f"{instrument}: source {entry[1]} twice"
            found[entry[1]] = entry[2]
    return found


def test_all_lists_are_there() -> None:
    assert len(FILES) == 54
    assert not [name for name in FILES if not (INSTRUMENTS / name / "status.csv").exists()]


@pytest.mark.parametrize("instrument", FILES)
def test_every_row_is_carried(instrument: str) -> None:
    rows = read(INSTRUMENTS / instrument / "status.csv")
    assert list(rows[0]) == HEADER
    carried = {row["actor"]: row for row in rows}
    assert len(carried) == len(rows), "an actor has two rows"
    for row in read(LISTS / f"{instrument}.csv"):
        kind = KINDS.get(row["consent_type"], row["consent_type"])
        consent = row["consent_date"]
        if kind not in NO_CONSENT and not consent and not row["entry_into_force"]:
            consent = "unknown"
        ours = carried.pop(row["iso2"])
        if (instrument, row["iso2"]) in MISPRINTS:
            assert consent in ours["note"]
            consent = "unknown"
        assert (kind, row["signature"], consent, row["entry_into_force"], row["denunciation"], row["confidence"]) == (
            ours["kind"],
            ours["signed"],
            ours["consent"],
            ours["in_force"],
            ours["ended"],
            ours["confidence"],
        ), row["iso2"]
        if kind == "territorial-extension":
            assert row["state_name"].endswith(f"({ours['of']})")
        else:
            assert not ours["of"]
    assert {row["kind"] for row in carried.values()} <= {"not-party"}, "rows that no list holds"


@pytest.mark.parametrize("instrument", FILES)
def test_every_row_has_its_source(instrument: str) -> None:
    known = sources(instrument)
    said = {row["iso2"]: row["source"] for row in read(LISTS / f"{instrument}.csv")}
    for row in read(INSTRUMENTS / instrument / "status.csv"):
        assert row["source"] in known, f"{row['actor']}: {row['source']}"
        if row["kind"] != "not-party":
            assert " ".join(said[row["actor"]].split()) in " ".join(known[row["source"]].split()), row["actor"]
        if row["confidence"] == "high":
            assert "url:" in known[row["source"]], f"{row['actor']}: high, but its source cannot be looked up"


def test_signature_is_never_consent() -> None:
    for instrument in FILES:
        for row in read(INSTRUMENTS / instrument / "status.csv"):
            if row["kind"] in {"signature", "not-party"}:
                assert (row["consent"], row["in_force"]) == ("", ""), (instrument, row["actor"])


def test_azerbaijan_is_not_bound() -> None:
    """Eight of the ten treaties that are known not to bind Azerbaijan; the other two lists prove nothing."""
    for instrument in ("ets-051", "ets-070", "ets-073", "ets-167", "cets-216", "cets-222", "cets-224"):
        assert [row["kind"] for row in read(INSTRUMENTS / instrument / "status.csv") if row["actor"] == "AZ"] == ["not-party"]
    assert [row["kind"] for row in read(INSTRUMENTS / "ets-182" / "status.csv") if row["actor"] == "AZ"] == ["signature"]
    for instrument in ("ets-156", "ets-189"):
        assert "AZ" not in {row["actor"] for row in read(INSTRUMENTS / instrument / "status.csv")}
        assert "list: incomplete" in (INSTRUMENTS / instrument / "instrument.yaml").read_text(encoding="utf-8")
