"""Administrators sign somebody out everywhere."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.accounts.by_hand import sign_in_by_hand
from tracker.accounts.models import User
from tracker.accounts.security_event import Kind, SecurityEvent

pytestmark = pytest.mark.one_database


def test_administrators_sign_somebody_out_everywhere(
    claire: User, jonas: User, sign_in: Callable[[User], Client]
) -> None:
    theirs, administrator = Client(), sign_in(jonas)
    sign_in_by_hand(theirs, claire.email)
    assert theirs.get("/follow-ups/").status_code == 200
    chosen = {"action": "end_their_sessions", "_selected_action": [claire.pk]}
    page = administrator.post("/admin/accounts/user/", chosen, follow=True)
    assert ("They are signed out everywhere." in page.text, theirs.get("/follow-ups/").status_code) == (True, 302)
    event = SecurityEvent.objects.get(kind=Kind.SESSION_ENDED)
    assert (event.user, event.by) == (claire, jonas)
