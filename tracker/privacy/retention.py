"""Letting go of what the settings keep no longer, see `settings/privacy.py`."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce

from tracker.accounts.models import User
from tracker.accounts.security_event import SecurityEvent
from tracker.background.mail_rows import MailStatus
from tracker.briefings.models import BriefingNote
from tracker.directory.models import Person
from tracker.health.models import FaultMail
from tracker.imports.models import Import
from tracker.incoming_mail.models import Draft, IncomingMail, State
from tracker.notifications.models import Mail, Notification
from tracker.partner_links.models import LinkMail
from tracker.privacy.erase import database_file
from tracker.privacy.erase.erase_person import Refused, erase
from tracker.privacy.subject import ADDRESSES_END, subject_of
from tracker.reports.models import Delivery

# The other kinds of mails stay: by a copy its reader proposes corrections, of a calendar mail the next is a change, and
# the lines of one to an owner say what they were told before.
MAILS: tuple[Any, ...] = (Mail, Delivery, LinkMail, FaultMail)
# What has a history of its own stays with it, and can be brought back.
REMOVED: tuple[Any, ...] = (BriefingNote, Draft, IncomingMail)


def forget_old(now: datetime) -> None:
    SecurityEvent.forget_old(now)
    for days, forget in (
        (settings.KEEP_MAILS_DAYS, _forget_mails),
        (settings.KEEP_NOTIFICATIONS_DAYS, _forget_notifications),
        (settings.KEEP_IMPORTS_DAYS, _forget_imports),
        (settings.KEEP_REMOVED_DAYS, _forget_removed),
        (settings.KEEP_CLOSED_ACCOUNTS_DAYS, _erase_closed),
    ):
        if days:
            forget(now - timedelta(days=days))


def _forget_mails(limit: datetime) -> None:
    """Sent ones. What is still so was told by one of them, and would be told again without it."""
    still = Notification.objects.filter(mail=OuterRef("pk"), closed_at=None)
    for model in MAILS:
        old = model.objects.filter(at__lt=limit, status=MailStatus.SENT)
        (old.filter(~Exists(still)) if model is Mail else old).delete()
    done = IncomingMail.objects.filter(at__lt=limit, state__in=(State.TAKEN, State.IGNORED))
    done.exclude(draft__used_at=None, draft__isnull=False).delete()


def _forget_notifications(limit: datetime) -> None:
    Notification.objects.filter(closed_at__lt=limit, seen_at__lt=limit).delete()


def _forget_imports(limit: datetime) -> None:
    Import.objects.filter(confirmed_at__lt=limit).delete()


def _forget_removed(limit: datetime) -> None:
    for model in REMOVED:
        model.objects.removed().filter(removed_at__lt=limit).delete()


def _erase_closed(limit: datetime) -> None:
    closed = User.objects.filter(is_active=False).exclude(email__endswith=ADDRESSES_END)
    last = closed.annotate(last_seen=Coalesce(F("last_login"), F("date_joined"))).filter(last_seen__lt=limit)
    people = list(Person.objects.filter(account__in=last).order_by("pk"))
    for person in people:
        try:
            erase(subject_of(f"#{person.pk}"), by=None)
        except Refused:
            # The periodic work goes on; `erase_person` says why.
            continue
    if people:
        database_file.write_words_anew()
