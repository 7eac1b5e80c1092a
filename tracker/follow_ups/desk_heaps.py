"""The heaps on a person's desk: every active follow-up that they own lies on exactly one of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Case,
    CharField,
    F,
    Max,
    OuterRef,
    Q,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.follow_ups import conditions
from tracker.follow_ups.choices import OwedBy
from tracker.follow_ups.models import FollowUp, Snooze
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.history.models import Entry, EntryQuerySet
from tracker.lists import paging

MOST_LINES, MOST_COUNTED = 8, 10_000
# A row is saved a moment before its entry is written, or long after the time that its entry is given.
SAVED_BEFORE = timedelta(days=1)


class Heap(TextChoices):
    """In the order in which they lie on the desk."""

    PASSED = "passed", _("Delivered or lapsed?")
    LATE = "late", _("Late")
    WEEK = "week", _("Due this week")
    NEW = "new", _("New for me")
    OWED = "owed", _("They owe us")
    WAITING = "waiting", _("Waiting on others")
    PENDING = "pending", _("Pending resources")
    UNDATED = "undated", _("Without date")
    LATER = "later", _("Later")
    SNOOZED = "snoozed", _("Snoozed")


# What is far away needs no eye yet: the next of it will do.
LINES = dict.fromkeys(Heap, MOST_LINES) | {Heap.LATER: 3}


@dataclass(frozen=True, slots=True)
class Section:
    """A heap on which something lies, with its first rows; `owed` of all that lie there are owed by the partner.

    What is snoozed has `back_on`, the day; what is new `came`, the entry by which it did.
    """

    name: Heap
    count: paging.Count
    owed: int
    rows: list[FollowUp]

    @property
    def more(self) -> bool:
        return self.count.number > len(self.rows)


def sections(user: User, today: date) -> list[Section]:
    """All heaps on which something lies, in their order: in three queries."""
    heaps = _heaps(user, today)
    rows = _rows([key for heap, lying in heaps.items() for key, _owed_by in lying[: LINES[Heap(heap)]]], user, today)
    capped = sum(map(len, heaps.values())) > MOST_COUNTED
    return [
        Section(
            heap,
            paging.Count(len(lying), capped),
            sum(owed_by == OwedBy.PARTNER for _key, owed_by in lying),
            [rows[key] for key, _owed_by in lying[: LINES[heap]]],
        )
        for heap in Heap
        if (lying := heaps.get(heap))
    ]


def on_desk(rows: FollowUpQuerySet, user: User, today: date) -> FollowUpQuerySet:
    """Those of `rows` that are active and this person's own, with the `heap` on which each lies."""
    return rows.of_account(user).active().alias(heap=_heap(user, today))


def is_new_for(user: User) -> Q:
    """What somebody else gave them, or logged with them as owner, since their last visit."""
    kept = FollowUp.objects.all().of_account(user).active()
    if user.new_since:
        kept = kept.filter(updated_at__gte=user.new_since - SAVED_BEFORE)
    return Q(pk__in=_news(user, kept).values("object_id"))


def _news(user: User, kept: FollowUpQuerySet) -> EntryQuerySet:
    """Of those `kept` by this person what is new: the entry by which each came to them."""
    came = Entry.objects.about(FollowUp).filter(Q(verb="added") | Q(changes__has_key="owner"))
    if user.new_since:
        came = came.filter(at__gt=user.new_since)
    last = came.filter(object_id__in=kept.values("pk")).order_by().values("object_id").annotate(last=Max("id"))
    news: EntryQuerySet = Entry.objects.filter(pk__in=last.values("last")).exclude(by=user)
    return news


def _heap(user: User, today: date) -> Case:
    """The first that it belongs to. What is left is ours to move, and due after this week."""
    found = {
        Heap.SNOOZED: Q(pk__in=FollowUp.objects.all().snoozed_by(user, today).values("pk")),
        Heap.PASSED: conditions.passed(today),
        Heap.LATE: conditions.late(today),
        Heap.WEEK: conditions.due_this_week(today),
        Heap.NEW: is_new_for(user),
        Heap.OWED: conditions.OWED_BY_PARTNER,
        Heap.WAITING: conditions.WAITING,
        Heap.PENDING: conditions.PENDING,
        Heap.UNDATED: conditions.UNDATED,
    }
    cases = [When(condition, then=Value(heap.value)) for heap, condition in found.items()]
    return Case(*cases, default=Value(Heap.LATER.value), output_field=CharField())


def _heaps(user: User, today: date) -> dict[str, list[tuple[int, str]]]:
    """By heap, in order, the keys of what lies there, and who owes it."""
    mine = on_desk(FollowUp.objects.visible_to(user), user, today).order_by(*_by_urgency(user, today))
    found = defaultdict(list)
    for heap, key, owed_by in mine.annotate(heap=F("heap")).values_list("heap", "pk", "owed_by")[: MOST_COUNTED + 1]:
        found[heap].append((key, owed_by))
    return found


def _by_urgency(user: User, today: date) -> list[OrderBy]:
    """By the day on which each is to be looked at; of those without a date the newest first."""
    waits = conditions.WAITING & conditions.OURS
    cases = When(conditions.passed(today), then=F("event_on")), When(waits, then=F("review_on"))
    newest = Case(When(conditions.UNDATED, then=F("pk"))).desc()
    return [Coalesce(_back_on(user, today), Case(*cases, default=F("due_order"))).asc(), newest, F("pk").asc()]


def _back_on(user: User, today: date) -> Subquery:
    """The day on which it is back on the desk of this person; None unless it is snoozed."""
    return Subquery(Snooze.objects.filter(user=user, until__gt=today, follow_up=OuterRef("pk")).values("until"))


def _rows(keys: list[int], user: User, today: date) -> dict[int, FollowUp]:
    shown = FollowUp.objects.filter(pk__in=keys)
    rows: dict[int, FollowUp] = shown.with_names().annotate(back_on=_back_on(user, today)).in_bulk()
    for entry in _news(user, shown).select_related("by"):
        rows[entry.object_id].came = entry
    return rows
