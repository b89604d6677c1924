# SPDX-License-Identifier: EUPL-1.2
"""The fast form of the corpus: MessagePack of the parsed types, keyed by the hash of ``law/``.

It is data, never code: a damaged or foreign file fails to decode and is made anew.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from comity.corpus.corpus import Corpus
from comity.model.drafting import Drafting

V = TypeVar("V", Corpus, Drafting)

_SUFFIXES = (".yaml", ".csv")
_DIGEST = hashlib.sha256().digest_size


def _program() -> str:
    """The hash of the code that makes and reads the types: a changed program never reads an old fast form."""
    digest = hashlib.sha256()
    for folder in ("corpus", "model"):
        for path in sorted((Path(__file__).parents[1] / folder).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


PROGRAM = _program()


class _Stored(msgspec.Struct, Generic[V]):
    program: str
    key: str
    kind: str
    value: V


def law_files(law: Path) -> list[Path]:
    """Every file of the corpus, in a fixed order."""
    found: list[Path] = []
    for folder, folders, names in os.walk(law):
        folders[:] = sorted(name for name in folders if name not in ("schema", "changes"))
        paths = (Path(folder, name) for name in sorted(names) if name.endswith(_SUFFIXES))
        found.extend(path for path in paths if path.is_file() and not path.is_symlink())
    return found


def strangers(law: Path) -> list[Path]:
    """What lies among the law files and is neither a file nor a folder: links, pipes, devices."""
    found: list[Path] = []
    for folder, folders, names in os.walk(law):
        paths = [Path(folder, name) for name in sorted((*folders, *names))]
        found.extend(path for path in paths if path.is_symlink() or not (path.is_file() or path.is_dir()))
    return found


def key_of(law: Path) -> str:
    """The hash of all files of ``law/`` with their names."""
    digest = hashlib.sha256()
    for path in law_files(law):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(law).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def encode(value: Corpus | Drafting, key: str) -> bytes:
    """The fast form: its own hash, then the content."""
    content = msgspec.msgpack.encode(_Stored(PROGRAM, key, type(value).__name__, value), order="deterministic")
    return hashlib.sha256(content).digest() + content


def decode(data: bytes, key: str | None, kind: type[V]) -> V | None:
    """The value in a fast form; None where it is damaged, of another program or of another law (``key`` None: any)."""
    digest, content = data[:_DIGEST], data[_DIGEST:]
    if hashlib.sha256(content).digest() != digest:
        return None
    try:
        stored: _Stored[V] = msgspec.msgpack.decode(content, type=_Stored[kind])  # type: ignore[valid-type]  # a type made at run time
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError):
        return None
    fits = stored.program == PROGRAM and stored.kind == kind.__name__ and (key is None or stored.key == key)
    return stored.value if fits else None


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except OSError:
        os.unlink(name)
        raise
