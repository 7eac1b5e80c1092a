"""A list that is asked for what it does not know says so, and never seems to have filtered by it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from tests.house.queries import LISTS
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.activities.filters import ActivityFilter
from tracker.activities.models import Activity
from tracker.directory.models import Organisation, Person
from tracker.directory.people.filters import PersonFilter
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.lists.filters import MOST_NAMED, NameFilter
from tracker.mandates.filters import MandateFilter
from tracker.mandates.models import Mandate
from tracker.meetings.filters import MeetingFilter
from tracker.meetings.models import Meeting, Series
from tracker.meetings.series.filters import SeriesFilter
from tracker.pledges.filters import PledgeFilter
from tracker.pledges.models import Pledge

pytestmark = pytest.mark.one_database

PAGES = ["/follow-ups/", "/meetings/", "/mandates/", "/mandates/activities/", "/pledges/", "/partners/",
         "/partners/people/", "/reports/mailed/", "/follow-ups/since/", "/meetings/series/"]  # fmt: skip
FILES = ["/follow-ups/export/csv/", "/meetings/export/csv/", "/mandates/export/csv/",
         "/mandates/activities/export/csv/", "/pledges/export/csv/", "/partners/people/export/csv/"]  # fmt: skip
SHOWN = {
    "/follow-ups/": "columns=title&layout=calendar&month=2018-05&view=agenda&group=owner&sort=title&since=2018-01-01",
    "/meetings/": "removed=1&page=x",
}


def sentence(name: str) -> str:
    return f"Suivi does not know the filter “{name}”, so it was left out."


@pytest.fixture
def client(amina: User, client: Client) -> Client:
    client.force_login(amina)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_it_does_not_know(page: str, client: Client) -> None:
    answer = client.get(page, {"ownr": "claire", "q": "", "<b>": "1"})
    assert (answer.status_code, sentence("ownr") in answer.text) == (200, True)
    assert sentence(escape("<b>")) in answer.text
    assert sentence("q") not in answer.text or page in ("/reports/mailed/", "/pledges/")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_asked_for_what_it_knows_complains_of_nothing(page: str, client: Client) -> None:
    assert "does not know the filter" not in client.get(f"{page}?{SHOWN.get(page, '')}").text


@pytest.mark.parametrize("file", FILES)
def test_a_file_says_it_too(file: str, client: Client) -> None:
    answer: Any = client.get(file, {"ownr": "claire", "page": "x"})
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert (sentence("ownr") in text, sentence("page") in text) == (True, False)


def test_what_is_asked_of_lists_elsewhere_is_known(client: Client) -> None:
    """The addresses with which the canary is looked for."""
    lists = [each for each in LISTS if each.partition("?")[0] in PAGES and "{" not in each]
    assert [each for each in lists if "does not know the filter" in client.get(each).text] == []


def test_a_saved_view_that_holds_one_says_so(amina: User, client: Client) -> None:
    view = SavedView.save_as("Ours", by=amina, audience="me", query="status=active&ownr=12")
    assert sentence("ownr") in client.get(view.get_absolute_url(), follow=True).text


def test_a_few_are_named_of_very_many(client: Client) -> None:
    page = client.get("/follow-ups/", {f"name{number}": "1" for number in range(50)}).text
    assert page.count("does not know the filter") == MOST_NAMED


FILTERS: list[tuple[Any, Any, dict[str, Any]]] = [
    *((FollowUpFilter, FollowUp, {}), (MeetingFilter, Meeting, {}), (SeriesFilter, Series, {})),
    *((MandateFilter, Mandate, {}), (PledgeFilter, Pledge, {}), (ActivityFilter, Activity, {})),
    (PersonFilter, Person, {"today": date(2018, 6, 1)}),
]  # fmt: skip


def test_no_filter_takes_what_its_reader_may_not_see(noor: User, mei: User, claire: User) -> None:
    """By its key, which is that of no other thing. Whoever sees it may ask for it in each of these places."""
    shut: dict[str, Any] = {"by": claire, "classification": RESTRICTED}
    hidden = [
        Person.add(name="Zeno Quill", **shut),
        Organisation.add(name="House of Quill", **shut),
        Organisation.add(name="Unit of Quill", is_ours=True, **shut),
        Meeting.add(recorder=claire, title="Talks", held_on=date(2018, 6, 1), **shut),
        Series.make(name="Rounds", rule="FREQ=YEARLY", begins_on=date(2018, 6, 1), **shut),
    ]

    def taken(user: User) -> set[str]:
        return {
            f"{model.__name__} {name} {type(row).__name__}"
            for filters, model, more in FILTERS
            for name, each in filters.base_filters.items()
            for row in hidden
            if isinstance(each, NameFilter)
            and filters({name: str(row.pk)}, model.objects.all(), user=user, **more).is_valid()
        }

    assert taken(noor) == set()
    assert taken(mei) == {
        *(f"FollowUp {each}" for each in ("owner Person", "recorder Person", "meeting Meeting", "series Series")),
        *(f"FollowUp {each} Organisation" for each in ("partner", "unit", "waiting_on")),
        *("Activity done_by Person", "Activity partner Organisation", "Activity unit Organisation"),
        *("Pledge donor Organisation", "Pledge meeting Meeting", "Meeting partner Organisation"),
        *("Mandate party Organisation", "Person unit Organisation"),
    }
