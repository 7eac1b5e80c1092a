"""A briefing note: what either side owes, late first; what stands around it; and whose eyes it is cut for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.conftest import CANARY, facts
from tracker.accounts.models import User
from tracker.briefings.briefing import Briefing, Part
from tracker.briefings.gather.found import MOST_LINES
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Invitation
from tracker.kit.date_formats import format_date
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.needs.models import Allocation, Need
from tracker.pledges.models import Pledge
from tracker.records.models import Passage, Record

Brief = Callable[..., Briefing]
Make = Callable[..., Any]


def part(briefing: Briefing, name: str) -> Part:
    return next(part for part in briefing.parts if part.name == name)


def titles(briefing: Briefing) -> dict[str, list[str]]:
    return {part.name: [line.title for line in part.lines] for part in briefing.parts if part.lines}


def points(briefing: Briefing) -> list[tuple[str, str]]:
    return [(point.words, point.reason) for point in briefing.points]


def in_(days: int, today: date) -> date:
    return today + timedelta(days=days)


def meet(by: User, partner: Organisation, day: date, title: str = "Talks", **values: Any) -> Meeting:
    person = Person.objects.filter(name="Rosa Conti").first() or Person.add(by=by, name="Rosa Conti")
    return Meeting.log(by=by, title=title, held_on=day, participants=[Participant(person, partner, "Envoy")], **values)


def test_each_follow_up_that_is_open_stands_under_one_heading_what_is_past_its_day_first(
    brief_on: Brief, europol: Organisation, make_follow_up: Make, claire: User, today: date
) -> None:
    of_them = {"partner": europol}
    make_follow_up("Someday", **of_them)
    make_follow_up("Soon", due_on=in_(3, today), **of_them)
    waits = make_follow_up("Waits", due_on=in_(-9, today), **of_them)
    waits.move_to("waiting", by=claire, waiting_on=europol, review_on=in_(2, today))
    make_follow_up("Late", due_on=in_(-1, today), **of_them)
    make_follow_up("Theirs", owed_by="partner", **of_them)
    make_follow_up("Theirs, overdue", owed_by="partner", due_on=in_(-1, today), **of_them)
    make_follow_up("Pending", conditional=True, **of_them)
    make_follow_up("Invited", kind="invitation", **of_them)
    make_follow_up("Done", **of_them).move_to("done", by=claire)
    make_follow_up("Of nobody")
    briefing = brief_on()
    assert titles(briefing) == {
        "ours": ["Late", "Waits", "Soon", "Someday"],
        "theirs": ["Theirs, overdue", "Theirs"],
        "pending": ["Pending"],
        "invitations": ["Invited"],
        "ended": ["Done"],
    }
    assert [each.count for each in briefing.parts] == ["4", "2", "1", "1", "1"]
    assert [line.mark for line in part(briefing, "ours").lines] == ["late", "", "", ""]


def test_a_line_says_how_firm_it_is_who_does_it_in_which_words_and_by_when(
    brief_on: Brief, eu: Organisation, communique: Record, make_follow_up: Make, claire: User
) -> None:
    passage = Passage.of(communique.latest, 0, 21)
    values = {"meeting": communique.meeting, "passage": passage, "owner": claire.person, "strength": "offered"}
    row = make_follow_up("Thank", partner=eu, due_on=date(2018, 6, 1), **values)
    [line] = part(brief_on(partner=eu), "ours").lines
    said = f"Open · Claire Dubois · {communique.meeting}, 25 May 2018"
    assert (line.reference, line.title, line.strength, line.said) == (row.reference, "Thank", "Offered", said)
    assert (line.quote, line.when, line.mark) == (f"“{passage.exact}”", "late since 1 June 2018", "late")
    assert line.address == row.get_absolute_url()


def test_what_was_agreed_with_them_alone_is_theirs_though_it_names_nobody_or_what_they_are_part_of(
    brief_on: Brief, eu: Organisation, europol: Organisation, make_follow_up: Make, claire: User, today: date
) -> None:
    au = Organisation.add(by=claire, name="African Union")
    alone, among = meet(claire, europol, in_(-9, today)), meet(claire, europol, in_(-8, today), "Many")
    ada, rosa = Person.add(by=claire, name="Ada Byron"), Person.objects.get(name="Rosa Conti")
    among.change("edited", by=claire, participants=[Participant(ada, au, ""), Participant(rosa, europol, "")])
    for meeting, name in ((alone, "alone"), (among, "among many")):
        for partner in (None, eu, europol, au):
            make_follow_up(f"{name}: {partner}", meeting=meeting, partner=partner)
    assert titles(brief_on())["ours"] == ["alone: None", "alone: EU", "alone: EUROPOL", "among many: EUROPOL"]


def test_more_than_are_shown_are_counted(brief_on: Brief, europol: Organisation, make_follow_up: Make) -> None:
    for number in range(MOST_LINES + 2):
        make_follow_up(f"Letter {number}", partner=europol)
    ours = part(brief_on(), "ours")
    assert (len(ours.lines), ours.count, ours.note) == (MOST_LINES, "14", "and 2 more")


def test_nothing_owed_is_said_of_both_sides(brief_on: Brief) -> None:
    assert [(each.name, each.note) for each in brief_on().parts] == [
        ("ours", "We owe them nothing that is open."),
        ("theirs", "They owe us nothing that is open."),
    ]


def test_it_says_who_they_are_and_since_when(
    brief_on: Brief, eu: Organisation, europol: Organisation, claire: User, today: date
) -> None:
    europol.change("edited", by=claire, country="NL", about="Police work across borders.")
    left, rosa = Person.add(by=claire, name="Ada Byron"), Person.add(by=claire, name="Rosa Conti")
    Appointment.objects.create(person=left, organisation=europol, title="Director", until=date(2018, 5, 1))
    Appointment.objects.create(person=rosa, organisation=europol, title="Analyst", since=date(2018, 5, 1))
    meet(claire, europol, date(2018, 5, 25))
    briefing = brief_on(partner=Organisation.objects.get(pk=europol.pk))
    assert [(fact.label, fact.words) for fact in briefing.facts] == [
        ("Organisation", "European Police Office (EUROPOL), part of European Union (EU)"),
        ("Country", "Netherlands"),
        ("About", "Police work across borders."),
        ("Analyst", "Rosa Conti, since 1 May 2018"),
        ("Met", "1 meeting since 25 May 2018"),
    ]


def test_the_last_three_meetings_say_with_whom_and_what_came_of_them(
    brief_on: Brief, europol: Organisation, make_follow_up: Make, claire: User, today: date
) -> None:
    for days in (-4, -3, -2, -1, 5):
        meeting = meet(claire, europol, in_(days, today), f"Talks {days}", place="The Hague")
    last = Meeting.objects.get(title="Talks -1")
    for title in ("Send", "Ask"):
        made = make_follow_up(title, meeting=last)
    made.move_to("done", by=claire)
    met = part(brief_on(), "met")
    said = "Bilateral meeting · The Hague · Rosa Conti (Envoy, EUROPOL) · "
    assert [(line.title, line.said) for line in met.lines] == [
        ("Talks -1", f"{said}2 follow-ups, 1 done"),
        ("Talks -2", f"{said}no follow-ups"),
        ("Talks -3", f"{said}no follow-ups"),
    ]
    assert meeting.title == "Talks 5"


def test_for_a_meeting_it_says_which_and_with_whom(
    brief_on: Brief, europol: Organisation, claire: User, today: date
) -> None:
    ahead = meet(claire, europol, date(2030, 1, 15), "Annual talks", place="Brussels")
    assert brief_on(meeting=ahead).occasion == (
        "For the meeting of Tuesday 15 January 2030, Brussels: Annual talks. With Rosa Conti (Envoy, EUROPOL)."
    )


def test_pledges_say_their_stage_and_what_waits_for_resources_what_is_missing(
    brief_on: Brief, europol: Organisation, make_pledge: Make, make_follow_up: Make, claire: User, today: date
) -> None:
    pledge = make_pledge(90_000, donor=europol, made_on=in_(-100, today))
    make_pledge(1, donor=europol).move_to("withdrawn", by=claire, reason="So")
    waits = make_follow_up("Exchange", partner=europol)
    need = Need.estimate(waits, by=claire, kind="money", currency="EUR", quantity=Decimal(200_000))
    Allocation.make(Pledge.objects.get(pk=pledge.pk), need, Decimal(90_000), by=claire)
    briefing = brief_on()
    assert [(line.title, line.strength) for line in part(briefing, "pledges").lines] == [("€\xa090,000", "Indicated")]
    [line] = part(briefing, "pending").lines
    assert "€\xa00 of €\xa0200,000 covered, €\xa090,000 promised, €\xa0110,000 missing" in line.said
    assert ("pledges.Pledge", pledge.pk) in line.names


def test_agreements_that_end_soon_or_ended_since_we_met_are_told(
    brief_on: Brief, europol: Organisation, claire: User, today: date
) -> None:
    meet(claire, europol, in_(-10, today))
    for title, ends in (("Soon", 30), ("Far", 400), ("Since", -5), ("Before", -20)):
        Mandate.add(by=claire, kind="agreement", title=title, valid_until=in_(ends, today), parties=[europol])
    told = [(line.title, line.strength, line.mark) for line in part(brief_on(), "agreements").lines]
    assert told == [("Since", "no longer in force", ""), ("Soon", "in force", "soon")]


@pytest.fixture
def open_matters(europol: Organisation, make_follow_up: Make, make_pledge: Make, claire: User, today: date) -> Meeting:
    """One matter for each rule by which a point is suggested; gives the meeting to come."""
    of_them = {"partner": europol}
    last = meet(claire, europol, in_(-30, today))
    ahead = meet(claire, europol, in_(20, today))
    invited = make_follow_up("Speak", kind="invitation", **of_them)
    given = facts(in_(40, today), reply_by=in_(5, today))
    Invitation.enter(invited, by=claire, on=in_(-40, today), **given)
    make_follow_up("Report.", due_on=in_(-2, today), meeting=last, **of_them)
    make_follow_up("Paper", due_on=in_(4, today), **of_them)
    make_follow_up("Agenda", due_on=in_(20, today), **of_them)
    make_follow_up("After it", due_on=in_(21, today), **of_them)
    make_follow_up("List", due_on=in_(-3, today), owed_by="partner", **of_them)
    make_follow_up("Translate", **of_them).move_to("done", by=claire)
    waits = make_follow_up("Train", conditional=True, **of_them)
    need = Need.estimate(waits, by=claire, kind="money", currency="EUR", quantity=Decimal(9))
    Allocation.make(make_pledge(9, stage="pledged"), need, Decimal(5), by=claire)
    make_pledge(7, donor=europol, made_on=in_(-91, today))
    Mandate.add(by=claire, kind="agreement", title="Accord", valid_until=in_(30, today), parties=[europol])
    return ahead


def test_points_are_suggested_by_rule_each_with_its_reason(brief_on: Brief, open_matters: Meeting, today: date) -> None:
    def day(days: int) -> str:
        return format_date(in_(days, today))

    assert points(brief_on(meeting=open_matters)) == [
        ("Answer their invitation: Speak.", f"to be answered by {day(5)}"),
        ("Say where it stands, and until when: Report.", f"late since {day(-2)}; agreed on {day(-30)}"),
        ("Bring it, or say when: Paper.", f"promised by {day(4)}"),
        ("Bring it, or say when: Agenda.", "promised for this meeting"),
        ("Ask for it: List.", f"they owe it since {day(-3)}"),
        ("Tell them what became of it: Translate.", f"done on {day(0)}, since we last met"),
        ("Say what is still missing for it: Train.", f"€\xa09 from EU: pledged since {day(0)}"),
        ("Ask whether it stands: €\xa07.", f"indicated on {day(-91)}, and no more since"),
        ("Agree whether it goes on: Accord.", f"ends on {day(30)}"),
    ]


def test_of_one_rule_at_most_three_points_are_suggested(
    brief_on: Brief, europol: Organisation, make_follow_up: Make, today: date
) -> None:
    for number in range(5):
        make_follow_up(f"Late {number}", partner=europol, due_on=in_(-1, today))
    assert len(brief_on().points) == 3


def test_it_is_told_in_french(brief_on: Brief, europol: Organisation) -> None:
    with translation.override("fr"):
        briefing = brief_on()
    assert (briefing.language, briefing.parts[0].heading) == ("fr", "À notre charge")


def test_what_it_says_is_stored_as_it_is(brief_on: Brief, open_matters: Meeting) -> None:
    briefing = brief_on(meeting=open_matters)
    assert Briefing.from_stored(briefing.stored) == briefing
    assert replace(briefing, title="a\x00b").stored["title"] == "ab"


def test_it_holds_what_both_who_makes_it_and_who_reads_it_may_see(
    brief_on: Brief, secret: FollowUp, claire: User, omar: User, mei: User
) -> None:
    own, for_omar, for_mei = (brief_on(reader=each) for each in (claire, omar, mei))
    assert [CANARY in str(each) for each in (own, for_omar, for_mei)] == [True, False, True]
    assert [CANARY in str(brief_on(by=omar, reader=each)) for each in (omar, claire, mei)] == [False] * 3
    assert own.seen == "Restricted · as Claire Dubois may see it"
    assert for_omar.seen == "General · as both Omar Diallo and Claire Dubois may see it"


def test_of_what_is_hidden_no_count_tells(
    brief_on: Brief, europol: Organisation, make_follow_up: Make, claire: User, omar: User, today: date
) -> None:
    make_follow_up("Known", partner=europol)
    before = brief_on(by=omar)
    hidden: dict[str, Any] = {"by": claire, "classification": "restricted"}
    meeting = meet(claire, europol, in_(-1, today), CANARY, classification="restricted")
    for number in range(MOST_LINES + 5):
        FollowUp.log(title=f"{CANARY} {number}", partner=europol, due_on=in_(-1, today), **hidden)
    FollowUp.log(by=claire, title="Of the meeting", meeting=meeting, partner=europol)
    Pledge.make(donor=europol, kind="money", currency="EUR", quantity=Decimal(5), **hidden)
    part_of_it = Organisation.add(name=f"{CANARY} Office", parent=europol, **hidden)
    person = Person.add(name=f"Zebedee {CANARY}", **hidden)
    Appointment.objects.create(person=person, organisation=part_of_it, title=CANARY)
    assert replace(brief_on(by=omar), as_of="") == replace(before, as_of="")


def test_it_asks_as_little_of_many_as_of_few(brief_on: Brief, europol: Organisation, make_follow_up: Make) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            brief_on()
        return len(queries)

    make_follow_up("Letter", partner=europol)
    brief_on()
    few = asked()
    for number in range(9):
        make_follow_up(f"Letter {number}", partner=europol)
    assert asked() == few
