"""`manage.py demo`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tracker.accounts.models import User
from tracker.demo.management.commands import demo
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

REFUSAL = "This database holds data already: the demo loads into an empty one only."


def test_the_demo_loads_once_and_says_who_may_sign_in() -> None:
    out, before, after = StringIO(), StringIO(), StringIO()
    call_command("demo", sign_ins=True, stdout=before)
    call_command("demo", stdout=out)
    call_command("demo", sign_ins=True, stdout=after)
    assert out.getvalue().splitlines()[:2] == [
        "The demo is loaded. Sign in with the password suivi demo as",
        "  claire@suivi.example (officer)",
    ]
    assert before.getvalue() == ""
    assert after.getvalue() == out.getvalue().replace("The demo is loaded. Sign in", "Sign in to the demo")
    with pytest.raises(CommandError) as refusal:
        call_command("demo")
    assert str(refusal.value) == REFUSAL
    assert FollowUp.objects.count() == 141


def test_a_database_with_one_user_is_left_alone() -> None:
    User.objects.create_user("somebody@example.org", name="Somebody")
    with pytest.raises(CommandError) as refusal:
        call_command("demo")
    assert str(refusal.value) == REFUSAL
    assert (User.objects.count(), Meeting.objects.count()) == (1, 0)


def test_it_says_nothing_when_asked_for_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is loaded says nothing by itself."""
    monkeypatch.setattr(demo, "load", lambda _today: None)
    out = StringIO()
    call_command("demo", verbosity=0, stdout=out)
    assert out.getvalue() == ""
