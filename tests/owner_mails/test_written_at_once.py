"""Several workers who see to owners at the same moment write and send each mail once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tests.accounts.conftest import Letterbox
from tests.conftest import Deeds
from tests.notifications.conftest import mails
from tracker.follow_ups.models import FollowUp
from tracker.owner_mails.models import OwnerLine, OwnerMail
from tracker.owner_mails.write_mails import send_waiting, today_of_house, write_mails

AtOnce = Callable[[Deeds], list[Any]]


@pytest.mark.django_db(transaction=True)
def test_each_mail_goes_out_once(
    at_once: AtOnce, owed: FollowUp, sends: None, letterbox: Letterbox, morning: datetime
) -> None:
    FollowUp.objects.update(due_on=morning.date())
    at_once([lambda: write_mails(today_of_house(morning))] * 3)
    at_once([lambda: send_waiting(10, morning)] * 3)
    assert at_once([OwnerMail.objects.count, OwnerLine.objects.count]) == [1, 1]
    assert len(mails(letterbox)) == 1
