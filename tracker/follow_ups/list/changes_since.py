"""What changed in a list since a day: what is new, what ended, what moved, each with how it stood before.

However long the list is, the newest changes are found in a handful of queries and cut to what a page can show.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from tracker.accounts.models import User
from tracker.follow_ups.bulk.bulk_edit import worded
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.history.models import Entry
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import FieldChange

MOST = 300
MOST_ENTRIES = 5_000
# Filters that ask how a thing stands now: what has ended since would be missing from what changed.
OF_NOW = (
    *("status", "late", "late_for", "overdue", "week", "undated", "passed", "desk"),
    *("sort", "page", "layout", "group", "columns", "since"),
)


@dataclass(frozen=True, slots=True)
class Changed:
    follow_up: FollowUp
    lines: list[FieldChange]


@dataclass(slots=True)
class ChangesSince:
    """`is_cut`: there is more than a page can show."""

    new: list[Changed] = field(default_factory=list)
    ended: list[Changed] = field(default_factory=list)
    moved: list[Changed] = field(default_factory=list)
    is_cut: bool = False


def without_now(query: str, user: User) -> str:
    """The same question, whatever stands how now. Of their desk, whose it is stays."""
    asked = QueryDict(query, mutable=True)
    if asked.get("desk") and (person := getattr(user, "person", None)):
        asked["owner"] = str(person.pk)
    for name in OF_NOW:
        asked.pop(name, None)
    return asked.urlencode()


def changes_since(rows: FollowUpQuerySet, day: date, user: User) -> ChangesSince:
    """`rows` is what this person may see of the list; the day itself counts."""
    start = timezone.make_aware(datetime.combine(day, time()))
    found: list[FollowUp] = list(rows.filter(updated_at__gte=start).with_names().order_by("-updated_at")[: MOST + 1])
    shown = found[:MOST]
    entries = _entries([row.pk for row in shown], start)
    told = ChangesSince(is_cut=len(found) > MOST or len(entries) > MOST_ENTRIES)
    by_row: dict[int, list[Entry]] = defaultdict(list)
    for entry in without_hidden(entries[:MOST_ENTRIES], user):
        by_row[entry.object_id].append(entry)
    for row in shown:
        _tell(told, row, by_row[row.pk])
    return told


def net(entries: Sequence[Entry]) -> dict[str, dict[str, Any]]:
    """What changed from the first to the last of them; what went back to where it stood is left out."""
    changes: dict[str, dict[str, Any]] = {}
    for entry in entries:
        for name, change in entry.changes.items():
            first = changes.get(name, change)
            changes[name] = {**change, "from": first["from"], "from_text": first["from_text"]}
    return {name: change for name, change in changes.items() if change["from"] != change["to"]}


def _entries(keys: list[int], start: datetime) -> list[Entry]:
    entries = Entry.objects.about(FollowUp).filter(object_id__in=keys, at__gte=start)
    return list(entries.order_by("id")[: MOST_ENTRIES + 1])


def _tell(told: ChangesSince, row: FollowUp, entries: list[Entry]) -> None:
    changes = net(entries)
    changed = Changed(row, worded(changes))
    if any(entry.verb == "added" for entry in entries):
        told.new.append(changed)
    elif "ended_on" in changes and not row.is_active:
        told.ended.append(changed)
    elif changed.lines:
        told.moved.append(changed)
