"""A query that is written once finds the rows that Django finds by writing it anew, and makes the same of them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Q, Value
from django.db.models.expressions import RawSQL
from django.test import Client

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.lists import speed_tricks
from tracker.lists.compiled_rows import LARGEST, CompiledAround, CompiledRows

pytestmark = pytest.mark.django_db

parts = CompiledRows(
    lambda key, begins: Organisation.objects.filter(parent=key, name__startswith=begins).select_related("parent")
)


def test_keys_are_filled_in_beside_values_that_stay(eu: Organisation, europol: Organisation) -> None:
    asked = [parts(key, begins=begins) for key in (eu.pk, europol.pk, eu.pk) for begins in ("European", "100 %s")]
    assert asked == [[europol], [], [], [], [europol], []]


def test_what_hangs_on_a_row_comes_with_it(eu: Organisation, europol: Organisation) -> None:
    [found] = parts(eu.pk, begins="Eu")
    assert (found.parent, "parent" in found._state.fields_cache) == (eu, True)


def test_several_keys_have_their_places(eu: Organisation, europol: Organisation) -> None:
    either = CompiledRows(lambda *keys: Organisation.objects.filter(pk__in=keys).order_by("pk").values_list("pk"))
    assert [either(europol.pk, eu.pk), either(0, eu.pk)] == [[(eu.pk,), (europol.pk,)], [(eu.pk,)]]


@pytest.mark.parametrize("key", [LARGEST + 1, -LARGEST - 2])
def test_a_number_too_large_for_a_key_finds_nothing(key: int) -> None:
    one = CompiledRows(lambda key: Organisation.objects.filter(pk=key))
    assert one(key) == []


def test_a_key_that_is_reckoned_with_is_refused() -> None:
    above = CompiledRows(lambda key: Organisation.objects.filter(pk=key + 1))
    with pytest.raises(ValueError, match="does more with a key"):
        above(1)


def test_the_query_of_keys_stands_between_values_that_stay(eu: Organisation, europol: Organisation) -> None:
    around = CompiledAround(
        lambda found, begins, last: (
            Organisation.objects.filter(name__startswith=begins)
            .filter(pk__in=found, name__lt=last)
            .annotate(said=Value(begins))
        )
    )
    keys = [(Organisation.objects.filter(parent=key), Organisation.objects.filter(pk=key)) for key in (eu.pk, 0)]
    found = [RawSQL(*rows.values("pk").query.sql_with_params()) for pair in keys for rows in pair]
    asked = [[row.said for row in around(each, begins="Eu", last="F")] for each in found]
    assert asked == [["Eu"], ["Eu"], [], []]
    assert around(found[0], begins="Eu", last="Eu") == []
    assert around(found[1], begins="100 %s", last="F") == []


@pytest.mark.parametrize("build", [
    lambda found: Organisation.objects.all(),
    lambda found: Organisation.objects.filter(Q(pk__in=found) | Q(parent__in=found)),
])  # fmt: skip
def test_what_is_found_is_looked_up_in_once(build: Callable[[Any], Any]) -> None:
    with pytest.raises(ValueError, match="does more with what is found"):
        CompiledAround(build)(RawSQL("SELECT 1", ()))


@pytest.mark.one_database
def test_the_page_of_a_follow_up_says_the_same_without_it(
    monkeypatch: pytest.MonkeyPatch, sign_in: Callable[[User], Client], secret: FollowUp, invitation: FollowUp,
    claire: User, omar: User,
) -> None:  # fmt: skip
    clients = [sign_in(user) for user in (claire, omar)]

    def pages() -> list[tuple[int, str]]:
        asked = [client.get(each.get_absolute_url()) for client in clients for each in (secret, invitation)]
        # What changes with every request.
        return [(page.status_code, re.sub(r'value="\w{64}"', "", page.content.decode())) for page in asked]

    fast = pages()
    monkeypatch.setattr(speed_tricks, "is_on", False)
    assert pages() == fast
    assert {status for status, _page in fast} == {200, 404}
