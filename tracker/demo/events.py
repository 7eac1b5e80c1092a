"""What the demo tells of invitations: the event, the answer, the steps."""

from datetime import date, time
from typing import Any

from tracker.accounts.models import User
from tracker.demo.house import House
from tracker.demo.story import Day, Deed
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.invitations.event_times import TypedTimes, moments
from tracker.invitations.models import Invitation

HERE = "Europe/Brussels"


def _deed(on: Day, by: str, verb: str, **given: Any) -> Deed:
    return Deed(on, by, verb, given, of="event")


def entered(on: Day, by: str, title: str, first: Day, **given: Any) -> Deed:
    """`at` and `until` are times such as "09:30", in `zone`; without them the event takes whole days."""
    return _deed(on, by, "enter", title=title, first=first, **given)


def answered(on: Day, by: str, answer: str, reason: str = "") -> Deed:
    return _deed(on, by, "answer", answer=answer, reason=reason)


def speaks(on: Day, by: str, speaker: str) -> Deed:
    return _deed(on, by, "name", speaker=speaker)


def ticked(on: Day, by: str, kind: str) -> Deed:
    return _deed(on, by, "tick", kind=kind)


def delivered(on: Day, by: str) -> Deed:
    return _deed(on, by, "deliver")


def reads_out(on: Day, by: str, words: str) -> Deed:
    return _deed(on, by, "write", words=words)


class EventTeller:
    """Does what was told of the event of a follow-up, on the day `on`."""

    def __init__(self, follow_up: FollowUp, house: House, on: date) -> None:
        self.follow_up, self.house, self.on = follow_up, house, on

    def enter(
        self, *, by: User, first: date, last: date | None = None, at: str = "", until: str = "", **facts: Any
    ) -> None:
        typed = TypedTimes(first, last or first, _time(at), _time(until))
        facts.setdefault("zone", HERE)
        facts["starts"], facts["ends"] = moments(typed, facts["zone"])
        Invitation.enter(self.follow_up, by=by, on=self.on, **facts)

    def answer(self, *, by: User, answer: str, reason: str) -> None:
        self._event.answer_with(answer, by=by, reason=reason)

    def name(self, *, by: User, speaker: Person) -> None:
        self._edit(by, "invitation.speaker", speaker)

    def tick(self, *, by: User, kind: str) -> None:
        self._event.steps.get(kind=kind).do(by=by)

    def deliver(self, *, by: User) -> None:
        self._event.deliver(by=by)

    def write(self, *, by: User, words: str) -> None:
        self._edit(by, "invitation.readout", words)

    def _edit(self, by: User, column: str, value: Any) -> None:
        self.follow_up.change("edited", by=by, **{column: value})

    @property
    def _event(self) -> Invitation:
        event: Invitation = self.follow_up.event
        return event


def _time(words: str) -> time | None:
    return time.fromisoformat(words) if words else None
