"""Blocks: wrapped lines are one, and a heading's meaning ends with the next of its rank."""

from tracker.reading.blocks import blocks_of
from tracker.reading.grammar import grammar_of


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
