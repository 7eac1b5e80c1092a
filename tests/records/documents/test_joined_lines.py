"""Lines that some program wrapped, as one paragraph each."""

import re
from itertools import product

import pytest

from tracker.records.documents.joined_lines import joined

pytestmark = pytest.mark.one_database
LINE = "The agency will host the next session of the group"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The agency will send its list of ex-\nperts before the end\nof June.",
            "The agency will send its list of experts before the end of June.",
        ),
        ("The agency will send it.\n\nItaly will reply\nsoon.", "The agency will send it.\n\nItaly will reply soon."),
        (
            "Actions\n- Send the letter that was\npromised\n- Call",
            "Actions\n- Send the letter that was promised\n- Call",
        ),
        (
            "The Director thanked the agency.\nThe agency replied that it would\nCOME back.",
            "The Director thanked the agency. The agency replied that it would COME back.",
        ),
        ("Short.\nThe agency replied at great length to it.", "Short.\nThe agency replied at great length to it."),
        (f"{'long ' * 40}.\nNext paragraph of it", f"{'long ' * 40}.\nNext paragraph of it"),
        (
            "It ended.\nso it goes on, as one who types in small letters does.",
            "It ended.\nso it goes on, as one who types in small letters does.",
        ),
        ("Heading\nThe agency replied that it\nWould come", "Heading\nThe agency replied that it Would come"),
        ("a | b\nand | c", "a | b\nand | c"),
        ("It agreed on a long-\nterm plan and on in-\nformation.", "It agreed on a long-term plan and on information."),
        ("A follow-up of it and a follow-\nup of that.", "A follow-up of it and a follow-up of that."),
        (
            "The agency will host the next session of the group\n\n- 3 -\n\nin Brussels before the end of the year.",
            "The agency will host the next session of the group in Brussels before the end of the year.",
        ),
        ("It was agreed.\n\n3\n\nThe agency will pay.", "It was agreed.\n\n3\n\nThe agency will pay."),
        ("12\n\nThe agency will pay", "12\n\nThe agency will pay"),
        (
            "> The agency will send its list of\n> experts before June.\n>\n> Best\nThanks for it",
            "> The agency will send its list of experts before June.\n>\n> Best\nThanks for it",
        ),
        (
            "The agency will send the list\n\nof experts and the\n\nreport.\n\nIt will pay.",
            "The agency will send the list of experts and the report.\nIt will pay.",
        ),
        *(
            (f"{LINE}\n{item}", f"{LINE}\n{item}")
            for item in ("(a) the first\n(b) the second", "2.1. An item", "– a dash")
        ),
        (f"{LINE} and\nits\tlist", f"{LINE} and its\tlist"),
        ("a\tb of the list\nand c", "a\tb of the list\nand c"),
        *((f"{LINE}\n{page}\nin Bern", f"{LINE} in Bern") for page in ("Page 3 of 5", "3/5", "p. 3 sur 5", "– 3 –")),
        (f"{LINE}\n3\n4\nin Bern", f"{LINE} 3\n4 in Bern"),
        (f"{LINE}\n- 12345 -\nin Bern", f"{LINE}\n- 12345 - in Bern"),
        (f"{LINE}.\n3\nIn Bern it met.", f"{LINE}. In Bern it met."),
        ("It agreed on a counter-\nterrorism plan.", "It agreed on a counter-terrorism plan."),
        ("It agreed on co-\noperation and co-operation.", "It agreed on co-operation and co-operation."),
        ("A list of ex-\nPerts of it", "A list of ex- Perts of it"),
        ("soft\u00ad\nware of theirs", "software of theirs"),
        ("> a quote of\nnot quoted any more", "> a quote of\nnot quoted any more"),
        (f"{LINE}!”\nthat is how it went on, and on it went", f"{LINE}!” that is how it went on, and on it went"),
        ("one\n\ntwo\n\nthree\n\nFour", "one two three Four"),
        ("one\n\nTwo\n\nThree\n\nFour", "one\n\nTwo\n\nThree\n\nFour"),
        ("one\n\ntwo\n\nthree", "one\n\ntwo\n\nthree"),
        (f"{'x' * 131}\nAnd more", f"{'x' * 131}\nAnd more"),
        (f"{'x' * 130}\nAnd more", f"{'x' * 130} And more"),
        (f"{LINE}.\nNext one begins", f"{LINE}. Next one begins"),
        ("One\r\n", "One"),
        ("", ""),
    ],
)
def test_what_was_wrapped_is_one_paragraph(text: str, found: str) -> None:
    assert joined(text) == found


@pytest.mark.parametrize("words", [["one", "two", "three"], ["one", "two", "three", "Four"]])
def test_only_an_empty_line_between_all_of_four_lines_or_more_parts_no_paragraphs(words: list[str]) -> None:
    """With none, one, two or three empty lines at each place: before, between and behind."""
    for before, *behind in product(range(4), repeat=len(words) + 1):
        text = "\n" * before + "".join(f"{word}\n{'\n' * empty}" for word, empty in zip(words, behind, strict=True))
        is_spaced = before == 0 and behind in ([1, 1, 1, 0], [1, 1, 1, 1])
        found = "one two three Four" if is_spaced else re.sub(r"(?<=\w)\n(?=\w)", " ", text.removesuffix("\n"))
        assert joined(text) == found, (before, behind)
