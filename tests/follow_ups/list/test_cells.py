"""The cells of the list: which may be changed by whom, each in a form of its column alone; and what its foot counts."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.field_register import COLUMNS, LISTED
from tracker.follow_ups.list.cells import CELLS, LONG
from tracker.follow_ups.models import FollowUp
from tracker.lists.field_places import Edited

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
EVERY_COLUMN = f"/follow-ups/?status=&columns={','.join(LISTED)}"


def cells_of(client: Client, row: FollowUp) -> set[str]:
    page = client.get(EVERY_COLUMN).text
    return set(re.findall(rf'hx-get="/follow-ups/{row.pk}/(\w+)/\?within=page"[^>]*>', page)) - {"note"}


def test_the_meeting_is_fixed_for_what_quotes_its_record_alone(
    make_follow_up: Make, invitation: FollowUp, amina: User, sign_in: SignIn
) -> None:
    other = make_follow_up("Of the same meeting", meeting=invitation.meeting)
    client = sign_in(amina)
    assert ["meeting" in cells_of(client, row) for row in (invitation, other)] == [False, True]


def test_every_column_that_is_shown_and_edited_is_a_cell(make_follow_up: Make, amina: User, sign_in: SignIn) -> None:
    row = make_follow_up()
    assert cells_of(sign_in(amina), row) == {*COLUMNS.at(Edited)} & {*LISTED} - {*LONG}


def test_each_cell_opens_a_form_of_its_column_alone(make_follow_up: Make, amina: User, sign_in: SignIn) -> None:
    row, client = make_follow_up(), sign_in(amina)
    found = {name: client.get(f"/follow-ups/{row.pk}/{name}/").text for name in CELLS}
    fields = {name: set(re.findall(r'name="(\w+)"', page.partition('id="deed"')[2])) for name, page in found.items()}
    machinery = {"csrfmiddlewaretoken", "next", "version", "reason"}
    columns = {name: {COLUMNS[name].fields[0]} for name in CELLS}
    assert {name: found & {*EDITED} - machinery for name, found in fields.items()} == columns


EDITED = COLUMNS.named(Edited)


def test_who_may_change_it_is_who_may_in_the_form(
    make_follow_up: Make, invitation: FollowUp, omar: User, noor: User, amina: User, claire: User, sign_in: SignIn
) -> None:
    hers = make_follow_up("Hers", by=amina, owner=amina.person)
    own = make_follow_up("Own", by=amina, owner=noor.person)
    ended = make_follow_up("Ended", due_on=date(2030, 6, 4))
    ended.move_to("done", by=claire)
    every, by_claire, by_noor = {*CELLS}, sign_in(claire), sign_in(noor)
    found = [cells_of(by_claire, each) for each in (hers, ended, invitation)]
    assert found == [every - {"owner"}, every - {"due"}, every - {"meeting"}]
    assert [cells_of(by_noor, each) for each in (hers, own)] == [set(), {"due"}]
    refused = [(by_claire, hers, "owner"), (by_claire, invitation, "meeting"), (by_noor, own, "title")]
    assert [client.get(f"/follow-ups/{row.pk}/{name}/").status_code for client, row, name in refused] == [403] * 3
    assert by_claire.get(f"/follow-ups/{hers.pk}/status/").status_code == 404


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("title", {"title": "Send both"}, "Send both"),
        ("kind", {"kind": "training"}, "training"),
        ("strength", {"strength": "offered", "reason": "They said so."}, "offered"),
        ("priority", {"priority": "1"}, 1),
        ("owed_by", {"owed_by": "partner"}, "partner"),
    ],
)
def test_it_changes_that_column_and_no_other(
    name: str, typed: dict[str, str], value: object, make_follow_up: Make, eu: Organisation, claire: User,
    sign_in: SignIn,
) -> None:  # fmt: skip
    row = make_follow_up(owner=claire.person, partner=eu)
    sign_in(claire).post(f"/follow-ups/{row.pk}/{name}/", {"version": row.version, **typed})
    told = FollowUp.objects.get(pk=row.pk)
    assert (getattr(told, name), told.owner, told.partner) == (value, claire.person, eu)
    assert told.history.first().changes.keys() == {name}


def test_a_name_is_found_as_in_the_form_and_the_others_stay(
    make_follow_up: Make, eu: Organisation, europol: Organisation, claire: User, sign_in: SignIn
) -> None:
    row = make_follow_up(owner=claire.person, partner=eu, unit=None)
    sign_in(claire).post(f"/follow-ups/{row.pk}/partner/", {"version": row.version, "partner": "EUROPOL"})
    told = FollowUp.objects.get()
    assert (told.partner, told.owner, told.unit) == (europol, claire.person, None)


def test_two_people_who_change_the_same_cell_see_both(
    make_follow_up: Make, amina: User, claire: User, sign_in: SignIn
) -> None:
    row = make_follow_up()
    version = row.version
    row.edit(by=amina, title="Hers")
    answer = sign_in(claire).post(f"/follow-ups/{row.pk}/title/", {"version": version, "title": "Mine"})
    assert (answer.status_code, "Hers" in answer.text, FollowUp.objects.get().title) == (409, True, "Hers")


def test_the_foot_counts_all_that_fits_on_every_page(
    make_follow_up: Make, claire: User, sign_in: SignIn, today: date
) -> None:
    for _number in range(51):
        make_follow_up(owner=claire.person, due_on=today)
    make_follow_up(due_on=today - timedelta(days=1))
    make_follow_up(owed_by="partner", due_on=today - timedelta(days=1), owner=claire.person)
    make_follow_up(owner=claire.person).move_to("done", by=claire)
    client = sign_in(claire)
    foot = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get("/follow-ups/?status=").text.partition("<tfoot>")[2]))
    assert (
        foot.partition(" Ticked")[0]
        .strip()
        .startswith("54 follow-ups 1 overdue from partners 1 without owner 1 late 1 ended")
    )
