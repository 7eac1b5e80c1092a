"""What is left of several changes of one thing, what a view keeps of an address, and what the foot counts."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.list.changes_since import net, without_now
from tracker.follow_ups.list.figures import figures_of
from tracker.follow_ups.list.saved_views import filter_of, kept_of, lost, view_query, views_above
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.history.models import Entry


def entry(**changes: tuple[Any, Any]) -> Entry:
    said = {
        name: {"from": before, "to": after, "from_text": f"was {before}", "to_text": f"is {after}"}
        for name, (before, after) in changes.items()
    }
    return Entry(changes=said)


def test_of_several_changes_the_first_before_and_the_last_after_are_told() -> None:
    entries = [
        entry(status=("open", "waiting"), due_on=(None, "2018-06-01")),
        entry(status=("waiting", "done"), title=("A", "B"), priority=(1, 2)),
        entry(title=("B", "C"), priority=(2, 3)),
        entry(priority=(3, 1), owner=(7, None)),
    ]
    found = net(entries)
    assert {name: tuple(change.values()) for name, change in found.items()} == {
        "status": ("open", "done", "was open", "is done"), "due_on": (None, "2018-06-01", "was None", "is 2018-06-01"),
        "title": ("A", "C", "was A", "is C"), "owner": (7, None, "was 7", "is None"),
    }  # fmt: skip
    assert net([]) == {}


def test_what_changed_is_asked_of_the_list_however_it_stands_now(claire: User) -> None:
    nobody = User.objects.create_user("x@suivi.example")
    every = (
        "q=a&status=active&late=on&late_for=7&overdue=on&week=on&undated=on&passed=on&sort=title&page=2&layout=board"
    )
    cases = {
        every: "q=a", "group=owner&columns=title&since=May&kind=other&quiet=3": "kind=other&quiet=3",
        "desk=late&partner=1": f"partner=1&owner={claire.person.pk}", "owner=5&desk=": "owner=5",
        f"desk=late&owner={claire.person.pk + 1}": f"owner={claire.person.pk}", "": "",
    }  # fmt: skip
    assert {query: without_now(query, claire) for query in cases} == cases
    assert without_now("desk=late&kind=other", nobody) == "kind=other"


def test_a_view_keeps_keys_for_names_and_no_more_than_so_much_of_each(
    claire: User, omar: User, eu: Organisation
) -> None:
    long = "x" * 600
    assert view_query(f"q=a&partner=European Union&owner=me&nonsense=1&page=3&status=&columns={long}", claire) == (
        f"q=a&owner={claire.person.pk}&partner={eu.pk}&columns={long[:500]}"
    )
    assert view_query("sort=-title&layout=board&month=2018-05&columns=title&group=owner&late=on", claire) == (
        "late=on&sort=-title&columns=title&group=owner&layout=board&month=2018-05"
    )
    assert [view_query(query, claire) for query in ("partner=Zed", "due_from=soonish", "status=asleep")] == [None] * 3
    assert kept_of(filter_of("partner=Zed&late=on", claire)).urlencode() == "partner=Zed&late=on"
    hidden = Organisation.add(by=None, name="Bureau", classification="restricted")
    view = SavedView.save_as("A", by=omar, query=f"partner={hidden.pk}&late=on&ownr=3", audience="all")
    assert [lost(view, user) for user in (omar, claire)] == [["Partner"], ["Partner"]]
    view = SavedView.save_as("B", by=omar, query=f"partner={eu.pk}&late=on", audience="all")
    assert lost(view, omar) == []


class Asked:
    """A request as far as the views above the list ask it."""

    def __init__(self, user: User, **session: bool) -> None:
        self.user, self.session = user, session


def test_the_views_above_the_list_stand_by_name_and_the_one_that_is_shown_is_lit(
    claire: User, omar: User, eu: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = {name: SavedView.save_as(name, by=by, query=query, audience=audience) for name, by, query, audience in (
        ("C", claire, "late=on", "me"), ("A", omar, "week=on", "all"), ("B", omar, "late=on", "me"),
        ("D", claire, f"partner={eu.pk}&late=on", "me"), ("E", omar, "late=on", "all"),
    )}  # fmt: skip
    views["E"].remove(by=omar)

    def above(query: str, **session: bool) -> tuple[list[tuple[str, bool]], Any]:
        choices, on = views_above(Asked(claire, **session), filter_of(query, claire))  # type: ignore[arg-type]
        assert [choice.count for choice in choices] == [None] * len(choices)
        return [(str(choice.label), choice.is_on) for choice in choices], on

    assert above("late=on") == ([], None)
    assert above("late=on", uses_views=True) == ([("A", False), ("C", True), ("D", False)], views["C"])
    assert above("late=on&partner=EU", uses_views=True)[1] == views["D"]
    assert above("late=on&kind=other", uses_views=True)[1] is None
    monkeypatch.setattr("tracker.follow_ups.list.saved_views.MOST_SHOWN", 2)
    assert [name for name, _on in above("", uses_views=True)[0]] == ["A", "C"]


def test_the_foot_counts_each_and_of_very_many_only_that_they_are_many(
    make_follow_up: Callable[..., FollowUp], claire: User, today: date
) -> None:
    yesterday = today - timedelta(days=1)
    for values in ({"due_on": yesterday}, {"due_on": yesterday, "owed_by": "partner", "owner": claire.person},
                   {"owner": claire.person}, {}, {"due_on": today}):  # fmt: skip
        make_follow_up(**values)
    make_follow_up("Ended").move_to("done", by=claire)
    rows = FollowUp.objects.visible_to(claire)
    found = figures_of(rows, today, 6, called="a")
    assert {name: (count.number, count.capped) for name, count in found.items()} == {
        "every": (6, False), "late": (1, False), "overdue": (1, False), "unowned": (4, False), "ended": (1, False),
    }  # fmt: skip
    found = figures_of(rows, today, 5, called="b")
    assert {name: (count.number, count.capped) for name, count in found.items()} == {"every": (5, True)}
