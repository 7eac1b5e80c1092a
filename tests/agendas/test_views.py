"""The agenda on the page of a meeting, while it is logged, and what was said of each."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.models import Appearance
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.meetings.models import Meeting

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


def agenda(meeting: Meeting) -> list[FollowUp]:
    return [row.follow_up for row in meeting.appearances.present()]


@pytest.fixture
def saved(next_meeting: Meeting, training: FollowUp, exchange: FollowUp, claire: User) -> list[Appearance]:
    carry_over(next_meeting, [training, exchange], by=claire)
    return list(next_meeting.appearances.all())


def test_one_save_puts_on_what_is_ticked_and_takes_off_what_is_not_any_more(
    saved: list[Appearance], next_meeting: Meeting, make_follow_up: Make, sign_in: SignIn, claire: User
) -> None:
    third = make_follow_up("Third")
    client = sign_in(claire)
    sent = {"on": [saved[1].follow_up_id, third.pk], "was": [each.pk for each in saved]}
    client.post(f"/meetings/{next_meeting.pk}/agenda/save/", sent)
    assert agenda(next_meeting) == [saved[1].follow_up, third]
    client.post(client.session["last_deed"]["undo"])
    assert agenda(next_meeting) == [saved[0].follow_up, saved[1].follow_up]


def test_what_somebody_else_put_there_meanwhile_stays(
    saved: list[Appearance], next_meeting: Meeting, make_follow_up: Make, sign_in: SignIn, claire: User, amina: User
) -> None:
    theirs = make_follow_up("Theirs")
    carry_over(next_meeting, [theirs], by=amina)
    sent = {"on": [saved[0].follow_up_id], "was": [each.pk for each in saved]}
    sign_in(claire).post(f"/meetings/{next_meeting.pk}/agenda/save/", sent)
    assert agenda(next_meeting) == [saved[0].follow_up, theirs]


def test_the_page_sends_what_it_shows(
    next_meeting: Meeting, training: FollowUp, exchange: FollowUp, sign_in: SignIn, claire: User
) -> None:
    client = sign_in(claire)
    page = client.get(f"/meetings/{next_meeting.pk}/").content.decode()
    assert page.count('name="on"') == page.count(" checked") == 2
    client.post(f"/meetings/{next_meeting.pk}/agenda/save/", {"on": [training.pk, exchange.pk]})
    page = client.get(f"/meetings/{next_meeting.pk}/").content.decode()
    assert (page.count(" checked"), page.count('name="was"')) == (2, 2)


def test_a_reader_sees_the_agenda_and_no_ticks(
    saved: list[Appearance], next_meeting: Meeting, sign_in: SignIn, noor: User
) -> None:
    page = sign_in(noor).get(f"/meetings/{next_meeting.pk}/").content.decode()
    assert (page.count('name="on"'), page.count(f"agenda-{saved[0].pk}")) == (0, 1)


def test_nobody_puts_on_an_agenda_what_they_do_not_see(
    secret: FollowUp, next_meeting: Meeting, sign_in: SignIn, omar: User
) -> None:
    sign_in(omar).post(f"/meetings/{next_meeting.pk}/agenda/save/", {"on": [secret.pk, "no key", 10**30]})
    assert agenda(next_meeting) == []


def test_what_was_said_and_the_move_are_saved_and_undone_together(
    saved: list[Appearance], next_meeting: Meeting, sign_in: SignIn, claire: User
) -> None:
    client, address = sign_in(claire), f"/meetings/{next_meeting.pk}/agenda/{saved[0].pk}/"
    client.post(address, as_sent(client.get(address), said="All is done.", status="done"))
    row = Appearance.objects.select_related("follow_up").get(pk=saved[0].pk)
    assert (row.said, row.follow_up.status) == ("All is done.", "done")
    client.post(client.session["last_deed"]["undo"])
    row = Appearance.objects.select_related("follow_up").get(pk=saved[0].pk)
    assert (row.said, row.follow_up.status) == ("", "open")


def test_a_status_that_needs_more_asks_for_it(
    saved: list[Appearance], next_meeting: Meeting, sign_in: SignIn, claire: User
) -> None:
    client, address = sign_in(claire), f"/meetings/{next_meeting.pk}/agenda/{saved[0].pk}/"
    asked = {
        status: client.post(address, as_sent(client.get(address), status=status, waiting_on="")).context["form"].errors
        for status in ("declined", "waiting")
    }
    assert {status: sorted(errors) for status, errors in asked.items()} == {
        "declined": ["reason"], "waiting": ["review_on", "waiting_on"],
    }  # fmt: skip


def test_moved_on_by_somebody_else_meanwhile_what_was_said_is_saved_all_the_same(
    saved: list[Appearance], next_meeting: Meeting, sign_in: SignIn, claire: User, amina: User
) -> None:
    client, address = sign_in(claire), f"/meetings/{next_meeting.pk}/agenda/{saved[0].pk}/"
    sent = as_sent(client.get(address), said="Go on.", status="in_progress")
    saved[0].follow_up.move_to("done", by=amina)
    page = client.post(address, sent, follow=True).content.decode()
    assert Appearance.objects.get(pk=saved[0].pk).said == "Go on."
    assert "Amina Rahman moved F-2018-001 to “Done” meanwhile." in page


def test_two_who_say_something_of_the_same_are_shown_both(
    saved: list[Appearance], next_meeting: Meeting, sign_in: SignIn, claire: User, amina: User
) -> None:
    client, address = sign_in(claire), f"/meetings/{next_meeting.pk}/agenda/{saved[0].pk}/"
    sent = as_sent(client.get(address), said="Mine.")
    Appearance.objects.get(pk=saved[0].pk).discuss(by=amina, said="Theirs.")
    answer = client.post(address, sent)
    assert (answer.status_code, [clash.theirs for clash in answer.context["clashes"]]) == (409, ["Theirs."])


@pytest.fixture
def typed(coordinator: Person, today: date) -> dict[str, Any]:
    return {"title": "Call", "held_on": today.isoformat(), "participants-0-person": "Gilles de Kerchove"}


def test_a_meeting_is_saved_with_its_agenda(
    training: FollowUp, exchange: FollowUp, typed: dict[str, Any], sign_in: SignIn, claire: User
) -> None:
    client = sign_in(claire)
    shown = client.post("/meetings/log/agenda/", as_sent(client.get("/meetings/log/"), **typed))
    offered = [(line.follow_up, line.is_chosen) for line in shown.context["offer"].lines]
    assert offered == [(training, True), (exchange, True)]
    client.post("/meetings/log/", as_sent(shown, on=[str(training.pk)]))
    assert agenda(Meeting.objects.get(title="Call")) == [training]


def test_what_was_unticked_stays_so_when_somebody_joins(
    training: FollowUp, exchange: FollowUp, typed: dict[str, Any], sign_in: SignIn, claire: User
) -> None:
    seen = {"seen": [training.pk, exchange.pk], "on": [exchange.pk]}
    client = sign_in(claire)
    shown = client.post("/meetings/log/agenda/", as_sent(client.get("/meetings/log/"), **typed) | seen)
    assert [line.is_chosen for line in shown.context["offer"].lines] == [False, True]


def test_whoever_holds_no_post_that_day_is_asked_about(
    training: FollowUp, typed: dict[str, Any], coordinator: Person, today: date, sign_in: SignIn, claire: User
) -> None:
    coordinator.appointments.update(until=today - timedelta(days=1))
    client = sign_in(claire)
    shown = client.post("/meetings/log/agenda/", as_sent(client.get("/meetings/log/"), **typed))
    assert "No post of Gilles de Kerchove on that day is known." in shown.content.decode()
    spoke = typed | {"participants-0-organisation": "EU"}
    shown = client.post("/meetings/log/agenda/", as_sent(client.get("/meetings/log/"), **spoke))
    assert ([*shown.context["for_nobody"]], shown.context["offer"].chosen) == ([], 1)


def test_whoever_is_not_in_the_directory_yet_is_asked_about_too(
    training: FollowUp, typed: dict[str, Any], coordinator: Person, today: date, sign_in: SignIn, claire: User
) -> None:
    coordinator.appointments.update(until=today - timedelta(days=1))
    client, more = sign_in(claire), {"participants-1-person": "Somebody New"}
    shown = client.post("/meetings/log/agenda/", as_sent(client.get("/meetings/log/"), **typed, **more))
    assert [*shown.context["for_nobody"]] == ["Gilles de Kerchove", "Somebody New"]


def test_whom_a_link_names_is_asked_about_at_once(
    training: FollowUp, eu: Organisation, coordinator: Person, sign_in: SignIn, claire: User
) -> None:
    shown = sign_in(claire).get(f"/meetings/log/?with={eu.pk}")
    assert [line.follow_up for line in shown.context["offer"].lines] == [training]


def test_opening_the_meeting_opens_what_was_said_there(
    training: FollowUp, claire: User, omar: User, today: date
) -> None:
    meeting = Meeting.log(by=claire, title="Closed talks", held_on=today, kind="call", classification="restricted")
    carry_over(meeting, [training], by=claire)
    meeting.appearances.get().discuss(by=claire, said="Between us.")
    assert not Appearance.objects.visible_to(omar).exists()
    meeting.change("edited", by=claire, classification="general")
    row = Appearance.objects.visible_to(omar).get()
    assert row.said == "Between us."
    told = Entry.objects.about(row).readable_by(omar)
    assert (list(told), Entry.objects.about(row).readable_by(claire).count()) == ([], 2)


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_pages_cost_the_same_however_much_was_taken_up(
    training: FollowUp,
    visit: Meeting,
    make_follow_up: Make,
    eu: Organisation,
    sign_in: SignIn,
    claire: User,
    today: date,
) -> None:
    past = Meeting.log(by=claire, title="Talks", held_on=date(2019, 5, 2), kind="call")
    client, pages = sign_in(claire), (past.get_absolute_url(), training.get_absolute_url())
    carry_over(past, [training], by=claire)
    past.appearances.get().discuss(by=claire, said="Yes.", status="in_progress")
    first = [asked(client, page) for page in pages]
    for number in range(2):
        carry_over(past, [make_follow_up(f"Paper {number}", partner=eu)], by=claire)
        other = Meeting.log(by=claire, title=f"Talks {number}", held_on=today, kind="call")
        carry_over(other, [training], by=claire)
        other.appearances.get().discuss(by=claire, said="Again.")
    assert [asked(client, page) for page in pages] == first


def test_its_page_and_the_admin_site_tell_how_often_as_far_as_one_sees(
    training: FollowUp, sign_in: SignIn, claire: User, jonas: User
) -> None:
    for title, classification in (("Open talks", "general"), ("Closed talks", "restricted")):
        held = {"held_on": date(2019, 5, 2), "kind": "call", "classification": classification}
        carry_over(Meeting.log(by=claire, title=title, **held), [training], by=claire)
    said = {}
    for user, address in (
        (claire, training.get_absolute_url()),
        (jonas, training.get_absolute_url()),
        (jonas, f"/admin/follow_ups/followup/{training.pk}/change/"),
    ):
        page = sign_in(user).get(address).content.decode()
        said[user.name, address[:6]] = ["Carried 2 times since 25 May 2018" in page, "Closed talks" in page]
        assert "Open talks" in page
    assert list(said.values()) == [[True, True], [False, False], [False, False]]
