"""The history of a follow-up as its page shows it: replies under the words that they answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.wording.words_of_entry import FieldChange
from tracker.history.write_entry import may_reword


@dataclass(slots=True)
class Told:
    """An entry as it is shown, with the `replies` to its words, the oldest first."""

    entry: Entry
    deed: str
    lines: list[FieldChange]
    may_edit: bool = False
    may_answer: bool = False
    replies: list["Told"] = field(default_factory=list)


def threads(told: Iterable[tuple[Entry, str, list[FieldChange]]], follow_up: FollowUp, user: User) -> list[Told]:
    """`told` is the newest first. What answers an entry that is not shown stands by itself."""
    shown = [Told(*each) for each in told]
    own = {each.entry.pk: each for each in shown if is_of(each.entry, follow_up)}
    may_update, now = permissions.may_update(user, follow_up), timezone.now()
    for each in own.values():
        each.may_edit = may_update and each.entry.verb == "noted" and may_reword(user, each.entry, now)
        each.may_answer = may_update and can_be_answered(each.entry)
    for each in reversed(shown):
        if above := _above(each, own):
            above.replies.append(each)
    return [each for each in shown if _above(each, own) is None]


def can_be_answered(entry: Entry) -> bool:
    """Replies stand one level deep."""
    return bool(entry.note) and entry.answers_id is None


def is_of(entry: Entry, follow_up: Any) -> bool:
    """Whether it is about the follow-up itself, not about something that hangs on it."""
    kind = ContentType.objects.get_for_model(FollowUp)
    return (entry.content_type_id, entry.object_id) == (kind.pk, follow_up.pk)


def _above(each: Told, own: dict[int, Told]) -> Told | None:
    return own.get(each.entry.answers_id or 0)
