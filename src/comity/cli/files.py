# SPDX-License-Identifier: EUPL-1.2
"""Reads what users name on the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

import msgspec

from comity.model.day import exact_day
from comity.model.errors import WrongInput, WrongLaw
from comity.model.said import plain_words

MAX_BYTES = 64_000_000


def open_lines(name: str) -> IO[bytes]:
    """A file, or standard input for ``-``, to be read line by line."""
    if name == "-":
        return sys.stdin.buffer
    path = existing(name)
    return path.open("rb")


def existing(name: str) -> Path:
    """A file that is there and holds something."""
    path = Path(name)
    if not path.exists():
        raise WrongInput("there is no such file", where=name, do="check the name")
    if not path.is_file():
        raise WrongInput("this is not a file", where=name, do="name a file")
    if path.stat().st_size == 0:
        raise WrongInput("the file is empty", where=name, do="write the query into it")
    return path


def write_files(folder: Path | str, contents: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write files under a folder, which is made where it is not there; their places. WrongInput where that cannot be."""
    places = {Path(folder, name): content for name, content in contents.items()}
    try:
        for place, content in places.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    except OSError as error:
        raise WrongInput(f"cannot write: {error.strerror}", where=str(folder), do="name a folder that can be written to") from error
    return tuple(str(place) for place in places)


def rewritten(place: Path, content: bytes) -> None:
    """Write a file whole in one step, with the rights that it had; WrongInput where that cannot be."""
    part = place.with_name(f".{place.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            part.chmod(place.stat().st_mode & 0o777)
        part.replace(place)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WrongInput(f"cannot write: {error.strerror}", where=str(place), do="name a file that can be written") from error


def kept_beside(place: Path, content: bytes) -> str:
    """Keep what stood in a file beside it, in FILE.bak or, where that is something else, FILE.bak2 and so on; the name."""
    number = 1
    kept = place.with_name(f"{place.name}.bak")
    try:
        while kept.exists() and kept.read_bytes() != content:
            number += 1
            kept = place.with_name(f"{place.name}.bak{number}")
        kept.write_bytes(content)
    except OSError as error:
        raise WrongInput(f"cannot write: {error.strerror}", where=str(kept), do="make the folder writable") from error
    return kept.name


def encoded(data: object) -> bytes:
    """JSON in bytes, with a line end."""
    return msgspec.json.format(msgspec.json.encode(data, enc_hook=plain_words), indent=1) + b"\n"


def day_named(written: str | None, where: str = "--on") -> date:
    """The day of an option, today where there is none; WrongInput for anything else."""
    if written is None:
        return today()
    try:
        return exact_day(written)
    except ValueError as error:
        raise WrongInput(f"{written!r} is no day", where=where, do="write a day such as 2003-01-01") from error


def today() -> date:
    """Today, in universal time; the only clock of the commands."""
    return datetime.now(UTC).date()


def read_case(name: str) -> object:
    """The plain values of a case or query file, YAML or JSON."""
    path = existing(name)
    if path.stat().st_size > MAX_BYTES:
        raise WrongInput(f"larger than {MAX_BYTES} bytes", where=name, do="split it")
    if path.suffix == ".json":
        try:
            return msgspec.json.decode(path.read_bytes())
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise WrongInput(f"not JSON: {error}", where=name, do="mend it") from error
    from comity.corpus.strict_yaml import read as read_yaml  # noqa: PLC0415 - an answer without a file needs no YAML

    try:
        return typed(read_yaml(path).data)
    except WrongLaw as error:
        raise WrongInput(error.text, do="mend the file") from error


def typed(value: object) -> object:
    """Whole numbers of a case file as numbers: its facts say which type they need; codes and days stay text."""
    if isinstance(value, dict):
        return {key: _number(key, typed(item)) for key, item in value.items()}
    return [typed(item) for item in value] if isinstance(value, list) else value


def _number(key: str, value: object) -> object:
    digits = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16
    return int(value) if digits and "." in key else value  # type: ignore[call-overload]
