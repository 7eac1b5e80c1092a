"""Two who decide on the same mail, or make something of the same draft, at the same moment."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Deeds
from tests.incoming_mail.mails import raw
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.incoming_mail.models import Draft, IncomingMail
from tracker.incoming_mail.take_mail import let_in, take_mail

AtOnce = Callable[[Deeds], list[Any]]
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_mail_is_let_in_once(at_once: AtOnce, jonas: User) -> None:
    mail = take_mail(raw("ada@eu.example"))
    at_once([lambda: let_in(IncomingMail.objects.get(pk=mail.pk), by=jonas)] * 4)
    assert at_once([Draft.objects.count]) == [1]


def test_a_draft_becomes_one_follow_up(at_once: AtOnce, claire: User, sign_in: Callable[[User], Client]) -> None:
    take_mail(raw(claire))
    address = f"/from-mail/{Draft.objects.get().pk}/follow-up/"
    typed = {"kind": "other", "strength": "agreed", "owed_by": "us", "classification": "general"}
    clients = [sign_in(claire) for _each in range(3)]

    def press(client: Client, number: int) -> int:
        return client.post(address, typed | {"title": f"Call {number}"}).status_code

    answers = at_once([partial(press, client, number) for number, client in enumerate(clients)])
    assert (answers, at_once([FollowUp.objects.count])) == ([302] * 3, [1])
