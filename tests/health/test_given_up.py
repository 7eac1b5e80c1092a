"""Work that was given up: administrators are told by mail, of each kind at most once a day."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tracker.accounts.models import User
from tracker.background.models import Work
from tracker.background.periodic_work import forget
from tracker.exports.tasks import forget_exports
from tracker.health.models import Fault
from tracker.health.tasks import send, tell_given_up

SECRET = "quetzalcoatl"


@pytest.fixture
def fail(jonas: User) -> Callable[..., None]:
    def failed(task: Any, ago: timedelta = timedelta(minutes=5)) -> None:
        pk = task.enqueue().id
        given_up = {"status": "FAILED", "traceback": SECRET, "exception_class_path": "builtins.KeyError"}
        Work.objects.filter(pk=pk).update(**given_up, finished_at=timezone.now() - ago)

    return failed


def subjects() -> list[str]:
    tell_given_up.func()
    send.func()
    return [letter.subject for letter in mail.outbox]


def test_each_kind_is_mailed_once_a_day(fail: Callable[..., None]) -> None:
    for task in (forget, forget, forget_exports):
        fail(task)
    both = {"Suivi: work was given up, Let go of what is over", "Suivi: work was given up, Throw old files away"}
    assert ({*subjects()}, len(subjects())) == (both, 2)
    fail(forget)
    assert len(subjects()) == 2
    Fault.objects.update(mailed_at=timezone.now() - timedelta(hours=25))
    assert len(subjects()) == 4


def test_what_was_told_of_is_not_told_again_the_next_day(fail: Callable[..., None]) -> None:
    fail(forget, timedelta(hours=23))
    assert len(subjects()) == 1
    Fault.objects.update(mailed_at=timezone.now() - timedelta(hours=24, minutes=1))
    Work.objects.update(finished_at=timezone.now() - timedelta(hours=25))
    assert len(subjects()) == 1


def test_what_failed_a_moment_ago_may_be_tried_again_first(fail: Callable[..., None]) -> None:
    fail(forget, timedelta(seconds=1))
    assert subjects() == []


def test_the_mail_says_which_and_how_often_and_leads_to_the_page_and_quotes_nothing(
    fail: Callable[..., None], jonas: User
) -> None:
    fail(forget)
    fail(forget)
    subjects()
    (letter,) = mail.outbox
    assert (letter.to, "Times, within a day: 2" in letter.body, "/health/" in letter.body) == (
        [jonas.email],
        True,
        True,
    )
    assert SECRET not in f"{letter.subject} {letter.body}"


def test_on_the_page_it_stands_as_work_and_not_as_an_error(
    fail: Callable[..., None], jonas: User, sign_in: Callable[[User], Client]
) -> None:
    fail(forget)
    subjects()
    page = sign_in(jonas).get("/health/").text
    assert ("Work that was given up" in page, "Errors in the last week" in page) == (True, False)
