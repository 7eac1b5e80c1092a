"""Events whose day is not fixed yet."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Invitation

SignIn = Callable[[User], Client]
WEEK_AFTER = "the week after his visit"
LEAST = {"title": "Workshop", "direction": "received", "role": "speaker", "zone": "Brussels", "place": "Brussels"}


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def enter(client: Client, follow_up: FollowUp, **typed: Any) -> Any:
    return client.post(reverse("invitations:event", args=[follow_up.pk]), LEAST | typed)


@pytest.mark.parametrize(
    ("words", "days", "said"),
    [
        (WEEK_AFTER, (date(2018, 5, 28), date(2018, 6, 3)), WEEK_AFTER),
        ("June 2018", (date(2018, 6, 1), date(2018, 6, 30)), "June 2018"),
        ("3 to 5 June 2018", (date(2018, 6, 3), date(2018, 6, 5)), ""),
        ("in two weeks", (date(2018, 6, 8), date(2018, 6, 8)), ""),
        ("31 May", (date(2018, 5, 31), date(2018, 5, 31)), ""),
    ],
)
def test_its_days_are_as_said_from_the_meeting(
    invitation: FollowUp, client: Client, words: str, days: tuple[date, date], said: str
) -> None:
    enter(client, invitation, first_day=words)
    event = Invitation.objects.get()
    assert (event.days, event.days_said) == (days, said)


def test_every_day_of_the_form_counts_from_the_meeting(invitation: FollowUp, client: Client) -> None:
    enter(client, invitation, first_day="31 May", last_day="2 June", reply_by="in three days")
    event = Invitation.objects.get()
    assert (event.days, event.reply_by) == ((date(2018, 5, 31), date(2018, 6, 2)), date(2018, 5, 28))


def test_a_field_sends_along_only_what_stands_on_its_form(invitation: FollowUp, client: Client) -> None:
    """Of a meeting that is settled there is no field."""
    log, edit = reverse("follow_ups:new"), reverse("follow_ups:edit", args=[invitation.pk])
    forms = [client.get(f"{log}?meeting={invitation.meeting_id}"), client.get(edit), client.get(log)]
    sent = [("[name=meeting]" in page.text, 'name="meeting"' in page.text) for page in forms]
    assert [sends for sends, _there in sent] == [there for _sends, there in sent]


def test_the_steps_are_laid_back_from_the_first_of_them(invitation: FollowUp, client: Client) -> None:
    enter(client, invitation, first_day="10 to 16 June 2030 (June 2030)")
    steps = Invitation.objects.get().steps
    assert steps.get(kind="travel").due_on < date(2030, 6, 1) == Invitation.objects.get().days[0]


def test_pages_say_the_words_and_the_form_gives_them_back(invitation: FollowUp, client: Client) -> None:
    enter(client, invitation, first_day=WEEK_AFTER)
    said = f"{WEEK_AFTER} (28 May to 3 June 2018)"
    page = client.get(invitation.get_absolute_url())
    assert f"<dt>When</dt><dd>{said}</dd>" in page.text
    form = client.get(reverse("invitations:event", args=[invitation.pk])).context["form"]
    assert (form["first_day"].value(), form["last_day"].value()) == (said, None)


def test_once_the_day_is_known_the_words_go(invitation: FollowUp, client: Client) -> None:
    enter(client, invitation, first_day=WEEK_AFTER)
    enter(client, invitation, first_day="31 May 2018", begins="09:30")
    event = Invitation.objects.get()
    assert (event.said, event.days) == (None, (date(2018, 5, 31), date(2018, 5, 31)))


@pytest.mark.parametrize("name", ["last_day", "begins", "until"])
def test_what_is_not_fixed_has_no_times(invitation: FollowUp, client: Client, name: str) -> None:
    typed = {"last_day": "3 June 2018", "begins": "09:30", "until": "10:30"}
    errors = enter(client, invitation, first_day=WEEK_AFTER, **{name: typed[name]}).context["form"].errors
    assert errors[name][0] == "The day is not fixed yet: leave this empty, or type the day."
