# SPDX-License-Identifier: EUPL-1.2
"""All that an answer says, as text: headers, body, and what is packed in it (archives, PDF, DOCX, base64 in JSON)."""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pypdf
from django.http.response import HttpResponseBase

_DEEPEST = 4


def body_of(answer: HttpResponseBase) -> bytes:
    """The bytes of an answer, also of one that is sent in parts."""
    if not hasattr(answer, "kept_body"):
        answer.kept_body = bytes(answer.getvalue()) if hasattr(answer, "getvalue") else b""  # type: ignore[attr-defined]  # read once
    return bytes(answer.kept_body)  # type: ignore[attr-defined]  # set above


def said(answer: HttpResponseBase) -> str:
    """Everything in small letters: what the headers and the body say, in each form in which a reader may find it."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    cookies = answer.cookies.output()
    return "\n".join((headers, unquote(headers), cookies, *texts(body_of(answer)))).lower()


def texts(content: bytes, depth: int = _DEEPEST) -> Iterator[str]:
    """The texts in a content, packed ones too."""
    plain = content.decode("utf-8", "replace")
    yield plain
    if depth == 0:
        return
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from texts(archive.read(name), depth - 1)
    elif content.startswith(b"\x1f\x8b"):
        yield from texts(gzip.decompress(content), depth - 1)
    elif content.startswith(b"%PDF"):
        yield from _of_pdf(content, depth)
    elif content[:1] in (b"{", b"["):
        yield from _of_json(plain, depth)
    else:
        yield html.unescape(plain)


def _of_pdf(content: bytes, depth: int) -> Iterator[str]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    yield from (page.extract_text() for page in reader.pages)
    yield str(dict(reader.metadata or {}))
    for name, files in reader.attachments.items():
        yield name
        for file in files:
            yield from texts(file, depth - 1)


def _of_json(plain: str, depth: int) -> Iterator[str]:
    for text in _strings([json.loads(line) for line in plain.splitlines() if line.strip()] if not _is_json(plain) else json.loads(plain)):
        yield text
        if len(text) > 100 and " " not in text:
            try:
                yield from texts(base64.b64decode(text, validate=True), depth - 1)
            except (binascii.Error, ValueError):
                continue


def _is_json(plain: str) -> bool:
    try:
        json.loads(plain)
    except ValueError:
        return False
    return True


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
