"""Writing a note, and mending its words: with whom it mentions."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Channel, Entry
from tracker.history.write_entry import reword
from tracker.notes.models import Mention


@transaction.atomic
def write_note(
    follow_up: FollowUp,
    words: str,
    *,
    by: User | None,
    mentions: Collection[User] = (),
    on: date | None = None,
    progress: int | None = None,
    answers: Entry | None = None,
    channel: str = Channel.WEB,
    by_name: str = "",
) -> Entry | None:
    """`on` is the day on which it happened, if not today; `by_name` names whoever has no account.

    None where the same words were sent just before.
    """
    how = {"answers": answers, "channel": channel, "by_name": by_name}
    entry = follow_up.note(words, by=by, at=moment_of(on), progress=progress, **how)
    if entry:
        Mention.settle(entry, follow_up, mentions)
    return entry


@transaction.atomic
def mend_note(entry: Entry, follow_up: FollowUp, words: str, *, by: User, mentions: Collection[User] = ()) -> bool:
    """Whether that changed it. Raises TooLate."""
    is_changed = reword(entry, words, by=by)
    if is_changed:
        Mention.settle(entry, follow_up, mentions)
    return is_changed


def moment_of(day: date | None) -> datetime | None:
    """Midnight of a day that has passed; of today it is now."""
    return timezone.make_aware(datetime.combine(day, time.min)) if day and day < timezone.localdate() else None
