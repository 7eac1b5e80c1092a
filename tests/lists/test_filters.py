import pytest
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import QueryDict

from tracker.lists.filters import ListFilter, TextFilter


class SessionFilter(ListFilter):
    key = TextFilter(label="Key", method="with_key")
    data = TextFilter(label="Data", field_name="session_data")

    def __init__(self, query: str, wanted: str) -> None:
        self.wanted = wanted
        super().__init__(QueryDict(query), Session.objects.all())

    def with_key(self, rows: QuerySet[Session], _name: str, value: str) -> QuerySet[Session]:
        return rows.filter(pk=value, session_data=self.wanted)


@pytest.fixture
def rows(db: None) -> list[Session]:
    made = [Session(pk=f"{data}-1", session_data=data, expire_date="2018-05-25T00:00Z") for data in "ab"]
    return Session.objects.bulk_create(made)


def found(filtered: SessionFilter) -> list[str]:
    assert filtered.is_valid()
    return [row.pk for row in filtered.qs.order_by("pk")]


def test_each_request_filters_by_its_own_method_and_values(rows: list[Session]) -> None:
    first, second = SessionFilter("key=a-1", "a"), SessionFilter("key=a-1", "b")
    assert (found(first), found(second)) == (["a-1"], [])


def test_a_form_still_says_what_is_wrong(rows: list[Session]) -> None:
    filtered = SessionFilter("data=a%E2%80%AEb", "a")
    assert not filtered.is_valid()
    assert list(filtered.form.errors) == ["data"]
