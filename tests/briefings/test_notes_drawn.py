"""Whole notes on a partner with matters of each kind, on the days at which something begins or ends: `drawn/notes.txt`.

To draw it anew, delete it and read what the test writes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone, translation

from tests.conftest import facts
from tests.house.drawings import assert_drawn
from tracker.accounts.models import User
from tracker.briefings.asked import Asked
from tracker.briefings.briefing import Briefing, Fact, Line, Part
from tracker.briefings.files import FORMS, file_of
from tracker.briefings.tell.note import brief
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Answer, Invitation
from tracker.kit.dates.as_said import DateAsSaid
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.needs.models import Allocation, Need
from tracker.pledges.models import Pledge

NOW = datetime(2018, 9, 12, 9, 5, tzinfo=UTC)
TODAY = date(2018, 9, 12)
Make = Callable[..., Any]


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def office(europol: Organisation, claire: User) -> Organisation:
    """A part of theirs. Of those who hold posts one comes to the meeting, and one has begun, ended or not begun."""
    europol.change("edited", by=claire, country="NL", about="Police work across borders.")
    made = Organisation.add(by=claire, name="Data Office", parent=europol)
    days: dict[str, dict[str, Any]] = {
        "Rosa Conti": {}, "Ada Byron": {"since": on(0)}, "Not Yet": {"since": on(1)}, "To Day": {"until": on(0)},
        "Has Left": {"until": on(-1)}, "Ann One": {}, "Ann Two": {}, "Ann Three": {}, "Ann Four": {}, "Ann Five": {},
    }  # fmt: skip
    for name, held in days.items():
        where = made if name in ("Rosa Conti", "Ann One") else europol
        title = "" if name == "Ann Two" else "Officer"
        person = Person.add(by=claire, name=name)
        Appointment.objects.create(person=person, organisation=where, title=title, **held)
    return made


@pytest.fixture
def ahead(office: Organisation, europol: Organisation, unit: Organisation, claire: User) -> Meeting:
    """The meeting to come; of those before it three are told, and one was today."""

    def meet(title: str, day: date, **values: Any) -> Meeting:
        who = [Participant(Person.objects.get(name="Rosa Conti"), office, "Head"), Participant(claire.person, unit)]
        return Meeting.log(by=claire, title=title, held_on=day, participants=who, **values)

    for days in (-200, -40, -30, 0):
        meet(f"Talks of {days}", on(days), place="The Hague" if days else "")
    meet("Closed talks", on(-10), classification="restricted")
    meet("Later talks", on(30))
    return meet("Annual talks", on(20), place="Brussels", starts_at=time(10, 30), ends_on=on(21))


@pytest.fixture
def matters(ahead: Meeting, office: Organisation, europol: Organisation, eu: Organisation, make_follow_up: Make,
            make_pledge: Make, claire: User) -> None:  # fmt: skip
    talks = Meeting.objects.get(title="Talks of -30")

    def log(title: str, **values: Any) -> FollowUp:
        made: FollowUp = make_follow_up(title, **{"partner": europol, "meeting": talks, **values})
        return made

    for days in (-1, 20, 21, 22):
        log(f"Ours, {days}.", due_on=on(days), owner=claire.person if days == 21 else None)
    for days in (-1, 0, 1):
        log(f"Theirs, {days}", due_on=on(days), owed_by="partner", meeting=None)
    said = DateAsSaid(on(10), on(12), "around the 23rd")
    log("In words", due_on=said, strength="exploratory", owed_by="partner")
    log("Of the office", partner=office, meeting=None)
    log("Of the union", partner=eu)
    log("Of nobody", partner=None)
    log("Of another", partner=Organisation.add(by=claire, name="African Union"))
    log("Restricted", classification="restricted", owner=claire.person)
    for days in (-31, -30, -1, 0):
        ended = log(f"Ended {days}.", meeting=None)
        ended.move_to("done" if days else "dropped", by=claire, reason="So.")
        FollowUp.objects.filter(pk=ended.pk).update(ended_on=on(days))
    before = log("Ended before")
    before.move_to("done", by=claire)
    FollowUp.objects.filter(pk=before.pk).update(ended_before=on(0))
    _pend(log, make_pledge, claire)
    _invite(log, claire)
    _agree(claire, europol, office)
    for days in (-90, -89):
        make_pledge(-days, donor=office if days == -90 else europol, made_on=on(days), meeting=talks)
    make_pledge(7, donor=europol, made_on=on(-95), stage="pledged", classification="restricted")
    make_pledge(8, donor=europol, made_on=on(-95), stage="committed")
    make_pledge(9, donor=europol).move_to("withdrawn", by=claire, reason="So.")


def _pend(log: Make, make_pledge: Make, claire: User) -> None:
    log("Not estimated", conditional=True)
    for title, since in (("Pledged since", 0), ("Pledged before", -31)):
        need = Need.estimate(log(title, conditional=True), by=claire, kind="money", currency="EUR", quantity=Decimal(9))
        pledge = make_pledge(9, stage="pledged")
        Pledge.objects.filter(pk=pledge.pk).update(stage_since=on(since))
        Allocation.make(Pledge.objects.get(pk=pledge.pk), need, Decimal(5), by=claire)


def _invite(log: Make, claire: User) -> None:
    given: dict[str, dict[str, Any]] = {
        "Not answered": {"reply_by": on(3)}, "Asked by us": {"direction": "issued"},
        "Accepted": {"answer": Answer.ACCEPTED},
        "Over": {}, "Today": {}, "Of no event": {},
    }  # fmt: skip
    days = {"Over": -1, "Today": 0}
    for title, more in given.items():
        row = log(title, kind="invitation")
        if title != "Of no event":
            Invitation.enter(row, by=claire, on=on(-9), **{**facts(on(days.get(title, 40))), **more, "title": title})


def _agree(claire: User, europol: Organisation, office: Organisation) -> None:
    for days in (-31, -30, -1, 0, 90, 400):
        party = office if days == 90 else europol
        Mandate.add(by=claire, kind="agreement", title=f"Accord {days}", valid_until=on(days), parties=[party])
    Mandate.add(by=claire, kind="resolution", title="No accord", valid_until=on(1), parties=[europol])


def told(note: Briefing) -> Iterator[str]:
    yield f"{note.kind}: {note.title} ({note.language}) | {note.occasion} | {note.seen} | {note.as_of}"
    yield note.who
    yield from (f"    {_of(fact)}" for fact in note.facts)
    for part in note.parts:
        yield f"{part.name}: {part.heading} {part.count} {part.note}"
        yield from (f"    {_of(line)}" for line in part.lines)
    yield note.to_raise
    yield from (
        f"    {point.key.partition('-')[0]}: {point.words} {point.reason} {_names(point)}" for point in note.points
    )


def _of(said: Fact | Line) -> str:
    named = {name: getattr(said, name) for name in type(said).__slots__ if name not in ("names", "address")}
    words = "; ".join(f"{name}: {words}" for name, words in named.items() if words)
    # The reference of what is restricted is drawn by lot.
    return f"{re.sub(r'R[0-9]{3,}', 'R', words)} {_names(said)}"


def _names(said: Any) -> str:
    return " ".join(label.rpartition(".")[2] for label, _key in said.names)


@pytest.mark.usefixtures("matters")
def test_whole_notes_say_what_they_said(europol: Organisation, ahead: Meeting, claire: User, omar: User) -> None:
    plain = Asked(europol, None, claire, claire, TODAY)
    notes = {
        "as things stand": plain,
        "for the meeting": replace(plain, meeting=ahead),
        "for another": replace(plain, reader=omar),
        "for that of today, for another": replace(plain, meeting=Meeting.objects.get(title="Talks of 0"), reader=omar),
        "on what they are part of": replace(plain, partner=europol.parent),
    }
    pages = {name: list(told(brief(asked, NOW))) for name, asked in notes.items()}
    with translation.override("fr"):
        french = [line for line in told(brief(plain, NOW)) if not line.startswith("    title")]
    first = pages["as things stand"]
    for name in [name for name in pages if name != "as things stand"]:
        left = [line for line in first if line not in pages[name]]
        pages[name] = [*(line for line in pages[name] if line not in first), "without:", *left]
    pages["in French"] = french
    assert_drawn("notes", pages, Path(__file__).parent / "drawn")


@pytest.mark.usefixtures("europol")
def test_of_somebody_never_met_it_is_news_what_ended_within_ninety_days(
    europol: Organisation, make_follow_up: Make, claire: User
) -> None:
    for days in (-91, -90, 1):
        row = make_follow_up(f"Ended {days}", partner=europol)
        row.move_to("done", by=claire)
        FollowUp.objects.filter(pk=row.pk).update(ended_on=on(days))
    note = brief(Asked(europol, None, claire, claire, TODAY), NOW)
    [ended] = [part for part in note.parts if part.name == "ended"]
    assert [line.title for line in ended.lines] == ["Ended 1", "Ended -90"]
    assert note.points[0].reason == "done on 13 September 2018"
    assert note.facts[-1] == Fact("Met", "No meeting with them is known yet.")


@pytest.mark.one_database
def test_the_longest_name_gives_a_file_name_that_disks_take() -> None:
    part = Part("ours", "We owe them", "0", ())
    note = Briefing("Briefing note", "Ünion " + "x" * 250, "", "", "", "en", "", (), (part,), "", ())
    assert [file_of(note, form, "Claire Dubois").name for form in FORMS] == [
        f"briefing-note-union-{'x' * 100}.{form}" for form in ("docx", "pdf")
    ]
