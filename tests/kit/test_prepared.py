"""Queries that are written once and asked many times."""

import pytest

from tracker.directory.models import Organisation
from tracker.kit.prepared import MANY, ONE, Prepared


@pytest.fixture
def keys(wco: Organisation, eu: Organisation, europol: Organisation) -> list[int]:
    return [wco.pk, eu.pk, europol.pk]


def test_what_stands_in_for_a_value_is_filled_in(keys: list[int], eu: Organisation) -> None:
    parts = Prepared.of(Organisation.objects.filter(parent=ONE, name__startswith="European").values("pk"))
    assert [parts.keys(key) for key in keys] == [[], [keys[2]], []]
    assert list(Organisation.objects.filter(pk__in=parts.filled(eu.pk)).values_list("pk", flat=True)) == [keys[2]]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_list_of_any_length_is_filled_in(keys: list[int], count: int) -> None:
    others = Prepared.of(Organisation.objects.exclude(pk__in=[MANY]).values("pk"))
    assert sorted(others.keys(many=keys[:count])) == keys[count:]


def test_both_are_filled_in_beside_values_that_stay(keys: list[int]) -> None:
    rows = Organisation.objects.filter(parent=ONE, pk__in=[MANY], name__contains="100 %s").values("pk")
    assert Prepared.of(rows).keys(keys[1], many=keys) == []
