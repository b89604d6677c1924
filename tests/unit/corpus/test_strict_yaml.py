# SPDX-License-Identifier: EUPL-1.2
"""What strict YAML means; what it refuses stands in test_refused.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.corpus.strict_yaml import MAX_DEPTH, parse, read
from comity.model.errors import WrongLaw

HERE = Path("law.yaml")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        *((word, word) for word in ("NO", "no", "yes", "on", "off", "True", "FALSE", "y", "~", "Null", ".inf", ".nan")),
        *((word, word) for word in ("5.10", "1e3", "0x1F", "0o7", "010", "1_000", "12:30:00", "2003-10-02", "=", "-1")),
        ('"true"', "true"),
        ("'null'", "null"),
        ('"a: b"', "a: b"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        (">\n  two\n  lines\n", "two lines\n"),
        ("[a, [b], {c: d}]", ["a", ["b"], {"c": "d"}]),
        ("[]", []),
        ("{}", {}),
        ("Müsadirə 没收 \U0001f5fa", "Müsadirə 没收 \U0001f5fa"),
    ],
)
def test_scalars_mean_what_they_look_like(written: str, value: object) -> None:
    assert parse(f"key: {written}", HERE).data == {"key": value}


def test_keys_are_words() -> None:
    assert parse("NO: 1\non: 2\n5.10: 3\ntrue: 4\n", HERE).data == {"NO": "1", "on": "2", "5.10": "3", "true": "4"}


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "null\n"])
def test_nothing(text: str) -> None:
    assert parse(text, HERE).data is None


TEXT = """\
title: x
provisions:
  - id: art-1
    when:
      all:
        - {fact: a}
        - fact: b
  - id: art-2
dotted:
  offence.political: true
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("$", 1),
        ("$.title", 1),
        ("$.provisions", 2),
        ("$.provisions[0]", 3),
        ("$.provisions[0].when", 4),
        ("$.provisions[0].when.all[1]", 7),
        ("$.provisions[0].when.all[1].fact", 7),
        ("$.provisions[1]", 8),
        ("$.provisions[1].kind", 8),
        ("$.provisions[9].kind", 2),
        ("$.dotted.offence.political", 10),
        ("$.nowhere.at.all", 1),
        ("nonsense", 1),
        ("", 1),
    ],
)
def test_line_of_a_path_or_of_what_holds_it(path: str, line: int) -> None:
    document = parse(TEXT, HERE)
    assert document.line(path) == line
    assert document.problem(path, "is wrong") == f"law.yaml:{line}: is wrong"


def test_depth() -> None:
    assert parse("[" * (MAX_DEPTH - 1) + "x" + "]" * (MAX_DEPTH - 1), HERE).data
    with pytest.raises(WrongLaw, match=r"law.yaml:1: nested too deeply"):
        parse("[" * (MAX_DEPTH + 1) + "x" + "]" * (MAX_DEPTH + 1), HERE)


def test_byte_order_mark_is_no_letter(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfid: x\n")
    assert read(path).data == {"id": "x"}


def test_lines_end_in_any_way(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\r\nb: 2\r\na: 3\r\n")
    with pytest.raises(WrongLaw, match=r"a.yaml:3: the key 'a' stands twice"):
        read(path)
