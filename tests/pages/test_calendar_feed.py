"""The private calendar feed: valid to a strict reader, true to what its owner may see now, and to nobody else's."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unicodedata import category

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from tests.conftest import CANARY, Enter, facts
from tests.downloaded_files import read_calendar
from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.invitations.event_times import TypedTimes, moments
from tracker.invitations.models import Invitation
from tracker.pages.calendar_feed import feed

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
HOUSE = "https://suivi.example"


def entries(user: User, *, everything: bool = True) -> list[Event]:
    """The feed as a strict reader reads it: it raises for what no calendar may hold."""
    read = Calendar.from_ical(feed(user, everything=everything, address=HOUSE))
    assert [str(event.errors) for event in read.walk() if event.errors] == []
    return list(read.walk("VEVENT"))


def said(user: User, *, everything: bool = True) -> list[tuple[str, str]]:
    return [(str(event["summary"]), str(event["status"])) for event in entries(user, everything=everything)]


@pytest.fixture
def soon(enter: Enter, today: date) -> Invitation:
    return enter(40, today=today, place="Brussels", reply_by=today + timedelta(days=10))


def test_an_event_and_its_reply_stand_in_the_feed(soon: Invitation, claire: User, today: date) -> None:
    event, reply = entries(claire)
    follow_up = FollowUp.objects.get()
    assert (event["uid"], reply["uid"]) == (f"{soon.uid}@suivi", f"{soon.uid}-reply@suivi")
    assert (event.start, event.end) == (today + timedelta(days=40), today + timedelta(days=41))
    assert (reply.start, str(reply["summary"])) == (today + timedelta(days=10), "Reply: Workshop on Iraqi heritage")
    assert (event["sequence"], event["dtstamp"].dt) == (follow_up.version, follow_up.updated_at.replace(microsecond=0))
    assert (str(event["location"]), str(event["url"])) == ("Brussels", f"{HOUSE}{follow_up.get_absolute_url()}")
    assert str(event["description"]).splitlines() == [follow_up.reference, "No answer yet", "Speaker"]


@pytest.mark.parametrize(
    ("zone", "typed", "offset"),
    [
        ("Europe/Brussels", "2030-03-31T03:30", 2),
        ("Europe/Brussels", "2030-03-30T09:30", 1),
        ("Asia/Tokyo", "2030-06-01T09:00", 9),
        ("America/New_York", "2030-11-03T01:30", -4),
    ],
)
def test_times_stand_in_their_zone_which_the_feed_explains(
    make_follow_up: Make, claire: User, zone: str, typed: str, offset: int
) -> None:
    local = datetime.fromisoformat(typed)
    starts, ends = moments(
        TypedTimes(local.date(), local.date(), local.time(), (local + timedelta(hours=1)).time()), zone
    )
    follow_up = make_follow_up(kind="invitation")
    Invitation.enter(follow_up, by=claire, title="Talk", zone=zone, starts=starts, ends=ends)
    event = entries(claire)[0]
    assert (event.start.replace(tzinfo=None), event.start.utcoffset()) == (local, timedelta(hours=offset))
    assert (event.start.astimezone(UTC), event.end.astimezone(UTC)) == (starts, ends)
    text = feed(claire, everything=True, address=HOUSE).decode()
    assert f"TZID:{zone}" in text
    assert f"DTSTART;TZID={zone}:" in text


@pytest.mark.parametrize(
    ("zone", "local", "utc"),
    [
        ("Europe/Brussels", "2027-05-12T09:00", "2027-05-12T07:00"),
        ("Europe/Brussels", "2027-12-01T09:00", "2027-12-01T08:00"),
        ("America/New_York", "2027-07-01T09:00", "2027-07-01T13:00"),
        ("Africa/Casablanca", "2027-02-20T09:00", "2027-02-20T09:00"),
    ],
)
def test_a_reader_of_rules_alone_finds_each_event_at_its_hour(
    zone: str, local: str, utc: str, make_follow_up: Make, claire: User
) -> None:
    at = datetime.fromisoformat(local)
    starts, ends = moments(TypedTimes(at.date(), at.date(), at.time(), (at + timedelta(hours=1)).time()), zone)
    Invitation.enter(make_follow_up(kind="invitation"), by=claire, title="Talk", zone=zone, starts=starts, ends=ends)
    read = read_calendar(feed(claire, everything=True, address=HOUSE)).vevent.dtstart.value
    assert read.astimezone(UTC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_an_event_whose_end_nobody_knows_has_none(make_follow_up: Make, claire: User) -> None:
    starts = datetime(2030, 5, 31, 7, 30, tzinfo=UTC)
    Invitation.enter(
        make_follow_up(kind="invitation"), by=claire, title="Talk", zone="UTC", starts=starts, ends=starts,
        link="https://meet.example/",
    )  # fmt: skip
    event = entries(claire)[0]
    assert ("dtend" in event, str(event["location"])) == (False, "https://meet.example/")


@pytest.mark.parametrize(("zone", "zones"), [("UTC", []), ("Europe/Brussels", ["Europe/Brussels"])])
def test_every_zone_but_that_of_the_world_is_explained(
    zone: str, zones: list[str], make_follow_up: Make, claire: User
) -> None:
    starts = datetime(2030, 5, 31, 7, 30, tzinfo=UTC)
    event = {"title": "Talk", "zone": zone, "starts": starts, "ends": starts + timedelta(hours=1)}
    Invitation.enter(make_follow_up(kind="invitation"), by=claire, **event)
    text = feed(claire, everything=True, address=HOUSE).decode()
    assert re.findall(r"^TZID:(.*)\r$", text, re.MULTILINE) == zones


@pytest.mark.parametrize(
    ("answer", "status"), [("none", "TENTATIVE"), ("tentative", "TENTATIVE"), ("accepted", "CONFIRMED")]
)
def test_the_answer_is_the_status(soon: Invitation, claire: User, answer: str, status: str) -> None:
    if answer != "none":
        soon.answer_with(answer, by=claire)
    reply = "CONFIRMED" if answer == "none" else "CANCELLED"
    assert [state for _title, state in said(claire)] == [status, reply]


@pytest.mark.parametrize("status", ["declined", "dropped", "lapsed"])
def test_what_does_not_take_place_is_called_off_for_some_time(soon: Invitation, claire: User, status: str) -> None:
    soon.follow_up.move_to(status, by=claire, reason="So.")
    assert [state for _title, state in said(claire)] == ["CANCELLED", "CANCELLED"]
    FollowUp.objects.update(ended_on=timezone.localdate() - timedelta(days=91))
    assert said(claire) == []


def test_what_was_removed_is_called_off_for_some_time_and_comes_back(soon: Invitation, claire: User) -> None:
    soon.follow_up.remove(by=claire)
    assert [state for _title, state in said(claire)] == ["CANCELLED", "CANCELLED"]
    FollowUp.objects.update(removed_at=timezone.now() - timedelta(days=91))
    assert said(claire) == []
    FollowUp.objects.get().restore(by=claire)
    assert [state for _title, state in said(claire)] == ["TENTATIVE", "CONFIRMED"]


def test_a_reply_given_long_ago_is_told_no_more(soon: Invitation, claire: User) -> None:
    soon.answer_with("accepted", by=claire)
    Invitation.objects.update(answered_on=timezone.localdate() - timedelta(days=91))
    assert [title for title, _state in said(claire)] == ["Workshop on Iraqi heritage"]


def test_what_was_held_more_than_a_year_ago_is_told_no_more(enter: Enter, claire: User, today: date) -> None:
    enter(-400, today=today)
    assert said(claire) == []


def test_a_change_keeps_the_uid_and_counts_the_sequence(soon: Invitation, claire: User, today: date) -> None:
    before = entries(claire)[0]
    moved = facts(today + timedelta(days=43))
    soon.follow_up.change("edited", by=claire, **{f"invitation.{name}": moved[name] for name in ("starts", "ends")})
    after = entries(claire)[0]
    assert (after["uid"], after["sequence"]) == (before["uid"], before["sequence"] + 1)
    assert after.start == before.start + timedelta(days=3)


def test_the_feed_holds_what_concerns_its_owner_unless_asked_for_everything(
    soon: Invitation, claire: User, noor: User
) -> None:
    assert (len(said(claire, everything=False)), len(said(noor, everything=False)), len(said(noor))) == (2, 0, 2)
    soon.follow_up.change("edited", by=claire, **{"invitation.speaker": noor.person})
    assert len(said(noor, everything=False)) == 2


def test_nothing_restricted_is_told_to_others_whoever_asks(
    secret: FollowUp, claire: User, mei: User, omar: User, noor: User, today: date
) -> None:
    secret.edit(by=claire, kind="invitation")
    Invitation.enter(secret, by=claire, **facts(today, place=CANARY, reply_by=today) | {"title": CANARY})
    found = {user.name: CANARY in feed(user, everything=True, address=HOUSE).decode() for user in (claire, mei, omar)}
    assert found == {"Claire Dubois": True, "Mei Tanaka": True, "Omar Diallo": False}
    assert {str(event["class"]) for event in entries(claire)} == {"PRIVATE"}
    # From general to restricted: it is gone from the feeds of others, not called off.
    open_one = FollowUp.log(by=claire, title="Open", kind="invitation")
    Invitation.enter(open_one, by=claire, **facts(today))
    assert len(said(noor)) == 1
    open_one.edit(by=claire, classification="restricted")
    assert said(noor) == []
    open_one.remove(by=claire)
    assert said(noor) == []


AWKWARD = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00") | st.sampled_from('\r\n\t;:,\\"=\x0b\x1f\u2028'),
    max_size=80,
)


@given(title=AWKWARD, place=AWKWARD, organiser=AWKWARD)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_no_name_breaks_the_feed(title: str, place: str, organiser: str, soon: Invitation, claire: User) -> None:
    Invitation.objects.update(title=title, place=place, organiser_name=organiser)
    event, reply = entries(claire)
    assert str(event["summary"]) == plain(title)
    assert str(event.get("location", "")) == (plain(place) if place else "")
    assert str(reply["uid"]) == f"{soon.uid}-reply@suivi"
    lines = feed(claire, everything=True, address=HOUSE).split(b"\r\n")
    assert max(len(line) for line in lines) <= 75


def plain(words: str) -> str:
    unseen = ("Cc", "Zl", "Zp")
    whole = words.replace("\xad", "").replace("\ufeff", "")
    return " ".join("".join(" " if category(letter) in unseen else letter for letter in whole).split())


def test_titles_keep_joined_emoji_and_persian_words_and_lose_soft_hyphens(
    enter: Enter, claire: User, today: date
) -> None:
    family, persian = "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    enter(40, today=today)
    Invitation.objects.update(title=f"Coop\xaderation {family} {persian}")
    assert [str(event["summary"]) for event in entries(claire)] == [f"Cooperation {family} {persian}"]


def test_the_feed_speaks_its_owners_language(soon: Invitation, claire: User) -> None:
    claire.language = "fr"
    assert feed(claire, everything=True, address=HOUSE).startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_feed_asks_as_often_however_long_it_is(
    rows: int, enter: Enter, claire: User, today: date, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        enter(number, today=today, title=f"Talk {number}", speaker=claire.person)
    user = User.objects.select_related("person").get(pk=claire.pk)
    with django_assert_num_queries(12):
        feed(user, everything=False, address=HOUSE)


def test_a_program_with_the_link_reads_without_signing_in(soon: Invitation, claire: User) -> None:
    path = f"/calendar/feed/{CalendarLink.make(claire)}.ics"
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer["Cache-Control"] == "private, no-cache"
    assert len(list(Calendar.from_ical(answer.content).walk("VEVENT"))) == 2
    head = Client().head(path)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", answer["ETag"])
    again = Client().get(path, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    soon.answer_with("accepted", by=claire)
    assert Client().get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_a_link_of_somebody_who_may_not_sign_in_any_more_leads_nowhere(soon: Invitation, claire: User) -> None:
    path = f"/calendar/feed/{CalendarLink.make(claire)}.ics"
    claire.is_active = False
    claire.save()
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "é", "%ED%A0%80"])
def test_a_link_that_is_none_leads_nowhere(token: str, db: None) -> None:
    assert Client().get(f"/calendar/feed/{token}.ics").status_code == 404


@pytest.mark.parametrize(("days", "told"), [(90, 2), (91, 1)])
def test_a_reply_is_called_off_for_ninety_days(days: int, told: int, soon: Invitation, claire: User) -> None:
    soon.answer_with("accepted", by=claire)
    Invitation.objects.update(answered_on=timezone.localdate() - timedelta(days=days))
    assert len(said(claire)) == told


@pytest.mark.parametrize(("days", "told"), [(90, 2), (91, 0)])
def test_what_does_not_take_place_is_called_off_for_ninety_days(
    days: int, told: int, soon: Invitation, claire: User
) -> None:
    soon.follow_up.move_to("dropped", by=claire, reason="So.")
    FollowUp.objects.update(ended_on=timezone.localdate() - timedelta(days=days))
    assert len(said(claire)) == told


@pytest.mark.parametrize(
    ("more", "location", "lines"),
    [
        ({"place": "Nice", "link": "https://nice.example"}, "Nice", ["https://nice.example"]),
        ({"link": "https://nice.example"}, "https://nice.example", []),
        ({"organiser_name": "The city"}, None, ["The city"]),
    ],
)
def test_an_event_is_described_by_whatever_is_known_of_it(
    more: dict[str, str], location: str | None, lines: list[str], enter: Enter, claire: User, noor: User, today: date
) -> None:
    enter(40, today=today, role="chair", speaker=noor.person, **more)
    (event,) = entries(claire)
    known = [FollowUp.objects.get().reference, "No answer yet", "Chair", "Speaker: Noor Haddad"]
    assert (event.get("location"), str(event["description"]).splitlines()) == (location, known + lines)


def test_an_organiser_of_the_directory_is_told_before_one_that_was_typed(
    enter: Enter, claire: User, eu: Organisation, today: date
) -> None:
    enter(40, today=today, organiser=eu, organiser_name="with the city")
    assert str(entries(claire)[0]["description"]).splitlines()[-1] == "EU"


def test_what_was_done_before_anybody_answered_asks_for_no_reply(soon: Invitation, claire: User) -> None:
    soon.follow_up.move_to("done", by=claire)
    assert [state for _title, state in said(claire)] == ["TENTATIVE", "CANCELLED"]


def test_an_event_whose_day_is_not_fixed_is_tentative_and_keeps_no_day_busy(claire: User, invitation: FollowUp) -> None:
    first = date(2199, 1, 1)
    Invitation.enter(invitation, by=claire, **facts(first, date(2199, 1, 31), days_said="January 2199"))
    invitation.event.answer_with("accepted", by=claire)
    [event] = entries(claire)
    assert (event["status"], event["transp"], event["dtstart"].dt) == ("TENTATIVE", "TRANSPARENT", first)
