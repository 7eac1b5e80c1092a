"""Handing over: all that a person has open goes to another, each with an entry; and taking that back as a whole.

The entries of one handover are those of one moment: no table keeps them together.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.history.models import Entry, EntryQuerySet
from tracker.history.undo import NotLast, undo
from tracker.kit.date_formats import format_date

MOST_NOTES = 3
MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class HandoverItem:
    """A follow-up as the note of a handover tells of it: with its last notes, the newest first."""

    follow_up: FollowUp
    notes: list[Entry]


def open_of(person: Person, user: User) -> FollowUpQuerySet:
    """What goes with a handover: the active follow-ups of `person` that `user` may know of."""
    rows: FollowUpQuerySet = FollowUp.objects.visible_to(user).active().owned_by(person).by_due()
    return rows


@transaction.atomic
def hand_over(giver: Person, taker: Person, *, by: User, on: date, words: str = "") -> Entry | None:
    """Give all that is open to `taker`; the first of the entries, or None when there was nothing.

    Of two at once the second one waits, and finds nothing left: a handover is one, and is taken back as one.
    """
    Person.objects.select_for_update(no_key=True).get(pk=giver.pk)
    note = " ".join([_("Handed over on %(day)s.") % {"day": format_date(on)}, words]).strip()
    at, rows = timezone.now(), open_of(giver, by).select_for_update(of=("self",))
    entries = [follow_up.give_to(taker, by=by, note=note, at=at) for follow_up in rows]
    return next(filter(None, entries), None)


def entries_of(entry: Entry) -> EntryQuerySet:
    """All entries of the handover that `entry` is one of."""
    rows: EntryQuerySet = Entry.objects.about(FollowUp).filter(verb="given", by=entry.by, at=entry.at)
    return rows


def handed_over(entry: Entry, user: User) -> FollowUpQuerySet:
    """The follow-ups that went with it, as far as `user` may know of them."""
    keys = entries_of(entry).values("object_id")
    rows: FollowUpQuerySet = FollowUp.objects.visible_to(user).filter(pk__in=keys).by_due()
    return rows


def standing(entry: Entry, user: User) -> EntryQuerySet:
    """The entries of it that nobody undid, as far as `user` may take them back or know of them."""
    every = entries_of(entry)
    known = FollowUp.objects.known_by(user, list(every)).values("pk")
    return every.filter(undone_by=None, object_id__in=known)


def take_back(entry: Entry, *, by: User) -> tuple[int, int]:
    """Undo it: how many are back, and how many had changed again and stay. Done twice, it does nothing more."""
    done = left = 0
    for each in standing(entry, by).order_by("id"):
        try:
            with transaction.atomic():
                follow_up = FollowUp.objects.select_for_update(of=("self",)).get(pk=each.object_id)
                done += bool(undo(follow_up, each, by=by))
        except NotLast:
            left += 1
    return done, left


def handover_items(rows: FollowUpQuerySet, user: User) -> list[HandoverItem]:
    """What the note for the other person says of each, as far as `user` may read it."""
    found: Sequence[FollowUp] = list(rows.with_names()[:MOST_SHOWN])
    keys = [follow_up.pk for follow_up in found]
    notes: dict[int, list[Entry]] = defaultdict(list)
    said = Entry.objects.readable_by(user).about(FollowUp).filter(object_id__in=keys, verb="noted").select_related("by")
    for entry in said.order_by("-at", "-id"):
        notes[entry.object_id].append(entry)
    return [HandoverItem(follow_up, notes[follow_up.pk][:MOST_NOTES]) for follow_up in found]
