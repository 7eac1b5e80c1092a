"""My desk: what a person owns that needs them, from the definitions every page shares."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp, Snooze
from tracker.history.models import Entry
from tracker.kit.date_formats import format_date
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.pages.desk import headline, lately, next_meetings, sections, snoozed

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
MONDAY = date(2018, 5, 28)


@pytest.fixture
def own(make_follow_up: Make, claire: User, eu: Organisation) -> dict[str, FollowUp]:
    mine = {
        "late": make_follow_up("Late", owner=claire.person, due_on=MONDAY - timedelta(days=1)),
        "week": make_follow_up("Week", owner=claire.person, due_on=MONDAY + timedelta(days=6)),
        "owed": make_follow_up("Owed", owner=claire.person, due_on=MONDAY - timedelta(days=3), owed_by="partner"),
        "waiting": make_follow_up("Waiting", owner=claire.person, due_on=MONDAY - timedelta(days=9)),
        "pending": make_follow_up("Pending", owner=claire.person, conditional=True),
        "undated": make_follow_up("Undated", owner=claire.person),
    }
    mine["waiting"].move_to("waiting", by=claire, waiting_on=eu, review_on=MONDAY)
    make_follow_up("Next month", owner=claire.person, due_on=MONDAY + timedelta(days=40))
    return mine


def test_each_follow_up_lies_on_its_heap(own: dict[str, FollowUp], claire: User) -> None:
    assert {section.name: section.rows for section in sections(claire, MONDAY)} == {
        name: [follow_up] for name, follow_up in own.items()
    }


def test_on_each_heap_lies_first_what_is_to_be_looked_at_first(
    make_follow_up: Make, claire: User, eu: Organisation
) -> None:
    def day(number: int) -> date:
        return MONDAY + timedelta(days=number)

    mine = {"owner": claire.person}
    for numbers in ((-1, 6, 3, 8), (-9, 1, 2, 7), (-5, 4, 5, 9)):
        late, week, review, pending = map(day, numbers)
        make_follow_up(f"late {late:%d}", due_on=late, **mine)
        make_follow_up(f"week {week:%d}", due_on=week, **mine)
        waiting = make_follow_up(f"waiting {review:%d}", due_on=day(-review.day), **mine)
        waiting.move_to("waiting", by=claire, waiting_on=eu, review_on=review)
        make_follow_up(f"pending {pending:%d}", due_on=pending, conditional=True, **mine)
        make_follow_up(f"undated {late:%d}", **mine)
        make_follow_up(f"owed {pending:%d}", due_on=pending, owed_by="partner", **mine)
    assert {section.name: [row.title for row in section.rows] for section in sections(claire, MONDAY)} == {
        "late": ["late 19", "late 23", "late 27"],
        "week": ["week 29", "week 01", "week 03"],
        "owed": ["owed 04", "owed 05", "owed 06"],
        "waiting": ["waiting 30", "waiting 31", "waiting 02"],
        "pending": ["pending 04", "pending 05", "pending 06"],
        "undated": ["undated 23", "undated 19", "undated 27"],
    }


def test_what_others_own_lies_on_their_desk(own: dict[str, FollowUp], omar: User) -> None:
    assert [section.count.number for section in sections(omar, MONDAY)] == [0] * 6


def test_what_they_owe_us_lies_on_one_heap_whatever_its_status_or_date(
    make_follow_up: Make, claire: User, eu: Organisation
) -> None:
    """It is never late on our side, nor due this week, undated, or waiting on others."""
    theirs = {"owner": claire.person, "partner": eu, "owed_by": "partner"}
    days = [MONDAY + timedelta(days=days) for days in (-27, 0, 90)]
    owed = [make_follow_up("Owed", due_on=day, **theirs) for day in (*days, None)]
    owed[1].move_to("waiting", by=claire, waiting_on=eu, review_on=MONDAY)
    pending = make_follow_up("Owed", conditional=True, **theirs)
    rows = {section.name: section.rows for section in sections(claire, MONDAY) if section.rows}
    assert rows == {"owed": [*owed, pending]}


def test_every_heap_opens_a_list_of_as_many(
    own: dict[str, FollowUp], claire: User, sign_in: SignIn, today: date
) -> None:
    client = sign_in(claire)
    for section in sections(claire, today):
        page = client.get(f"/follow-ups/?owner={claire.person.pk}&{section.query}")
        assert page.context["count"].number == section.count.number


def test_long_heaps_are_cut_and_say_so(make_follow_up: Make, claire: User) -> None:
    for number in range(9):
        make_follow_up(f"Number {number}", owner=claire.person)
    undated = sections(claire, MONDAY)[-1]
    assert (undated.count.number, len(undated.rows), undated.more) == (9, 8, True)


@pytest.mark.parametrize(
    ("late", "week", "words"),
    [
        (0, 0, "Nothing is late, nothing is due this week"),
        (1, 0, "One is late"),
        (0, 3, "Three are due this week"),
        (2, 1, "Two are late, one is due this week"),
        (12, 10, "12 are late, 10 are due this week"),
    ],
)
def test_the_headline_says_it_in_one_sentence(late: int, week: int, words: str) -> None:
    with translation.override("en"):
        assert headline(late, week) == words


def test_lately_tells_what_others_did_to_mine(own: dict[str, FollowUp], claire: User, amina: User, today: date) -> None:
    own["late"].move_to("in_progress", by=amina)
    own["week"].note("Mine, not news.", by=claire)
    assert [(deed.entry.by, deed.follow_up, deed.words) for deed in lately(claire, today)] == [
        (amina, own["late"], "Status: In progress")
    ]


def test_lately_keeps_quiet_about_what_a_person_may_not_see(
    make_follow_up: Make, secret: FollowUp, omar: User, claire: User, mei: User, today: date
) -> None:
    """Who recorded it while it was general, and may no longer see it."""
    recorded = make_follow_up("Write to them", by=omar)
    recorded.note("Now?", by=mei)
    assert [deed.follow_up for deed in lately(omar, today)] == [recorded]
    recorded.edit(by=mei, meeting=secret.meeting)
    assert lately(omar, today) == []


def test_the_next_meetings_are_those_to_come_soonest_first(visit: Meeting, claire: User) -> None:
    later = Meeting.add(by=claire, recorder=claire, title="Later", held_on=MONDAY + timedelta(days=9))
    sooner = Meeting.add(by=claire, recorder=claire, title="Sooner", held_on=MONDAY)
    assert next_meetings(claire, MONDAY) == [sooner, later]


def test_an_empty_desk_says_what_will_appear(noor: User, claire: User, sign_in: SignIn) -> None:
    pages = {user.name: sign_in(user).get("/").text for user in (noor, claire)}
    assert ["Your desk is clear" in page for page in pages.values()] == [True, True]
    assert "An officer can make you the owner" in pages["Noor Haddad"]
    assert "Log a meeting, select words in its record" in pages["Claire Dubois"]


def test_somebody_who_is_nobody_in_the_directory_has_a_desk(db: None, sign_in: SignIn) -> None:
    user = User.objects.create_user("new@suivi.example", name="New")
    page = sign_in(user).get("/")
    assert (page.status_code, "Your desk is clear" in page.text) == (200, True)


def test_what_was_waited_for_long_enough_is_to_be_asked_again(
    make_follow_up: Callable[..., FollowUp], claire: User, eu: Organisation, sign_in: SignIn, today: date
) -> None:
    for days in (0, 1):
        waiting = make_follow_up(f"Due in {days}", owner=claire.person)
        waiting.move_to("waiting", by=claire, waiting_on=eu, review_on=today + timedelta(days=days))
    page = sign_in(claire).get("/").text
    assert (page.count("ask EU again, since"), page.count("waiting on EU until")) == (1, 1)


@pytest.mark.parametrize(("owed_by", "looks_late"), [("us", True), ("partner", False)])
def test_what_a_partner_owes_is_never_red_even_when_it_is_time_to_ask(
    make_follow_up: Make, claire: User, eu: Organisation, sign_in: SignIn, today: date, owed_by: str, looks_late: bool
) -> None:
    row = make_follow_up(owner=claire.person, owed_by=owed_by, due_on=today - timedelta(days=9))
    row.move_to("waiting", by=claire, waiting_on=eu, review_on=today)
    page = sign_in(claire).get("/").text
    assert ("ask EU again, since" in page, 'data-state="late"' in page) == (True, looks_late)


@pytest.mark.parametrize(("who", "sees"), [("noor", []), ("claire", ["Soon", "Later"]), ("amina", ["Soon", "Later"])])
def test_agreements_that_end_soon_stand_on_the_desk_of_who_logs(
    who: str, sees: list[str], sign_in: SignIn, request: pytest.FixtureRequest, today: date
) -> None:
    client = sign_in(request.getfixturevalue(who))
    for title, days in {"Later": 100, "Soon": 30, "Next year": 400, "Past": -1}.items():
        Mandate.add(by=None, kind="agreement", title=title, valid_until=today + timedelta(days=days))
    Mandate.add(by=None, kind="programme", title="A programme", valid_until=today)
    answer = client.get("/")
    assert [str(mandate) for mandate in answer.context["ending"]] == sees
    assert ("Agreements that end soon" in answer.text) is bool(sees)


# Snoozing


def heaps(user: User, day: date) -> dict[str, list[FollowUp]]:
    return {section.name: section.rows for section in sections(user, day) if section.rows}


def test_what_is_snoozed_is_off_ones_desk_until_its_day(own: dict[str, FollowUp], claire: User) -> None:
    until = MONDAY + timedelta(days=3)
    Snooze.keep_off(own["late"], by=claire, until=until)
    assert ("late" in heaps(claire, MONDAY), snoozed(claire, MONDAY)) == (False, [own["late"]])
    assert (heaps(claire, until)["late"][0], snoozed(claire, until)) == (own["late"], [])


def test_snoozing_changes_nothing_for_anybody_else(
    own: dict[str, FollowUp], claire: User, omar: User, amina: User
) -> None:
    Snooze.keep_off(own["late"], by=claire, until=MONDAY + timedelta(days=3))
    own["late"].give_to(omar.person, by=amina)
    assert (heaps(omar, MONDAY), snoozed(omar, MONDAY)) == ({"late": [own["late"]]}, [])
    assert own["late"].history.filter(verb="given").count() == own["late"].history.count() - 1


def test_what_is_snoozed_twice_comes_back_on_the_later_day_and_once(own: dict[str, FollowUp], claire: User) -> None:
    for days in (2, 5):
        Snooze.keep_off(own["late"], by=claire, until=MONDAY + timedelta(days=days))
    assert [row.back_on for row in snoozed(claire, MONDAY)] == [MONDAY + timedelta(days=5)]


def test_one_snoozes_on_the_desk_and_has_it_back(
    make_follow_up: Make, claire: User, sign_in: SignIn, today: date
) -> None:
    late = make_follow_up("Late letter", owner=claire.person, due_on=today - timedelta(days=2))
    client = sign_in(claire)
    asked = client.get(f"/follow-ups/{late.pk}/snooze/", headers={"referer": "http://testserver/"})
    assert asked.context["form"]["until"].value() == format_date(today + timedelta(days=7))
    problems = {"yesterday": "Choose a day to come.", "": "Type a date such as 25 May 2018 or 2018-05-25."}
    for typed, problem in problems.items():
        wrong = client.post(f"/follow-ups/{late.pk}/snooze/", {"until": typed})
        assert (wrong.status_code, wrong.context["form"].errors["until"]) == (422, [problem])
    page = client.post(f"/follow-ups/{late.pk}/snooze/", {"until": "in 3 days", "next": "/"}, follow=True)
    assert (page.context["snoozed"], "Nothing is late." in page.text) == ([late], True)
    page = client.post(f"/follow-ups/{late.pk}/wake/", {"next": "/"}, follow=True)
    assert (page.context["snoozed"], "Nothing is late." in page.text) == ([], False)
    late.refresh_from_db()
    assert late.due_on == today - timedelta(days=2)


def test_who_does_not_own_it_has_nothing_to_snooze(make_follow_up: Make, amina: User, sign_in: SignIn) -> None:
    address = f"/follow-ups/{make_follow_up('Letter').pk}"
    assert [sign_in(amina).post(f"{address}/{deed}/").status_code for deed in ("snooze", "wake")] == [403, 403]


def test_lately_reaches_two_weeks_back_and_tells_the_newest_first(
    own: dict[str, FollowUp], claire: User, amina: User, today: date
) -> None:
    for words, days in (("Long ago", 15), ("Two weeks ago", 14), ("Today", 0)):
        own["late"].note(words, by=amina)
        at = timezone.make_aware(datetime.combine(today - timedelta(days=days), time()))
        Entry.objects.filter(note=words).update(at=at)
    assert [deed.entry.note for deed in lately(claire, today)] == ["Today", "Two weeks ago"]


def test_lately_tells_who_recorded_it_too_though_another_owns_it(
    make_follow_up: Make, claire: User, omar: User, amina: User, today: date
) -> None:
    recorded = make_follow_up("Write to them", by=omar, owner=claire.person)
    recorded.note("Now?", by=amina)
    told = [[deed.entry.note for deed in lately(user, today) if deed.entry.note] for user in (omar, claire)]
    assert told == [["Now?"], ["Now?"]]
