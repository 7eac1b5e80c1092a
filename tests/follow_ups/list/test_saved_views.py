"""Views that are kept: what they ask for, who sees them, and what they tell nobody."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from tests.conftest import CANARY
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation
from tracker.follow_ups.models import FollowUp, SavedView, StartView

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
NEW = "/follow-ups/views/new/"


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def saved(client: Client, query: str = "status=active", name: str = "Mine", **typed: Any) -> SavedView:
    answer = client.post(f"{NEW}?{query}", {"name": name, "audience": "me", **typed})
    assert answer.status_code == 302, answer.text
    return SavedView.objects.present().latest("pk")


def names(client: Client, query: str = "") -> list[str]:
    return [str(choice.label) for choice in client.get(f"/follow-ups/?{query}").context["views"]]


def test_a_view_keeps_what_the_list_is_asked_for(eu: Organisation, client: Client) -> None:
    view = saved(client, "partner=EU&late=on&sort=-title&page=abc&status=&nonsense=1")
    assert view.query == f"partner={eu.pk}&late=on&sort=-title"
    answer = client.get(view.get_absolute_url())
    assert (answer.status_code, answer.url) == (302, f"/follow-ups/?{view.query}&status=")


def test_the_undo_of_saving_under_a_name_of_ones_own_gives_the_earlier_view_back(client: Client, claire: User) -> None:
    first = saved(client, "late=on", audience="all")
    for query in ("kind=training", "kind=briefing"):
        client.post(f"{NEW}?{query}", {"name": "Mine", "audience": "me"})
    undo = client.session["last_deed"]["undo"]
    for _time in range(2):
        assert client.post(undo).status_code == 302
        assert [(each.pk, each.query, each.audience) for each in SavedView.objects.present()] == [
            (first.pk, "kind=training", "me")
        ]


def test_the_undo_of_saving_a_view_under_a_new_name_removes_it(client: Client) -> None:
    saved(client)
    client.post(client.session["last_deed"]["undo"])
    assert list(SavedView.objects.present()) == []


def test_a_view_stands_above_the_list_and_says_when_it_is_on(make_follow_up: Make, client: Client) -> None:
    view = saved(client, "late=on")
    page = client.get("/follow-ups/?late=on&page=x")
    assert [(each.label, each.address, each.is_on) for each in page.context["views"]] == [
        ("Mine", view.get_absolute_url(), True)
    ]
    assert [each.is_on for each in client.get("/follow-ups/").context["views"]] == [False]


def test_a_view_is_lit_however_its_names_were_typed(eu: Organisation, make_follow_up: Make, client: Client) -> None:
    view = saved(client, f"partner={eu.pk}&sort=title")
    lit = {query: client.get(f"/follow-ups/?{query}").context["view"] for query in (
        "typed=on&partner=EU&sort=title&status=", f"partner={eu.pk}&sort=-title", "partner=Nobody&sort=title",
    )}  # fmt: skip
    assert list(lit.values()) == [view, None, None]


def test_whoever_keeps_a_view_may_start_with_it_at_once(client: Client, claire: User, unit: Organisation) -> None:
    view = saved(client, audience="unit", unit="ENF", start="on")
    page = client.get(view.get_absolute_url(), follow=True)
    assert (StartView.of(claire), view.unit, page.context["view"]) == (view, unit, view)
    assert "The view “<a" in page.text
    assert "is saved, and you start with it." in page.text
    other = saved(client, "late=on", name="Other")
    assert (StartView.of(claire), other.starts.count()) == (view, 0)


@pytest.mark.parametrize("deed", ["start", "remove"])
def test_what_is_done_with_a_view_leads_back_to_the_list(deed: str, client: Client) -> None:
    view = saved(client)
    back = f"http://testserver{view.address}"
    assert client.post(f"{view.get_absolute_url()}{deed}/", headers={"referer": back}).url == back


@pytest.mark.parametrize("rows", [1, 3])
def test_who_uses_no_views_pays_for_none(
    rows: int, make_follow_up: Make, omar: User, client: Client, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    for _each in range(rows):
        make_follow_up()
    saved(client, audience="all")
    other = sign_in(omar)
    with django_assert_num_queries(6):
        other.get("/follow-ups/")
    with django_assert_num_queries(10):
        client.get("/follow-ups/")


@pytest.mark.parametrize(("audience", "sees"), [("me", []), ("all", ["Mine"]), ("unit", ["Mine"])])
def test_who_sees_it(
    audience: str, sees: list[str], unit: Organisation, omar: User, noor: User, client: Client, sign_in: SignIn
) -> None:
    Appointment.objects.filter(person=omar.person).update(organisation=unit)
    saved(client, audience=audience, unit="WCO" if audience == "unit" else "")
    reader = sign_in(omar)
    reader.get("/follow-ups/views/")
    assert names(reader) == sees


def test_a_view_for_a_unit_is_not_for_those_outside_of_it(
    unit: Organisation, omar: User, client: Client, sign_in: SignIn
) -> None:
    view = saved(client, audience="unit", unit="ENF")
    reader = sign_in(omar)
    reader.get("/follow-ups/views/")
    assert (names(reader), reader.get(view.get_absolute_url()).status_code) == ([], 404)


def test_a_reader_keeps_views_for_themselves_only(noor: User, sign_in: SignIn) -> None:
    assert saved(sign_in(noor), audience="all").audience == "me"


def test_each_reader_sees_of_it_what_they_may_see(
    secret: FollowUp, make_follow_up: Make, client: Client, omar: User, sign_in: SignIn
) -> None:
    make_follow_up("Open to all")
    view = saved(client, "status=active", audience="all")
    shown = [[row.title for row in sign_in(user).get(view.get_absolute_url(), follow=True).context["page"].rows]
             for user in (omar, view.by)]  # fmt: skip
    assert shown == [["Open to all"], [secret.title, "Open to all"]]


def test_it_tells_nobody_a_name_they_may_not_know(client: Client, claire: User, omar: User, sign_in: SignIn) -> None:
    office = Organisation.add(by=claire, name=f"{CANARY} Office", classification="restricted")
    view = saved(client, f"partner={office.label}", audience="all")
    page = sign_in(omar).get(view.get_absolute_url(), follow=True)
    told = "The view “Mine” asks for something that is gone or that you may not see: Partner."
    assert (view.query, page.context["page"].rows) == (f"partner={office.pk}", [])
    assert (told in page.text, CANARY in page.text, CANARY in sign_in(omar).get("/follow-ups/views/").text) == (
        True, False, False,
    )  # fmt: skip


def test_saving_under_the_same_name_takes_its_place(client: Client) -> None:
    first, second = saved(client, "late=on"), saved(client, "week=on")
    assert (first.pk, second.query, SavedView.objects.present().count()) == (second.pk, "week=on", 1)


def test_a_list_that_is_not_understood_is_not_saved(client: Client) -> None:
    answer = client.post(f"{NEW}?owner=Nobody", {"name": "Mine", "audience": "me"})
    assert (answer.status_code, "Put it right there first" in answer.text) == (422, True)
    answer = client.post(NEW, {"name": "Mine", "audience": "unit", "unit": ""})
    assert (answer.status_code, "Name the unit that sees it." in answer.text) == (422, True)
    assert SavedView.objects.count() == 0


def test_a_view_is_renamed_and_shared(client: Client, europol: Organisation) -> None:
    saved(client, name="Other")
    view = saved(client)
    place = f"{view.get_absolute_url()}edit/"
    assert client.post(place, {"name": "Other", "audience": "me"}).status_code == 422
    answer = client.post(place, {"name": "Ours", "audience": "all"})
    view.refresh_from_db()
    assert (answer.status_code, view.name, view.audience) == (302, "Ours", "all")


def test_a_view_is_removed_and_brought_back(client: Client) -> None:
    view = saved(client)
    page = client.post(f"{view.get_absolute_url()}remove/", follow=True)
    assert (f"{view.get_absolute_url()}restore/" in page.text, names(client)) == (True, [])
    client.post(f"{view.get_absolute_url()}restore/")
    assert names(client) == ["Mine"]
    client.post(f"{view.get_absolute_url()}remove/")
    saved(client)
    page = client.post(f"{view.get_absolute_url()}restore/", follow=True)
    assert ("Rename that one first" in page.text, names(client)) == (True, ["Mine"])


@pytest.mark.parametrize("deed", ["edit", "remove"])
def test_only_its_maker_changes_a_view(deed: str, client: Client, amina: User, sign_in: SignIn) -> None:
    view, private = saved(client, audience="all"), saved(client, name="Private")
    other = sign_in(amina)
    answers = [other.post(f"{each.get_absolute_url()}{deed}/", {"name": "X"}).status_code for each in (view, private)]
    assert (answers, other.post(f"{view.get_absolute_url()}restore/").status_code) == ([403, 404], 404)


def signed_in(user: User) -> Client:
    client = Client()
    client.post("/account/sign-in/", {"login": user.email, "password": "correct horse"})
    return client


def test_whoever_starts_with_a_view_sees_it_after_signing_in_and_the_desk_when_asked(
    client: Client, claire: User, omar: User
) -> None:
    view = saved(client, audience="all")
    client.post(f"{view.get_absolute_url()}start/")
    fresh = signed_in(claire)
    assert fresh.get("/").url == view.get_absolute_url()
    assert fresh.get("/").status_code == 200
    assert signed_in(omar).get("/").status_code == 200
    assert str(StartView.objects.get()) == "Mine"
    client.post("/follow-ups/views/start-at-desk/")
    assert signed_in(claire).get("/").status_code == 200
    assert settings.LOGIN_REDIRECT_URL == "desk"


def test_a_start_that_is_no_longer_there_is_the_desk(client: Client, omar: User, sign_in: SignIn) -> None:
    view = saved(client, audience="all")
    sign_in(omar).post(f"{view.get_absolute_url()}start/")
    assert signed_in(omar).get("/").url == view.get_absolute_url()
    view.amend(audience="me")
    assert signed_in(omar).get("/").status_code == 200


def test_a_name_that_is_taken_is_refused_and_what_else_was_begun_goes_on(client: Client, claire: User) -> None:
    saved(client, name="Other")
    view = saved(client)
    assert (view.amend(name="Other"), SavedView.objects.filter(by=claire, name="Other").count()) == (False, 1)


@pytest.mark.parametrize(("ends_in", "sees"), [(-1, []), (0, ["Mine"]), (1, ["Mine"])])
def test_who_has_left_a_unit_sees_its_views_no_more(
    ends_in: int, sees: list[str], unit: Organisation, omar: User, client: Client, sign_in: SignIn, today: date
) -> None:
    Appointment.objects.filter(person=omar.person).update(organisation=unit, until=today + timedelta(days=ends_in))
    saved(client, audience="unit", unit="ENF")
    reader = sign_in(omar)
    reader.get("/follow-ups/views/")
    assert names(reader) == sees


def test_another_may_have_a_view_of_the_same_name(client: Client, amina: User, sign_in: SignIn) -> None:
    first, second = saved(client, "late=on"), saved(sign_in(amina), "week=on")
    first.refresh_from_db()
    assert (first.query, second.query, SavedView.objects.count()) == ("late=on", "week=on", 2)


def test_a_view_that_was_for_a_unit_and_is_for_all_names_none(unit: Organisation, client: Client) -> None:
    view = saved(client, audience="unit", unit="ENF")
    before = (view.unit, view.for_whom)
    client.post(f"{view.get_absolute_url()}edit/", {"name": "Mine", "audience": "all", "unit": "ENF"})
    view.refresh_from_db()
    assert (before, view.unit, view.for_whom) == ((unit, unit.label), None, "Everybody")


@pytest.mark.parametrize("deed", ["edit", "remove", "restore", "start"])
def test_a_private_view_of_somebody_else_is_not_found(deed: str, client: Client, mei: User, sign_in: SignIn) -> None:
    view = saved(client)
    answer = sign_in(mei).post(f"{view.get_absolute_url()}{deed}/", {"name": "X", "audience": "me"})
    assert (answer.status_code, StartView.objects.count()) == (404, 0)


def test_a_view_of_what_was_logged_in_a_period_asks_for_it_by_its_new_name(claire: User) -> None:
    asked = ["agreed=2018&unit=3", "strength=agreed", "q=agreed%3D"]
    views = [SavedView.save_as(query, by=claire, query=query) for query in asked]
    import_module("tracker.follow_ups.migrations.0011_logged").rename(apps, None)
    found = SavedView.objects.in_bulk()
    assert [found[view.pk].query for view in views] == ["unit=3&logged=2018", *asked[1:]]
