"""Undoing a new version: the text before it comes back as one more, with the passages that it had lost."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written
from tracker.history.tracked_model import Values
from tracker.records.models.passage import Passage


def undo_version(record: Any, entry: Entry, values: Values, by: User) -> Entry:
    """Take back the version of which `entry` tells; `values` are what stood there before it.

    ValidationError where the record was opened without that text, and this does not close it again.
    """
    others = {name: value for name, value in values.items() if name != "number"}
    numbers, before = entry.changes["number"], record.versions.get(number=values["number"])
    if before.written == Written.WITHHELD and others.get("classification") != RESTRICTED:
        raise ValidationError(_("The text before it was left behind when the record became general."))
    version = record.rewrite(before.text, by=by, undoes=entry, **others)
    lost = record.passages.filter(removed_in__number=numbers["to"])
    Passage.follow([(passage, passage.selector) for passage in lost], version)
    undid: Entry = record.history.get(undoes=entry)
    return undid
