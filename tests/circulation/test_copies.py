"""A copy that breaks off on its way."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tracker.accounts.models import User
from tracker.background.mail_rows import CUT_OFF
from tracker.circulation.models import Copy
from tracker.records.models import Record

SignIn = Callable[[User], Client]


def test_what_breaks_off_once_it_was_mailed_is_not_mailed_twice(
    going_round: Record, claire: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, client = Copy.objects.earliest("id"), sign_in(claire)
    client.raise_request_exception = False

    def broken(*_given: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(Copy, "close", broken)
        client.post(f"/copies/{copy.pk}/send/")
    client.post(f"/copies/{copy.pk}/send/")
    assert (Copy.objects.get(pk=copy.pk).status, len(mail.outbox)) == ("handed", 1)
    Copy.objects.filter(pk=copy.pk).update(at=timezone.now() - 2 * CUT_OFF)
    client.post(f"/copies/{copy.pk}/send/")
    assert (Copy.objects.get(pk=copy.pk).status, len(mail.outbox)) == ("sent", 2)


def test_the_page_asks_as_little_of_many_who_agree_as_of_one(
    going_round: Record, claire: User, sign_in: SignIn
) -> None:
    client, address, asked = sign_in(claire), f"/records/{going_round.pk}/round/", []
    client.get(address)
    for copy in Copy.objects.order_by("id"):
        copy.agree(going_round.latest)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))
    assert (len(asked), len(set(asked))) == (2, 1)
