"""The mail itself: plain text and HTML, and what mail programs read of it."""

from email.headerregistry import Address
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import apnumber
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import ngettext

from tracker.accounts.models import User
from tracker.notifications.letter.leave_links import AT_ONCE, DAILY, address_of
from tracker.notifications.letter.lines import Section
from tracker.notifications.models import Mail, MailKind
from tracker.notifications.models.preferences import Wishes
from tracker.notifications.reasons import Reason


def mail_of_lines(mail: Mail, sections: list[Section], wishes: Wishes) -> EmailMultiAlternatives:
    """In the language of its reader."""
    user, is_daily = mail.user, mail.kind == MailKind.DIGEST
    language = user.language or settings.LANGUAGE_CODE
    with translation.override(language):
        title = headline(sections)
        leave = address_of(user, DAILY if is_daily else AT_ONCE)
        words = {
            "mail": mail,
            "title": title,
            "language": language,
            "sections": [(each, address_of(user, each.reason)) for each in sections],
            "is_daily": is_daily,
            "wishes": wishes,
            "leave": leave,
            "preferences": f"{settings.SITE_ADDRESS}{reverse('notifications:preferences')}",
        }
        plain = render_to_string("notifications/email/digest.txt", words).strip()
        message = EmailMultiAlternatives(f"Suivi: {title}", plain + "\n", None, [_addressed(user)])
        message.attach_alternative(render_to_string("notifications/email/digest.html", words), "text/html")
    # An answer to the mail itself is clear where it tells of one matter alone.
    replies = {line.reply for section in sections for line in section.lines if line.reply}
    message.reply_to = [*replies] if len(replies) == 1 and not any(section.more for section in sections) else []
    message.extra_headers = {**_thread(user, mail.kind), **list_headers(leave), "Auto-Submitted": "auto-generated"}
    return message


def _addressed(user: User) -> str:
    local, _at, domain = user.email.rpartition("@")
    return str(Address(user.name, local, domain)) if user.email.isascii() else user.email


def domain() -> str:
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"


def _thread(user: User, kind: str) -> dict[str, str]:
    """All mails of a kind to one person hang on one message that never was: programs show them together."""
    root = f"<{kind}.{user.pk}@{domain()}>"
    return {"In-Reply-To": root, "References": root}


def list_headers(leave: str) -> dict[str, str]:
    """RFC 2919, 2369 and 8058: a program may post to the address, which needs no sign-in."""
    return {
        "List-Id": f"Suivi <told.{domain()}>",
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def headline(sections: list[Section]) -> str:
    """Such as "Two are late, one is due today": the first two that there is to say. It names nothing and nobody."""
    parts: list[str] = []
    for section in sections:
        parts += _late_and_today(section) if section.reason == Reason.LATE else [_said(section)]
    return capfirst(", ".join(parts[:2]))


def _late_and_today(section: Section) -> list[str]:
    late = sum(line.is_late for line in section.lines) + section.more
    today = len(section.lines) - sum(line.is_late for line in section.lines)
    said = []
    if late:
        said.append(ngettext("%(number)s is late", "%(number)s are late", late) % {"number": apnumber(late)})
    if today:
        words = ngettext("%(number)s is due today", "%(number)s are due today", today)
        said.append(words % {"number": apnumber(today)})
    return said


def _said(section: Section) -> str:
    number = section.count
    words = {
        Reason.REQUEST: ngettext("%(number)s request to answer", "%(number)s requests to answer", number),
        Reason.MENTION: ngettext("you were mentioned", "you were mentioned %(number)s times", number),
        Reason.CONFIRM: ngettext("%(number)s to confirm", "%(number)s to confirm", number),
        Reason.REPORTED: ngettext("a partner tells you of %(number)s", "partners tell you of %(number)s", number),
        Reason.NEW: ngettext("%(number)s is new for you", "%(number)s are new for you", number),
        Reason.OWED: ngettext("they owe you %(number)s", "they owe you %(number)s", number),
        Reason.WAITING: ngettext("%(number)s wait ran out", "%(number)s waits ran out", number),
        Reason.QUIET: ngettext("%(number)s has gone quiet", "%(number)s have gone quiet", number),
        Reason.ESCALATED: ngettext("%(number)s has come to you", "%(number)s have come to you", number),
        Reason.AWAY: ngettext("%(number)s of who is away", "%(number)s of those who are away", number),
        Reason.CARRIED: ngettext("%(number)s on an agenda", "%(number)s on agendas", number),
        Reason.RETURNED: ngettext("mail to one owner comes back", "mail to %(number)s owners comes back", number),
    }[section.reason]
    return words % {"number": apnumber(number)}
