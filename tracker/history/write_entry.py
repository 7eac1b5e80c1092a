"""The only writer of history. Its words are mended by whoever typed them, for a while; the older ones are kept."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.history.models import Channel, Entry
from tracker.history.opening.former_words import Written

A_WHILE = timedelta(minutes=15)


def write_entry(item: models.Model, verb: str, *, by: User | None, version: int, **how: Any) -> Entry:
    """Write one entry about `item`, which now stands at `version`; `how` is as in `entry_about`."""
    entry = entry_about(item, verb, by=by, version=version, **how)
    entry.save(force_insert=True)
    return entry


def write_entries(items: Iterable[Any], verb: str, *, by: User | None, **how: Any) -> list[Entry]:
    """One about each of them, who were all done the same to: in one query, however many they are."""
    return Entry.objects.bulk_create(entry_about(item, verb, by=by, version=item.version, **how) for item in items)


def entry_about(
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
    answers: Entry | None = None,
    was_restricted: bool = False,
    by_name: str = "",
) -> Entry:
    """An entry that is not written yet. `at` is when it happened, if not now; `by_name` names who has no account.

    `answers` is the entry to whose words this one replies.

    `was_restricted`: it was so until just now. The entry that opens it says more than that only to who saw it before.
    """
    tells_more = bool(note or (changes or {}).keys() - {"classification"})
    restricted = getattr(item, "is_restricted", False) or (was_restricted and tells_more)
    return Entry(
        at=at or timezone.now(),
        by=by,
        by_name=by_name,
        channel=channel,
        content_type=ContentType.objects.get_for_model(item),
        object_id=item.pk,
        verb=verb,
        note=note,
        changes=changes or {},
        version=version,
        undoes=undoes,
        answers=answers,
        typed_at=timezone.now() if at else None,
        written=Written.RESTRICTED if restricted else Written.GENERAL,
    )


class TooLate(Exception):  # noqa: N818
    """They stand for good by now."""

    def __str__(self) -> str:
        return _("A note can be edited for 15 minutes. Write what is to be added as a new one.")


def may_reword(user: User, entry: Entry, now: datetime) -> bool:
    return bool(entry.note) and entry.by_id == user.pk and now - (entry.typed_at or entry.at) < A_WHILE


@transaction.atomic
def reword(entry: Entry, words: str, *, by: User) -> bool:
    """Whether that changed them. Raises TooLate. The thing counts it: what was shown of it before is out of date."""
    entry.refresh_from_db(from_queryset=Entry.objects.select_for_update(of=("self",)))
    if words == entry.note:
        return False
    now = timezone.now()
    if not may_reword(by, entry, now):
        raise TooLate
    entry.former, entry.note, entry.reworded_at = [*(entry.former or ()), entry.note], words, now
    entry.save(update_fields=["former", "note", "reworded_at"])
    thing: Any = entry.item
    type(thing)._base_manager.filter(pk=thing.pk).update(version=F("version") + 1)
    return True
