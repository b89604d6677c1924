# SPDX-License-Identifier: EUPL-1.2
"""Content that is kept encrypted: AES-256-GCM under the data key of this installation, bound to the place for which it was sealed.

What is sealed begins with ``MAGIC``, then the mark of its key (8 bytes) and a nonce (12 bytes). Older keys (``COMITY_OLD_DATA_KEYS``) still
open what they sealed; ``python -m comity.web reseal`` brings everything under the newest.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from comity.model.errors import ComityError

MAGIC = b"comity-sealed/1\n"
_MARK, _NONCE = 8, 12
_BODY = len(MAGIC) + _MARK + _NONCE


class SealError(ComityError):
    """What was kept cannot be opened."""

    code = "sealed"


class NoKey(SealError):
    """The key under which it was sealed is not among those of this installation."""

    code = "no-data-key"


class Altered(SealError):
    """It is not what was sealed, or not at its place."""

    code = "altered"


def _key(text: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"comity data/1").derive(text.encode())


def _mark(key: bytes) -> bytes:
    """By what a key is told from others, without telling anything of it."""
    return hashlib.sha256(b"comity data key mark/1" + key).digest()[:_MARK]


def _keys() -> Sequence[bytes]:
    """The keys of this installation, the newest first."""
    return [_key(text) for text in (settings.DATA_KEY, *settings.OLD_DATA_KEYS)]


def seal(content: bytes, place: str) -> bytes:
    """The content under the newest key; it can be opened for this place only."""
    key, nonce = _keys()[0], secrets.token_bytes(_NONCE)
    head = MAGIC + _mark(key)
    return head + nonce + AESGCM(key).encrypt(nonce, content, head + place.encode())


def unseal(sealed: bytes, place: str) -> bytes:
    """The content that was sealed for a place; NoKey or Altered where it cannot be had."""
    if not is_sealed(sealed):
        raise Altered("this was not sealed here", where=place, do="run python -m comity.web reseal, or restore it from a backup")
    head, nonce = sealed[: len(MAGIC) + _MARK], sealed[len(MAGIC) + _MARK : _BODY]
    key = next((key for key in _keys() if MAGIC + _mark(key) == head), None)
    if key is None:
        raise NoKey(
            "the key under which this was sealed is not here", where=place, do="put it back into COMITY_DATA_KEY or COMITY_OLD_DATA_KEYS"
        )
    try:
        return AESGCM(key).decrypt(nonce, sealed[_BODY:], head + place.encode())
    except InvalidTag:
        raise Altered("this was altered after it was sealed", where=place, do="restore it from a backup") from None


def is_sealed(content: bytes) -> bool:
    """Whether the content has the form of what is sealed."""
    return content.startswith(MAGIC) and len(content) > _BODY


def is_current(content: bytes) -> bool:
    """Whether the content is sealed under the newest key."""
    return is_sealed(content) and content.startswith(MAGIC + _mark(_keys()[0]))
