"""Slips: due dates that were moved to a later day, as history tells them."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Left

from tracker.history.models import Entry
from tracker.history.opening.former_words import Written
from tracker.kit.periods import Period
from tracker.lists.speed_tricks import Unindexed, unindexed

# The deeds that move a due date: most entries are others, and need not be looked into.
DATING = ("dated", "edited")
# Comes after every day and before "null", as which SQLite gives a date that was taken away.
_AFTER_DAYS = "a"


def _entries_within(period: Period) -> QuerySet[Entry]:
    """What was done to follow-ups in the period."""
    first, after = period.moments
    kind = ContentType.objects.get_by_natural_key("follow_ups", "followup")
    # Nearly every entry is about a follow-up: those of the period are found by their time.
    of_follow_ups = Entry.objects.alias(kind=unindexed("content_type_id")).filter(kind=kind.pk)
    return of_follow_ups.filter(at__gte=first, at__lt=after)


def slips(period: Period) -> QuerySet[Entry]:
    """The entries of the period that moved the due date of a follow-up to a later day, and stand.

    A date that was left behind when it was opened counts for nobody: a number would tell of it.
    """
    return _later(_entries_within(period).filter(verb__in=DATING))


def latest_slips(period: Period) -> QuerySet[Entry]:
    """The same, the latest first: of the first few the deeds of the period are walked, and not all found and sorted."""
    deeds = _entries_within(period).alias(deed=Unindexed("verb", never=True)).filter(deed__in=DATING)
    return _later(deeds).order_by("-at", "-id")


def _later(deeds: QuerySet[Entry]) -> QuerySet[Entry]:
    entries = deeds.filter(undone_by=None).exclude(written=Written.WITHHELD)
    dated = entries.alias(due_before=_day("from"), due_after=_day("to"))
    return dated.filter(due_after__gt=F("due_before"), due_after__lt=_AFTER_DAYS)


def _day(side: str) -> Left:
    """The day that counts: what else was said of it comes after."""
    return Left(Cast(KT(f"changes__due_on__{side}"), CharField()), 10)
