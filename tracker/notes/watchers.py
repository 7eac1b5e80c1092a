"""Who watches a follow-up, as its page tells it: those who see it."""

from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.notes.models import Watch
from tracker.notes.who_sees import seeing

MOST = 30


@dataclass(frozen=True, slots=True)
class Watchers:
    """`people` without the reader, who knows by `is_mine`."""

    people: list[User]
    is_mine: bool


NOBODY = Watchers([], is_mine=False)


def watchers_of(follow_up: FollowUp, user: User) -> Watchers:
    rows = Watch.objects.standing().filter(follow_up=follow_up).select_related("user").order_by("user__name", "pk")
    watching = [row.user for row in rows[:MOST]]
    others = [each for each in watching if each != user]
    return Watchers(seeing(others, follow_up), len(others) < len(watching))
