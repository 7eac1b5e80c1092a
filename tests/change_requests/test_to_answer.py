"""What lies on whose desk to be answered: in which order, how much of it is shown, and how many there are."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.conftest import account
from tracker.accounts.models import Role, User
from tracker.change_requests import to_answer as answering
from tracker.change_requests.models import ChangeRequest
from tracker.change_requests.to_answer import asked_of, to_answer
from tracker.directory.models import Appointment, Organisation
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting


def test_each_is_shown_what_is_theirs_to_answer_what_was_asked_first_before_all(
    make_follow_up: Callable[..., FollowUp], claire: User, omar: User, amina: User, noor: User, wco: Organisation,
    eu: Organisation, visit: Meeting, today: date, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    rosa, lena = account(wco, "Rosa Lind", Role.READER), account(wco, "Lena Brandt", Role.OFFICER)
    for user in (rosa, lena):
        Appointment.objects.create(person=user.person, organisation=eu, title="Adviser")
    assert to_answer(amina, 3) is None
    ways = {
        "third": ({"partner": eu}, noor), "first": ({}, noor), "second": ({"by": omar, "partner": eu}, claire),
        "met": ({"by": omar, "meeting": visit}, noor), "hers": ({"by": omar}, amina), "same time": ({}, omar),
        "hidden": ({"by": omar, "partner": eu, "classification": "restricted"}, omar),
        "answered": ({"partner": eu}, noor), "rosa's": ({"by": omar, "partner": eu}, rosa),
    }  # fmt: skip
    hours = {"first": 9, "second": 5, "third": 3, "met": 2, "hers": 2, "same time": 2, "hidden": 1, "rosa's": 0}
    for title, (values, asker) in ways.items():
        row = make_follow_up(title, **values)
        later = today + timedelta(days=30)
        asked = ChangeRequest.ask(row, by=asker, due_on=later, reason="So.", asked_by=asker.person)
        at = timezone.now() - timedelta(hours=hours.get(title, 50))
        ChangeRequest.objects.filter(pk=asked.pk).update(asked_at=at.replace(minute=0, second=0, microsecond=0))
    ChangeRequest.objects.get(follow_up__title="answered").refuse(by=amina, answer="No.")

    def waits(user: User) -> list[str]:
        found = to_answer(user, 9)
        return [str(row.follow_up) for row in found.rows] if found else []

    assert waits(amina) == ["first", "second", "third", "met", "same time", "rosa's"]
    # Recorded by them, or of a meeting that they recorded; not what they asked for themselves.
    assert waits(claire) == ["first", "third", "met", "same time"]
    assert waits(omar) == ["second", "met", "hers", "rosa's"]
    assert waits(rosa) == ["second", "third"]
    assert waits(lena) == ["second", "third", "rosa's"]
    assert waits(noor) == []
    assert sorted(str(row.follow_up) for row in asked_of(amina)) == []
    few = to_answer(amina, 2)
    assert few
    assert ([str(row.follow_up) for row in few.rows], few.count.number, few.count.capped, few.more) == (
        ["first", "second"], 6, False, True,
    )  # fmt: skip
    every = to_answer(amina, 6)
    assert every
    assert every.more is False
    for most, told in ((6, (6, False)), (5, (5, True))):
        monkeypatch.setattr(answering, "MOST_COUNTED", most)
        found = to_answer(amina, 2)
        assert found
        assert (found.count.number, found.count.capped) == told
