"""What administrators are told who do something to several accounts, and what of it stands in the log."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings as of_house
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.conftest import account
from tests.house.drawings import assert_drawn
from tests.house.pages import controls_of
from tests.house.second import told_by
from tracker.accounts.calendar_link import Alarm, CalendarLink
from tracker.accounts.how_often import MAIL
from tracker.accounts.models import Role, User
from tracker.accounts.security_event import Kind, SecurityEvent
from tracker.directory.models import Organisation
from tracker.setup.service_urls.email_url import mailer

pytestmark = pytest.mark.one_database
SignIn = Callable[[User], Client]
NOW = datetime(2018, 9, 12, 9, 30, tzinfo=UTC)
LIST = "/admin/accounts/user/"
KEY = re.compile(r"(?<=/choose/)[\w-]+")
ACTIONS = ("invite_again", "show_password_links", "revoke_calendar_links", "end_their_sessions")


def read(answer: Any) -> list[str]:
    shown = re.findall(r'for="link-\d+">([^<]+)</label>\s*<input[^>]* value="http[^"]+(/account[^"]+)"', answer.text)
    said = [line for line in told_by(answer) if not line.startswith("Printed from Suivi")]
    return [*said, *(KEY.sub("KEY", f"{whose}: {path}") for whose, path in shown)]


def test_what_is_done_to_accounts_is_told_and_logged(
    jonas: User, claire: User, noor: User, omar: User, wco: Organisation, sign_in: SignIn, settings: Any,
    closed_port: int, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """One who never signed in, one who has, one whose account is closed, and one who sees more."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    ada = account(wco, "Ada Byron", Role.ADMINISTRATOR, sees_restricted=True)
    User.objects.filter(pk=omar.pk).update(is_active=False)
    sign_in(claire)
    User.objects.filter(pk=claire.pk).update(last_login=NOW)
    User.objects.filter(pk__in=(noor.pk, omar.pk, ada.pk)).update(last_login=None)
    client, chosen = sign_in(jonas), [user.pk for user in (claire, noor, omar, ada)]
    for user in (claire, noor):
        CalendarLink.make(user)

    def does(action: str) -> Any:
        return client.post(LIST, {"action": action, "_selected_action": chosen})

    SecurityEvent.objects.all().delete()
    found = {name: read(does(name)) for name in ACTIONS}
    found["mails"] = [f"{each.to}: {each.subject}" for each in mail.outbox]
    found["calendar links that work"] = [str(link.user) for link in CalendarLink.objects.working()]
    settings.MAILERS = {"default": mailer(f"smtp://127.0.0.1:{closed_port}")}
    found["invite_again, the server does not answer"] = read(does("invite_again"))
    settings.MAILERS = {"default": mailer("")}
    found |= {f"{name}, without a server": read(does(name)) for name in ("invite_again", "show_password_links")}
    settings.HOW_OFTEN = {**of_house.HOW_OFTEN, MAIL: "1/d/user"}
    settings.MAILERS = {"default": mailer("smtp://127.0.0.1:1")}
    found["invite_again, too often"] = read(does("invite_again"))
    SecurityEvent.objects.create(kind=Kind.REFUSED, email="zed@suivi.example", detail="x", at=NOW)
    found["log"] = [
        f"{event.get_kind_display()} | {event.user} by {event.by} | {event.said}"
        for event in SecurityEvent.objects.order_by("pk")
    ]
    assert_drawn("admin_deeds", found)


def test_what_a_calendar_holds_is_chosen_and_told(noor: User, sign_in: SignIn) -> None:
    client, address = sign_in(noor), "/account/calendar-link/choose/"
    CalendarLink.make(noor)
    found = {"asks": [line for line in controls_of(client.get(address)) if "name=" in line]}
    for alarm in Alarm:
        found[f"chosen {alarm}"] = read(client.post(address, {"alarm": alarm, "due_dates": "to_dos"}))
        link = CalendarLink.objects.get()
        found[f"chosen {alarm}"] += [f"holds {link.alarm} {link.due_dates}"]
    found["of neither"] = read(client.post(address, {"alarm": "never", "due_dates": ""}))
    found["revoked"] = [*read(client.post("/account/calendar-link/revoke/")), *read(client.get(address))[:1]]
    assert_drawn("calendar_chosen", found)
