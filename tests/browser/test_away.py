"""Being away: said by keyboard in a dialog, and taken back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tracker.accounts.models import User
from tracker.directory.absences.models import Absence

pytestmark = pytest.mark.django_db(transaction=True)


def test_by_keyboard_a_reader_says_that_they_are_away_and_takes_it_back(
    noor: User, claire: User, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(noor).new_page()
    page.goto(noor.person.get_absolute_url())
    page.get_by_role("link", name="Away…", exact=True).press("Enter")
    expect(page.get_by_label("Away from")).to_be_focused()
    page.get_by_label("Away until").fill("31 December 2099")
    page.get_by_label("Deputy").fill("Claire Dubois")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.get_by_text("Away until 31 December 2099")).to_be_visible()
    assert str(Absence.objects.get().deputy) == "Claire Dubois"
    page.get_by_role("button", name="Undo", exact=True).first.press("Enter")
    expect(page.get_by_text("Undone: Noor Haddad")).to_be_visible()
    assert not Absence.objects.exists()
