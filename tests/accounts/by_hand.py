"""Signing in as a person does, and following the link of a mail."""

import re
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse

PASSWORD = "correct horse"


def sign_in_by_hand(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def link(body: str) -> str:
    """The path of the one link in a mail."""
    (path,) = re.findall(r"http://[^/\s]+(/\S+)", body)
    return str(path)


def last_link() -> str:
    return link(str(mail.outbox[-1].body))


def choose(client: Client, path: str, first: str = "staple battery", second: str = "staple battery") -> Any:
    """Open the link, as a person does, and send its form."""
    page = client.get(path, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": first, "password2": second})
