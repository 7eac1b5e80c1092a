"""Minutes in Word, as text."""

import io
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tracker.kit.documents.docx_lists import numbered
from tracker.kit.documents.docx_text import SENTENCES, text_of

pytestmark = pytest.mark.one_database
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def saved(document: Any, **replaced: str) -> bytes:
    """With what stands in its body in the place of {name} replaced by XML."""
    whole, out = io.BytesIO(), io.BytesIO()
    document.save(whole)
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            data = before.read(part)
            if part.filename == "word/document.xml":
                for name, xml in replaced.items():
                    data = data.replace(f"<w:t>{name}</w:t>".encode(), f"<w:t>{name}</w:t></w:r>{xml}<w:r>".encode())
            after.writestr(part, data)
    return out.getvalue()


@pytest.fixture(scope="module")
def minutes() -> bytes:
    from docx import Document

    made = Document()
    made.add_heading("Minutes of the visit", 0)
    made.add_heading("Decisions", 1)
    made.add_paragraph("The sides agreed.")
    for style, words in (("List Number", "Send it"), ("List Number", "Sign it"), ("List Bullet", "Call")):
        made.add_paragraph(words, style=style)
    table = made.add_table(2, 2)
    for place, words in enumerate(["Action", "Owner", "Write\ttwice", "Claire"]):
        table.rows[place // 2].cells[place % 2].text = words
    table.rows[1].cells[1].add_table(1, 1).rows[0].cells[0].text = "with Jonas"
    made.add_paragraph("tracked")
    made.add_paragraph("boxed")
    inserted = "<w:ins><w:r><w:t> and kept</w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    box = "<w:txbxContent><w:p><w:r><w:t>beside</w:t>{}</w:r></w:p></w:txbxContent>"
    seen, unseen = f"<mc:Choice>{box.format(box.format(''))}</mc:Choice>", f"<mc:Fallback>{box}</mc:Fallback>"
    again = f"<mc:AlternateContent {MC}>{seen}{unseen}</mc:AlternateContent>"
    return saved(made, tracked=inserted, boxed=f"<w:r>{again}</w:r>")


def test_headings_lists_and_tables_become_lines(minutes: bytes) -> None:
    assert text_of(minutes).split("\n") == [
        "Minutes of the visit", "", "Decisions", "", "The sides agreed.", "1. Send it", "2. Sign it", "• Call", "",
        "Action | Owner", "Write twice | Claire with Jonas", "", "tracked and kept", "boxed", "beside", "beside",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "number", "said"),
    [
        ("decimal", 12, "12"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 3, "C"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 9, "IX"),
    ],
)
def test_numbers_are_drawn_as_word_draws_them(form: str, number: int, said: str) -> None:
    assert numbered(form, number) == said


def test_numbers_below_a_number_begin_again() -> None:
    from docx import Document
    from docx.oxml import parse_xml

    made = Document()
    level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{1}"/></w:lvl>'
    kind = f'<w:abstractNum {W} w:abstractNumId="90">{level.format(0, "%1.")}{level.format(1, "%1.%2")}</w:abstractNum>'
    numbering = made.part.numbering_part.element
    numbering.append(parse_xml(kind))
    numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth in (0, 1, 1, 0, 1):
        paragraph = made.add_paragraph("item")
        number = f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(number))
    assert text_of(saved(made)).split("\n") == ["1. item", "1.1 item", "1.2 item", "2. item", "2.1 item"]


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "/"), content)
    return out.getvalue()


def test_what_is_no_document_gets_a_sentence(minutes: bytes) -> None:
    entities = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document/>'
    files = {
        "pdf": b"%PDF-1.7", "old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unknown": b"GIF89a", "size": b"x" * 10_485_761,
        "broken": minutes[: len(minutes) // 2],
    }  # fmt: skip
    said = {}
    cut = {f"cut {at}": minutes[:at] for at in range(10, len(minutes) - 30, len(minutes) // 40)}
    odd = {"entities": packed(**{"word_document.xml": entities}), "sheet": packed(**{"xl_workbook.xml": "<a/>"})}
    for name, data in {**files, **cut, **odd}.items():
        with pytest.raises(ValidationError) as refused:
            text_of(data)
        said[name] = refused.value.code
    expected = {
        **{name: name for name in files},
        **dict.fromkeys(cut, "broken"),
        "entities": "broken",
        "sheet": "unknown",
    }
    assert (said, SENTENCES.keys() >= set(said.values())) == (expected, True)
