"""The template of the Word document looks like every other file of Suivi."""

import docx

from tracker.exports.sheets import style
from tracker.exports.sheets.docx_style import dress
from tracker.implementation.document import TEMPLATE

STYLES = ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Quote")


def test_it_has_the_styles_of_the_house() -> None:
    dressed = docx.Document()
    dress(dressed)
    template, house = (
        {name: made.styles[name].font for name in STYLES} for made in (docx.Document(str(TEMPLATE)), dressed)
    )
    assert {name: (font.name, font.size, font.color.rgb) for name, font in template.items()} == {
        name: (font.name, font.size, font.color.rgb) for name, font in house.items()
    }


def test_its_tables_have_no_grid_and_their_figures_stand_right() -> None:
    tables = docx.Document(str(TEMPLATE)).tables
    assert {table.style.name for table in tables if table.style} == {"Suivi"}
    assert [each for table in tables for each in table._tbl.xpath("./w:tblPr/w:tblBorders")] == []
    assert {str(cell.paragraphs[0].alignment) for cell in tables[0].rows[2].cells[1:]} == {"RIGHT (2)"}
    shades = {each.get(docx.oxml.ns.qn("w:fill")) for table in tables for each in table._tbl.xpath(".//w:shd")}
    assert shades == {style.SUNKEN.upper()}
