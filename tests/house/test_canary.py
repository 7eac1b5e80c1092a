"""Restricted: a stranger finds no trace of it in any page, list, count, filter choice, search or type-ahead.

Every address is walked twice, in a world with the restricted matter and in the same world without it. To those who
may not know, both worlds are the same to the letter.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.conftest import CANARY
from tests.house.addresses import LOGIN, PAGES, Row, about_restricted
from tests.house.admin_addresses import ADMIN_PAGES
from tests.house.drawings import FOLDER, read_drawing
from tests.house.matter import spread
from tests.house.pages import as_sent
from tests.house.queries import DEEDS, FIELDS, LISTS, ON_ADMIN_SITE
from tests.house.test_addresses import answer
from tests.house.worlds import Keys, Page, Worlds, differences, general, read, walk
from tracker.accounts.models import Role, User
from tracker.activities.models import Activity
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.meetings.models import Meeting
from tracker.needs.models import Allocation, Need
from tracker.pledges.models import Pledge
from tracker.records.models import Record, Version

pytestmark = pytest.mark.one_database

SignIn = Callable[[User], Client]
SENT = {"version": "1", "title": "Taken", "text": "Taken", "note": "Taken", "reason": "Because", "kind": "minutes"}
ASKED = {
    Role.READER: FIELDS,
    Role.OFFICER: [*LISTS, *DEEDS],
    Role.MANAGER: [path for path in LISTS if path.startswith("/reports/")],
    Role.ADMINISTRATOR: ON_ADMIN_SITE,
}
# By the names of the table; and who is asked only where the other is answered something else.
WHO = {Role.READER: "noor", Role.OFFICER: "claire", Role.MANAGER: "amina", Role.ADMINISTRATOR: "jonas"}
ALIKE = {Role.READER: "claire", Role.MANAGER: "jonas", Role.ADMINISTRATOR: "claire"}
# Where their letters stand in the drawing of what is shown to whom.
CLAIRE, JONAS = 2, 4
ONLY_TAKES, REFUSED = 405, (403, 404, 405)
WRITTEN = (Entry, Meeting, Record, Version, FollowUp, Activity, Person, Organisation, Appointment,
           Pledge, Need, Allocation)  # fmt: skip


def paths(role: Role, matter: Keys) -> list[str]:
    """Every address of the table, of what all may see and of the matter; then all ways of asking for it.

    What is seen hangs on no role: the ways of asking are tried by one of those to whom they open. Whoever administers
    is shown all that a manager is shown, an officer all that a reader is. What refuses whoever asks, or only takes
    what is sent, says no more than the table of addresses, which is asked by everybody.
    """
    every = []
    for row in rows(role):
        general_path, path = row.path.format(**general(matter)), row.path.format(**matter)
        answer = row.get[WHO[role]]
        every += [general_path] if answer not in REFUSED else []
        every += [path] if answer != ONLY_TAKES and path != general_path else []
    asked = [path.format(**keys) for keys in (matter | general(matter), matter) for path in ASKED[role]]
    return list(dict.fromkeys([*every, *asked]))


def rows(role: Role) -> list[Row]:
    """Of an officer's pages an administrator is asked those that show them more: parts or deeds of their own."""
    drawn = read_drawing(FOLDER / "persons.txt")
    more = {name for name, lines in drawn.items() if any(line[CLAIRE] == "." != line[JONAS] for line in lines)}
    one, other = WHO[role], ALIKE.get(role, "")
    found = [row for name, row in PAGES.items() if not other or row.get[one] != row.get[other] or (
        role == Role.ADMINISTRATOR and name in more)]  # fmt: skip
    return [*found, *(ADMIN_PAGES.values() if role == Role.ADMINISTRATOR else ())]


@pytest.mark.usefixtures("one_moment")
def test_a_world_with_a_restricted_matter_looks_the_same_to_a_stranger(
    worlds: Worlds, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    people: dict[str, User] = {name: request.getfixturevalue(name) for name in ("omar", "noor", "amina", "jonas")}
    clients = {name: sign_in(user) for name, user in people.items()}

    def look(matter: Keys) -> dict[tuple[str, str], Page]:
        seen = {name: walk(client, paths(people[name].role, matter)) for name, client in clients.items()}
        return {(name, path): page for name, pages in seen.items() for path, page in pages.items()}

    there, without = worlds.both(look)
    differ = {path: page for path, page in without.items() if there.get(path) != page}
    assert {path: differences(there[path], page) if path in there else page for path, page in differ.items()} == {}
    assert there.keys() == without.keys()


def test_further_pages_of_a_list_hold_no_gap(
    worlds: Worlds, europol: Organisation, omar: User, claire: User, sign_in: SignIn
) -> None:
    for number in range(52):
        FollowUp.log(by=claire, title=f"Letter {number}", partner=europol)
    client, lists = sign_in(omar), ["/follow-ups/", "/follow-ups/?sort=partner"]
    there, without = worlds.both(lambda _matter: walk(client, lists))
    assert len(there) == 4
    assert there == without


def test_whoever_may_know_meets_it_on_all_these_pages(worlds: Worlds, mei: User, sign_in: SignIn) -> None:
    """The walk does find traces: wherever there is one to be found."""
    client = sign_in(mei)
    rows = {name: row.path for name, row in PAGES.items() if row.get["claire"] != ONLY_TAKES}

    def traces(matter: dict[str, Any]) -> list[str]:
        found = walk(client, [path.format(**matter) for path in rows.values()])
        return sorted(name for name, path in rows.items() if CANARY in found[path.format(**matter)].text)

    assert worlds.with_matter(traces) == [
        "activities:activity",
        "activities:edit",
        "activities:export",
        "activities:list",
        "activities:remove",
        "agendas:agenda",
        "agendas:discuss",
        "agendas:point_edit",
        "agendas:point_new",
        "agendas:run",
        "agendas:run_keep",
        "agendas:run_say",
        "briefings:partner",
        "briefings:partner_file",
        "calendar",
        "calendar_mails:invite",
        "circulation:circulate",
        "circulation:meeting_file",
        "circulation:round",
        "commitments:document",
        "commitments:export",
        "commitments:list",
        "desk",
        "directory:appointment_edit",
        "directory:appointment_new",
        "directory:organisation",
        "directory:organisation_edit",
        "directory:organisation_merge",
        "directory:organisation_merge_into",
        "directory:organisation_open",
        "directory:partners",
        "directory:partners_export",
        "directory:people",
        "directory:people_export",
        "directory:person",
        "directory:person_away",
        "directory:person_edit",
        "directory:person_merge",
        "directory:person_merge_into",
        "directory:person_open",
        "directory:timeline",
        "files:attach",
        "follow_ups:acceptance",
        "follow_ups:column",
        "follow_ups:confirm",
        "follow_ups:due",
        "follow_ups:edit",
        "follow_ups:export",
        "follow_ups:follow_up",
        "follow_ups:glance",
        "follow_ups:link_new",
        "follow_ups:list",
        "follow_ups:move",
        "follow_ups:owner",
        "follow_ups:priority",
        "follow_ups:remove",
        "follow_ups:removed",
        "follow_ups:since",
        "follow_ups:since_export",
        "implementation:document",
        "implementation:report",
        "invitations:event",
        "invitations:readout",
        "invitations:speaker",
        "invitations:step_edit",
        "invitations:step_new",
        "mandates:mandate",
        "meetings:call_off",
        "meetings:edit",
        "meetings:export",
        "meetings:list",
        "meetings:meeting",
        "meetings:remove",
        "meetings:series",
        "meetings:series_edit",
        "meetings:series_end",
        "meetings:series_export",
        "meetings:series_list",
        "meetings:series_new",
        "meetings:series_remove",
        "needs:allocate",
        "needs:edit",
        "needs:new",
        "needs:unlock",
        "needs:unlock_export",
        "notes:new",
        "notes:reply",
        "pledges:edit",
        "pledges:export",
        "pledges:list",
        "pledges:pledge",
        "records:add",
        "records:edit",
        "records:information",
        "records:side_by_side",
        "records:version",
        "reports:export",
        "reports:report",
        "suggestions:read",
    ]


def test_a_follow_up_that_left_a_restricted_meeting_does_not_name_it(
    secret: FollowUp, omar: User, claire: User, jonas: User, sign_in: SignIn
) -> None:
    once = FollowUp.log(
        by=claire, title="Write to them", meeting=secret.meeting, owner=Person.objects.get(account=omar)
    )
    once.edit(by=claire, meeting=None)
    entry = once.history.first()
    at_work, on_admin_site = sign_in(omar), sign_in(jonas)
    pages = [
        *(at_work.get(path) for path in ("/", once.get_absolute_url())),
        *(on_admin_site.get(f"/admin/history/entry/{path}", follow=True) for path in ("", f"{entry.pk}/change/")),
    ]
    assert [(page.status_code, CANARY in page.content.decode()) for page in pages] == [(200, False)] * 4


def test_what_others_send_to_it_changes_nothing(
    things: dict[str, Any], europol: Organisation, secret: FollowUp, claire: User, omar: User, today: date,
    request: pytest.FixtureRequest, sign_in: SignIn,
) -> None:  # fmt: skip
    matter = spread(secret, things, former_owner=omar, by=claire, today=today)
    about = about_restricted(PAGES)
    # A page that only shows says so whatever it is asked about.
    expected = {name: 405 if row.post["claire"] == 405 else 404 for name, row in about.items()}
    before = written()
    for who in ("omar", "noor", "amina", "jonas"):
        client = sign_in(request.getfixturevalue(who))
        found = {name: client.post(row.path.format(**matter), SENT).status_code for name, row in about.items()}
        assert found == expected
    found = {name: answer(Client().post(row.path.format(**matter), SENT)) for name, row in about.items()}
    assert found == dict.fromkeys(about, LOGIN)
    assert written() == before


def written() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in WRITTEN]


def test_naming_it_in_a_form_is_naming_nothing(worlds: Worlds, omar: User, sign_in: SignIn) -> None:
    client = sign_in(omar)
    form = as_sent(client.get("/follow-ups/new/"), title="Guess", owner="Nobody at all")

    def guess(matter: dict[str, Any]) -> list[Page]:
        names = (matter["meeting"], matter["removed_meeting"], f"More talks on {CANARY}", CANARY)
        return [read(client.post("/follow-ups/new/", form | {"meeting": name})) for name in names]

    there, without = worlds.both(guess)
    assert there == without
