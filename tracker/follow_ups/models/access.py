"""Which follow-ups are there for whom: their own classification cuts them, their meeting's and their record's."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model, Q, QuerySet

from tracker.accounts import permissions
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.access import named_in
from tracker.history.models import Entry
from tracker.meetings import access
from tracker.meetings.models import Meeting
from tracker.records import access as quoting
from tracker.records.models import Passage, Record

# Whoever has something to do from a restricted meeting sees it, until that is removed.
access.GRANTS["follow_ups__owner__account"] = "follow_ups__removed_at"
# What decides who sees a meeting or a record.
OPENING = ["classification", "readers", "participants"]


def open_to(user: User) -> list[Q]:
    return [] if user.sees_restricted else [permissions.own_or_general(user), *quoting.open_to(user)]


def is_everybodys(follow_up: Any) -> bool:
    """Whether `present` and `open_to` cut it for nobody, as the row stands: of most there is nothing more to ask."""
    meeting, own = follow_up.meeting, follow_up.classification
    if follow_up.is_removed or (meeting and meeting.is_removed):
        return False
    return RESTRICTED not in (own, meeting and meeting.classification, follow_up.record_classification)


def kept_since(model: type[Model], done: Mapping[int, int], *, by: User) -> list[Q]:
    """Those of `done`, by the key of its entry, that nobody changed since, nor who sees their meeting or record.

    Nor did anybody but `by` write of anything else of their meeting: what came since was not theirs to see.
    """
    since = Entry.objects.filter(pk__gt=min(done, default=0))
    changed = since.about(model).filter(object_id__in=done.values()).exclude(pk__in=done)
    meetings, records = (
        since.about(noun).filter(changes__has_any_keys=OPENING).values("object_id") for noun in (Meeting, Record)
    )
    passages = Passage.objects.filter(record__in=records).values("pk")
    kept = Q(pk__in=done.values()) & ~Q(pk__in=changed.values("object_id"))
    led = Meeting.objects.filter(follow_ups__in=model._base_manager.filter(pk__in=done.values())).distinct()
    touched = [meeting.pk for meeting in led if _is_touched(meeting, since.exclude(by=by))]
    return [kept, ~Q(meeting__in=meetings), ~Q(passage__in=passages), ~Q(meeting__in=touched)]


def _is_touched(meeting: Meeting, since: Any) -> bool:
    """Whether one of the entries is about the meeting, anything that hangs on it, or a name that only these tell."""
    keys: dict[type[Model], list[int]] = {}
    things = [meeting, *meeting.hanging()]
    names = [name for each in things if hasattr(each, "restricted_names") for name in each.restricted_names()]
    for each in (*things, *names):
        keys.setdefault(type(each), []).append(each.pk)
    return any(since.about(noun).filter(object_id__in=found).exists() for noun, found in keys.items())


def removed_for[Rows: QuerySet[Any]](user: User, removed: Rows) -> Rows:
    """Of what is removed what `user` sees, and what they took out of their own sight by removing it, as it stands."""
    seen = removed.filter(*open_to(user))
    hidden = removed.exclude(pk__in=seen.values("pk")).values("pk")
    told = Entry.objects.about(removed.model).filter(verb="removed", by=user, object_id__in=hidden)
    own = {} if user.sees_restricted else dict(told.values_list("pk", "object_id"))
    return seen | removed.filter(*kept_since(removed.model, own, by=user)) if own else seen


def _ways(path: str, user: User) -> list[Q]:
    """What lets `user` see a restricted follow-up at the end of `path`, or a general one of a restricted meeting."""
    owned, recorded = {f"{path}__owner__account": user}, Q(**{f"{path}__recorder": user})
    # Removed, it shows no meeting any more.
    present = Q(**owned, **{f"{path}__removed_at": None})
    return [present, *quoting.granted(path, user, recorded | Q(**owned))]


named_in(
    _ways,
    person=(
        *("follow_ups", "confirmed_follow_ups", "invitations__follow_up", "event_steps__invitation__follow_up"),
        *("asked_changes__follow_up", "answered_changes__follow_up"),
    ),
    organisation=("follow_ups", "unit_follow_ups", "awaited_in", "organised_events__follow_up"),
)
