"""Saving an edited record over what others may have saved meanwhile: neither text is lost."""

from typing import Any

from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.history.editing import Clashed
from tracker.history.models import Entry
from tracker.history.three_way_merge import Clash, merge
from tracker.records.models import Record
from tracker.records.text_changes import changes


class RecordClashed(Clashed):
    """The clash of two texts is shown as what differs between them, the others side by side."""

    @property
    def shown(self) -> dict[str, Any]:
        text = next((clash for clash in self.clashes if clash.field == "text"), None)
        return {
            "clashes": [clash for clash in self.clashes if clash.field != "text"],
            "text_clash": text,
            "changes": changes(text.theirs, text.mine) if text else [],
        }


def revise(
    record: Record, version: int, number: int, *, by: User, text: str, note: str = "", **values: Any
) -> Entry | None:
    """Write what this person changed since they read `version` of the record with text `number`; None: nothing.

    Raises `RecordClashed`, as `save_over` does `Clashed`.
    """
    safe, clashes = merge(record, version, values, by=by)
    mine = _merged_text(record, number, text, by)
    if mine is None:
        latest = record.latest
        clashes.append(Clash("text", _("Text"), text, latest.text, latest.by))
    if clashes or mine is None:
        raise RecordClashed(clashes)
    before = record.version
    record.rewrite(mine, by=by, note=note, **safe)
    return record.history.first() if record.version > before else None


def _merged_text(record: Record, number: int, text: str, by: User) -> str | None:
    """The text to save: the one that only one of the two changed. None when both did, as far as `by` may know."""
    started, latest = record.versions.readable_by(by).filter(number=number).first(), record.latest
    before = started.text if started else None
    if latest.text in (before, text):
        return text
    return latest.text if text == before else None
