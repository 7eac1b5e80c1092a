"""Mailing a contact their link, while its token is known."""

from functools import partial

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from tracker.background.send_rows import send_rows
from tracker.partner_links.models import LinkMail
from tracker.partner_links.models.partner_link import address_of


def send_link(mail: LinkMail, token: str) -> bool:
    """Whether the mail server took it. Call it once what made it is committed."""
    send_rows([mail], partial(mail_of, token))
    return mail.is_sent


def mail_of(token: str, mail: LinkMail) -> EmailMultiAlternatives:
    """In the language of the link. It names nothing of what is owed: a mail is read on the way."""
    link = mail.link
    with translation.override(link.language):
        words = {"link": link, "address": address_of(token), "language": link.language}
        subject = _("What was agreed with %(organisation)s: how far is it?") % {"organisation": link.organisation}
        plain = render_to_string("partner_links/email/link.txt", words).strip()
        message = EmailMultiAlternatives(subject, plain, None, [mail.address], reply_to=[link.made_by.email])
        message.attach_alternative(render_to_string("partner_links/email/link.html", words), "text/html")
    message.extra_headers = {"Auto-Submitted": "auto-generated"}
    return message
