"""The last deed of a session is undone from any page, also when its message has gone."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.kit.form_responses import LAST_DEED, OFFERED
from tracker.tags.models import Tag

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
BUTTON = '<button data-key="z" aria-label="([^"]*)"'
FORM = re.compile(rf'<form method="post" action="([^"]*)"[^>]*>\s*<input[^>]*>\s*{BUTTON}')


def offered(client: Client, page: str = "/meetings/") -> list[tuple[str, str]]:
    """Where the bar above every page undoes the last deed, and what it is called."""
    return [(address, unescape(name)) for address, name in FORM.findall(client.get(page).text)]


def begin(client: Client, follow_up: FollowUp) -> str:
    """Where it is undone."""
    client.post(reverse("follow_ups:move", args=[follow_up.pk, "in_progress"]), {"version": follow_up.version})
    return reverse("follow_ups:undo", args=[follow_up.pk, follow_up.history.first().pk])


def test_it_is_offered_on_every_page_until_it_is_undone(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    assert offered(client) == []
    undo = begin(client, invitation)
    name = f"Undo: {invitation.reference} is now: In progress"
    assert [offered(client, page) for page in ("/", "/meetings/", "/keys/")] == [[(undo, name)]] * 3
    client.post(undo)
    assert (FollowUp.objects.get().status, offered(client)) == ("open", [])


def test_a_name_that_looks_like_a_tag_is_said_as_it_is(amina: User, sign_in: SignIn) -> None:
    client, tag = sign_in(amina), Tag.write("<b>risk & ports", by=amina)
    client.post(reverse("tags:remove", args=[tag.pk]))
    assert [name for _address, name in offered(client)] == ["Undo: The tag <b>risk & ports is removed."]


def test_another_session_and_a_later_hour_offer_nothing(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    client, other = sign_in(claire), sign_in(claire)
    begin(client, invitation)
    session = client.session
    session[LAST_DEED] = {**session[LAST_DEED], "at": session[LAST_DEED]["at"] - OFFERED}
    session.save()
    assert (offered(client), offered(other)) == ([], [])


def test_what_changed_since_stays_and_is_not_offered_again(
    invitation: FollowUp, claire: User, amina: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    undo = begin(client, invitation)
    FollowUp.objects.get().move_to("done", by=amina)
    page = client.post(undo, follow=True).text
    assert ("Amina Rahman changed it again since" in page, offered(client)) == (True, [])


def test_who_may_do_it_no_more_may_not_undo_it_and_is_offered_it_no_more(
    invitation: FollowUp, claire: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    undo = begin(client, invitation)
    User.objects.filter(pk=claire.pk).update(role="reader")
    FollowUp.objects.update(owner=None)
    assert (client.get(undo).status_code, len(offered(client))) == (405, 1)
    assert (client.post(undo).status_code, FollowUp.objects.get().status) == (403, "in_progress")
    assert offered(client) == []


def test_the_undo_of_what_one_sees_no_more_is_offered_no_more(
    invitation: FollowUp, claire: User, amina: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    undo = begin(client, invitation)
    FollowUp.objects.update(classification="restricted", recorder=amina, owner=None, meeting=None)
    assert (client.post(undo).status_code, offered(client)) == (404, [])


def test_a_change_of_many_is_undone_from_the_next_page(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    bulk = client.post("/follow-ups/changes/new/", {"row": [invitation.pk]}).headers["Location"]
    client.post(f"{bulk}do/", {"priority": "1"})
    undo = f"{bulk}undo/"
    assert offered(client) == [(undo, "Undo: Change of several follow-ups")]
    client.post(undo)
    assert (FollowUp.objects.get().priority, offered(client)) == (None, [])
