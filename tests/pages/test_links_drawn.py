"""Where every link and every button of pages that show several nouns leads, in a house with two of most things.

What leads to another thing than the one that it names stands out in `drawn/links_*.txt`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tests.house.tree import Node, Tree
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.models import Point
from tracker.agendas.points.outcomes import log_outcome
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant
from tracker.pledges.models import Pledge
from tracker.records.models import Record

pytestmark = pytest.mark.one_database
FOLDER = Path(__file__).parent / "drawn"
MOMENT = datetime(2026, 11, 24, 11, tzinfo=UTC)
SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
KEY = re.compile(r"\d{4,}")


@pytest.fixture(scope="module", autouse=True)
def _that_day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: MOMENT)
        yield


def links_of(page: Any, names: Mapping[str, str]) -> list[str]:
    """What leads on from the page, in its order, with the names of things in the place of their addresses."""
    tree, found = Tree(page.content.decode()), []

    def address(words: str) -> str:
        for place, name in names.items():
            words = words.replace(place, name)
        return KEY.sub("KEY", words)

    def form(node: Node) -> str:
        of = node.get("form")
        around = tree.ids.get(of) if of else next((each for each in node.around() if each.tag == "form"), None)
        return around.get("action") if around else ""

    for node in tree.main().within():
        if node.tag == "a" and node.get("href"):
            found.append(f"{tree.name(node)} -> {address(node.get('href'))}")
        elif node.tag == "button" and (to := node.get("formaction") or form(node)):
            sent = f" {node.get('name')}={address(node.get('value'))}" if node.get("name") else ""
            found.append(f"[{tree.name(node)}] -> {address(to)}{sent}")
    return found


class World:
    """All things by the names that stand in the drawing for their addresses and keys."""

    def __init__(self) -> None:
        self.things: dict[str, Any] = {}

    @property
    def names(self) -> dict[str, str]:
        own = {
            thing.get_absolute_url(): f"{name}/"
            for name, thing in self.things.items()
            if str(thing.pk) in thing.get_absolute_url()
        }
        return own | {str(thing.pk): name for name, thing in self.things.items()}

    def place_of(self, page: str) -> str:
        """The address that such a name, with what follows it, stands for."""
        head, slash, rest = page.partition("/")
        for place, name in reversed(self.names.items()):
            rest = rest.replace(name, place)
        return self.things[head].get_absolute_url() + rest if head else slash + rest


@pytest.fixture
def world(
    eu: Organisation, europol: Organisation, wco: Organisation, unit: Organisation, coordinator: Person, claire: User,
    visit: Meeting, communique: Record, invitation: FollowUp, resolution: Mandate, make_follow_up: Make,
    make_pledge: Callable[..., Pledge], today: date,
) -> World:  # fmt: skip
    found = World()
    there = [Participant(coordinator, eu, "Coordinator"), Participant(claire.person, wco)]
    rows: dict[str, FollowUp] = {
        "ours": make_follow_up("Ours", partner=eu, unit=unit, owner=claire.person, due_on=today - timedelta(days=3)),
        "theirs": make_follow_up("Theirs", partner=europol, owed_by="partner", owner=claire.person),
        "waits": make_follow_up("Waits", partner=eu, conditional=True, meeting=visit),
        "hand": make_follow_up("By hand", meeting=visit, mandates=[resolution]),
        "ended": make_follow_up("Ended", partner=eu),
    }
    rows["ended"].move_to("done", by=claire)
    before, coming = (
        Meeting.log(
            by=claire, title=title, held_on=today + timedelta(days=days), participants=there, starts_at=time(10)
        )
        for title, days in (("Before", -9), ("Coming", 9))
    )
    first = Meeting.log(by=claire, title="Coordination", held_on=today - timedelta(days=7))
    series = Series.make(by=claire, name="Coordination", begins_on=first.held_on, rule="FREQ=WEEKLY", first=first)
    data, costs = (Point.add_to(before, by=claire, title=title, minutes=10) for title in ("Data", "Costs"))
    carry_over(before, [rows["ours"]], by=claire, point=data)
    carry_over(before, [rows["theirs"]], by=claire)
    made = log_outcome(data, by=claire, title="Agreed there", key=None)
    work = Activity.log(
        by=claire, title="Course", partner=eu, starts_on=today, ends_on=today, meeting=visit, mandates=[resolution]
    )
    pledge = make_pledge(meeting=visit, made_on=today)
    gone = Person.add(by=None, name="Gone Away")
    Appointment.objects.create(person=gone, organisation=unit, title="Officer", until=today - timedelta(days=1))
    rows["left"] = make_follow_up("Left behind", owner=gone, unit=unit)
    twin = Person.add(by=None, name="de Kerchove, Gilles")
    things = {
        "eu": eu,
        "europol": europol,
        "wco": wco,
        "unit": unit,
        "coordinator": coordinator,
        "claire": claire.person,
        "gone": gone,
        "twin": twin,
        "visit": visit,
        "before": before,
        "coming": coming,
        "first": first,
        "series": series,
        "next": series.meetings.exclude(pk=first.pk).get(),
        "resolution": resolution,
        "course": work,
        "pledge": pledge,
        "invitation": invitation,
        "agreed": made,
        "record": communique,
        "data": data,
        "costs": costs,
        **rows,
    }
    items = {row.follow_up_id: row for row in before.appearances.all()}
    things |= {f"{name}-there": items[rows[name].pk] for name in ("ours", "theirs")}
    found.things = {name.upper(): thing for name, thing in things.items()}
    return found


def draw(name: str, world: World, client: Client, *pages: str) -> None:
    assert_drawn(name, {page: links_of(client.get(world.place_of(page)), world.names) for page in pages}, FOLDER)


def test_links_of_meetings_lead_to_what_they_name(world: World, sign_in: SignIn, claire: User) -> None:
    draw(
        "links_meetings", world, sign_in(claire), "VISIT/", "BEFORE/", "COMING/", "FIRST/", "SERIES/", "BEFORE/run/",
        "BEFORE/run/?at=end", "BEFORE/run/?at=point-DATA", "BEFORE/agenda/", "VISIT/records/",
        "/records/RECORD/read/",
        "/", "/meetings/",
        "/meetings/series/", "/calendar/?whose=all", "/calendar/?whose=all&view=agenda",
    )  # fmt: skip


def test_links_of_partners_and_people_lead_to_what_they_name(world: World, sign_in: SignIn, amina: User) -> None:
    draw(
        "links_directory", world, sign_in(amina), "EU/", "UNIT/", "COORDINATOR/", "GONE/", "EU/timeline/", "/partners/",
        "/partners/people/", "/partners/people/left/", "/partners/duplicates/", "TWIN/merge/",
        "TWIN/merge/COORDINATOR/", "RESOLUTION/", "/mandates/",
        "PLEDGE/", "OURS/",
        "INVITATION/",
        "/find/?q=coordin", "/find/?q=course", "/palette/?q=co",
    )  # fmt: skip
