import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.records.layout.passage_layout import Group, Part, Piece, Sentence, lay_out
from tracker.records.layout.record_blocks import blocks_in, sentences_in

pytestmark = pytest.mark.one_database

TEXT = "We met. They came.\n\nAll agreed."
TEXTS = st.text("aB. !\n😀", max_size=60)
PASSAGES = st.lists(st.tuples(st.integers(1, 9), st.integers(-5, 70), st.integers(-5, 70)), max_size=6)


def drawn(text: str, *passages: tuple[int, int, int]) -> list[Group]:
    return lay_out(text, blocks_in(text, "en"), passages)


def parts(text: str) -> list[tuple[str, str, list[str]]]:
    """Kind, marker, and what is read in each cell."""
    return [
        (
            group.kind,
            part.marker,
            ["".join(p.text for each in cell for p in each.pieces).strip() for cell in part.cells],
        )
        for group in drawn(text)
        for part in group.parts
    ]


def pieces(text: str, *passages: tuple[int, int, int]) -> list[Piece]:
    sentences = [each for group in drawn(text, *passages) for part in group.parts for each in part.sentences]
    return [piece for each in sentences for piece in each.pieces]


def plain(text: str, start: int) -> Piece:
    return Piece(text, (), (), start)


def test_a_record_without_passages_is_its_sentences():
    met = Sentence(0, 7, [plain("We met. ", 0)])
    assert drawn(TEXT) == [
        Group("paragraph", [Part(0, [[met, Sentence(8, 18, [plain("They came.", 8)])]])]),
        Group("paragraph", [Part(20, [[Sentence(20, 31, [plain("All agreed.", 20)])]])]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## The **visit** of May", [("heading", "", ["The **visit** of May"])]),
        ("**Decisions**\n\nWe met.", [("heading", "", ["Decisions"]), ("paragraph", "", ["We met."])]),
        ("We met\nin May.", [("paragraph", "", ["We met\nin May."])]),
        (
            "- Anna writes.\n  3. Ben reads.\n- [x] Done.",
            [("list", "•", ["Anna writes."]), ("list", "3.", ["Ben reads."]), ("list", "• [x]", ["Done."])],
        ),
        (
            "| Who | What |\n|---|:--|\n| Anna | |",
            [("table", "", ["Who", "What"]), ("table", "", ["Anna", ""])],
        ),
        ("> We met\n> in May.", [("paragraph", "", ["We met\nin May."])]),
        (
            "We met.\n\n-----\n\nWe left.",
            [("paragraph", "", ["We met."]), ("rule", "", ["-----"]), ("paragraph", "", ["We left."])],
        ),
    ],
)
def test_headings_lists_tables_and_wrapped_lines_are_drawn_as_such(text, expected):
    assert parts(text) == expected


def test_items_that_stand_further_in_are_deeper():
    (group,) = drawn("- one\n    - two\n        - three\n- four")
    assert [part.depth for part in group.parts] == [0, 1, 2, 0]


def test_a_passage_over_the_cells_of_a_row_ends_with_its_last_word():
    assert pieces("| Anna | Send it. |", (7, 0, 19)) == [
        Piece(" Anna ", (7,), (), 1),
        Piece(" Send it. ", (7,), (7,), 8),
    ]


def test_only_the_last_of_a_sentence_over_several_cells_is_whole():
    (group,) = drawn("| Anna | Send it. |")
    assert [each.is_whole for each in group.parts[0].sentences] == [False, True]


def test_a_sentence_has_the_state_that_was_told():
    (group, _other) = lay_out(TEXT, blocks_in(TEXT, "en"), [], {8: "unread"})
    assert [each.state for each in group.parts[0].sentences] == ["", "unread"]


def test_a_passage_is_a_piece_of_its_own():
    assert pieces("We met the EU.", (7, 3, 6)) == [
        plain("We ", 0),
        Piece("met", (7,), (7,), 3),
        plain(" the EU.", 6),
    ]


def test_a_passage_over_two_sentences_is_cut_between_them_and_ends_once():
    assert pieces("We met. They came.", (7, 3, 12)) == [
        plain("We ", 0),
        Piece("met. ", (7,), (), 3),
        Piece("They", (7,), (7,), 8),
        plain(" came.", 12),
    ]


def test_a_passage_over_two_paragraphs_is_in_both_and_ends_once():
    assert pieces(TEXT, (7, 8, 23)) == [
        plain("We met. ", 0),
        Piece("They came.", (7,), (), 8),
        Piece("All", (7,), (7,), 20),
        plain(" agreed.", 23),
    ]


def test_passages_that_overlap_share_a_piece():
    assert pieces("one two three", (1, 0, 7), (2, 4, 13)) == [
        Piece("one ", (1,), (), 0),
        Piece("two", (1, 2), (1,), 4),
        Piece(" three", (2,), (2,), 7),
    ]


def test_a_passage_within_another_is_named_after_it():
    assert pieces("one two three", (2, 4, 7), (1, 0, 13)) == [
        Piece("one ", (1,), (), 0),
        Piece("two", (1, 2), (2,), 4),
        Piece(" three", (1,), (1,), 7),
    ]


def test_of_passages_with_one_beginning_the_longer_is_named_first():
    assert pieces("one two", (2, 0, 3), (1, 0, 7)) == [Piece("one", (1, 2), (2,), 0), Piece(" two", (1,), (1,), 3)]


def test_passages_with_the_same_words_end_together():
    assert pieces("one", (3, 0, 3), (1, 0, 3)) == [Piece("one", (3, 1), (3, 1), 0)]


def test_a_passage_that_reaches_out_of_the_text_is_clipped():
    assert pieces("one two", (1, -4, 3), (2, 4, 90)) == [
        Piece("one", (1,), (1,), 0),
        plain(" ", 3),
        Piece("two", (2,), (2,), 4),
    ]


def test_a_passage_without_words_in_the_text_is_left_out():
    assert pieces("one  two", (1, 3, 5), (2, 9, 12), (3, -5, -1), (4, 2, 1)) == [plain("one  two", 0)]


def test_a_passage_that_ends_in_white_space_ends_with_its_last_word():
    assert pieces(TEXT, (7, 13, 20)) == [
        plain("We met. ", 0),
        plain("They ", 8),
        Piece("came.", (7,), (7,), 13),
        plain("All agreed.", 20),
    ]


@given(TEXTS, PASSAGES)
def test_the_pieces_are_the_words_of_the_text(text, passages):
    found = "".join(piece.text for piece in pieces(text, *passages))
    assert [letter for letter in found if letter.isalnum()] == [letter for letter in text if letter.isalnum()]


@given(TEXTS, PASSAGES)
def test_the_sentences_of_a_layout_are_those_of_the_text(text, passages):
    found = [each for group in drawn(text, *passages) for part in group.parts for each in part.sentences]
    assert [(each.start, each.end) for each in found] == [(each.start, each.end) for each in sentences_in(text, "en")]


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_every_letter_is_under_the_passages_that_hold_it_and_each_ends_once(text, places):
    passages = [(key, start, end) for key, (start, end) in enumerate(places)]
    found = pieces(text, *passages)
    for piece in found:
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        for place in range(piece.start, piece.start + len(piece.text)):
            if text[place].isalnum():
                assert sorted(piece.keys) == [key for key, start, end in passages if start <= place < end]
    shown = [key for key, start, end in passages if any(map(str.isalnum, text[start:end]))]
    assert set(shown) <= {key for piece in found for key in piece.ends}
    assert len([key for piece in found for key in piece.ends]) == len({key for piece in found for key in piece.ends})


def test_signs_of_quoting_stand_in_no_piece_before_them_or_behind():
    text = "> We met. They came.\n> All agreed.\n> We left on\n> Monday."
    said = [[piece.text for piece in sentence.pieces] for group in drawn(text) for part in group.parts
            for sentence in part.sentences]  # fmt: skip
    assert said == [["We met. "], ["They came."], ["All agreed."], ["We left on"], ["Monday."]]
