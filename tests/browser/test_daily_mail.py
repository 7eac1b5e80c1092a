"""The daily mail as a mail program draws it, and the pages behind its links, in light and dark, wide and narrow."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.urls import reverse

from tests.browser.walk import Walk
from tests.conftest import CANARY
from tests.notifications.conftest import Tell, html_of, plain_of
from tests.notifications.conftest import letterbox as letterbox  # noqa: PLC0414 (a fixture)
from tests.notifications.conftest import morning as morning  # noqa: PLC0414
from tests.notifications.conftest import tell as tell  # noqa: PLC0414
from tracker.accounts.models import User
from tracker.background.models import Bounce
from tracker.follow_ups.models import FollowUp
from tracker.notifications.letter.leave_links import DAILY, token_of
from tracker.notifications.models import Mail

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Send the list of all customs officers who may speak at the workshop on cultural objects"


@pytest.fixture
def theirs(make_follow_up: Callable[..., FollowUp], noor: User, claire: User) -> None:
    """Of Noor's day: two late, one of them restricted; one new, one given by somebody whose own mail comes back."""
    make_follow_up(LONG, owner=noor.person, due_on=date(2020, 1, 6), by=claire)
    make_follow_up(f"Talks on {CANARY}", owner=noor.person, due_on=date(2020, 1, 7), classification="restricted")
    make_follow_up("Call them", owner=noor.person, by=claire)
    Bounce.mark("noor@suivi.example", "550 5.1.1 No such user", "")


@pytest.mark.usefixtures("theirs")
def test_the_daily_mail_and_the_pages_behind_its_links(
    noor: User, jonas: User, morning: datetime, tell: Tell, walk_of: Callable[..., Walk]
) -> None:
    mails = {mail["To"].partition("<")[2].rstrip(">"): mail for mail in tell(morning)}
    # A restricted matter is told of by its reference, in the subject not at all.
    assert [CANARY in str(mail) for mail in mails.values()] == [False] * 2
    assert LONG in plain_of(mails["noor@suivi.example"])
    stranger, own, administrator = walk_of(None), walk_of(noor), walk_of(jonas)
    for address, mail in mails.items():
        stranger.page.set_content(html_of(mail))
        stranger.look(f"mail to {address}")
    for what in (DAILY, "late"):
        stranger.visit(reverse("notifications:leave", args=[token_of(noor, what)]))
    own.visit("/news/")
    own.visit("/mails/preferences/")
    Mail.objects.update(status="not_sent", said="550 5.1.1 No such user")
    administrator.visit("/mails/today/")
    administrator.visit(noor.person.get_absolute_url())
    assert [walk.found for walk in (stranger, own, administrator)] == [{}, {}, {}]
