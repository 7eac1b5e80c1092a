"""What this package tells on the page *How Suivi is*."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import User
from tracker.accounts.sessions.own_sessions import people_signed_in
from tracker.setup.facts import Fact


def signed_in(_viewer: User, _now: datetime) -> Fact:
    number = people_signed_in()
    words = ngettext("%(number)s person", "%(number)s people", number) % {"number": number}
    return Fact(_("People signed in"), words)
