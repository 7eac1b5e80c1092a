"""The history of a name, read together with that of those who were merged into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from tracker.accounts.models import User
from tracker.directory.merging.models import Merge
from tracker.directory.merging.with_account import may_merge
from tracker.history.models import Entry
from tracker.history.undo import can_be_undone, may_undo
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import FieldChange, changed_fields, verb_label

MOST_ENTRIES = 200


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as the page tells it; `about` is the one it is about if that was merged.

    `merge` can be taken apart; at `undo_at` the change is undone, when that is this person's to do.
    """

    entry: Entry
    deed: str
    lines: Sequence[FieldChange]
    about: Any
    merge: Merge | None
    undo_at: str


def history_of(name: Any, user: User) -> list[Told]:
    """What `user` may read of it, the newest first; nothing of a restricted one, which names what only some know."""
    if name.is_restricted and not user.sees_restricted:
        return []
    merged = {each.pk: each for each in type(name).objects.known_to(user).filter(merged_into=name)}
    kind = ContentType.objects.get_for_model(name)
    entries = Entry.objects.filter(content_type=kind, object_id__in=[name.pk, *merged])
    newest = entries.select_related("by", "content_type").order_by("-at", "-id")[:MOST_ENTRIES]
    standing = Merge.objects.filter(kind=kind, kept_id=name.pk, undone_at=None)
    merges = {each.merged_id: each for each in standing} if merged and may_merge(user, name) else {}
    # Of those that are read anyway: the newest change of its own.
    last = max((each for each in newest if each.object_id == name.pk and each.changes), key=_key, default=None)
    last = last if last and can_be_undone(name, last) and may_undo(user, name, last) else None
    undo_at = reverse(f"directory:{kind.model}_undo", args=[name.pk, last.pk]) if last else ""
    shown = without_hidden(newest, user)
    return [
        _told(entry, merged.get(entry.object_id), merges, user, undo_at if entry == last else "") for entry in shown
    ]


def _key(entry: Entry) -> int:
    return entry.pk


def known_history(name: Any, user: User) -> Any:
    """The entries about the name of which `user` may know: of a restricted one what they did themselves."""
    is_read = user.sees_restricted or not name.is_restricted
    return name.history.all() if is_read else name.history.filter(by=user)


def _told(entry: Entry, about: Any, merges: dict[int, Merge], user: User, undo_at: str) -> Told:
    if not user.is_administrator:
        # Who may sign in is for administrators to know.
        entry.changes.pop("account", None)
    merge = merges.get(entry.object_id) if about and entry.verb == "merged" else None
    return Told(entry, verb_label(entry), changed_fields(entry), about, merge, undo_at)
