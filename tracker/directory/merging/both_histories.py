"""The history of a name, read together with that of those who were merged into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType

from tracker.accounts.models import User
from tracker.directory.merging.models import Merge
from tracker.history.models import Entry
from tracker.history.visible import without_hidden
from tracker.history.wording import FieldChange, changed_fields, verb_label

MOST_ENTRIES = 200


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as the page tells it; `about` is the one it is about if that was merged, `merge` what can be undone."""

    entry: Entry
    deed: str
    lines: Sequence[FieldChange]
    about: Any
    merge: Merge | None


def history_of(name: Any, user: User) -> list[Told]:
    """What `user` may read of it, the newest first; nothing of a restricted one, which names what only some know."""
    if name.is_restricted and not user.sees_restricted:
        return []
    merged = {each.pk: each for each in type(name).objects.known_to(user).filter(merged_into=name)}
    kind = ContentType.objects.get_for_model(name)
    entries = Entry.objects.filter(content_type=kind, object_id__in=[name.pk, *merged])
    newest = entries.select_related("by", "content_type").order_by("-at", "-id")[:MOST_ENTRIES]
    undoable = Merge.objects.filter(kind=kind, kept_id=name.pk, undone_at=None)
    merges = {each.merged_id: each for each in undoable} if merged else {}
    shown = without_hidden(_since_opened(list(newest), user), user)
    return [_told(entry, merged.get(entry.object_id), merges, user) for entry in shown]


def _since_opened(entries: list[Entry], user: User) -> list[Entry]:
    """Without what happened to a name before everybody knew of it."""
    opened = {entry.object_id: entry.pk for entry in reversed(entries) if entry.verb == "opened"}
    return [entry for entry in entries if user.sees_restricted or entry.pk >= opened.get(entry.object_id, 0)]


def _told(entry: Entry, about: Any, merges: dict[int, Merge], user: User) -> Told:
    if not user.is_administrator:
        # Who may sign in is for administrators to know.
        entry.changes.pop("account", None)
    merge = merges.get(entry.object_id) if about and entry.verb == "merged" else None
    return Told(entry, verb_label(entry), changed_fields(entry), about, merge)
