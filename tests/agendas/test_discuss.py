"""What was said of a follow-up at a meeting, and how it was moved on there."""

import pytest
from django.core.exceptions import ValidationError

from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.models import Appearance
from tracker.follow_ups.models import FollowUp
from tracker.history.undo import NotLast, last_change, undo
from tracker.meetings.models import Meeting


@pytest.fixture
def item(training: FollowUp, next_meeting: Meeting, claire: User) -> Appearance:
    carry_over(next_meeting, [training], by=claire)
    return Appearance.objects.get()


def fresh(item: Appearance) -> Appearance:
    return Appearance.objects.get(pk=item.pk)


def test_it_says_what_was_said_and_where_the_follow_up_stood(item: Appearance, claire: User) -> None:
    item.discuss(by=claire, said="They will write.")
    row = fresh(item)
    assert (row.said, row.status_before, row.status_after, row.changed_there(claire)) == (
        "They will write.", "open", "open", None,
    )  # fmt: skip
    assert row.discussed_at is not None


def test_moved_on_there_the_follow_up_tells_so_itself(item: Appearance, training: FollowUp, claire: User) -> None:
    item.discuss(by=claire, said="Amina has begun.", status="in_progress")
    assert (FollowUp.objects.get().status, training.history.first().verb) == ("in_progress", "moved")
    assert fresh(item).changed_there(claire) == ("open", "in_progress")


def test_the_note_of_the_meeting_stands_in_no_history_of_the_follow_up(
    item: Appearance, training: FollowUp, claire: User
) -> None:
    item.discuss(by=claire, said="Between us.", status="declined", reason="No money.")
    assert [entry.note for entry in training.history.all()] == ["No money.", ""]


def test_moved_twice_there_it_says_from_where_to_where(item: Appearance, claire: User) -> None:
    item.discuss(by=claire, status="in_progress")
    item.discuss(by=claire, status="done")
    assert fresh(item).changed_there(claire) == ("open", "done")


def test_one_undo_takes_back_both(item: Appearance, training: FollowUp, claire: User) -> None:
    item.discuss(by=claire, said="Done.", status="done")
    entry = last_change(item)
    assert entry
    undo(item, entry, by=claire)
    row = fresh(item)
    assert (FollowUp.objects.get().status, row.said, row.discussed_at, row.moved) == ("open", "", None, None)


def test_changed_again_since_nothing_is_taken_back(item: Appearance, training: FollowUp, claire: User) -> None:
    item.discuss(by=claire, said="Done.", status="done")
    FollowUp.objects.get().move_to("open", by=claire, reason="Too soon.")
    entry = last_change(item)
    assert entry
    with pytest.raises(NotLast):
        undo(fresh(item), entry, by=claire)
    assert fresh(item).said == "Done."


def test_undone_on_its_own_page_it_was_not_moved_there(item: Appearance, training: FollowUp, claire: User) -> None:
    item.discuss(by=claire, said="Done.", status="done")
    follow_up = FollowUp.objects.get()
    moved = last_change(follow_up)
    assert moved
    undo(follow_up, moved, by=claire)
    assert fresh(item).changed_there(claire) is None
    entry = last_change(item)
    assert entry
    undo(fresh(item), entry, by=claire)
    assert (fresh(item).said, FollowUp.objects.get().status) == ("", "open")


def test_a_status_that_needs_more_is_refused_and_nothing_is_written(item: Appearance, claire: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        item.discuss(by=claire, said="No.", status="declined")
    assert list(refusal.value.message_dict) == ["reason"]
    assert fresh(item).said == ""


def test_sent_twice_it_is_noted_once(item: Appearance, claire: User) -> None:
    item.discuss(by=claire, said="Once.", status="done")
    assert item.discuss(by=claire, said="Once.", status="done") is None
    assert [entry.verb for entry in item.history.all()] == ["discussed", "carried"]
