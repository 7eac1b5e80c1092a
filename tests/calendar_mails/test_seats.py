"""Who has a meeting in their calendar and what they are still to be told, in each state that a meeting can be in."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.utils import timezone, translation

from tests.calendar_mails.conftest import Press
from tracker.accounts.models import User
from tracker.calendar_mails import tasks
from tracker.calendar_mails.forms import InviteForm
from tracker.calendar_mails.meeting_times import moment_of, told_of
from tracker.calendar_mails.models import CalendarMail, CalendarWish
from tracker.calendar_mails.seats import Seats, may_be_told
from tracker.calendar_mails.send_mails import said_when, subject_of
from tracker.calendar_mails.write_mails import cancel, invite, send_update
from tracker.directory.models import Person
from tracker.meetings.models import Meeting, Participation
from tracker.meetings.participant_values import Participant

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)


def guest(name: str, meeting: Meeting, **values: Any) -> Person:
    person = Person.add(by=None, name=name, email=f"{name.lower()}@eu.example", **values)
    Participation.objects.create(meeting=meeting, person=person)
    return person


def seats(meeting: Meeting, user: User) -> Seats:
    return Seats(Meeting.objects.get(pk=meeting.pk), user)


def lists(meeting: Meeting, user: User) -> dict[str, list[str]]:
    found = seats(meeting, user)
    names = ("open", "invited", "outdated", "to_cancel", "left_out")
    by_name = {name: [seat.person.name.partition(" ")[0] for seat in getattr(found, name)] for name in names}
    return {name: people for name, people in by_name.items() if people} | (
        {"failed": failed} if (failed := [row.person.name.partition(" ")[0] for row in found.failed]) else {}
    )


@pytest.fixture
def told(meeting: Meeting, coordinator: Person, noor: User, claire: User) -> Meeting:
    """Of six guests five were told: one called off again, two whom it did not reach, one who left the meeting since."""
    people = {name: guest(name, meeting) for name in ("Off", "Lost", "Unsure", "Gone")}
    invite(meeting, [coordinator.pk, *(each.pk for each in people.values())], by=claire, minutes=60)
    for name, status in (("Lost", "not_sent"), ("Unsure", "unsure")):
        CalendarMail.objects.filter(person=people[name]).update(status=status)
    CalendarMail.objects.filter(person=people["Off"]).update(method="CANCEL")
    Participation.objects.filter(person=people["Gone"]).delete()
    Person.objects.filter(pk=people["Gone"].pk).update(email="")
    return meeting


def test_what_each_is_still_to_be_told(told: Meeting, claire: User, today: date) -> None:
    invited = ["Gilles", "Gone"]
    failed, left_out = ["Lost", "Unsure"], ["Rosa"]
    everybody = {
        "open": ["Noor", "Off", "Lost", "Unsure"], "invited": invited, "to_cancel": ["Gone"], "left_out": left_out,
        "failed": failed,
    }  # fmt: skip
    found = {"as it was": lists(told, claire)}
    for name, values in (
        ("another room", {"place": "Room 5"}), ("today", {"held_on": today}), ("yesterday", {"held_on": today - DAY}),
        ("until today", {"held_on": today - DAY, "ends_on": today, "starts_at": None}),
        ("called off", {"called_off_at": timezone.now()}), ("removed", {"removed_at": timezone.now()}),
        ("called off, yesterday", {"called_off_at": timezone.now(), "held_on": today - DAY}),
    ):  # fmt: skip
        kept = Meeting.objects.filter(pk=told.pk).values("place", "held_on", "ends_on", "starts_at")[0]
        Meeting.objects.filter(pk=told.pk).update(**values)
        found[name] = lists(told, claire)
        Meeting.objects.filter(pk=told.pk).update(called_off_at=None, removed_at=None, **kept)
    over = {"invited": invited, "left_out": left_out, "failed": failed}
    off = {**over, "to_cancel": invited}
    changed = {**everybody, "outdated": ["Gilles"]}
    assert found == {
        "as it was": everybody, "another room": changed, "today": changed, "yesterday": over, "until today": changed,
        "called off": off, "removed": off, "called off, yesterday": over,
    }  # fmt: skip
    rows = {seat.person.name: (seat.address, seat.why_not, seat.is_invited, seat.pk == seat.person.pk)
            for seat in seats(told, claire).all}  # fmt: skip
    assert rows == {
        "Noor Haddad": ("noor@suivi.example", "", False, True),
        "Gilles de Kerchove": ("gilles@eu.example", "", True, True), "Rosa Conti": ("", "no_email", False, True),
        "Off": ("off@eu.example", "", False, True), "Lost": ("lost@eu.example", "", False, True),
        "Unsure": ("unsure@eu.example", "", False, True), "Gone": ("gone@eu.example", "", True, True),
    }  # fmt: skip


def test_who_may_be_told_of_what_is_restricted(
    meeting: Meeting, coordinator: Person, noor: User, omar: User, claire: User
) -> None:
    people = {"Noor": noor.person, "Omar": omar.person, "Claire": claire.person, "Gilles": coordinator}

    def told() -> list[str]:
        read = Meeting.objects.get(pk=meeting.pk)
        return [name for name, person in people.items() if may_be_told(read, Person.objects.get(pk=person.pk))]

    found = [told()]
    Meeting.objects.filter(pk=meeting.pk).update(classification="restricted")
    found.append(told())
    Meeting.objects.filter(pk=meeting.pk).update(removed_at=NOW)
    found.append(told())
    User.objects.filter(pk=noor.pk).update(is_active=False)
    found.append(told())
    assert found == [["Noor", "Omar", "Claire", "Gilles"], ["Noor", "Claire"], ["Noor", "Claire"], ["Claire"]]


def test_what_is_written_of_each_mail(
    meeting: Meeting, coordinator: Person, noor: User, claire: User, omar: User, settings: Any
) -> None:
    def written(mails: list[CalendarMail]) -> list[tuple[Any, ...]]:
        columns = ("person__name", "method", "sequence", "minutes", "answer", "by__name", "organiser", "organiser_name")
        rows = CalendarMail.objects.filter(pk__in=[mail.pk for mail in mails]).order_by("pk").values_list(*columns)
        return [(row[0].partition(" ")[0], *row[1:]) for row in rows]

    def edited(**values: Any) -> None:
        meeting.refresh_from_db()
        meeting.change("edited", by=claire, **values)

    keys, mine = [noor.person.pk, coordinator.pk], ("claire@suivi.example", "Claire Dubois")
    none, gilles = "NEEDS-ACTION", "Gilles"
    assert written(invite(meeting, keys, by=claire, minutes=60)) == [
        ("Noor", "REQUEST", 1, 60, none, "Claire Dubois", *mine),
        (gilles, "REQUEST", 1, 60, none, "Claire Dubois", *mine),
    ]  # fmt: skip
    assert invite(meeting, keys, by=claire, minutes=60) == []
    assert (send_update(meeting, by=claire), cancel(meeting, by=claire)) == ([], [])
    for row in CalendarMail.objects.filter(person=coordinator):
        row.note_answer("ACCEPTED", at=NOW)
        row.note_answer("DECLINED", at=NOW)
        row.note_answer("TENTATIVE", at=NOW - SECOND)
    settings.MAIL_IN_ADDRESS = "suivi@house.example"
    for number in range(5):
        edited(place=f"Hall {number}")
    assert written(send_update(meeting, by=omar)) == [
        ("Noor", "REQUEST", 6, 60, none, "Omar Diallo", *mine),
        (gilles, "REQUEST", 6, 60, "ACCEPTED", "Omar Diallo", *mine),
    ]  # fmt: skip
    Meeting.objects.filter(pk=meeting.pk).update(called_off_at=timezone.now())
    assert [row[:5] for row in written(cancel(meeting, by=claire))] == [
        ("Noor", "CANCEL", 7, 60, none), (gilles, "CANCEL", 7, 60, "ACCEPTED"),
    ]  # fmt: skip
    assert cancel(meeting, by=claire) == []
    Meeting.objects.filter(pk=meeting.pk).update(called_off_at=None)
    assert [row[:5] for row in written(invite(meeting, keys, by=claire, minutes=None))] == [
        ("Noor", "REQUEST", 8, 60, none), (gilles, "REQUEST", 8, 60, none),
    ]  # fmt: skip
    other = Meeting.log(
        by=claire,
        title="Other",
        held_on=meeting.held_on,
        participants=[Participant(coordinator), Participant(noor.person)],
    )
    [mail] = invite(other, [coordinator.pk], by=claire, minutes=None)
    assert (mail.organiser, mail.organiser_name, mail.minutes, mail.told) == (
        "suivi@house.example", "Claire Dubois", None, told_of(other),
    )  # fmt: skip


def test_what_is_remembered_of_who_wants_such_mails(
    meeting: Meeting, coordinator: Person, noor: User, claire: User, today: date
) -> None:
    CalendarWish.objects.create(person=noor.person, wants=False, by=claire)
    CalendarWish.objects.create(person=noor.person, wants=True, by=claire)
    CalendarWish.objects.create(person=coordinator, wants=True, by=claire)
    found = seats(meeting, claire)
    assert found.wishes() == {noor.person.pk: True, coordinator.pk: True}
    form = InviteForm(None, seats=found)
    assert form.initial == {"people": [str(noor.person.pk), str(coordinator.pk)]}
    invite(meeting, [coordinator.pk], by=claire, minutes=None, remember=False)
    invite(meeting, [noor.person.pk], by=claire, minutes=None, remember=True)
    assert CalendarWish.objects.count() == 3
    other = Meeting.log(
        by=claire, title="Other", held_on=today, participants=[Participant(coordinator), Participant(noor.person)]
    )
    invite(other, [coordinator.pk], by=claire, minutes=None, remember=True)
    said = CalendarWish.objects.order_by("pk").values_list("person__name", "wants", "by__name")
    assert list(said)[3:] == [("Noor Haddad", False, "Claire Dubois")]


def test_what_the_form_offers_and_why_it_is_refused(
    meeting: Meeting, coordinator: Person, noor: User, claire: User
) -> None:
    def form(data: Any = None) -> InviteForm:
        return InviteForm(data, seats=seats(meeting, claire))

    labels = [label for _key, label in form().fields["people"].choices]  # type: ignore[attr-defined]
    assert (labels, [*form().fields]) == (
        ["Noor Haddad: noor@suivi.example", "Gilles de Kerchove: gilles@eu.example"], ["people", "lasts", "remember"],
    )  # fmt: skip
    nobody = "Tick at least one of them: without a reader nothing is sent."
    stranger = "This person is not among those who can be invited."

    def read(people: list[int], **typed: Any) -> Any:
        made = form({"people": [str(each) for each in people], **typed})
        made.is_valid()
        return {**made.errors} or made.values()

    keys = [coordinator.pk, noor.person.pk]
    values = {"people": keys, "minutes": None, "remember": False}
    assert [
        read(keys), read(keys[:1], lasts="90", remember="on"), read([]), read([claire.person.pk]),
        [*read(keys, lasts="45")],
    ] == [
        values, {"people": keys[:1], "minutes": 90, "remember": True}, {"people": [nobody]}, {"people": [stranger]},
        ["lasts"],
    ]  # fmt: skip
    invite(meeting, keys[:1], by=claire, minutes=None)
    assert (read(keys), [*form().fields["people"].choices]) == (  # type: ignore[attr-defined]
        values, [(str(noor.person.pk), "Noor Haddad: noor@suivi.example")],
    )  # fmt: skip
    for changed in ({"starts_at": None}, {"starts_at": time(10), "ends_on": meeting.held_on}):
        Meeting.objects.filter(pk=meeting.pk).update(**changed)
        assert [*form().fields] == ["people", "remember"]


# When a meeting is held, and as what its mail says that.
WHEN: list[tuple[dict[str, Any], str]] = [
    ({}, "Monday 3 September 2018"), ({"starts_at": time(9, 5)}, "Monday 3 September 2018, 09:05 (Europe/Brussels)"),
    ({"starts_at": time(10), "zone": "Asia/Tokyo"}, "Monday 3 September 2018, 10:00 (Asia/Tokyo)"),
    ({"ends_on": date(2018, 9, 4)}, "Monday 3 September 2018 – Tuesday 4 September 2018"),
    ({"ends_on": date(2018, 9, 4), "starts_at": time(10)}, "Monday 3 September 2018 – Tuesday 4 September 2018"),
]  # fmt: skip


def test_how_the_day_and_the_subject_are_said(
    meeting: Meeting, coordinator: Person, claire: User, settings: Any
) -> None:
    settings.TIME_ZONE = "Europe/Brussels"
    meetings = [Meeting(held_on=date(2018, 9, 3), **values) for values, _said in WHEN]
    assert [said_when(each) for each in meetings] == [said for _values, said in WHEN]
    moments = [moment_of(each) for each in meetings]
    assert [moment and moment.astimezone(UTC).hour for moment in moments] == [None, 7, 1, None, None]
    with translation.override("fr"):
        assert said_when(meetings[0]) == "lundi 3 septembre 2018"
    [first] = invite(meeting, [coordinator.pk], by=claire, minutes=None)
    day = f"{meeting.held_on:%-d %B %Y}"
    found = [subject_of(first)]
    meeting.change("edited", by=claire, place="Room 5")
    [second] = send_update(meeting, by=claire)
    found.append(subject_of(second))
    CalendarMail.objects.filter(pk=first.pk).update(status="not_sent")
    found.append(subject_of(second))
    meeting.call_off(by=claire, why="So")
    [third] = cancel(meeting, by=claire)
    found.append(subject_of(third))
    Meeting.objects.filter(pk=meeting.pk).update(called_off_at=None)
    [fourth] = invite(meeting, [coordinator.pk], by=claire, minutes=None)
    found.append(subject_of(fourth))
    assert found == [
        f"{said}: Round on heritage, {day}"
        for said in ("Invitation", "Changed", "Invitation", "Cancelled", "Invitation")
    ]


def test_what_a_calendar_is_told_is_another_once_it_changed(meeting: Meeting) -> None:
    first, found = told_of(meeting), {}
    changes: dict[str, Any] = {
        "held_on": meeting.held_on + DAY, "ends_on": meeting.held_on, "starts_at": time(11), "zone": "UTC",
        "title": "x", "place": "x", "classification": "restricted", "kind": "call",
    }  # fmt: skip
    for name, value in changes.items():
        before = getattr(meeting, name)
        setattr(meeting, name, value)
        found[name] = told_of(meeting) != first
        setattr(meeting, name, before)
    assert found == dict.fromkeys(changes, True) | {"kind": False}
    meeting.classification = "restricted"
    hidden = told_of(meeting)
    meeting.title = meeting.place = "x"
    assert told_of(meeting) == hidden


def test_what_is_said_once_mails_were_sent_and_who_sees_them(
    meeting: Meeting, coordinator: Person, noor: User, claire: User, omar: User, press: Press,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    page = press("", coordinator, noor.person)
    assert ("2 mails are on their way." in page, "Nothing was left to send." in page) == (True, False)
    assert "Nothing was left to send." in press("cancel/")
    assert [message.reply_to for message in outbox.outbox] == [["claire@suivi.example"]] * 2
    Person.objects.filter(pk=coordinator.pk).update(classification="restricted")
    seen = [
        sorted(CalendarMail.objects.visible_to(user).values_list("person__name", flat=True)) for user in (omar, claire)
    ]
    Meeting.objects.filter(pk=meeting.pk).update(removed_at=NOW)
    seen.append(sorted(CalendarMail.objects.visible_to(claire).values_list("person__name", flat=True)))
    Meeting.objects.filter(pk=meeting.pk).update(classification="restricted")
    seen.append(sorted(CalendarMail.objects.visible_to(omar).values_list("person__name", flat=True)))
    both = ["Gilles de Kerchove", "Noor Haddad"]
    assert seen == [["Noor Haddad"], both, both, []]
    called: list[datetime] = []
    monkeypatch.setattr(tasks.send_mails, "send_left_over", called.append)
    for sends in (False, True):
        monkeypatch.setattr(tasks, "sends_mail", lambda sends=sends: sends)
        tasks.send_left_over.call()
    assert len(called) == 1
