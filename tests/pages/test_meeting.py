"""The margin: follow-ups beside their words, numbered as they stand in the text."""

from collections.abc import Callable

import pytest

from tests.conftest import COMMUNIQUE
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.pages.meeting import Margin
from tracker.records.models import Passage, Record

Make = Callable[..., FollowUp]


@pytest.fixture
def areas(communique: Record, make_follow_up: Make) -> FollowUp:
    start = COMMUNIQUE.index("Several areas")
    passage = Passage.of(communique.latest, start, start + len("Several areas"))
    return make_follow_up("Areas", meeting=communique.meeting, passage=passage, conditional=True)


def test_notes_are_numbered_as_their_words_stand_and_those_without_words_come_last(
    areas: FollowUp, invitation: FollowUp, visit: Meeting, make_follow_up: Make, claire: User
) -> None:
    by_hand = make_follow_up("By hand", meeting=visit)
    margin = Margin(visit, claire)
    assert [(note.number, note.follow_up) for note in margin.notes] == [(1, invitation), (2, areas), (3, by_hand)]


def test_the_sheet_marks_the_words_and_puts_the_number_after_them(
    invitation: FollowUp, visit: Meeting, claire: User
) -> None:
    (sheet,) = Margin(visit, claire).sheets
    marked = [
        piece for paragraph in sheet.paragraphs for sentence in paragraph for piece in sentence.pieces if piece.over
    ]
    assert [piece.text for piece in marked] == ["The EU Coordinator invited the WCO to speak"]
    assert [[note.number for note in piece.ending] for piece in marked] == [[1]]


def test_the_sheet_gives_the_whole_text_back(invitation: FollowUp, visit: Meeting, claire: User) -> None:
    (sheet,) = Margin(visit, claire).sheets
    pieces = [
        "".join(piece.text for sentence in paragraph for piece in sentence.pieces) for paragraph in sheet.paragraphs
    ]
    assert "\n".join(pieces) == COMMUNIQUE


def test_done_ones_are_counted(invitation: FollowUp, areas: FollowUp, visit: Meeting, claire: User) -> None:
    invitation.move_to("done", by=claire)
    assert Margin(visit, claire).done == 1


def test_words_that_were_removed_leave_the_text_but_not_the_margin(
    invitation: FollowUp, communique: Record, visit: Meeting, claire: User, amina: User
) -> None:
    communique.rewrite("Nothing of it was said.", by=amina)
    margin = Margin(visit, claire)
    (note,) = margin.notes
    passage = note.follow_up.passage
    assert passage is not None
    assert passage.removed_in is not None
    assert (passage.exact, passage.removed_in.number, passage.removed_in.by) == (
        "The EU Coordinator invited the WCO to speak",
        2,
        amina,
    )
    assert [
        piece.over for paragraph in margin.sheets[0].paragraphs for sentence in paragraph for piece in sentence.pieces
    ] == [[]]


def test_only_what_the_person_may_change_is_theirs_to_change(invitation: FollowUp, visit: Meeting, noor: User) -> None:
    (note,) = Margin(visit, noor).notes
    assert (note.may_update, note.may_choose_owner) == (False, False)


def test_a_restricted_record_is_not_on_the_page_of_a_stranger(visit: Meeting, claire: User, noor: User) -> None:
    Record.write(by=claire, text="Not for everybody.", meeting=visit, classification="restricted")
    assert [len(Margin(visit, user).sheets) for user in (claire, noor)] == [1, 0]
