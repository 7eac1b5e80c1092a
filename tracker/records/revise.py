"""Saving an edited record over what others may have saved meanwhile: neither text is lost."""

from typing import Any

from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.history.merge import Clash, merge
from tracker.history.recorded import Stale
from tracker.records.models import Record


def revise(
    record: Record, version: int, number: int, *, by: User, text: str, note: str = "", **values: Any
) -> list[Clash]:
    """Write what this person changed since they read `version` of the record with text `number`.

    With clashes nothing is written.
    """
    while True:
        safe, clashes = merge(record, version, values)
        mine = _merged_text(record, number, text)
        if mine is None:
            latest = record.latest
            clashes.append(Clash("text", _("Text"), text, latest.text, latest.by))
        if clashes or mine is None:
            return clashes
        try:
            record.rewrite(mine, by=by, note=note, **safe)
        except Stale:
            # Somebody was quicker by milliseconds: compare again with what stands there now.
            record.refresh_from_db()
        else:
            return []


def _merged_text(record: Record, number: int, text: str) -> str | None:
    """The text to save: the one that only one of the two changed. None when both did."""
    latest = record.latest
    if number == latest.number or text == latest.text:
        return text
    started = record.versions.filter(number=number).first()
    return latest.text if started and started.text == text else None
