"""What there is to tell owners without an account: asked of the whole house in a few queries."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from tracker.accounts.permissions import anybody
from tracker.directory.left import left_among
from tracker.directory.models import Person, PersonQuerySet
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.history.models import Entry
from tracker.owner_mails.models import OwnerLine, OwnerReason

# Due within so many days is soon; given to them so long ago is new; what was told is told again after a week at most.
SOON, NEW_FOR, AGAIN = timedelta(days=3), timedelta(days=14), timedelta(days=7)
# By follow-up why it is told.
Told = Mapping[int, OwnerReason]


def reachable() -> PersonQuerySet:
    """Those without an account whose address is known, and who did not leave these mails."""
    found: PersonQuerySet = Person.objects.filter(account=None, merged_into=None, no_owner_mail=None).exclude(email="")
    return found


def owed_by_people(people: PersonQuerySet) -> FollowUpQuerySet:
    """General ones alone: nothing restricted leaves by such a mail."""
    rows: FollowUpQuerySet = FollowUp.objects.visible_to(anybody()).active().filter(owner__in=people.values("pk"))
    return rows


def standing(today: date) -> dict[int, Told]:
    """By person what is theirs and late, due soon or new, where there is anything that they were not told lately."""
    last = today + SOON
    rows = owed_by_people(reachable()).filter(Q(due_order__lte=last) | Q(updated_at__date__gte=today - NEW_FOR))
    found = list(rows.order_by("due_order", "pk").values_list("owner", "pk", "due_order"))
    new = _came_lately([pk for _owner, pk, day in found if day > last], today)
    told = _told_lately(today)
    by_person: dict[int, dict[int, OwnerReason]] = defaultdict(dict)
    for owner, pk, day in found:
        if reason := _why(pk, day, today, new):
            by_person[owner][pk] = reason
    left = left_among(by_person)
    return {
        owner: lines for owner, lines in by_person.items()
        if owner not in left and any((owner, pk, reason) not in told for pk, reason in lines.items())
    }  # fmt: skip


def _came_lately(keys: list[int], today: date) -> set[int]:
    """Of these, those that were logged or given to their owner lately."""
    came = Entry.objects.about(FollowUp).filter(Q(verb="added") | Q(changes__has_key="owner"), object_id__in=keys)
    return set(came.filter(at__date__gte=today - NEW_FOR).values_list("object_id", flat=True))


def _told_lately(today: date) -> set[tuple[int, int, str]]:
    """To whom what was told why; what is new once, however long ago."""
    lately = Q(mail__day__gt=today - AGAIN) | Q(reason=OwnerReason.NEW, mail__day__gte=today - NEW_FOR)
    return set(OwnerLine.objects.filter(lately).values_list("mail__person", "follow_up", "reason"))


def lines_now(person: Person) -> list[tuple[OwnerReason, FollowUp]]:
    """What a mail to them tells when it goes out."""
    today = timezone.localdate()
    owed = owed_by_people(Person.objects.filter(pk=person.pk)).with_classification()
    rows = list(owed.select_related("partner", "meeting", "owner", "passage__record").order_by("due_order", "pk"))
    new = _came_lately([row.pk for row in rows], today)
    return [(reason, row) for row in rows if (reason := _why(row.pk, row.due_order, today, new))]


def _why(key: int, day: date, today: date, new: set[int]) -> OwnerReason | None:
    """`day` is the first of its dates, or one far away."""
    if day <= today + SOON:
        return OwnerReason.LATE if day < today else OwnerReason.DUE
    return OwnerReason.NEW if key in new else None
