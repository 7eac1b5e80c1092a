"""What of a page stands there only because something hangs on its thing, and what its reader is told of that."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.pages.deed_drawn import draw
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Organisation, Person
from tracker.files.attach import attach
from tracker.follow_ups.links.sides import Side, link
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.needs.models import Allocation, Need
from tracker.notes.models import Mention, Watch
from tracker.notifications.models import Silence
from tracker.pages import first_steps
from tracker.pages.follow_up import _parts_of
from tracker.pages.palette.page import at_rest, groups
from tracker.pledges.models import Pledge

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


def test_a_part_is_asked_for_where_it_has_a_row_and_nowhere_else(
    make_follow_up: Make, make_need: Callable[..., Need], claire: User, noor: User, visit: Meeting, resolution: Mandate,
    eu: Organisation,
) -> None:  # fmt: skip
    rows = {
        name: make_follow_up(name, partner=eu)
        for name in (
            "none",
            "appearances",
            "needs",
            "requests",
            "targets",
            "watches",
            "mentions",
            "files",
            "silences",
            "first",
            "second",
        )
    }
    carry_over(visit, [rows["appearances"]], by=claire)
    make_need(follow_up=rows["needs"])
    ChangeRequest.ask(rows["requests"], by=claire, reason="No need any more.")
    rows["targets"].edit(by=claire, mandates=[resolution])
    Watch.objects.create(user=noor, follow_up=rows["watches"])
    Mention.objects.create(entry=rows["mentions"].history.get(), follow_up=rows["mentions"], user=noor)
    attach(rows["files"], SimpleUploadedFile("signed.txt", b"Signed."), by=claire)
    Silence.objects.create(follow_up=rows["silences"], since=visit.held_on, word_at=timezone.now())
    link(rows["first"], Side.FOLLOWS, rows["second"], by=claire)
    assert {name: sorted(_parts_of(row)) for name, row in rows.items()} == {
        "none": [],
        **{
            name: [name]
            for name in ("appearances", "needs", "requests", "targets", "watches", "mentions", "files", "silences")
        },
        "first": ["links"],
        "second": ["links"],
    }


def test_a_pledge_says_how_much_is_free_and_for_what_as_far_as_one_sees(
    make_pledge: Callable[..., Pledge], make_need: Callable[..., Need], make_follow_up: Make, claire: User, noor: User,
    sign_in: SignIn,
) -> None:  # fmt: skip
    pledge = make_pledge(100)
    needs = [
        make_need(40, follow_up=make_follow_up("Open")),
        make_need(30, follow_up=make_follow_up("Hidden")),
    ]
    for need, amount in zip(needs, (40, 30), strict=True):
        Allocation.make(pledge, need, Decimal(amount), by=claire)
    FollowUp.objects.filter(title="Hidden").update(classification=RESTRICTED)
    told = {}
    for user in (claire, noor):
        context = sign_in(user).get(pledge.get_absolute_url()).context
        told[user.name] = (context["free"], sorted(str(each.need.follow_up) for each in context["allocations"]))
    assert told == {"Claire Dubois": ("€\xa030", ["Hidden", "Open"]), "Noor Haddad": ("€\xa030", ["Open"])}


def lines(user: User) -> list[tuple[Any, ...]]:
    found = first_steps.first_steps(User.objects.get(pk=user.pk))
    assert found is not None
    return [(each.name, each.is_done, each.said, each.address, str(each.button), each.is_post) for each in found.lines]


def test_each_first_step_says_what_there_is_or_what_to_press(
    jonas: User, wco: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_steps, "sends_mail", lambda: False)
    monkeypatch.setattr(first_steps, "server_name", lambda: "")
    new, log = reverse("directory:organisation_new"), reverse("records:log_meeting")
    none = "None is set. Set EMAIL_URL, such as smtp+tls://user:password@mail.example:587."
    below = f"{new}?parent={wco.pk}"
    before = [
        ("organisation", True, "WCO", f"{new}?ours=on", "", False),
        ("units", False, "None yet.", below, "Add a unit", False),
        ("mail", False, none, reverse("test_mail"), "", True),
        ("colleagues", False, "None yet.", reverse("invite"), "Invite a colleague", False),
        ("meeting", False, "With its record: what was agreed is found in its words.", log, "Log a meeting", False),
    ]
    assert lines(jonas) == before
    monkeypatch.setattr(first_steps, "sends_mail", lambda: True)
    for number in range(2):
        Organisation.add(by=None, name=f"Unit {number}", parent=wco)
        User.objects.create_user(f"new{number}@suivi.example", name=f"New {number}")
    User.objects.create_user("closed@suivi.example", name="Closed", is_active=False)
    Meeting.log(by=jonas, title="Hidden", held_on=date(2018, 5, 1), classification=RESTRICTED)
    monkeypatch.setattr(first_steps, "server_name", lambda: "mail.example")
    Organisation.objects.filter(pk=wco.pk).update(is_ours=False)
    test = "Send a test mail to jonas@suivi.example"
    assert lines(jonas) == [
        ("organisation", False, "The directory does not know it yet.", f"{new}?ours=on", "Add it", False),
        ("units", True, "2 units", "", "Add a unit", False),
        ("mail", True, "mail.example", reverse("test_mail"), test, True),
        ("colleagues", True, "2 colleagues", reverse("invite"), "Invite a colleague", False),
        ("meeting", True, "Logged.", log, "", False),
    ]
    monkeypatch.setattr(first_steps, "server_name", lambda: "")
    Person.objects.all().delete()
    told = lines(jonas)
    assert (told[0], told[3][2]) == (
        (
            "you",
            False,
            "You are nobody in the directory yet, so nothing can be yours.",
            reverse("who_am_i"),
            "Say who you are",
            False,
        ),
        "Mail leaves.",
    )


def test_the_first_steps_are_an_administrators_to_try_and_to_hide(
    jonas: User, amina: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for problem, sends in (("", True), ("", False), ("It is down.", True)):
        monkeypatch.setattr(first_steps, "try_to_send", lambda mail, problem=problem: problem)
        monkeypatch.setattr(first_steps, "sends_mail", lambda sends=sends: sends)
        told.append(draw(sign_in(jonas).post(reverse("test_mail")), {}))
    assert told == [
        ["302 /", "success: The mail server took it. Look whether it reaches jonas@suivi.example."],
        ["302 /", "warning: No mail server is set: it is printed where Suivi runs."],
        ["302 /", "error: It is down."],
    ]
    refused = [sign_in(amina).post(reverse(name)).status_code for name in ("test_mail", "first_steps_hide")]
    hidden = draw(sign_in(jonas).post(reverse("first_steps_hide")), {})
    assert (refused, hidden) == ([403, 403], ["302 /", "success: Hidden. Your preferences bring it back."])
    shown = [User.objects.get(pk=user.pk).shows_first_steps for user in (jonas, amina)]
    assert (shown, first_steps.first_steps(User.objects.get(pk=jonas.pk))) == ([False, True], None)


def test_what_is_meant_most_likely_comes_first(make_follow_up: Make, claire: User, today: date) -> None:
    """A deed that is asked for, then what is called so: a follow-up, a place."""
    row = make_follow_up("Calendar of seals", owner=claire.person, due_on=today - timedelta(days=2))
    make_follow_up("Send the calendar").move_to("done", by=claire)

    def order(typed: str, at: int | None = None) -> str:
        found = sorted(groups(claire, typed, at, ()), key=lambda group: group.place)
        return " ".join(f"{group.name}{len(group.answers)}" for group in found)

    assert {
        typed: order(typed) for typed in ("calendar", "cal", "seals", "log", "zebra", f"move {row.reference} to done")
    } == {
        "calendar": "find2 go1 do0",
        "cal": "find2 go1 do0",
        "seals": "find1 go0 do0",
        "log": "do8 find0 go0",
        "zebra": "find0 go0 do0",
        f"move {row.reference} to done": "do1 find0 go0",
    }
    assert (order("done", row.pk), order("me")) == ("do1 find0 go0", "go2 find0 do2")
    [found] = [group for group in groups(claire, "calendar", None, ()) if group.name == "find"]
    assert [(each.name, each.meta.partition(" · ")[2], each.address) for each in found.answers] == [
        ("Calendar of seals", "2 days late", row.get_absolute_url()),
        ("Send the calendar", "Done", found.answers[1].address),
    ]
    assert [
        (group.name, group.place, [each.name for each in group.answers][:2]) for group in at_rest(claire, None)
    ] == [
        ("do", 1, ["Log a meeting", "New follow-up"]),
        ("find", 2, ["Send the calendar", "Calendar of seals"]),
        ("go", 3, ["My desk", "Meetings"]),
    ]


def test_a_reference_leads_away_only_where_somebody_is_done_typing_and_sees_it(
    make_follow_up: Make, secret: FollowUp, noor: User, claire: User, sign_in: SignIn
) -> None:
    row, typing = make_follow_up("Write"), {"HX-Request": "true"}
    client, own = sign_in(noor), sign_in(claire)

    def told(browser: Client, q: str, **how: Any) -> str:
        return draw(browser.get("/find/", {"q": q}, **how), {})[0]

    there = f"302 {row.get_absolute_url()}"
    assert [
        told(client, row.reference), told(client, row.reference.lower()), told(client, f"  {row.reference} "),
        told(client, row.reference, headers=typing), told(client, secret.reference), told(own, secret.reference),
        told(client, "F-1999-001"), told(client, f"{row.reference} Write"),
    ] == [there, there, there, "200", "200", f"302 {secret.get_absolute_url()}", "200", "200"]  # fmt: skip


def test_of_too_many_words_asked_for_at_once_nothing_is_offered(
    noor: User, claire: User, sign_in: SignIn, settings: Any
) -> None:
    settings.HOW_OFTEN = {"search": "1/h/user"}
    client = sign_in(noor)
    paths = ("/palette/?q=talks", "/meetings/series/said/?repeats=year&begins_on=11+June+2030")
    told = []
    for path in paths:
        caches["memory"].clear()
        told.append([client.get(path).status_code for _time in range(2)])
    assert told == [[200, 204], [200, 204]]
    assert [client.get("/palette/").status_code for _time in range(2)] == [200, 200]
