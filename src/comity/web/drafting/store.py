# SPDX-License-Identifier: EUPL-1.2
"""Where the files of annexes and of received requests lie: under ``$COMITY_HOME/annexes``, by owner and hash, each of them sealed.

They are served to nobody but through a view that checks. The hash is that of the file as it was given, so that it is the one in the letter.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from comity.web.home import home
from comity.web.sealing import MAGIC, Altered, is_current, is_sealed, seal, unseal


def folder() -> Path:
    """The folder of all files, which only the owner of this installation reads."""
    return home() / "annexes"


def place(owner: str, sha256: str) -> str:
    """Where a file lies; it can be opened nowhere else."""
    return f"{owner}/{sha256}"


def keep(owner: str, content: bytes) -> str:
    """Keep a file, sealed; its SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    name = place(owner, sha256)
    if not (folder() / name).exists():
        _write(name, seal(content, name))
    return sha256


def content(owner: str, sha256: str) -> bytes:
    """The file as it was given; SealError where it is gone, altered, or its key is not here."""
    name = place(owner, sha256)
    try:
        sealed = (folder() / name).read_bytes()
    except FileNotFoundError:
        raise Altered("this file is gone", where=name, do="restore it from a backup") from None
    found = unseal(sealed, name)
    if hashlib.sha256(found).hexdigest() != sha256:
        raise Altered("this is another file than the one that was kept", where=name, do="restore it from a backup")
    return found


def names() -> Iterator[str]:
    """Every file that is kept, by its place."""
    for path in sorted(folder().glob("*/*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder()).as_posix()


def reseal(name: str) -> bool:
    """Bring a file under the newest key, one that was never sealed too; whether anything was to be done."""
    path = folder() / name
    with path.open("rb") as file:
        if is_current(file.read(len(MAGIC) + 64)):
            return False
    kept = path.read_bytes()
    plain = unseal(kept, name) if is_sealed(kept) else kept
    if hashlib.sha256(plain).hexdigest() != path.name:
        raise Altered("this is another file than the one that was kept", where=name, do="restore it from a backup")
    _write(name, seal(plain, name))
    return True


def _write(name: str, sealed: bytes) -> None:
    """Whole or not at all, and on the disk before anything speaks of it."""
    path = folder() / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(path)
