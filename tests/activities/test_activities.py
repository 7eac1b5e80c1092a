"""Activities: logged with three fields, listed, filtered, changed, undone, removed and brought back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import CANARY
from tests.downloaded_files import table_of
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation, Person
from tracker.kit.periods import Period
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate, Paragraph

SignIn = Callable[[User], Client]
Log = Callable[..., Activity]
LIST = "/mandates/activities/"
NEW = f"{LIST}new/"
LEAST = {"title": "Train officers", "when": "2017", "mandates": ["S/RES/2347 (2017), 5"], "classification": "general"}


@pytest.fixture
def five(resolution: Mandate) -> Paragraph:
    return resolution.paragraphs.create(number="5", text="Encourages")


@pytest.fixture
def log(claire: User) -> Log:
    def logged(
        title: str = "Train officers", *, by: User = claire, first: date = date(2017, 3, 6), **values: Any
    ) -> Any:
        return Activity.log(by=by, title=title, **{"starts_on": first, "ends_on": first, **values})

    return logged


def listed(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    return [row.title for row in answer.context["page"].rows]


def test_three_fields_log_it(five: Paragraph, claire: User, sign_in: SignIn) -> None:
    answer = sign_in(claire).post(NEW, LEAST, follow=True)
    activity = Activity.objects.get()
    assert (activity.title, activity.period) == ("Train officers", Period(date(2017, 1, 1), date(2017, 12, 31)))
    assert (activity.targets, activity.recorder) == ([Target.of(five)], claire)
    assert f'“<a href="{activity.get_absolute_url()}">Train officers</a>” is logged.' in answer.text
    assert f'action="{activity.get_absolute_url()}remove/"' in answer.text


def test_the_mandate_page_leads_to_a_form_that_names_it(
    resolution: Mandate, five: Paragraph, claire: User, unit: Organisation, sign_in: SignIn
) -> None:
    claire.person.appointments.update(organisation=unit)
    client = sign_in(claire)
    assert f"{NEW}?mandate={resolution.pk}" in client.get(resolution.get_absolute_url()).text
    form = client.get(f"{NEW}?mandate={resolution.pk}").context["form"]
    assert form.initial == {"mandates": [Target(resolution)], "unit": unit}
    assert client.get(f"{NEW}?paragraph={five.pk}").context["form"].initial["mandates"] == [Target.of(five)]
    assert client.get(f"{NEW}?mandate=none").context["form"].initial["mandates"] == []


def test_a_double_click_logs_once(five: Paragraph, claire: User, sign_in: SignIn) -> None:
    words = LEAST | {"key": str(uuid4())}
    for _click in range(2):
        assert sign_in(claire).post(NEW, words).status_code == 302
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"mandates": []}, "mandates", "Name the mandate or the paragraph that it implements."),
        ({"mandates": ["Atlantis"]}, "mandates", "Nothing is called “Atlantis”. Choose a name from the list."),
        ({"when": "soon"}, "when", "Type a day or a period such as 25 May 2018, May 2018 or 3 to 5 June 2018."),
        ({"when": "2199"}, "when", "An activity is work done. Log it once it has begun."),
        ({"when": "5 to 3 May 2017"}, "when", "The period ends before it begins."),
        ({"reached": "-1"}, "reached", "Type 0 or more."),
        ({"reached": "1000000001"}, "reached", "Type 1000000000 or less."),
        ({"done_by": "Nobody"}, "done_by", "Nothing is called “Nobody”. Choose a name from the list."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    wrong: dict[str, Any], field: str, sentence: str, five: Paragraph, claire: User, sign_in: SignIn
) -> None:
    answer = sign_in(claire).post(NEW, LEAST | wrong)
    assert (answer.status_code, answer.context["form"].errors) == (422, {field: [sentence]})
    assert 'value="Train officers"' in answer.text
    assert not Activity.objects.exists()


@pytest.mark.parametrize(("first", "last", "status"), [(-1, 1, 302), (0, 0, 302), (0, 1, 302), (1, 1, 422)])
def test_it_is_logged_from_its_first_day_on(
    first: int, last: int, status: int, five: Paragraph, claire: User, today: date, sign_in: SignIn
) -> None:
    days = [(today + timedelta(days=days)).strftime("%-d %B %Y") for days in (first, last)]
    answer = sign_in(claire).post(NEW, LEAST | {"when": " to ".join(days)})
    assert (answer.status_code, Activity.objects.count()) == (status, int(status == 302))


def test_a_form_takes_the_names_only_of_whom_its_reader_knows(
    five: Paragraph, unit: Organisation, eu: Organisation, claire: User, omar: User, sign_in: SignIn
) -> None:
    """Claire added those that are restricted; a partner is no unit of ours."""
    hidden: dict[str, Any] = {"by": claire, "classification": "restricted"}
    Person.add(name=f"Ms {CANARY}", **hidden)
    Organisation.add(name=f"Bureau of {CANARY}", **hidden)
    Organisation.add(name=f"Our {CANARY}", is_ours=True, **hidden)
    named = LEAST | {"done_by": f"Ms {CANARY}", "unit": f"Our {CANARY}", "partner": f"Bureau of {CANARY}"}
    refused = sign_in(omar).post(NEW, named)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["done_by", "unit", "partner"])
    assert sign_in(claire).post(NEW, named | {"opening": "without"}).status_code == 302
    assert list(sign_in(claire).post(NEW, LEAST | {"unit": "EU"}).context["form"].errors) == ["unit"]


def test_the_filters_take_the_names_only_of_whom_their_reader_knows(
    log: Log, eu: Organisation, claire: User, omar: User, sign_in: SignIn
) -> None:
    log()
    hidden: dict[str, Any] = {"by": claire, "classification": "restricted"}
    keys = {
        "done_by": Person.add(name=f"Ms {CANARY}", **hidden).pk,
        "partner": Organisation.add(name=f"Bureau of {CANARY}", **hidden).pk,
        "unit": Organisation.add(name=f"Our {CANARY}", is_ours=True, **hidden).pk,
    }
    for name, key in keys.items():
        statuses = [sign_in(user).get(f"{LIST}?{name}={key}").status_code for user in (claire, omar)]
        assert (name, statuses) == (name, [200, 400])
    assert sign_in(claire).get(f"{LIST}?unit={eu.pk}").status_code == 400


def test_a_reader_logs_and_changes_nothing(log: Log, noor: User, claire: User, sign_in: SignIn) -> None:
    activity, removed = log(), log("Gone")
    page, client = activity.get_absolute_url(), sign_in(noor)
    removed.remove(by=claire)
    assert client.get(page).status_code == 200
    undo = f"{page}undo/{activity.history.get().pk}/"
    for address in (NEW, f"{page}edit/", f"{page}remove/", undo, f"{removed.get_absolute_url()}restore/"):
        assert (address, client.post(address, LEAST).status_code) == (address, 403)
    assert client.get(NEW).status_code == 403
    assert list(Activity.objects.present()) == [activity]


def test_what_is_hidden_from_an_officer_is_theirs_in_no_way(
    log: Log, omar: User, claire: User, sign_in: SignIn
) -> None:
    activity, removed = log(classification="restricted"), log(classification="restricted")
    removed.remove(by=claire)
    page, client = activity.get_absolute_url(), sign_in(omar)
    undo = f"{page}undo/{activity.history.get().pk}/"
    for address in (f"{page}edit/", f"{page}remove/", undo, f"{removed.get_absolute_url()}restore/"):
        assert (address, client.post(address, LEAST).status_code) == (address, 404)
    assert sign_in(claire).post(f"{removed.get_absolute_url()}restore/").status_code == 302


def test_the_change_of_another_activity_is_not_undone_from_its_page(log: Log, claire: User, sign_in: SignIn) -> None:
    one, other = log(), log("Other")
    other.edit(by=claire, title="Changed")
    entry = other.history.latest("id")
    assert sign_in(claire).post(f"{one.get_absolute_url()}undo/{entry.pk}/").status_code == 404
    assert Activity.objects.get(pk=other.pk).title == "Changed"


def test_its_page_tells_all_that_is_known(
    log: Log, five: Paragraph, coordinator: Person, unit: Organisation, eu: Organisation, noor: User, sign_in: SignIn
) -> None:
    activity = log(
        mandates=[five], done_by=coordinator, unit=unit, partner=eu, place="Tunis", reached=1200, detail="In Arabic."
    )
    text = sign_in(noor).get(activity.get_absolute_url()).text
    for words in ("S/RES/2347 (2017), 5", "Gilles de Kerchove", ">ENF<", ">EU<", "6 March 2017 · Tunis", "1,200",
                  "In Arabic.", "logged it"):  # fmt: skip
        assert words in text


def edited(activity: Activity, client: Client, **words: Any) -> Any:
    sent = LEAST | {"title": activity.title, "when": "6 March 2017", "version": activity.version} | words
    return client.post(f"{activity.get_absolute_url()}edit/", sent)


def test_it_is_edited_and_that_undone(log: Log, five: Paragraph, claire: User, sign_in: SignIn) -> None:
    activity, client = log(mandates=[five]), sign_in(claire)
    assert edited(activity, client, title="Train more", when="March 2017").status_code == 302
    activity.refresh_from_db()
    assert (activity.title, str(activity.period)) == ("Train more", "March 2017")
    entry = activity.history.first()
    undone = client.post(f"{activity.get_absolute_url()}undo/{entry.pk}/", follow=True)
    activity.refresh_from_db()
    assert (activity.title, str(activity.period)) == ("Train officers", "6 March 2017")
    assert f'Undone: <a href="{activity.get_absolute_url()}">Train officers</a>' in undone.text
    again = client.post(f"{activity.get_absolute_url()}undo/{entry.pk}/", follow=True)
    assert "Undone: " in again.text
    activity.refresh_from_db()
    assert activity.history.filter(verb="undid").count() == 1


def test_two_people_see_both_values_and_lose_neither(
    log: Log, five: Paragraph, claire: User, amina: User, sign_in: SignIn
) -> None:
    activity, client = log(mandates=[five]), sign_in(claire)
    activity.edit(by=amina, title="Theirs", place="Tunis")
    clash = edited(activity, client, title="Mine", version=1)
    assert (clash.status_code, "Theirs" in clash.text, 'value="Mine"' in clash.text) == (409, True, True)
    edited(activity, client, title="Mine", version=clash.context["form"].data["version"], place="Tunis")
    activity.refresh_from_db()
    assert (activity.title, activity.place) == ("Mine", "Tunis")


def test_whoever_restricts_what_is_not_theirs_is_led_to_the_list(
    log: Log, five: Paragraph, omar: User, sign_in: SignIn
) -> None:
    activity, client = log(mandates=[five]), sign_in(omar)
    assert edited(activity, client, classification="restricted")["Location"] == LIST
    assert activity.get_absolute_url() not in client.get(LIST).text
    assert client.get(activity.get_absolute_url()).status_code == 404


def test_it_is_removed_and_brought_back(log: Log, claire: User, sign_in: SignIn) -> None:
    activity, client = log(), sign_in(claire)
    page = activity.get_absolute_url()
    assert "It leaves every page and count" in client.get(f"{page}remove/").text
    removed = client.post(f"{page}remove/", follow=True)
    assert (listed(client), client.get(page).status_code) == ([], 404)
    assert f'action="{page}restore/"' in removed.text
    client.post(f"{page}restore/")
    assert listed(client) == ["Train officers"]
    assert [entry.verb for entry in activity.history.all()] == ["restored", "removed", "added"]
    activity.refresh_from_db()
    activity.remove(by=claire)
    assert activity.remove(by=claire) is None


@pytest.mark.parametrize(("who", "sees"), [("noor", 0), ("omar", 0), ("jonas", 0), ("claire", 1), ("mei", 1)])
def test_a_restricted_one_is_there_for_who_may_see_it(
    who: str, sees: int, log: Log, resolution: Mandate, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    activity = log(f"On {CANARY}", classification="restricted", mandates=[resolution])
    client = sign_in(request.getfixturevalue(who))
    assert client.get(activity.get_absolute_url()).status_code == (200 if sees else 404)
    assert len(listed(client)) == sees
    page = client.get(resolution.get_absolute_url())
    assert (str(page.context["activities_count"]), CANARY in page.text) == (str(sees), bool(sees))


def test_who_did_it_sees_it(log: Log, omar: User) -> None:
    activity = log(classification="restricted", done_by=omar.person)
    assert list(Activity.objects.visible_to(omar)) == [activity]
    assert list(Activity.objects.hidden_from(omar)) == []


def test_who_recorded_or_did_one_comes_to_know_the_organisations_that_it_names(
    log: Log, claire: User, omar: User, jonas: User, mei: User
) -> None:
    """And of a person who did it, whoever recorded it alone: Mei added them all."""
    hidden: dict[str, Any] = {"by": mei, "classification": "restricted"}
    partner, unit = Organisation.add(name="Bureau", **hidden), Organisation.add(name="Our cell", is_ours=True, **hidden)
    log(classification="restricted", done_by=omar.person, partner=partner, unit=unit)
    log(classification="restricted", done_by=Person.add(name="Zebedee", **hidden))
    known = {
        user.name: [
            *Organisation.objects.visible_to(user).filter(pk__in=[partner.pk, unit.pk]).order_by("pk"),
            *Person.objects.visible_to(user).filter(name="Zebedee"),
        ]
        for user in (claire, omar, jonas)
    }
    assert {name: [str(each) for each in found] for name, found in known.items()} == {
        "Claire Dubois": ["Bureau", "Our cell", "Zebedee"], "Omar Diallo": ["Bureau", "Our cell"], "Jonas Lind": [],
    }  # fmt: skip


def test_the_newest_stand_first(log: Log, noor: User, sign_in: SignIn) -> None:
    for year in (2016, 2018, 2017):
        log(str(year), first=date(year, 1, 1))
    log("2017, logged later", first=date(2017, 1, 1), ends_on=date(2019, 1, 1))
    assert listed(sign_in(noor)) == ["2018", "2017, logged later", "2017", "2016"]
    assert [row.title for row in Activity.objects.newest_first()] == listed(sign_in(noor))


def test_the_file_holds_the_columns_and_rows_of_the_list(
    log: Log, five: Paragraph, coordinator: Person, unit: Organisation, eu: Organisation, noor: User, sign_in: SignIn
) -> None:
    log(
        "-Train", mandates=[five.mandate, five], done_by=coordinator, unit=unit, partner=eu, place="Tunis", reached=0,
        ends_on=date(2017, 3, 8),
    )  # fmt: skip
    log("Later", first=date(2018, 1, 1))
    log(CANARY, classification="restricted")
    assert table_of(sign_in(noor), f"{LIST}export/csv/") == [
        ["First day", "Last day", "What was done", "Place", "Implements", "Done by", "Unit", "Partner",
         "People reached"],
        ["2018-01-01", "2018-01-01", "Later", "", "", "", "", "", ""],
        ["2017-03-06", "2017-03-08", "'-Train", "Tunis", "S/RES/2347 (2017); S/RES/2347 (2017), 5",
         "Gilles de Kerchove", "ENF", "EU", "0"],
    ]  # fmt: skip
    assert len(table_of(sign_in(noor), f"{LIST}export/csv/?period=2017")) == 2


def test_its_history_stands_newest_first(log: Log, claire: User, sign_in: SignIn) -> None:
    activity = log()
    activity.edit(by=claire, title="Train more")
    activity.edit(by=claire, place="Tunis")
    context = sign_in(claire).get(activity.get_absolute_url()).context
    assert [sorted(entry.changes) for entry, _verb, _fields in context["entries"]][:2] == [["place"], ["title"]]
    assert context["last"] == activity.history.latest("id")


def test_filters_cut_the_list(
    log: Log, resolution: Mandate, five: Paragraph, unit: Organisation, wco: Organisation, eu: Organisation,
    europol: Organisation, coordinator: Person, noor: User, sign_in: SignIn,
) -> None:  # fmt: skip
    log("whole", mandates=[resolution], first=date(2018, 6, 1), ends_on=date(2018, 7, 31))
    log("part", mandates=[five], unit=unit, partner=europol, done_by=coordinator, detail="In Arabic")
    client = sign_in(noor)
    found = {
        "mandate=S/RES/2347 (2017)": ["whole", "part"],
        f"paragraph={five.pk}": ["part"],
        f"mandate={resolution.pk}&whole=on": ["whole"],
        "whole=on": ["whole"],
        f"unit={wco.pk}": ["part"],
        f"partner={eu.pk}": ["part"],
        f"done_by={coordinator.pk}": ["part"],
        "q=arabic": ["part"],
        "period=2017": ["part"],
        "period=July 2018": ["whole"],
        "period=1 August 2018": [],
    }
    assert {query: listed(client, query) for query in found} == found


@pytest.mark.parametrize("query", ["period=sometime", "mandate=Atlantis", f"paragraph={'9' * 30}", "unit=Nobody"])
def test_a_filter_that_is_none_is_said_so(query: str, log: Log, noor: User, sign_in: SignIn) -> None:
    answer = sign_in(noor).get(f"{LIST}?{query}")
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [query.split("=", maxsplit=1)[0]])
    assert answer.context["page"].rows == []


@pytest.mark.parametrize(
    ("first", "last", "within"),
    [(5, 5, True), (1, 3, True), (7, 9, True), (1, 9, True), (1, 2, False), (8, 9, False)],
)
def test_a_day_within_the_period_is_enough(log: Log, first: int, last: int, within: bool) -> None:
    log(first=date(2018, 5, 3), ends_on=date(2018, 5, 7))
    period = Period(date(2018, 5, first), date(2018, 5, last))
    assert Activity.objects.within(period).exists() is within


def test_the_database_refuses_one_that_ends_before_it_starts(log: Log) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        log(ends_on=date(2017, 3, 6) - timedelta(days=1))


@pytest.mark.parametrize("number", [1, 3])
def test_list_and_page_cost_the_same_however_much_they_show(
    number: int, log: Log, five: Paragraph, unit: Organisation, eu: Organisation, amina: User, sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for each in range(number):
        activity = log(str(each), mandates=[five.mandate, five], unit=unit, partner=eu, done_by=amina.person)
        activity.edit(by=amina, title=f"No. {each}")
    client = sign_in(amina)
    for page, queries in {LIST: 8, activity.get_absolute_url(): 9}.items():
        client.get(page)
        with django_assert_num_queries(queries):
            client.get(page)
