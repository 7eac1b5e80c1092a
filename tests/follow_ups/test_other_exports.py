"""Activities, partners, and what changed since a day, as files."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import CANARY
from tests.downloaded_files import FORMATS, content, rows_of, table_of, words_of
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation
from tracker.follow_ups.list import changes_since
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate

SignIn = Callable[[User], Client]
CUT = "More has changed than this holds: here is the newest."
DAY = {"starts_on": date(2017, 3, 6), "ends_on": date(2017, 3, 10)}


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def test_activities_hold_the_columns_of_their_list(
    client: Client, claire: User, unit: Organisation, eu: Organisation, resolution: Mandate
) -> None:
    with_whom = {"unit": unit, "partner": eu, "done_by": claire.person, "mandates": [Target.of(resolution)]}
    Activity.log(by=claire, title="+Training", place="Tunis", reached=24, **with_whom, **DAY)
    assert table_of(client, "/mandates/activities/export/csv/") == [
        ["First day", "Last day", "What was done", "Place", "Implements", "Done by", "Unit", "Partner",
         "People reached"],
        ["2017-03-06", "2017-03-10", "'+Training", "Tunis", "S/RES/2347 (2017)", "Claire Dubois", "ENF", "EU", "24"],
    ]  # fmt: skip


@pytest.mark.parametrize("many", [1, 3])
def test_more_activities_take_no_more_queries(
    many: int, client: Client, claire: User, resolution: Mandate, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(many):
        Activity.log(by=claire, title=f"Training {each}", mandates=[Target.of(resolution)], **DAY)
    with django_assert_num_queries(9):
        assert len(table_of(client, "/mandates/activities/export/csv/")[1:]) == many


def test_partners_stand_in_their_trees(
    client: Client, invitation: FollowUp, europol: Organisation, unit: Organisation, make_follow_up: Callable[..., None]
) -> None:
    make_follow_up("Exchange", partner=europol)
    assert table_of(client, "/partners/export/csv/") == [
        ["Partners"],
        ["Organisation", "Short name", "Active follow-ups"],
        ["European Union", "EU", "2"],
        ["   European Police Office", "EUROPOL", "1"],
        [],
        ["Ours"],
        ["Organisation", "Short name", "Active follow-ups"],
        ["World Customs Organization", "WCO", ""],
        ["   Enforcement Unit", "ENF", ""],
    ]


def test_a_name_like_a_formula_stays_words_in_the_tree_too(client: Client, eu: Organisation) -> None:
    for name in ("=1+1", "-Office"):
        Organisation.add(by=None, name=name, parent=eu)
    assert [row[0] for row in table_of(client, "/partners/export/csv/?q=office")[2:4]] == [
        "European Union", "'   -Office",
    ]  # fmt: skip


@pytest.mark.parametrize("many", [1, 3])
def test_more_partners_take_no_more_queries(
    many: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(many):
        Organisation.add(by=None, name=f"Office {each}")
    with django_assert_num_queries(6):
        assert len(table_of(client, "/partners/export/csv/")) == 2 + many + 4


def test_what_changed_says_how_it_stood_before(
    client: Client, make_follow_up: Callable[..., FollowUp], claire: User
) -> None:
    letter = make_follow_up("=Letter", owner=claire.person)
    Entry.objects.update(at=datetime(2017, 1, 1, tzinfo=UTC))
    letter.set_due(date(2030, 1, 1), by=claire)
    heads = ["Ref", "Follow-up", "Owner", "What changed", "Status"]
    assert table_of(client, "/follow-ups/since/export/csv/?since=2018-01-01") == [
        ["New"], heads, [], ["Ended"], heads, [], ["Moved"], heads,
        [letter.reference, "'=Letter", "Claire Dubois", "Due date: – → 1 January 2030", "Open"],
    ]  # fmt: skip


@pytest.mark.parametrize(("most", "told"), [(1, [CUT]), (2, [])])
def test_a_file_says_that_more_has_changed_than_it_holds(
    most: int, told: list[str], client: Client, make_follow_up: Callable[..., FollowUp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes_since, "MOST", most)
    for each in range(2):
        make_follow_up(f"Letter {each}")
    facts = [row[0] for row in rows_of(client, "/follow-ups/since/export/csv/?since=2018-01-01") if row]
    assert [fact for fact in facts if "than this holds" in fact] == told


@pytest.mark.parametrize("many", [1, 3])
def test_more_changes_take_no_more_queries(
    many: int, client: Client, make_follow_up: Callable[..., FollowUp],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for each in range(many):
        make_follow_up(f"Letter {each}")
    with django_assert_num_queries(5):
        assert len(table_of(client, "/follow-ups/since/export/csv/?since=2018-01-01")) == 2 + many + 6


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("who", "sees"), [("omar", False), ("jonas", False), ("mei", True)])
def test_what_is_restricted_is_in_nobody_elses_file(
    form: str, who: str, sees: bool, secret: FollowUp, claire: User, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    Activity.log(by=claire, title=f"Train {CANARY}", classification="restricted", **DAY)
    Organisation.add(by=claire, name=f"Office of {CANARY}", classification="restricted")
    client = sign_in(request.getfixturevalue(who))
    paths = ("/mandates/activities/export", "/partners/export", "/follow-ups/since/export")
    files = [content(client.get(f"{path}/{form}/?since=2018-01-01")) for path in paths]
    assert [CANARY in words_of(form, file) for file in files] == [sees] * 3
