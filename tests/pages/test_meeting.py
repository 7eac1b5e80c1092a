"""The margin: follow-ups beside their words, numbered as they stand in the text."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.conftest import COMMUNIQUE
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant
from tracker.pages.meeting import Margin, RecordInMargin
from tracker.records.layout.passage_layout import Piece
from tracker.records.models import Passage, Record

Make = Callable[..., FollowUp]


def pieces(sheet: RecordInMargin) -> list[Piece]:
    return [piece for sentence in sheet.sentences for piece in sentence.pieces]


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
    marked = [piece for piece in pieces(sheet) if piece.over]
    assert [piece.text for piece in marked] == ["The EU Coordinator invited the WCO to speak"]
    assert [[note.number for note in piece.ending] for piece in marked] == [[1]]


def test_the_sheet_gives_the_whole_text_back(invitation: FollowUp, visit: Meeting, claire: User) -> None:
    (sheet,) = Margin(visit, claire).sheets
    drawn = [part for group in sheet.groups for part in group.parts]
    lines = ["".join(piece.text for each in part.sentences for piece in each.pieces) for part in drawn]
    assert "\n".join(lines) == COMMUNIQUE


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
    assert [piece.over for piece in pieces(margin.sheets[0])] == [[]]


def test_words_that_were_removed_are_numbered_after_those_that_are_there(
    invitation: FollowUp, areas: FollowUp, communique: Record, visit: Meeting, claire: User
) -> None:
    communique.rewrite(COMMUNIQUE.replace("The EU Coordinator invited the WCO to speak", "They spoke"), by=claire)
    assert [note.follow_up for note in Margin(visit, claire).notes] == [areas, invitation]


def test_only_what_the_person_may_change_is_theirs_to_change(invitation: FollowUp, visit: Meeting, noor: User) -> None:
    (note,) = Margin(visit, noor).notes
    assert (note.may_update, note.may_choose_owner) == (False, False)


def test_a_restricted_record_is_not_on_the_page_of_a_stranger(visit: Meeting, claire: User, noor: User) -> None:
    Record.write(by=claire, text="Not for everybody.", meeting=visit, classification="restricted")
    assert [len(Margin(visit, user).sheets) for user in (claire, noor)] == [1, 0]


def test_of_several_records_each_marks_its_own_words_and_those_of_the_first_are_numbered_first(
    invitation: FollowUp, visit: Meeting, make_follow_up: Make, claire: User
) -> None:
    minutes = Record.write(by=claire, text="Send it soon.", meeting=visit)
    send = make_follow_up("Send it", meeting=visit, passage=Passage.of(minutes.latest, 0, 7))
    margin = Margin(visit, claire)
    marked = [[piece.text for piece in pieces(sheet) if piece.over] for sheet in margin.sheets]
    assert [note.follow_up for note in margin.notes] == [invitation, send]
    assert marked == [["The EU Coordinator invited the WCO to speak"], ["Send it"]]


def test_only_the_present_text_of_a_record_is_shown(communique: Record, visit: Meeting, amina: User) -> None:
    communique.rewrite("Nothing of it was said.", by=amina)
    assert [sheet.version.number for sheet in Margin(visit, amina).sheets] == [2]


def test_officers_may_update_any_and_managers_alone_may_choose_another_owner(
    visit: Meeting, make_follow_up: Make, noor: User, omar: User, amina: User
) -> None:
    make_follow_up(meeting=visit, owner=noor.person)
    notes = [(user.name, note) for user in (noor, omar, amina) for note in Margin(visit, user).notes]
    assert [(name, note.may_update, note.may_choose_owner) for name, note in notes] == [
        ("Noor Haddad", True, False), ("Omar Diallo", True, False), ("Amina Rahman", True, True),
    ]  # fmt: skip


def test_a_restricted_follow_up_stands_in_nobody_elses_margin(
    visit: Meeting, make_follow_up: Make, claire: User, omar: User
) -> None:
    make_follow_up(meeting=visit, classification="restricted")
    assert [len(Margin(visit, user).notes) for user in (claire, omar)] == [1, 0]


def test_the_page_of_a_coming_meeting_shows_what_is_open_with_its_partners(
    claire: User, mei: User, omar: User, coordinator: Person, eu: Organisation, europol: Organisation,
    wco: Organisation, make_follow_up: Make, sign_in: Callable[[User], Client], today: date,
) -> None:  # fmt: skip
    """But for its own, for what has ended, and for what its reader may not see."""
    coming = Meeting.log(
        by=claire, title="Talks", held_on=today + timedelta(days=3), participants=[Participant(coordinator, eu, "")]
    )
    make_follow_up("With a part", partner=europol, due_on=today)
    make_follow_up("With them", partner=eu, due_on=today - timedelta(days=3))
    make_follow_up("Here already", partner=eu, meeting=coming)
    make_follow_up("With us", partner=wco)
    make_follow_up("Done", partner=eu).move_to("done", by=claire)
    make_follow_up("Hidden", by=mei, partner=eu, classification="restricted")
    answers = [sign_in(user).get(coming.get_absolute_url()) for user in (omar, mei)]
    open_ones = [[each.follow_up.title for each in answer.context["offer"].lines] for answer in answers]
    assert open_ones == [["With them", "With a part"], ["With them", "With a part", "Hidden"]]
    assert [answer.context["offer"].heaps[0].count.number for answer in answers] == [2, 3]
    assert f"/follow-ups/?partner={eu.pk}&amp;status=active" in answers[0].text


def test_a_meeting_that_was_held_shows_its_record_alone(
    visit: Meeting, claire: User, eu: Organisation, make_follow_up: Make, sign_in: Callable[[User], Client]
) -> None:
    make_follow_up("With them", partner=eu)
    assert "Open with those who come" not in sign_in(claire).get(visit.get_absolute_url()).text


def test_beside_a_record_a_further_one_is_added_and_what_took_place_is_not_called_off(
    visit: Meeting, claire: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(claire)
    before = client.get(visit.get_absolute_url()).content.decode()
    Record.write(by=claire, text="Minutes.", meeting=visit)
    after = client.get(visit.get_absolute_url()).content.decode()
    assert ["Add a record" in page for page in (before, after)] == [False, True]
    assert ["Call it off" in page for page in (before, after)] == [True, False]


def test_of_a_meeting_that_is_called_off_no_record_is_asked_for(
    visit: Meeting, claire: User, sign_in: Callable[[User], Client]
) -> None:
    visit.call_off(by=claire, why="Strike")
    assert "Add the record" not in sign_in(claire).get(visit.get_absolute_url()).content.decode()


@pytest.fixture
def series(claire: User, today: date) -> Series:
    """Where only our own people meet: last week, today and next week."""
    first = Meeting.log(by=claire, title="Coordination", held_on=today - timedelta(days=7))
    return Series.make(by=claire, name="Coordination", begins_on=first.held_on, rule="FREQ=WEEKLY", first=first)


def test_among_ourselves_the_meetings_before_are_those_of_the_series(
    series: Series, claire: User, sign_in: Callable[[User], Client]
) -> None:
    first, *_between, last = series.meetings.order_by("held_on")
    shown = sign_in(claire).get(last.get_absolute_url()).context
    assert first in shown["met_before"]


def test_the_first_one_of_a_series_comes_after_the_last_one_with_the_same_partner(
    visit: Meeting, coordinator: Person, eu: Organisation, claire: User, today: date,
    sign_in: Callable[[User], Client],
) -> None:  # fmt: skip
    first = Meeting.log(by=claire, title="Talks", held_on=today, participants=[Participant(coordinator, eu)])
    Series.make(by=claire, name="Talks", begins_on=today, rule="FREQ=YEARLY", first=first)
    assert sign_in(claire).get(first.get_absolute_url()).context["previous"] == visit
