"""The desk leads to what was mailed in."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.incoming_mail.mails import mail_of
from tracker.accounts.models import User
from tracker.incoming_mail.models import Draft, IncomingMail, State

SignIn = Callable[[User], Client]


@pytest.fixture
def draft(claire: User) -> Draft:
    mail = IncomingMail.objects.create(message_id="1", sender=claire.email, size=1, state=State.TAKEN)
    at = datetime(2027, 7, 5, 10, tzinfo=UTC)
    draft: Draft = Draft.objects.create(mail=mail, user=claire, title=str(mail_of(claire)["subject"]), at=at)
    return draft


def test_a_draft_lies_on_the_desk_of_its_sender_until_something_is_made_of_it(
    draft: Draft, sign_in: SignIn, claire: User, noor: User
) -> None:
    link = f'href="{draft.get_absolute_url()}"'
    page = sign_in(claire).get("/").text
    assert (link in page, "Mon 5 July · make a follow-up or a record of it" in page) == (True, True)
    assert link not in sign_in(noor).get("/").text
    draft.claim()
    assert link not in sign_in(claire).get("/").text
