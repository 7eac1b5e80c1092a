"""History as one person may read it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import Activity, FollowUp
from tracker.history.models import Entry
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge
from tracker.records.models import Record

SIDES = ("from", "to")
Keys = Callable[[Any], Sequence[Any]]


def one(value: Any) -> list[Any]:
    return [] if value is None else [value]


def several(value: Any) -> list[Any]:
    return list(value or [])


def seat(place: int) -> Keys:
    """The key that stands at this place in what history knows each participant by."""
    return lambda value: [int(key) for each in value or [] if (key := each.split(" ")[place]).isdecimal()]


# What a change names, by its field: whose keys, and how they are found in its values.
NAMED: dict[str, list[tuple[type[Meeting | Person | Organisation | Pledge], Keys]]] = {
    "meeting": [(Meeting, one)],
    "pledge": [(Pledge, one)],
    "owner": [(Person, one)],
    "unit": [(Organisation, one)],
    "done_by": [(Person, one)],
    "donor": [(Organisation, one)],
    "invitation.speaker": [(Person, one)],
    "invitation.organiser": [(Organisation, one)],
    "partner": [(Organisation, one)],
    "waiting_on": [(Organisation, one)],
    "participants": [(Person, seat(0)), (Organisation, seat(1))],
    "readers": [(Person, several)],
}


def without_hidden(entries: Sequence[Entry], user: User) -> Sequence[Entry]:
    """The same entries; what names something of which `user` must find no trace is taken out of their changes.

    A follow-up that was moved out of a restricted meeting is seen by all, and its history named the meeting.
    """
    sides = [side for entry in entries for side in _sides(entry)]
    for model in (Meeting, Person, Organisation, Pledge):
        keys = {key for _change, _side, named, found in sides if named is model for key in found}
        hidden = set(_hidden(model, keys, user)) if keys else set()
        for change, side, named, found in sides:
            if named is model and hidden & set(found):
                change |= {side: None, f"{side}_text": ""}
    return entries


def visible_entries(user: User) -> QuerySet[Entry]:
    """Without those about what this person must find no trace of, nor those about names before everybody knew them."""
    rows = Entry.objects.all()
    models: tuple[Any, ...] = (Meeting, Record, FollowUp, Activity, Pledge, Person, Organisation)
    for model in models:
        hidden = model.objects.hidden_from(user).values("pk")
        rows = rows.not_about(model, hidden)
    if user.sees_restricted:
        return rows
    names = ContentType.objects.get_for_models(Person, Organisation).values()
    same = {"content_type": OuterRef("content_type"), "object_id": OuterRef("object_id")}
    opened_later = Entry.objects.filter(**same, verb="opened", pk__gt=OuterRef("pk"))
    return rows.exclude(Q(content_type__in=names) & Exists(opened_later))


def _sides(entry: Entry) -> Iterator[tuple[dict[str, Any], str, type[Any], Sequence[Any]]]:
    for field, change in entry.changes.items():
        for model, keys in NAMED.get(field, ()):
            for side in SIDES:
                yield change, side, model, keys(change[side])


def _hidden(model: Any, keys: set[Any], user: User) -> QuerySet[Any]:
    found: QuerySet[Any] = model.objects.hidden_from(user).filter(pk__in=keys).values_list("pk", flat=True)
    return found
