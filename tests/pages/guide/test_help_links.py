"""Help leads from every page to the section that fits it."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import get_resolver
from django.utils import translation
from django.views.defaults import page_not_found

from tests.house.test_addresses import addresses
from tracker.accounts.models import User
from tracker.pages.guide.chapters import CHAPTERS, read_chapter
from tracker.pages.guide.help_links import HELP, help_address, place_of

pytestmark = pytest.mark.one_database

SignIn = Callable[[User], Client]
HELP_LINK = re.compile(r'class="help no-print" href="([^"]*)"')
# The guide itself: Help leads to what it holds.
THE_GUIDE = ["guide", "guide_chapter"]


def views() -> list[str]:
    """Those of the house and of the admin site that have a name; Django's own few without one are its machinery."""
    return sorted(name for name in addresses(get_resolver(), []) if "/" not in name)


def test_every_page_has_its_section() -> None:
    assert [name for name in views() if not place_of(name)] == THE_GUIDE


def test_every_line_of_the_table_is_that_of_a_page() -> None:
    known = {name for view in views() for name in (view, view.partition(":")[0])}
    assert sorted(HELP.keys() - known) == []


def test_every_line_of_the_table_leads_to_a_section_in_every_language() -> None:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            known = {
                f"{read_chapter(name, language).address}#{section.anchor}"
                for name in CHAPTERS
                for section in read_chapter(name, language).sections
            }
            assert {help_address(view) for view in HELP} - known == set()


def test_every_section_but_the_first_hour_is_what_some_page_leads_to() -> None:
    """What no page leads to is found in the contents alone: written reasons."""
    sections = {f"{name}#{section.anchor}" for name in CHAPTERS for section in read_chapter(name, "en").sections}
    assert sorted(sections - set(HELP.values())) == [
        "administrators#know-the-roles",
        "administrators#let-somebody-see-restricted-matters",
        "first-hour#make-backups",
        "first-hour#start-suivi",
    ]


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("/", "/help/officers/#start-the-day-at-your-desk"),
        ("/reports/", "/help/officers/#prepare-the-quarterly-report"),
        ("/admin/", "/help/administrators/#what-the-admin-site-is-for"),
        ("/help/", "/help/"),
        ("/nowhere/", "/help/"),
    ],
)
def test_one_link_of_the_page_leads_there(page: str, place: str, jonas: User, sign_in: SignIn) -> None:
    assert HELP_LINK.findall(sign_in(jonas).get(page).text) == [place]


def test_a_french_stranger_at_the_door_is_led_to_the_french_section(db: None) -> None:
    page = Client().get("/account/sign-in/", headers={"Accept-Language": "fr"}).text
    assert HELP_LINK.findall(page) == ["/help/officers/#se-connecter"]


def test_where_no_address_was_found_help_leads_to_the_contents(rf: RequestFactory, db: None) -> None:
    request = rf.get("/nowhere/")
    request.user = AnonymousUser()
    assert HELP_LINK.findall(page_not_found(request, Exception()).text) == ["/help/"]
