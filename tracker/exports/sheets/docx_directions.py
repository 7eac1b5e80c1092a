"""Which way each paragraph of a Word document is read: Word wants it said, and reads all others from the left."""

from typing import Any

from tracker.kit.text import is_read_from_right

# What the schema puts after it in the properties of a paragraph.
AFTER = "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection"
LATER = "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"


def set_directions(document: Any) -> None:
    """Say it of each paragraph whose first letter is read from the right."""
    # Imported here, as few who start Suivi ask for a file.
    from docx.oxml.ns import qn  # noqa: PLC0415

    for paragraph in document.element.body.iter(qn("w:p")):
        if is_read_from_right("".join(text.text or "" for text in paragraph.iter(qn("w:t")))):
            _turn(paragraph)


def _turn(paragraph: Any) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    later = (f"w:{name}" for name in f"{AFTER} {LATER}".split())
    paragraph.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *later)
    for run in paragraph.r_lst:
        run.get_or_add_rPr().get_or_add_rtl()
