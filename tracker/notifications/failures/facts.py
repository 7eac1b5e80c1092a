"""What this package tells on the page *How Suivi is*."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import User
from tracker.notifications.failures.failed_mails import LATELY, MOST, bounced, failed_lately
from tracker.notifications.models import Mail
from tracker.setup.facts import Fact, How
from tracker.setup.mail_server import sends_mail


def mails(viewer: User, now: datetime) -> Fact:
    """Of every kind, as far as `viewer` may see them: what failed, and addresses that take none."""
    address = reverse("notifications:today")
    if not sends_mail():
        return Fact(_("Mails"), _("No mail server is set"), How.MIND, _("No mail leaves. Set EMAIL_URL."), address)
    own = Mail.objects.visible_to(viewer).failed().filter(at__gte=now - LATELY)[:MOST].count()
    failed, closed = own + len(failed_lately(now, viewer)), len(bounced(viewer))
    if not failed and not closed:
        return Fact(_("Mails"), _("Nothing failed in the last week"), address=address)
    words = ngettext("%(number)s mail failed in the last week", "%(number)s mails failed in the last week", failed)
    if not failed:
        words = ngettext("%(number)s address takes none", "%(number)s addresses take none", closed)
    return Fact(_("Mails"), words % {"number": failed or closed}, How.MIND, address=address)
