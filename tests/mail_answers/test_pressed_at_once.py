"""Who presses twice at the same moment, or by the links of two mails, answers once."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Deeds
from tests.mail_answers.test_by_link import PRESS, path_for
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.mail_answers.models import Answer

AtOnce = Callable[[Deeds], list[Any]]
pytestmark = pytest.mark.django_db(transaction=True)


def sent(path: str, deed: str, **typed: str) -> Callable[[], int]:
    found = PRESS.search(Client().get(f"{path}{deed}/").text)
    assert found
    return partial(post, f"{path}{deed}/", {"press": found[1], **typed})


def post(address: str, typed: dict[str, str]) -> int:
    return Client().post(address, typed).status_code


def test_one_form_is_pressed_once(at_once: AtOnce, owed: FollowUp, coordinator: Person) -> None:
    press = sent(path_for(owed, coordinator), "done", note="Sent.")
    answers = at_once([press] * 3)
    counted = at_once([Entry.objects.filter(verb="moved").count, Answer.objects.count])
    assert (answers, counted) == ([302] * 3, [1, 1])


def test_by_the_links_of_two_mails_it_is_done_once(at_once: AtOnce, owed: FollowUp, coordinator: Person) -> None:
    answers = at_once([sent(path_for(owed, coordinator), "done") for _mail in range(2)])
    assert (sorted(answers), at_once([Entry.objects.filter(verb="moved").count])) == ([302, 409], [1])
