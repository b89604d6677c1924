# SPDX-License-Identifier: EUPL-1.2
"""Files that come in: case files and requests as YAML or JSON, and the worked examples of this installation. Pure but for reading those."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

import comity
from comity.corpus.strict_yaml import parse
from comity.draft.case.read import Plain, plain, read_case
from comity.draft.interview.interview import tidy
from comity.draft.request_file import case_in
from comity.model.errors import WrongInput, WrongLaw
from comity.model.said import remark, said

MOST_CASE_BYTES = 1_000_000
MOST_ANNEX_BYTES = 20_000_000
EXAMPLES = Path(comity.__file__).resolve().parents[2] / "examples"
_KEPT = 200


def case_of_file(name: str, content: bytes) -> Plain:
    """The values of the case in a case file, a query or a request file; WrongInput with place, reason and what to do."""
    if content.startswith(b"%PDF"):
        raise WrongInput(
            said("a PDF cannot be read as a case"),
            where=shown_name(name),
            do=said("upload it under received requests if it is one, or enter the case in a draft"),
        )
    if len(content) > MOST_CASE_BYTES:
        raise too_long(name)
    return case_of_values(_json(name, content) if content.lstrip()[:1] in (b"{", b"[") else _yaml(name, content))


def too_long(name: str, most: int = MOST_CASE_BYTES) -> WrongInput:
    """The error for a file that is too long to read."""
    what = said("larger than {number} bytes", number=str(most))
    return WrongInput(what, where=shown_name(name), do=said("leave annexes out of the case file"))


def case_of_values(raw: object) -> Plain:
    """The values of a case, read through the model; WrongInput where they make none."""
    inner = case_in(raw)
    if not isinstance(inner, dict):
        raise WrongInput(said("this is no case"), do=said("give a case file, a query or request.json"))
    values: Plain = plain(read_case(storable(tidy(inner))))
    values.pop("schema", None)
    return values


def _json(name: str, content: bytes) -> object:
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WrongInput(said("not JSON: {why}", why=remark(str(error))), where=shown_name(name), do=said("mend it")) from error


def _yaml(name: str, content: bytes) -> object:
    try:
        return _numbers(parse(content.decode("utf-8"), Path(shown_name(name))).data)
    except UnicodeDecodeError as error:
        why = remark(error.reason)
        raise WrongInput(said("not UTF-8 text ({why})", why=why), where=shown_name(name), do=said("save it as UTF-8")) from error
    except WrongLaw as error:
        raise WrongInput(remark(error.text), do=said("mend the file")) from error


def _numbers(value: object, key: str = "") -> object:
    """Whole numbers among the facts as numbers, as ``comity check`` reads them."""
    if isinstance(value, dict):
        return {name: _numbers(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    digits = "." in key and isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16
    return int(str(value)) if digits else value


def storable(value: Any, at: str = "") -> Any:
    """The values as they are; WrongInput where a text holds what no database keeps: a null character or half of one."""
    if isinstance(value, str) and not is_text(value):
        raise WrongInput(said("the text holds characters that are no text"), where=at, do=said("type it again"))
    if isinstance(value, dict):
        return {storable(str(key), at): storable(item, f"{at}.{key}" if at else str(key)) for key, item in value.items()}
    if isinstance(value, list):
        return [storable(item, f"{at}[{number}]") for number, item in enumerate(value)]
    return value


def is_text(text: str) -> bool:
    """Whether a text holds neither null characters nor halves of characters."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def shown_name(name: str) -> str:
    """The name of a file without its folders and without what does not print."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable())[:_KEPT] or "file"


@cache
def examples() -> tuple[str, ...]:
    """The worked examples that come with this installation, by measure; none where they were left out."""
    return tuple(sorted(path.stem for path in EXAMPLES.glob("*.yaml"))) if EXAMPLES.is_dir() else ()


def example(measure: str) -> Plain:
    """The values of a worked example; WrongInput where there is none."""
    if measure not in examples():
        raise WrongInput(said("there is no example {name}", name=repr(measure[:60])), do=said("choose one of the list"))
    return case_of_file(f"{measure}.yaml", (EXAMPLES / f"{measure}.yaml").read_bytes())
