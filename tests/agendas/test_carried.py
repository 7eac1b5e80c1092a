"""How often a follow-up was carried over, as far as the reader sees the meetings."""

from collections.abc import Callable
from datetime import date

import pytest

from tracker.accounts.models import User
from tracker.agendas.carried import agreed_day, carried_at, carried_of
from tracker.agendas.carry_over import carry_over
from tracker.agendas.taken_up import history_of_agendas, standing, taken_up
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting

Make = Callable[..., FollowUp]


@pytest.fixture
def thrice(training: FollowUp, claire: User) -> list[Meeting]:
    """Taken up in three years, the last time behind closed doors."""
    days = {2019: "general", 2020: "general", 2021: "restricted"}
    meetings = [
        Meeting.log(by=claire, title=f"Talks of {year}", held_on=date(year, 5, 2), kind="call", classification=each)
        for year, each in days.items()
    ]
    for meeting in meetings:
        carry_over(meeting, [training], by=claire)
    return meetings


def test_it_says_how_often_and_since_it_was_agreed(
    training: FollowUp, thrice: list[Meeting], claire: User, omar: User
) -> None:
    said = [str(carried_of([training], user)[training.pk]) for user in (claire, omar)]
    assert said == ["Carried 3 times since 25 May 2018", "Carried 2 times since 25 May 2018"]


def test_its_page_counts_the_same(training: FollowUp, thrice: list[Meeting], claire: User, omar: User) -> None:
    for user in (claire, omar):
        found = [each.appearance for each in standing(taken_up(training, user))]
        assert carried_at(found, training) == carried_of([training], user)[training.pk]


def test_its_page_and_history_tell_of_no_meeting_that_is_closed(
    training: FollowUp, thrice: list[Meeting], omar: User, claire: User
) -> None:
    thrice[2].appearances.get().discuss(by=claire, said="Behind closed doors.", status="in_progress")
    found = taken_up(training, omar)
    told = history_of_agendas(found, omar)
    assert [each.meeting for each in found] == [thrice[1], thrice[0]]
    assert [line.after for _entry, _deed, lines in told for line in lines] == [
        "Talks of 2020, 2 May 2020", "Talks of 2019, 2 May 2019",
    ]  # fmt: skip


def test_what_was_taken_off_is_not_counted_and_its_history_stays(
    training: FollowUp, thrice: list[Meeting], claire: User
) -> None:
    carry_over(thrice[0], [], by=claire, taken_off=list(thrice[0].appearances.all()))
    found = taken_up(training, claire)
    assert (len(standing(found)), str(carried_of([training], claire)[training.pk])) == (
        2, "Carried 2 times since 25 May 2018",
    )  # fmt: skip
    assert [entry.verb for entry, _deed, _lines in history_of_agendas(found, claire)] == [
        "taken off", "carried", "carried", "carried",
    ]  # fmt: skip


def test_of_no_meeting_its_first_agenda_carries_nothing_and_counts_as_its_beginning(
    make_follow_up: Make, thrice: list[Meeting], claire: User
) -> None:
    bare, told = make_follow_up("Of no meeting"), []
    for meeting in thrice[1:]:
        carry_over(meeting, [bare], by=claire)
        told.append(str(carried_of([bare], claire).get(bare.pk)))
    assert (agreed_day(bare), told) == (None, ["None", "Carried 1 time since 2 May 2020"])
