import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.records.passage_layout import Paragraph, Piece, Sentence, lay_out
from tracker.records.sentences import Span, paragraphs, sentences

pytestmark = pytest.mark.one_database

TEXT = "We met. They came.\n\nAll agreed."
TEXTS = st.text("aB. !\n😀", max_size=60)
PASSAGES = st.lists(st.tuples(st.integers(1, 9), st.integers(-5, 70), st.integers(-5, 70)), max_size=6)


def pieces(text: str, *passages: tuple[int, int, int]) -> list[Piece]:
    return [piece for paragraph in lay_out(text, passages) for each in paragraph.sentences for piece in each.pieces]


def plain(text: str, start: int) -> Piece:
    return Piece(text, (), (), start)


def test_a_record_without_passages_is_its_sentences():
    assert lay_out(TEXT, []) == [
        Paragraph([Sentence(0, 7, [plain("We met. ", 0)]), Sentence(8, 18, [plain("They came.", 8)])]),
        Paragraph([Sentence(20, 31, [plain("All agreed.", 20)])]),
    ]


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
def test_the_pieces_of_a_paragraph_are_its_text(text, passages):
    drawn = ["".join(piece.text for each in one.sentences for piece in each.pieces) for one in lay_out(text, passages)]
    assert drawn == [text[span.start : span.end] for span in paragraphs(text)]


@given(TEXTS, PASSAGES)
def test_the_sentences_of_a_layout_are_those_of_the_text(text, passages):
    drawn = [Span(each.start, each.end) for paragraph in lay_out(text, passages) for each in paragraph.sentences]
    assert drawn == sentences(text)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_every_character_is_under_the_passages_that_hold_it_and_each_ends_once(text, places):
    passages = [(key, start, end) for key, (start, end) in enumerate(places)]
    drawn = pieces(text, *passages)
    for piece in drawn:
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        for place in range(piece.start, piece.start + len(piece.text)):
            if not text[place].isspace():
                assert sorted(piece.keys) == [key for key, start, end in passages if start <= place < end]
    shown = [key for key, start, end in passages if text[start:end].strip()]
    assert sorted(key for piece in drawn for key in piece.ends) == shown
