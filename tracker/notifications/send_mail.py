"""Sending what was written: each mail once, made of its lines as they are when it goes out."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import timezone, translation

from tracker.background.send_rows import send_rows
from tracker.mail_answers.links import NewLinks
from tracker.notifications.collect import lines_for_digest
from tracker.notifications.digests import day_of
from tracker.notifications.letter.letter import mail_of_lines
from tracker.notifications.letter.lines import sections_of
from tracker.notifications.models import Mail, MailKind, Notification, NotSent, Preferences
from tracker.notifications.models.mail import MailQuerySet
from tracker.notifications.models.preferences import Wishes

# A mail that was put off is tried again after so long; one at once is worth no more after a day.
PAUSE, WORTH = timedelta(minutes=5), timedelta(days=1)


def is_something_waiting(now: datetime) -> bool:
    Mail.objects.all().settle_cut_off(now)
    return bool(_ready(now).exists())


def _ready(now: datetime) -> MailQuerySet:
    """Never put off, or some time ago."""
    ready: MailQuerySet = Mail.objects.waiting().filter(Q(said="") | Q(at__lt=now - PAUSE))
    return ready


def send_waiting(most: int, now: datetime) -> bool:
    """Send the first of them. Whether more are left."""
    rows = list(_ready(now).with_people().order_by("pk")[: most + 1])
    house = Preferences.of_house()
    send_rows(rows[:most], lambda mail: letter_of(mail, house, now))
    return len(rows) > most


def letter_of(mail: Mail, house: Preferences, now: datetime) -> EmailMessage | None:
    """None, and the row closed, where there is nothing to send any more."""
    user, wishes = mail.user, Preferences.of(mail.user).wishes(house)
    if why := _hindrance(mail, wishes, now):
        mail.give_up(why)
        return None
    with timezone.override(wishes.zone), translation.override(user.language or settings.LANGUAGE_CODE):
        links = NewLinks(getattr(user, "person", None))
        sections = sections_of(lines_of(mail, wishes), user, timezone.localdate(now), links=links)
        links.keep()
        if not sections:
            mail.give_up(NotSent.NOTHING)
            return None
        return mail_of_lines(mail, sections, wishes)


def _hindrance(mail: Mail, wishes: Wishes, now: datetime) -> NotSent | None:
    is_daily = mail.kind == MailKind.DIGEST
    if not mail.user.is_active:
        return NotSent.NO_ACCOUNT
    if not (wishes.daily if is_daily else wishes.at_once):
        return NotSent.LEFT
    is_over = mail.day < day_of(now, wishes) if is_daily else mail.made_at < now - WORTH
    return NotSent.TOO_LATE if is_over and not mail.asked_again else None


def lines_of(mail: Mail, wishes: Wishes) -> list[Notification]:
    """What is still so, and still theirs to see."""
    open_ones = Notification.objects.open().filter(user=mail.user)
    own = open_ones.filter(mail=mail) if mail.kind == MailKind.AT_ONCE else open_ones
    seen = own.visible_to(mail.user).with_names().order_by("follow_up__due_order", "pk")
    return lines_for_digest(seen, wishes, mail)
