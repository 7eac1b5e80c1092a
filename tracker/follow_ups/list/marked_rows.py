"""Columns that are asked for only where they are shown, for all rows of a page at once: each row is marked with it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, OuterRef, Q, StringAgg, Subquery, Value

from tracker.accounts.models import User
from tracker.files.models import AttachedFile
from tracker.follow_ups.links.blocked import mark_blocked
from tracker.follow_ups.list.asked_for import mark_requested
from tracker.follow_ups.models import FollowUp

BETWEEN = "\n"


def carried_times(user: User) -> Subquery:
    """Of the rows of a list: how often each was carried to the agenda of a meeting that the reader sees."""
    each = _appearances(user).filter(follow_up=OuterRef("pk")).order_by().values("follow_up")
    return Subquery(each.annotate(times=Count("pk")).values("times"))


def carried_at_least(times: int, user: User) -> Q:
    found = _appearances(user).order_by().values("follow_up").annotate(times=Count("pk")).filter(times__gte=times)
    return Q(pk__in=found.values("follow_up"))


def file_names() -> Subquery:
    """Of the rows of a list: what the files attached to each are called."""
    each: Any = _files().filter(object_id=OuterRef("pk")).order_by().values("object_id")
    return Subquery(each.annotate(said=StringAgg("name", Value(BETWEEN))).values("said"))


def has_files() -> Q:
    return Q(pk__in=_files().values("object_id"))


def sorted_files(said: str | None) -> str:
    return ", ".join(sorted(said.split(BETWEEN))) if said else ""


def mark_carried(follow_ups: Iterable[Any], user: User) -> None:
    rows = {each.pk: each for each in follow_ups}
    counted = _appearances(user).filter(follow_up__in=rows).order_by().values("follow_up").annotate(times=Count("pk"))
    for found in counted:
        rows[found["follow_up"]].carried_times = found["times"]


def mark_files(follow_ups: Iterable[Any], _user: User) -> None:
    rows = {each.pk: each for each in follow_ups}
    counted = _files().filter(object_id__in=rows).order_by().values("object_id").annotate(files=Count("pk"))
    for found in counted:
        rows[found["object_id"]].file_count = found["files"]


def say_carried(follow_up: Any) -> str:
    times = getattr(follow_up, "carried_times", 0)
    return f"{times}×" if times else ""


def say_files(follow_up: Any) -> str:
    return str(getattr(follow_up, "file_count", ""))


def _appearances(user: User) -> Any:
    """Agendas stand above: they are reached by the name of the relation."""
    model: Any = FollowUp._meta.get_field("appearances").related_model
    return model.objects.visible_to(user)


def _files() -> Any:
    """Whoever sees the thing sees its files."""
    return AttachedFile.objects.present().filter(content_type=ContentType.objects.get_for_model(FollowUp))


# By the column: what marks its rows.
MARKERS: Mapping[str, Callable[[Iterable[Any], User], None]] = {
    "blocked": mark_blocked, "carried": mark_carried, "files": mark_files, "requested": mark_requested,
}  # fmt: skip
