"""A form that is sent again with other words, or after what it made was removed, loses nothing and says so."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.needs.models import Need
from tracker.pledges.models import Pledge
from tracker.reports.models import Mailing

pytestmark = pytest.mark.django_db

Typed = dict[str, str]
# By its page: what it makes, what is typed, and the field that is typed anew.
FORMS: dict[str, tuple[Any, Typed, str]] = {
    "/follow-ups/new/": (FollowUp, {"title": "Speak first"}, "title"),
    "/meetings/log/": (Meeting, {"title": "Call", "held_on": "28 May 2018"}, "title"),
    "/mandates/activities/new/": (
        Activity, {"title": "Training", "when": "May 2018", "mandates": "S/RES/2347 (2017)"}, "title",
    ),
    "/pledges/new/": (Pledge, {"donor": "European Union", "amount": "10", "currency": "EUR"}, "amount"),
    "/follow-ups/{follow_up}/needs/new/": (Need, {"amount": "10", "currency": "EUR"}, "amount"),
    "/reports/mailed/new/": (Mailing, {"name": "10", "what": "report-owner", "addresses": "a@b.example"}, "name"),
}  # fmt: skip
COLUMN = {"amount": "quantity"}


@pytest.fixture
def keys(eu: Organisation, resolution: Mandate, make_follow_up: Callable[..., FollowUp]) -> dict[str, int]:
    return {"follow_up": make_follow_up().pk}


def send_again(client: Client, answer: Any) -> Any:
    """As the button of the page does."""
    return client.post(answer.wsgi_request.get_full_path(), dict(answer.context["typed"]))


@pytest.mark.parametrize("path", FORMS)
def test_other_words_in_the_same_form_are_asked_about_and_then_make_another(
    path: str, keys: dict[str, int], amina: User, sign_in: Callable[[User], Client]
) -> None:
    model, typed, name = FORMS[path]
    client, address = sign_in(amina), path.format(**keys)
    sent = as_sent(client.get(address), **typed)
    before, entries = model.objects.count(), Entry.objects.count
    answers = [client.post(address, sent), client.post(address, sent)]
    written, other = entries(), client.post(address, sent | {name: "20"})
    made = model.objects.order_by("pk").last()
    assert [answer.status_code for answer in (*answers, other)] == [302, 302, 409]
    assert (model.objects.count() - before, entries()) == (1, written)
    link = getattr(made, "get_absolute_url", str)()
    assert (f'href="{link}"' in other.text) is (model is not Need)
    assert [send_again(client, other).status_code for _press in range(2)] == [302, 302]
    another = model.objects.order_by("pk").last()
    assert (model.objects.count() - before, str(getattr(another, COLUMN.get(name, name)))) == (2, "20")


@pytest.mark.parametrize("path", FORMS)
def test_what_was_removed_since_is_not_said_to_be_made(
    path: str, keys: dict[str, int], amina: User, sign_in: Callable[[User], Client]
) -> None:
    model, typed, _name = FORMS[path]
    client, address = sign_in(amina), path.format(**keys)
    sent = as_sent(client.get(address), **typed)
    client.post(address, sent)
    made = model.objects.order_by("pk").last()
    made.remove(by=amina)
    answer = client.post(address, sent)
    assert (answer.status_code, str(made) in answer.text.partition("<main")[2].partition("<form")[0]) == (409, False)
    assert "What was made from it was removed since." in answer.text
    assert (send_again(client, answer).status_code, model.objects.order_by("pk").last().removed_at) == (302, None)


@pytest.mark.parametrize("path", ["/follow-ups/new/", "/mandates/activities/new/", "/pledges/new/"])
@pytest.mark.parametrize("is_removed", [False, True])
def test_what_its_maker_sees_no_more_is_not_told_by_the_form_that_made_it(
    path: str, is_removed: bool, keys: dict[str, int], claire: User, amina: User, sign_in: Callable[[User], Client]
) -> None:
    model, typed, _name = FORMS[path]
    client, before = sign_in(claire), model.objects.count()
    sent = as_sent(client.get(path), **typed)
    client.post(path, sent)
    made = model.objects.order_by("pk").last()
    closed = Meeting.log(by=amina, title="Safety", held_on=date(2018, 6, 1), classification="restricted")
    made.edit(by=amina, meeting=closed, detail="Pay the witness")
    if is_removed:
        made.remove(by=amina)
    answer = client.post(path, sent)
    said = answer.text.partition("<main")[2]
    assert (answer.status_code, str(made) in said.partition("<form")[0], "witness" in answer.text) == (
        409,
        False,
        False,
    )
    assert ("Send it again to make another" in said, "was removed since" in said) == (True, False)
    assert (send_again(client, answer).status_code, model.objects.count() - before) == (302, 2)


def test_the_form_comes_back_with_what_was_typed_and_a_key_of_its_own(
    claire: User, sign_in: Callable[[User], Client]
) -> None:
    client, address = sign_in(claire), "/follow-ups/new/"
    sent = as_sent(client.get(address), title="Speak first")
    client.post(address, sent)
    asked = client.post(address, sent | {"title": "Speak second"})
    back = client.post(address, dict(asked.context["typed"]) | {"opening": "back"})
    form = client.get(back.url)
    assert (FollowUp.objects.count(), 'value="Speak second"' in form.text) == (1, True)
    assert (client.post(address, as_sent(form)).status_code, FollowUp.objects.count()) == (302, 2)
