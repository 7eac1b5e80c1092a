"""The verbs of a follow-up: each does its deed, writes one entry, and does no harm twice."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp, reference
from tracker.history.tracked_model import Stale
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.records.models import Passage, Record

Make = Callable[..., FollowUp]
KEY = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")


def verbs(follow_up: FollowUp) -> list[str]:
    return list(follow_up.history.order_by("id").values_list("verb", flat=True))


def test_logging_numbers_within_the_year_of_the_meeting(make_follow_up: Make, visit: Meeting, today: date) -> None:
    first, second = make_follow_up(meeting=visit), make_follow_up(meeting=visit)
    alone = make_follow_up()
    assert [first.reference, second.reference, alone.reference] == ["F-2018-001", "F-2018-002", f"F-{today.year}-001"]


def test_what_is_restricted_leaves_no_gap_among_the_numbers_of_others(
    make_follow_up: Make, secret: FollowUp, visit: Meeting, today: date
) -> None:
    first = make_follow_up()
    hidden = [make_follow_up(classification="restricted"), make_follow_up(meeting=secret.meeting)]
    following = make_follow_up()
    hidden[0].edit(by=hidden[0].recorder, classification="general")
    assert [first.reference, following.reference] == [f"F-{today.year}-001", f"F-{today.year}-002"]
    drawn = [re.sub(r"\d{5}$", "-----", FollowUp.objects.get(pk=each.pk).reference) for each in (*hidden, secret)]
    assert drawn == [f"F-{today.year}-R-----", "F-2018-R-----", "F-2018-R-----"]


def test_a_drawn_number_is_given_once(make_follow_up: Make, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter([7, 7, 7, 8])
    monkeypatch.setattr(reference, "randbelow", lambda _most: next(numbers))
    given = [make_follow_up(classification="restricted").reference for _each in range(2)]
    assert given == [f"F-{today.year}-R00007", f"F-{today.year}-R00008"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("F-2018-014", "F-2018-014"), ("2018-14", "F-2018-014"), ("f 2018/14", "F-2018-014"), ("2018", ""),
        ("F-2018-R00413", "F-2018-R00413"), ("2018-r413", "F-2018-R00413"), ("F-2018-X413", ""),
    ],
)  # fmt: skip
def test_a_reference_is_known_as_people_type_it(typed: str, meant: str) -> None:
    assert reference.read_reference(typed) == meant


def test_what_quotes_a_record_is_of_its_meeting_and_stays_there(
    communique: Record, make_follow_up: Make, claire: User, visit: Meeting
) -> None:
    quoting = make_follow_up(passage=Passage.of(communique.latest, 0, 21))
    assert quoting.meeting == visit
    with pytest.raises(ValueError, match="stays with its meeting"):
        quoting.edit(by=claire, meeting=None)
    assert quoting.edit(by=claire, meeting=visit, title="Thank him") is not None


def test_logging_the_same_key_twice_makes_one(make_follow_up: Make) -> None:
    assert make_follow_up(key=KEY).pk == make_follow_up(key=KEY).pk
    assert FollowUp.objects.count() == 1


def test_another_persons_key_is_no_way_to_their_follow_up(make_follow_up: Make, omar: User) -> None:
    mine = make_follow_up(key=KEY)
    assert make_follow_up(by=omar, key=KEY) != mine


def test_what_is_conditional_is_pending_from_the_start(make_follow_up: Make) -> None:
    assert make_follow_up(conditional=True).status == "pending_resources"


def test_the_first_due_date_is_kept(make_follow_up: Make, claire: User, today: date) -> None:
    follow_up = make_follow_up(due_on=today)
    follow_up.set_due(today + timedelta(days=7), by=claire)
    assert (follow_up.first_due_on, follow_up.due_on) == (today, today + timedelta(days=7))


def test_the_second_move_of_a_due_date_needs_a_reason(make_follow_up: Make, claire: User, today: date) -> None:
    follow_up = make_follow_up(due_on=today)
    follow_up.set_due(today + timedelta(days=7), by=claire)
    with pytest.raises(ValidationError) as refusal:
        follow_up.set_due(today + timedelta(days=9), by=claire)
    assert refusal.value.message_dict == {"reason": ["The due date was moved before. Say why it moves again."]}
    follow_up.set_due(today + timedelta(days=9), by=claire, reason="The partner is away.")
    assert verbs(follow_up) == ["added", "dated", "dated"]


def test_another_strength_needs_a_reason_which_its_history_keeps(make_follow_up: Make, claire: User) -> None:
    follow_up = make_follow_up(strength="exploratory")
    verbs_of_it: list[Any] = [follow_up.edit, partial(follow_up.move_to, "in_progress")]
    for verb in verbs_of_it:
        with pytest.raises(ValidationError) as refusal:
            verb(by=claire, strength="agreed")
        assert refusal.value.message_dict == {"reason": ["How firm it is changes. Say why."]}
    entry = follow_up.edit(by=claire, strength="agreed", reason="The Council said yes.")
    assert entry is not None
    assert (entry.note, entry.changes["strength"]["to"]) == ("The Council said yes.", "agreed")


def test_moving_writes_who_from_and_to(make_follow_up: Make, amina: User) -> None:
    follow_up = make_follow_up()
    entry = follow_up.move_to("in_progress", by=amina)
    assert entry is not None
    assert (entry.by, entry.changes["status"]["from"], entry.changes["status"]["to"]) == (amina, "open", "in_progress")


def test_moving_to_where_it_stands_does_nothing(make_follow_up: Make, claire: User) -> None:
    follow_up = make_follow_up()
    assert follow_up.move_to("open", by=claire) is None
    assert verbs(follow_up) == ["added"]


def test_waiting_keeps_on_whom_and_until_when_and_leaving_it_clears_both(
    make_follow_up: Make, claire: User, eu: Organisation, today: date
) -> None:
    follow_up = make_follow_up()
    follow_up.move_to("waiting", by=claire, waiting_on=eu, review_on=today)
    assert (follow_up.waiting_on, follow_up.review_on) == (eu, today)
    follow_up.move_to("in_progress", by=claire)
    assert (follow_up.waiting_on, follow_up.review_on) == (None, None)


def test_waiting_on_nobody_is_refused(make_follow_up: Make, claire: User) -> None:
    follow_up = make_follow_up()
    with pytest.raises(ValidationError) as refusal:
        follow_up.move_to("waiting", by=claire)
    assert sorted(refusal.value.message_dict) == ["review_on", "waiting_on"]
    follow_up.refresh_from_db()
    assert follow_up.status == "open"


def test_ending_notes_the_day_and_reopening_clears_it(make_follow_up: Make, claire: User, today: date) -> None:
    follow_up = make_follow_up()
    follow_up.move_to("done", by=claire)
    assert follow_up.ended_on == today
    follow_up.move_to("open", by=claire, reason="It came back.")
    assert (follow_up.status, follow_up.ended_on) == ("open", None)


def test_reopening_what_is_conditional_makes_it_pending(make_follow_up: Make, claire: User) -> None:
    follow_up = make_follow_up(conditional=True)
    follow_up.move_to("dropped", by=claire, reason="No money.")
    follow_up.move_to("open", by=claire, reason="Money after all.")
    assert follow_up.status == "pending_resources"


def test_a_stale_copy_is_refused(make_follow_up: Make, claire: User, amina: User) -> None:
    follow_up = make_follow_up()
    copy = FollowUp.objects.get(pk=follow_up.pk)
    follow_up.move_to("in_progress", by=claire)
    with pytest.raises(Stale):
        copy.move_to("done", by=amina)
    copy.refresh_from_db()
    assert copy.status == "in_progress"


@pytest.mark.parametrize(
    ("conditional", "status", "wanted", "after"),
    [
        (False, "open", True, "pending_resources"),
        (True, "pending_resources", False, "open"),
        (False, "open", False, "open"),
    ],
)
def test_status_follows_the_condition(
    make_follow_up: Make, claire: User, conditional: bool, status: str, wanted: bool, after: str
) -> None:
    follow_up = make_follow_up(conditional=conditional)
    assert follow_up.status == status
    follow_up.edit(by=claire, conditional=wanted)
    assert follow_up.status == after


def test_a_condition_leaves_waiting_alone(make_follow_up: Make, claire: User, eu: Organisation, today: date) -> None:
    follow_up = make_follow_up()
    follow_up.move_to("waiting", by=claire, waiting_on=eu, review_on=today)
    follow_up.edit(by=claire, conditional=True)
    assert follow_up.status == "waiting"


def test_editing_mandates_is_history_too(make_follow_up: Make, claire: User, resolution: Mandate) -> None:
    follow_up = make_follow_up()
    entry = follow_up.edit(by=claire, title="Speak in Brussels", mandates=[resolution])
    assert entry is not None
    assert {name: change["to"] for name, change in entry.changes.items()} == {
        "title": "Speak in Brussels",
        "mandates": [resolution.pk],
    }


def test_an_edit_that_changes_nothing_writes_nothing(make_follow_up: Make, claire: User) -> None:
    follow_up = make_follow_up()
    assert follow_up.edit(by=claire, title=follow_up.title, mandates=[]) is None
    assert follow_up.version == 1


def test_giving_it_to_somebody_names_both(make_follow_up: Make, claire: User, amina: User) -> None:
    follow_up = make_follow_up(owner=claire.person)
    entry = follow_up.give_to(amina.person, by=amina)
    assert entry is not None
    assert (entry.changes["owner"]["from_text"], entry.changes["owner"]["to_text"]) == ("Claire Dubois", "Amina Rahman")


def test_a_note_is_an_entry(make_follow_up: Make, claire: User) -> None:
    follow_up = make_follow_up()
    entry = follow_up.note("They rang.", by=claire)
    assert entry is not None
    assert (entry.verb, entry.note) == ("noted", "They rang.")


def test_a_note_never_clashes(make_follow_up: Make, claire: User, amina: User) -> None:
    follow_up = make_follow_up()
    copy = FollowUp.objects.get(pk=follow_up.pk)
    follow_up.note("They called.", by=claire)
    copy.note("They wrote.", by=amina)
    notes = follow_up.history.filter(verb="noted").order_by("id")
    assert list(notes.values_list("note", "by__name")) == [
        ("They called.", "Claire Dubois"),
        ("They wrote.", "Amina Rahman"),
    ]


def test_a_note_sent_twice_in_a_row_stands_once(make_follow_up: Make, claire: User) -> None:
    follow_up = make_follow_up()
    follow_up.note("They rang.", by=claire)
    assert (follow_up.note("They rang.", by=claire), follow_up.history.filter(verb="noted").count()) == (None, 1)


def test_the_same_words_of_somebody_else_after_a_change_or_an_hour_later_are_a_note(
    make_follow_up: Make, claire: User, amina: User
) -> None:
    follow_up = make_follow_up()
    noon = timezone.now() - timedelta(hours=3)
    follow_up.note("They rang.", by=claire, at=noon)
    follow_up.note("They rang.", by=amina, at=noon)
    follow_up.note("They rang.", by=amina, at=noon + timedelta(hours=1))
    follow_up.set_due(date(2018, 7, 1), by=amina)
    follow_up.note("They rang.", by=amina)
    assert follow_up.history.filter(verb="noted").count() == 4


def test_removing_twice_is_removing_once(make_follow_up: Make, claire: User) -> None:
    follow_up = make_follow_up()
    follow_up.remove(by=claire)
    assert follow_up.remove(by=claire) is None
    assert list(FollowUp.objects.visible_to(claire)) == []
    assert list(FollowUp.objects.removed_for(claire)) == [follow_up]


def test_restoring_brings_it_back(make_follow_up: Make, claire: User) -> None:
    follow_up = make_follow_up()
    follow_up.remove(by=claire)
    follow_up.restore(by=claire)
    assert list(FollowUp.objects.visible_to(claire)) == [follow_up]


def test_removing_a_meeting_takes_its_follow_ups_along(invitation: FollowUp, claire: User) -> None:
    assert invitation.meeting is not None
    invitation.meeting.remove(by=claire)
    assert list(FollowUp.objects.visible_to(claire)) == []
    invitation.meeting.restore(by=claire)
    assert list(FollowUp.objects.visible_to(claire)) == [invitation]


def test_what_quotes_a_record_is_of_its_meeting_whatever_was_typed(communique: Record, claire: User) -> None:
    other = Meeting.log(by=claire, title="Talks", held_on=date(2017, 1, 1))
    passage = Passage.of(communique.latest, 0, 21)
    follow_up = FollowUp.log(by=claire, title="Welcome", meeting=other, passage=passage)
    assert (follow_up.meeting, follow_up.reference) == (communique.meeting, "F-2018-001")


def test_what_waits_no_more_waits_on_nobody(make_follow_up: Make, claire: User, eu: Organisation, today: date) -> None:
    """Whatever came along with its new status: an import gives each row its partner."""
    follow_up = make_follow_up(partner=eu)
    wait = {"waiting_on": eu, "review_on": today}
    follow_up.move_to("waiting", by=claire, **wait)
    assert (follow_up.waiting_on, follow_up.review_on) == (eu, today)
    follow_up.move_to("in_progress", by=claire, **wait)
    assert (follow_up.waiting_on, follow_up.review_on) == (None, None)


@pytest.mark.parametrize(
    ("own", "of_meeting", "of_record"),
    [
        ("restricted", "general", "general"),
        ("general", "restricted", "general"),
        ("general", "general", "restricted"),
        ("general", "general", "general"),
    ],
)
def test_a_follow_up_is_as_restricted_as_the_strictest_of_what_it_comes_from(
    own: str, of_meeting: str, of_record: str, invitation: FollowUp, communique: Record, claire: User
) -> None:
    communique.meeting.change("edited", by=claire, classification=of_meeting)
    communique.change("edited", by=claire, classification=of_record)
    FollowUp.objects.filter(pk=invitation.pk).update(classification=own)
    found = FollowUp.objects.with_classification().get(pk=invitation.pk)
    [row] = FollowUp.objects.filter(pk=invitation.pk).as_rows()
    restricted = "restricted" in (own, of_meeting, of_record)
    assert (found.is_restricted, row.is_restricted) == (restricted, restricted)
