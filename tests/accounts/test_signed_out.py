"""Whoever signs out leaves nothing of theirs in the browser."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tracker.accounts.models import User

pytestmark = pytest.mark.one_database


def test_the_browser_forgets_what_pages_kept_in_it(claire: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(claire)
    asked, done = client.get(reverse("account_logout")), client.post(reverse("account_logout"))
    assert [answer.headers.get("Clear-Site-Data") for answer in (asked, done)] == [None, '"storage"']
    assert client.get("/follow-ups/").status_code == 302
