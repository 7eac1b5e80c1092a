"""Looking at what goes without word: what begins, what is over, what goes up; each once, by however many."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from tracker.directory.absences.away import accounts_away
from tracker.notifications.escalation.silent import still_silent, without_word
from tracker.notifications.escalation.steps import Step, Ways
from tracker.notifications.models import Escalation, Level, Preferences, Silence

AT_ONCE = 500
# The owners of what is looked at, and what says whether it is restricted.
NAMES = ("owner__account", "unit", "meeting", "passage__record")


def look(now: datetime) -> None:
    today = timezone.localdate(now)
    on = Silence.objects.filter(ended_at=None)
    if not Preferences.of_house().lets_go_up:
        on.update(ended_at=now)
        return
    on.exclude(pk__in=still_silent(today).values("pk")).update(ended_at=now)
    _begin(today, now)
    _go_up(today, now)


def _begin(today: date, now: datetime) -> None:
    """Whoever is away comes back to it first."""
    there = Exists(Silence.objects.filter(follow_up=OuterRef("pk"), ended_at=None))
    rows: Any = without_word(today).filter(~there).exclude(owner__account__in=accounts_away(today))
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", "word_at")[:AT_ONCE]):
        new = [Silence(follow_up_id=pk, since=today, word_at=word_at, made_at=now) for pk, word_at in found]
        Silence.objects.bulk_create(new, ignore_conflicts=True)
        last = found[-1][0]


def _go_up(today: date, now: datetime) -> None:
    ways = Ways(today)
    rows = still_silent(today).filter(since__lt=today, managers_on=None)
    away, of_it = accounts_away(today), [f"follow_up__{name}" for name in NAMES]
    for silence in rows.exclude(follow_up__owner__account__in=away).select_related(*of_it).order_by("pk"):
        step = ways.next_step(silence)
        if step and step.by < today:
            go_up(silence, step, now)


@transaction.atomic
def go_up(silence: Silence, step: Step, now: datetime) -> bool:
    """False where somebody else did it just before."""
    column = "head_on" if step.level == Level.HEAD else "managers_on"
    same = Silence.objects.filter(pk=silence.pk, ended_at=None, **{column: None})
    if not same.update(**{column: timezone.localdate(now)}):
        return False
    told = [Escalation(silence=silence, user=user, level=step.level, at=now) for user in step.people]
    Escalation.objects.bulk_create(told, ignore_conflicts=True)
    return True
