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
        ("12.03.26: sent letter\n20.03.26: reply", [Note(MARCH, "sent letter"), Note(LATER, "reply")]),
        ("Le 12/03/2026 : courrier\nLe 20/03/2026 : relance", [Note(MARCH, "courrier"), Note(LATER, "relance")]),
        ("12/03/2026 10:15 - sent\n20/03/2026 à 11h00 : reply", [Note(MARCH, "sent"), Note(LATER, "reply")]),
        ("[12/03/2026] sent\n[20/03/2026 09:05:12] reply", [Note(MARCH, "sent"), Note(LATER, "reply")]),
        ("- 12 March: sent\n- March 20th: reply", [Note(MARCH, "sent"), Note(LATER, "reply")]),
        ("12/03: sent\n20-Mar-26 reply", [Note(MARCH, "sent"), Note(LATER, "reply")]),
        ("Thursday, 12 March 2026: sent", [Note(MARCH, "sent")]),
        ("MAJ du 12/03/2026 : vu", [Note(MARCH, "vu")]),
        ("2026-03-12T10:15: sent", [Note(MARCH, "sent")]),
        ("2026-03-12T10:15:00Z: sent", [Note(MARCH, "sent")]),
        ("- 12.03.: sent\n20.03. reply", [Note(MARCH, "sent"), Note(LATER, "reply")]),
        ("12.03.2026: sent. 20.03.2026: reply", [Note(MARCH, "sent."), Note(LATER, "reply")]),
        ("(12/03/26) sent // (20/03/26) reply", [Note(MARCH, "sent"), Note(LATER, "reply")]),
        ("12.03.2026 – sent <br> 20.03.2026 – reply", [Note(MARCH, "sent"), Note(LATER, "reply")]),
        ("1. 12.03.2026 sent\n2. 20.03.2026 reply", [Note(MARCH, "sent"), Note(LATER, "reply")]),
        ("12.03.2026: sent\t20.03.2026: reply", [Note(MARCH, "sent"), Note(LATER, "reply")]),
        ("JD 12.03.2026: sent\nAB, 20.03.2026 - reply", [Note(MARCH, "JD: sent"), Note(LATER, "AB: reply")]),
        ("Zoé Doe (12/03/2026 10:15): sent", [Note(MARCH, "Zoé Doe: sent")]),
        ("Le 12 mars 2026, vu", [Note(MARCH, "vu")]),
        ("Letter of 12.03.2026: answered", [Note(None, "Letter of 12.03.2026: answered")]),
        ("12.03.2026: see the rule of 1.2.2026", [Note(MARCH, "see the rule of 1.2.2026")]),
        ("12 March. Sent by Jonas", [Note(None, "12 March. Sent by Jonas")]),
        ("12/03 of the files: sent", [Note(None, "12/03 of the files: sent")]),
        ("1.2.3 of the annex", [Note(None, "1.2.3 of the annex")]),
        ("12.03.2026:", []),
        ("", []),
    ],
)
def test_each_date_begins_a_note(cell: str, notes: list[Note]) -> None:
    assert split(cell, language="en", today=date(2026, 11, 26)) == notes


def test_in_a_column_that_is_read_month_first_so_are_its_notes() -> None:
    notes = split("03/12/2026: sent", language="en", today=date(2026, 11, 26), first="month")
    assert notes == [Note(MARCH, "sent")]
