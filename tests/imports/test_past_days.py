"""The past stays in the past: what comes in with its days counts on them, and without them on no day."""

from datetime import date

import pytest

from tests.imports.conftest import Brought, outcomes, problems
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.imports.undo.tasks import begin
from tracker.kit.periods import Period, quarter_of
from tracker.reports.cuts import CUTS
from tracker.reports.report import Report
from tracker.reports.sentences import happened_said

HEADS = ["Title", "Agreed on", "First due date", "Due", "Ended on", "Status"]
QUARTER = Period(date(2019, 4, 1), date(2019, 6, 30))


def figures(user: User, period: Period, today: date) -> dict[str, object]:
    report = Report(user, period, CUTS["unit"], today)
    total = report.total
    stands = {name: figure.number for name, figure in total.stands.items()}
    happened = {name: (cell.now.number, cell.before.number) for name, cell in total.happened.items()}
    return {**happened, **stands, "share": total.share_on_time, "done": total.to_done, "first": total.to_first}


def test_days_of_the_past_come_in_with_the_row(imported: Brought) -> None:
    imported(HEADS, ["Survey", "02.04.2019", "01.05.2019", "01.06.2019", "25.05.2019", "Dropped"])
    made = FollowUp.objects.get()
    assert (made.agreed_on, made.first_due_on, made.due_on, made.ended_on, made.status, made.reference[:7]) == (
        date(2019, 4, 2), date(2019, 5, 1), date(2019, 6, 1), date(2019, 5, 25), "dropped", "F-2019-",
    )  # fmt: skip


def test_ten_years_of_a_tracker_change_no_figure_of_this_quarter(imported: Brought, claire: User, today: date) -> None:
    quarter = quarter_of(today)
    before = figures(claire, quarter, today)
    days = [f"{day}.05.2009" for day in ("01", "10", "12", "11")]
    rows = [
        [f"Letter {year}", *(each.replace("2009", str(year)) for each in given), "Done"]
        for year in range(2009, 2019) for given in (days, [""] * 4)
    ]  # fmt: skip
    imported(HEADS, *rows)
    assert FollowUp.objects.ended().count() == 20
    assert figures(claire, quarter, today) == before


def test_what_ended_in_the_past_counts_in_the_report_of_its_own_quarter(
    imported: Brought, claire: User, today: date
) -> None:
    imported(
        HEADS,
        ["In time", "02.04.2019", "01.06.2019", "01.06.2019", "25.05.2019", "Done"],
        ["Too late", "03.04.2019", "01.05.2019", "01.06.2019", "25.05.2019", ""],
        ["Without its days", "", "", "25.05.2019", "", "Done"],
    )
    found = figures(claire, QUARTER, today)
    assert [found[name] for name in ("logged", "done", "on_time", "after_time", "share", "first")] == [
        (2, 0), 52.5, (1, 0), (1, 0), 50, None,
    ]  # fmt: skip
    said = happened_said(Report(claire, QUARTER, CUTS["unit"], today))
    assert said.endswith(
        "1 imported follow-up is left out of what came in: nobody said when it was agreed."
        " 1 imported follow-up is left out of what finished: nobody said when it ended."
    )
    assert [[each.title for each in FollowUp.objects.without(what)] for what in ("agreed_on", "ended_on")] == [
        ["Without its days"]
    ] * 2
    later = Period(date(2090, 1, 1), date(2090, 3, 31))
    assert "left out" not in happened_said(Report(claire, later, CUTS["unit"], today))


def test_what_was_open_here_and_is_done_in_the_file_is_done_on_the_day_of_its_import(
    imported: Brought, claire: User, today: date
) -> None:
    imported(["No", "Title", "Status"], ["7", "Letter to Bern", "open"])
    imported(["No", "Title", "Status"], ["007", "Letter to Bern", "done"])
    done = FollowUp.objects.get()
    assert (done.ended_on, done.ended_before) == (today, None)


def test_the_day_of_an_end_may_be_brought_later(imported: Brought, today: date) -> None:
    imported(["No", "Title", "Status"], ["7", "Letter", "done"])
    assert FollowUp.objects.get().ended_before == today
    source = imported(["No", "Title", "Ended on"], ["7", "Letter", "25.05.2019"])
    done = FollowUp.objects.get()
    assert (done.ended_on, done.ended_before, outcomes(source)) == (date(2019, 5, 25), None, [(2, "changed")])
    begin(source)
    assert FollowUp.objects.get().ended_before == today


ENDED = "It has a day on which it ended, and its status says that it has not."


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (["Send", "01.01.2090", "", "", "", ""], ["B2", "This day is still to come."]),
        (["Send", "", "", "", "01.01.2090", "Done"], ["E2", "This day is still to come."]),
        (["Send", "", "", "", "25.05.2019", "Open"], ["E2", ENDED]),
    ],
)
def test_days_that_cannot_be_are_refused(row: list[str], problem: list[str], brought: Brought) -> None:
    assert problems(brought(HEADS, row)) == [problem]


def test_a_first_due_date_that_is_known_stays(brought: Brought, imported: Brought) -> None:
    imported(["No", "Title", "Due"], ["7", "Letter", "01.06.2031"])
    source = brought(["No", "Title", "First due date"], ["7", "Letter", "01.05.2031"])
    assert problems(source) == [["C2", "It was first due on 1 June 2031, and that stays."]]
