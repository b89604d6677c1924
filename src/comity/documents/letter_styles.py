# SPDX-License-Identifier: EUPL-1.2
"""The styles and the small parts of Office Open XML that letters in DOCX are made of."""

from __future__ import annotations

from typing import Any, Final
from xml.sax.saxutils import quoteattr

from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Cm, Pt, RGBColor

FONT: Final = "Times New Roman"  # named, not shipped: word processors put their own in its place, with the letters of all our languages
INK: Final = RGBColor(0x1F, 0x2A, 0x3C)
FAINT: Final = RGBColor(0x69, 0x69, 0x69)
AMBER: Final = "B26A00"
WIDE: Final = 16.2  # centimetres between the margins
TABLE: Final = "Letter Table"
_HAIR: Final = "BEBEBE"
_TAGS: Final = {"az": "az-Latn-AZ", "en": "en-GB", "fr": "fr-FR", "ru": "ru-RU", "ka": "ka-GE", "hy": "hy-AM", "ar": "ar-SA", "tr": "tr-TR"}

# name: size, bold, colour, space before and after in points
_STYLES: Final[dict[str, tuple[float, bool, RGBColor | None, float, float]]] = {
    "Title": (15, True, INK, 18, 4),
    "Subtitle": (11, False, FAINT, 0, 8),
    "Heading 1": (12, True, INK, 14, 4),
    "Heading 2": (11, True, INK, 8, 3),
    "Letter Sender": (14, True, INK, 0, 2),
    "Letter Line": (9.5, False, None, 0, 0),
    "Letter Addressee": (11, False, None, 0, 0),
    "Letter Label": (9.5, False, FAINT, 2, 2),
    "Letter Value": (11, False, None, 2, 2),
    "Letter Cell": (9, False, None, 2, 2),
    "Letter Notice": (9, False, FAINT, 0, 8),
    "Letter Signature": (11, False, None, 0, 0),
}


def node(tag: str, **attributes: object) -> Any:
    """An element of WordprocessingML."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    return made


# The order in which the schema of WordprocessingML asks for what is set here and by python-docx.
_ORDERS: Final = {
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr shd tabs bidi spacing ind contextualSpacing jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps color spacing w kern position sz szCs highlight u shd vertAlign rtl cs lang",
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "trPr": "cantSplit trHeight tblHeader jc",
}


def put(parent: Any, child: Any) -> None:
    """Put a property where the schema wants it."""
    order = _ORDERS[_local(parent)].split()
    rank = order.index(_local(child))
    for other in parent:
        if _local(other) not in order or order.index(_local(other)) > rank:
            other.addprevious(child)
            return
    parent.append(child)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def tag_of(language: str) -> str:
    """The language as Word names it."""
    return _TAGS.get(language, language)


def prepare(paper: Paper, language: str) -> None:
    """Page and styles."""
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.2)
    normal = paper.styles["Normal"]
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    _plain_font(normal)
    put(normal.element.get_or_add_rPr(), node("lang", val=tag_of(language), bidi=_TAGS["ar"]))
    for name, (size, bold, colour, before, after) in _STYLES.items():
        if name not in [style.name for style in paper.styles]:
            paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = normal
        style = paper.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, name == "Letter Notice"
        if colour is not None:
            style.font.color.rgb = colour
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.08
        _plain_font(style)
    _centred(paper)
    paper.styles.element.append(parse_xml(_TABLE))


def _centred(paper: Paper) -> None:
    for name in ("Title", "Subtitle", "Letter Sender"):
        paper.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title = paper.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)
    put(paper.styles["Letter Sender"].element.get_or_add_rPr(), node("spacing", val=12))
    for name in ("Header", "Footer"):
        style = paper.styles[name]
        style.font.size, style.font.color.rgb = Pt(8.5), FAINT
        stops = style.paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Cm(WIDE), WD_TAB_ALIGNMENT.RIGHT)


def _plain_font(style: Any) -> None:
    style.font.name = FONT
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), FONT)
    fonts.set(qn("w:cs"), FONT)


def border(side: str, colour: str, eighths: int = 6, space: int = 1) -> Any:
    """One border of a paragraph."""
    made = node("pBdr")
    made.append(node(side, val="single", sz=eighths, space=space, color=colour))
    return made


def field(code: str) -> Any:
    """A field that the word processor fills in, such as PAGE."""
    made = node("fldSimple", instr=code)
    run, text = node("r"), node("t")
    text.text = "1"
    run.append(text)
    made.append(run)
    return made


def draft_mark(words: str) -> Any:
    """A run that draws the words across the page, behind the text; it belongs into the header."""
    width, height = (420, 105) if len(words) < 12 else (520, 70)
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict>'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
        '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
        '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="DraftMark" o:spid="_x0000_s2049" type="#_x0000_t136" style="{style}" fillcolor="#e9e9e9" stroked="f">'
        f'<v:textpath style="font-family:&quot;{FONT}&quot;;font-size:1pt" string={quoteattr(words)}/></v:shape></w:pict></w:r>'
    )


_TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="LetterTable"><w:name w:val="{TABLE}"/>
<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
<w:tblPr><w:tblBorders>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_HAIR}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_HAIR}"/>
</w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="{INK}"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>
</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"""
