"""Where the notes beside a record stand, and what became of the words of those that have none there any more."""

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects

from tracker.activities.models import Activity
from tracker.follow_ups.models import FollowUp
from tracker.records.models import Passage, Version


def tell_their_end(gone: Iterable[Passage]) -> None:
    """Which version lost the words, by whom, and whether those are withheld; of what still stands nobody asks."""
    versions = Version.objects.select_related("by").only("number", "written", "by__name", "by__email")
    prefetch_related_objects([*gone], Prefetch("version", versions), Prefetch("removed_in", versions))


def place_of(row: FollowUp | Activity) -> tuple[bool, int, int, bool, int]:
    """As the words stand; what has none comes last. Of the same words a follow-up comes before an activity."""
    passage, is_activity = row.passage, isinstance(row, Activity)
    if passage is None or passage.removed_in_id:
        return (True, 0, 0, is_activity, row.pk)
    return (False, passage.record_id, passage.start, is_activity, row.pk)
