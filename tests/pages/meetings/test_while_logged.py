"""What a meeting that is being logged is told: who is open with whom, and of whom nobody said for whom they spoke."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from tests.pages.deed_drawn import draw
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.incoming_mail.models import Draft, IncomingMail
from tracker.meetings.models import Meeting
from tracker.pages.meetings.while_logged import offer_in, speaking_for_nobody, ticked_in
from tracker.records.forms import LogForm
from tracker.records.models import Record

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
ADDRESS = "/meetings/log/"


@pytest.fixture
def of_each(eu: Organisation, europol: Organisation, wco: Organisation, make_follow_up: Make) -> list[FollowUp]:
    return [make_follow_up(f"With {each}", partner=each) for each in (eu, europol, wco)]


@pytest.fixture
def posts(coordinator: Person, eu: Organisation, europol: Organisation, today: date) -> dict[str, Person]:
    """One for the whole, one for a part until yesterday, one for ourselves, one for nobody, and one for two."""
    people = {name: Person.add(by=None, name=name) for name in ("Ended", "Nobody", "Begins")}
    Appointment.objects.create(
        person=people["Ended"], organisation=europol, title="Chief", until=today - timedelta(days=1)
    )
    Appointment.objects.create(person=people["Begins"], organisation=europol, title="Chief", since=today)
    return people | {"Gilles": coordinator}


def typed(*rows: tuple[str, str], **more: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"participants-TOTAL_FORMS": str(len(rows)), "participants-INITIAL_FORMS": "0", **more})
    for number, (person, organisation) in enumerate(rows):
        data.update({f"participants-{number}-person": person, f"participants-{number}-organisation": organisation})
    return data


@pytest.mark.parametrize(
    ("rows", "days", "partners", "for_nobody"),
    [
        ([], 0, [], []),
        ([("Gilles de Kerchove", "")], 0, ["EU"], []),
        ([("Gilles de Kerchove", "EUROPOL")], 0, ["EUROPOL"], []),
        ([("", "EUROPOL")], 0, ["EUROPOL"], []),
        ([("Ended", "")], 0, [], ["Ended"]),
        ([("Ended", "")], -1, ["EUROPOL"], []),
        ([("Begins", "")], 0, ["EUROPOL"], []),
        ([("Begins", "")], -1, [], ["Begins"]),
        ([("Nobody", "")], 0, [], ["Nobody"]),
        ([("Nobody", "WCO")], 0, [], []),
        ([("Somebody New", "")], 0, [], ["Somebody New"]),
        ([("Somebody New", "A new house")], 0, [], []),
        ([("Somebody New", "EU"), ("Nobody", "")], 0, ["EU"], ["Nobody"]),
        ([("Gilles de Kerchove", ""), ("", "EU"), ("Nobody", "EU")], 0, ["EU"], []),
        ([("Gilles de Kerchove", ""), ("Begins", ""), ("Ended", "")], 0, ["EU", "EUROPOL"], ["Ended"]),
    ],
)
@pytest.mark.usefixtures("posts", "wco")
def test_it_speaks_of_whom_somebody_comes_for(
    rows: list[tuple[str, str]], days: int, partners: list[str], for_nobody: list[str], claire: User, today: date
) -> None:
    form = LogForm(typed(*rows, held_on=(today + timedelta(days=days)).isoformat()), user=claire)
    offer = offer_in(form, None, claire)
    assert (sorted(map(str, offer.bodies.partners)), speaking_for_nobody(form)) == (partners, for_nobody)
    assert offer.day == today + timedelta(days=days)


@pytest.mark.parametrize("held_on", ["", "whenever"])
def test_without_a_day_that_can_be_read_it_is_asked_of_today(
    held_on: str, posts: dict[str, Person], claire: User, today: date
) -> None:
    form = LogForm(typed(("Ended", ""), ("Begins", ""), held_on=held_on), user=claire)
    offer = offer_in(form, None, claire)
    assert (offer.day, [str(each) for each in offer.bodies.partners], speaking_for_nobody(form)) == (
        today, ["EUROPOL"], ["Ended"],
    )  # fmt: skip


@pytest.mark.usefixtures("posts")
def test_what_was_seen_stays_as_it_was_ticked_and_the_rest_is_chosen_by_rule(
    of_each: list[FollowUp], make_follow_up: Make, eu: Organisation, claire: User, today: date
) -> None:
    """Due in two months, it is not chosen by rule."""
    far = make_follow_up("Far", partner=eu, due_on=today + timedelta(days=60))
    form = LogForm(typed(("Gilles de Kerchove", ""), held_on=today.isoformat()), user=claire)

    def chosen(seen: list[FollowUp], on: list[FollowUp]) -> dict[str, bool]:
        data = QueryDict(mutable=True)
        data.setlist("seen", [str(each.pk) for each in seen])
        data.setlist("on", [str(each.pk) for each in on])
        return {line.follow_up.title: line.is_chosen for line in offer_in(form, data, claire).lines}

    near = of_each[0]
    assert [
        chosen([], []),
        chosen([near], []),
        chosen([], [far]),
        chosen([far], [far]),
        chosen([near, far], [far, near]),
    ] == [
        {"Far": False, "With EU": True, "With EUROPOL": False},
        {"Far": False, "With EU": False, "With EUROPOL": False},
        {"Far": False, "With EU": True, "With EUROPOL": False},
        {"Far": True, "With EU": True, "With EUROPOL": False},
        {"Far": True, "With EU": True, "With EUROPOL": False},
    ]


def test_ticks_take_what_one_sees_and_what_is_still_open(
    of_each: list[FollowUp], secret: FollowUp, make_follow_up: Make, claire: User, omar: User
) -> None:
    ended, data = make_follow_up("Ended"), QueryDict(mutable=True)
    ended.move_to("dropped", by=claire, reason="So.")
    data.setlist(
        "on", ["x", "0", str(secret.pk), str(of_each[1].pk), str(ended.pk), str(of_each[1].pk), str(of_each[0].pk)]
    )
    rows = [[str(each) for each in ticked_in(data, user)] for user in (claire, omar)]
    assert rows == [[str(secret), "With EUROPOL", "With EU"], ["With EUROPOL", "With EU"]]
    assert ticked_in(None, claire) == []


def test_a_link_says_with_whom_and_who_alone_speaks_for_them(
    coordinator: Person, eu: Organisation, europol: Organisation, claire: User, sign_in: SignIn, today: date
) -> None:
    """A post that ended, or one to come, is none; two who hold one are too many to choose for somebody."""
    client = sign_in(claire)

    def started(key: Any) -> tuple[Any, ...]:
        form = client.get(ADDRESS, {"with": key}).context["form"]
        return form["title"].value(), [row.initial for row in form.rows.forms if row.initial]

    gone = Person.add(by=None, name="Gone")
    Appointment.objects.create(person=gone, organisation=eu, title="Chief", until=today - timedelta(days=1))
    Appointment.objects.create(person=gone, organisation=eu, title="Chief", since=today + timedelta(days=1))
    one = ("Meeting with EU", [{"person": coordinator, "organisation": eu}])
    assert [started(eu.pk), started(europol.pk), started(0), started("x"), started("")] == [
        one, ("Meeting with EUROPOL", [{"person": None, "organisation": europol}]), (None, []), (None, []), (None, []),
    ]  # fmt: skip
    Appointment.objects.create(person=coordinator, organisation=eu, title="Envoy")
    assert started(eu.pk) == one
    Appointment.objects.create(person=gone, organisation=eu, title="Envoy")
    assert started(eu.pk) == ("Meeting with EU", [{"person": None, "organisation": eu}])


def test_what_was_mailed_in_starts_it_for_whoever_mailed_it_and_is_used_once(
    claire: User, omar: User, sign_in: SignIn, eu: Organisation, today: date
) -> None:
    mail = IncomingMail.objects.create(message_id="1@eu.example", size=1, state="taken")
    draft = Draft.objects.create(mail=mail, user=claire, title="Talks", words="We met.", text="Minutes.")
    mine, other = sign_in(claire), sign_in(omar)

    def started(client: Client, **asked: Any) -> list[Any]:
        form = client.get(ADDRESS, asked).context["form"]
        return [form["title"].value() or "", form["text"].value() or ""]

    assert [started(mine, mail=draft.pk), started(other, mail=draft.pk), started(mine, mail="x")] == [
        ["Talks", draft.body], ["", ""], ["", ""],
    ]  # fmt: skip
    assert started(mine, **{"mail": draft.pk, "with": eu.pk}) == ["Talks", draft.body]
    assert mine.get(ADDRESS, {"mail": draft.pk}).context["draft"] == draft
    rows = {"participants-TOTAL_FORMS": "1", "participants-INITIAL_FORMS": "0", "record_kind": "note", "language": "en"}
    sent = {"title": "Talks", "held_on": today.isoformat(), "kind": "call", "classification": "general", **rows}
    told = draw(mine.post(ADDRESS, sent | {"mail": draft.pk}), {})
    meeting = Meeting.objects.get()
    draft.refresh_from_db()
    assert (told, draft.meeting, draft.used_at is not None) == (
        [f"302 {meeting.get_absolute_url()}", "success: “Talks” is logged."], meeting, True,
    )  # fmt: skip
    assert started(mine, mail=draft.pk) == ["", ""]
    told = draw(mine.post(ADDRESS, sent | {"title": "Again", "mail": draft.pk, "text": "Agreed."}), {})
    assert told == [f"302 /records/{Record.objects.get().pk}/read/", "success: “Again” is logged."]
    draft.refresh_from_db()
    assert draft.meeting == meeting


def test_each_of_its_addresses_answers_as_much_as_it_was_sent(claire: User, noor: User, sign_in: SignIn) -> None:
    """Without what was typed there is nothing to draw again; a wrong form is drawn as one."""
    client, reader, htmx = sign_in(claire), sign_in(noor), {"HX-Request": "true"}
    rows = {"participants-TOTAL_FORMS": "3", "participants-INITIAL_FORMS": "0"}
    answers = {
        (path, name): draw(getattr(client, how)(f"{ADDRESS}{path}", data, **headers), {})[0]
        for path in ("", "row/", "proposals/", "agenda/")
        for name, how, data, headers in (
            ("read", "get", {}, {}), ("sent", "post", rows, {}), ("in place", "post", rows, {"headers": htmx}),
        )
    }  # fmt: skip
    assert answers == {
        ("", "read"): "200", ("", "sent"): "422", ("", "in place"): "422",
        ("row/", "read"): "302 /meetings/log/", ("row/", "sent"): "200", ("row/", "in place"): "200",
        ("proposals/", "read"): "302 /meetings/log/", ("proposals/", "sent"): "200", ("proposals/", "in place"): "200",
        ("agenda/", "read"): "302 /meetings/log/", ("agenda/", "sent"): "200", ("agenda/", "in place"): "200",
    }  # fmt: skip
    assert [reader.get(f"{ADDRESS}{path}").status_code for path in ("", "row/", "proposals/", "agenda/")] == [403] * 4
    page = client.post(f"{ADDRESS}proposals/", rows)
    assert "autofocus" in page.context["form"].fields["title"].widget.attrs
    page = client.post(f"{ADDRESS}proposals/", rows, headers=htmx)
    assert "autofocus" not in page.context["form"].fields["title"].widget.attrs
    assert [len(client.post(f"{ADDRESS}{path}", rows).context["rows"].forms) for path in ("row/", "agenda/")] == [4, 3]
