"""Merging many rows, and two people who merge at once."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tracker.accounts.models import User
from tracker.directory.merging import merge as merge_module
from tracker.directory.merging import take_apart as take_apart_module
from tracker.directory.merging.merge import merge
from tracker.directory.merging.take_apart import take_apart
from tracker.directory.merging.tasks import move_what_came_late
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp


def followed(number: int, partner: Organisation, by: User) -> None:
    """So many follow-ups with this partner."""
    rows = [
        FollowUp(reference=f"F-2018-{each:06}", title=f"Letter {each}", recorder=by, partner=partner)
        for each in range(number)
    ]
    FollowUp.objects.bulk_create(rows)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3, 300])
def test_as_many_questions_are_asked_however_many_rows_are_moved(
    number: int, eu: Organisation, claire: User, amina: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    twin = Organisation.add(by=None, name="The European Union")
    followed(number, twin, claire)
    with django_assert_num_queries(38):
        done = merge(twin, eu, by=amina)
    with django_assert_num_queries(18):
        take_apart(done, by=amina)
    assert FollowUp.objects.filter(partner=twin).count() == number


@pytest.mark.django_db
def test_however_many_rows_are_moved_no_query_names_more_than_so_many(
    eu: Organisation, claire: User, amina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database takes only so many: of as many as a house may have, all would be refused."""
    for module in (merge_module, take_apart_module):
        monkeypatch.setattr(module, "AT_ONCE", 100)
    twin = Organisation.add(by=None, name="The European Union")
    followed(150, twin, claire)
    with CaptureQueriesContext(connection) as queries:
        take_apart(merge(twin, eu, by=amina), by=amina)
    assert max(longest_list(each["sql"]) for each in queries) == 100
    assert FollowUp.objects.filter(partner=twin).count() == 150


def longest_list(sql: str) -> int:
    return max((each.count(",") + 1 for each in re.findall(r"IN \(([\d, ]+)\)", sql)), default=0)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_at_once_both_ways_one_is_told_so(
    at_once: Callable[..., list[Any]], eu: Organisation, amina: User, mei: User
) -> None:
    twin = Organisation.add(by=None, name="The European Union")
    deeds = [lambda: merge(twin, eu, by=amina), lambda: merge(eu, twin, by=mei)]
    found = at_once(deeds)
    assert sorted(isinstance(each, ValidationError) for each in found) == [False, True]
    assert at_once([lambda: Organisation.objects.filter(pk__in=[eu.pk, twin.pk], merged_into=None).count()]) == [1]


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_in_a_row_at_once_leave_one_that_stands_for_all(
    at_once: Callable[..., list[Any]], eu: Organisation, claire: User, amina: User, mei: User
) -> None:
    first, second = (Organisation.add(by=None, name=name) for name in ("The European Union", "Union"))
    followed(3, first, claire)
    at_once([lambda: merge(first, second, by=amina), lambda: merge(second, eu, by=mei)])

    def named_though_merged() -> int:
        return FollowUp.objects.exclude(partner__merged_into=None).count()

    assert at_once([named_though_merged]) == [0]


@pytest.mark.django_db
def test_what_was_written_in_the_very_moment_of_the_merge_is_moved_and_goes_back_with_the_rest(
    eu: Organisation, claire: User, amina: User
) -> None:
    twin = Organisation.add(by=None, name="The European Union")
    done = merge(twin, eu, by=amina)
    followed(2, twin, claire)
    move_what_came_late.call()
    move_what_came_late.call()
    assert {*FollowUp.objects.values_list("partner", flat=True)} == {eu.pk}
    done.refresh_from_db()
    assert take_apart(done, by=amina) == 0
    assert {*FollowUp.objects.values_list("partner", flat=True)} == {twin.pk}
