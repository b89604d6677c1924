# SPDX-License-Identifier: EUPL-1.2
"""The text of a PDF, read in a process of its own that may use little memory and time: ``python -m comity.web.drafting.pdf_worker``.

The file comes on standard input; on standard output goes one JSON object: ``text``, or ``data`` where the PDF carries a request.json, or
``wrong``. Nothing of the PDF is run, followed or written anywhere.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import sys

from pypdf import PdfReader
from pypdf.errors import PyPdfError

MOST_MEMORY = 768 * 1024 * 1024
MOST_SECONDS = 15
MOST_PAGES = 300
MOST_LETTERS = 500_000
DATA = "request.json"


def read(content: bytes) -> dict[str, str]:
    """What a PDF holds for us, or what is wrong with it."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"wrong": "locked"}
        if len(reader.pages) > MOST_PAGES:
            return {"wrong": "pages"}
        data = _attached(reader)
        return {"data": data} if data else _text(reader)
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError, NotImplementedError):
        return {"wrong": "damaged"}


def _attached(reader: PdfReader) -> str:
    """The request as data, where the PDF carries it."""
    for found in reader.attachment_list:
        if found.name == DATA:
            return found.content.decode("utf-8")
    return ""


def _text(reader: PdfReader) -> dict[str, str]:
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > MOST_LETTERS:
            return {"wrong": "letters"}
    text = "\n".join(pages).encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return {"text": text} if text.strip() else {"wrong": "pictures"}


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable()
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))


if __name__ == "__main__":
    _main()
