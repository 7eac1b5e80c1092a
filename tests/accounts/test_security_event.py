"""What administrators read of sign-ins, refusals, lock-outs, and changes of roles and rights."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.by_hand import PASSWORD, choose, last_link, sign_in_by_hand
from tests.accounts.test_admin import page_of, save
from tracker.accounts.models import User
from tracker.accounts.security_event import Kind, SecurityEvent

LIST = "/admin/accounts/securityevent/"
SignIn = Callable[[User], Client]


def told() -> list[tuple[Any, ...]]:
    """Oldest first: what, of whom, by whom, the e-mail, from where, the detail."""
    names = ("kind", "user__name", "by__name", "email", "address", "detail")
    return list(SecurityEvent.objects.order_by("id").values_list(*names))


def test_sign_ins_refusals_and_lock_outs_are_told(claire: User, client: Client) -> None:
    for password in (PASSWORD, *["wrong"] * 6):
        sign_in_by_hand(Client(), " Claire@suivi.example ", password)
    sign_in_by_hand(client, "nobody@suivi.example", "wrong")
    who = ("Claire Dubois", None, "claire@suivi.example", "127.0.0.1", "")
    refused = ("refused", *who)
    assert told() == [
        ("signed_in", *who),
        *[refused] * 5,
        ("locked_out", *who),
        ("refused", None, None, "nobody@suivi.example", "127.0.0.1", ""),
    ]


def test_no_password_is_in_it(claire: User, client: Client) -> None:
    sign_in_by_hand(client, claire.email, "wrong-wrong")
    assert "wrong-wrong" not in str(SecurityEvent.objects.values().get())


def test_a_new_password_is_told(claire: User, client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": claire.email})
    choose(client, last_link())
    assert [event[0] for event in told()] == ["password", "signed_in"]


def test_a_change_of_role_and_of_rights_is_told(jonas: User, claire: User, sign_in: SignIn) -> None:
    User.objects.filter(pk=jonas.pk).update(sees_restricted=True)
    client = sign_in(jonas)
    save(client, claire)
    save(client, claire, role="manager", sees_restricted="on")
    assert told() == [
        ("rights", "Claire Dubois", "Jonas Lind", claire.email, "127.0.0.1",
         "role: officer → manager; sees_restricted: False → True"),
    ]  # fmt: skip


def test_an_invitation_is_told(jonas: User, sign_in: SignIn) -> None:
    words = {"name": "Ada Abebe", "email": "ada@suivi.example", "role": "reader", "language": ""}
    sign_in(jonas).post(reverse("invite"), words)
    detail = "role: reader; sees_restricted: False; is_active: True"
    assert told() == [("invited", "Ada Abebe", "Jonas Lind", "ada@suivi.example", "127.0.0.1", detail)]


def test_another_e_mail_and_a_password_link_are_told(jonas: User, claire: User, sign_in: SignIn) -> None:
    client = sign_in(jonas)
    save(client, claire, email="c@suivi.example")
    client.post("/admin/accounts/user/", {"action": "show_password_links", "_selected_action": [claire.pk]})
    who = ("Claire Dubois", "Jonas Lind", "c@suivi.example", "127.0.0.1")
    assert told() == [("e_mail", *who, "claire@suivi.example → c@suivi.example"), ("link", *who, "")]


@pytest.mark.parametrize(("kind", "detail", "said"), [
    (Kind.RIGHTS, "role: officer → manager; is_active: True → False", "role: Officer → Manager; may sign in: yes → no"),
    (Kind.INVITED, "role: reader; sees_restricted: False", "role: Reader; sees restricted matters: no"),
    (Kind.SESSION_ENDED, "", "An unknown program"),
    (Kind.SESSION_ENDED, "3", "3"),
    (Kind.RIGHTS, "is_staff: True", "is_staff: True"),
])  # fmt: skip
def test_what_is_stored_as_a_fact_is_worded_for_whoever_reads_it(kind: Kind, detail: str, said: str) -> None:
    assert SecurityEvent(kind=kind, detail=detail).said == said


def test_the_list_says_when_what_who_from_where_and_the_detail(jonas: User, claire: User, sign_in: SignIn) -> None:
    SecurityEvent.record(Kind.RIGHTS, None, user=claire, by=jonas, detail="role: officer → manager")
    page = sign_in(jonas).get(LIST)
    assert [*page.context["cl"].list_display] == ["at", "kind", "who", "address", "said"]
    assert ("Claire Dubois, by Jonas Lind" in page.text, "role: Officer → Manager" in page.text) == (True, True)


def test_administrators_cannot_let_themselves_see_what_is_restricted(jonas: User, sign_in: SignIn) -> None:
    client = sign_in(jonas)
    save(client, jonas, sees_restricted="on")
    jonas.refresh_from_db()
    assert (jonas.sees_restricted, told()) == (False, [])
    assert "sees_restricted" not in client.get(page_of(jonas)).context["adminform"].form.fields


def test_a_second_administrator_can(jonas: User, claire: User, sign_in: SignIn) -> None:
    """One who sees it: neither may who does not, however many there are of them."""
    for sight in (False, True):
        User.objects.filter(pk=claire.pk).update(role="administrator", sees_restricted=sight)
        save(sign_in(claire), jonas, sees_restricted="on")
        jonas.refresh_from_db()
        assert jonas.sees_restricted is sight


@pytest.mark.parametrize("deed", ["add/", "1/delete/"])
def test_nobody_writes_or_takes_away(jonas: User, sign_in: SignIn, deed: str) -> None:
    event = SecurityEvent.record(Kind.SIGNED_IN, None, user=jonas)
    client = sign_in(jonas)
    assert client.get(LIST + deed.replace("1", str(event.pk))).status_code == 403
    assert client.post(f"{LIST}{event.pk}/change/", {"detail": "x"}).status_code == 403
    assert "Signed in" in client.get(LIST).text


def test_it_is_kept_for_a_good_year(jonas: User) -> None:
    old, older = (SecurityEvent.record(Kind.SIGNED_IN, None, user=jonas) for _each in range(2))
    year = timedelta(days=400)
    for event, age in ((old, year - timedelta(minutes=1)), (older, year + timedelta(minutes=1))):
        SecurityEvent.objects.filter(pk=event.pk).update(at=timezone.now() - age)
    newest = SecurityEvent.record(Kind.REFUSED, None, email="x@y.example")
    assert [str(event) for event in SecurityEvent.objects.all()] == [str(newest), str(old)]
    assert str(newest) == "Wrong e-mail or password: x@y.example"
