"""The heaps on a person's desk: every active follow-up that they own lies on exactly one of them."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp, Snooze
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.progress.rhythm import gone_quiet
from tracker.history.models import Entry, EntryQuerySet

MOST_COUNTED = 10_000
# A row is saved a moment before its entry is written, or long after the time that its entry is given.
SAVED_BEFORE = timedelta(days=1)


class Heap(models.TextChoices):
    """In the order in which they lie on the desk."""

    PASSED = "passed", _("Delivered or lapsed?")
    LATE = "late", _("Late")
    WEEK = "week", _("Due this week")
    NEW = "new", _("New for me")
    QUIET = "quiet", _("Gone quiet")
    OWED = "owed", _("They owe us")
    WAITING = "waiting", _("Waiting on others")
    PENDING = "pending", _("Pending resources")
    UNDATED = "undated", _("Without date")
    LATER = "later", _("Later")
    SNOOZED = "snoozed", _("Snoozed")


def on_heap(heap: str, rows: FollowUpQuerySet, user: User, today: date) -> FollowUpQuerySet:
    """Those of `rows` that lie on that heap of this person's desk."""
    found: FollowUpQuerySet = rows.of_account(user).active().alias(heap=_heap(user, today)).filter(heap=heap)
    return found


def _is_new(user: User) -> Q:
    """What somebody else gave them, or logged with them as owner, since their last visit."""
    lately = Q(updated_at__gte=user.new_since - SAVED_BEFORE) if user.new_since else Q()
    return lately & Q(Exists(news_of(user, user.new_since)))


def news_of(user: User, since: datetime | None) -> EntryQuerySet:
    """The entry by which a follow-up came to its owner, if that is news to them since then.

    Asked of each by its index: PostgreSQL takes minutes over the last entries of all at once.
    """
    entries: EntryQuerySet = Entry.objects.about(FollowUp)
    came = entries.filter(Q(verb="added") | Q(changes__has_key="owner"), object_id=OuterRef(OuterRef("pk")))
    last = Entry.objects.filter(pk=Subquery(came.order_by("-id").values("pk")[:1])).exclude(by=user)
    return last.filter(at__gt=since) if since else last


def _heap(user: User, today: date) -> Case:
    """The first that it belongs to. What is left is ours to move, and due after this week."""
    found = {
        Heap.SNOOZED: Q(pk__in=FollowUp.objects.all().snoozed_by(user, today).values("pk")),
        Heap.PASSED: conditions.passed(today),
        Heap.LATE: conditions.late(today),
        Heap.WEEK: conditions.due_this_week(today),
        Heap.NEW: _is_new(user),
        Heap.QUIET: gone_quiet(today),
        Heap.OWED: conditions.OWED_BY_PARTNER,
        Heap.WAITING: conditions.WAITING,
        Heap.PENDING: conditions.PENDING,
        Heap.UNDATED: conditions.UNDATED,
    }
    cases = [When(condition, then=Value(heap.value)) for heap, condition in found.items()]
    return Case(*cases, default=Value(Heap.LATER.value), output_field=models.CharField())


def lying(user: User, today: date) -> dict[str, list[tuple[int, str]]]:
    """By heap, in order, the keys of what lies there, and who owes it: of all the first MOST_COUNTED and one more."""
    mine = FollowUp.objects.visible_to(user).of_account(user).active().order_by(*_by_urgency(user, today))
    found = defaultdict(list)
    for heap, key, owed_by in mine.values_list(_heap(user, today), "pk", "owed_by")[: MOST_COUNTED + 1]:
        found[heap].append((key, owed_by))
    return found


def _by_urgency(user: User, today: date) -> list[models.OrderBy]:
    """By the day on which each is to be looked at; of those without a date the newest first."""
    waits = conditions.WAITING & conditions.OURS
    cases = When(conditions.passed(today), then=F("event_on")), When(waits, then=F("review_on"))
    newest = Case(When(conditions.UNDATED, then=F("pk"))).desc()
    return [Coalesce(_back_on(user, today), Case(*cases), F("due_order")).asc(), newest, F("pk").asc()]


def _back_on(user: User, today: date) -> Subquery:
    """The day on which it is back on the desk of this person; None unless it is snoozed."""
    return Subquery(Snooze.objects.filter(user=user, until__gt=today, follow_up=OuterRef("pk")).values("until"))


def rows_on_desk(keys: list[int], user: User, today: date) -> dict[int, Any]:
    """What is snoozed with `back_on`, the day; what is new with `came`, the entry by which it did."""
    shown = FollowUp.objects.filter(pk__in=keys).as_lines()
    news = Subquery(news_of(user, user.new_since).values("pk"))
    rows: dict[int, Any] = shown.annotate(back_on=_back_on(user, today), news=news).in_bulk()
    entries = (
        Entry.objects.readable_by(user).select_related("by").in_bulk([row.news for row in rows.values() if row.news])
    )
    for row in rows.values():
        row.came = entries.get(row.news)
    return rows
