"""The list of pledges as a file."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import CANARY
from tests.downloaded_files import FORMATS, content, table_of, words_of
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge

SignIn = Callable[[User], Client]
Make = Callable[..., Pledge]
HEADS = ["Pledge", "What for", "Meeting", "Donor", "Made on", "Since", "Stage"]


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def test_it_holds_the_columns_of_the_list_newest_first(client: Client, make_pledge: Make, visit: Meeting) -> None:
    make_pledge(90_000, what="-Training", meeting=visit)
    make_pledge(24, kind="staff", currency="", people=2, what="secondees", made_on=date(2019, 1, 2))
    assert table_of(client, "/pledges/export/csv/") == [
        HEADS,
        ["2 secondees, 12 months each", "", "", "EU", "2019-01-02", "2019-01-02", "Indicated"],
        ["€\N{NO-BREAK SPACE}90,000", "'-Training", visit.title, "EU", "2018-05-25", "2018-05-25", "Indicated"],
    ]


@pytest.mark.parametrize(
    ("query", "held"),
    [
        ("", ["new", "firm", "old", "theirs"]),
        ("donor=EU", ["new", "firm", "old"]),
        ("donor=WCO", ["theirs"]),
        ("kind=in_kind&stage=firm", ["firm"]),
        ("kind=staff", []),
        ("ageing=on", ["old", "theirs"]),
    ],
)
def test_it_holds_what_the_list_shows(
    query: str, held: list[str], client: Client, make_pledge: Make, wco: Organisation, claire: User
) -> None:
    make_pledge(1, kind="in_kind", currency="", what="new")
    make_pledge(1, kind="in_kind", currency="", what="firm", made_on=date(2018, 5, 25)).move_to("committed", by=claire)
    make_pledge(1, kind="in_kind", currency="", what="old", made_on=date(2018, 5, 24))
    make_pledge(1, kind="in_kind", currency="", what="theirs", made_on=date(2018, 5, 23), donor=wco)
    shown = [pledge.what for pledge in client.get(f"/pledges/?{query}").context["page"].rows]
    file = [row[0] for row in table_of(client, f"/pledges/export/csv/?{query}")[1:]]
    assert (shown, file) == (held, [f"1 {name}" for name in held])


@pytest.mark.parametrize("many", [1, 3])
def test_more_rows_take_no_more_queries(
    many: int, client: Client, make_pledge: Make, visit: Meeting, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(many):
        make_pledge(each + 1, meeting=visit)
    with django_assert_num_queries(6):
        assert len(table_of(client, "/pledges/export/csv/")[1:]) == many


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("who", "sees"), [("omar", False), ("jonas", False), ("mei", True)])
def test_what_is_restricted_is_in_nobody_elses_file(
    form: str, who: str, sees: bool, secret: FollowUp, make_pledge: Make,
    request: pytest.FixtureRequest, sign_in: SignIn,
) -> None:  # fmt: skip
    make_pledge(5_000, meeting=secret.meeting, what=CANARY)
    client = sign_in(request.getfixturevalue(who))
    assert (CANARY in words_of(form, content(client.get(f"/pledges/export/{form}/")))) is sees
