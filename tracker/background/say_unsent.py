"""What somebody is told who sent mails that did not go out."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.background.models import is_somebody_at_work
from tracker.background.send_rows import Sent


def say_unsent(request: HttpRequest, sent: Sent) -> None:
    if sent.failed:
        words = ngettext(
            "%(number)s mail could not be sent. Below it says why; try again there.",
            "%(number)s mails could not be sent. Below it says why; try again there.",
            sent.failed,
        )
        messages.error(request, words % {"number": sent.failed})
    if sent.later:
        words = ngettext(
            "The mail server does not take %(number)s mail yet.",
            "The mail server does not take %(number)s mails yet.",
            sent.later,
        )
        again = _("It is tried again every few minutes.")
        if not is_somebody_at_work():
            again = _("Nobody is at work in the background. It is sent once a worker is started.")
        messages.warning(request, f"{words % {'number': sent.later}} {again}")
