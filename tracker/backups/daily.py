"""Whether backups are made every day, and how that stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.backups.models import DailyBackups, is_older, last_attempt, last_backup

# So many stay, where nobody says otherwise.
KEEP = 14
# A day, and two hours for what takes long.
OLDEST = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Daily:
    folder: Path
    keep: int


def backups_of_the_settings() -> Daily | None:
    return Daily(Path(settings.BACKUP_FOLDER).absolute(), settings.BACKUP_KEEP) if settings.BACKUP_FOLDER else None


def daily_backups() -> Daily | None:
    """What the environment says, or else what `backup --every day` said; None where none are made."""
    row = DailyBackups.objects.first()
    return backups_of_the_settings() or (Daily(Path(row.folder), row.keep) if row else None)


def is_due(now: datetime) -> bool:
    """Once a day as the house counts them, and again each hour while it fails."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return daily_backups() is not None and is_older(last_backup(), today)


def what_is_wrong(daily: Daily | None, now: datetime) -> str:
    """A sentence for administrators; "" where all is well, and where no daily backups are made."""
    if daily is None:
        return ""
    attempt, good = last_attempt(), last_backup()
    if attempt and attempt.error:
        moment = date_format(timezone.localtime(attempt.at), "DATETIME_FORMAT")
        words = _("The backup of %(moment)s failed. What was said: %(error)s")
        return words % {"moment": moment, "error": attempt.error}
    if good is None:
        return _("Backups are to be made every day, and none has been made yet. See that a worker runs.")
    if is_older(good, now - OLDEST):
        moment = date_format(timezone.localtime(good.at), "DATETIME_FORMAT")
        return _("The last backup is of %(moment)s, and one is due every day. See that a worker runs.") % {
            "moment": moment
        }
    return ""
