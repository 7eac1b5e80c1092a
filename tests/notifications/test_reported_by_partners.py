"""Whoever looks after a matter hears what a partner's contact did by their link, once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.notifications.conftest import Tell, plain_of
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.notifications.arrivals import write_arrivals
from tracker.notifications.models import Notification
from tracker.notifications.reasons import Reason
from tracker.partner_links.models import PartnerLink
from tracker.partner_links.report import ask_for_date, begin, report_done, write

SignIn = Callable[[User], Client]


@pytest.fixture
def link(coordinator: Person, eu: Organisation, omar: User, today: date) -> PartnerLink:
    """Given by Omar."""
    values = {"organisation": eu, "person": coordinator, "language": "en", "until": today + timedelta(days=90)}
    return PartnerLink.make(by=omar, **values)[0]


@pytest.fixture
def letter(eu: Organisation, claire: User, noor: User) -> FollowUp:
    """Recorded by Claire; Noor follows it."""
    return FollowUp.log(by=claire, title="Send the letter", partner=eu, owed_by="partner", owner=noor.person)


def told() -> list[tuple[str, str]]:
    write_arrivals(timezone.now())
    rows = Notification.objects.exclude(reason=Reason.NEW).order_by("user__name")
    return [(row.user.name.partition(" ")[0], row.reason) for row in rows.select_related("user")]


def test_an_update_is_told_to_whoever_gave_the_link_recorded_the_matter_or_owns_it(
    link: PartnerLink, letter: FollowUp, amina: User
) -> None:
    begin(link, letter, key=uuid4())
    assert [told(), told()] == [[(name, "reported") for name in ("Claire", "Noor", "Omar")]] * 2


def test_what_is_done_is_for_its_recorder_to_confirm(link: PartnerLink, letter: FollowUp, claire: User) -> None:
    report_done(link, letter, key=uuid4())
    assert told() == [("Noor", "reported"), ("Omar", "reported")]


def test_a_request_is_told_to_those_who_answer_it(link: PartnerLink, letter: FollowUp, today: date) -> None:
    ask_for_date(link, letter, key=uuid4(), due_on=today + timedelta(days=9), reason="No time.")
    assert told() == [("Claire", "request")]


def test_it_is_in_the_mail_and_on_the_bell_with_its_words(
    link: PartnerLink, letter: FollowUp, noor: User, claire: User, tell: Tell, sign_in: SignIn, morning: datetime
) -> None:
    write(link, letter, key=uuid4(), words="It is with the printer.")
    write_arrivals(timezone.now())
    page = sign_in(claire).get("/news/").text
    assert "Gilles de Kerchove: Wrote a note. It is with the printer." in page
    texts = [plain_of(mail) for mail in tell(morning) if claire.email in mail["To"]]
    assert ["It is with the printer." in " ".join(text.split()) for text in texts] == [True]


def test_of_what_is_restricted_by_now_nothing_is_told_to_those_who_do_not_see_it(
    link: PartnerLink, letter: FollowUp, omar: User, claire: User, sign_in: SignIn
) -> None:
    write(link, letter, key=uuid4(), words="It is with the printer.")
    told()
    letter.refresh_from_db()
    letter.edit(by=claire, classification="restricted")
    assert ["printer" in sign_in(who).get("/news/").text for who in (claire, omar)] == [False, False]
