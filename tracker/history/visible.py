"""History as one person may read it: nothing in it names what they must find no trace of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Model

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.history.dotted_columns import trace
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written, is_readable
from tracker.history.tracked_model import Tracked

SIDES = ("from", "to")
Keys = Callable[[Any], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change that names rows of `model`: those of `keys`."""

    entry: Entry
    change: dict[str, Any]
    name: str
    model: type[Any]
    keys: Sequence[Any]

    def take_out(self) -> None:
        self.change.update({self.name: None, f"{self.name}_text": ""})


def without_hidden(entries: Iterable[Entry], user: User) -> Sequence[Entry]:
    """Those of them that are not withheld; what names something of which `user` must find no trace is taken out.

    A follow-up that was moved out of a restricted meeting is seen by all, and its history named the meeting.
    """
    entries = [entry for entry in entries if is_readable(entry, user)]
    if user.sees_restricted:
        return entries
    sides = [side for entry in entries for side in _sides(entry)]
    for model in {side.model for side in sides}:
        keys = {key for side in sides if side.model is model for key in side.keys}
        hidden = _hidden(model, keys, user)
        former = _former_names(model, keys) if keys else {}
        for side in (each for each in sides if each.model is model):
            if hidden & {*side.keys} or any(key in former and former[key](side) for key in side.keys):
                side.take_out()
    return entries


def is_hidden(row: Any, user: User) -> bool:
    """Whether `user` must find no trace of it."""
    return bool(type(row).objects.hidden_from(user).filter(pk=row.pk).exists())


def names_hidden(entry: Entry, user: User, side: str) -> bool:
    """Whether what it was before, "from", or after it, "to", names something of which `user` must find no trace."""
    return any(
        _hidden(model, set(found), user)
        for field, change in entry.changes.items()
        for model, keys in named_by(_model_of(entry), field).items()
        if (found := keys(change[side]))
    )


def visible_entries(user: User) -> Any:
    """Without those that are withheld, and those about what this person must find no trace of."""
    rows = Entry.objects.readable_by(user)
    for model in filter(_may_be_hidden, apps.get_models()):
        hidden = model.objects.hidden_from(user).values("pk")  # type: ignore[attr-defined]
        rows = rows.not_about(model, hidden)
    return rows


def _may_be_hidden(model: type[Model]) -> bool:
    return issubclass(model, Tracked) and hasattr(model._default_manager, "hidden_from")


def _sides(entry: Entry) -> Iterator[Side]:
    for field, change in entry.changes.items():
        for model, keys in named_by(_model_of(entry), field).items():
            for name in SIDES:
                yield Side(entry, change, name, model, keys(change[name]))


def _former_names(model: Any, keys: set[Any]) -> dict[int, Callable[[Side], bool]]:
    """Of the things with these keys that have a withheld past, whether a side tells how they were called in it."""
    kind = ContentType.objects.get_for_model(model)
    withheld = Entry.objects.filter(content_type=kind, object_id__in=keys, written=Written.WITHHELD).order_by()
    until = dict(withheld.values_list("object_id").annotate(Max("pk")))
    rows = model._base_manager.in_bulk(until) if until else {}
    names = {key: {str(row), getattr(row, "name", str(row))} for key, row in rows.items()}
    return {key: partial(_tells_former, names[key], until[key]) for key in rows}


def _tells_former(names: set[str], until: int, side: Side) -> bool:
    return side.entry.pk <= until and not any(name in side.change[f"{side.name}_text"] for name in names)


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


def _hidden(model: Any, keys: set[Any], user: User) -> set[Any]:
    """Those of which this person must find no trace; who knows of a name is asked of the few that are restricted."""
    if getattr(model, "IS_CLOSED_ALONE", False) and keys and not user.sees_restricted:
        keys = set(model._base_manager.filter(pk__in=keys, classification=RESTRICTED).values_list("pk", flat=True))
    return set(model.objects.hidden_from(user).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
