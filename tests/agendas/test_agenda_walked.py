"""An agenda and its points, each deed after the other: what is answered and said, and how the agenda stands then."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tests.pages.deed_drawn import draw
from tracker.accounts.models import User
from tracker.agendas.models import Appearance
from tracker.agendas.points.models import Point
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant

pytestmark = pytest.mark.one_database
SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


class Walk:
    def __init__(self, client: Client, *meetings: Meeting) -> None:
        self.client, self.meetings = client, meetings
        self.names = {f"/meetings/{each.pk}/": f"{each}/".upper() for each in meetings}
        self.told: dict[str, list[str]] = {}

    def stands(self) -> list[str]:
        """Each agenda point by point, with what stands under each, and what was said of either."""
        found = []
        for meeting in self.meetings:
            rows = Appearance.objects.filter(meeting=meeting).present()
            found += self._lines(meeting, rows.filter(point=None))
            for point in Point.objects.filter(meeting=meeting).present():
                more = [f"{point.minutes} min"] if point.minutes else []
                said = [str(point), *more, *([str(point.presenter)] if point.presenter else [])]
                found.append(f"{meeting} | {', '.join(said)}{': ' + point.said if point.said else ''}")
                found += self._lines(meeting, rows.filter(point=point))
        return found

    def _lines(self, meeting: Meeting, rows: Any) -> list[str]:
        return [
            f"{meeting} | - {row.follow_up.title} ({row.follow_up.status}): {row.said}".rstrip(": ") for row in rows
        ]

    def do(self, name: str, path: str, **typed: Any) -> None:
        last = Entry.objects.order_by("-id").values_list("pk", flat=True).first() or 0
        answer = self.client.post(path, {key.replace("_at", ""): value for key, value in typed.items()})
        written = [f"+ {each.verb} {each.item}" for each in Entry.objects.filter(pk__gt=last).order_by("pk")]
        year = f"F-{timezone.localdate().year}-"
        lines = [*draw(answer, self.names), *written, *self.stands()]
        self.told[name] = [line.replace(year, "F-YEAR-") for line in lines]

    def undo(self, name: str) -> None:
        self.do(name, self.client.session["last_deed"]["undo"])


@pytest.fixture
def later(next_meeting: Meeting, claire: User, coordinator: Person, eu: Organisation) -> Meeting:
    there = [Participant(coordinator, eu)]
    return Meeting.log(
        by=claire,
        title="Later",
        held_on=next_meeting.held_on.replace(year=next_meeting.held_on.year + 1),
        participants=there,
    )


@pytest.fixture
def walk(next_meeting: Meeting, later: Meeting, sign_in: SignIn, claire: User) -> Walk:
    Meeting.objects.filter(pk=next_meeting.pk).update(title="Next")
    next_meeting.refresh_from_db()
    return Walk(sign_in(claire), next_meeting, later)


def test_points_are_added_edited_moved_and_taken_back(
    walk: Walk, next_meeting: Meeting, later: Meeting, training: FollowUp, exchange: FollowUp
) -> None:
    new, at = f"/meetings/{next_meeting.pk}/points/new/", f"/meetings/{next_meeting.pk}/points/"
    walk.do("without a title", new, title="", minutes="0", presenter="Zebedee")
    walk.do("too long", new, title="x" * 251, minutes="1441")
    walk.do("added", new, title="Data", minutes="1440", presenter="Claire Dubois", follow_up=training.reference)
    walk.do("by somebody new", new, title="Costs", presenter="A new name")
    walk.do("added, second", new, title="Costs", next="/meetings/")
    data, costs = Point.objects.typed().order_by("pk")
    there, version = f"/meetings/points/{data.pk}/", data.version
    walk.do("up", f"{there}up/")
    walk.do("up once more", f"{there}up/")
    walk.do("down", f"{there}down/")
    walk.do("down", f"{there}down/")
    walk.do("down once more", f"{there}down/")
    walk.undo("back up")
    data.refresh_from_db()
    edit = {"title": "Data", "minutes": "", "version": data.version}
    walk.do("edited, another under it", f"{there}edit/", **edit, said="Much.", follow_up=exchange.reference)
    data.refresh_from_db()
    walk.do(
        "edited, nothing changed",
        f"{there}edit/",
        **edit | {"version": data.version},
        said="Much.",
        follow_up=exchange.reference,
    )
    walk.do("edited, nothing under it", f"{there}edit/", **edit | {"version": data.version}, said="Much.")
    walk.do("edited, from before", f"{there}edit/", title="Figures", version=version, said="Little.")
    standing = Point.objects.get(meeting=next_meeting, standing="arising")
    walk.do(
        "the standing one edited",
        f"/meetings/points/{standing.pk}/edit/",
        said="Heard.",
        version=standing.version,
        title="Mine",
    )
    walk.do("the standing one removed", f"/meetings/points/{standing.pk}/remove/")
    walk.do("removed", f"/meetings/points/{costs.pk}/remove/")
    walk.do("removed again", f"/meetings/points/{costs.pk}/remove/")
    walk.undo("restored")
    walk.do("taken to the later one", f"/meetings/{later.pk}/points/{data.pk}/take/")
    walk.do("taken there again", f"/meetings/{later.pk}/points/{data.pk}/take/")
    walk.undo("taken back")
    walk.do("repeated", f"/meetings/{later.pk}/points/{costs.pk}/repeat/")
    walk.do("repeated again", f"/meetings/{later.pk}/points/{costs.pk}/repeat/")
    walk.do("repeated where it stands", f"/meetings/{next_meeting.pk}/points/{costs.pk}/repeat/")
    Meeting.objects.filter(pk=next_meeting.pk).update(classification="restricted")
    walk.do("repeated where more read it", f"/meetings/{later.pk}/points/{data.pk}/repeat/")
    walk.do("of no meeting", "/meetings/0/points/new/", title="Nothing")
    walk.do("no such point", f"{at}0/take/")
    assert_drawn("points", walk.told, Path(__file__).parent / "drawn")


def test_follow_ups_are_put_on_and_taken_off_and_spoken_of(
    walk: Walk, next_meeting: Meeting, training: FollowUp, exchange: FollowUp, make_follow_up: Make, claire: User,
    amina: User, eu: Organisation,
) -> None:  # fmt: skip
    third = make_follow_up("Third", partner=eu)
    save, at = f"/meetings/{next_meeting.pk}/agenda/save/", f"/meetings/{next_meeting.pk}/agenda/"

    def keys() -> list[int]:
        return [row.pk for row in next_meeting.appearances.present()]

    walk.do("nothing ticked", save)
    walk.do("one put on", save, on=[training.pk])
    walk.do("two put on, one taken off", save, on=[exchange.pk, third.pk], was=keys())
    walk.do("as it was", save, on=[exchange.pk, third.pk], was=keys())
    walk.do("one taken off", save, on=[third.pk], was=keys())
    walk.undo("taken back")
    walk.do("two taken off", save, was=keys())
    back = walk.client.session["last_deed"]["undo"]
    next_meeting.appearances.get(follow_up=third).change("carried", by=amina, removed_at=None)
    walk.do("taken back but for what changed since", back)
    walk.do("taken back again", back)
    walk.do("no such save", back.replace(back.split("/")[-3], "0"))
    item = next_meeting.appearances.get(follow_up=third)
    there = f"{at}{item.pk}/"

    def say(name: str, **typed: Any) -> None:
        item.refresh_from_db()
        walk.do(name, there, **{"said": item.said, "version": item.version, **typed})

    say("said", said="At length.")
    say("said once more")
    say("moved on", status="in_progress")
    say("declined without a reason", status="declined")
    say("waiting for nobody until no day", status="waiting")
    say("waiting", status="waiting", waiting_on="EU", review_on="1 June 2099")
    say("done", status="done", next="/meetings/")
    walk.undo("not done after all")
    FollowUp.objects.get(pk=third.pk).move_to("dropped", by=amina, reason="No need.")
    say("dropped meanwhile", status="done", said="It goes on.")
    Appearance.objects.get(pk=item.pk).discuss(by=amina, said="Theirs.")
    walk.do("said by both", there, said="Mine.", version=item.version)
    walk.do("too long", there, said="x" * 20_001, version=item.version)
    assert_drawn("said", walk.told, Path(__file__).parent / "drawn")
