"""Writing what there is to tell: the rows of a person, and the mail that tells of them."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction

from tracker.accounts.models import User
from tracker.directory.absences.away import absence_on
from tracker.directory.absences.working_days import country_of
from tracker.kit.working_days import Rest, rest_on
from tracker.notifications.failures.returned_mail import returned_to
from tracker.notifications.models import Closing, Mail, MailKind, Notification, Preferences
from tracker.notifications.models.preferences import Wishes
from tracker.notifications.reasons import PRESSING, TOLD_ONCE, Reason
from tracker.notifications.standing import standing
from tracker.notifications.unread import show_dot


def refresh(user: User, now: datetime) -> list[Notification]:
    """Write what is so now, and close what is so no more: the lines that are open."""
    found = standing(user, now)
    lines = {(row.reason, row.follow_up_id, row.cause): row for row in Notification.objects.open().filter(user=user)}
    if any(row.reason == Reason.RETURNED for row in lines.values()):
        found |= returned_to(user)
    new = [Notification(user=user, reason=reason, follow_up_id=pk, cause=cause, made_at=now)
           for reason, pk, cause in sorted(found - lines.keys())]  # fmt: skip
    Notification.objects.bulk_create(new, ignore_conflicts=True)
    over = [row.pk for key, row in lines.items() if key not in found]
    if over:
        Notification.objects.filter(pk__in=over).close(now, Closing.OVER)
    # What others wrote meanwhile is there as well; what was over before stays over.
    there = list(Notification.objects.open().filter(user=user))
    is_shown = any(row.seen_at is None for row in there)
    if is_shown != user.has_news:
        show_dot([user.pk], is_shown=is_shown)
    return there


def lines_for_digest(lines: Iterable[Notification], wishes: Wishes, mail: Mail | None = None) -> list[Notification]:
    """What a mail of today tells: what happened only once, all else for as long as it is so."""
    wanted = [line for line in lines if line.reason not in wishes.left]
    told_by = {None, mail.pk} if mail else {None}
    return [line for line in wanted if line.reason not in TOLD_ONCE or line.mail_id in told_by]


def is_worth_a_mail(lines: Collection[Notification]) -> bool:
    """Something is new in it, or late or due today: what was told and does not press fills no mail by itself."""
    return any(line.mail_id is None or line.reason in PRESSING for line in lines)


@transaction.atomic
def write_digest(user: User, day: date, now: datetime, wishes: Wishes) -> Mail | None:
    """The mail of that day, once however often it is asked for. None where there is nothing to say."""
    if not Preferences.look(user, day):
        return None
    lines = lines_for_digest(refresh(user, now), wishes) if works_on(user, day, wishes) else []
    if not is_worth_a_mail(lines):
        return None
    mail = Mail(user=user, kind=MailKind.DIGEST, day=day, made_at=now, at=now)
    mail.save(force_insert=True)
    Notification.objects.filter(pk__in=[line.pk for line in lines], mail=None).update(mail=mail)
    return mail


def works_on(user: User, day: date, wishes: Wishes) -> bool:
    """By the days that they chose, else by the week where they work; never on a holiday there, nor while away."""
    person = getattr(user, "person", None)
    if absence_on(person, day):
        return False
    country = country_of(person, day)
    rest = rest_on(day, {country} if country else frozenset())
    if not wishes.days:
        return rest is None
    return str(day.isoweekday()) in wishes.days and rest != Rest.HOLIDAY
