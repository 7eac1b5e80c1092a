"""The pages of series: a form in plain words, a list, a page, and what a meeting says of its series."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.downloaded_files import content
from tests.meetings.series.conftest import MakeSeries
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.opening.traces import WouldTell
from tracker.kit.date_formats import format_date_as
from tracker.meetings.models import Meeting, Series
from tracker.meetings.series.usual_participant_values import Usual

TYPED = {
    "name": "Coordination meeting", "repeats": "month", "falls": "weekday", "begins_on": "11 June 2030",
    "kind": "internal", "classification": "general", "posts-TOTAL_FORMS": "1", "posts-INITIAL_FORMS": "0",
}  # fmt: skip
SignIn = Callable[[User], Client]


def sent(client: Client, address: str = "/meetings/series/new/", **typed: Any) -> str:
    response = client.post(address, TYPED | typed, follow=True)
    return unescape(response.content.decode())


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_series_is_made_in_plain_words_and_said_back(claire: User, eu: Organisation, sign_in: SignIn) -> None:
    post = {"posts-0-title": "Counter-Terrorism Coordinator", "posts-0-organisation": "EU"}
    page = words(sent(sign_in(claire), people="Claire Dubois", **post))
    said = "Every month on the second Tuesday. Next: Tue 11 Jun 2030, Tue 9 Jul 2030, Tue 13 Aug 2030."
    assert f"“ Coordination meeting ” is saved. {said}" in page
    assert [str(each) for each in Series.objects.get().usual] == ["Claire Dubois", "Counter-Terrorism Coordinator, EU"]
    assert Meeting.objects.get().held_on == date(2030, 6, 11)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ({"repeats": "week"}, "FREQ=WEEKLY;BYDAY=TU"),
        ({"until": "31 December 2031"}, "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20311231"),
        ({"repeats": "rule", "rule": "RRULE:FREQ=DAILY;COUNT=3"}, "FREQ=DAILY;COUNT=3"),
        ({"repeats": "rule", "rule": "FREQ=DAILY", "until": "1 July 2030"}, "FREQ=DAILY;UNTIL=20300701"),
    ],
)
def test_what_is_chosen_is_kept_as_a_rule(typed: dict[str, str], rule: str, claire: User, sign_in: SignIn) -> None:
    sent(sign_in(claire), **typed)
    assert Series.objects.get().rule == rule


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Type something here."),
        ({"until": "1 May 2030"}, "It ends before its first day."),
        ({"begins_on": "1 May 1955"}, "A series begins between 1990 and 2200."),
        ({"repeats": "rule"}, "Type a rule as calendars write it, such as FREQ=WEEKLY."),
        ({"repeats": "rule", "rule": "FREQ=DAILY;UNTIL=20200101"}, "This rule gives no day."),
        ({"repeats": "rule", "rule": "FREQ=DAILY;COUNT=2", "until": "1 July 2030"}, "The rule says how often it takes"),
        ({"posts-0-title": "Envoy"}, "Say where this post is."),
        ({"posts-0-organisation": "WCO"}, "Say which post it is."),
        ({"posts-TOTAL_FORMS": "99"}, "Name at most 60 posts."),
        ({"posts-TOTAL_FORMS": "-1"}, "The list of posts arrived garbled."),
        ({"posts-TOTAL_FORMS": "x"}, "The list of posts arrived garbled."),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    typed: dict[str, str], said: str, claire: User, sign_in: SignIn
) -> None:
    page = sent(sign_in(claire), **typed)
    assert (said in page, Series.objects.exists()) == (True, False)


def test_a_rule_of_ones_own_is_unfolded_only_where_it_is_used(claire: User, sign_in: SignIn) -> None:
    plain = sign_in(claire).get("/meetings/series/new/").content.decode()
    own = sent(sign_in(claire), repeats="rule", rule="every full moon")
    assert ['<details class="further" open>' in page for page in (plain, own)] == [False, True]


def test_what_a_rule_means_is_said_while_it_is_typed(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    said = client.get("/meetings/series/said/", {"repeats": "year", "begins_on": "11 June 2030"}).content.decode()
    assert said == ("Every year on the second Tuesday of June. Next: Tue 11 Jun 2030, Tue 10 Jun 2031, Tue 8 Jun 2032.")
    assert client.get("/meetings/series/said/", {"repeats": "year"}).content == b""


def test_a_meeting_is_made_a_series_by_the_post_of_who_came(
    visit: Meeting, claire: User, coordinator: Person, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    visit.participations.update(title="Counter-Terrorism Coordinator")
    form = client.get(f"/meetings/series/new/?meeting={visit.pk}").context["form"]
    assert (form["name"].value(), [str(each) for each in form.known]) == (
        visit.title, ["Counter-Terrorism Coordinator, EU"],
    )  # fmt: skip
    page = sent(
        client, f"/meetings/series/new/?meeting={visit.pk}", begins_on="25 May 2018", repeats="year", falls="day"
    )
    visit.refresh_from_db()
    assert (visit.series, visit.slot_on) == (Series.objects.get(), visit.held_on)
    assert visit.title in page
    again = sent(client, f"/meetings/series/new/?meeting={visit.pk}")
    assert ("This meeting is one of a series already." in again, Series.objects.count()) == (True, 1)


def test_the_page_of_a_series_counts_what_its_reader_sees(
    make_series: MakeSeries, make_follow_up: Callable[..., FollowUp], claire: User, noor: User, sign_in: SignIn
) -> None:
    meeting = make_series().meetings.get()
    make_follow_up(meeting=meeting)
    make_follow_up("Hidden", meeting=meeting, classification=RESTRICTED)
    seen = [sign_in(user).get(f"/meetings/series/{meeting.series_id}/").context["active"] for user in (claire, noor)]
    assert seen == [2, 1]


def test_the_day_to_which_its_next_meeting_was_moved_is_the_next_one(
    make_series: MakeSeries, claire: User, today: date, sign_in: SignIn
) -> None:
    series = make_series()
    day = today + timedelta(days=8)
    series.meetings.get().change("edited", by=claire, held_on=day)
    said = sign_in(claire).get(f"/meetings/series/{series.pk}/").context["next_days"]
    assert said.split(", ")[0] == "Next: " + format_date_as(day, "D j M Y")


def test_a_series_is_edited_from_how_it_stands(
    make_series: MakeSeries, eu: Organisation, claire: User, sign_in: SignIn
) -> None:
    series = make_series(begins_on=date(2030, 6, 11), usual=[Usual(organisation=eu, title="Envoy")])
    client = sign_in(claire)
    form = client.get(f"/meetings/series/{series.pk}/edit/").context["form"]
    shown = {name: form[name].value() for name in ("repeats", "rule", "begins_on")}
    assert shown == {"repeats": "week", "rule": "", "begins_on": "11 June 2030"}
    started = {
        "posts-TOTAL_FORMS": "4",
        "posts-INITIAL_FORMS": "1",
        "posts-0-title": "Envoy",
        "posts-0-organisation": eu.label,
    }
    sent(client, f"/meetings/series/{series.pk}/edit/", version="1", place="Room 4", **started)
    series.refresh_from_db()
    assert (series.place, series.rule, [str(each) for each in series.usual]) == (
        "Room 4", "FREQ=MONTHLY;BYDAY=2TU", ["Envoy, EU"],
    )  # fmt: skip
    assert series.meetings.get().place == "Room 4"


def test_a_meeting_leads_to_its_series_and_to_those_beside_it(
    make_series: MakeSeries, claire: User, today: date, sign_in: SignIn
) -> None:
    series = make_series(begins_on=today)
    first, second = series.meetings.order_by("held_on")
    page = sign_in(claire).get(first.get_absolute_url()).content.decode()
    assert [
        address in page for address in (series.get_absolute_url(), f'rel="next" href="{second.get_absolute_url()}"')
    ]
    assert 'rel="prev"' not in page


def test_a_meeting_is_called_off_with_a_reason_and_undo_brings_it_back(
    make_series: MakeSeries, claire: User, sign_in: SignIn
) -> None:
    series, client = make_series(), sign_in(claire)
    meeting = series.meetings.get()
    page = words(
        unescape(
            client.post(f"/meetings/{meeting.pk}/call-off/", {"why": "Nobody is there."}, follow=True).content.decode()
        )
    )
    assert "Called off: Nobody is there." in page
    assert "Called off: Nobody is there." in words(unescape(client.get("/meetings/").content.decode()))
    entry = meeting.history.get(verb="called off")
    client.post(f"/meetings/{meeting.pk}/undo/{entry.pk}/")
    meeting.refresh_from_db()
    assert (meeting.is_called_off, series.meetings.count()) == (False, 2)


def test_a_series_is_ended_with_a_day(make_series: MakeSeries, claire: User, today: date, sign_in: SignIn) -> None:
    series = make_series()
    sign_in(claire).post(f"/meetings/series/{series.pk}/end/", {"on": "today", "why": "Done."})
    series.refresh_from_db()
    assert (series.ended_on, series.meetings.present().count()) == (today, 0)


def test_a_restricted_series_leaves_no_trace(
    make_series: MakeSeries, claire: User, omar: User, sign_in: SignIn
) -> None:
    series = make_series("Quiet talks", classification=RESTRICTED)
    meeting = series.meetings.get()
    client = sign_in(omar)
    answers = [client.get(address).status_code for address in (series.get_absolute_url(), meeting.get_absolute_url())]
    pages = [
        content(client.get(f"/meetings/{page}")).decode()
        for page in ("", "series/", "series/export/csv/", "export/csv/")
    ]
    assert (answers, ["Quiet talks" in page for page in pages]) == ([404, 404], [False] * 4)
    assert "Quiet talks" in sign_in(claire).get("/meetings/series/").content.decode()


def test_a_meeting_is_not_opened_while_its_series_is_restricted(
    make_series: MakeSeries, claire: User, sign_in: SignIn
) -> None:
    series, client = make_series(classification=RESTRICTED), sign_in(claire)
    meeting = series.meetings.get()
    with pytest.raises(WouldTell):
        meeting.change("edited", by=claire, classification="general")
    series.refresh_from_db()
    series.change("edited", by=claire, classification="general")
    assert Meeting.objects.get().classification == "general"
    Meeting.objects.get().change("edited", by=claire, place="Room 4")
    with pytest.raises(WouldTell):
        series.change("edited", by=claire, classification=RESTRICTED)
    assert client.get(series.get_absolute_url()).status_code == 200


def test_a_series_that_is_restricted_closes_the_meeting_that_nobody_touched(
    make_series: MakeSeries, claire: User
) -> None:
    make_series().change("edited", by=claire, classification=RESTRICTED)
    assert Meeting.objects.get().is_restricted


def test_a_general_meeting_becomes_no_part_of_a_restricted_series(
    visit: Meeting, claire: User, sign_in: SignIn
) -> None:
    page = sent(sign_in(claire), f"/meetings/series/new/?meeting={visit.pk}", classification=RESTRICTED)
    assert ("Everybody sees the meeting that becomes its first one" in page, Series.objects.exists()) == (True, False)


def test_the_list_costs_the_same_with_many(
    make_series: MakeSeries, claire: User, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    client = sign_in(claire)
    for number in (1, 3):
        while Series.objects.count() < number:
            make_series(f"Series {Series.objects.count()}", usual=[Usual(person=claire.person)])
        with django_assert_num_queries(6):
            assert client.get("/meetings/series/").status_code == 200
