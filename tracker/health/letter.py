"""What an administrator is told of an error, or of work that was given up: what, where and when; never what it said."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from tracker.background.mail_rows import MailStatus
from tracker.health.models import FaultMail


def mail_of(row: FaultMail) -> EmailMessage | None:
    """In the language of its reader; None, and the row closed, for who is no administrator any more."""
    if not row.user.is_administrator:
        row.close(MailStatus.NOT_SENT, _("They are no administrator any more."))
        return None
    language = row.user.language or settings.LANGUAGE_CODE
    with translation.override(language):
        words = {
            "fault": row.fault,
            "language": language,
            "address": f"{settings.SITE_ADDRESS}{row.get_absolute_url()}",
        }
        if row.fault.is_of_work:
            subject, form = _("Suivi: work was given up, %(work)s") % {"work": row.fault.work}, "given_up"
        else:
            subject, form = _("Suivi: an error, %(kind)s") % {"kind": row.fault.kind}, "fault"
        body = render_to_string(f"health/email/{form}.txt", words).strip()
    return EmailMessage(subject, body, None, [row.user.email], headers={"Auto-Submitted": "auto-generated"})
