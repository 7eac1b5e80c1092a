"""What pages say in the states in which few ever see them: empty, off, moved, left over, said twice, asked again."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone

from tests.conftest import account
from tests.house.drawings import assert_drawn
from tests.house.pages import lines_of
from tests.house.tree import Tree
from tests.pages.test_links_drawn import links_of
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import Role, User
from tracker.agendas.points.models import Point
from tracker.background.models import Bounce
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant
from tracker.pages.timeline import page as timeline_page
from tracker.records.models import Record

pytestmark = pytest.mark.one_database
FOLDER = Path(__file__).parent / "drawn"
MOMENT = datetime(2026, 11, 24, 11, tzinfo=UTC)
SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
KEY = re.compile(r"\d{5,}")


@pytest.fixture(scope="module", autouse=True)
def _that_day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: MOMENT)
        yield


class Told:
    """Pages by their names, each with what it says and where it leads on; of a list what it says in place of rows."""

    def __init__(self) -> None:
        self.pages: dict[str, list[str]] = {}

    def add(self, name: str, answer: Any) -> None:
        said = [*lines_of(answer), *(f"-> {line}" for line in links_of(answer, {}))]
        self.pages[name] = [str(answer.status_code), *(KEY.sub("KEY", line) for line in said)]

    def add_empty(self, name: str, answer: Any) -> None:
        parts = [
            node
            for node in Tree(answer.content.decode()).main().within()
            if "deed" in node.get("class").split() or node.get("data-level") or node.tag == "h1"
        ]
        links = [f"-> {each.words()} {each.get('href')}" for part in parts for each in part.within() if each.tag == "a"]
        self.pages[name] = [str(answer.status_code), *(part.words() for part in parts), *links]


@pytest.fixture
def told() -> Told:
    return Told()


def test_what_is_empty_says_what_will_stand_there(told: Told, sign_in: SignIn, claire: User, noor: User) -> None:
    Organisation.objects.update(is_ours=False)
    clients = {"officer": sign_in(claire), "reader": sign_in(noor)}
    nouns = ("/meetings/", "/meetings/series/", "/mandates/")
    for who, client in clients.items():
        for path in nouns:
            told.add_empty(f"{who}, {path}", client.get(path))
    told.add("partners without a house", clients["reader"].get("/partners/"))
    meeting = Meeting.log(by=claire, title="Talks", held_on=date(2018, 5, 1))
    Series.make(by=claire, name="Coordination", begins_on=meeting.held_on, rule="FREQ=DAILY", first=meeting)
    Mandate.add(by=None, kind="decision", title="Decision")
    for path in (*nouns, "/partners/people/"):
        told.add_empty(f"nothing fits, {path}", clients["officer"].get(path, {"q": "zebra"}))
    told.add_empty("odd filters", clients["officer"].get("/meetings/?odd=1&odder=2&q=zebra"))
    for path in ("/meetings/?removed=1", "/meetings/series/?show=removed", "/meetings/series/?show=ended"):
        told.add_empty(f"officer, {path}", clients["officer"].get(path))
    User.objects.filter(pk=claire.pk).update(uses_keys=False)
    told.add("keys that are off", clients["officer"].get("/keys/"))
    Person.objects.all().delete()
    told.add_empty("nobody", clients["reader"].get("/partners/people/"))
    assert_drawn("states_empty", told.pages, FOLDER)


def test_what_is_off_moved_or_left_over_says_so(
    told: Told, sign_in: SignIn, claire: User, visit: Meeting, coordinator: Person, eu: Organisation, today: date,
    communique: Record, make_follow_up: Make,
) -> None:  # fmt: skip
    client, there = sign_in(claire), [Participant(coordinator, eu)]
    series = Series.make(
        by=claire, name="Coordination", begins_on=today + timedelta(days=7), rule="FREQ=WEEKLY;COUNT=2"
    )
    meeting = series.meetings.get()
    told.add("a series of which nobody is named", client.get(series.get_absolute_url()))
    meeting.change("edited", by=claire, held_on=today + timedelta(days=8), participants=there)
    told.add("moved", client.get(meeting.get_absolute_url()))
    told.add("moved, in the series", client.get(series.get_absolute_url()))
    Meeting.objects.get(pk=meeting.pk).call_off(by=claire, why="Strike")
    told.add("called off", client.get(meeting.get_absolute_url()))
    series.refresh_from_db()
    series.end(by=claire, on=today)
    told.add("a series that ended", client.get(series.get_absolute_url()))
    first = Meeting.log(by=claire, title="Weekly", held_on=today - timedelta(days=7))
    Series.make(by=claire, name="Weekly", begins_on=first.held_on, rule="FREQ=WEEKLY;COUNT=3", first=first)
    make_follow_up("Of last week", meeting=first)
    told.add(
        "open from the meetings before",
        client.get(Meeting.objects.get(slot_on=today + timedelta(days=7), title="Weekly").get_absolute_url()),
    )
    told.add("records of which nothing comes", client.get(f"/meetings/{visit.pk}/records/"))
    for title in ("Data", "Costs"):
        Point.add_to(visit, by=claire, title=title)
    told.add("the end, without a next meeting", client.get(f"/meetings/{visit.pk}/run/?at=end"))
    Meeting.log(by=claire, title="Coming", held_on=today + timedelta(days=30), participants=there)
    told.add("left over", client.get(Meeting.objects.get(title="Coming").get_absolute_url()))
    point = Point.objects.typed().order_by("pk")[0]
    address = f"/meetings/{visit.pk}/run/?at=point-{point.pk}"
    Meeting.objects.filter(pk=visit.pk).update(held_on=today, starts_at=time(10, 40), zone="UTC")
    told.add("begun, without minutes", client.get(address))
    Point.objects.filter(pk=point.pk).update(minutes=10)
    told.add("begun, of ten minutes", client.get(address))
    Meeting.objects.filter(pk=visit.pk).update(starts_at=None)
    told.add("ten minutes, begun nobody knows when", client.get(address))
    assert_drawn("states_meetings", told.pages, FOLDER)


def test_what_is_typed_of_a_meeting_is_answered_with_what_is_known(
    told: Told, sign_in: SignIn, claire: User, coordinator: Person, eu: Organisation, today: date, make_follow_up: Make
) -> None:
    client, log = sign_in(claire), "/meetings/log/"
    make_follow_up("Open", partner=eu)
    Person.add(by=None, name="Nobody Known")
    rows = {
        "participants-TOTAL_FORMS": "3",
        "participants-INITIAL_FORMS": "0",
        "held_on": today.isoformat(),
        "language": "en",
    }
    one, two = {"participants-0-person": "Nobody Known"}, {"participants-1-person": "Somebody New"}
    told.add("one for nobody", client.post(f"{log}agenda/", rows | one))
    told.add("two for nobody", client.post(f"{log}agenda/", rows | one | two))
    told.add("one for the EU", client.post(f"{log}agenda/", rows | {"participants-0-person": "Gilles de Kerchove"}))
    told.add(
        "a full list",
        client.post(f"{log}row/", rows | {"participants-TOTAL_FORMS": "300"}, headers={"HX-Request": "true"}),
    )
    texts = {
        "nothing": "They spoke.",
        "a day alone": "On 25 May 2018 they spoke.",
        "one person": "Gilles de Kerchove spoke.",
        "two people": "Gilles de Kerchove and Claire Dubois spoke on 25 May 2018.",
    }
    for name, text in texts.items():
        told.add(f"proposed: {name}", client.post(f"{log}proposals/", rows | {"held_on": "", "text": text}))
    assert_drawn("states_typed", told.pages, FOLDER)


def test_what_is_asked_of_names_once_more_says_why(
    told: Told, sign_in: SignIn, claire: User, mei: User, noor: User, wco: Organisation, coordinator: Person,
    visit: Meeting, make_follow_up: Make, eu: Organisation, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    client = sign_in(mei)
    two = [Person.add(by=mei, name=name, classification=RESTRICTED) for name in ("Zeb", "Zebedee")]
    told.add("letting everybody know", client.get(f"/partners/people/{two[0].pk}/open/"))
    into = f"/partners/people/{two[0].pk}/merge/{two[1].pk}/"
    told.add("shown otherwise", client.post(into, {"shown": "0-0"}))
    Bounce.mark(claire.email, "550 No such user", "1@mail.example", at=MOMENT - timedelta(days=3))
    told.add("mail comes back", client.get(claire.person.get_absolute_url()))
    told.add("mail comes back, for a reader", sign_in(noor).get(claire.person.get_absolute_url()))
    ada = account(wco, "Ada Byron", Role.ADMINISTRATOR, sees_restricted=True)
    told.add("to an administrator who lets see", sign_in(ada).get(coordinator.get_absolute_url()))
    User.objects.create_user("new@suivi.example", name="New Colleague")
    told.add("the first steps", sign_in(ada).get("/"))
    about: dict[str, Any] = {"content_type": ContentType.objects.get_for_model(User), "object_id": ada.pk}
    Entry.objects.create(verb="loaded", by=ada, at=MOMENT, version=1, changes={}, **about)
    told.add("the demo", sign_in(ada).get("/"))
    monkeypatch.setattr(timeline_page, "read_timeline", lambda *asked, **more: real(*asked, **more, most=2))
    for number in range(3):
        make_follow_up(f"Matter {number}", partner=eu)
    first = client.get(f"/partners/{eu.pk}/timeline/")
    told.add("the first moments", first)
    told.add("earlier moments", client.get(f"/partners/{eu.pk}/timeline/?before={first.context['earlier']}"))
    minutes = "Action: Claire Dubois to send the list of ports by 15 June 2018.\n\nThey met.\n\n"
    for times, name in ((2, "said once more"), (3, "said two more times")):
        record = Record.write(by=claire, text=minutes * times, meeting=visit, language="en", kind="note")
        told.add(name, client.get(f"/records/{record.pk}/read/"))
    assert_drawn("states_names", told.pages, FOLDER)


real = timeline_page.read_timeline
