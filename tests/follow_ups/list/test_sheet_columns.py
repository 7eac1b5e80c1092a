"""Which columns a file of the list holds besides those of the list, how it says that it is sorted, what cells say."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import QueryDict

from tracker.follow_ups.list.export import _group, _names, _sorted_by, _teller
from tracker.follow_ups.statuses import NEVER

pytestmark = pytest.mark.one_database


class Asked:
    def __init__(self, query: str) -> None:
        self.GET = QueryDict(query)


def test_what_a_list_says_in_small_type_is_a_column_behind_that_where_it_says_so() -> None:
    cases: dict[tuple[tuple[str, ...], str], list[str]] = {
        (("title",), ""): ["title", "kind", "strength", "owed_by", "meeting"],
        (("reference", "title", "due"), ""): [
            "reference",
            "title",
            "kind",
            "strength",
            "owed_by",
            "meeting",
            "due",
            "due_said",
        ],
        (("due", "title", "kind", "meeting"), ""): [
            "due",
            "due_said",
            "title",
            "strength",
            "owed_by",
            "kind",
            "meeting",
        ],
        (("due_said", "due", "title"), "owner"): [
            "owner",
            "due_said",
            "due",
            "title",
            "kind",
            "strength",
            "owed_by",
            "meeting",
        ],
        (("title", "owner"), "owner"): ["owner", "title", "kind", "strength", "owed_by", "meeting"],
        (("title",), "meeting"): ["meeting", "title", "kind", "strength", "owed_by"],
        (("reference",), "status"): ["status", "reference"],
        ((), ""): [],
    }
    assert {(shown, by): _names(shown, by) for shown, by in cases} == cases


def test_it_is_sorted_by_its_groups_first_where_it_is_a_list() -> None:
    cases = {
        "": ("Due", "due", ""),
        "sort=-title": ("Follow-up", "-title", ""),
        "group=owner": ("Owner, then due", "due", "owner"),
        "group=owner&sort=-updated": ("Owner, then updated", "-updated", "owner"),
        "group=owner&layout=board": ("Due", "due", ""),
        "group=nonsense": ("Due", "due", ""),
        "sort=nonsense": ("Due", "due", ""),
        "group=title": ("Due", "due", ""),
    }
    found = {}
    for query in cases:
        asked: Any = Asked(query)
        label, order = _sorted_by(asked)
        found[query] = (str(label), order.key, _group(asked))
    assert found == cases


def test_each_cell_says_the_row_in_words_or_as_a_day() -> None:
    at, day = datetime(2018, 9, 12, 9, tzinfo=UTC), date(2018, 6, 1)
    cases: list[tuple[str, tuple[Any, ...], Any]] = [
        ("owner", ("Rosa Conti", True), "Rosa Conti (left)"),
        ("owner", ("Rosa Conti", False), "Rosa Conti"),
        ("owner", (None, False), None),
        ("month", (day,), "June 2018"),
        ("month", (NEVER,), ""),
        ("due", (day,), day),
        ("due", (NEVER,), None),
        ("tags", ("b, a",), "a, b"),
        ("tags", (None,), ""),
        ("blocked", ("F-2, F-1",), "F-1, F-2"),
        ("blocked", (None,), ""),
        ("files", ("b.txt\na.txt",), "a.txt, b.txt"),
        ("files", (None,), ""),
        ("ended", (day, None), day),
        ("ended", (day, day), None),
        ("requested", (None, None, None, None), ""),
        ("requested", ("drop", None, None, None), "To drop it"),
        ("requested", ("date", None, day, ""), "New date: 1 June 2018"),
        ("passage", (" They\n met. ", None, "open"), "They met."),
        ("passage", (None, None, None), ""),
        ("review", ("training", "open", "us", NEVER, at), date(2018, 10, 27)),
        ("review", ("training", "open", "us", day, at), None),
        ("review", ("training", "waiting", "us", NEVER, at), None),
        ("review", ("training", "open", "partner", NEVER, at), None),
        ("status", ("in_progress",), "In progress"),
        ("kind", ("training",), "Training"),
        ("priority", (None,), None),
        ("priority", (1,), "Urgent"),
        ("partner", ("EU", "European Union"), "EU"),
        ("partner", ("", "Interpol"), "Interpol"),
        ("title", ("Send it",), "Send it"),
        ("reference", ("F-2018-001",), "F-2018-001"),
        ("updated", (at,), at),
    ]
    before = ("something else",)
    found = [(name, _teller(name, 1)((*before, *row, "F-2018-001", 1))) for name, row, _said in cases]
    assert found == [(name, said) for name, _row, said in cases]
