# SPDX-License-Identifier: EUPL-1.2
"""Reads the case that a user names, with the files of its annexes, and puts it before the law."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from comity.advise.advise import Adviser
from comity.cli.files import read_case, today
from comity.corpus.load import load, load_drafting
from comity.draft.case.base import Language
from comity.draft.case.case import Case
from comity.draft.case.read import read_case as typed_case
from comity.draft.case.things import LANGUAGES
from comity.draft.check.check import check as check_scene
from comity.draft.check.deficiency import Deficiency
from comity.draft.check.papers import annex_files
from comity.draft.request_file import case_in
from comity.draft.scene import Scene, scene_of
from comity.model.errors import WrongInput

MAX_ANNEX_BYTES = 200_000_000
_CONTAINERS = (".asice", ".asics", ".zip")


@dataclass(frozen=True, slots=True)
class Opened:
    """A case before the law, and what the check found in it."""

    scene: Scene
    found: tuple[Deficiency, ...]


def opened(name: str) -> Opened:
    """The case or request in a file, checked; WrongInput with place and reason."""
    case = case_of(name)
    scene = scene_of(case, Adviser(load()), load_drafting(), today())
    altered = annex_files(scene, _hashes(case, Path(name).parent))
    return Opened(scene, tuple(sorted((*check_scene(scene), *altered), key=lambda item: item.rank)))


def case_of(name: str) -> Case:
    """The typed case in a file: a case file, a query, or a request that ``comity draft`` wrote."""
    if Path(name).suffix.lower() in _CONTAINERS:
        raise WrongInput("signed containers are read by the exchange, which is not there yet", where=name, do="take request.json out of it")
    return typed_case(case_in(read_case(name)))


def _hashes(case: Case, folder: Path) -> dict[str, str | None]:
    """The SHA-256 of the annexes that name a file beside the case."""
    found: dict[str, str | None] = {}
    for number, annex in enumerate(case.annexes):
        if annex.file:
            where = f"annexes[{number}].file"
            try:
                found[annex.id] = _hash(folder, annex.file, where)
            except (OSError, ValueError) as error:  # a name that no file can have, a file that may not be read
                raise WrongInput(f"cannot be read: {error}", where=where, do="name a file beside the case") from error
    return found


def _hash(folder: Path, name: str, where: str) -> str | None:
    place = folder / name
    if not place.resolve().is_relative_to(folder.resolve()):
        raise WrongInput("the file lies outside the folder of the case", where=where, do="put it beside the case")
    if not place.is_file():
        return None
    if place.stat().st_size > MAX_ANNEX_BYTES:
        raise WrongInput(f"larger than {MAX_ANNEX_BYTES} bytes", where=where, do="split it, or send it apart")
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def language_named(name: str) -> Language:
    """One of the four languages; WrongInput for any other."""
    for language in LANGUAGES:
        if language == name:
            return language
    raise WrongInput(f"unknown language {name!r}", where="--lang", do=f"use one of: {', '.join(LANGUAGES)}")
