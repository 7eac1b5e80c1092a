"""What the menu of statuses offers: to one follow-up, and to any."""

from tracker.follow_ups import statuses
from tracker.follow_ups.choices import Kind

# By status, whether it needs more than a click: as from one status or another it may, both are there.
EVERY_NEXT = tuple(
    sorted(
        {choice for status in statuses.Status for kind in Kind for choice in statuses.choices(status, kind)},
        key=lambda choice: (list(statuses.Status).index(choice[0]), choice[1]),
    )
)


def next_of(status: statuses.Status, kind: str) -> str:
    """The statuses that come next, with a sign behind those that need more than a click."""
    return " ".join(f"{after}…" if needs else str(after) for after, needs in statuses.choices(status, kind))
