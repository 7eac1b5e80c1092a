"""What administrators are told before something is lost."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.backups.daily import Daily, daily_backups, what_is_wrong

MEGABYTE = 1_000_000


def warnings_for(user: User, now: datetime) -> list[str]:
    """Sentences, for administrators alone."""
    if not user.is_administrator:
        return []
    daily = daily_backups()
    return [said for said in (what_is_wrong(daily, now), low_on_room(daily)) if said]


def low_on_room(daily: Daily | None) -> str:
    """Of the first folder whose disk has less room than is worth a warning; "" where all have more."""
    for folder in _folders(daily):
        free = free_megabytes(folder)
        if free < settings.DISK_WARNING:
            words = _("The disk of %(folder)s has only %(free)s MB left. Once it is full, nothing can be saved.")
            return words % {"folder": folder, "free": free}
    return ""


def free_megabytes(folder: Path) -> int:
    """Of this process: some of a disk may be for its administrator alone."""
    return shutil.disk_usage(folder).free // MEGABYTE


def _folders(daily: Daily | None) -> list[Path]:
    """That of the data, of the database where it is a file, and of the backups."""
    found: list[Any] = [settings.VAR]
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]
        found.append(Path(connection.settings_dict["NAME"]).parent)
    if daily:
        found.append(daily.folder)
    return [folder for folder in dict.fromkeys(found) if folder.is_dir()]
