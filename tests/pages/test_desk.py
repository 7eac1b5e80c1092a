"""My desk: what a person owns that needs them, from the definitions every page shares."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from tests.conftest import Enter
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation
from tracker.follow_ups.models import FollowUp, Snooze
from tracker.history.models import Entry
from tracker.invitations.next_steps import next_steps
from tracker.kit.date_formats import format_date
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Participation
from tracker.pages.desk import headline, lately, next_meetings, sections

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
    mine["later"] = make_follow_up("Next month", owner=claire.person, due_on=MONDAY + timedelta(days=40))
    return mine


def heaps(user: User, day: date) -> dict[str, list[FollowUp]]:
    return {section.name.value: section.rows for section in sections(user, day)}


def snoozed(user: User, day: date) -> list[FollowUp]:
    return heaps(user, day).get("snoozed", [])


def test_each_follow_up_lies_on_its_heap(own: dict[str, FollowUp], claire: User) -> None:
    assert heaps(claire, MONDAY) == {name: [follow_up] for name, follow_up in own.items()}


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
    assert {name: [row.title for row in rows] for name, rows in heaps(claire, MONDAY).items()} == {
        "late": ["late 19", "late 23", "late 27"],
        "week": ["week 29", "week 01", "week 03"],
        "owed": ["owed 04", "owed 05", "owed 06"],
        "waiting": ["waiting 30", "waiting 31", "waiting 02"],
        "pending": ["pending 04", "pending 05", "pending 06"],
        "undated": ["undated 23", "undated 19", "undated 27"],
    }


def test_what_others_own_lies_on_their_desk(own: dict[str, FollowUp], omar: User) -> None:
    assert sections(omar, MONDAY) == []


def test_what_they_owe_us_lies_on_one_heap_whatever_its_status_or_date(
    make_follow_up: Make, claire: User, eu: Organisation
) -> None:
    """It is never late on our side, nor due this week, undated, or waiting on others."""
    theirs = {"owner": claire.person, "partner": eu, "owed_by": "partner"}
    days = [MONDAY + timedelta(days=days) for days in (-27, 0, 90)]
    owed = [make_follow_up("Owed", due_on=day, **theirs) for day in (*days, None)]
    owed[1].move_to("waiting", by=claire, waiting_on=eu, review_on=MONDAY)
    pending = make_follow_up("Owed", conditional=True, **theirs)
    assert heaps(claire, MONDAY) == {"owed": [*owed, pending]}


@pytest.mark.parametrize(
    ("late", "week", "owed", "passed", "words"),
    [
        (0, 0, 0, 0, "Nothing is late, nothing is due this week"),
        (1, 0, 0, 0, "One is late"),
        (0, 3, 0, 0, "Three are due this week"),
        (2, 1, 0, 0, "Two are late, one is due this week"),
        (12, 10, 0, 0, "12 are late, 10 are due this week"),
        (2, 3, 1, 0, "Two are late, three are due this week; they owe you one"),
        (0, 0, 2, 0, "Nothing is late, nothing is due this week; they owe you two"),
        (0, 0, 0, 1, "One event has passed"),
        (1, 0, 0, 2, "One is late, two events have passed"),
    ],
)
def test_the_headline_says_it_in_one_sentence(late: int, week: int, owed: int, passed: int, words: str) -> None:
    with translation.override("en"):
        assert headline(late, week, owed, passed) == words


def test_the_headline_counts_what_they_owe_be_it_new_or_not(
    make_follow_up: Make, claire: User, omar: User, sign_in: SignIn
) -> None:
    for by in (claire, omar):
        make_follow_up("Owed", by=by, owner=omar.person, owed_by="partner")
    page = sign_in(omar).get("/")
    assert [section.name for section in page.context["sections"]] == ["new", "owed"]
    assert page.context["headline"] == "Nothing is late, nothing is due this week; they owe you two"


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


def test_the_next_meetings_are_mine_first_then_those_of_others(
    visit: Meeting, claire: User, omar: User, amina: User, unit: Organisation, eu: Organisation, sign_in: SignIn
) -> None:
    """Mine: I take part, I recorded it, or somebody speaks for the unit in which I hold a post."""
    day = timezone.localdate()
    seats = {"Of others": (amina, eu), "I am there": (omar, None), "For my unit": (amina, unit)}
    for title, (person, organisation) in seats.items():
        meeting = Meeting.add(by=amina, recorder=amina, title=title, held_on=day + timedelta(days=len(title)))
        Participation.objects.create(meeting=meeting, person=person.person, organisation=organisation)
    Meeting.add(by=omar, recorder=omar, title="Recorded by me", held_on=day + timedelta(days=90))
    Appointment.objects.create(person=omar.person, organisation=unit, title="Officer")
    found = next_meetings(omar, day)
    assert [(meeting.title, meeting.is_mine) for meeting in found] == [
        ("I am there", True), ("For my unit", True), ("Recorded by me", True), ("Of others", False)
    ]  # fmt: skip
    pages = [sign_in(user).get("/").text for user in (omar, claire)]
    assert [("My next meetings" in page, "Meetings of others" in page) for page in pages] == [
        (True, True),
        (False,) * 2,
    ]


def test_an_empty_desk_says_what_will_appear(noor: User, claire: User, sign_in: SignIn) -> None:
    pages = {user.name: sign_in(user).get("/").text for user in (noor, claire)}
    assert ["Your desk is clear" in page for page in pages.values()] == [True, True]
    assert "An officer can make you the owner" in pages["Noor Haddad"]
    assert "Log a meeting, select words in its record" in pages["Claire Dubois"]


def test_somebody_who_is_nobody_in_the_directory_has_a_desk(db: None, sign_in: SignIn) -> None:
    user = User.objects.create_user("new@suivi.example", name="New")
    page = sign_in(user).get("/")
    assert (page.status_code, "Nothing can be yours yet" in page.text, "is clear" in page.text) == (200, True, False)


def test_the_desk_is_clear_only_when_nothing_is_mine(
    make_follow_up: Make, claire: User, sign_in: SignIn, today: date
) -> None:
    client = sign_in(claire)
    mine = make_follow_up("In a year", owner=claire.person, due_on=today + timedelta(days=365))
    page = client.get("/")
    assert ([section.name for section in page.context["sections"]], "is clear" in page.text) == (["later"], False)
    Snooze.keep_off(mine, by=claire, until=today + timedelta(days=300))
    assert "is clear" not in client.get("/").text
    mine.move_to("done", by=claire)
    assert "Your desk is clear" in client.get("/").text


def test_a_step_that_is_mine_keeps_the_desk_from_being_clear(
    enter: Enter, omar: User, sign_in: SignIn, today: date
) -> None:
    event = enter(today=today)
    event.steps.all().delete()
    event.steps.create(title="Slides", days=1, due_on=today + timedelta(days=60), owner=omar.person)
    page = sign_in(omar).get("/")
    assert ([step.title for step in page.context["steps"]], "is clear" in page.text) == (["Slides"], False)
    assert "No follow-up is yours, but steps of events are." in page.text


@pytest.mark.parametrize(("days", "titled"), [((0, 7, 8), ["0", "7"]), ((8, 9), ["8"])])
def test_the_steps_of_a_week_are_shown_or_else_the_next_one(
    days: tuple[int, ...], titled: list[str], enter: Enter, omar: User, today: date
) -> None:
    event = enter(today=today)
    event.steps.all().delete()
    for number in reversed(days):
        event.steps.create(title=number, days=1, due_on=today + timedelta(days=number), owner=omar.person)
    assert [step.title for step in next_steps(omar, today, 8)] == titled


# Visits


def test_looking_again_leaves_what_is_new_and_a_press_sees_it(
    make_follow_up: Make, claire: User, omar: User, sign_in: SignIn
) -> None:
    client, given = sign_in(omar), make_follow_up("Given", owner=omar.person)
    pages = [client.get("/") for _time in range(3)]
    assert [[section.name for section in page.context["sections"]] for page in pages] == [["new"]] * 3
    later = make_follow_up("Given since the page was drawn", owner=omar.person)
    page = client.post("/seen/", {"drawn_at": pages[-1].context["now"]}, follow=True)
    shown = {section.name.value: section.rows for section in page.context["sections"]}
    assert shown == {"new": [later], "undated": [given]}
    page = client.post("/seen/", {"drawn_at": "whenever"}, follow=True)
    assert {section.name.value for section in page.context["sections"]} == {"undated"}


@pytest.mark.parametrize(
    ("method", "headers", "is_visit"),
    [("get", {}, True), ("head", {}, False), ("get", {"Sec-Purpose": "prefetch;prerender"}, False)],
)
def test_a_visit_is_what_somebody_looked_at(
    method: str, headers: dict[str, str], is_visit: bool, claire: User, sign_in: SignIn
) -> None:
    getattr(sign_in(claire), method)("/", headers=headers)
    claire.refresh_from_db()
    assert (claire.desk_opened_at is not None) is is_visit


def test_the_desk_asks_as_much_for_many_as_for_one(
    make_follow_up: Make, claire: User, omar: User, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    """And writes nothing but at the first look of a visit."""
    client = sign_in(omar)
    client.get("/")
    for number in (1, 3):
        for _time in range(number):
            make_follow_up("Given", owner=omar.person)
        with django_assert_num_queries(16) as asked:
            client.get("/")
        assert [each["sql"] for each in asked.captured_queries if each["sql"].startswith("UPDATE")] == []


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
    assert ("/mandates/?kind=agreement&amp;in_force=ending" in answer.text) is bool(sees)


# Snoozing


def test_what_is_snoozed_is_off_ones_desk_until_its_day(own: dict[str, FollowUp], claire: User) -> None:
    until = MONDAY + timedelta(days=3)
    Snooze.keep_off(own["late"], by=claire, until=until)
    assert ("late" in heaps(claire, MONDAY), snoozed(claire, MONDAY)) == (False, [own["late"]])
    assert (heaps(claire, until)["late"][0], snoozed(claire, until)) == (own["late"], [])


def test_what_is_back_lies_where_it_would_have_lain(
    own: dict[str, FollowUp], make_follow_up: Callable[..., FollowUp], claire: User
) -> None:
    make_follow_up("Later", owner=claire.person, due_on=MONDAY - timedelta(days=1))
    lay = heaps(claire, MONDAY)["late"]
    for follow_up in lay[:1]:
        Snooze.keep_off(follow_up, by=claire, until=MONDAY)
    assert (len(lay), heaps(claire, MONDAY)["late"]) == (2, lay)


def test_snoozing_changes_nothing_for_anybody_else(
    own: dict[str, FollowUp], claire: User, omar: User, amina: User
) -> None:
    Snooze.keep_off(own["late"], by=claire, until=MONDAY + timedelta(days=3))
    own["late"].give_to(omar.person, by=amina)
    assert heaps(omar, MONDAY) == {"late": [own["late"]]}
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
    assert [(section.name, section.rows) for section in page.context["sections"]] == [("snoozed", [late])]
    page = client.post(f"/follow-ups/{late.pk}/wake/", {"next": "/"}, follow=True)
    assert [(section.name, section.rows) for section in page.context["sections"]] == [("late", [late])]
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
