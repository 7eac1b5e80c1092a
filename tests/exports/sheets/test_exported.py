"""How every page becomes a file: what it leads to, what is refused, and what of it everybody may see."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.downloaded_files import FORMATS, content, words_of
from tests.kept_cast import kept
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.exports.sheets import response
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_date
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge

SignIn = Callable[[User], Client]
# The page, what it is asked, what of that the file says, and what is no answer to it.
PAGES = {
    "/follow-ups/": ("kind=invitation", "Filter: Kind: Invitation.", "kind=tea"),
    "/follow-ups/since/": ("since=2018-01-01&q=workshop", "Filter: Words: workshop.", "since=soon"),
    "/meetings/": ("kind=visit&year=2018", "Filter: Kind: Bilateral visit; Year: 2018.", "year=long+ago"),
    "/mandates/": ("in_force=yes", "Filter: In force: In force.", "kind=tea"),
    "/mandates/activities/": ("period=2017", "Filter: Period: 2017.", "period=soon"),
    "/partners/": ("q=european", "Filter: Find an organisation: european.", ""),
    "/pledges/": ("stage=indicated", "Filter: Stage: Indicated.", "stage=tea"),
}


@pytest.fixture
def client(amina: User, sign_in: SignIn) -> Client:
    return sign_in(amina)


@kept
def matter(
    invitation: FollowUp, resolution: Mandate, make_pledge: Callable[..., Pledge], claire: User
) -> dict[str, Any]:
    """A row in each of the lists."""
    day = date(2017, 3, 6)
    return {
        "meeting": invitation.meeting,
        "mandate": resolution,
        "pledge": make_pledge(meeting=invitation.meeting),
        "activity": Activity.log(by=claire, title="Train officers", starts_on=day, ends_on=day),
    }


@pytest.mark.usefixtures("matter")
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("page", PAGES)
def test_each_says_its_filter_its_day_and_for_whom_it_is(page: str, form: str, client: Client, today: date) -> None:
    query, said, _wrong = PAGES[page]
    answered = client.get(f"{page}export/{form}/?{query}")
    words = " ".join(words_of(form, content(answered)).split())
    assert said in words
    assert f"As it stood on {format_date(today)}; it holds what Amina Rahman may see." in words
    assert answered["Content-Disposition"].endswith(f'-{today}.{form}"')


@pytest.mark.usefixtures("matter")
@pytest.mark.parametrize("page", PAGES)
def test_each_page_leads_to_its_files(page: str, client: Client) -> None:
    query = PAGES[page][0]
    text = client.get(f"{page}?{query}").text.replace("&amp;", "&")
    assert [f'href="{page}export/{form}/?{query}"' in text for form in FORMATS] == [True] * 4


@pytest.mark.parametrize("page", [page for page, (_query, _said, wrong) in PAGES.items() if wrong])
def test_what_the_page_does_not_understand_is_no_file(page: str, client: Client) -> None:
    wrong = PAGES[page][2]
    answered = client.get(f"{page}export/csv/?{wrong}")
    assert (answered.status_code, answered["Location"]) == (302, f"{page}?{wrong}")
    assert client.get(f"{page}?{wrong}").status_code == 400


@pytest.mark.parametrize("page", PAGES)
def test_there_are_no_other_kinds_of_file(page: str, client: Client) -> None:
    assert client.get(f"{page}export/exe/").status_code == 404


@pytest.mark.usefixtures("matter")
@pytest.mark.parametrize(("form", "is_refused"), [("csv", False), ("xlsx", False), ("docx", True), ("pdf", True)])
@pytest.mark.parametrize("page", PAGES)
def test_what_nobody_would_read_is_refused_with_a_sentence(
    page: str, form: str, is_refused: bool, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (response.Format.DOCX, response.Format.PDF):
        way = response._WAYS[name]
        monkeypatch.setitem(response._WAYS, name, response._Way(way.kind, way.write, 0))
    query = "since=2018-01-01" if "since" in page else ""
    answered = client.get(f"{page}export/{form}/?{query}", follow=True)
    answered.close()
    assert answered.redirect_chain == ([(f"{page}?{query}", 302)] if is_refused else [])
    if is_refused:
        assert f"This is more than 0 rows, too many for {form}." in answered.text


def test_a_removed_meeting_is_in_the_file_of_the_removed_ones(visit: Meeting, claire: User, sign_in: SignIn) -> None:
    visit.remove(by=claire)
    words = words_of("docx", content(sign_in(claire).get("/meetings/export/docx/?removed=1")))
    assert [each in words for each in ("Removed meetings", visit.title)] == [True, True]


def test_a_file_of_what_was_removed_is_not_for_readers(noor: User, sign_in: SignIn) -> None:
    assert sign_in(noor).get("/meetings/export/csv/?removed=1").status_code == 403
