"""What was asked to be changed of a follow-up and what came of that; and how recommendations were answered."""

from typing import Any

from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.demo.house import House
from tracker.demo.story import Day, Deed
from tracker.follow_ups.models import FollowUp


class RequestTeller:
    def __init__(self, follow_up: FollowUp, house: House) -> None:
        self.follow_up, self.house = follow_up, house

    def ask(self, *, by: User, **asked: Any) -> None:
        ChangeRequest.ask(self.follow_up, by=by, asked_by=self.follow_up.owner, **asked)

    def grant(self, *, by: User, answered_by: str, answer: str) -> None:
        self._open().grant(by=by, answered_by=self.house.people[answered_by], answer=answer)

    def refuse(self, *, by: User, answered_by: str, answer: str) -> None:
        self._open().refuse(by=by, answered_by=self.house.people[answered_by], answer=answer)

    def _open(self) -> ChangeRequest:
        found: ChangeRequest = self.follow_up.change_requests.open().get()
        return found


def asked(on: Day, by: str, due_on: Day | None, reason: str) -> Deed:
    """Of its owner, recorded by somebody."""
    return Deed(on, by, "ask", {"due_on": due_on, "reason": reason}, of="requests")


def granted(on: Day, by: str, answered_by: str, answer: str) -> Deed:
    return Deed(on, by, "grant", {"answered_by": answered_by, "answer": answer}, of="requests")


def refused(on: Day, by: str, answered_by: str, answer: str) -> Deed:
    return Deed(on, by, "refuse", {"answered_by": answered_by, "answer": answer}, of="requests")


def accepted(on: Day, by: str, acceptance: int, reason: str = "") -> Deed:
    return Deed(on, by, "answer_recommendation", {"acceptance": acceptance, "reason": reason})
