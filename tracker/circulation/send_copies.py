"""Mailing the copies of a record: one mail each, with the link of its reader and what that reader may see."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives, mailers
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from tracker.circulation.letters import Letters
from tracker.circulation.models import Copy
from tracker.records.models import Record
from tracker.records.stages import Stage

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    sent: int
    failed: int


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
    unsent = Copy.objects.unsent().with_names().select_related("by").filter(pk__in=[*keys])
    rows = [row for row in unsent if row.claim()]
    backend: Any = mailers.default
    try:
        backend.open()
    except OSError as loss:
        log.warning("The mail server could not be reached.", exc_info=True)
        for row in rows:
            row.close(Copy.Status.NOT_SENT, str(loss))
        return Sent(0, len(rows))
    try:
        letters = Letters()
        outcome = [_send_one(row, letters, backend) for row in rows]
    finally:
        backend.close()
    return Sent(sum(outcome), len(outcome) - sum(outcome))


def _send_one(copy: Copy, letters: Letters, backend: Any) -> bool:
    try:
        backend.send_messages([mail_of(copy, letters)])
    except (OSError, ValueError) as refusal:
        log.warning("A copy of a record could not be mailed.", exc_info=True)
        copy.close(Copy.Status.NOT_SENT, str(refusal))
        return False
    copy.close(Copy.Status.SENT)
    return True


def mail_of(copy: Copy, letters: Letters) -> EmailMultiAlternatives:
    """In the language of its reader, as plain text and as HTML."""
    record = copy.record
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
