# SPDX-License-Identifier: EUPL-1.2
"""Reads the texts of a letter in DOCX back: what stands in its content controls, each with its place in the case.

The file may come from anywhere: no entity, no network, nothing is unpacked beyond bounds, and what is no such letter is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

from comity.documents.letter_docx import VARIABLE
from comity.model.errors import WrongInput

MOST_BYTES: Final = 50 * 1024 * 1024
MOST_PART: Final = 100 * 1024 * 1024
MOST_RATIO: Final = 400  # how far a part of more than a megabyte may unfold
MOST_PARTS: Final = 5000
_SMALL: Final = 1024 * 1024
_BODY: Final = "word/document.xml"
_SETTINGS: Final = "word/settings.xml"
_SPACES: Final = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "\u2011"}
_GONE: Final = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:sdtPr")})
_CODE: Final = "docx"
_DO: Final = "give a DOCX file that Comity wrote, saved again as DOCX"


def docx_fields(data: bytes) -> list[tuple[str, str]]:
    """The place and the text of each content control with a tag, in the order of the letter.

    Deletions that are tracked are left out, insertions are read; a control that still shows its placeholder is empty.

    Raises:
        WrongInput: when the file is no DOCX, is damaged, or is built to do harm.
    """
    if len(data) > MOST_BYTES:
        raise _wrong(f"the file has {len(data)} bytes, more than {MOST_BYTES}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MOST_PARTS:
                raise _wrong(f"the file has more than {MOST_PARTS} parts")
            body = _parsed(archive, _BODY)
            paths = _variables(_parsed(archive, _SETTINGS)) if _SETTINGS in archive.namelist() else {}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _wrong(f"the file cannot be opened: {error}") from error
    return [(paths.get(tag, tag), text) for tag, text in _controls(body)]


def _wrong(what: str, where: str = "") -> WrongInput:
    return WrongInput(what, where=where, do=_DO, code=_CODE)


def _parsed(archive: zipfile.ZipFile, name: str) -> etree._Element:
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise _wrong("the file is no DOCX: this part is missing", name) from None
    with archive.open(info) as part:
        content = part.read(_bound(info) + 1)
    if len(content) > _bound(info):
        raise _wrong("the part unfolds to more than a letter can hold", name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _wrong(f"the part is no XML: {error}", name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _wrong("the part declares a document type, which no DOCX does", name)
    return root


def _bound(info: zipfile.ZipInfo) -> int:
    return min(MOST_PART, max(_SMALL, info.compress_size * MOST_RATIO))


def _variables(settings: etree._Element) -> dict[str, str]:
    """The paths that are too long for a tag, by the name that the tag has instead."""
    found = {item.get(qn("w:name"), ""): item.get(qn("w:val"), "") for item in settings.iter(qn("w:docVar"))}
    return {name: path for name, path in found.items() if name.startswith(VARIABLE)}


def _controls(body: etree._Element) -> list[tuple[str, str]]:
    found = []
    for control in body.iter(qn("w:sdt")):
        properties = control.find(qn("w:sdtPr"))
        content = control.find(qn("w:sdtContent"))
        if properties is None or content is None:
            continue
        tag = properties.find(qn("w:tag"))
        path = "" if tag is None else tag.get(qn("w:val"), "")
        if path:
            empty = properties.find(qn("w:showingPlcHdr")) is not None
            found.append((path, "" if empty else _text(content)))
    return found


def _text(content: etree._Element) -> str:
    """The text of runs; a paragraph that somebody added is a new line."""
    found: list[str] = []
    waiting = [content]
    while waiting:
        element = waiting.pop()
        if element.tag in _GONE:
            continue
        if element.tag == qn("w:t"):
            found.append(element.text or "")
        elif element.tag in _SPACES:
            found.append(_SPACES[str(element.tag)])
        elif element.tag == qn("w:p") and found:
            found.append("\n")
        waiting.extend(reversed(element))
    return "".join(found)
