from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.db.models.functions import Length, Lower, TruncDate
from django.utils import translation
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.lists.keyset_ordering import Order, values_of
from tracker.lists.paging import Count, Page, capped_count, capped_counts, read_page

pytestmark = pytest.mark.django_db

NOON = datetime(2018, 5, 25, 12, tzinfo=UTC)
ORDERS = [
    Order(key, by, descending)
    for key, by in {
        "moment": "expire_date",
        "day": TruncDate("expire_date"),
        "words": "session_data",
        "folded words": Lower("session_data"),
        "length": Length("session_data"),
    }.items()
    for descending in (False, True)
]
BY_MOMENT = Order("moment", "expire_date")
MOST_PAGES = 25
KEYS = {
    "moment": lambda row: row.expire_date,
    "day": lambda row: row.expire_date.date(),
    "words": lambda row: row.session_data,
    "folded words": lambda row: row.session_data.lower(),
    "length": lambda row: len(row.session_data),
}


def make_rows(places: list[int]) -> list[Session]:
    """One row a place; equal places sort alike in every order."""
    Session.objects.all().delete()
    return Session.objects.bulk_create(
        Session(pk=f"{number:04}", session_data="x" * (place + 1), expire_date=NOON + timedelta(days=place))
        for number, place in enumerate(places)
    )


def walk(order: Order, size: int) -> list[Page[Session]]:
    pages = [read_page(Session.objects.all(), order, None, size)]
    while pages[-1].next and len(pages) < MOST_PAGES:
        pages.append(read_page(Session.objects.all(), order, pages[-1].next, size))
    return pages


def keys(page: Page[Any]) -> list[str]:
    return [row.pk for row in page.rows]


places = st.lists(st.integers(0, 4), max_size=20)


@settings(deadline=None)
@given(places=places, order=st.sampled_from(ORDERS), size=st.integers(1, 7))
def test_going_on_shows_every_row_once_and_in_order(places: list[int], order: Order, size: int) -> None:
    rows = make_rows(places)
    expected = sorted(rows, key=lambda row: (KEYS[order.key](row), row.pk), reverse=order.descending)
    shown = [key for page in walk(order, size) for key in keys(page)]
    assert shown == [row.pk for row in expected]


@settings(deadline=None)
@given(places=places, order=st.sampled_from(ORDERS), size=st.integers(1, 7))
def test_going_back_shows_the_same_pages_again(places: list[int], order: Order, size: int) -> None:
    make_rows(places)
    onwards = walk(order, size)
    back = [onwards[-1]]
    while back[-1].previous and len(back) < MOST_PAGES:
        back.append(read_page(Session.objects.all(), order, back[-1].previous, size))
    assert [keys(page) for page in reversed(back)] == [keys(page) for page in onwards]


@pytest.mark.parametrize("order", ORDERS)
def test_going_on_from_a_page_gone_back_to_leads_where_it_did(order: Order) -> None:
    make_rows([0, 1, 1, 1, 2, 2, 3])
    first, second, *_rest = walk(order, 2)
    again = read_page(Session.objects.all(), order, second.previous, 2)
    assert (again.previous, again.next) == (None, first.next)


def test_a_whole_page_with_nothing_behind_it_has_no_next() -> None:
    make_rows([0, 0, 0])
    page = read_page(Session.objects.all(), BY_MOMENT, None, 3)
    assert (keys(page), page.next, page.previous) == (["0000", "0001", "0002"], None, None)


def test_an_empty_list_has_one_empty_page() -> None:
    make_rows([])
    assert read_page(Session.objects.all(), BY_MOMENT, None) == Page([], None, None)


@pytest.mark.parametrize("rows", [1, 3, 9])
def test_every_page_costs_one_query(rows: int, django_assert_num_queries: Any) -> None:
    make_rows([0] * rows)
    with django_assert_num_queries(1):
        first = read_page(Session.objects.all(), BY_MOMENT, None, 2)
    if first.next:
        with django_assert_num_queries(2):
            second = read_page(Session.objects.all(), BY_MOMENT, first.next, 2)
            read_page(Session.objects.all(), BY_MOMENT, second.previous, 2)


def test_the_cut_of_the_list_holds_on_every_page() -> None:
    make_rows([0, 1, 0, 1, 0])
    zeros = Session.objects.filter(session_data="x")
    first = read_page(zeros, BY_MOMENT, None, 2)
    assert keys(read_page(zeros, BY_MOMENT, first.next, 2)) == ["0004"]


def test_rows_with_numbers_for_keys_are_paged_too() -> None:
    ContentType.objects.bulk_create(ContentType(app_label="zz", model=f"m{number}") for number in range(3))
    kinds = ContentType.objects.filter(app_label="zz")
    first = read_page(kinds, Order("app", "app_label", descending=True), None, 2)
    second = read_page(kinds, Order("app", "app_label", descending=True), first.next, 2)
    assert [row.model for row in first.rows + second.rows] == ["m2", "m1", "m0"]


def test_a_cursor_is_plain_in_an_address() -> None:
    make_rows([0, 0])
    cursor = read_page(Session.objects.all(), BY_MOMENT, None, 1).next
    assert cursor is not None
    assert set(cursor) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~")


def test_garbage_for_a_cursor_means_the_first_page() -> None:
    make_rows([0, 1])

    @example(garbage="\ud800~x")
    @settings(deadline=None)
    @given(garbage=st.text(max_size=40))
    def is_asked(garbage: str) -> None:
        assert keys(read_page(Session.objects.all(), BY_MOMENT, garbage, 1)) == ["0000"]

    is_asked()


def test_a_cursor_tampered_with_means_the_first_page() -> None:
    make_rows([0, 1])
    cursor = read_page(Session.objects.all(), BY_MOMENT, None, 1).next or ""

    @settings(deadline=None)
    @given(position=st.integers(0), letter=st.sampled_from("aZ0-_.~é\x00"))
    def is_asked(position: int, letter: str) -> None:
        position %= len(cursor)
        tampered = cursor[:position] + letter + cursor[position + 1 :]
        expected = "0001" if tampered == cursor else "0000"
        assert keys(read_page(Session.objects.all(), BY_MOMENT, tampered, 1)) == [expected]

    is_asked()


@pytest.mark.parametrize("order", [Order("words", "session_data"), Order("moment", "expire_date", descending=True)])
def test_the_cursor_of_another_order_means_the_first_page(order: Order) -> None:
    make_rows([0, 1, 2])
    cursor = walk(BY_MOMENT, 1)[1].next
    assert read_page(Session.objects.all(), order, cursor, 1) == read_page(Session.objects.all(), order, None, 1)


@pytest.mark.parametrize(("before", "now"), [((), ("session_data",)), (("session_data",), ())])
def test_the_cursor_of_days_in_which_the_order_had_other_keys_means_the_first_page(
    before: tuple[str, ...], now: tuple[str, ...]
) -> None:
    make_rows([0, 1, 2])
    old, new = (Order("moment", "expire_date", then=then) for then in (before, now))
    cursor = read_page(Session.objects.all(), old, None, 1).next
    assert read_page(Session.objects.all(), new, cursor, 1) == read_page(Session.objects.all(), new, None, 1)


def test_the_cursor_of_another_list_means_the_first_page() -> None:
    make_rows([0, 1])
    by_pk = Order("pk", "pk")
    cursor = read_page(Session.objects.all(), by_pk, None, 1).next
    ContentType.objects.bulk_create(ContentType(app_label="zz", model=f"m{number}") for number in range(3))
    kinds = ContentType.objects.filter(app_label="zz")
    assert read_page(kinds, by_pk, cursor, 1) == read_page(kinds, by_pk, None, 1)


def test_when_the_rows_of_a_page_have_gone_the_first_page_is_shown() -> None:
    make_rows([0, 1, 2])
    page = read_page(Session.objects.all(), BY_MOMENT, None, 2)
    Session.objects.filter(pk="0002").delete()
    assert keys(read_page(Session.objects.all(), BY_MOMENT, page.next, 2)) == ["0000", "0001"]


def test_when_rows_before_have_gone_going_back_still_fills_the_page() -> None:
    make_rows([0, 1, 2, 3])
    second = walk(BY_MOMENT, 2)[1]
    Session.objects.filter(pk="0000").delete()
    assert keys(read_page(Session.objects.all(), BY_MOMENT, second.previous, 2)) == ["0001", "0002"]


def test_a_list_that_cannot_be_paged_says_so() -> None:
    make_rows([0, 0])
    with pytest.raises(TypeError, match="a list cannot be paged by a float"):
        read_page(Session.objects.all(), Order("half", Length("session_data") * 0.5), None, 1)


@pytest.mark.parametrize(("rows", "count"), [(0, Count(0, False)), (3, Count(3, False)), (4, Count(3, True))])
def test_rows_are_counted_up_to_the_cap_in_one_query(rows: int, count: Count, django_assert_num_queries: Any) -> None:
    make_rows([0] * rows)
    with django_assert_num_queries(1):
        assert capped_count(Session.objects.all(), cap=3) == count


@pytest.mark.parametrize(
    ("places", "all_of_them", "first"),
    [([0, 1], Count(2, False), Count(1, False)), ([0, 0, 1], Count(3, False), Count(2, False)),
     ([0, 0, 0, 0], Count(3, True), Count(3, True)), ([1, 1, 1, 1], Count(3, True), Count(0, True))],
)  # fmt: skip
def test_counts_are_capped_only_when_there_are_more_rows_than_the_cap(
    places: list[int], all_of_them: Count, first: Count
) -> None:
    make_rows(places)
    conditions = {"all": Q(), "first": Q(session_data="x")}
    assert capped_counts(Session.objects.all(), conditions, cap=3) == {"all": all_of_them, "first": first}


def test_what_was_long_a_moment_ago_is_not_counted_again(django_assert_num_queries: Any) -> None:
    make_rows([0] * 4)
    assert capped_count(Session.objects.all(), cap=3, called="sessions") == Count(3, capped=True)
    with django_assert_num_queries(0):
        assert capped_count(Session.objects.all(), cap=3, called="sessions") == Count(3, capped=True)


def test_counts_of_what_was_long_a_moment_ago_are_not_counted_again(django_assert_num_queries: Any) -> None:
    make_rows([0] * 4)
    conditions = {"all": Q(), "none": Q(pk="")}
    for queries in (1, 0):
        with django_assert_num_queries(queries):
            found = capped_counts(Session.objects.all(), conditions, cap=3, called="sessions")
        assert found["all"] == Count(3, capped=True)
        assert found.keys() == conditions.keys()


def test_counts_of_what_was_short_a_moment_ago_are_counted_again() -> None:
    for rows, count in ((2, Count(2, capped=False)), (4, Count(3, capped=True))):
        Session.objects.all().delete()
        make_rows([0] * rows)
        assert capped_counts(Session.objects.all(), {"all": Q()}, cap=3, called="sessions") == {"all": count}


def test_what_was_short_a_moment_ago_is_counted_again() -> None:
    for rows, count in ((2, Count(2, capped=False)), (4, Count(3, capped=True))):
        Session.objects.all().delete()
        make_rows([0] * rows)
        assert capped_count(Session.objects.all(), cap=3, called="sessions") == count


def test_a_count_is_said_in_the_figures_of_the_language() -> None:
    assert [str(Count(1_204, False)), str(Count(10_000, True))] == ["1,204", "10,000+"]
    with translation.override("fr"):
        assert str(Count(1_204, False)) == "1\xa0204"


def test_a_day_is_a_day_again_in_the_cursor() -> None:
    make_rows([0, 1])
    page = read_page(Session.objects.all(), Order("day", TruncDate("expire_date")), None, 1)
    assert values_of(page.rows[0], Order("day", TruncDate("expire_date"))) == [date(2018, 5, 25), "0000"]
