"""What is ticked, changed in one column at once: done without a look before, said with its way back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import QueryDict
from django.test import Client
from django.utils.html import strip_tags

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.bulk.bulk_edit import BulkEdit
from tracker.follow_ups.bulk.forms import DIRECT, BulkEditForm, DirectForm, direct_columns
from tracker.follow_ups.models import BulkChange, FollowUp
from tracker.tags.models import Tag

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
LIST = "http://testserver/follow-ups/?late=on"
FROM_LIST = {"Referer": LIST}


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def opened(client: Client, rows: list[FollowUp], column: str) -> str:
    answer = client.post(f"/follow-ups/changes/new/{column}/", {"row": [row.pk for row in rows]})
    place = f"/follow-ups/changes/{BulkChange.objects.latest('pk').pk}/{column}/"
    assert (answer.status_code, answer.url) == (302, place)
    return place


def sent(client: Client, place: str, came: dict[str, str] = FROM_LIST, **typed: str) -> tuple[str, list[str]]:
    """Where the answer leads, and what it says; what was said before has not been read."""
    answer = client.post(place, typed, headers=came)
    assert answer.status_code == 302
    return answer.url, [str(message) for message in get_messages(answer.wsgi_request)]


def stand() -> list[tuple[str, date | None]]:
    return list(FollowUp.objects.order_by("pk").values_list("owner__name", "due_on"))


def test_an_owner_and_a_date_are_given_and_taken_back_where_one_is(
    make_follow_up: Make, claire: User, client: Client
) -> None:
    rows = [make_follow_up() for _number in range(3)]
    place = opened(client, rows[:2], "owner")
    leads, told = sent(client, place, owner="Claire Dubois", due_on="4 June 2030")
    changed = [("Claire Dubois", date(2030, 6, 4))] * 2
    assert (leads, "2 changed" in told[-1], stand()) == (LIST, True, [*changed, (None, None)])
    leads, told = sent(client, place.replace("owner", "undo"))
    assert (leads, "2 taken back" in told[-1], stand()) == (LIST, True, [(None, None)] * 3)


def test_from_its_own_page_it_leads_to_that(make_follow_up: Make, client: Client) -> None:
    place = opened(client, [make_follow_up()], "status")
    page = place.removesuffix("status/")
    sent(client, place, status="in_progress")
    client.get(page)
    assert sent(client, f"{page}undo/", {"Referer": f"http://testserver{page}"}) == (page, [])


def test_sent_twice_it_is_done_once(make_follow_up: Make, client: Client) -> None:
    row = make_follow_up()
    place = opened(client, [row], "status")
    (leads, told), again = (sent(client, place, status="in_progress") for _time in range(2))
    assert (again, row.history.filter(verb="moved").count()) == ((leads, told * 2), 1)


def test_why_they_were_left_alone_is_said_where_all_were_for_the_same_reason(
    make_follow_up: Make, claire: User, client: Client
) -> None:
    ended = make_follow_up()
    ended.move_to("done", by=claire)
    rows = [ended, make_follow_up()]
    _leads, told = sent(client, opened(client, rows, "due"), due_on="4 June 2030")
    assert "1 changed, 1 left alone. It has ended, so its due date stays." in told[-1]
    place = opened(client, [ended], "due")
    client.get(LIST)
    _leads, told = sent(client, place, due_on="4 June 2030")
    assert [strip_tags(each) for each in told] == ["0 changed, 1 left alone. It has ended, so its due date stays."]


def test_what_could_not_be_taken_back_is_said_once(make_follow_up: Make, claire: User, client: Client) -> None:
    row = make_follow_up()
    place = opened(client, [row], "due")
    sent(client, place, due_on="4 June 2030")
    FollowUp.objects.get(pk=row.pk).edit(by=claire, due_on=date(2031, 6, 4))
    client.get(LIST)
    _leads, told = sent(client, place.replace("due", "undo"))
    assert [strip_tags(each) for each in told] == ["0 taken back, 1 left alone. It has changed again since."]


def test_nothing_asked_and_half_asked_is_asked_again(make_follow_up: Make, client: Client) -> None:
    place = opened(client, [make_follow_up()], "status")
    assert [client.post(place, typed).status_code for typed in ({}, {"status": "waiting"}, {"status": "declined"})] == [
        422
    ] * 3
    assert BulkChange.objects.get().started_at is None


def test_an_owner_without_the_role_changes_their_own_in_what_is_theirs(
    make_follow_up: Make, noor: User, claire: User, sign_in: SignIn
) -> None:
    assert [list(direct_columns(user)) for user in (claire, noor)] == [[*DIRECT], ["due", "status"]]
    client = sign_in(noor)
    rows = [make_follow_up(owner=noor.person), make_follow_up()]
    place = opened(client, rows, "due")
    assert client.get(place.replace("due", "owner")).status_code == 404
    assert 'name="owner"' not in client.get(place).text
    _leads, told = sent(client, place, due_on="4 June 2030")
    assert "1 changed, 1 left alone. You may not change this of it." in told[-1]


def test_no_other_column_has_a_way_of_its_own(make_follow_up: Make, client: Client) -> None:
    assert client.post("/follow-ups/changes/new/title/", {"row": [make_follow_up().pk]}).status_code == 404


def test_each_column_comes_first_in_its_own_form_and_the_others_follow(claire: User, noor: User) -> None:
    waiting, rest = ["waiting_on", "review_on"], ["note"]
    orders = {column: [*DirectForm(None, column=column, user=claire).fields] for column in DIRECT}
    assert orders == {
        "owner": ["owner", "due_on", "status", *waiting, *rest],
        "due": ["due_on", "owner", "status", *waiting, *rest],
        "status": ["status", *waiting, "owner", "due_on", *rest],
    }
    assert [*DirectForm(None, column="due", user=noor).fields] == ["due_on", "status", *waiting, *rest]


def test_what_is_typed_becomes_what_is_asked_of_each(
    claire: User, eu: Organisation, europol: Organisation, unit: Organisation, amina: User
) -> None:
    """Of what is left empty nothing; whom it waits on only where it waits."""
    tag, other = Tag.write("Ports", by=amina), Tag.write("Museums", by=amina)
    cases: list[tuple[dict[str, Any], BulkEdit]] = [
        ({}, BulkEdit()),
        ({"note": "They called."}, BulkEdit(note="They called.")),
        ({"status": "done"}, BulkEdit(status="done")),
        ({"status": "in_progress", "waiting_on": "EU", "review_on": "1 June 2030"}, BulkEdit(status="in_progress")),
        (
            {"status": "waiting", "waiting_on": "EUROPOL", "review_on": "1 June 2030"},
            BulkEdit(status="waiting", waiting_on=europol, review_on=date(2030, 6, 1)),
        ),
        ({"status": "waiting", "review_on": "1 June 2030"}, BulkEdit(status="waiting", review_on=date(2030, 6, 1))),
        ({"waiting_on": "EU"}, BulkEdit()),
        ({"shift": "-3"}, BulkEdit(shift=-3)),
        ({"shift": "0"}, BulkEdit()),
        ({"due_on": "1 June 2030"}, BulkEdit(columns={"due_on": date(2030, 6, 1)})),
        (
            {"owner": "Claire Dubois", "partner": "EU", "unit": "ENF"},
            BulkEdit(columns={"owner": claire.person, "partner": eu, "unit": unit}),
        ),
        ({"tag": "Ports"}, BulkEdit(tag=tag)),
        ({"tag": "Ports", "tag_off": "Museums"}, BulkEdit(tag=tag, tag_off=other)),
        ({"kind": "training", "priority": "2"}, BulkEdit(columns={"kind": "training", "priority": 2})),
        ({"empty": ["owner", "due_on"]}, BulkEdit(columns={"owner": None, "due_on": None})),
    ]
    found = []
    for typed, _edit in cases:
        sent = QueryDict(mutable=True)
        for name, value in typed.items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        form = BulkEditForm(sent, user=claire)
        assert form.is_valid(), form.errors
        found.append(form.bulk_edit())
    assert found == [edit for _typed, edit in cases]
    assert [edit.asks for edit in found] == [index not in (0, 6, 8) for index in range(len(cases))]
    assert [edit.is_note for edit in found] == [index in (0, 1, 6, 8) for index in range(len(cases))]
