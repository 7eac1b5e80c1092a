import random
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.spans import Span
from tracker.records.text_alignment import MOST_WORK, Run, Window, _rising, shared_lines, shared_words

pytestmark = pytest.mark.one_database


def whole(old: str, new: str) -> Window:
    return Window(Span(0, len(old)), Span(0, len(new)))


def lines(old: str, new: str) -> list[Run]:
    return list(shared_lines(old, new, whole(old, new)))


def words(old: str, new: str) -> list[Run]:
    return list(shared_words(old, new, whole(old, new)))


def test_lines_both_texts_have_are_shared():
    assert lines("one\ntwo\nthree", "one\nthree") == [Run(0, 0, 3), Run(8, 4, 5)]


def test_words_both_texts_have_are_shared():
    assert words("We met the EU.", "We saw the EU.") == [Run(0, 0, 2), Run(7, 7, 3), Run(11, 11, 2), Run(13, 13, 1)]


def test_only_the_window_is_compared():
    window = Window(Span(3, 6), Span(3, 6))
    assert list(shared_words("We met him", "We met him", window)) == [Run(3, 3, 3)]


def test_a_run_is_clipped_to_a_stretch_of_the_old_text():
    assert Run(10, 20, 8).clip(12, 15) == Run(12, 22, 3)


def test_a_run_outside_of_a_stretch_has_no_size_left():
    assert [Run(10, 20, 8).clip(2, 10).size, Run(10, 20, 8).clip(18, 30).size] == [0, 0]


def test_long_sequences_are_cut_at_what_stands_once_in_both():
    old = [f"word{number}" for number in range(4000)]
    new = [word if number % 3 else "other" for number, word in enumerate(old)]
    shared = words(" ".join(old), " ".join(new))
    assert len(shared) == sum(1 for number in range(4000) if number % 3)


def test_what_moved_past_the_rest_of_a_long_sequence_counts_as_different():
    kept = [f"word{number}" for number in range(4000)]
    shared = words(" ".join(["moved", *kept]), " ".join([*kept, "moved"]))
    assert [run.size for run in shared] == [len(word) for word in kept]


def test_sequences_with_too_much_to_weigh_count_as_different():
    length = int(MOST_WORK**0.5) + 1
    assert words("la " * length, "la " * length + "lu") == []


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=60))
def test_what_is_shared_is_equal_and_rises_in_both_texts(old, new):
    for runs in (lines(old, new), words(old, new)):
        assert all(old[run.old : run.old + run.size] == new[run.new : run.new + run.size] for run in runs)
        assert all(one.old < other.old and one.new < other.new for one, other in pairwise(runs))


@given(st.lists(st.integers(0, 99), min_size=1, max_size=12, unique=True), st.data())
def test_what_was_put_in_leaves_all_that_stands_once_shared(said, data):
    place = data.draw(st.integers(0, len(said)))
    old, new = ([str(number) for number in numbers] for numbers in (said, [*said[:place], 100, *said[place:]]))
    for shared, between in ((words, " "), (lines, "\n")):
        runs = shared(between.join(old), between.join(new))
        assert sum(len(between.join(old)[run.old : run.old + run.size].strip()) for run in runs) == len("".join(old))


@given(st.permutations(range(6)))
def test_of_landmarks_the_longest_series_that_rises_is_kept(theirs):
    series = [chosen for size in range(7) for chosen in combinations(theirs, size) if [*chosen] == sorted(chosen)]
    kept = _rising([*enumerate(theirs)])
    assert (len(kept), [pair[1] for pair in kept]) == (len(series[-1]), sorted(pair[1] for pair in kept))


def test_landmarks_rise_in_both_texts():
    old = [f"word{number}" for number in range(4000)]
    new = random.Random(7).sample(old, len(old))
    runs = words(" ".join(old), " ".join(new))
    assert all(one.old < other.old and one.new < other.new for one, other in pairwise(runs))
    # Of so many in any order about twice the root stand in the longest rise.
    assert 110 < len(runs) < 140
