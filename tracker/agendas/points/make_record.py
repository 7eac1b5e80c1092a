"""Making the record of what was said at a meeting, once; and taking that back, as long as nobody worked on it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.agendas.points.agenda import Agenda
from tracker.agendas.points.compose import Composed, compose
from tracker.agendas.points.models import Composition, hold
from tracker.follow_ups.models import FollowUp
from tracker.history.chain.let_go import let_go
from tracker.history.models import Entry
from tracker.meetings.models import Meeting
from tracker.records.models import Passage, Record

# Of what is made at the table.
KINDS = (Record.Kind.MINUTES, Record.Kind.DECISIONS, Record.Kind.NOTE)


def made_of(meeting: Meeting) -> Record | None:
    made = Composition.objects.filter(meeting=meeting).select_related("record__meeting").first()
    return made.record if made else None


@transaction.atomic
def make_record(meeting: Meeting, *, by: User, kind: str) -> tuple[Record, Composed | None]:
    """The record, with each follow-up that was made at the meeting on its words; no second one where there is one."""
    hold(meeting)
    if found := made_of(meeting):
        return found, None
    composed, language = compose(Agenda(meeting, by)), (get_language() or "")[:2]
    values = {"kind": kind, "language": language if language in Record.Language.values else Record.Language.OTHER}
    record = Record.write(by=by, meeting=meeting, text=composed.text, **values)
    version = record.latest
    for follow_up, start, end in composed.places:
        if follow_up.passage_id is None:
            follow_up.change("quoted", by=by, passage=Passage.of(version, start, end))
    Composition.objects.create(meeting=meeting, record=record)
    _tell(meeting, "composed", None, record, by)
    return record, composed


@transaction.atomic
def take_record_back(meeting: Meeting, *, by: User) -> None:
    """What was said stays with the points, so that it can be made again. ValidationError where it was worked on."""
    hold(meeting)
    record = made_of(meeting)
    if record is None:
        return
    quoting = FollowUp.objects.filter(passage__record=record)
    for follow_up in quoting.filter(outcome__point__meeting=meeting):
        follow_up.change("quoted", by=by, passage=None)
    told = _tell(meeting, "uncomposed", record, None, by)
    try:
        if record.version > 1:
            raise ValidationError(_worked_on())
        record.passages.filter(follow_up=None, activity=None, information_only=None).delete()
        let_go(record, told_by=told)
        record.delete()
    except models.ProtectedError as refusal:
        raise ValidationError(_worked_on()) from refusal


def _worked_on() -> str:
    return _("Somebody has worked on the record since: it stays.")


def _tell(meeting: Meeting, verb: str, before: Record | None, after: Record | None, by: User) -> Entry:
    told: dict[str, Any] = {"from": before and before.pk, "to": after and after.pk}
    told |= {"from_text": str(before or ""), "to_text": str(after or "")}
    entry: Entry = Meeting.objects.get(pk=meeting.pk).change(verb, by=by, also={"composed": told})
    return entry
