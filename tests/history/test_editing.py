"""The page of a form that somebody else overtook."""

from collections.abc import Callable

from django.test import Client

from tests.house.pages import as_sent, lines_of
from tracker.accounts.models import User
from tracker.mandates.models import Mandate


def test_what_two_chose_is_shown_in_words_with_a_button_that_keeps_ones_own(
    resolution: Mandate, claire: User, amina: User, sign_in: Callable[[User], Client]
) -> None:
    client, path = sign_in(claire), f"{resolution.get_absolute_url()}edit/"
    sent = as_sent(client.get(path), kind="strategy")
    resolution.change("edited", by=amina, kind="agreement")
    page = client.post(path, sent)
    lines = lines_of(page)
    assert (page.status_code, "Save mine" in lines, "Save" in lines) == (409, True, False)
    assert "| Kind | Strategy | Agreement Amina Rahman |" in lines
