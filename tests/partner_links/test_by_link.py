"""What a contact sees: what their organisation owes us, as far as it is general, once somebody has pressed for it."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.conftest import CANARY
from tests.partner_links.conftest import SignIn
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import ENDED, Status
from tracker.history.models import Entry
from tracker.meetings.models import Meeting
from tracker.partner_links.models import LinkUse, PartnerLink
from tracker.partner_links.models.partner_link import SHOWN_FOR
from tracker.partner_links.owed import items_of, owed


def test_to_look_changes_nothing_and_shows_nothing_of_what_is_owed(
    link: PartnerLink, path: str, letter: FollowUp, client: Client
) -> None:
    before = Entry.objects.count(), LinkUse.objects.count()
    pages = [getattr(client, method)(path) for method in ("get", "head") * 50]
    assert {page.status_code for page in pages} == {200}
    assert ({"Send the letter" in page.text for page in pages}, settings.SESSION_COOKIE_NAME in client.cookies) == (
        {False}, False,
    )  # fmt: skip
    assert (Entry.objects.count(), LinkUse.objects.count()) == before


def test_a_press_shows_the_list_to_whoever_has_no_session(
    path: str, letter: FollowUp, report: FollowUp, visit: Meeting
) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.post(f"{path}show/", follow=True)
    words = ("Past their day", "Send the report", "Due soon", "Send the letter", str(visit), letter.reference)
    assert [each in page.text for each in words] == [True] * len(words)
    assert "Done lately" not in page.text
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_it_goes_no_further(path: str, opened: str, client: Client) -> None:
    page = client.get(path)
    named = [page.headers[name] for name in ("X-Robots-Tag", "Referrer-Policy", "Cache-Control")]
    assert named == ["noindex, nofollow", "no-referrer", "private, no-store"]
    assert '<meta name="robots" content="noindex, nofollow">' in page.text


def test_a_press_is_counted_once_a_while(link: PartnerLink, path: str, client: Client) -> None:
    for _thrice in range(3):
        client.post(f"{path}show/")
    LinkUse.objects.update(at=timezone.now() - SHOWN_FOR - timedelta(minutes=1))
    assert "Show the list" in client.get(path).text
    client.post(f"{path}show/")
    assert LinkUse.objects.filter(link=link).opened()[link.pk][0] == 2


def test_it_lists_what_the_organisation_and_its_parts_owe_and_nothing_else(
    opened: str, eu: Organisation, europol: Organisation, claire: User, client: Client
) -> None:
    other = Organisation.add(by=claire, name="Frontex")
    for title, partner, owed_by in (
        ("Of a part", europol, "partner"), ("Of ours", eu, "us"), ("Of others", other, "partner"),
    ):  # fmt: skip
        FollowUp.log(by=claire, title=title, partner=partner, owed_by=owed_by)
    page = client.get(opened).text
    assert [words in page for words in ("Of a part", "Of ours", "Of others")] == [True, False, False]


def test_what_holds_up_a_matter_in_our_house_is_told_to_no_partner(
    letter: FollowUp, eu: Organisation, today: date
) -> None:
    told = {}
    for status in Status:
        FollowUp.objects.update(status=status, ended_on=today if status in ENDED else None)
        told[status.value] = [(item.state, item.stands) for item in items_of(owed(eu, today), today)]
    assert told == {
        "open": [("open", "Open")],
        "in_progress": [("in_progress", "In progress")],
        "waiting": [("open", "Open")],
        "pending_resources": [("open", "Open")],
        "done": [("done", "Done")],
        **{status: [] for status in ("declined", "dropped", "lapsed")},
    }


def test_what_is_restricted_leaves_no_trace(opened: str, letter: FollowUp, europol: Organisation, claire: User) -> None:
    before = Client().get(opened).text
    FollowUp.log(by=claire, title=CANARY, partner=europol, owed_by="partner", classification="restricted")
    talks = Meeting.log(by=claire, title=CANARY, held_on=date(2018, 6, 1), classification="restricted")
    FollowUp.log(by=claire, title=CANARY, partner=europol, owed_by="partner", meeting=talks)
    assert Client().get(opened).text == before


def test_what_is_restricted_by_now_is_gone(opened: str, letter: FollowUp, claire: User, client: Client) -> None:
    letter.edit(by=claire, classification="restricted")
    page = client.get(opened)
    assert ("Send the letter" in page.text, "Nothing is left to do." in page.text) == (False, True)


def test_what_was_done_lately_stands_there_and_what_was_done_long_ago_does_not(
    opened: str, letter: FollowUp, report: FollowUp, claire: User, client: Client, today: date
) -> None:
    for each in (letter, report):
        each.move_to("done", by=claire)
    FollowUp.objects.filter(pk=report.pk).update(ended_on=today - timedelta(days=31))
    page = client.get(opened).text
    assert [words in page for words in ("Done lately", "Send the letter", "Send the report")] == [True, True, False]


@pytest.mark.parametrize(
    "ended", ["revoked", "past", "left", "moved", "closed", "ours", "restricted", "guessed", "not signed"]
)
def test_it_dies_and_says_nothing_of_why(
    ended: str, link: PartnerLink, opened: str, eu: Organisation, coordinator: Person, claire: User, noor: User,
    today: date,
) -> None:  # fmt: skip
    path = opened
    yesterday = today - timedelta(days=1)
    match ended:
        case "revoked":
            link.revoke(by=claire)
        case "past":
            PartnerLink.objects.update(until=yesterday)
        case "left":
            coordinator.appointments.update(until=yesterday)
        case "moved":
            coordinator.appointments.update(organisation=Organisation.add(by=claire, name="Frontex"))
        case "closed":
            User.objects.filter(pk=noor.pk).update(is_active=False)
            Person.objects.filter(account=noor).update(account=None)
            Person.objects.filter(pk=coordinator.pk).update(account=noor)
        case "ours":
            Organisation.objects.filter(pk=eu.pk).update(is_ours=True)
        case "restricted":
            Organisation.objects.filter(pk=eu.pk).update(classification="restricted")
        case "guessed":
            PartnerLink.objects.update(digest="0" * 64)
        case "not signed":
            path = "/partner/nobody:knows/"
    page, unknown = (Client().get(each) for each in (path, "/partner/somebody:knows/"))
    assert (page.status_code, page.text.replace(path, "")) == (
        404,
        unknown.text.replace("/partner/somebody:knows/", ""),
    )
    assert Client().post(f"{path}show/").status_code == 404


def test_until_its_last_day_it_is_open(link: PartnerLink, path: str, client: Client, today: date) -> None:
    PartnerLink.objects.update(until=today)
    assert client.get(path).status_code == 200


def test_it_is_read_in_its_language_and_by_whoever_signed_in_in_theirs(
    link: PartnerLink, opened: str, claire: User, client: Client, sign_in: SignIn
) -> None:
    PartnerLink.objects.update(language="fr")
    User.objects.filter(pk=claire.pk).update(language="en")
    assert '<html lang="fr"' in client.get(opened).text
    assert '<html lang="en"' in sign_in(claire).get(opened).text


def test_presses_are_counted_by_link_and_looks_only_by_where_they_come_from(path: str, client: Client) -> None:
    with override_settings(HOW_OFTEN={"public": "2/m/ip", "link": "2/m/key"}):
        assert [client.post(f"{path}show/").status_code for _time in range(3)] == [302, 302, 429]
        assert [client.get(path).status_code for _time in range(3)] == [200, 200, 429]


def test_the_list_asks_as_often_however_much_there_is(
    opened: str, eu: Organisation, visit: Meeting, claire: User, client: Client
) -> None:
    asked = []
    for number in (1, 2):
        for _each in range(number):
            FollowUp.log(by=claire, title="Send it", partner=eu, owed_by="partner", meeting=visit)
        client.get(opened)
        with CaptureQueriesContext(connection) as queries:
            client.get(opened)
        asked.append(len(queries))
    assert asked[0] == asked[1]
