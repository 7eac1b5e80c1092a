"""Mailing the copies of a record: one mail each, with the link of its reader and what that reader may see."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from tracker.background.mail_rows import MailStatus
from tracker.background.send_rows import Sent, send_rows
from tracker.circulation.letters import Letters
from tracker.circulation.models import Copy
from tracker.circulation.recipients import may_be_sent
from tracker.records.models import Record
from tracker.records.stages import Stage


@transaction.atomic
def write_copies(record: Record, chosen: Iterable[Any], *, by: Any, message: str) -> list[Copy]:
    """A copy for each of these recipients who has none of this round.

    Of two at once the second one waits. No constraint says so: two persons who are merged may have one each.
    """
    record.hold()
    of_round = {"record": record, "round": record.round}
    have = set(Copy.objects.filter(**of_round).values_list("person", flat=True))
    said = {"number": record.number, "message": message, "by": by, **of_round}
    new = [each for each in chosen if each.person.pk not in have]
    return Copy.objects.bulk_create(Copy(person=each.person, address=each.address, **said) for each in new)


def send_copies(keys: Iterable[int]) -> Sent:
    """Mail those of these copies that are still to be sent. Call it once what made them is committed."""
    rows = Copy.objects.waiting().present().with_names().select_related("by").filter(pk__in=[*keys])
    letters = Letters()
    return send_rows(rows, lambda copy: mail_of(copy, letters))


def send_left_over(now: datetime) -> None:
    """What broke off between being written and being sent, or was put off by the mail server."""
    Copy.objects.all().settle_cut_off(now)
    send_copies(Copy.objects.left_over(now).values_list("pk", flat=True))


def mail_of(copy: Copy, letters: Letters) -> EmailMultiAlternatives | None:
    """In the language of its reader, as plain text and as HTML; None, and the row closed, once it may not leave."""
    record = copy.record
    if not may_be_sent(record, copy.person):
        copy.close(MailStatus.NOT_SENT, _("It is restricted now, and they do not see it."))
        return None
    with translation.override(copy.language):
        told = letters.told(copy)
        words = {"copy": copy, "record": record, "language": copy.language, "told": told}
        asks = record.stage == Stage.CIRCULATED
        subject = _("%(kind)s for your corrections: %(meeting)s") if asks else _("%(kind)s: %(meeting)s")
        # A subject is read on the way, and over shoulders.
        meeting = _("a restricted meeting") if record.is_restricted else record.meeting
        subject %= {"kind": record.get_kind_display(), "meeting": meeting}
        plain = render_to_string("circulation/email/copy.txt", words).strip()
        message = EmailMultiAlternatives(subject, plain, None, [copy.address], reply_to=[copy.by.email])
        message.attach_alternative(render_to_string("circulation/email/copy.html", words), "text/html")
    if told.paper:
        message.attach(told.paper.name, told.paper.content, told.paper.kind)
    message.extra_headers = {"Auto-Submitted": "auto-generated"}
    return message
