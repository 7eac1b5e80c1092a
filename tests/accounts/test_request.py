from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from tracker.accounts.models import User
from tracker.accounts.request import begin_page, keys_once_a_page
from tracker.meetings.access import opened
from tracker.meetings.models import Meeting
from tracker.records.access import open_to


def asked_by(user: User, method: str) -> User:
    request = RequestFactory().generic(method, "/")
    request.user = user
    begin_page(request)
    return user


def test_what_is_open_to_somebody_is_found_once_while_a_page_is_made(
    claire: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    asked_by(claire, "GET")
    with django_assert_num_queries(4):
        for _query in range(3):
            list(Meeting.objects.visible_to(claire).values_list("pk")[:1])
            keys_once_a_page(claire, opened())


def test_what_closes_follow_ups_is_written_down_once_while_a_page_is_made(claire: User) -> None:
    asked_by(claire, "GET")
    assert open_to(claire) is open_to(claire)
    claire.found_out = None
    assert open_to(claire) is not open_to(claire)


def test_what_a_post_opens_is_seen_at_once(visit: Meeting, noor: User, amina: User) -> None:
    asked_by(noor, "POST")
    visit.change("changed", by=amina, classification="restricted")
    assert not Meeting.objects.visible_to(noor).filter(pk=visit.pk).exists()
    visit.readers.add(noor.person)
    assert Meeting.objects.visible_to(noor).filter(pk=visit.pk).exists()
