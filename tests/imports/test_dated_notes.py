"""Dated notes in one cell."""

from datetime import date

import pytest

from tracker.imports.dated_notes import Note, split

MARCH, LATER = date(2026, 3, 12), date(2026, 3, 20)


@pytest.mark.parametrize(
    ("cell", "notes"),
    [
        ("12.03.2026: sent letter; 20.03.2026 reply", [Note(MARCH, "sent letter"), Note(LATER, "reply")]),
        ("20.03.2026 reply\n12.03.2026 sent letter", [Note(MARCH, "sent letter"), Note(LATER, "reply")]),
        ("First talk\n- 2026-03-12 – called; no answer", [Note(None, "First talk"), Note(MARCH, "called; no answer")]),
        ("(12 March 2026) wrote", [Note(MARCH, "wrote")]),
        ("12 mars 2026 : vu", [Note(MARCH, "vu")]),
        ("Nothing new; see the file", [Note(None, "Nothing new; see the file")]),
        ("31.02.2026: never was", [Note(None, "31.02.2026: never was")]),
        ("12.03.2026: sent; 1.1.2031 is far", [Note(MARCH, "sent; 1.1.2031 is far")]),
        ("26.11.2026: today; 27.11.2026: not yet", [Note(date(2026, 11, 26), "today; 27.11.2026: not yet")]),
        ("12.03.2026:", []),
        ("", []),
    ],
)
def test_each_date_begins_a_note(cell: str, notes: list[Note]) -> None:
    assert split(cell, language="en", today=date(2026, 11, 26)) == notes
