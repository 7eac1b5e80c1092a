"""What the entrance says, whoever stands before it: page by page in `drawn/entrance.txt`; and of a mail."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings as of_house
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.accounts.by_hand import PASSWORD, choose, last_link, sign_in_by_hand
from tests.house.drawings import assert_drawn
from tests.house.fields import fields_of
from tests.house.second import told_by
from tracker.accounts.models import User
from tracker.setup.service_urls.email_url import mailer

pytestmark = pytest.mark.one_database
SignIn = Callable[[User], Client]
NEW = "staple battery"
KEY = re.compile(r"(?<=/choose/)\S+")
LINK = reverse("account_reset_password")


def read(answer: Any) -> list[str]:
    said = [line for line in told_by(answer) if not line.startswith("Printed from Suivi")]
    return [*said, *(f"field: {line}" for line in fields_of(answer))]


def asked(client: Client, who: User | str) -> Any:
    return client.post(LINK, {"email": getattr(who, "email", who)})


def opened(client: Client, path: str) -> Any:
    return client.get(path, follow=True)


def test_each_page_of_the_entrance_says_what_to_do(
    claire: User, omar: User, noor: User, client: Client, sign_in: SignIn, settings: Any, closed_port: int
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    seen: dict[str, Any] = {"sign in": client.get(reverse("account_login"))}
    seen["sign in, on the way to a page"] = client.get("/meetings/", follow=True)
    seen["wrong password"] = sign_in_by_hand(client, claire.email, "wrong")
    seen["nothing typed"] = sign_in_by_hand(client, "", "")
    omar.is_active = False
    omar.save()
    seen["closed account"] = sign_in_by_hand(client, omar.email)
    seen["asks for a link"] = client.get(LINK)
    seen["asks with no e-mail"] = asked(client, "claire at home")
    seen["asked for nobody"] = asked(client, "nobody@suivi.example")
    seen["asked"] = asked(client, claire)
    seen["is sent"] = client.get(reverse("account_reset_password_done"))
    mails = [line for each in mail.outbox for line in (each.subject, *str(each.body).splitlines())]
    path = last_link()
    seen["opened, never signed in"] = opened(client, path)
    User.objects.filter(pk=claire.pk).update(last_login=datetime(2018, 5, 1, tzinfo=UTC))
    seen["opened, signed in meanwhile"] = opened(Client(), path)
    asked(client, claire)
    path = last_link()
    seen["opened, signed in before"] = opened(Client(), path)
    seen["two that differ"] = choose(client, path, NEW, "other battery")
    seen["too short"] = choose(client, path, "abc", "abc")
    seen["like the name"] = choose(client, path, "claire dubois", "claire dubois")
    seen["chosen"] = choose(client, path)
    seen["used, and signed in"] = opened(client, path)
    seen["used"] = opened(Client(), path)
    own = sign_in(noor)
    change = reverse("account_change_password")
    seen["changes it"] = own.get(change)
    seen["old one wrong"] = own.post(change, {"oldpassword": "wrong", "password1": NEW, "password2": NEW})
    seen["changed"] = own.post(change, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    noor.set_unusable_password()
    noor.save()
    first = sign_in(noor)
    seen["sets the first"] = first.get(reverse("account_set_password"))
    seen["set"] = first.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})
    seen["leaves"] = first.get(reverse("account_logout"))
    seen["left"] = first.post(reverse("account_logout"))
    strict = Client(enforce_csrf_checks=True)
    seen["from another site"] = strict.post(reverse("account_login"), {"login": claire.email, "password": NEW})
    seen["no more accounts"] = client.get(reverse("account_signup"))
    seen["account that rests"] = client.get(reverse("account_inactive"))
    found = {name: read(answer) for name, answer in seen.items()}

    settings.MAILERS = {"default": mailer(f"smtp://127.0.0.1:{closed_port}")}
    found["server does not answer"] = read(asked(Client(), claire))
    settings.MAILERS = {"default": mailer("")}
    found["asks, without a server"] = read(client.get(LINK))
    found["is printed, without a server"] = read(client.get(reverse("account_reset_password_done")))
    told = [KEY.sub("KEY/", line.replace(of_house.SITE_ADDRESS, "SITE")) for line in mails if line]
    assert_drawn("entrance", found | {"mail": told})
