"""Taking an import back as a whole, row by row: what has changed since stays, each with its reason."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.accounts.permissions import may_write
from tracker.directory.get_or_add import one_at_a_time
from tracker.follow_ups.bulk.bulk_edit import Refusal
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.link import Link
from tracker.history.opening.open_up import WouldOpen
from tracker.history.undo import NotLast, may_undo, undo
from tracker.imports.models import Import, ImportRow, RowOutcome

CHUNK = 20


class Stays(Exception):  # noqa: N818
    """Why a row could not be taken back."""


@transaction.atomic
def ask(source: Import) -> None:
    """Let it be taken back; what could not be before is tried again. What was not written yet never will be."""
    Import.objects.filter(pk=source.pk, undone_at=None).update(undone_at=timezone.now())
    source.refresh_from_db(fields=["undone_at"])
    source.lines.to_write().update(outcome=RowOutcome.UNDONE)
    was_new = Case(When(version=None, then=Value(RowOutcome.NEW)), default=Value(RowOutcome.CHANGED))
    source.lines.filter(outcome=RowOutcome.KEPT).update(outcome=was_new, problems=[])


def take_back_all(source: Import) -> None:
    """By however many processes at once, each row once."""
    while take_back_some(source):
        pass


@transaction.atomic
def take_back_some(source: Import) -> int:
    """The next few rows, the last one first, as undo goes; how many there were."""
    # Whoever comes second waits here, and finds these rows taken back.
    one_at_a_time(FollowUp)
    lines = list(source.lines.to_take_back().select_related("entry").order_by("-number")[:CHUNK])
    for line in lines:
        _settle(line, source.by)
    return len(lines)


def _settle(line: ImportRow, by: User) -> None:
    same = ImportRow.objects.filter(pk=line.pk, outcome=line.outcome)
    if not same.update(outcome=RowOutcome.UNDONE):
        return
    try:
        with transaction.atomic():
            (_remove if line.outcome == RowOutcome.NEW else _put_back)(line, by)
    except (Stays, ValidationError) as reason:
        words = " ".join(getattr(reason, "messages", [str(reason)]))
        ImportRow.objects.filter(pk=line.pk).update(outcome=RowOutcome.KEPT, problems=[["", words]])


def _remove(line: ImportRow, by: User) -> None:
    """What it made goes, and its number is free again for the same file, mended."""
    follow_up = _locked(FollowUp.objects.visible_to(by), line)
    if not may_write(by, follow_up, ["removed_at"]):
        raise Stays(Refusal.RIGHT.label)
    if follow_up.version != line.left_at or Link.objects.visible_to(by).of(follow_up).exists():
        raise Stays(Refusal.SINCE.label)
    follow_up.remove(by=by)
    FollowUp.objects.filter(pk=follow_up.pk).update(key=None)


def _put_back(line: ImportRow, by: User) -> None:
    if line.entry is None:
        raise Stays(_("It has only noted something, and notes stay."))
    follow_up = _locked(FollowUp.objects.known_by(by, [line.entry]), line)
    if not may_undo(by, follow_up, line.entry):
        raise Stays(Refusal.RIGHT.label)
    try:
        undo(follow_up, line.entry, by=by)
    except NotLast as refusal:
        raise Stays(Refusal.SINCE.label) from refusal
    except WouldOpen as refusal:
        raise Stays(Refusal.NAME.label) from refusal


def _locked(rows: Any, line: ImportRow) -> FollowUp:
    found: FollowUp | None = rows.filter(pk=line.follow_up_id or 0).first()
    if found is None:
        raise Stays(Refusal.GONE.label)
    found.refresh_from_db(from_queryset=FollowUp.objects.select_for_update())
    return found
