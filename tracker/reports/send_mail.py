"""Sending what is due: a row for each recipient is written first, and no mail goes out for one row twice."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus
from tracker.background.send_rows import send_rows
from tracker.directory.people import mail_address
from tracker.exports.sheets.response import File, Format, file_of
from tracker.reports.mailing_sheet import NothingToSendError, address_of, sheet_of
from tracker.reports.models import Delivery, Mailing, NotSent

# So long after it was due a mail is still worth sending.
WORTH = timedelta(days=2)
# Mail servers refuse more, and a mail carries a file a third larger than it is.
MOST_BYTES = 7_000_000

Letter = tuple[str, File]


def due(now: datetime) -> list[tuple[int, datetime]]:
    """Write the rows of what is due by `now`; give the mailings and slots that have mails to send."""
    for mailing in Mailing.objects.running().prefetch_related("people__account"):
        slot = mailing.slot_at(now)
        if slot > mailing.since and not mailing.deliveries.filter(slot=slot, asked_by=None).exists():
            _write_rows(mailing, slot, now)
    Delivery.objects.all().settle_cut_off(now)
    # What somebody asked for again is tried once, however old it is.
    old = Delivery.objects.waiting().filter(slot__lt=now - WORTH)
    old.exclude(attempts__gt=0, said="").end(NotSent.TOO_LATE)
    return list(Delivery.objects.waiting().order_by("slot").values_list("mailing", "slot").distinct())


def ask_now(mailing: Mailing, *, by: User) -> datetime:
    """One mail to `by` alone: the slot that it has."""
    slot = timezone.now()
    person = getattr(by, "person", None)
    Delivery.objects.create(mailing=mailing, slot=slot, address=by.email, person=person, asked_by=by)
    return slot


def send(pk: int, slot: datetime) -> None:
    """Send the mails of one slot that are still to be sent."""
    rows = list(
        Delivery.objects.waiting()
        .filter(mailing=pk, slot=slot)
        .select_related("mailing__made_by", "mailing__view", "person__account", "asked_by")
    )
    if not rows:
        return
    waiting, mailing = Delivery.objects.waiting().filter(pk__in=[row.pk for row in rows]), rows[0].mailing
    if why := _hindrance(mailing, asked=rows[0].asked_by is not None):
        waiting.end(why)
        return
    letter = _letters(mailing)
    try:
        for language in {_language(row) for row in rows}:
            letter(language)
    except NothingToSendError as nothing:
        waiting.end(nothing.why)
        return
    send_rows(rows, lambda row: _mail_of(row, letter))


def _write_rows(mailing: Mailing, slot: datetime, now: datetime) -> None:
    rows = {row.address or f"person {row.person_id}": row for row in _rows(mailing, slot, now)}
    with transaction.atomic():
        Delivery.objects.bulk_create(rows.values(), ignore_conflicts=True)


def _rows(mailing: Mailing, slot: datetime, now: datetime) -> Iterator[Delivery]:
    for person in mailing.people.all():
        row = Delivery(mailing=mailing, slot=slot, person=person, address=mail_address.address_of(person), at=now)
        if person.account and not person.account.is_active:
            row.status, row.why = MailStatus.NOT_SENT, NotSent.NO_ACCOUNT
        elif not row.address:
            row.status, row.why = MailStatus.NOT_SENT, NotSent.NO_EMAIL
        yield row
    for address in mailing.addresses.split():
        yield Delivery(mailing=mailing, slot=slot, address=address.lower(), at=now)


def _hindrance(mailing: Mailing, *, asked: bool) -> NotSent | None:
    if not mailing.made_by.is_active:
        return NotSent.CLOSED
    if not permissions.may_see_reports(mailing.made_by):
        return NotSent.NO_RIGHT
    stopped = mailing.is_removed or (mailing.paused_at and not asked)
    return NotSent.STOPPED if stopped else None


def _language(row: Delivery) -> str:
    account = row.asked_by or (row.person.account if row.person else None)
    return (account.language if account else "") or settings.LANGUAGE_CODE


def _letters(mailing: Mailing) -> Callable[[str], Letter]:
    """The body and the file in a language, made once however many get them."""

    @cache
    def letter(language: str) -> Letter:
        today = timezone.localdate()
        with translation.override(language):
            sheet = sheet_of(mailing, today)
            file = file_of(sheet, Format(mailing.form))
            if len(file.content) > MOST_BYTES:
                raise NothingToSendError(NotSent.TOO_LARGE)
            words = {"mailing": mailing, "facts": sheet.facts, "address": address_of(mailing, today)}
            return render_to_string("reports/email/mailed.txt", words).strip(), file

    return letter


def _mail_of(row: Delivery, letter: Callable[[str], Letter]) -> EmailMessage:
    mailing, (body, file) = row.mailing, letter(_language(row))
    message = EmailMessage(mailing.name, body, None, [row.address], reply_to=[mailing.made_by.email])
    message.extra_headers = {"Auto-Submitted": "auto-generated"}
    message.attach(file.name, file.content, file.kind.partition(";")[0])
    return message
