"""The only writer of history."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from tracker.accounts.models import User
from tracker.history.models import Channel, Entry
from tracker.history.opening.former_words import Written


def write_entry(
    item: models.Model,
    verb: str,
    *,
    by: User | None,
    version: int,
    note: str = "",
    changes: dict[str, Any] | None = None,
    channel: str = Channel.WEB,
    undoes: Entry | None = None,
    at: datetime | None = None,
    was_restricted: bool = False,
) -> Entry:
    """Write one entry about `item`, which now stands at `version`. `at` is when it happened, if not now.

    `was_restricted`: it was so until just now. The entry that opens it says more than that only to who saw it before.
    """
    tells_more = bool(note or (changes or {}).keys() - {"classification"})
    restricted = getattr(item, "is_restricted", False) or (was_restricted and tells_more)
    return Entry.objects.create(
        at=at or timezone.now(),
        by=by,
        channel=channel,
        content_type=ContentType.objects.get_for_model(item),
        object_id=item.pk,
        verb=verb,
        note=note,
        changes=changes or {},
        version=version,
        undoes=undoes,
        written=Written.RESTRICTED if restricted else Written.GENERAL,
    )
