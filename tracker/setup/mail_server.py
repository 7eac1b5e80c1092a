"""The mail server of the house: whether there is one, and what is wrong with it in a sentence."""

import socket
import ssl
from smtplib import SMTPAuthenticationError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from tracker.setup.service_urls.email_url import PRINTED

# How a mail server refuses a mail, and how a mail service does.
REFUSALS: tuple[type[Exception], ...] = (OSError,)
if settings.MAIL_SERVICE:
    REFUSALS = (OSError, import_string("anymail.exceptions.AnymailError"))
# The first that an error is one of says what to look at.
REASONS: list[tuple[type[Exception], str | Promise]] = [
    (socket.gaierror, _("No machine is called %(server)s. Check EMAIL_URL.")),
    (ConnectionRefusedError, _("Nothing answers at %(server)s. Check EMAIL_URL, and that the server runs.")),
    (TimeoutError, _("%(server)s does not answer in time. A firewall may stand in between.")),
    (ssl.SSLError, _("%(server)s is not reached safely. Try smtp+tls:// or smtp+ssl://. It said: %(said)s")),
    (SMTPNotSupportedError, _("%(server)s does not offer what EMAIL_URL asks for: %(said)s")),
    (SMTPAuthenticationError, _("%(server)s does not take the user and the password that stand in EMAIL_URL.")),
    (SMTPSenderRefused, _("%(server)s does not take mail from %(sender)s. Set DEFAULT_FROM_EMAIL.")),
    (SMTPRecipientsRefused, _("%(server)s does not take mail for you: %(said)s")),
    (Exception, _("%(server)s did not take the mail: %(said)s")),
]


def sends_mail() -> bool:
    """Whether mail leaves the house; else it is printed where Suivi runs."""
    return bool(settings.MAILERS["default"]["BACKEND"] != PRINTED)


def server_name() -> str:
    """Such as "mail.example:587"; of a mail service its name."""
    options = settings.MAILERS["default"].get("OPTIONS", {})
    return ":".join(str(options[name]) for name in ("host", "port") if name in options) or settings.MAIL_SERVICE


def try_to_send(message: EmailMessage) -> str:
    """Why the mail could not be sent, in a sentence; empty when the server took it."""
    backend: Any = mailers.default
    try:
        backend.open()
        backend.send_messages([message])
    except REFUSALS as error:
        return _why(error)
    finally:
        # What broke off in its greeting would stay open.
        backend.close()
    return ""


def _why(error: Exception) -> str:
    sentence = next(words for kind, words in REASONS if isinstance(error, kind))
    return str(sentence) % {"server": server_name(), "said": _said(error), "sender": settings.DEFAULT_FROM_EMAIL}


def _said(error: Exception) -> str:
    """The server's own words, without the codes around them."""
    refused = getattr(error, "recipients", None)
    words = next(iter(refused.values()))[1] if refused else getattr(error, "smtp_error", None) or str(error)
    return words.decode(errors="replace") if isinstance(words, bytes) else str(words)
