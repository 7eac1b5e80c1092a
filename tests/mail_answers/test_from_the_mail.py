"""From a line of the daily mail it is two presses: one in the mail, one on the page that it opens."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from tests.mail_answers.test_by_link import PRESS
from tests.notifications.conftest import Tell, html_of, plain_of
from tests.notifications.conftest import letterbox as letterbox  # noqa: PLC0414 (a fixture)
from tests.notifications.conftest import morning as morning  # noqa: PLC0414 (a fixture)
from tests.notifications.conftest import tell as tell  # noqa: PLC0414 (a fixture)
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.mail_answers.models import AnswerLink

LINK = re.compile(rf"{re.escape(settings.SITE_ADDRESS)}(/answer/[^/\"\s]+/)")
Make = Callable[..., FollowUp]


@pytest.fixture
def late(make_follow_up: Make, noor: User, morning: datetime) -> FollowUp:
    return make_follow_up("Share the list", owner=noor.person, due_on=morning.date() - timedelta(days=2))


def test_a_late_line_is_done_by_two_presses(late: FollowUp, tell: Tell, morning: datetime, client: Client) -> None:
    [mail] = tell(morning)
    [path] = {*LINK.findall(html_of(mail))}
    assert {*LINK.findall(plain_of(mail))} == {path}
    assert f'{path}done/">Done</a>' in html_of(mail)
    found = PRESS.search(client.get(f"{path}done/").text)
    assert found
    client.post(f"{path}done/", {"press": found[1]})
    assert FollowUp.objects.get().status == Status.DONE


def test_what_is_restricted_or_not_their_own_leads_into_suivi(
    secret: FollowUp, claire: User, noor: User, tell: Tell, morning: datetime
) -> None:
    secret.give_to(noor.person, by=claire)
    FollowUp.objects.update(due_on=morning.date() - timedelta(days=2))
    assert [LINK.findall(html_of(mail)) for mail in tell(morning)] == [[]]
    assert AnswerLink.objects.count() == 0


def test_all_links_of_a_mail_are_stored_at_once(
    make_follow_up: Make, noor: User, tell: Tell, morning: datetime
) -> None:
    for number in range(8):
        make_follow_up(f"Send list {number}", owner=noor.person, due_on=morning.date() - timedelta(days=number + 1))
    [mail] = tell(morning)
    assert (len({*LINK.findall(html_of(mail))}), AnswerLink.objects.count()) == (8, 8)
