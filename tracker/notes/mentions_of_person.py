"""Where somebody was mentioned and has not looked yet: a small heap on their desk."""

from dataclasses import dataclass

from django.utils import timezone

from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.follow_ups.models import FollowUp
from tracker.lists.paging import Count
from tracker.notes.models import Mention

MOST_LINES, MOST_COUNTED = 5, 100
OF_FOLLOW_UP = (
    *("title", "kind", "status", "owed_by", "classification", "recorder", "reported_on", "confirmed_on"),
    *("owner__account", "meeting__classification", "passage__record__classification"),
)
SHOWN = (
    *("user", "entry__note", "entry__by_name", "entry__by__name", "entry__by__email"),
    *(f"follow_up__{name}" for name in OF_FOLLOW_UP),
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """The newest of them, and how many there are."""

    rows: list[Mention]
    count: Count


def mentions_of(user: User) -> Mentions | None:
    """None without any."""
    names = ("entry__by", "follow_up__owner", "follow_up__meeting", "follow_up__passage__record")
    shown = Mention.objects.unseen_by(user).select_related(*names).only(*SHOWN)
    rows = list(shown[: MOST_COUNTED + 1])
    count = Count(min(len(rows), MOST_COUNTED), capped=len(rows) > MOST_COUNTED)
    return Mentions(rows[:MOST_LINES], count) if rows else None


def open_mentions(request: Request, follow_up: FollowUp) -> None:
    """Whoever opens what they were mentioned in has seen it; what a browser fetches ahead nobody has."""
    is_looked_at = request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")
    unseen = Mention.objects.filter(user=request.user, follow_up=follow_up, seen_at=None)
    if is_looked_at and unseen.exists():
        Mention.objects.mark_seen(request.user, follow_up, timezone.now())
