# SPDX-License-Identifier: EUPL-1.2
"""A passkey of software: it registers and answers challenges as a real one does, so that what is replayed is genuine."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

HOST = "testserver"
ORIGIN = f"https://{HOST}"


class Passkey:
    """One key pair."""

    def __init__(self, host: str = HOST) -> None:
        self.host = host
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)

    def registered(self) -> dict[str, Any]:
        """What the browser sends when the key is added."""
        public = ES256.from_cryptography_key(self._key.public_key())  # type: ignore[no-untyped-call]  # the library has no types here
        known = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        data = AuthenticatorData.create(self._host_hash(), _PRESENT | AuthenticatorData.FLAG.AT, 0, known)
        told = CollectedClientData.create(CollectedClientData.TYPE.CREATE, b"\0" * 32, ORIGIN)
        made = {"attestationObject": websafe_encode(AttestationObject.create("none", data, {})), "clientDataJSON": websafe_encode(told)}
        return {**self._named(), "response": made, "clientExtensionResults": {"credProps": {"rk": True}}}

    def answer(self, challenge: str, user: str, *, origin: str = ORIGIN, verified: bool = True) -> dict[str, Any]:
        """What the browser sends when somebody signs in with it."""
        flags = _PRESENT if verified else AuthenticatorData.FLAG.UP
        data = AuthenticatorData.create(self._host_hash(), flags, 1)
        told = CollectedClientData.create(CollectedClientData.TYPE.GET, websafe_decode(challenge), origin)
        signature = self._key.sign(bytes(data) + told.hash, ec.ECDSA(SHA256()))
        response = {
            "authenticatorData": websafe_encode(data),
            "clientDataJSON": websafe_encode(told),
            "signature": websafe_encode(signature),
            "userHandle": user,
        }
        return {**self._named(), "response": response, "clientExtensionResults": {}}

    def _named(self) -> dict[str, str]:
        return {"id": websafe_encode(self.id), "rawId": websafe_encode(self.id), "type": "public-key"}

    def _host_hash(self) -> bytes:
        return sha256(self.host.encode()).digest()


_PRESENT = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
