"""The report: every figure is the count of the list that it leads to, cut to what its reader may see."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.kept_cast import kept
from tests.names_asked import names_asked
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.history.models import Entry
from tracker.kit.periods import quarter_of
from tracker.meetings.models import Meeting
from tracker.reports import report as reporting
from tracker.reports.cuts import CUTS
from tracker.reports.measures import IN_PERIOD, TODAY
from tracker.reports.report import Report

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
# Such that all the work of today is in it, and the visit of 2018 in the period before.
PERIOD = "2019 to 2060"


def report_of(client: Client, by: str = "unit", period: str = PERIOD) -> Any:
    answer = client.get("/reports/", {"by": by, "period": period})
    assert answer.status_code == 200, answer.text
    return answer.context["report"]


def now(line: Any) -> dict[str, int]:
    return {name: cell.now.number for name, cell in line.happened.items() if cell.now.number}


@pytest.mark.usefixtures("work")
def test_what_happened_and_how_it_stands(amina: User, sign_in: SignIn) -> None:
    total = report_of(sign_in(amina)).total
    assert {name: cell.now.number for name, cell in total.happened.items()} == {
        "logged": 13, "agreed": 11, "offered": 1, "exploratory": 1, "done": 3, "unconfirmed": 0, "confirmed": 0,
        "on_time": 1, "after_time": 1, "slipped": 1, "declined": 1, "dropped": 1, "lapsed": 1,
    }  # fmt: skip
    before = {name: cell.before.number for name, cell in total.happened.items() if cell.before.number}
    assert before == {"logged": 1, "agreed": 1}
    assert {name: figure.number for name, figure in total.stands.items()} == {
        "active": 8, "late": 4, "late_week": 1, "late_month": 1, "late_quarter": 1, "late_longer": 1, "overdue": 1,
        "waiting": 1, "pending": 1, "quiet": 1, "unowned": 3, "undated": 1,
    }  # fmt: skip
    assert (total.share_on_time, total.share_before) == (50, None)


def test_what_is_reported_done_stands_beside_what_is_confirmed(
    make_follow_up: Make, amina: User, jonas: User, sign_in: SignIn
) -> None:
    ClosingRule.add(by=jonas, kind="training")
    rows = [make_follow_up(f"Train {number}", kind="training") for number in range(3)]
    for row in rows:
        row.move_to("done", by=jonas)
    rows[0].confirm(by=amina)
    client = sign_in(amina)
    happened = report_of(client, "kind").total.happened
    figures = [happened[name].now for name in ("done", "unconfirmed", "confirmed")]
    assert [figure.number for figure in figures] == [3, 2, 1]
    assert [client.get(figure.address).context["count"].number for figure in figures] == [3, 2, 1]


def figures(report: Report) -> Iterator[tuple[str, int]]:
    """The address and the number of every figure of the report."""
    every = {figure.address: figure.number for line in (*report.lines, report.total) for figure in line.figures}
    every[report.resources.follow_ups.address] = report.resources.follow_ups.number
    assert len(every) >= (len(report.lines) + 1) * (2 * len(IN_PERIOD) + len(TODAY) - 1)
    yield from every.items()


def one_by_names(every: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Of those whose lists ask by the same names one, the same in each run."""
    return set({frozenset(QueryDict(each[0].partition("?")[2])): each for each in sorted(every)}.values())


def figures_by_every_cut(client: Client) -> set[tuple[str, int]]:
    """A list that several cuts lead to stands in it once, unless they give it different numbers."""
    return {figure for by in CUTS for figure in figures(report_of(client, by))}


@kept
def figures_read(
    work: None, secret: FollowUp, amina: User, jonas: User, mei: User, sign_in: SignIn
) -> dict[str, set[tuple[str, int]]]:
    """By the name of who reads them. Tests that want it want it first: so it is made once for all of them."""
    return {user.name: figures_by_every_cut(sign_in(user)) for user in (amina, jonas, mei)}


# Hundreds of lists are counted for each: on both databases for the one who sees everything.
@pytest.mark.parametrize("who", [pytest.param("amina", marks=pytest.mark.one_database), "mei"])
def test_every_figure_is_the_count_of_the_list_it_leads_to(
    who: str, figures_read: dict[str, set[tuple[str, int]]], request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    every, seen = figures_read[user.name], FollowUp.objects.visible_to(user)
    if who == "amina":
        # What is restricted is missing there; of what both of them read, a list by each of the names that are asked.
        every = one_by_names(every) | (every - figures_read["Mei Tanaka"])
    assert {(address, rows_at(address, seen, user).count()) for address, _number in every} == every


@pytest.mark.one_database
def test_the_page_that_a_figure_leads_to_shows_as_many(
    figures_read: dict[str, set[tuple[str, int]]], mei: User, sign_in: SignIn
) -> None:
    """A nought is no link. Of those that ask by the same names one is clicked."""
    client, every = sign_in(mei), figures_read[mei.name]
    clicked = dict(one_by_names({each for each in every if each[1]}))
    assert {address: client.get(address).context["count"].number for address in clicked} == clicked


def test_an_administrator_reads_the_figures_of_a_manager(
    figures_read: dict[str, set[tuple[str, int]]], amina: User, jonas: User, mei: User
) -> None:
    """So that their lists need no clicking of their own."""
    hers, his, all_there_is = (figures_read[user.name] for user in (amina, jonas, mei))
    assert (his == hers, his == all_there_is) == (True, False)


def rows_at(address: str, seen: FollowUpQuerySet, user: User) -> Any:
    """What the list at the address shows of what its reader sees."""
    path, _, query = address.partition("?")
    found = FollowUpFilter(QueryDict(query), seen, user=user)
    assert (path, found.is_valid()) == ("/follow-ups/", True)
    return found.qs


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize(
    ("by", "lines"),
    [
        ("unit", [("Without unit", 0), ("WCO", 0), ("ENF", 1)]),
        ("partner", [("EU", 0), ("EUROPOL", 1), ("Without partner", 0)]),
        ("mandate", [("S/RES/2347 (2017) · Heritage", 0), ("Without mandate", 0)]),
        ("kind", [("Other", 0), ("Invitation", 0), ("Training", 0)]),
        ("owner", [("Claire Dubois", 0), ("Without owner", 0)]),
    ],
)
def test_it_is_cut_by_what_the_address_says(
    by: str, lines: list[tuple[str, int]], amina: User, sign_in: SignIn
) -> None:
    assert [(line.name, line.depth) for line in report_of(sign_in(amina), by).lines] == lines


@pytest.mark.usefixtures("work")
def test_a_line_holds_what_its_parts_have(amina: User, sign_in: SignIn) -> None:
    _without, whole, part = report_of(sign_in(amina)).lines
    assert now(part) == {
        "logged": 4, "agreed": 3, "exploratory": 1, "done": 1, "on_time": 1, "slipped": 1, "dropped": 1,
    }  # fmt: skip
    assert now(whole) == {**now(part), "logged": 5, "agreed": 4, "done": 2, "after_time": 1}


@pytest.mark.usefixtures("work")
def test_what_implements_two_paragraphs_counts_once_for_the_mandate(amina: User, sign_in: SignIn) -> None:
    assert now(report_of(sign_in(amina), "mandate").lines[0]) == {"logged": 6, "agreed": 6, "done": 1, "on_time": 1}


def test_days_are_medians_from_the_day_it_was_logged(
    make_follow_up: Make, claire: User, amina: User, unit: Organisation, today: date, sign_in: SignIn
) -> None:
    for days, noted in ((2, True), (5, True), (30, False)):
        held = Meeting.log(by=claire, title="Talks", held_on=today - timedelta(days=days), kind="call")
        follow_up = make_follow_up(f"After {days}", meeting=held, unit=unit)
        if noted:
            follow_up.note("They called.", by=claire)
            Entry.objects.filter(object_id=follow_up.pk, verb="noted").update(at=timezone.now() - timedelta(days=1))
            follow_up.move_to("done", by=claire)
    report = report_of(sign_in(amina))
    assert [(line.to_done, line.to_first) for line in (*report.lines, report.total)] == [(3.5, 2.5)] * 3
    assert report.done_before is None


def test_what_was_done_before_its_meeting_took_no_time(
    make_follow_up: Make, claire: User, amina: User, today: date, sign_in: SignIn
) -> None:
    ahead = Meeting.log(by=claire, title="Talks", held_on=today + timedelta(days=9), kind="call")
    make_follow_up(meeting=ahead).move_to("done", by=claire)
    assert report_of(sign_in(amina)).total.to_done == 0


@pytest.mark.usefixtures("work")
def test_slips_are_told_with_their_reasons(amina: User, sign_in: SignIn) -> None:
    page = sign_in(amina).get("/reports/")
    slip = page.context["report"].slips[0]
    assert (slip.follow_up.title, slip.days, slip.reason) == ("Moved", 7, "The partner asked for a week.")
    assert "The partner asked for a week." in page.text


@pytest.mark.usefixtures("work")
def test_what_is_missing_is_summed_up(amina: User, sign_in: SignIn) -> None:
    resources = report_of(sign_in(amina)).resources
    assert [(total.label, total.missing) for total in resources.totals] == [("Money", "€\N{NO-BREAK SPACE}9,000")]


def test_without_words_it_is_this_quarter_by_unit(amina: User, sign_in: SignIn, today: date) -> None:
    report = sign_in(amina).get("/reports/").context["report"]
    assert (report.period, report.cut.name) == (quarter_of(today), "unit")


@pytest.mark.parametrize(("query", "field"), [("period=soon", "period"), ("by=colour", "by")])
def test_what_is_not_understood_gets_a_sentence(query: str, field: str, amina: User, sign_in: SignIn) -> None:
    page = sign_in(amina).get(f"/reports/?{query}")
    assert (page.status_code, list(page.context["form"].errors), 'id="summary"' in page.text) == (400, [field], True)


@pytest.mark.parametrize(("who", "sees"), [("noor", False), ("claire", False), ("amina", True), ("jonas", True)])
@pytest.mark.usefixtures("unit")
def test_that_of_the_whole_house_is_for_managers_and_everybody_finds_it_in_the_bar(
    who: str, sees: bool, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    client = sign_in(request.getfixturevalue(who))
    answer = client.get("/reports/")
    assert (answer.status_code, "report" in answer.context) == (200, sees)
    assert ('<a href="/reports/" data-go="r">Reports</a>' in client.get("/").text) is True


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize(
    ("most", "shown", "said"),
    [
        # Most happened there, though not the most kinds of things.
        (1, ["Busy Person"], "3 more lines with fewer follow-ups are not shown."),
        (3, ["Claire Dubois", "Without owner", "Busy Person"], "1 more line with fewer follow-ups is not shown."),
    ],
)
def test_a_long_report_leaves_out_where_least_happened_and_says_so(
    most: int, shown: list[str], said: str, make_follow_up: Make, amina: User, sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for name, many in (("Busy", 60), ("Quiet", 1)):
        owner = Person.add(by=None, name=f"{name} Person")
        for number in range(many):
            make_follow_up(f"{name} {number}", owner=owner)
    monkeypatch.setattr(reporting, "MOST_LINES", most)
    page = sign_in(amina).get("/reports/", {"by": "owner", "period": PERIOD})
    assert ([line.name for line in page.context["report"].lines], said in page.text) == (shown, True)


@pytest.mark.parametrize("by", CUTS)
def test_more_rows_take_no_more_queries(
    by: str, amina: User, claire: User, today: date, wco: Organisation, make_follow_up: Make,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    def grow(number: int) -> None:
        unit = Organisation.add(by=None, name=f"Unit {number}", is_ours=True, parent=wco)
        owner = Person.add(by=None, name=f"Owner {number}")
        done, moved = (make_follow_up(f"{number}", unit=unit, partner=unit, owner=owner, due_on=today) for _ in "12")
        done.move_to("done", by=claire)
        moved.set_due(today + timedelta(days=1), by=claire)

    expected = {
        "unit": 23 + names_asked(),
        "partner": 23 + names_asked(),
        "kind": 21,
        "priority": 21,
        "progress": 21,
        "acceptance": 21,
        "mandate": 31,
        "owner": 22 + names_asked(),
        "tags": 31,
    }
    for number in range(3):
        grow(number)
        if number in (0, 2):
            with django_assert_num_queries(expected[by]):
                Report(amina, quarter_of(today), CUTS[by], today)


def test_the_latest_slips_stand_first_and_of_hidden_matters_none(
    make_follow_up: Make, secret: FollowUp, claire: User, amina: User, mei: User, today: date
) -> None:
    for title in ("First", "Second"):
        make_follow_up(title, due_on=today).set_due(today + timedelta(days=1), by=claire)
    secret.set_due(today, by=claire)
    secret.set_due(today + timedelta(days=3), by=claire, reason="So.")
    told = {
        user.name: [slip.follow_up.title for slip in Report(user, quarter_of(today), CUTS["unit"], today).slips]
        for user in (amina, mei)
    }
    assert told == {"Amina Rahman": ["Second", "First"], "Mei Tanaka": [secret.title, "Second", "First"]}
