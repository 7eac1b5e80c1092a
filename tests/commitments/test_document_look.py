"""The template of the list of commitments looks like every other file of Suivi."""

import docx

from tests.implementation.test_document_look import STYLES
from tracker.commitments.files import TEMPLATE
from tracker.exports.sheets.docx_style import dress


def test_it_has_the_styles_of_the_house() -> None:
    dressed = docx.Document()
    dress(dressed)
    template, house = (
        {name: made.styles[name].font for name in STYLES} for made in (docx.Document(str(TEMPLATE)), dressed)
    )
    assert {name: (font.name, font.size, font.color.rgb) for name, font in template.items()} == {
        name: (font.name, font.size, font.color.rgb) for name, font in house.items()
    }


def test_its_table_has_no_grid() -> None:
    tables = docx.Document(str(TEMPLATE)).tables
    assert {table.style.name for table in tables if table.style} == {"Suivi"}
    assert [each for table in tables for each in table._tbl.xpath("./w:tblPr/w:tblBorders")] == []
