"""The branches of a large directory: each is fetched when it is opened, and without JavaScript led to."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.pages import partners

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scripted", [True, False])
def test_a_branch_opens_where_it_stands(
    scripted: bool,
    claire: User,
    europol: Organisation,
    open_context: Callable[..., BrowserContext],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(partners, "OPEN_UP_TO", 1)
    Organisation.add(by=None, name="Cybercrime Centre", parent=europol)
    page = open_context(claire, java_script_enabled=scripted).new_page()
    page.goto("/partners/")
    tree = page.get_by_role("region", name="Partners")
    for number, name in enumerate(["European Police Office", "Cybercrime Centre"]):
        expect(tree.get_by_role("link", name=name)).to_have_count(0)
        tree.locator("summary").nth(number).click()
        if not scripted:
            tree.get_by_role("link", name="1 part of").click()
        expect(tree.get_by_role("link", name=name)).to_be_visible()
