"""Where a stretch of one version of a text stands in the next one."""

from tracker.records.sentences import Span
from tracker.records.text_edits import Edit


def test_what_is_left_of_a_passage_is_where_most_of_its_words_stand() -> None:
    kept, lost = "one two three four", "filler words go on here\n" * 6
    edit = Edit(f"{kept}\nfive x\nsix y", f"{kept}\n{lost}five z\nsix w")
    assert edit.changed(0, len(edit.old)) == Span(0, len(kept) + 1)
