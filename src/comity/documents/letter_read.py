# SPDX-License-Identifier: EUPL-1.2
"""Reads the texts of a letter in DOCX back: what stands in its content controls, each with its place in the case.

The file may come from anywhere: no entity, no network, nothing is unpacked beyond bounds, and what is no such letter is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final, NamedTuple

from docx.oxml.ns import qn
from lxml import etree

from comity.documents.letter_docx import IDENTIFIER, VARIABLE
from comity.model.errors import WrongInput

MOST_BYTES: Final = 50 * 1024 * 1024
MOST_PART: Final = 100 * 1024 * 1024
MOST_RATIO: Final = 400  # how far a part of more than a megabyte may unfold
MOST_PARTS: Final = 5000
_SMALL: Final = 1024 * 1024
_BODY: Final = "word/document.xml"
_SETTINGS: Final = "word/settings.xml"
_COMMENTS: Final = "word/comments.xml"
_PROPERTIES: Final = "docProps/core.xml"
_IDENTIFIER: Final = "{http://purl.org/dc/elements/1.1/}identifier"
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES: Final = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "\u2011"}
GONE: Final = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:sdtPr"), f"{{{_MC}}}Fallback"})
_CODE: Final = "docx"
_DO: Final = "give a DOCX file that Comity wrote, saved again as DOCX"


def docx_fields(data: bytes) -> list[tuple[str, str]]:
    """The place and the text of each content control with a tag, in the order of the letter.

    Deletions that are tracked are left out, insertions are read; a control that still shows its placeholder is empty.

    Raises:
        WrongInput: when the file is no DOCX, is damaged, or is built to do harm.
    """
    parts = opened_parts(data)
    return [(parts.variables.get(tag, tag), text) for tag, text in _controls(parts.body)]


class Parts(NamedTuple):
    """What is read of a DOCX: body and comments, what the letter is called, and the paths that are too long for a tag by their tag."""

    body: etree._Element
    comments: etree._Element | None
    identifier: str
    variables: Mapping[str, str]


def opened_parts(data: bytes) -> Parts:
    """The parts of a DOCX that hold a letter; WrongInput when the file is no DOCX, is damaged, or is built to do harm."""
    if len(data) > MOST_BYTES:
        raise _wrong(f"the file has {len(data)} bytes, more than {MOST_BYTES}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MOST_PARTS:
                raise _wrong(f"the file has more than {MOST_PARTS} parts")
            body = _parsed(archive, _BODY)
            others = {name: _parsed(archive, name) for name in (_SETTINGS, _COMMENTS, _PROPERTIES) if name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _wrong(f"the file cannot be opened: {error}") from error
    variables = _variables(others.get(_SETTINGS))
    return Parts(body, others.get(_COMMENTS), variables.get(IDENTIFIER) or _identifier(others.get(_PROPERTIES)), variables)


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


def _variables(settings: etree._Element | None) -> dict[str, str]:
    """The variables that Comity gave the letter: what it is called, and each path that is too long for a tag."""
    found = {} if settings is None else {item.get(qn("w:name"), ""): item.get(qn("w:val"), "") for item in settings.iter(qn("w:docVar"))}
    return {name: value for name, value in found.items() if name == IDENTIFIER or name.startswith(VARIABLE)}


def _identifier(properties: etree._Element | None) -> str:
    found = None if properties is None else properties.find(_IDENTIFIER)
    return "" if found is None else (found.text or "")


def _controls(body: etree._Element) -> list[tuple[str, str]]:
    found = []
    for control in body.iter(qn("w:sdt")):
        properties = control.find(qn("w:sdtPr"))
        content = control.find(qn("w:sdtContent"))
        if properties is None or content is None:
            continue
        path = tag_of(control)
        if path:
            found.append((path, "" if is_empty(control) else text_of(content)))
    return found


def tag_of(control: etree._Element) -> str:
    """The tag of a content control, empty where it has none."""
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return "" if tag is None else tag.get(qn("w:val"), "")


def is_empty(control: etree._Element) -> bool:
    """Whether a content control shows its placeholder: what it shows is no value."""
    return control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None


def text_of(content: etree._Element) -> str:
    """The text of runs; a paragraph that somebody added is a new line."""
    found: list[str] = []
    waiting = [content]
    while waiting:
        element = waiting.pop()
        if element.tag in GONE:
            continue
        if element.tag == qn("w:t"):
            found.append(element.text or "")
        elif element.tag in SPACES:
            found.append(SPACES[str(element.tag)])
        elif element.tag == qn("w:p") and found:
            found.append("\n")
        waiting.extend(reversed(element))
    return "".join(found)
