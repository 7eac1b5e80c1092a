"""A text is agreed once every correction that was proposed is decided."""

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.accounts.models import User
from tracker.circulation.forms import still_open
from tracker.circulation.models import Correction
from tracker.history.models import Entry
from tracker.records.models import Record
from tracker.records.stages import Stage


@transaction.atomic
def agree(record: Record, *, by: User) -> Entry | None:
    """ValidationError as long as a correction is undecided. Nobody proposes one meanwhile."""
    record.hold()
    if number := Correction.objects.filter(record=record).undecided().count():
        raise ValidationError(still_open(number))
    return record.go_to(Stage.AGREED, by=by)
