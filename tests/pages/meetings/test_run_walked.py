"""A meeting that is run, each deed after the other: what is answered, what is said of it, and what is written."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tests.pages.deed_drawn import draw
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.agenda import Agenda
from tracker.agendas.points.models import Outcome, Point
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.meetings.models import Meeting
from tracker.pages.meetings.run.steps import pace_of, steps_of

pytestmark = pytest.mark.one_database
ZONES = ("UTC", "Asia/Tokyo", "America/Los_Angeles")
SignIn = Callable[[User], Client]


class Walk:
    """The visit with two points, a follow-up under the first of them and one that was carried over."""

    def __init__(self, visit: Meeting, claire: User, eu: Organisation, log: Callable[..., FollowUp]) -> None:
        self.meeting, self.claire = visit, claire
        self.data, self.costs = (Point.add_to(visit, by=claire, title=name, minutes=10) for name in ("Data", "Costs"))
        self.training, self.list = log("Training", partner=eu), log("Their list", partner=eu, owed_by="partner")
        carry_over(visit, [self.list], by=claire)
        carry_over(visit, [self.training], by=claire, point=self.data)
        self.names = {f"/meetings/{visit.pk}/": "VISIT/"}
        for thing, name in self.things.items():
            self.names[self.step(thing)] = name

    @property
    def things(self) -> dict[Any, str]:
        items = {each.follow_up_id: each for each in self.meeting.appearances.all()}
        return {
            self.data: "DATA",
            self.costs: "COSTS",
            items[self.training.pk]: "TRAINING",
            items[self.list.pk]: "LIST",
        }

    def step(self, thing: Any) -> str:
        return f"point-{thing.pk}" if isinstance(thing, Point) else f"follow-up-{thing.pk}"

    def thing(self, name: str) -> Any:
        found = next(each for each, called in self.things.items() if called == name)
        found.refresh_from_db()
        return found

    def do(self, client: Client, name: str, deed: str, **typed: Any) -> list[str]:
        """What is answered, and what was written by it."""
        thing, last = self.thing(name), Entry.objects.order_by("-id").values_list("pk", flat=True).first() or 0
        path = f"/meetings/{self.meeting.pk}/run/{self.step(thing)}/{deed}/"
        fields = {"said": "", "version": thing.version} | ({"status": "open"} if name in ("TRAINING", "LIST") else {})
        answer = client.post(path, fields | {key.replace("new_", "new-"): value for key, value in typed.items()})
        written = [
            f"+ {each.verb} {each.item}: {sorted(each.changes)}"
            for each in Entry.objects.filter(pk__gt=last).order_by("pk")
        ]
        return [*draw(answer, self.names), *written]


@pytest.fixture
def walk(visit: Meeting, claire: User, eu: Organisation, make_follow_up: Callable[..., FollowUp]) -> Walk:
    return Walk(visit, claire, eu, make_follow_up)


def test_each_step_says_what_was_done_and_goes_on(walk: Walk, sign_in: SignIn, claire: User) -> None:
    client, end = sign_in(claire), f"/meetings/{walk.meeting.pk}/run/?at=end"
    deeds: list[tuple[str, str, str, dict[str, Any]]] = [
        ("kept, nothing typed", "DATA", "keep", {}),
        ("kept with a word", "DATA", "keep", {"said": "A word."}),
        ("kept with the same word", "DATA", "keep", {"said": "A word."}),
        ("over with the same word", "DATA", "say", {"said": "A word."}),
        ("over once more", "DATA", "say", {"said": "A word."}),
        ("over with another word", "DATA", "say", {"said": "Another."}),
        ("too long", "DATA", "say", {"said": "x" * 20_001}),
        ("too long, and an owner alone", "DATA", "say", {"said": "x" * 20_001, "new_owner": "Claire Dubois"}),
        ("follow-up kept, nothing typed", "TRAINING", "keep", {}),
        ("follow-up kept with a word", "TRAINING", "keep", {"said": "Soon."}),
        ("follow-up kept, moved on", "TRAINING", "keep", {"said": "Soon.", "status": "in_progress"}),
        ("follow-up over", "TRAINING", "say", {"said": "Soon.", "status": "in_progress"}),
        ("follow-up over once more", "TRAINING", "say", {"said": "Soon.", "status": "in_progress"}),
        ("last point over without a word, with an outcome", "COSTS", "say",
         {"new_title": "Pay", "new_owner": "Claire Dubois", "new_due_on": "5 June 2018"}),
        ("carried over, with an outcome", "LIST", "say", {"said": "They will.", "new_title": "Remind them"}),
        ("on the way to the end", "LIST", "keep", {"said": "They will.", "next": end}),
        ("on the way out of the house", "LIST", "keep", {"said": "They will.", "next": "https://elsewhere.example/"}),
        ("no owner of this name", "COSTS", "say", {"new_title": "Ask", "new_owner": "Zebedee"}),
    ]  # fmt: skip
    told = {name: walk.do(client, at, deed, **typed) for name, at, deed, typed in deeds}
    walk.list.move_to("done", by=claire)
    told["its status changed meanwhile"] = walk.do(client, "LIST", "say", said="They will.", status="waiting")
    outcomes = Outcome.objects.order_by("follow_up").select_related("point", "follow_up__owner", "follow_up__partner")
    told["what was agreed"] = [
        f"{each.point}: {row.title}, {row.owner}, {row.partner}, {row.due_on}, {row.owed_by}"
        for each in outcomes for row in [each.follow_up]
    ]  # fmt: skip
    year = f"F-{timezone.localdate().year}-"
    told = {name: [line.replace(year, "F-YEAR-") for line in lines] for name, lines in told.items()}
    assert_drawn("run", told, Path(__file__).parent / "drawn")


def test_each_address_opens_its_own_step(walk: Walk, sign_in: SignIn, claire: User) -> None:
    """What comes before it, which place it has, and how long it may take."""
    client, path = sign_in(claire), f"/meetings/{walk.meeting.pk}/run/"

    def shown(at: str = "") -> tuple[Any, ...]:
        context = client.get(path, {"at": at} if at else {}).context
        step = context["step"]
        if step is None:
            return None, context["here"], [each.label for each in context["left"]], context["record"]
        before = context["before"] and context["before"].label
        return step.label, context["here"] == step.name, before, context["place"], context["pace"].allotted

    steps = {name: shown(walk.step(thing)) for thing, name in walk.things.items()}
    every = ["Their list", "Data", "Training", "Costs"]
    assert steps == {
        "LIST": ("Their list", True, None, 1, None),
        "DATA": ("Data", True, "Their list", 2, 10),
        "TRAINING": ("Training", True, "Data", 3, 10),
        "COSTS": ("Costs", True, "Training", 4, 10),
    }
    assert (shown(), shown("point-0"), shown("end")) == (steps["LIST"], steps["LIST"], (None, "end", every, None))
    walk.thing("LIST").discuss(by=claire)
    walk.thing("TRAINING").discuss(by=claire)
    assert (shown(), shown("end")) == (steps["DATA"], (None, "end", ["Data", "Costs"], None))
    walk.data.discuss(by=claire)
    walk.costs.discuss(by=claire)
    assert (shown(), shown("nonsense"), shown(walk.step(walk.data))) == (
        (None, "end", [], None), (None, "end", [], None), steps["DATA"],
    )  # fmt: skip
    paths = [f"{path}point-0/say/", f"{path}follow-up-{walk.training.pk}/keep/", f"{path}end/say/"]
    assert [(client.get(each).status_code, client.post(each, {"said": ""}).status_code) for each in paths] == [
        (404, 404)
    ] * 3


@pytest.mark.parametrize("hidden", [0, 1, 2])
def test_the_record_is_made_once_and_says_what_it_leaves_out(
    hidden: int, walk: Walk, sign_in: SignIn, claire: User, mei: User, make_follow_up: Callable[..., FollowUp]
) -> None:
    secret = [make_follow_up(f"Secret {each}", classification=RESTRICTED) for each in range(hidden)]
    carry_over(walk.meeting, secret, by=claire, point=walk.data)
    for each in walk.meeting.appearances.filter(follow_up__in=secret):
        each.discuss(by=claire)
    client, path = sign_in(claire), f"/meetings/{walk.meeting.pk}/record/"
    wrong = draw(client.post(f"{path}make/", {"kind": "novel"}), walk.names)
    made = draw(client.post(f"{path}make/", {}), walk.names)
    again = draw(client.post(f"{path}make/", {"kind": "minutes"}), walk.names)
    back = draw(client.post(f"{path}back/"), walk.names)
    twice = draw(client.post(f"{path}back/"), walk.names)
    left = {
        0: [],
        1: ["warning: 1 follow-up is left out: it is more restricted than the meeting."],
        2: ["warning: 2 follow-ups are left out: they are more restricted than the meeting."],
    }[hidden]
    title = "Visit of the EU Counter-Terrorism Coordinator"
    assert [wrong, made, again, back, twice] == [
        ["302 VISIT/run/?at=end"],
        ["302 VISIT/", f"success: The record is made: Record of decisions, {title}", *left],
        ["302 VISIT/", "info: The record of this meeting is made already."],
        ["302 VISIT/run/?at=end", f"success: The record of “{title}” is taken back; what was said stays."],
        ["302 VISIT/run/?at=end", f"success: The record of “{title}” is taken back; what was said stays."],
    ]


def test_a_step_counts_from_the_last_of_another_point_that_was_spoken_of_today(walk: Walk, claire: User) -> None:
    """At noon; what was spoken of yesterday, or is only to be, says nothing."""
    zone = next(each for each in ZONES if 6 <= timezone.now().astimezone(ZoneInfo(each)).hour < 18)
    now = timezone.now()

    def minutes(starts: int | None = None, **ago: int) -> list[int | None]:
        """Of the list, the data, the training and the costs, by what was spoken of so many minutes ago."""
        for name in ("DATA", "COSTS", "TRAINING", "LIST"):
            rows = type(walk.thing(name)).objects.filter(pk=walk.thing(name).pk)
            rows.update(discussed_at=now - timedelta(minutes=ago[name]) if name in ago else None)
        began = timezone.localtime(now - timedelta(minutes=starts)) if starts is not None else None
        days = {"held_on": began.date(), "starts_at": began.time(), "zone": zone} if began else {"starts_at": None}
        Meeting.objects.filter(pk=walk.meeting.pk).update(**days)
        meeting = Meeting.objects.get(pk=walk.meeting.pk)
        steps = steps_of(Agenda(meeting, claire))
        return [pace_of(step, steps, meeting).minutes for step in steps]

    with timezone.override(zone):
        assert [
            minutes(), minutes(LIST=9), minutes(DATA=9), minutes(TRAINING=9), minutes(COSTS=9),
            minutes(LIST=9, DATA=5), minutes(DATA=5, TRAINING=3), minutes(DATA=24 * 60), minutes(LIST=9, starts=20),
            minutes(starts=20), minutes(starts=-20), minutes(LIST=9, starts=-20), minutes(LIST=9, DATA=24 * 60),
            minutes(starts=24 * 60), minutes(starts=0),
        ] == [
            [None] * 4, [None, 9, 9, 9], [9, None, None, 9], [9, None, None, 9], [9, 9, 9, None],
            [5, 9, 9, 5], [3, None, None, 3], [None] * 4, [20, 9, 9, 9],
            [20] * 4, [None] * 4, [None, None, None, None], [None, 9, 9, 9],
            [None] * 4, [0] * 4,
        ]  # fmt: skip
