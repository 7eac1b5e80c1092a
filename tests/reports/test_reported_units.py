"""Whose report somebody sees: managers all of it, everybody else that of the units in which they hold a post."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from tests.downloaded_files import content
from tests.reports.test_report import PERIOD
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.models import FollowUp
from tracker.reports.cuts import CUTS

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
NO_UNIT = "today you hold none in a unit of ours"


def appoint(user: User, organisation: Organisation, **days: date) -> None:
    person = Person.objects.get(account=user)
    Appointment.objects.create(person=person, organisation=organisation, title="Officer", **days)


@pytest.fixture
def desk(unit: Organisation) -> Organisation:
    """A part of the unit."""
    return Organisation.add(by=None, name="Heritage Desk", short_name="HD", parent=unit)


@pytest.fixture
def other(wco: Organisation) -> Organisation:
    return Organisation.add(by=None, name="Tariff Unit", short_name="TAR", parent=wco)


@pytest.fixture
def officer(claire: User, unit: Organisation, sign_in: SignIn) -> Client:
    appoint(claire, unit)
    return sign_in(claire)


def report_of(client: Client, **asked: str) -> Any:
    answer = client.get("/reports/", {"period": PERIOD, **asked})
    assert answer.status_code == 200, answer.text
    return answer.context["report"]


@pytest.mark.usefixtures("work")
def test_an_officer_sees_what_their_unit_has_and_no_more(
    officer: Client, make_follow_up: Make, unit: Organisation, desk: Organisation, other: Organisation, today: date
) -> None:
    make_follow_up("Late there", unit=other, due_on=today - timedelta(days=3))
    make_follow_up("Late here", unit=desk, due_on=today - timedelta(days=3))
    report = report_of(officer, by="unit")
    assert [(line.name, line.depth) for line in report.lines] == [("ENF", 0), ("HD", 1)]
    total = report.total
    assert {name: figure.number for name, figure in total.stands.items() if figure.number} == {
        "active": 3, "late": 1, "late_week": 1, "pending": 1, "unowned": 3,
    }  # fmt: skip
    assert [slip.follow_up.title for slip in report.slips] == ["Moved"]
    assert (total.happened["done"].now.number, report.unit) == (1, unit)


@pytest.mark.usefixtures("work")
# By every cut on both databases for whoever sees all, in tests/reports/test_report.py; of a unit by one.
@pytest.mark.parametrize(
    "cuts", [["unit"], pytest.param([by for by in CUTS if by != "unit"], marks=pytest.mark.one_database)]
)
def test_each_figure_of_it_is_the_count_of_the_list_it_leads_to(cuts: list[str], officer: Client, claire: User) -> None:
    """A list that several cuts lead to is counted once."""
    reports = [report_of(officer, by=by) for by in cuts]
    lines = [line for report in reports for line in (*report.lines, report.total)]
    every = [figure for line in lines for figure in line.figures] + [each.resources.follow_ups for each in reports]
    found = {(figure.address, figure.number) for figure in every}
    rows = FollowUp.objects.visible_to(claire)
    counts = {
        (address, FollowUpFilter(QueryDict(address.partition("?")[2]), rows, user=claire).qs.count())
        for address in dict(found)
    }
    assert counts == found


def test_it_counts_nothing_that_is_hidden(
    officer: Client, mei: User, unit: Organisation, make_follow_up: Make, sign_in: SignIn
) -> None:
    make_follow_up("Between us", by=mei, unit=unit, classification=RESTRICTED)
    assert report_of(officer).total.stands["active"].number == 0
    assert report_of(sign_in(mei), unit=str(unit.pk)).total.stands["active"].number == 1


def test_whoever_works_in_several_units_chooses_among_them(
    officer: Client, claire: User, unit: Organisation, other: Organisation
) -> None:
    appoint(claire, other)
    page = officer.get("/reports/", {"unit": other.pk})
    assert list(page.context["form"].fields["unit"].choices) == [(unit.pk, unit.label), (other.pk, other.label)]
    assert page.context["report"].unit == other


def test_the_report_of_another_unit_is_not_shown(officer: Client, other: Organisation, wco: Organisation) -> None:
    answers = [officer.get("/reports/", {"unit": key}) for key in (other.pk, wco.pk, 99_999, "TAR")]
    assert [(answer.status_code, "report" in answer.context) for answer in answers] == [(400, False)] * 4
    assert ["Choose one of these units." in answer.text for answer in answers] == [True] * 4
    assert officer.get("/reports/export/csv/", {"unit": other.pk}).status_code == 302


def test_a_manager_sees_the_whole_house_and_each_unit(
    amina: User, unit: Organisation, other: Organisation, sign_in: SignIn
) -> None:
    manager = sign_in(amina)
    page = manager.get("/reports/")
    keys = [key for key, _label in page.context["form"].fields["unit"].choices]
    assert (page.context["report"].unit, keys) == (None, ["", unit.pk, other.pk])
    assert report_of(manager, unit=str(other.pk)).title == "Report of TAR by owner"


@pytest.mark.usefixtures("unit")
def test_whoever_holds_no_post_in_a_unit_is_told_so(
    noor: User, claire: User, sign_in: SignIn, eu: Organisation
) -> None:
    """All of them hold a post at the top of the house, which is no unit of it: its report is that of the managers."""
    appoint(claire, eu)
    for client in (sign_in(noor), sign_in(claire)):
        answers = [client.get(path) for path in ("/reports/", "/reports/export/csv/")]
        assert [(answer.status_code, NO_UNIT in answer.text) for answer in answers] == [(200, True), (403, True)]
        assert "report" not in answers[0].context


def test_a_house_without_units_is_one(claire: User, sign_in: SignIn, make_follow_up: Make, wco: Organisation) -> None:
    make_follow_up("Ours", unit=wco)
    Organisation.add(by=None, name="Task force", parent=wco, classification=RESTRICTED)
    report = report_of(sign_in(claire))
    assert (report.unit, report.total.stands["active"].number) == (wco, 1)


def test_a_post_opens_the_report_as_long_as_it_is_held(
    noor: User, unit: Organisation, sign_in: SignIn, today: date
) -> None:
    appoint(noor, unit, until=today - timedelta(days=1))
    appoint(noor, unit, since=today + timedelta(days=1))
    assert "report" not in sign_in(noor).get("/reports/").context
    appoint(noor, unit, until=today)
    assert report_of(sign_in(noor)).unit == unit


def test_the_file_holds_what_the_page_shows(
    officer: Client, make_follow_up: Make, unit: Organisation, other: Organisation
) -> None:
    make_follow_up("Here", unit=unit)
    make_follow_up("There", unit=other)
    answer = officer.get("/reports/export/csv/", {"by": "unit", "period": "2026"})
    text = content(answer).decode("utf-8-sig")
    assert "report-enf-unit-2026-01-01" in answer["Content-Disposition"]
    assert (text.splitlines()[0], "ENF" in text, "TAR" in text) == ("Report of ENF by unit", True, False)


def test_mailing_reports_stays_with_managers(officer: Client) -> None:
    assert "/reports/mailed/" not in officer.get("/reports/").text
    assert [officer.get(path).status_code for path in ("/reports/mailed/", "/reports/mailed/new/")] == [403, 403]
