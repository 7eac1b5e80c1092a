"""The list as a file: what is on the screen, with its filter in words and the day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import downloaded_files as files
from tests.conftest import CANARY
from tests.downloaded_files import FORMATS, content, words_of
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.list.grouping import GROUPED
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_date

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


def rows_of(client: Client, query: str = "") -> list[list[str]]:
    return files.rows_of(client, f"/follow-ups/export/csv/?{query}")


@pytest.fixture
def letters(make_follow_up: Make, invitation: FollowUp, claire: User, eu: Organisation, today: date) -> list[FollowUp]:
    late = make_follow_up("Late letter", due_on=today - timedelta(days=3), partner=eu, owner=claire.person)
    done = make_follow_up("=1+1", kind="document")
    done.move_to("done", by=claire)
    return [invitation, late, done]


def test_it_holds_the_columns_of_the_list(letters: list[FollowUp], claire: User, sign_in: SignIn, today: date) -> None:
    rows = rows_of(sign_in(claire), "late=on")
    assert rows[5] == [
        "Ref",
        "Follow-up",
        "Kind",
        "Strength",
        "Owed by",
        "Meeting",
        "Partner",
        "Owner",
        "Due",
        "Due, as said",
        "Status",
        "Updated",
    ]
    due, updated = (today - timedelta(days=3)).isoformat(), rows[6].pop()
    assert rows[6:] == [
        [letters[1].reference, "Late letter", "Other", "Agreed", "Us", "", "EU", "Claire Dubois", due, "", "Open"]
    ]
    assert updated[:10] == today.isoformat()


@pytest.mark.parametrize(
    "query", ["status=", "status=active", "sort=-title", "sort=owner&kind=document", "partner=EU", "q=z"]
)
def test_it_holds_what_the_list_shows_in_its_order(
    letters: list[FollowUp], claire: User, sign_in: SignIn, query: str
) -> None:
    client = sign_in(claire)
    shown = [row.reference for row in client.get(f"/follow-ups/?{query}").context["page"].rows]
    assert [row[0] for row in rows_of(client, query)[6:]] == shown


@pytest.mark.parametrize("by", GROUPED)
def test_its_groups_follow_one_another_as_on_the_page(
    letters: list[FollowUp], make_follow_up: Make, claire: User, sign_in: SignIn, eu: Organisation, today: date, by: str
) -> None:
    make_follow_up("Emil", owner=Person.add(by=None, name="emil"), unit=eu, due_on=today + timedelta(days=70))
    make_follow_up("Zoe", owner=Person.add(by=None, name="Zoe"), partner=eu, due_on=today - timedelta(days=70))
    client = sign_in(claire)
    groups = client.get(f"/follow-ups/?status=&group={by}").context["groups"].shown
    rows = rows_of(client, f"status=&group={by}")
    at, without = rows[5].index("Ref"), GROUPED[by].nothing
    on_page = [(group.label, row.reference) for group in groups for row in group.rows]
    assert [(row[0] or str(without), row[at]) for row in rows[6:]] == on_page
    assert (rows[5][0], rows[2]) == (str(COLUMNS[by].label), [f"Sorted by: {rows[5][0]}, then due."])


def test_it_is_not_cut_to_a_page(make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    for number in range(52):
        make_follow_up(f"Letter {number}")
    client = sign_in(claire)
    further = client.get("/follow-ups/").context["page"].next
    assert len(rows_of(client, f"page={further}")[6:]) == 52


@pytest.mark.parametrize("form", FORMATS)
def test_it_says_the_filter_in_words_and_the_day(
    form: str, letters: list[FollowUp], claire: User, sign_in: SignIn, today: date
) -> None:
    answered = sign_in(claire).get(f"/follow-ups/export/{form}/?partner=eu&late=on&sort=-title")
    said = words_of(form, content(answered)).replace("\r\n", "\n")
    assert "Filter: Partner: EU; Late." in said
    assert "Sorted by: Follow-up, falling." in said
    assert f"As it stood on {format_date(today)}; it holds what Claire Dubois may see." in said
    assert "Late letter" in said
    assert answered["Content-Disposition"] == f'attachment; filename="follow-ups-{today}.{form}"'


def test_a_title_like_a_formula_stays_words(letters: list[FollowUp], claire: User, sign_in: SignIn) -> None:
    assert rows_of(sign_in(claire), "kind=document")[6][1] == "'=1+1"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("who", "sees"), [("omar", False), ("jonas", False), ("mei", True)])
def test_what_is_restricted_is_in_nobody_elses_file(
    form: str, who: str, sees: bool, secret: FollowUp, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    client = sign_in(request.getfixturevalue(who))
    assert (CANARY in words_of(form, content(client.get(f"/follow-ups/export/{form}/")))) is sees


def test_the_list_leads_to_its_files(letters: list[FollowUp], noor: User, sign_in: SignIn) -> None:
    text = sign_in(noor).get("/follow-ups/?late=on").text
    assert [f'href="/follow-ups/export/{form}/?late=on"' in text for form in FORMATS] == [True] * 4


def test_more_rows_take_no_more_queries(
    make_follow_up: Make, claire: User, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(claire)
    for number in range(3):
        make_follow_up(f"Letter {number}", owner=claire.person)
        if number in (0, 2):
            with django_assert_num_queries(6):
                rows = rows_of(client)
            assert len(rows) == 6 + number + 1
