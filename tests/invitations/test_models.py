"""The verbs of an invitation: each does its deed and writes one entry on the follow-up."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from tests.conftest import BRUSSELS, Enter, facts
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.undo import last_change, undo
from tracker.history.wording.words_of_entry import FieldChange, changed_fields, summary, verb_label
from tracker.invitations.event_wording import format_standing, format_when
from tracker.invitations.models import Invitation, Step


def verbs(event: Invitation) -> list[str]:
    return list(event.follow_up.history.order_by("id").values_list("verb", flat=True))


def plan(event: Invitation) -> dict[str, date]:
    return {step.kind: step.due_on for step in event.steps.all()}


def fresh(event: Invitation) -> Invitation:
    found = FollowUp.objects.get(pk=event.follow_up_id).event
    assert found
    return found


def test_entering_lays_the_steps_back_from_the_event_none_before_that_day(workshop: Invitation) -> None:
    assert plan(workshop) == {
        "reply": date(2018, 5, 29),
        "speaker": date(2018, 5, 28),
        "travel": date(2018, 5, 28),
        "text": date(2018, 5, 28),
        "deliver": date(2018, 5, 31),
        "readout": date(2018, 6, 5),
    }
    assert verbs(workshop) == ["added", "entered"]


def test_entering_twice_is_entering_once(workshop: Invitation, claire: User) -> None:
    again = Invitation.enter(workshop.follow_up, by=claire, **facts(date(2019, 1, 1)))
    assert (again, Invitation.objects.count(), Step.objects.count()) == (workshop, 1, 6)
    assert verbs(workshop) == ["added", "entered"]


def test_a_speaker_known_from_the_start_is_a_step_done(enter: Enter, coordinator: Person, today: date) -> None:
    event = enter(today=today, speaker=coordinator)
    assert [step.kind for step in event.steps.exclude(done_on=None)] == ["speaker"]


def test_an_event_moved_by_three_days_moves_its_open_steps_alone(workshop: Invitation, claire: User) -> None:
    workshop.steps.get(kind="travel").do(by=claire)
    before = plan(workshop)
    moved = facts(date(2018, 6, 3))
    workshop.follow_up.change("edited", by=claire, **{f"invitation.{n}": moved[n] for n in ("starts", "ends")})
    later = timedelta(days=3)
    assert plan(workshop) == {
        **{kind: day + later for kind, day in before.items()},
        # Done; and the day to reply by is the host's to move.
        "travel": before["travel"],
        "reply": before["reply"],
    }


def test_a_step_that_was_done_before_it_had_a_day_gets_one(
    make_follow_up: Callable[..., FollowUp], claire: User, noor: User
) -> None:
    given = facts(date(2018, 5, 31), speaker=noor.person)
    event = Invitation.enter(make_follow_up(kind="invitation"), by=claire, on=date(2018, 5, 1), **given)
    step = event.steps.get(kind="speaker")
    assert (step.done_by, step.due_on) == (claire, date(2018, 5, 11))


def test_another_day_to_reply_by_moves_the_reply_alone(workshop: Invitation, claire: User) -> None:
    before = plan(workshop)
    workshop.follow_up.change("edited", by=claire, **{"invitation.reply_by": date(2018, 5, 30)})
    assert plan(workshop) == before | {"reply": date(2018, 5, 30)}


@pytest.mark.parametrize("answer", ["accepted", "tentative"])
def test_answering_says_who_and_when_and_does_the_reply(
    workshop: Invitation, amina: User, today: date, answer: str
) -> None:
    entry = workshop.answer_with(answer, by=amina, reason="They asked by telephone.")
    assert entry
    found = fresh(workshop)
    assert (found.answer, found.answered_on, found.answered_by) == (answer, today, amina)
    assert entry.note == "They asked by telephone."
    reply = found.steps.get(kind="reply")
    assert (reply.done_on, reply.done_by) == (today, amina)
    assert verbs(workshop) == ["added", "entered", "answered"]


def test_the_same_answer_twice_is_that_of_the_first(
    workshop: Invitation, claire: User, amina: User, today: date
) -> None:
    workshop.answer_with("accepted", by=claire)
    yesterday = today - timedelta(days=1)
    Invitation.objects.update(answered_on=yesterday)
    assert fresh(workshop).answer_with("accepted", by=amina) is None
    found = fresh(workshop)
    assert (found.answered_by, found.answered_on, found.steps.get(kind="reply").done_by) == (claire, yesterday, claire)
    assert verbs(workshop) == ["added", "entered", "answered"]


def test_who_declines_ends_the_follow_up_with_the_reason(workshop: Invitation, claire: User, today: date) -> None:
    with pytest.raises(ValidationError) as refusal:
        workshop.answer_with("declined", by=claire)
    assert refusal.value.message_dict == {"reason": ["Say why, in a few words."]}
    entry = workshop.answer_with("declined", by=claire, reason="Nobody is free.")
    found = fresh(workshop)
    assert entry
    assert (found.answer, found.answered_on, entry.note) == ("declined", today, "Nobody is free.")
    assert (found.follow_up.status, found.follow_up.ended_on) == ("declined", today)
    assert [str(line.label) for line in changed_fields(entry)] == ["Status", "Answer"]


def test_moving_the_follow_up_to_declined_is_the_answer_and_reopening_takes_it_back(
    workshop: Invitation, claire: User
) -> None:
    workshop.follow_up.move_to("declined", by=claire, reason="No.")
    assert fresh(workshop).answer == "declined"
    workshop.follow_up.move_to("open", by=claire, reason="They asked again.")
    found = fresh(workshop)
    assert (found.answer, found.answered_on, found.answered_by) == ("none", None, None)
    assert found.steps.get(kind="reply").done_on is None


def test_what_has_ended_takes_no_answer(workshop: Invitation, claire: User) -> None:
    workshop.follow_up.move_to("done", by=claire)
    with pytest.raises(ValidationError) as refusal:
        workshop.answer_with("accepted", by=claire)
    assert refusal.value.message_dict == {"status": ["It has ended. Reopen it before you change the answer."]}


def test_an_answer_can_be_undone(workshop: Invitation, claire: User) -> None:
    workshop.answer_with("accepted", by=claire)
    last = last_change(workshop.follow_up)
    assert last
    undo(workshop.follow_up, last, by=claire)
    found = fresh(workshop)
    assert (found.answer, found.answered_by, found.steps.get(kind="reply").done_on) == ("none", None, None)
    assert found.follow_up.reply_due_on == date(2018, 5, 29)


@pytest.mark.parametrize(
    ("strength", "answer", "then"),
    [
        ("offered", "accepted", "agreed"),
        ("offered", "tentative", "offered"),
        ("exploratory", "accepted", "exploratory"),
    ],
)
def test_what_was_offered_is_agreed_once_it_is_accepted_and_offered_again_once_that_is_undone(
    workshop: Invitation, claire: User, strength: str, answer: str, then: str
) -> None:
    row = workshop.follow_up
    row.change("edited", by=claire, strength=strength)
    entry = workshop.answer_with(answer, by=claire)
    assert (entry and row.strength) == then
    undo(row, entry, by=claire)  # type: ignore[arg-type]
    assert fresh(workshop).follow_up.strength == strength


def test_entering_an_event_and_ticking_a_step_are_not_undone_by_the_last_change(
    workshop: Invitation, claire: User
) -> None:
    assert last_change(workshop.follow_up) is None
    workshop.steps.get(kind="text").do(by=claire)
    assert last_change(workshop.follow_up) is None


def test_what_is_delivered_is_due_again_when_its_readout_is(workshop: Invitation, claire: User, today: date) -> None:
    entry = workshop.deliver(by=claire)
    found = fresh(workshop).follow_up
    assert entry
    assert (entry.verb, found.is_active, found.due_on, found.first_due_on, found.event_on) == (
        "delivered",
        True,
        date(2018, 6, 5),
        date(2018, 6, 5),
        None,
    )
    assert workshop.steps.get(kind="deliver").done_on == today
    assert workshop.deliver(by=claire) is None


def test_what_is_delivered_with_its_readout_is_done(workshop: Invitation, claire: User) -> None:
    workshop.steps.get(kind="readout").do(by=claire)
    workshop.deliver(by=claire)
    assert fresh(workshop).follow_up.status == "done"


def test_an_event_without_a_step_to_deliver_can_be_delivered(workshop: Invitation, claire: User) -> None:
    workshop.steps.get(kind="deliver").remove(by=claire)
    workshop.deliver(by=claire)
    assert fresh(workshop).is_delivered


def test_ticking_the_delivery_is_delivering(workshop: Invitation, claire: User) -> None:
    workshop.steps.get(kind="deliver").do(by=claire)
    assert verbs(workshop)[-1] == "delivered"
    workshop.steps.get(kind="deliver").undo(by=claire)
    assert fresh(workshop).follow_up.event_on == date(2018, 5, 31)


def test_the_readout_does_its_step_and_taking_it_away_takes_it_back(workshop: Invitation, claire: User) -> None:
    for words, is_done in (("It went well.", True), ("", False)):
        workshop.follow_up.change("edited", by=claire, **{"invitation.readout": words})
        assert workshop.steps.get(kind="readout").is_done is is_done


def test_a_step_is_ticked_once_and_unticked(workshop: Invitation, claire: User, today: date) -> None:
    text = workshop.steps.get(kind="text")
    entry = text.do(by=claire)
    assert entry
    assert (text.done_on, text.done_by, text.do(by=claire)) == (today, claire, None)
    with translation.override("en"):
        assert [(line.label, line.before) for line in changed_fields(entry)] == [("Clear the text · done on", "–")]
    assert text.undo(by=claire)
    assert (text.done_on, text.undo(by=claire)) == (None, None)


def test_only_an_answer_does_the_reply(workshop: Invitation, claire: User) -> None:
    reply = workshop.steps.get(kind="reply")
    assert (reply.do(by=claire), reply.is_done) == (None, False)
    workshop.answer_with("accepted", by=claire)
    done = workshop.steps.get(kind="reply")
    assert (done.undo(by=claire), done.is_done) == (None, True)


def test_a_step_of_our_own_is_added_once_changed_and_removed(
    workshop: Invitation, claire: User, coordinator: Person
) -> None:
    given: dict[str, Any] = {"kind": "other", "title": "Order slides", "days": -2, "owner": None}
    added = [Step.add_to(workshop, by=claire, **given) for _again in range(2)]
    assert added[0] == added[1]
    step = workshop.steps.get(kind="other")
    assert (step.due_on, step.responsible) == (date(2018, 5, 29), claire.person)
    entry = step.edit(by=claire, days=-3, owner=coordinator)
    step.refresh_from_db()
    assert (step.due_on, step.responsible) == (date(2018, 5, 28), coordinator)
    assert entry
    assert [(line.label, line.after) for line in changed_fields(entry)] == [
        ("Other · days", "-3"),
        ("Other · owner", "Gilles de Kerchove"),
    ]
    assert step.edit(by=claire, days=-3) is None
    step.remove(by=claire)
    assert verbs(workshop) == ["added", "entered", "stepped", "stepped", "stepped"]
    assert workshop.steps.count() == 6


def test_an_open_step_is_late_once_its_day_has_passed_but_never_the_delivery(
    workshop: Invitation, claire: User
) -> None:
    late = {step.kind for step in workshop.steps.all() if step.is_late(date(2018, 6, 1))}
    assert late == {"reply", "speaker", "travel", "text"}


def test_history_reads_what_changed_of_the_event(workshop: Invitation, claire: User, eu: Organisation) -> None:
    moved = facts(date(2018, 6, 3), place="Ghent", organiser=eu, role="chair")
    entry = workshop.follow_up.change("edited", by=claire, **{f"invitation.{name}": moved[name] for name in moved})
    assert entry
    with translation.override("en"):
        assert changed_fields(entry) == [
            FieldChange("Starts", "31 May 2018, 00:00", "3 June 2018, 00:00"),
            FieldChange("Ends", "1 June 2018, 00:00", "4 June 2018, 00:00"),
            FieldChange("Place", "Brussels", "Ghent"),
            FieldChange("Organiser", "–", "EU"),
            FieldChange("Invited as", "Speaker", "Chair"),
        ]


def test_entering_reads_as_a_deed(workshop: Invitation) -> None:
    entry = Entry.objects.get(verb="entered")
    assert (verb_label(entry), summary(entry)) == ("entered the event", "Event: Workshop on Iraqi heritage")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "No answer yet · event 31 May 2018"),
        ({"reply_by": date(2018, 5, 29)}, "Reply by 29 May 2018 · event 31 May 2018"),
        ({"answer": "accepted", "place": "Brussels"}, "Accepted · event 31 May 2018, Brussels"),
        ({"answer": "tentative", "speaker": Person(name="Claire Dubois")},
         "Tentative · event 31 May 2018 · speaker: Claire Dubois"),
    ],
)  # fmt: skip
def test_where_it_stands_is_said_in_a_line(more: dict[str, Any], words: str) -> None:
    assert format_standing(Invitation(**facts(date(2018, 5, 31), **more))) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("2018-05-30T22:00 2018-05-31T22:00 Europe/Brussels", "31 May 2018"),
        ("2018-05-30T22:00 2018-06-02T22:00 Europe/Brussels", "31 May 2018 – 2 June 2018"),
        ("2018-05-31T07:30 2018-05-31T07:30 Europe/Brussels", "31 May 2018, 09:30"),
        ("2018-05-31T07:30 2018-05-31T15:00 Europe/Brussels", "31 May 2018, 09:30 – 17:00"),
        ("2018-05-31T07:30 2018-06-01T15:00 Europe/Brussels", "31 May 2018, 09:30 – 1 June 2018, 17:00"),
        ("2018-05-31T07:30 2018-06-01T22:00 Europe/Brussels", "31 May 2018, 09:30 – 1 June 2018"),
        ("2018-05-31T00:30 2018-05-31T08:00 Asia/Tokyo", "31 May 2018, 09:30 – 17:00 (Asia/Tokyo)"),
        ("2018-05-30T15:00 2018-05-31T15:00 Asia/Tokyo", "31 May 2018"),
    ],
)
def test_when_it_is_reads_by_the_clocks_there(span: str, words: str) -> None:
    starts, ends, zone = span.split()
    field = Invitation._meta.get_field("starts")
    event = Invitation(starts=field.to_python(f"{starts}Z"), ends=field.to_python(f"{ends}Z"), zone=zone)
    assert format_when(event) == words


def test_an_event_that_ends_late_in_the_far_west_is_over_the_next_day_here(enter: Enter, today: date) -> None:
    event = enter(3, today=today, zone="Pacific/Honolulu")
    assert event.days == (today + timedelta(days=3), today + timedelta(days=3))
    assert fresh(event).follow_up.event_on == today + timedelta(days=4)


def test_only_while_it_is_an_invitation_does_a_follow_up_have_an_event(workshop: Invitation, claire: User) -> None:
    follow_up = workshop.follow_up
    follow_up.edit(by=claire, kind="other")
    assert (follow_up.event, follow_up.event_on, follow_up.reply_due_on) == (None, None, None)
    follow_up.edit(by=claire, kind="invitation")
    assert (follow_up.event_on, follow_up.reply_due_on) == (date(2018, 5, 31), date(2018, 5, 29))


def test_the_copies_on_the_follow_up_are_true_after_every_deed(
    workshop: Invitation, claire: User, coordinator: Person
) -> None:
    steps, follow_up = workshop.steps, workshop.follow_up
    deeds = [
        lambda: workshop.answer_with("tentative", by=claire),
        lambda: follow_up.change("edited", by=claire, **{"invitation.reply_by": date(2018, 5, 20)}),
        lambda: follow_up.move_to("declined", by=claire, reason="No."),
        lambda: follow_up.move_to("open", by=claire, reason="Yes."),
        lambda: follow_up.change("edited", by=claire, **{"invitation.speaker": coordinator}),
        lambda: workshop.deliver(by=claire),
        lambda: steps.get(kind="deliver").undo(by=claire),
        lambda: follow_up.change("edited", by=claire, **{"invitation.zone": "Asia/Tokyo"}),
        lambda: steps.get(kind="deliver").remove(by=claire),
        lambda: follow_up.set_due(date(2018, 5, 1), by=claire, reason="Sooner."),
        lambda: follow_up.move_to("lapsed", by=claire),
    ]
    for deed_ in deeds:
        deed_()
        row, event = FollowUp.objects.get(pk=follow_up.pk), fresh(workshop)
        assert row.reply_due_on == (event.reply_by if event.answer == "none" else None)
        assert row.event_on == (None if event.is_delivered else event.over_on)
        dates = [day for day in (row.due_on, row.reply_due_on, row.event_on) if day]
        assert row.due_order == row.first_of_dates == min(dates)


def test_rows_are_called_by_their_names(workshop: Invitation) -> None:
    assert str(workshop) == "Workshop on Iraqi heritage"
    assert str(workshop.steps.get(kind="text")) == "Clear the text"
    assert workshop.is_issued is False
    assert workshop.zone == BRUSSELS


@pytest.mark.parametrize("named", ["speaker", "organiser", "owner"])
@pytest.mark.parametrize(("of", "now"), [("general", "general"), ("restricted", "restricted")])
def test_whom_an_event_names_everybody_knows_once_its_follow_up_is_general(
    of: str, now: str, named: str, workshop: Invitation, claire: User, mei: User
) -> None:
    """The speaker, the organiser, and those to whom its steps are given."""
    workshop.follow_up.edit(by=claire, classification=of)
    hidden: Any = Organisation if named == "organiser" else Person
    name = hidden.add(by=mei, name="Rosa Conti", classification="restricted")
    if named == "owner":
        workshop.steps.get(kind="text").edit(by=claire, owner=name)
    else:
        workshop.follow_up.change("edited", by=claire, **{f"invitation.{named}": name})
    assert hidden.objects.get(pk=name.pk).classification == now
    assert fresh(workshop).restricted_names() == ([] if now == "general" else [name])
    FollowUp.objects.get(pk=workshop.follow_up_id).edit(by=claire, classification="general")
    assert hidden.objects.get(pk=name.pk).classification == "general"


@pytest.mark.parametrize(
    ("day", "late"),
    [
        (date(2018, 5, 28), set()),
        (date(2018, 5, 29), {"speaker", "travel", "text"}),
        (date(2018, 5, 30), {"speaker", "travel", "text", "reply"}),
        (date(2018, 6, 5), {"speaker", "travel", "text", "reply"}),
        (date(2018, 6, 6), {"speaker", "travel", "text", "reply", "readout"}),
    ],
)
def test_on_its_own_day_a_step_is_not_late_yet(workshop: Invitation, day: date, late: set[str]) -> None:
    assert {step.kind for step in workshop.steps.all() if step.is_late(day)} == late


def test_what_is_done_is_never_late(workshop: Invitation, claire: User) -> None:
    step = workshop.steps.get(kind="text")
    step.do(by=claire)
    assert step.is_late(date(2030, 1, 1)) is False


def test_delivering_keeps_the_first_due_date_there_was(workshop: Invitation, claire: User) -> None:
    workshop.follow_up.set_due(date(2018, 5, 31), by=claire)
    workshop.deliver(by=claire)
    found = fresh(workshop).follow_up
    assert (found.due_on, found.first_due_on) == (date(2018, 6, 5), date(2018, 5, 31))


def test_what_has_ended_is_not_delivered(workshop: Invitation, claire: User) -> None:
    workshop.follow_up.move_to("dropped", by=claire, reason="No.")
    assert (workshop.deliver(by=claire), workshop.is_delivered) == (None, False)


def test_a_step_that_was_done_may_be_added_once_more(workshop: Invitation, claire: User) -> None:
    given: dict[str, Any] = {"kind": "other", "title": "Call them", "days": -2, "owner": None}
    Step.add_to(workshop, by=claire, **given).do(by=claire)
    Step.add_to(workshop, by=claire, **given)
    steps = workshop.steps.filter(kind="other").order_by("id")
    assert [step.is_done for step in steps] == [True, False]


@pytest.mark.parametrize(
    ("status", "answer", "then"),
    [("done", "accepted", "accepted"), ("dropped", "tentative", "tentative"), ("declined", "accepted", "none")],
)
def test_only_reopening_what_was_declined_takes_the_answer_back(
    status: str, answer: str, then: str, workshop: Invitation, claire: User
) -> None:
    workshop.answer_with(answer, by=claire)
    workshop.follow_up.move_to(status, by=claire, reason="So it is.")
    workshop.follow_up.move_to("open", by=claire, reason="They asked again.")
    assert fresh(workshop).answer == then


def test_taking_the_answer_back_makes_the_reply_due_again(workshop: Invitation, claire: User) -> None:
    workshop.answer_with("accepted", by=claire)
    workshop.answer_with("none", by=claire)
    found = fresh(workshop)
    assert (found.answered_on, found.answered_by, found.follow_up.reply_due_on) == (None, None, date(2018, 5, 29))


def test_its_steps_follow_the_event_while_the_follow_up_is_of_another_kind(workshop: Invitation, claire: User) -> None:
    follow_up = workshop.follow_up
    follow_up.edit(by=claire, kind="other")
    follow_up.change("edited", by=claire, **{"invitation.reply_by": date(2018, 5, 20)})
    assert (plan(workshop)["reply"], follow_up.reply_due_on) == (date(2018, 5, 20), None)
