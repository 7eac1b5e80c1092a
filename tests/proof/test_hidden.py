"""What somebody must find no trace of is found in an answer, escaped or not, until it is opened to them."""

from email.message import Message

import pytest

from proof.browser import Answer
from proof.crawl.hidden import Hidden
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.django_db


def test_a_hidden_title_is_found(secret: FollowUp, noor: User) -> None:
    secret.edit(by=secret.recorder, title="Ask <them> for more")
    hidden, page = Hidden(), Answer(200, Message(), b"<h1>Ask &lt;them&gt; for more</h1>")
    shown = {who: hidden.shown(who, page) for who in ("claire", "noor", "stranger")}
    assert shown == {"claire": [], "noor": ["Ask <them> for more"], "stranger": ["Ask <them> for more"]}
    Meeting.objects.update(classification="general")
    FollowUp.objects.update(classification="general")
    assert hidden.shown("stranger", Answer(200, Message(), b"<h1>Sign in</h1>")) == []
