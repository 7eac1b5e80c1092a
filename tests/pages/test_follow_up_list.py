"""The follow-ups list: filters, sort, chips, quick choices, pages, all from the address."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle

import pytest
from django.test import Client

from tests.conftest import Enter
from tests.kept_cast import kept
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.field_register import COLUMNS, LISTED
from tracker.follow_ups.list import quick_choices
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.list.sorting import SHOWN, order_of
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.templatetags.follow_ups import due_of
from tracker.kit.date_formats import format_date, format_short_date
from tracker.lists.sorting import headings
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Series
from tracker.needs.models import Need
from tracker.records.models import Record

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


@kept
def heap(
    make_follow_up: Make, invitation: FollowUp, claire: User, europol: Organisation, unit: Organisation,
    resolution: Mandate, today: date,
) -> dict[str, FollowUp]:  # fmt: skip
    """One of each: the invitation of the visit, a late one, a pending one, and one that is done."""
    late = make_follow_up("Late letter", due_on=today - timedelta(days=3), kind="document", partner=europol)
    pending = make_follow_up(
        "Joint centre",
        conditional=True,
        unit=unit,
        strength="exploratory",
        priority=1,
        mandates=[resolution],
        classification="restricted",
    )
    five = resolution.paragraphs.create(number="5", text="Encourages")
    done = make_follow_up("Thank them", due_on=today - timedelta(days=9), mandates=[five], owed_by="partner")
    FollowUp.objects.filter(pk=late.pk).update(waiting_on=europol)
    Need.estimate(pending, by=claire, kind="money", quantity=Decimal(5), currency="EUR")
    done.move_to("done", by=claire)
    return {"invitation": invitation, "late": late, "pending": pending, "done": done}


def found(client: Client, query: str) -> list[str]:
    page = client.get(f"/follow-ups/?{query}")
    assert page.status_code == 200, page.text
    return [row.title for row in page.context["page"].rows]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["late", "invitation", "pending"]),
        ("sort=title", ["pending", "late", "invitation"]),
        ("columns=owner,due", ["late", "invitation", "pending"]),
        ("status=", ["done", "late", "invitation", "pending"]),
        ("q=letter", ["late"]),
        ("q=F-2018-001", ["invitation"]),
        ("status=active", ["late", "invitation", "pending"]),
        ("status=ended", ["done"]),
        ("status=pending_resources", ["pending"]),
        ("kind=document", ["late"]),
        ("owner=Claire+Dubois", ["invitation"]),
        ("unit=ENF", ["pending"]),
        ("unit=wco", ["pending"]),
        ("partner=EU", ["late", "invitation"]),
        ("partner=EUROPOL", ["late"]),
        ("mandate=S/RES/2347+(2017)", ["done", "pending"]),
        ("mandate=S/RES/2347+(2017)&whole=on", ["pending"]),
        ("paragraph=S/RES/2347+(2017),+5", ["done"]),
        ("ended=2000+to+2100", ["done"]),
        ("ended=2017", []),
        ("needs=on", ["pending"]),
        ("logged=25+May+2018", ["invitation"]),
        ("logged=2019+to+2200", ["done", "late", "pending"]),
        ("done=on_time", []),
        ("done=after", ["done"]),
        ("slipped=2019+to+2200", []),
        ("late_for=7", ["late"]),
        ("late_for=more", []),
        ("quiet=1", []),
        ("without=partner", ["done", "pending"]),
        ("without=unit", ["done", "late", "invitation"]),
        ("without=mandate", ["late", "invitation"]),
        ("meeting=Visit+of+the+EU+Counter-Terrorism+Coordinator", ["invitation"]),
        ("due_until=yesterday", ["done", "late"]),
        ("due_from=today", ["invitation", "pending"]),
        ("late=on", ["late"]),
        ("overdue=on", []),
        ("undated=on", ["invitation"]),
        ("desk=undated", ["invitation"]),
        ("desk=later", []),
        ("strength=exploratory", ["pending"]),
        ("priority=1", ["pending"]),
        ("priority=4", []),
        ("priority=none", ["done", "late", "invitation"]),
        ("acceptance=1", []),
        ("acceptance=none", ["done", "late", "invitation", "pending"]),
        ("requested=on", []),
        ("owed_by=partner", ["done"]),
        ("waiting_on=EUROPOL", ["late"]),
        ("waiting_on=EU", []),
        ("conditional=on", ["pending"]),
        ("blocked=on", []),
        ("carried=1", []),
        ("with_files=on", []),
        ("classification=restricted", ["pending"]),
        ("classification=general", ["done", "late", "invitation"]),
        ("recorder=Claire+Dubois", ["done", "late", "invitation", "pending"]),
        ("recorder=Gilles+de+Kerchove", []),
        ("unowned=on&status=active", ["late", "pending"]),
        ("status=&sort=title", ["pending", "late", "invitation", "done"]),
        ("status=&sort=-title", ["done", "invitation", "late", "pending"]),
        ("status=&sort=nonsense", ["done", "late", "invitation", "pending"]),
        ("status=&page=garbage", ["done", "late", "invitation", "pending"]),
    ],
)
def test_the_address_says_what_is_shown(
    heap: dict[str, FollowUp], claire: User, sign_in: SignIn, query: str, names: list[str]
) -> None:
    assert found(sign_in(claire), query) == [heap[name].title for name in names]


def test_what_its_meeting_or_record_restricts_is_found_as_restricted(
    heap: dict[str, FollowUp], secret: FollowUp, make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    assert secret.classification == "general"
    assert found(sign_in(claire), "classification=restricted") == [heap["pending"].title, secret.title]
    assert secret.title not in found(sign_in(claire), "classification=general")


@pytest.mark.parametrize("is_delivered", [False, True])
def test_a_day_finds_the_event_on_it_delivered_or_not(
    heap: dict[str, FollowUp], enter: Enter, claire: User, sign_in: SignIn, today: date, is_delivered: bool
) -> None:
    event = enter(10, title="Three days", today=today, last=today + timedelta(days=12))
    if is_delivered:
        event.deliver(by=claire)
    days = {number: today + timedelta(days=number) for number in (9, 10, 12, 13)}
    from_day = {number: found(sign_in(claire), f"event_from={day}") for number, day in days.items()}
    until_day = {number: found(sign_in(claire), f"event_until={day}") for number, day in days.items()}
    assert from_day == {9: ["Three days"], 10: ["Three days"], 12: ["Three days"], 13: []}
    assert until_day == {9: [], 10: ["Three days"], 12: ["Three days"], 13: ["Three days"]}


def test_a_series_finds_what_was_agreed_in_its_meetings(
    visit: Meeting, make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    series = Series.make(by=claire, name="Review", rule="FREQ=YEARLY", begins_on=date(2030, 5, 25), first=visit)
    make_follow_up("There", meeting=visit)
    make_follow_up("Elsewhere")
    assert [found(sign_in(claire), f"series={words}") for words in ("Review", series.pk)] == [["There"], ["There"]]


def test_a_choice_by_key_works_as_by_name(heap: dict[str, FollowUp], claire: User, sign_in: SignIn) -> None:
    assert found(sign_in(claire), f"owner={claire.person.pk}") == [heap["invitation"].title]


def test_every_filter_has_a_case() -> None:
    tried = {"q", "status", "kind", "owner", "unit", "partner", "mandate", "meeting", "due_until", "due_from", "late",
             "undated", "unowned", "week", "paragraph", "whole", "ended", "needs", "passed", "logged", "done",
             "slipped", "late_for", "overdue", "quiet", "without", "strength", "owed_by", "waiting_on", "conditional",
             "classification", "recorder", "event_from", "event_until", "priority", "desk", "tags",
             "blocked", "series", "carried", "with_files", "watched", "gone_quiet", "progress",
             "confirmation", "acceptance", "requested"}  # fmt: skip
    assert set(FollowUpFilter.base_filters) == tried


def test_this_week_is_a_filter_too(make_follow_up: Make, claire: User, sign_in: SignIn, today: date) -> None:
    make_follow_up("Now", due_on=today)
    make_follow_up("Much later", due_on=today + timedelta(days=30))
    assert found(sign_in(claire), "week=on") == ["Now"]


# Each database is asked by every column both ways in tests/follow_ups/list/test_sorting.py; the page one way by turns.
@pytest.mark.one_database
@pytest.mark.parametrize("sort", [f"{sign}{name}" for name, sign in zip(LISTED, cycle(("", "-")))])
def test_every_column_sorts_the_page(heap: dict[str, FollowUp], claire: User, sign_in: SignIn, sort: str) -> None:
    client = sign_in(claire)
    assert sorted(found(client, f"status=&sort={sort}")) == sorted(each.title for each in heap.values())


def test_a_heading_says_how_the_list_is_sorted_and_turns_it() -> None:
    by_name = {head.name: (head.sort, head.direction) for head in headings(COLUMNS, order_of("title"), SHOWN)}
    assert by_name["title"] == ("-title", "ascending")
    assert by_name["due"] == ("due", "")
    assert headings(COLUMNS, order_of("-title"), SHOWN)[1].sort == "title"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("due_from=32+May", "Type a date such as"),
        ("status=asleep", "Select a valid choice"),
        ("quiet=-1", "Type 1 or more."),
        ("logged=soon", "Type a day or a period such as"),
        ("quiet=0", "Type 1 or more."),
        ("quiet=5001", "Type 5000 or less."),
        ("quiet=1.5", "Enter a whole number"),
        ("owner=Nobody", "Nothing is called “Nobody”"),
        ("partner=999999", "Nothing is called “999999”"),
    ],
)
def test_a_filter_that_is_not_understood_gets_a_sentence_and_shows_nothing(
    heap: dict[str, FollowUp], claire: User, sign_in: SignIn, query: str, sentence: str
) -> None:
    page = sign_in(claire).get(f"/follow-ups/?{query}")
    assert (page.status_code, page.context["page"].rows, sentence in page.text) == (400, [], True)


def test_chips_say_what_is_on_and_take_it_off(heap: dict[str, FollowUp], claire: User, sign_in: SignIn) -> None:
    page = sign_in(claire).get("/follow-ups/?partner=eu&late=on&sort=title")
    chips = [(chip.label, chip.value, chip.without) for chip in page.context["chips"]]
    assert chips == [("Partner", "EU", "?late=on&sort=title"), ("Late", "", "?partner=eu&sort=title")]


def test_quick_choices_count_and_show_which_is_on(heap: dict[str, FollowUp], claire: User, sign_in: SignIn) -> None:
    page = sign_in(claire).get("/follow-ups/?late=on")
    quick = page.context["quick"]
    counts = {str(choice.label): (choice.count and choice.count.number, choice.is_on) for choice in quick}
    assert counts == {
        "Active": (3, False),
        "Mine": (1, False),
        "Late": (1, True),
        "Due this week": (0, False),
        "They owe us": (0, False),
        "Overdue from partners": (0, False),
        "Pending resources": (1, False),
        "Without owner": (2, False),
        "All": (None, False),
    }


def test_a_lit_choice_says_what_is_on_alone(heap: dict[str, FollowUp], claire: User, sign_in: SignIn) -> None:
    page = sign_in(claire).get("/follow-ups/?late=on")
    lit = [str(choice.label) for choice in page.context["quick"] if choice.is_on]
    assert (lit, page.context["chips"], page.context["count"].number) == (["Late"], [], 1)
    assert page.text.count("Take off") == 0


def test_a_bare_address_opens_on_what_is_active_and_all_is_one_choice_further(
    heap: dict[str, FollowUp], claire: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    page, active = client.get("/follow-ups/"), client.get("/follow-ups/?status=active")
    lit = [str(choice.label) for choice in page.context["quick"] if choice.is_on]
    assert (page.context["page"].rows, page.context["query"], lit) == (
        active.context["page"].rows, "status=active", ["Active"],
    )  # fmt: skip
    every = page.context["quick"][-1]
    assert len(found(client, every.address[1:])) == FollowUp.objects.visible_to(claire).count()


def test_five_choices_stand_in_line_with_the_one_that_is_on_and_the_others_unfold(
    heap: dict[str, FollowUp], claire: User, sign_in: SignIn
) -> None:
    tabs = sign_in(claire).get("/follow-ups/?status=").context["tabs"]
    assert [str(each.label) for each in tabs.in_line] == [
        "Active", "Mine", "Late", "Due this week", "They owe us", "All",
    ]  # fmt: skip
    assert [str(each.label) for each in tabs.further] == [
        "Overdue from partners", "Pending resources", "Without owner",
    ]  # fmt: skip


@pytest.mark.parametrize("may_update", [True, False])
def test_a_due_date_is_at_hand_in_full_where_only_its_distance_is_shown(
    make_follow_up: Make, claire: User, today: date, may_update: bool
) -> None:
    day = today - timedelta(days=3)
    late = make_follow_up(due_on=day)
    shown = due_of(late, may_update, "page", worded=True)
    assert (f'title="{format_date(day, "en")}"' in shown, ">3 days late<" in shown) == (True, True)
    late.move_to("done", by=claire)
    shown = due_of(late, may_update, "page", worded=True)
    assert ('title=""' in shown, f">due {format_short_date(day)}<" in shown) == (True, True)


@pytest.mark.parametrize("may_update", [True, False])
def test_what_a_partner_owes_says_since_when_and_never_looks_late(
    make_follow_up: Make, claire: User, sign_in: SignIn, today: date, may_update: bool
) -> None:
    day = date(2018, 1, 2)
    owed = make_follow_up(due_on=day, owed_by="partner")
    shown = due_of(owed, may_update, "page", worded=True)
    assert [words in shown for words in (">since 2 Jan 2018<", 'data-state="overdue"', "late")] == [True, True, False]
    assert f'title="{format_date(day, "en")}, overdue from the partner"' in shown
    row = sign_in(claire).get("/follow-ups/?overdue=on").text
    assert [words in row for words in (">since 2 Jan 2018<", 'data-state="late"')] == [True, False]
    owed.move_to("done", by=claire)
    assert ">due 2 Jan 2018<" in due_of(owed, may_update, "page", worded=True)


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ({}, []),
        ({"owed_by": "partner"}, ["they owe us"]),
        ({"strength": "offered"}, ["offered"]),
        ({"strength": "exploratory", "owed_by": "partner"}, ["they owe us", "exploratory"]),
    ],
)
def test_what_departs_from_the_ordinary_is_said_in_words_wherever_it_stands(
    communique: Record, make_follow_up: Make, eu: Organisation, claire: User, sign_in: SignIn, today: date,
    values: dict[str, str], marks: list[str],
) -> None:  # fmt: skip
    client, meeting = sign_in(claire), communique.meeting
    made = {"meeting": meeting, "partner": eu, "owner": claire.person, "due_on": today}
    follow_up = make_follow_up(**made, **values)
    places = ["/", "/follow-ups/", "/follow-ups/?layout=board", "/follow-ups/?group=owner", f"/meetings/{meeting.pk}/"]
    places += [f"/partners/{eu.pk}/", f"/follow-ups/{follow_up.pk}/", f"/follow-ups/{follow_up.pk}/glance/"]
    said = {place: re.findall(r'data-mark="\w+">([^<]+)<', client.get(place).text) for place in places}
    # On the desk the heap they lie on says it of all.
    assert said == {**dict.fromkeys(places, marks), "/": [words for words in marks if words != "they owe us"]}


def test_every_quick_choice_opens_as_many_as_it_counts(
    heap: dict[str, FollowUp], claire: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    choices = [choice for choice in client.get("/follow-ups/").context["quick"] if choice.count]
    counts = [len(found(client, choice.address[1:])) for choice in choices]
    assert counts == [choice.count.number for choice in choices]


def test_of_very_many_only_that_they_are_very_many_is_said(
    heap: dict[str, FollowUp], claire: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    active = sum(each.is_active for each in FollowUp.objects.visible_to(claire))
    client = sign_in(claire)
    for most, said in ((active, str(active)), (active - 1, f"{active - 1}+")):
        monkeypatch.setattr(quick_choices, "MOST_COUNTED", most)
        *counts, _of_all = [choice.count for choice in client.get("/follow-ups/").context["quick"]]
        assert (str(counts[0]), None in counts) == (said, most < active)


def test_long_lists_come_in_pages(make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    for number in range(53):
        make_follow_up(f"Number {number:02}")
    client = sign_in(claire)
    first = client.get("/follow-ups/?sort=title").context["page"]
    second = client.get(f"/follow-ups/?sort=title&page={first.next}").context["page"]
    assert [first.rows[0].title, first.rows[-1].title, len(second.rows)] == ["Number 00", "Number 49", 3]
    back = client.get(f"/follow-ups/?sort=title&page={second.previous}").context["page"]
    assert [row.pk for row in back.rows] == [row.pk for row in first.rows]


def test_a_reader_sees_no_way_to_change(invitation: FollowUp, noor: User, sign_in: SignIn) -> None:
    rows = sign_in(noor).get("/follow-ups/").text.partition("<tbody")[2].partition("</tbody>")[0]
    assert ("Speak at the workshop" in rows, "data-dialog" in rows) == (True, False)


def test_removed_ones_stand_in_a_list_of_their_own(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    invitation.remove(by=claire)
    assert invitation.title in client.get("/follow-ups/removed/").text
    answer = client.post(f"/follow-ups/{invitation.pk}/restore/")
    assert (answer.status_code, answer.url) == (302, f"/follow-ups/{invitation.pk}/")
    assert found(client, "") == [invitation.title]


@pytest.mark.parametrize("address", ["removed", "1/restore"])
def test_removed_ones_are_not_for_readers(noor: User, sign_in: SignIn, address: str) -> None:
    client = sign_in(noor)
    method = client.get if address == "removed" else client.post
    assert method(f"/follow-ups/{address}/").status_code in (403, 404)
