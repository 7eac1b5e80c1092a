"""How an entry reads. With `verbs.py` beside it the only file that words one."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import User
from tracker.history.dotted_columns import trace
from tracker.history.models import Entry
from tracker.history.stored_values import whole
from tracker.history.tracked_model import Tracked
from tracker.history.visible import names_hidden
from tracker.history.wording.verbs import COMPLETE, VERBS
from tracker.kit.date_formats import format_date
from tracker.kit.dates.as_said import DateAsSaid
from tracker.kit.exact_decimal_field import ExactField
from tracker.kit.money_and_exchange import format_number
from tracker.kit.text import shorten

# Columns that follow from others: a person wants to read the cause, not them.
SILENT = {
    "ended_on",
    "ended_before",
    "imported_on",
    "first_due_on",
    "removed_at",
    "paused_at",
    "position",
    "discussed_at",
    "called_off_at",
    "slot_on",
    "status_before",
    "moved",
    "round",
    "decided_at",
    "decided_by",
    "rewrote",
    "confirmation",
    "outcome",
    "answered_at",
    "answer",
    "invitation.answered_on",
    "invitation.answered_by",
}
# What hangs on a thing in rows of its own, and changes with it.
HANGING = {
    "participants": gettext_lazy("Participants"),
    "usual": gettext_lazy("Usual participants"),
    "posts": gettext_lazy("Posts"),
    "appointments": gettext_lazy("Posts"),
    "absences": gettext_lazy("Away"),
    "paragraphs": gettext_lazy("Paragraphs"),
    "implementations": gettext_lazy("Implemented"),
    "needs": gettext_lazy("Needs"),
    "pledge": gettext_lazy("Pledge"),
    "invitation": gettext_lazy("Event"),
    "steps": gettext_lazy("Steps"),
    "information": gettext_lazy("Information only"),
    "composed": gettext_lazy("Record"),
    "suggestion": gettext_lazy("Suggestion"),
    "reading": gettext_lazy("Read to its end"),
    "model": gettext_lazy("Model"),
}
# Of these the days were kept in figures, for readers of any language.
WITH_DAYS = {"appointments", "absences"}
DAY_IN_FIGURES = re.compile(r"\b\d{4}-\d\d-\d\d\b")
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's change, as a person reads it."""

    label: str
    before: str
    after: str


def verb_label(entry: Entry) -> str:
    return str(VERBS.get(entry.verb, entry.verb))


def changed_fields(entry: Entry) -> list[FieldChange]:
    if entry.verb in COMPLETE:
        return []
    # No move that it follows from: somebody said it.
    silent = SILENT - {"ended_on"} if entry.verb == "edited" else SILENT
    kind = ContentType.objects.get_for_id(entry.content_type_id)
    return changed_lines(kind.model_class(), entry.changes, silent=silent)


def changed_lines(
    model: type[models.Model] | None, changes: dict[str, Any], *, silent: Collection[str] = SILENT
) -> list[FieldChange]:
    """What `changes` of a thing of that kind say, kept as an entry keeps them."""
    return [
        _line(model, name, change)
        for name, change in changes.items()
        if name not in silent and not (change["from"] in (None, []) and change["to"] in (None, []))
    ]


def summary(entry: Entry) -> str:
    """The deed in a few words: what it became, where one thing changed; else what was done."""
    changed = changed_fields(entry)
    if entry.verb == "undid" or not changed:
        return verb_label(entry)
    main = next((line for line in changed if line.label == _("Status")), changed[0])
    return _("%(field)s: %(value)s") % {"field": main.label, "value": main.after}


def stands_now(item: Tracked, entry: Entry, user: User) -> list[str]:
    """What stands in `item` now where `entry` wrote, as far as `user` may know of it."""
    now = {name: whole(change["from"], item.value_of(name)) for name, change in entry.changes.items()}
    if names_hidden(Entry(content_type=entry.content_type, changes=now), user, "to"):
        return []
    lines = changed_lines(type(item), now)
    return [_("%(field)s: %(value)s") % {"field": line.label, "value": shorten(line.after, 100)} for line in lines]


def _line(model: type[models.Model] | None, name: str, change: dict[str, Any]) -> FieldChange:
    field, others = trace(model, name)
    if name in HANGING or field is None:
        label = capfirst(str(HANGING.get(name, name)))
    else:
        label = " · ".join([*others, str(field.verbose_name) if others else capfirst(str(field.verbose_name))])
    values = [_value(field, change[side], change[f"{side}_text"]) for side in ("from", "to")]
    return FieldChange(label, *(_with_days_said(value) if name in WITH_DAYS else value for value in values))


def _with_days_said(text: str) -> str:
    return DAY_IN_FIGURES.sub(lambda figures: _day_said(figures[0]), text)


def _day_said(figures: str) -> str:
    """A title may have figures that are no day: they stay."""
    try:
        return format_date(date.fromisoformat(figures))
    except ValueError:
        return figures


def _value(field: Any, value: Any, text: str) -> str:
    if text:
        return text
    if value in (None, "", []):
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, models.DateTimeField) and (moment := parse_datetime(str(value))):
        there = timezone.localtime(moment)
        return _("%(day)s, %(time)s") % {"day": format_date(there.date()), "time": f"{there:%H:%M}"}
    if said := DateAsSaid.from_stored(str(value)) if isinstance(field, models.DateField) else None:
        return str(said)
    if isinstance(field, models.DateField):
        day = parse_date(str(value)[:10])
        return format_date(day) if isinstance(day, date) else str(value)
    if isinstance(field, ExactField):
        return format_number(Decimal(value))
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value, value))
