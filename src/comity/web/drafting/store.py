# SPDX-License-Identifier: EUPL-1.2
"""Where the files of annexes lie: under ``$COMITY_HOME/annexes``, by draft and hash; served to nobody but through a view that checks."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import UploadedFile

from comity.web.home import home


def storage() -> FileSystemStorage:
    """Files that only the owner of this installation reads."""
    return FileSystemStorage(home() / "annexes", file_permissions_mode=0o600, directory_permissions_mode=0o700)


def place(draft: int, sha256: str) -> str:
    """Where a file lies."""
    return f"{draft}/{sha256}"


def keep(draft: int, file: UploadedFile[Any]) -> str:
    """Keep an uploaded file; its SHA-256."""
    content = b"".join(file.chunks())
    sha256 = hashlib.sha256(content).hexdigest()
    if not storage().exists(place(draft, sha256)):
        storage().save(place(draft, sha256), ContentFile(content))
    return sha256


def opened(draft: int, sha256: str) -> File[Any] | None:
    """The file, if it is there and still what was hashed; to be closed by the one who asked."""
    name = place(draft, sha256)
    if not storage().exists(name):
        return None
    with storage().open(name) as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            return None
    return storage().open(name)
