"""Blocks: wrapped lines are one, and a heading's meaning ends with the next of its rank."""

from tracker.reading.grammar import grammar_of
from tracker.reading.layout.blocks import blocks_of


def blocks(text: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.section, text[one.start : one.end]) for one in blocks_of(text, grammar_of("en"))]


def test_headings_items_rows_and_prose() -> None:
    assert blocks("# Actions\n- send it\n  to all\n\n# Notes\nA table:\n\n| a | b |\n") == [
        ("heading", "actions", "Actions"),
        ("item", "actions", "send it\n  to all"),
        ("heading", "", "Notes"),
        ("plain", "", "A table:"),
        ("row", "", "| a | b |"),
    ]


def test_the_meaning_of_a_heading_goes_on_below_lower_ones() -> None:
    assert blocks("# Next steps\n## Website\n- build\n# Other\n- rest") == [
        ("heading", "actions", "Next steps"),
        ("heading", "", "Website"),
        ("item", "actions", "build"),
        ("heading", "", "Other"),
        ("item", "", "rest"),
    ]


def test_the_lines_below_an_items_words_are_its_own() -> None:
    assert blocks("- Write to the Secretariat\n  (Anna, Tom)\n- Notes:\n  Tom will call") == [
        ("item", "", "Write to the Secretariat\n  (Anna, Tom)"),
        ("item", "", "Notes:"),
        ("plain", "", "Tom will call"),
    ]


def test_lines_with_a_label_each_are_blocks_however_long() -> None:
    there, done = "Présents : Anne Bo (WCO), Mme Amina Rahman (WCO)", "Les membres sont priés d'envoyer la liste."
    lines = [(there, "Excusés : Omar Haddad"), (done, "Action 3 – AB : payer"), (done, "Décision 1.2 : payer")]
    found = [[said for _, _, said in blocks("\n".join(pair))] for pair in lines]
    assert found == [list(pair) for pair in lines]


def test_a_mark_in_the_middle_of_a_wrapped_sentence_is_no_item() -> None:
    prose = "The members of the Working Group on Trade that met on\n13. May agreed to send their comments."
    assert blocks(prose) == [("plain", "", prose)]
    listed = "The members of the Working Group on Trade decided to do this\n- send their comments\n- meet again"
    assert [kind for kind, _, _ in blocks(listed)] == ["plain", "item", "item"]


def test_lines_that_all_end_a_sentence_are_paragraphs() -> None:
    typed = [f"The Secretariat will send document {number} to all of the members." for number in range(4)]
    assert [text for _kind, _section, text in blocks("\n".join(typed))] == typed
