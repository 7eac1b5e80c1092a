"""History as one person may read it: nothing in it names what they must find no trace of."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, QuerySet

from tracker.accounts.models import User
from tracker.history.dotted_columns import trace
from tracker.history.models import Entry
from tracker.history.tracked_model import Tracked

SIDES = ("from", "to")
Keys = Callable[[Any], Sequence[Any]]


def without_hidden(entries: Sequence[Entry], user: User) -> Sequence[Entry]:
    """The same entries; what names something of which `user` must find no trace is taken out of their changes.

    A follow-up that was moved out of a restricted meeting is seen by all, and its history named the meeting.
    """
    sides = [side for entry in entries for side in _sides(entry)]
    for model in {named for _change, _side, named, _found in sides}:
        keys = {key for _change, _side, named, found in sides if named is model for key in found}
        hidden = set(_hidden(model, keys, user)) if keys else set()
        for change, side, named, found in sides:
            if named is model and hidden & set(found):
                change |= {side: None, f"{side}_text": ""}
    return entries


def names_hidden(entry: Entry, user: User, side: str) -> bool:
    """Whether what it was before, "from", or after it, "to", names something of which `user` must find no trace."""
    return any(
        _hidden(model, set(found), user).exists()
        for field, change in entry.changes.items()
        for model, keys in named_by(_model_of(entry), field).items()
        if (found := keys(change[side]))
    )


def visible_entries(user: User) -> Any:
    """Without those about what this person must find no trace of, nor those about names before everybody knew them."""
    rows = Entry.objects.all()
    for model in filter(_may_be_hidden, apps.get_models()):
        hidden = model.objects.hidden_from(user).values("pk")  # type: ignore[attr-defined]
        rows = rows.not_about(model, hidden)
    if user.sees_restricted:
        return rows
    same = {"content_type": OuterRef("content_type"), "object_id": OuterRef("object_id")}
    return rows.exclude(Exists(Entry.objects.filter(**same, verb="opened", pk__gt=OuterRef("pk"))))


def _may_be_hidden(model: type[Model]) -> bool:
    return issubclass(model, Tracked) and hasattr(model._default_manager, "hidden_from")


def _sides(entry: Entry) -> Iterator[tuple[dict[str, Any], str, type[Any], Sequence[Any]]]:
    for field, change in entry.changes.items():
        for model, keys in named_by(_model_of(entry), field).items():
            for side in SIDES:
                yield change, side, model, keys(change[side])


def _model_of(entry: Entry) -> type[Model] | None:
    return ContentType.objects.get_for_id(entry.content_type_id).model_class()


@cache
def named_by(model: Any, name: str) -> Mapping[type[Model], Keys]:
    """The models of which the values of this field name rows that may be hidden, and how the keys are found in them."""
    if declared := getattr(model, "named_in_history", {}).get(name):
        return dict(declared)
    field, _others = trace(model, name)
    target = field.related_model if field else None
    if not target or not _may_be_hidden(target):
        return {}
    return {target: (lambda value: value or []) if field.many_to_many else (lambda value: [value] if value else [])}


def _hidden(model: Any, keys: set[Any], user: User) -> QuerySet[Any]:
    found: QuerySet[Any] = model.objects.hidden_from(user).filter(pk__in=keys).values_list("pk", flat=True)
    return found
