"""What waits on a desk to be confirmed: whose, in which order, how much of it is shown and counted."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.conftest import account
from tracker.accounts.models import Role, User
from tracker.directory.models import Appointment, Organisation
from tracker.follow_ups.closing import to_confirm as confirming
from tracker.follow_ups.closing.to_confirm import to_confirm
from tracker.follow_ups.models import ClosingRule, FollowUp


def test_each_is_shown_what_is_theirs_to_confirm_what_was_reported_first_before_all(
    make_follow_up: Callable[..., FollowUp], claire: User, omar: User, amina: User, noor: User, wco: Organisation,
    eu: Organisation, today: date, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    rosa, lena = account(wco, "Rosa Lind", Role.READER), account(wco, "Lena Brandt", Role.OFFICER)
    for user in (rosa, lena):
        Appointment.objects.create(person=user.person, organisation=eu, title="Adviser")
    ClosingRule.add(by=None, kind="training")
    assert to_confirm(amina, 3) is None
    made = {
        "third": make_follow_up("third", partner=eu), "first": make_follow_up("first"),
        "second": make_follow_up("second", by=omar, partner=eu), "same day": make_follow_up("same day", by=omar),
        "hidden": make_follow_up("hidden", by=omar, partner=eu, classification="restricted"),
        "confirmed": make_follow_up("confirmed"), "open": make_follow_up("open", partner=eu),
        "lena's": make_follow_up("lena's", by=lena),
    }  # fmt: skip
    days = {"first": 9, "second": 5, "third": 2, "same day": 2, "hidden": 1, "confirmed": 30, "lena's": 0}
    for name, before in days.items():
        made[name].move_to("done", by=claire, kind="training")
        FollowUp.objects.filter(pk=made[name].pk).update(reported_on=today - timedelta(days=before))
    FollowUp.objects.get(title="confirmed").confirm(by=amina)

    def waits(user: User, most: int = 9) -> list[str]:
        found = to_confirm(user, most)
        return [row.title for row in found.rows] if found else []

    assert waits(amina) == ["first", "second", "third", "same day", "lena's"]
    assert waits(claire) == ["first", "third"]
    assert waits(omar) == ["second", "same day", "hidden"]
    # Who speaks for the one to whom it was promised: alone, or beside what they recorded.
    assert waits(rosa) == ["second", "third"]
    assert waits(lena) == ["second", "third", "lena's"]
    assert waits(noor) == []
    few = to_confirm(amina, 2)
    assert few
    assert ([row.title for row in few.rows], few.count.number, few.count.capped, few.more, few.query) == (
        ["first", "second"], 5, False, True, "status=done&confirmation=mine",
    )  # fmt: skip
    every = to_confirm(amina, 5)
    assert every
    assert every.more is False
    for most, told in ((5, (5, False)), (4, (4, True))):
        monkeypatch.setattr(confirming, "MOST_COUNTED", most)
        found = to_confirm(amina, 2)
        assert found
        assert (found.count.number, found.count.capped) == told
