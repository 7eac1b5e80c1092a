"""What lines are read as paragraphs, and which go on with those that stand: in `drawn/paragraphs.txt`."""

from django.core.exceptions import ValidationError

from tests.house.drawings import assert_drawn
from tracker.mandates.paragraphs import ParagraphRow, pair_up, read_lines, write_lines

TYPED = (
    "5 Notes", "5. Notes", "5) Notes", "(5) Notes", "(a) Notes", "a Notes", "iv Notes",
    "3.2 Notes", "3.2.1. Notes", "OP 5 Notes", "PP. 12 Notes", "Article 12 Notes", "§ 4 Notes",
    "Annex II Notes", "chapter 3: Notes", "5(a) Notes", "5bis Notes", "5-7 Notes", "A5 Notes",
    "5:Notes", "5: Notes", "5", "5.", "(a)", "Article 12", "Notes 5", "Notes", "the 5 members", "x 5",
    "  5   Notes\tthem  ", "12345678901234567890 Long", "123456789012345678901 Longer", "ab Notes", "xiv Notes",
    "xiviviviv Notes", "é Notes", "5 \u2026", "5.. Notes", "(5 Notes", "5\u00a0Notes", "5 E",
)  # fmt: skip
TOGETHER = (
    "", "\n\n", "1 One\n\n2 Two\n", "1 One\n1 Another", "1 One\nnone\n2", "1. One\n1 One again", "1 One\r\n2 Two",
    "\n".join(["wrong"] * 12), "\n".join(f"{number} Text" for number in range(1, 502)),
    "\n".join(f"{number} Text" for number in range(1, 501)),
)  # fmt: skip
STANDING = [ParagraphRow("1", "One"), ParagraphRow("2", "Two"), ParagraphRow("3", "Three"), ParagraphRow("4", "Two")]
PAIRED = (
    "1 One\n2 Two\n3 Three\n4 Two", "1 New\n2 One\n3 Two\n4 Three\n5 Two", "2 Two", "4 Two", "9 Two\n4 Two", "1 Other",
    "3 One\n1 Three", "7 Seven", "1 Two\n2 One", "1 ONE", "",
)  # fmt: skip


def read(words: str) -> list[str]:
    try:
        found = read_lines(words)
    except ValidationError as refusal:
        return [f"refused: {each}" for each in refusal.messages]
    assert read_lines(write_lines(found)) == found
    shown = found if len(found) < 10 else found[-1:]
    return [f"{len(found)}:", *(f"  {row.number} | {row.text}" for row in shown)]


def test_lines_are_read_as_paragraphs_and_paired_with_those_that_stand() -> None:
    alone = {repr(words): read(words) for words in TYPED}
    together = {repr(words[:60]) + f" {words.count(chr(10))}": read(words) for words in TOGETHER}
    paired = {}
    for words in PAIRED:
        rows = read_lines(words)
        pairs = zip(rows, pair_up(STANDING, rows), strict=True)
        paired[f"beside {words!r}"] = [f"{row.number} goes on with {old and old.number}" for row, old in pairs]
    assert_drawn("paragraphs", alone | together | paired)
