"""Whoever is refused after they typed still has their words: going back may lead to nothing any more."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from tests.house.pages import lines_of
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
WORDS = "They ask for “two” more weeks.\r\nSay when."
SAID = "Nothing was saved. Copy what you typed before you leave this page."


def kept(client: Client, address: str, **typed: str) -> tuple[int, bool, bool]:
    """How it is answered, whether the page says to copy what was typed, and whether that stands there."""
    answer = client.post(address, {"title": "x", "version": "1", **typed})
    return answer.status_code, SAID in lines_of(answer), WORDS in unescape(answer.text)


def test_what_was_typed_stands_on_the_page_that_refuses_it(
    invitation: FollowUp, claire: User, noor: User, sign_in: SignIn
) -> None:
    edit = f"{invitation.get_absolute_url()}edit/"
    assert kept(sign_in(noor), edit, detail=WORDS) == (403, True, True)
    invitation.remove(by=claire)
    assert kept(sign_in(claire), edit, detail=WORDS) == (404, True, True)
    # Not what is quickly typed again, what stood beside a password, or what others had sent there: it has no token.
    assert kept(sign_in(claire), edit, detail="Speak") == (404, False, False)
    assert kept(sign_in(claire), edit, detail=WORDS, password="Two words") == (404, False, False)
    (strict := sign_in(claire)).handler.enforce_csrf_checks = True
    assert kept(strict, "/nowhere/", detail=WORDS) == (404, False, False)
