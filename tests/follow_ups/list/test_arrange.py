"""How the list is shown: its columns, their order, and its groups with their subtotals."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.choices import Acceptance, Progress
from tracker.follow_ups.field_register import COLUMNS, LISTED
from tracker.follow_ups.list import grouping
from tracker.follow_ups.list.grouping import groups_of
from tracker.follow_ups.list.sorting import SHOWN, columns_of
from tracker.follow_ups.models import FollowUp
from tracker.lists.field_places import Filtered
from tracker.tags.models import Tag

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("", SHOWN),
        ("nonsense", SHOWN),
        ("unit,title,unit,nonsense", ("unit", "title")),
        ("status,reference", ("title", "status", "reference")),
    ],
)
def test_the_address_names_the_columns(words: str, shown: tuple[str, ...]) -> None:
    assert columns_of(words).names == shown


def test_every_column_is_shown_and_says_what_it_is(
    make_follow_up: Make, unit: Organisation, eu: Organisation, claire: User, client: Client, today: date
) -> None:
    row = make_follow_up("Train", kind="training", strength="offered", unit=unit, owed_by="partner",
                         due_on=date(2030, 6, 1))  # fmt: skip
    row.move_to("waiting", by=claire, waiting_on=eu, review_on=today)
    page = client.get(f"/follow-ups/?columns={','.join(LISTED)}").text
    cells = ["ENF", "Offered", "The partner", "EU", "1 Jun 2030", "Training"]
    assert [cell for cell in cells if f">{cell}<" not in page] == []
    assert page.count('<th scope="col"') == len(LISTED) + 1


@pytest.mark.parametrize("rows", [1, 3])
def test_more_columns_take_as_many_queries_however_many_rows(
    rows: int, make_follow_up: Make, unit: Organisation, client: Client, django_assert_num_queries: Any
) -> None:
    for _each in range(rows):
        make_follow_up(unit=unit)
    client.get("/follow-ups/")
    # Tags, mandates, files, what blocks them and where they were carried stand in rows of their own.
    for query, queries in (("", 6), (f"columns={','.join(LISTED)}", 12)):
        with django_assert_num_queries(queries):
            client.get(f"/follow-ups/?{query}")


def columns_after(client: Client, place: str) -> dict[str, str]:
    """By the press that leads there, what the columns of the list are then."""
    steps = re.findall(r'id="(\w+-\w+)" href="(.*?)"', client.get(place).text)
    return {
        step: QueryDict(address.replace("&amp;", "&").partition("?")[2]).get("columns", "") for step, address in steps
    }


def test_columns_are_moved_hidden_and_shown_and_all_else_stays(make_follow_up: Make, client: Client) -> None:
    make_follow_up()
    asked = "kind=other&columns=title,due,unit"
    after = columns_after(client, f"/follow-ups/arrange/?{asked}&page=x")
    steps = [after.get(step) for step in ("earlier-title", "later-title", "earlier-unit", "toggle-title", "toggle-due")]
    assert steps == [None, "due,title,unit", "title,unit,due", None, "title,unit"]
    assert after["toggle-owner"] == "title,due,unit,owner"
    page = client.get(f"/follow-ups/arrange/?{asked}&group=owner&page=x")
    own = page.text.partition("<main")[2].partition("</main>")[0]
    kept = dict(re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', own))
    kept.pop("csrfmiddlewaretoken", None)
    assert (kept, page.context["form"]["group"].value()) == ({"columns": "title,due,unit", "kind": "other"}, "owner")


def test_the_head_of_a_column_moves_and_hides_it(make_follow_up: Make, client: Client) -> None:
    make_follow_up()
    heads = {each.name: each for each in client.get("/follow-ups/?columns=due,title").context["columns"]}
    assert [(each.earlier, each.later, each.hidden) for each in heads.values()] == [
        (None, "title,due", "title"), ("title,due", None, None),
    ]  # fmt: skip
    usual = {each.name: each for each in client.get("/follow-ups/").context["columns"]}
    assert (usual["updated"].later, usual["updated"].hidden) == (None, ",".join(SHOWN[:-1]))
    moved = client.get(f"/follow-ups/?columns={usual['title'].earlier}").context["columns"]
    assert [each.name for each in moved][:2] == ["title", "reference"]
    assert moved[0].later == ""


def test_the_head_of_a_column_has_its_filters_and_says_that_one_is_set(make_follow_up: Make, client: Client) -> None:
    make_follow_up()
    heads = {each.name: each for each in client.get("/follow-ups/?status=active&due_until=tomorrow").context["columns"]}
    assert {name: [field.name for field in head.filters] for name, head in heads.items()} == {
        name: list(filtered.names) for name, filtered in COLUMNS.at(Filtered).items() if name in heads
    }
    assert [name for name, head in heads.items() if head.is_filtered] == ["due", "status"]


def test_choices_and_filters_leave_the_columns_as_they_are(make_follow_up: Make, client: Client) -> None:
    make_follow_up()
    page = client.get("/follow-ups/?columns=unit,title&status=active")
    choice = page.context["quick"][0]
    assert (choice.is_on, choice.address) == (True, "?status=active&columns=unit%2Ctitle")
    assert '<input type="hidden" name="columns" value="unit,title">' in page.text


def shown(rows: Any, by: str, today: date) -> list[tuple[str, int, int, int]]:
    groups = groups_of(rows, by, "", today)
    return [(group.label, len(group.keys), group.late, group.ended) for group in groups.shown]


def test_groups_have_their_subtotals(
    make_follow_up: Make, unit: Organisation, eu: Organisation, claire: User, amina: User, today: date
) -> None:
    make_follow_up(owner=claire.person, partner=eu, due_on=today - timedelta(days=1))
    make_follow_up(owner=amina.person, unit=unit).move_to("done", by=claire)
    make_follow_up(owner=claire.person)
    make_follow_up()
    rows = FollowUp.objects.visible_to(claire)
    assert shown(rows, "owner", today) == [("Amina Rahman", 1, 0, 1), ("Claire Dubois", 2, 1, 0), ("No owner", 1, 0, 0)]
    assert shown(rows, "partner", today) == [("EU", 1, 1, 0), ("No partner", 3, 0, 1)]
    assert shown(rows, "unit", today) == [("ENF", 1, 0, 1), ("No unit", 3, 1, 0)]
    assert shown(rows, "status", today) == [("Open", 3, 1, 0), ("Done", 1, 0, 1)]


def test_a_group_counts_ours_and_theirs_apart(make_follow_up: Make, claire: User, today: date) -> None:
    for owed_by in ("us", "partner", "partner"):
        make_follow_up(owed_by=owed_by, due_on=today - timedelta(days=1))
    [group] = groups_of(FollowUp.objects.visible_to(claire), "status", "", today).shown
    assert (len(group.keys), group.late, group.overdue) == (3, 1, 2)


def test_months_come_in_order_and_what_has_no_date_last(make_follow_up: Make, claire: User, today: date) -> None:
    for due_on in (date(2030, 2, 3), None, date(2029, 12, 31), date(2030, 2, 28)):
        make_follow_up(due_on=due_on)
    groups = groups_of(FollowUp.objects.visible_to(claire), "month", "kind=other&group=month", today).shown
    assert [(group.label, len(group.keys)) for group in groups] == [
        ("December 2029", 1), ("February 2030", 2), ("No date", 1),
    ]  # fmt: skip
    assert groups[1].narrowed == "kind=other&due_from=2030-02-01&due_until=2030-02-28"


@pytest.mark.parametrize("by", [*grouping.GROUPED])
def test_a_group_leads_to_the_list_of_its_own(by: str, invitation: FollowUp, make_follow_up: Make, client: Client,
                                              unit: Organisation) -> None:  # fmt: skip
    tags = [Tag.write("Heritage", by=None)]
    invitation.edit(by=invitation.recorder, unit=unit, due_on=date(2030, 2, 3), priority=2, tags=tags)
    invitation.move_to("in_progress", by=invitation.recorder)
    invitation.note("As planned.", by=invitation.recorder, progress=Progress.ON_TRACK)
    FollowUp.objects.update(acceptance=Acceptance.NOTED)
    make_follow_up("Another")
    groups = client.get(f"/follow-ups/?group={by}").context["groups"].shown
    [mine] = [group for group in groups if invitation.pk in group.keys]
    assert [row.pk for row in client.get(f"/follow-ups/?{mine.narrowed}").context["page"].rows] == [invitation.pk]


@pytest.mark.parametrize("rows", [1, 3])
def test_groups_take_as_many_queries_however_many(
    rows: int, make_follow_up: Make, client: Client, claire: User, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        make_follow_up(partner=Organisation.add(by=claire, name=f"Partner {number}"))
    client.get("/follow-ups/")
    with django_assert_num_queries(7):
        client.get("/follow-ups/?group=partner")


def test_what_a_page_cannot_hold_is_said(
    make_follow_up: Make, claire: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MOST", "MOST_GROUPS", "ROWS_EACH"):
        monkeypatch.setattr(grouping, name, {"MOST": 4, "MOST_GROUPS": 1, "ROWS_EACH": 1}[name])
    for owner in (claire.person, claire.person, None, None, None):
        make_follow_up(owner=owner)
    page = client.get("/follow-ups/?group=owner")
    assert [group.further for group in page.context["groups"].shown] == [1]
    assert ["1 more<" in page.text, "1 more group is not shown" in page.text, "numbers are too low" in page.text] == [
        True, True, True,
    ]  # fmt: skip


def test_rows_of_a_group_are_sorted_like_the_list(make_follow_up: Make, client: Client) -> None:
    for title in ("B", "C", "A"):
        make_follow_up(title)
    [group] = client.get("/follow-ups/?group=owner&sort=-title").context["groups"].shown
    assert [row.title for row in group.rows] == ["C", "B", "A"]


def test_a_group_holds_nothing_restricted(secret: FollowUp, omar: User, sign_in: SignIn) -> None:
    for by in grouping.GROUPED:
        assert sign_in(omar).get(f"/follow-ups/?group={by}").context["groups"].shown == []


def test_groups_by_priority_go_from_the_most_urgent_to_those_without(
    make_follow_up: Make, client: Client, today: date
) -> None:
    for number, priority in enumerate((3, None, 1, 4, 1)):
        make_follow_up(f"Letter {number}", priority=priority)
    groups = client.get("/follow-ups/?group=priority").context["groups"].shown
    labels = [("Urgent", 2), ("Normal", 1), ("Low", 1), ("No priority", 1)]
    assert [(group.label, len(group.keys)) for group in groups] == labels
    assert [group.narrowed for group in groups] == [f"status=active&priority={key}" for key in (1, 3, 4, "none")]
