"""The look of files in a Word document: its styles, so that whoever opens it can change them there."""

from typing import Any

from tracker.exports.sheets.style import INK, LINE, LINE_STRONG, SANS, SERIF, SUNKEN

TABLE = "Suivi"
# Name, size in points, space before it, and whether it is a heading.
_STYLES = [
    ("Normal", 10, 0, False),
    ("Title", 22, 0, True),
    ("Subtitle", 12, 0, False),
    ("Heading 1", 18, 12, True),
    ("Heading 2", 13, 12, True),
    ("Quote", 10, 0, False),
]
_TABLE = f"""<w:style xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    w:type="table" w:customStyle="1" w:styleId="{TABLE}">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/>
  <w:pPr><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/></w:pPr>
  <w:tblPr>
    <w:tblBorders><w:bottom w:val="single" w:sz="6" w:color="{LINE_STRONG}"/>
      <w:insideH w:val="single" w:sz="4" w:color="{LINE}"/></w:tblBorders>
    <w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>
    <w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="{LINE_STRONG}"/></w:tcBorders>
    <w:shd w:val="clear" w:color="auto" w:fill="{SUNKEN}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>
  <w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr><w:tcPr>
    <w:tcBorders><w:top w:val="single" w:sz="8" w:color="{LINE_STRONG}"/></w:tcBorders></w:tcPr></w:tblStylePr>
</w:style>"""


def dress(document: Any) -> None:
    """Give it the styles of the house, and paper of the size that is used here."""
    # Imported here, as few who start Suivi ask for a file.
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.shared import Mm  # noqa: PLC0415

    for name, size, before, is_heading in _STYLES:
        _dress(document.styles[name], size, before, is_heading=is_heading)
    document.styles.element.append(parse_xml(_TABLE))
    for page in document.sections:
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = page.top_margin = Mm(15)
        page.bottom_margin = Mm(17)


def _dress(style: Any, size: int, before: int, *, is_heading: bool) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    properties = style.element.get_or_add_rPr()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        properties.get_or_add_rFonts().attrib.pop(qn(f"w:{theme}"), None)
    style.font.name, style.font.size = SERIF if is_heading else SANS, Pt(size)
    style.font.bold, style.font.color.rgb = is_heading, RGBColor.from_string(INK.upper())
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
    for line in style.element.xpath("./w:pPr/w:pBdr"):
        line.getparent().remove(line)
