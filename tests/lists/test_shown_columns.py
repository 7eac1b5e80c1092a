import pytest

from tracker.lists.shown_columns import ShownColumns

USUAL = ("ref", "title", "due")
OFFERED = ("ref", "title", "due", "unit", "kind")


def asked(words: str) -> ShownColumns:
    return ShownColumns.asked(words, USUAL, OFFERED, "title")


@pytest.mark.parametrize(
    ("words", "names", "said"),
    [
        ("", USUAL, ""),
        ("ref,title,due", USUAL, ""),
        ("nonsense", USUAL, ""),
        ("unit,title,unit,nonsense", ("unit", "title"), "unit,title"),
        ("unit", ("title", "unit"), "title,unit"),
    ],
)
def test_the_address_names_the_columns_and_the_usual_ones_need_no_words(
    words: str, names: tuple[str, ...], said: str
) -> None:
    assert (asked(words).names, asked(words).words) == (names, said)


@pytest.mark.parametrize(
    ("words", "name", "by", "said"),
    [
        ("", "title", 1, "ref,due,title"),
        ("", "title", -1, "title,ref,due"),
        ("", "ref", -1, None),
        ("", "due", 1, None),
        ("title,ref,due", "title", 1, ""),
    ],
)
def test_a_column_moves_as_far_as_there_are_others(words: str, name: str, by: int, said: str | None) -> None:
    assert asked(words).moved(name, by) == said


def test_a_column_is_hidden_and_shown_but_for_the_one_that_always_is() -> None:
    columns = asked("")
    assert (columns.without("due"), columns.without("title"), columns.joined_by("kind")) == (
        "ref,title", None, "ref,title,due,kind",
    )  # fmt: skip
    assert (columns.further, asked("title,kind").further) == (["unit", "kind"], ["ref", "due", "unit"])
    assert asked("ref,title").joined_by("due") == ""
