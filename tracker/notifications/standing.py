"""What there is to tell one person now: asked in as many queries however much it is."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.agendas.models import Appearance
from tracker.change_requests.models import ChangeRequest
from tracker.directory.absences.models import Absence
from tracker.follow_ups import conditions
from tracker.follow_ups.desk_heaps import SAVED_BEFORE, news_of
from tracker.follow_ups.models import FollowUp, Snooze
from tracker.follow_ups.models.promised_to import promised_to
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.progress.rhythm import gone_quiet
from tracker.history.models import Entry
from tracker.kit.periods import Period
from tracker.notes.models import Mention
from tracker.notifications.escalation.silent import still_silent
from tracker.notifications.models import Escalation, Notification
from tracker.notifications.reasons import Reason
from tracker.notifications.reported import still_reported

# What came longer ago is not new; and of one reason no more is told.
NEW_FOR, MOST_TOLD = timedelta(days=14), 500
# Why, of which follow-up, and by what: see `Notification.cause`.
Key = tuple[str, int, int]


def standing(user: User, now: datetime) -> set[Key]:
    """Never about what is only their own deed, and nothing that they keep off their desk."""
    today = timezone.localdate(now)
    found = {(reason, pk, 0) for reason, pk in _owned(user, today)}
    found |= {(Reason.CONFIRM.value, pk, 0) for pk in _reported_to(user, today)}
    found |= {(Reason.NEW.value, *keys) for keys in _came(user, now)}
    found |= {(Reason.ESCALATED.value, *keys) for keys in _gone_up(user, today)}
    found |= {(Reason.AWAY.value, pk, 0) for pk in _of_the_away(user, today)}
    found |= {(Reason.CARRIED.value, *keys) for keys in _carried(user, today)}
    found |= {(Reason.MENTION.value, *keys) for keys in _mentioned(user)}
    found |= {(Reason.REPORTED.value, *keys) for keys in still_reported(user, now, NEW_FOR)}
    return found | {(Reason.REQUEST.value, *keys) for keys in _asked(user)}


def _mine(user: User, today: date) -> FollowUpQuerySet:
    snoozed = FollowUp.objects.all().snoozed_by(user, today)
    mine: FollowUpQuerySet = FollowUp.objects.visible_to(user).of_account(user).active()
    return mine.exclude(pk__in=snoozed.values("pk"))


def _owned(user: User, today: date) -> Iterator[tuple[str, int]]:
    """Each of what they own under the first reason that it has."""
    reasons = {
        Reason.CONFIRM: conditions.passed(today),
        Reason.LATE: conditions.late(today) | conditions.due_today(today),
        Reason.WAITING: conditions.time_to_ask(today),
        Reason.OWED: conditions.overdue_from_partner(today),
        Reason.QUIET: gone_quiet(today),
    }
    cases = [When(condition, then=Value(reason.value)) for reason, condition in reasons.items()]
    reason = Case(*cases, default=Value(""), output_field=CharField())
    rows = _mine(user, today).alias(reason=reason).exclude(reason="").order_by("due_order", "pk")
    yield from rows.values_list(reason, "pk")[:MOST_TOLD]


def _reported_to(user: User, today: date) -> QuerySet[FollowUp, int]:
    """Reported done by somebody else, promised to them or recorded by them: not all that a manager may confirm."""
    promised = promised_to(user, today)
    theirs = promised | Q(recorder=user) if permissions.may_log(user) else promised
    reports = Entry.objects.about(FollowUp).filter(object_id=OuterRef("pk"), changes__has_key="reported_on")
    reporter = Subquery(reports.order_by("-id").values("by")[:1])
    waits: FollowUpQuerySet = FollowUp.objects.visible_to(user).filter(conditions.TO_CONFIRM & theirs)
    by_others = waits.alias(reporter=reporter).filter(Q(reporter=None) | ~Q(reporter=user.pk))
    return by_others.order_by("pk").values_list("pk", flat=True)[:MOST_TOLD]


def _came(user: User, now: datetime) -> QuerySet[FollowUp, tuple[int, int]]:
    """Given to them by somebody else, or logged with them as owner."""
    since = min(now - NEW_FOR, _left_for(user, now))
    lately = _mine(user, timezone.localdate(now)).filter(updated_at__gte=since - SAVED_BEFORE)
    rows = lately.filter(Exists(news_of(user, since))).order_by("pk")
    return rows.annotate(came=Subquery(news_of(user, since).values("pk"))).values_list("pk", "came")[:MOST_TOLD]


def _left_for(user: User, now: datetime) -> datetime:
    """When they left, if they are just back: what came meanwhile is new to them still."""
    person, lately = getattr(user, "person", None), timezone.localdate(now) - NEW_FOR
    firsts = [row.since for row in person.absences.all() if row.until >= lately] if person else []
    return min((Period(first, first).moments[0] for first in firsts), default=now)


def _gone_up(user: User, today: date) -> Iterator[tuple[int, int]]:
    """What went without word, and came to them."""
    own = Escalation.objects.filter(user=user, silence__ended_at=None).order_by("pk")
    keys = {silence: (follow_up, pk) for silence, follow_up, pk in
            own.values_list("silence", "silence__follow_up", "pk")[:MOST_TOLD]}  # fmt: skip
    if keys:
        still = still_silent(today, [follow_up for follow_up, _pk in keys.values()]).visible_to(user)
        yield from (keys[pk] for pk in still.filter(pk__in=keys).values_list("pk", flat=True))


def _of_the_away(user: User, today: date) -> Iterable[int]:
    """What is late or due today of those for whom they stand in, as far as they see it, and as it would be told."""
    away = list(Absence.objects.for_whom(user, today).values_list("person", flat=True))
    if not away:
        return ()
    rows: FollowUpQuerySet = FollowUp.objects.visible_to(user).filter(owner__in=away)
    snoozed = Snooze.objects.filter(follow_up=OuterRef("pk"), user=OuterRef("owner__account"), until__gt=today)
    due = rows.filter(conditions.late(today) | conditions.due_today(today), ~Exists(snoozed))
    return due.order_by("due_order", "pk").values_list("pk", flat=True)[:MOST_TOLD]


def _carried(user: User, today: date) -> QuerySet[Appearance, tuple[int, int]]:
    """Put on the agenda of a meeting to come, which they see too, by somebody else."""
    ahead = {"meeting__held_on__gte": today, "meeting__called_off_at": None}
    own = {"follow_up__owner__account": user, "follow_up__ended_on": None}
    put_on = Entry.objects.about(Appearance).filter(object_id=OuterRef("pk"), verb="carried")
    rows = Appearance.objects.visible_to(user).filter(**ahead, **own)
    others = rows.alias(by=Subquery(put_on.order_by("-id").values("by")[:1])).exclude(by=user.pk)
    return others.order_by("pk").values_list("follow_up", "pk")[:MOST_TOLD]


def _mentioned(user: User) -> QuerySet[Mention, tuple[int, int]]:
    return Mention.objects.unseen_by(user).exclude(entry__by=user).values_list("follow_up", "pk")[:MOST_TOLD]


def _asked(user: User) -> QuerySet[ChangeRequest, tuple[int, int]]:
    """Of the requests of which they were told: whom else to tell is asked when one is made."""
    told = Notification.objects.open().filter(user=user, reason=Reason.REQUEST).values("cause")
    return ChangeRequest.objects.open().visible_to(user).filter(pk__in=told).values_list("follow_up", "pk")
