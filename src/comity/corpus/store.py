# SPDX-License-Identifier: EUPL-1.2
"""The fast form of the corpus: MessagePack of the parsed types, keyed by the hash of ``law/``.

It is data, never code: a damaged or foreign file fails to decode and is made anew.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import msgspec

from comity import __version__
from comity.corpus.corpus import Corpus

_SUFFIXES = (".yaml", ".csv")


class _Stored(msgspec.Struct):
    program: str
    key: str
    corpus: Corpus


def law_files(law: Path) -> list[Path]:
    """Every file of the corpus, in a fixed order."""
    found: list[Path] = []
    for folder, folders, names in os.walk(law):
        folders[:] = sorted(name for name in folders if name not in ("schema", "changes"))
        found.extend(Path(folder, name) for name in sorted(names) if name.endswith(_SUFFIXES))
    return found


def key_of(law: Path) -> str:
    """The hash of all files of ``law/`` with their names."""
    digest = hashlib.sha256()
    for path in law_files(law):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(law).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def encode(corpus: Corpus, key: str) -> bytes:
    """The fast form."""
    return msgspec.msgpack.encode(_Stored(__version__, key, corpus))


def decode(data: bytes, key: str | None) -> Corpus | None:
    """The corpus in a fast form; None where it is damaged, of another program or of another law (``key`` None: any)."""
    try:
        stored = msgspec.msgpack.decode(data, type=_Stored)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
    fits = stored.program == __version__ and (key is None or stored.key == key)
    return stored.corpus if fits else None


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
