"""Whoever has left is marked wherever they are named, and so is what partners owe and what is not agreed.

Every address is walked in a house where one who has left stands in every place, and where all was offered by partners.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template import Context
from django.template.base import Template
from django.test import Client

from tests.house.addresses import PAGES
from tests.house.pages import lines_of, text_of
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.agendas.points.models import Point
from tracker.background.models import Bounce
from tracker.change_requests.models import ChangeRequest
from tracker.directory.absences.models import Absence
from tracker.directory.models import Appointment, Organisation, Person
from tracker.directory.people.mail_address import address_of
from tracker.follow_ups.models import BulkChange, FollowUp
from tracker.invitations.models import Invitation, Step
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant
from tracker.meetings.series.usual_participant_values import Usual
from tracker.records.models import Record
from tracker.reports.models import Delivery, Mailing

pytestmark = pytest.mark.one_database
MOMENT = datetime(2018, 6, 1, 7, tzinfo=UTC)
NAME = "Gilles de Kerchove"
UNMARKED = re.compile(rf"{NAME}(?! \(left\)| left\b)")
# What stood there before and after, as it was written down then.
HISTORY = re.compile(r": .* → |^Action: ")
OF_ITSELF = "A form about this very person: its page says it, one step before."
AS_WRITTEN = "Two names are compared as they are written."
REASONS = {
    "directory:leavers": "Nobody else stands there.",
    "directory:person_edit": OF_ITSELF,
    "directory:person_open": OF_ITSELF,
    "directory:person_away": OF_ITSELF,
    "directory:appointment_new": OF_ITSELF,
    "directory:appointment_edit": OF_ITSELF,
    "directory:person_merge": AS_WRITTEN,
    "directory:person_merge_into": AS_WRITTEN,
    "circulation:meeting_file": "It tells who was there that day.",
    "circulation:by_link": "They read it themselves.",
}
OF_ADMINISTRATORS = "/mails/today/"
# Where the table of addresses does not ask for it.
FURTHER = (
    "/find/?q=Gilles", "/calendar/?whose=all&month=2030-05", "/follow-ups/?group=owner", "/follow-ups/?layout=board",
    "/follow-ups/export/csv/?group=owner",
    "/follow-ups/export/xlsx/", "/partners/people/{person}/hand-over/", "/partners/people/{person}/hand-over/note/",
    "/reports/?by=owner", "/reports/export/csv/?by=owner", "/records/{asking}/read/", "/partners/{partner}/",
    "/partners/people/{owner}/", OF_ADMINISTRATORS,
)  # fmt: skip
NAMED = (
    "follow_ups:list", "follow_ups:export", "follow_ups:follow_up", "follow_ups:glance", "follow_ups:since",
    "follow_ups:since_export", "follow_ups:handed_over",
    "meetings:meeting", "meetings:export", "activities:list", "activities:activity", "activities:export",
    "implementation:report", "implementation:document", "directory:organisation", "directory:timeline",
    "directory:person", "directory:people", "directory:people_export", "mandates:mandate", "reports:mailing",
    "calendar_feed", "briefings:partner", "briefings:partner_file",
)  # fmt: skip
OFFERED, THEIRS = re.compile(r"\boffered", re.IGNORECASE), re.compile(r"they owe us|the partner\b", re.IGNORECASE)
LISTED = (
    "follow_ups:list", "follow_ups:export", "follow_ups:follow_up", "follow_ups:glance", "follow_ups:since",
    "follow_ups:since_export", "follow_ups:handed_over", "meetings:meeting", "implementation:report",
    "implementation:document", "directory:person", "briefings:partner", "briefings:partner_file",
    "commitments:list", "commitments:export", "commitments:document", "commitments:shared",
)  # fmt: skip
TAG = re.compile(r"<[^>]*>")


def said(response: HttpResponse) -> list[str]:
    if "html" in response.headers.get("Content-Type", ""):
        return lines_of(response)
    return TAG.sub("\n", text_of(response).replace("\r\n ", "")).splitlines()


def unmarked(lines: list[str]) -> list[str]:
    return [line for line in lines if UNMARKED.search(line) and not HISTORY.search(line)]


@pytest.fixture(scope="module")
def drawn_with() -> Iterator[set[str]]:
    """The templates on which whoever has left was named."""
    names = set[str]()

    def noted(template: Template, context: Context) -> str:
        text = template.nodelist.render(context)
        names.update({str(template.name)} if NAME in text else set())
        return text

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", noted)
        yield names


@pytest.fixture(scope="module")
def pages(things: dict[str, Any], claire: User, amina: User, jonas: User, drawn_with: set[str]) -> dict[str, list[str]]:
    """What a manager reads on each, line by line."""
    person = Person.objects.get(pk=things["person"])
    FollowUp.objects.update(strength="offered", owed_by="partner")
    for follow_up in FollowUp.objects.present():
        follow_up.give_to(person, by=claire)
    FollowUp.objects.get(pk=things["follow_up"]).set_due(date(2030, 6, 30), by=claire, reason="They asked.")
    Invitation.objects.update(speaker=person)
    Step.objects.update(owner=person)
    meeting = Meeting.objects.get(pk=things["meeting"])
    meeting.change("edited", by=claire, participants=[Participant(person, None, "Coordinator")])
    Activity.objects.update(done_by=person, meeting=meeting)
    Point.objects.update(presenter=person)
    series = Series.objects.get(pk=things["series"])
    series.change("edited", by=claire, usual=[Usual(person)])
    BulkChange.objects.update(by=amina)
    ChangeRequest.objects.update(asked_by=person)
    mailing = Mailing.objects.get(pk=things["mailing"])
    mailing.people.add(person)
    Delivery.objects.create(mailing=mailing, person=person, slot=MOMENT, at=MOMENT, status="sent")
    Absence.objects.create(person=person, since=date(2018, 5, 1), until=date(2099, 12, 31), deputy=person)
    Organisation.objects.filter(pk=things["organisation"]).update(head=person)
    Appointment.objects.filter(person=person).update(until=date(2018, 5, 24))
    # They may not sign in any more, though nobody said that this post has ended.
    Appointment.objects.create(person=person, organisation_id=things["partner"], title="Adviser")
    closed = User.objects.create_user("gilles@suivi.example", name=NAME, is_active=False)
    Person.objects.filter(pk=person.pk).update(account=closed)
    Absence.objects.create(person_id=things["owner"], since=MOMENT, until=date(2030, 6, 30), deputy=person)
    Bounce.objects.create(
        address=address_of(Person.objects.get(pk=person.pk)), said="No such mailbox", message_id="<1@localhost>"
    )
    text = f"Action: {NAME} to send the list of ports to all members."
    asking = Record.write(by=claire, meeting=meeting, language="en", text=text).pk
    manager, administrator = Client(), Client()
    manager.force_login(amina)
    administrator.force_login(jonas)
    paths = {name: row.path.format(**things, asking=asking) for name, row in PAGES.items()}
    paths |= {path: path.format(**things, asking=asking) for path in FURTHER}
    return {
        name: said((administrator if name == OF_ADMINISTRATORS else manager).get(path)) for name, path in paths.items()
    }


def test_whoever_has_left_is_marked_on_every_page_and_in_every_file(pages: dict[str, list[str]]) -> None:
    found = {name: unmarked(lines) for name, lines in pages.items()}
    assert {name: lines for name, lines in found.items() if lines and name not in REASONS} == {}
    assert [name for name in REASONS if not found[name]] == []


def test_in_each_of_these_places_they_are_named(pages: dict[str, list[str]]) -> None:
    """The walk does find them."""
    assert [name for name in (*NAMED, *FURTHER) if NAME not in "\n".join(pages[name])] == []


def test_each_template_that_names_people_was_drawn_with_whoever_has_left(
    pages: dict[str, list[str]], drawn_with: set[str]
) -> None:
    templates = settings.ROOT / "templates"
    naming = {path.relative_to(templates).as_posix() for path in templates.rglob("*.html")
              if "say_person" in path.read_text()}  # fmt: skip
    assert pages
    assert naming - drawn_with == set()


def test_an_offer_of_partners_is_taken_for_no_agreement_and_for_no_work_of_ours(pages: dict[str, list[str]]) -> None:
    said = {name: "\n".join(pages[name]) for name in LISTED}
    assert [name for name, words in said.items() if not OFFERED.search(words) or not THEIRS.search(words)] == []
