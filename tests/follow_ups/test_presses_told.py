"""What presses on the way of a follow-up say and lead to where it goes otherwise than usual, and what they leave."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.hand_over import entries_of, hand_over, handed_over, open_of
from tracker.follow_ups.models import ClosingRule, FollowUp, Link, SavedView, Snooze, StartView
from tracker.meetings.models import Meeting

Make = Callable[..., FollowUp]
SignIn = Callable[[User], Client]
LEAST = {"title": "Send it", "kind": "other", "strength": "agreed", "owed_by": "us", "classification": "general"}


def told(answer: Any) -> tuple[int, str, list[str]]:
    """Whether and where it leads, and all that it says."""
    said = [f"{message.tags}: {message}" for message in get_messages(answer.wsgi_request)]
    answer.wsgi_request.session.save()
    return answer.status_code, answer.headers.get("Location", ""), said


def read(client: Client) -> None:
    client.get("/partners/")


# Handing over


def test_a_handover_is_taken_back_in_words_for_one_and_for_several(
    make_follow_up: Make, claire: User, amina: User, sign_in: SignIn
) -> None:
    person, client = claire.person.get_absolute_url(), sign_in(amina)
    name = f'<a href="{person}">Claire Dubois</a>'
    found = []
    for done, left in ((1, 1), (2, 2), (0, 1)):
        rows = [make_follow_up(f"{done} {number}", owner=claire.person) for number in range(done + left)]
        place = client.post(f"{person}hand-over/", {"taker": "Amina Rahman", "on": "today"}).url
        for row in rows[done:]:
            FollowUp.objects.get(pk=row.pk).edit(by=amina, title="Changed")
        read(client)
        found.append(told(client.post(f"{place}undo/")))
        read(client)
        FollowUp.objects.update(owner=None)
    one, more = "warning: 1 had changed again since, and stays.", "warning: 2 had changed again since, and stay."
    assert found == [
        (302, person, [f"success: 1 follow-up is back with {name}.", one]),
        (302, person, [f"success: 2 follow-ups are back with {name}.", more]),
        (302, person, [one]),
    ]


def test_handing_over_says_who_has_them_now_and_offers_its_undo(
    make_follow_up: Make, claire: User, amina: User, noor: User, sign_in: SignIn, today: date
) -> None:
    """The first of its entries is that of what is due first."""
    person, client = claire.person, sign_in(claire)
    later, undated, soon = (make_follow_up(str(days), owner=person, due_on=days and today + timedelta(days=days))
                            for days in (9, None, 1))  # fmt: skip
    ended = make_follow_up("Ended", owner=person)
    ended.move_to("done", by=claire)
    make_follow_up("Another's", owner=noor.person)
    assert [*open_of(person, claire)] == [soon, later, undated]
    form, place = client.get(f"{person.get_absolute_url()}hand-over/"), f"{person.get_absolute_url()}hand-over/"
    assert form.context["about"] == "3 open follow-ups of Claire Dubois"
    answer = told(client.post(place, {"taker": "Amina Rahman", "on": "1 June 2018", "note": "Ask Ana."}))
    first = soon.history.get(verb="given")
    page = f"{place}{first.pk}/"
    link = f'<a href="{amina.person.get_absolute_url()}">Amina Rahman</a>'
    assert answer == (302, page, [f"undo:{page}undo/ success: {link} has them now."])
    assert [*entries_of(first).order_by("id").values_list("object_id", flat=True)] == [soon.pk, later.pk, undated.pk]
    assert [*handed_over(first, claire)] == [soon, later, undated]
    shown = client.get(page).context
    assert [item.follow_up for item in shown["rows"]] == [soon, later, undated]
    assert [shown[name] for name in ("person", "taker", "undo", "unseen", "first")] == [
        person,
        amina.person,
        True,
        0,
        first,
    ]
    read(client)
    assert told(client.post(place, {"taker": "Amina Rahman", "on": "today"})) == (
        302, person.get_absolute_url(), ["info: Claire Dubois has nothing open to hand over."],
    )  # fmt: skip


def test_of_two_handovers_at_one_moment_each_is_its_own_and_one_gift_is_none(
    make_follow_up: Make, claire: User, amina: User, mei: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    hers, his = make_follow_up("Hers", owner=claire.person), make_follow_up("His", owner=mei.person)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2030, 1, 1, tzinfo=UTC))
    first = hand_over(claire.person, amina.person, by=mei, on=date(2018, 6, 1))
    second = hand_over(mei.person, amina.person, by=amina, on=date(2018, 6, 1))
    alone = make_follow_up("Alone", owner=claire.person)
    given = alone.give_to(amina.person, by=mei)
    monkeypatch.undo()
    assert first
    assert second
    assert given
    assert [entry.object_id for entry in entries_of(second)] == [his.pk]
    client = sign_in(mei)
    of_claire, of_mei = claire.person.get_absolute_url(), mei.person.get_absolute_url()
    ways = ((of_claire, first), (of_claire, second), (of_mei, second), (of_mei, first), (of_claire, given))
    places = [f"{person}hand-over/{entry.pk}/" for person, entry in ways]
    assert [client.get(place).status_code for place in places] == [200, 404, 200, 404, 404]
    assert hers.history.first() == first


# A status with its evidence


def test_files_that_show_it_are_counted_once_and_too_many_hold_it_up(
    make_follow_up: Make, noor: User, sign_in: SignIn, settings: Any
) -> None:
    ClosingRule.add(by=None, kind="training")
    settings.HOW_OFTEN = {"attach": "1/h/user"}
    rows = [make_follow_up(str(number), kind="training", owner=noor.person) for number in range(3)]
    client = sign_in(noor)

    def press(row: FollowUp, *names: str) -> int:
        files = [SimpleUploadedFile(name, name.encode()) for name in names]
        return client.post(f"/follow-ups/{row.pk}/to/done/", {"version": 1, "files": files}).status_code

    assert [press(rows[0], "a.txt", "b.txt"), press(rows[1], "c.txt"), press(rows[2])] == [302, 429, 302]
    assert [*FollowUp.objects.order_by("pk").values_list("status", flat=True)] == ["done", "open", "done"]
    assert [row.files.count() for row in rows] == [2, 0, 0]


# Off the desk for a while


def test_a_snooze_ends_on_a_day_to_come_and_is_ones_own(
    make_follow_up: Make, claire: User, amina: User, sign_in: SignIn, today: date
) -> None:
    row, other = make_follow_up(owner=claire.person), make_follow_up(owner=claire.person)
    place, page, client = f"/follow-ups/{row.pk}/snooze/", row.get_absolute_url(), sign_in(claire)
    Snooze.keep_off(other, by=claire, until=today + timedelta(days=5))
    Snooze.keep_off(row, by=amina, until=today + timedelta(days=5))
    assert client.get(place).context["form"].initial == {"until": today + timedelta(days=7)}
    for days in (-1, 0):
        answer = client.post(place, {"until": (today + timedelta(days=days)).isoformat()})
        assert (answer.status_code, answer.context["form"].errors) == (422, {"until": ["Choose a day to come."]})
    for days in (1, 3):
        answer = told(client.post(place, {"until": (today + timedelta(days=days)).isoformat()}))
        assert (answer[:2], len(answer[2])) == ((302, page), 1)
        assert answer[2][0].startswith(f"undo:/follow-ups/{row.pk}/wake/ success: ")
        read(client)
        until = Snooze.objects.get(user=claire, follow_up=row).until
        assert until == today + timedelta(days=days)
    named = f'<a href="{page}">{row.reference}</a>'
    assert told(client.post(f"/follow-ups/{row.pk}/wake/")) == (302, page, [f"success: {named} is back on your desk."])
    left = Snooze.objects.order_by("pk").values_list("user", "follow_up")
    assert [*left] == [(claire.pk, other.pk), (amina.pk, row.pk)]
    assert [sign_in(amina).post(f"/follow-ups/{row.pk}/{deed}/").status_code for deed in ("snooze", "wake")] == [
        403,
        403,
    ]


# Logging


def test_the_form_starts_with_whose_page_led_there_and_with_what_is_suggested(
    claire: User, visit: Meeting, eu: Organisation, europol: Organisation, wco: Organisation, unit: Organisation,
    sign_in: SignIn,
) -> None:  # fmt: skip
    client = sign_in(claire)
    hidden = Organisation.add(by=None, name="Bureau", classification="restricted")

    def starts(query: str) -> tuple[Any, Any]:
        form = client.get(f"/follow-ups/new/?{query}").context["form"]
        return form.initial.get("partner"), form.initial.get("unit")

    found = {query: starts(query) for query in (
        "", f"partner={europol.pk}", f"unit={unit.pk}", f"partner={eu.pk}&unit={unit.pk}", f"partner={hidden.pk}",
        "partner=x&unit=99999999999999999999", f"meeting={visit.pk}", f"meeting={visit.pk}&partner={europol.pk}",
    )}  # fmt: skip
    assert [*found.values()] == [
        (None, wco), (europol, wco), (None, unit), (eu, unit), (None, wco), (None, wco), (eu, wco), (europol, wco),
    ]  # fmt: skip
    assert client.post("/follow-ups/new/", {}).context["form"].initial == {}


def test_what_is_logged_leads_back_to_its_meeting_or_itself_and_is_linked_to_what_was_ticked(
    claire: User, omar: User, visit: Meeting, make_follow_up: Make, secret: FollowUp, sign_in: SignIn
) -> None:
    ticked, other = make_follow_up("Send it now"), make_follow_up("Send it then")
    client = sign_in(omar)
    answers = [told(client.post(place, LEAST | more)) for place, more in (
        ("/follow-ups/new/", {"same_as": [ticked.pk, other.pk]}),
        (f"/follow-ups/new/?meeting={visit.pk}", {"same_as": [other.pk]}),
    )]  # fmt: skip
    in_meeting, alone = FollowUp.objects.filter(recorder=omar)
    words = [
        f'undo:/follow-ups/{row.pk}/remove/ success: <a href="{row.get_absolute_url()}">{row.reference}</a> is logged.'
        for row in (alone, in_meeting)
    ]
    assert [(code, leads, said[-1]) for code, leads, said in answers] == [
        (302, alone.get_absolute_url(), words[0]), (302, visit.get_absolute_url(), words[1]),
    ]  # fmt: skip
    links = {(each.kind, frozenset((each.first, each.second))) for each in Link.objects.all()}
    assert links == {("same", frozenset(pair)) for pair in ((alone, ticked), (alone, other), (in_meeting, other))}
    assert client.post("/follow-ups/new/", LEAST | {"same_as": [secret.pk]}).status_code == 422
    assert client.post("/follow-ups/new/open/", {"title": "Send it", "same_as": [secret.pk]}).status_code == 422
    client.post("/follow-ups/new/open/", {"title": "Ship it", "same_as": [ticked.pk]})
    assert Link.objects.filter(first=ticked, second__title="Ship it").count() == 1


def test_while_a_title_is_typed_the_three_nearest_are_offered_to_who_may_log(
    make_follow_up: Make, omar: User, noor: User, claire: User, sign_in: SignIn
) -> None:
    rows = [make_follow_up("Send the list of experts") for _number in range(4)]
    make_follow_up("Send the list of experts", classification="restricted")
    make_follow_up("Call the port")
    query = {"title": "Transmit the roster of experts"}
    assert sign_in(noor).get("/follow-ups/new/near/", query).status_code == 403
    assert sign_in(omar).get("/follow-ups/new/near/", query).context["near"] == rows[:0:-1]
    form = sign_in(omar).get("/follow-ups/new/").context
    assert (form["near"], form["same_as"], form["slot"]) == ([], [], "dialog")
    typed = sign_in(omar).post("/follow-ups/new/?within=margin", {**query, "same_as": [rows[0].pk]}).context
    assert (typed["near"], typed["same_as"], typed["slot"]) == (rows[:0:-1], [str(rows[0].pk)], "panel")


# Views


def test_what_is_done_with_a_view_is_said_and_a_name_that_is_taken_refused(
    claire: User, amina: User, sign_in: SignIn, eu: Organisation
) -> None:
    client, place = sign_in(claire), "/follow-ups/views/"

    def save(name: str, query: str = "late=on", **typed: Any) -> Any:
        return client.post(f"{place}new/?{query}", {"name": name, "audience": "me", **typed})

    started = told(save("First", start="on"))
    first = SavedView.objects.get(name="First")
    mine, undo = f"{place}{first.pk}/", f"undo:{place}{first.pk}/remove/ success: "
    named = f'The view “<a href="{mine}">First</a>”'
    assert started == (302, mine, [f"{undo}{named} is saved, and you start with it."])
    read(client)
    assert told(save("Second", audience="all"))[2][0].endswith("is saved.")
    second = SavedView.objects.get(name="Second")
    StartView.objects.create(user=amina, view=second)
    read(client)
    taken = client.post(f"{place}{second.pk}/edit/", {"name": "First", "audience": "me"})
    assert (taken.status_code, taken.context["form"].errors) == (
        422, {"name": ["You have a view of that name already. Choose another."]},
    )  # fmt: skip
    wrong = save("Third", "due_from=soonish")
    assert (wrong.status_code, wrong.context["form"].non_field_errors()) == (
        422, ["The list does not understand one of its filters. Put it right there first."],
    )  # fmt: skip
    no_unit = save("Third", audience="unit")
    assert no_unit.context["form"].errors == {"unit": ["Name the unit that sees it."]}
    assert told(client.post(f"{mine}remove/")) == (
        302,
        place,
        [f"undo:{mine}restore/ success: The view “First” is removed."],
    )
    read(client)
    save("First", "week=on")
    read(client)
    taken = "warning: You have a view of that name already. Rename that one first."
    assert told(client.post(f"{mine}restore/")) == (302, place, [taken])
    assert [*StartView.objects.values_list("user", "view")] == [(claire.pk, first.pk), (amina.pk, second.pk)]
    client.post(f"{place}start-at-desk/")
    assert [*StartView.objects.values_list("user", flat=True)] == [amina.pk]


def test_a_view_says_each_filter_that_is_not_there_for_its_reader(
    claire: User, omar: User, eu: Organisation, sign_in: SignIn
) -> None:
    gone = Organisation.add(by=None, name="Bureau", classification="restricted")
    hidden = Person.add(by=None, name="Rosa Conti", classification="restricted")
    query = f"partner={gone.pk}&owner={hidden.pk}&unit={eu.pk}&late=on&sort=title"
    view = SavedView.save_as("Theirs", by=claire, query=query, audience="all")
    answer = told(sign_in(omar).get(view.get_absolute_url()))
    assert answer == (302, f"/follow-ups/?{query}&status=", [
        "warning: The view “Theirs” asks for something that is gone or that you may not see: Owner, Unit, Partner."
    ])  # fmt: skip
