"""The colour behind the state of play in a file, as the pages have it by day: it only repeats what the words say."""

from tracker.exports.sheets import style
from tracker.follow_ups.statuses import Status

FILLS = {
    "late": style.LATE_SOFT,
    "overdue": style.SUNKEN,
    Status.OPEN: style.OPEN_SOFT,
    Status.IN_PROGRESS: style.PROGRESS_SOFT,
    Status.WAITING: style.WAITING_SOFT,
    Status.PENDING: style.PENDING_SOFT,
    Status.DONE: style.DONE_SOFT,
}


def fill_of(look: str) -> str:
    """Of what ended otherwise, and of what has no state, the same grey."""
    return FILLS.get(look, style.DROPPED_SOFT)
