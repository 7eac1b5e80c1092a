"""Words and their places, as PostgreSQL takes them."""

import pytest

from tracker.search.tsvector_literal import LAST_PLACE, MOST_BYTES, MOST_PLACES, vector

pytestmark = pytest.mark.one_database


def placed(title: list[str], detail: list[str]) -> str:
    """Of words of which each stands there once."""
    said = [f"'{word}':{place}A" for place, word in enumerate(title, 1)]
    return " ".join([*said, *(f"'{word}':{place}" for place, word in enumerate(detail, len(title) + 2))])


@pytest.mark.parametrize(
    ("title", "detail", "written"),
    [
        ([], [], ""),
        (["a", "b"], ["c"], "'a':1A 'b':2A 'c':4"),
        (["a"], ["b", "a"], "'a':1A,4 'b':3"),
        ([], ["a", "a"], "'a':2,3"),
        (["a"] * (MOST_PLACES + 1), ["b"], f"'a':{','.join(f'{each}A' for each in range(1, 256))} 'b':258"),
    ],
)
def test_words_stand_with_their_places_and_those_of_the_title_weigh_more(
    title: list[str], detail: list[str], written: str
) -> None:
    assert vector(title, detail) == written


def test_behind_the_last_place_all_stand_on_it() -> None:
    words = [f"w{number % 1000}" for number in range(LAST_PLACE + 1)]
    last, after = f"w{(LAST_PLACE - 1) % 1000}", f"w{LAST_PLACE % 1000}"
    written = {each.partition(":")[0]: each for each in vector(words, []).split()}
    assert [written[f"'{word}'"].rpartition(",")[2] for word in (last, after)] == ["16383A", "16383A"]


def test_what_does_not_fit_is_left_out_and_nothing_after_it_is_taken() -> None:
    size = MOST_BYTES // 9 - 12
    words = [letter * size for letter in "abcdefghi"]
    assert vector([], [*words, "z"]) == placed([], words)
    assert vector([], [*words[:8], "é" * size, "z"]) == placed([], words[:8])
