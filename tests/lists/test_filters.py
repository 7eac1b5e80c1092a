from collections.abc import Callable

import django_filters as filters
import pytest
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import QueryDict
from django.test import Client, RequestFactory

from tracker.accounts.models import User
from tracker.lists.filters import (
    DayFilter,
    DaysFilter,
    ListFilter,
    NameFilter,
    PeriodFilter,
    TextFilter,
    TickFilter,
    chips,
    query_of,
    unknown_filters,
)
from tracker.lists.quick_choices import arranged, is_requested


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


class ManyFilter(ListFilter):
    kind = filters.ChoiceFilter(label="kind", choices=[("1", "First"), ("2", "Second")], field_name="pk")
    late = TickFilter(label="Late", field_name="pk")
    due = DayFilter(label="Due", field_name="expire_date")
    told = PeriodFilter(label="Told", field_name="expire_date")
    days = DaysFilter(label="Days", field_name="pk")
    words = TextFilter(label="Words", field_name="pk")
    owner = NameFilter(label="Owner", suggestions="directory:person_suggestions", field_name="pk")


@pytest.mark.parametrize(
    ("asked", "label", "value", "is_wrong"),
    [
        ("kind=2", "Kind", "Second", False),
        ("kind=3", "Kind", "3", True),
        ("late=on", "Late", "", False),
        ("due=2018-05-25", "Due", "25 May 2018", False),
        ("due=31/31/2018", "Due", "31/31/2018", True),
        ("told=2018-05", "Told", "May 2018", False),
        ("days=1", "Days", "1", False),
        ("days=0", "Days", "0", True),
        ("days=5000", "Days", "5000", False),
        ("days=5001", "Days", "5001", True),
        (f"words={'x' * 90}", "Words", "x" * 80, False),
    ],
)
def test_a_chip_says_what_a_filter_is_set_to_as_people_read_it(
    asked: str, label: str, value: str, is_wrong: bool
) -> None:
    request = RequestFactory().get(f"/?{asked}&page=x")
    (chip,) = chips(request, ManyFilter(request.GET, Session.objects.all()).form)
    assert (chip.label, chip.value, chip.without, chip.is_wrong) == (label, value, "?", is_wrong)


@pytest.mark.parametrize(
    ("asked", "fits_nothing"), [("key=x", True), ("key=%20", False), ("", False), ("sort=key", False)]
)
def test_a_filter_is_to_blame_for_an_empty_list_only_where_one_is_on_and_there_are_rows(
    asked: str, fits_nothing: bool, rows: list[Session]
) -> None:
    assert SessionFilter(asked, "a").nothing_fits() is fits_nothing
    Session.objects.all().delete()
    assert SessionFilter(asked, "a").nothing_fits() is False


def test_a_form_makes_the_fields_that_are_asked_for_and_knows_the_others() -> None:
    form = ManyFilter(QueryDict("days=1&owner-chosen=Rosa&elsewhere=1"), Session.objects.all()).form
    assert [*form.fields] == [name for name in ManyFilter.base_filters if name in ("days", "owner")]
    assert [*form.whole.base_fields] == [*ManyFilter.base_filters]
    assert form.known >= {*ManyFilter.base_filters}


@pytest.mark.parametrize(("asked", "reads"), [("owner=1", True), ("owner=1&typed=1", False)])
def test_digits_are_a_key_in_a_link_and_a_name_where_they_were_typed(asked: str, reads: bool) -> None:
    form = ManyFilter(QueryDict(asked), Session.objects.all()).form
    assert form.fields["owner"].reads_keys is reads


@pytest.mark.parametrize(
    ("shown", "query", "address"),
    [
        ("", "mine=1", "mine=1"),
        ("group=due&layout=board&page=x&sort=due", "mine=1", "mine=1&group=due&layout=board"),
        ("columns=a%26b&group=", "", "columns=a%26b"),
        ("", "", ""),
    ],
)
def test_a_choice_leaves_a_list_arranged_as_it_is(shown: str, query: str, address: str) -> None:
    assert arranged(RequestFactory().get(f"/?{shown}"), query) == address


def test_a_name_chosen_under_a_filter_is_asked_for_instead_of_the_letters_typed(
    claire: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(claire)
    page = client.get("/follow-ups/?typed=on&owner=Dubios")
    assert '<select class="meant" name="owner-chosen"' in page.text
    asked = client.get("/follow-ups/?typed=on&owner=Dubios&owner-chosen=Claire+Dubois", follow=True)
    assert [chip.value for chip in asked.context["chips"]] == ["Claire Dubois"]
    assert asked.request["QUERY_STRING"] == "typed=on&owner=Claire+Dubois"
