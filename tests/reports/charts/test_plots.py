"""Plots: the title says what there is to see, and the bars show the numbers of the table below them."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from pprint import pformat
from typing import Any

import pytest
from django.test import Client

from tests.house.drawings import assert_drawn
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


def drawn(client: Client, name: str, by: str = "partner") -> Any:
    return client.get("/reports/", {"by": by, "period": "2019 to 2060"}).context[name]


def bars(plot: Any) -> dict[str, list[tuple[str, str, str]]]:
    return {group.name: [(bar.look, bar.number, bar.words) for bar in group.bars] for group in plot.groups}


@pytest.mark.usefixtures("work")
def test_what_came_in_stands_beside_what_was_finished(amina: User, sign_in: SignIn) -> None:
    plot = drawn(sign_in(amina), "went")
    assert plot.title == "13 logged, of which agreed 11; 3 done: 10 more came in than were finished"
    assert bars(plot) == {
        "EUROPOL": [("logged", "", "5 logged (0)"), ("done", "", "1 done (0)")],
        "EU itself": [("logged", "", "3 logged (0)"), ("done", "", "1 done (0)")],
        "Without partner": [("logged", "", "5 logged (1)"), ("done", "", "1 done (0)")],
    }


@pytest.mark.usefixtures("work")
def test_how_long_things_are_late_is_seen_and_said(amina: User, sign_in: SignIn) -> None:
    plot = drawn(sign_in(amina), "late")
    assert plot.title == "4 are late, 2 for more than 30 days; most are with EUROPOL: 4"
    parts = ("late_week", "late_month", "late_quarter", "late_longer")
    assert bars(plot) == {
        "EUROPOL": [*((part, "1", "") for part in parts), ("none", "", "4 late")],
        "EU itself": [("overdue", "", "1 overdue")],
    }
    assert list(plot.legend) == [*parts, "overdue"]
    assert [bar.width for bar in plot.groups[0].bars] == [12.0, 12.0, 12.0, 12.0, 0]


def test_the_title_counts_those_that_are_late_for_more_than_thirty_days(
    make_follow_up: Make, eu: Organisation, amina: User, today: date, sign_in: SignIn
) -> None:
    for days, number in {7: 1, 30: 4, 90: 2, 91: 1}.items():
        for _each in range(number):
            make_follow_up(partner=eu, due_on=today - timedelta(days=days))
    assert drawn(sign_in(amina), "late").title == "8 are late, 3 for more than 30 days; most are with EU: 8"


def test_of_a_single_tree_the_branches_are_drawn(
    make_follow_up: Make, unit: Organisation, wco: Organisation, amina: User, today: date, sign_in: SignIn
) -> None:
    Organisation.add(by=None, name="Idle unit", is_ours=True, parent=wco)
    make_follow_up(unit=unit, due_on=today - timedelta(days=2))
    plot = drawn(sign_in(amina), "late", by="unit")
    assert (list(bars(plot)), plot.title) == (
        ["ENF"], "1 is late, not for more than 30 days; it is with ENF",
    )  # fmt: skip


def test_where_only_partners_are_overdue_nothing_of_ours_is_late(
    make_follow_up: Make, eu: Organisation, amina: User, today: date, sign_in: SignIn
) -> None:
    make_follow_up(partner=eu, owed_by="partner", due_on=today - timedelta(days=2))
    plot = drawn(sign_in(amina), "late")
    assert (plot.title, bars(plot)) == ("Nothing of ours is late", {"EU": [("overdue", "", "1 overdue")]})


def test_nothing_to_see_is_not_drawn(amina: User, sign_in: SignIn) -> None:
    page = sign_in(amina).get("/reports/")
    assert (page.context["went"], page.context["late"], "<figure" in page.text) == (None, None, False)


@pytest.mark.usefixtures("work")
def test_each_line_of_bars_stands_below_its_name_and_the_line_before(amina: User, sign_in: SignIn) -> None:
    client = sign_in(amina)
    for name in ("went", "late"):
        groups = drawn(client, name).groups
        tops = [y for group in groups for y in (group.y, *dict.fromkeys(bar.y for bar in group.bars))]
        assert tops == sorted({*tops})


@pytest.mark.usefixtures("work")
def test_a_plot_is_an_image_with_a_name_and_no_style_of_its_own(amina: User, sign_in: SignIn) -> None:
    text = sign_in(amina).get("/reports/").text
    assert 'role="img" aria-labelledby="plot-late-title"' in text
    assert " style=" not in text


@pytest.mark.usefixtures("work")
def test_each_bar_stands_where_it_stood_with_its_words(amina: User, sign_in: SignIn) -> None:
    """What a plot is stands in `drawn/plots.txt`; to draw it anew, delete it and read what the test writes."""
    page = sign_in(amina).get("/reports/", {"by": "partner", "period": "2019 to 2060"})
    plots = {name: pformat(asdict(page.context[name]), width=110).splitlines() for name in ("went", "late")}
    assert_drawn("plots", plots, Path(__file__).parent / "drawn")
