import pytest
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import QueryDict
from django.test import RequestFactory

from tracker.lists.filters import ListFilter, TextFilter, chips, query_of, unknown_filters
from tracker.lists.quick_choices import is_requested


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


def test_a_chip_and_a_query_lead_to_the_first_page(rows: list[Session]) -> None:
    request = RequestFactory().get("/", {"key": "a-1", "data": "a", "sort": "key", "page": "cursor"})
    filtered = SessionFilter(request.META["QUERY_STRING"], "a")
    assert [(chip.label, chip.value, chip.without) for chip in chips(request, filtered.form)] == [
        ("Key", "a-1", "?data=a&sort=key"),
        ("Data", "a", "?key=a-1&sort=key"),
    ]
    assert query_of(request) == "key=a-1&data=a&sort=key"


def test_five_unknown_filters_are_named_with_40_letters_of_each() -> None:
    request = RequestFactory().get("/", {"known": "1", **{f"{number}" + "x" * 50: "1" for number in range(6)}})
    assert unknown_filters(request, {"known"}) == [f"{number}" + "x" * 39 for number in range(5)]


@pytest.mark.parametrize(
    ("asked", "is_on"),
    [
        ("mine=1", True),
        ("mine=1&sort=due&page=x&columns=a&group=b&layout=c", True),
        ("mine=1&partner=", True),
        ("mine=1&partner=2", False),
        ("", False),
    ],
)
def test_a_choice_is_on_however_its_list_is_sorted_paged_and_arranged(asked: str, is_on: bool) -> None:
    assert is_requested(RequestFactory().get(f"/?{asked}"), "mine=1") == is_on
