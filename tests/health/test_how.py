"""The page of administrators: how Suivi is, what was given up, and beginning it again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tracker.accounts.models import User
from tracker.background.models import Beat, Work
from tracker.background.periodic_work import forget
from tracker.health.models import Fault
from tracker.setup.version import VERSION

SignIn = Callable[[User], Client]


@pytest.fixture
def given_up(db: None) -> Work:
    forget.enqueue()
    Work.objects.update(status="FAILED", worker_ids=list("abcde"), finished_at=timezone.now(), traceback="KeyError")
    work: Work = Work.objects.get()
    return work


def test_it_tells_of_the_worker_and_the_version(jonas: User, sign_in: SignIn) -> None:
    page = sign_in(jonas).get("/health/").text
    assert ("Nobody is at work" in page, VERSION in page, "People signed in" in page) == (True, True, True)
    Beat.objects.create(worker="one", at=timezone.now())
    assert "Somebody is at work" in sign_in(jonas).get("/health/").text


def test_it_tells_of_errors(jonas: User, sign_in: SignIn) -> None:
    Fault.note("ValueError", "tracker/x.py, f, line 3", address="/reports/", request="5f0c2a9d01b7e3c4")
    page = sign_in(jonas).get("/health/").text
    assert [words in page for words in ("ValueError", "tracker/x.py", "/reports/", "5f0c2a9d01b7e3c4")] == [True] * 4


def test_what_was_given_up_is_begun_again_once(given_up: Work, jonas: User, sign_in: SignIn) -> None:
    browser, address = sign_in(jonas), f"/health/given-up/{given_up.pk}/again/"
    assert address in browser.get("/health/").text
    pages = [browser.post(address, follow=True).text for _press in range(2)]
    assert ["it is begun again" in page for page in pages] == [True, False]
    work = Work.objects.get()
    assert (work.status, work.worker_ids, work.finished_at) == ("READY", [], None)


def test_with_all_there_is_it_asks_so_few_questions(
    given_up: Work, jonas: User, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    Fault.note("ValueError", "tracker/x.py, f, line 3", address="/reports/", request="5f0c2a9d01b7e3c4")
    browser = sign_in(jonas)
    browser.get("/health/")
    with django_assert_max_num_queries(24):
        browser.get("/health/")


def test_who_began_it_again_stands_in_a_row_and_on_the_page(given_up: Work, jonas: User, sign_in: SignIn) -> None:
    browser = sign_in(jonas)
    for _press in range(2):
        browser.post(f"/health/given-up/{given_up.pk}/again/")
    assert [(row.user, row.object_id) for row in Work.begun_again()] == [(jonas, str(given_up.pk))]
    page = browser.get("/health/").text
    assert f"<td>{jonas}</td>" in page


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_once_one_begins_it(given_up: Work, jonas: User, at_once: Any) -> None:
    assert sorted(at_once([lambda: given_up.begin_again(by=jonas)] * 2)) == [False, True]
    assert at_once([Work.begun_again().count]) == [1]
