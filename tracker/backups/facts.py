"""What this package tells on the page *How Suivi is*."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.backups.daily import daily_backups, what_is_wrong
from tracker.backups.models import last_backup
from tracker.setup.facts import Fact, How


def backups(_viewer: User, now: datetime) -> Fact:
    """When the last one was made that was read back, and what is to be done where there is none, or none by itself."""
    label, address = _("Last backup"), reverse("admin:backups_backup_changelist")
    last, daily = last_backup(), daily_backups()
    words = date_format(timezone.localtime(last.at), "DATETIME_FORMAT") if last else _("None was made yet")
    if wrong := what_is_wrong(daily, now):
        return Fact(label, words, How.WRONG, wrong, address)
    if daily is None:
        advice = _("None is made by itself. Set BACKUP_FOLDER to a folder on another disk.")
        return Fact(label, words, How.MIND, advice, address)
    return Fact(label, words, address=address)
