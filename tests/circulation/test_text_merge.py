"""Two changes of one text: both where they are about other places, neither where they are about the same."""

import pytest

from tracker.circulation.text_merge import Hunk, hunks, replaced, taken_over

TEXT = "The visit was short.\nThey spoke of training.\nThey met again."


def test_a_hunk_is_what_changed_and_where() -> None:
    assert hunks("They spoke of training.", "They spoke at length of training.") == [Hunk(11, 11, "at length ")]
    assert hunks("They met again.", "We met.") == [Hunk(0, 4, "We"), Hunk(8, 14, "")]


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("The visit was long.", "The visit was short.", "The visit was long."),
        ("The visit was long.", "The visit was short indeed.", None),
        ("The visit was long.", "The talk was short.", None),
        ("The visit was long.", "The visit was long.", "The visit was long."),
        ("The visit was short.", "The visit was brief.", "The visit was brief."),
        ("The visit was short. Thanks.", "The visit was short. Regards.", None),
        ("The visit was short. Thanks.", "The visit was short. Thanks.", "The visit was short. Thanks."),
        ("", "The visit was brief.", None),
    ],
)
def test_two_changes_of_the_same_words_are_no_text(mine: str, theirs: str, both: str | None) -> None:
    assert taken_over("The visit was short.", mine, theirs) == both


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", " ")])
def test_changes_of_two_lines_or_sentences_stand_together(text: str) -> None:
    mine, theirs = text.replace("short", "long"), text.replace("spoke", "talked")
    assert taken_over(text, mine, theirs) == text.replace("short", "long").replace("spoke", "talked")


@pytest.mark.parametrize(
    ("text", "struck", "left"),
    [
        ("Agreed:\n\n- One\n- Two\n- Three", "Two", "Agreed:\n\n- One\n- Three"),
        ("Agreed:\n\n- One\n- Two", "Two", "Agreed:\n\n- One"),
        ("1. One\n2. Two", "One", "2. Two"),
        ("- One and two", "One", "-  and two"),
        ("One. Two.", "One.", " Two."),
    ],
)
def test_of_an_item_that_is_struck_no_mark_is_left(text: str, struck: str, left: str) -> None:
    start = text.index(struck)
    assert replaced(text, start, start + len(struck), "") == left
