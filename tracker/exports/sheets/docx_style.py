"""The look of files in a Word document: its styles, so that whoever opens it can change them there."""

from typing import Any

from django.utils.translation import gettext as _
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tracker.exports.sheets.style import INK, INK_2, LINE, LINE_STRONG, SANS, SERIF

TABLE = "Suivi"
# What Word counts by itself, by what the sentence calls it.
_COUNTED = {"number": "PAGE", "total": "NUMPAGES"}
# Name, size in points, and ink; the last are headings.
_STYLES = [
    ("Normal", 10, INK),
    ("Subtitle", 12, INK_2),
    ("Quote", 10, INK_2),
    ("Caption", 9, INK_2),
    ("Footer", 8, INK_2),
]
_HEADINGS = [("Title", 22, INK), ("Heading 1", 18, INK), ("Heading 2", 13, INK), ("Heading 3", 10, INK)]
_TABLE = f"""<w:style xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    w:type="table" w:customStyle="1" w:styleId="{TABLE}">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/>
  <w:pPr><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/></w:pPr>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="6" w:color="{LINE_STRONG}"/><w:insideH w:val="single" w:sz="4" w:color="{LINE}"/>
    </w:tblBorders>
    <w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>
  </w:tblPr>
</w:style>"""

_FIELD = """<w:fldSimple xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:instr="{}">
  <w:r><w:t>1</w:t></w:r>
</w:fldSimple>"""


def dress(document: Any) -> None:
    """Give it the styles of the house, and paper of the size that is used here."""
    for name, size, ink in (*_STYLES, *_HEADINGS):
        _dress(document.styles[name], size, ink, is_heading=(name, size, ink) in _HEADINGS)
    document.styles.element.append(parse_xml(_TABLE))
    for page in document.sections:
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = page.top_margin = Mm(15)
        page.bottom_margin = Mm(17)


def number_pages(document: Any) -> None:
    """Say on each page which of how many it is."""
    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    marked = _("page %(number)s of %(total)s") % {name: f"\n{name}\n" for name in _COUNTED}
    for words in filter(None, marked.split("\n")):
        if words in _COUNTED:
            line._p.append(parse_xml(_FIELD.format(_COUNTED[words])))
        else:
            line.add_run(words)


def _dress(style: Any, size: int, ink: str, *, is_heading: bool) -> None:
    properties = style.element.get_or_add_rPr()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        properties.get_or_add_rFonts().attrib.pop(qn(f"w:{theme}"), None)
    style.font.name, style.font.size = SERIF if is_heading else SANS, Pt(size)
    style.font.bold, style.font.color.rgb = is_heading, RGBColor.from_string(ink.upper())
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12 if is_heading else 0), Pt(4)
    style.paragraph_format.keep_with_next = is_heading
    # The blue line below a title, and the look of the same name for single words.
    for other in style.element.xpath("./w:pPr/w:pBdr | ./w:link"):
        other.getparent().remove(other)
