"""How an entry reads. The only file that words one."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.history.models import Entry
from tracker.kit.exact import ExactField
from tracker.kit.money import say_number
from tracker.kit.saying import say_plain_date

DEEDS = {
    "added": gettext_lazy("logged it"),
    "edited": gettext_lazy("edited it"),
    "moved": gettext_lazy("moved it on"),
    "dated": gettext_lazy("changed the due date"),
    "given": gettext_lazy("changed the owner"),
    "noted": gettext_lazy("wrote a note"),
    "removed": gettext_lazy("removed it"),
    "restored": gettext_lazy("brought it back"),
    "undid": gettext_lazy("undid the last change"),
    "rewrote": gettext_lazy("wrote a new version"),
    "estimated": gettext_lazy("estimated what it needs"),
    "allocated": gettext_lazy("changed what pledges are meant for it"),
    "readied": gettext_lazy("made it ready: its needs are covered"),
    "blocked": gettext_lazy("made it wait for resources"),
}
# Columns that follow from others: a person wants to read the cause, not them.
SILENT = {"ended_on", "first_due_on", "removed_at"}
# What hangs on a thing in rows of its own, and changes with it.
HANGING = {
    "participants": gettext_lazy("Participants"),
    "posts": gettext_lazy("Posts"),
    "paragraphs": gettext_lazy("Paragraphs"),
    "needs": gettext_lazy("Needs"),
    "pledge": gettext_lazy("Pledge"),
}
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """One field's change, as a person reads it."""

    label: str
    before: str
    after: str


def deed(entry: Entry) -> str:
    return str(DEEDS.get(entry.verb, entry.verb))


def lines(entry: Entry) -> list[Line]:
    model = entry.content_type.model_class()
    return [
        _line(model, name, change)
        for name, change in entry.changes.items()
        if name not in SILENT and not (change["from"] in (None, []) and change["to"] in (None, []))
    ]


def summary(entry: Entry) -> str:
    """The deed in a few words: what it became, where one thing changed; else what was done."""
    changed = lines(entry)
    if entry.verb == "undid" or not changed:
        return deed(entry)
    main = next((line for line in changed if line.label == _("Status")), changed[0])
    return _("%(field)s: %(value)s") % {"field": main.label, "value": main.after}


def _line(model: type[models.Model] | None, name: str, change: dict[str, Any]) -> Line:
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        field = None
    label = capfirst(str(getattr(field, "verbose_name", HANGING.get(name, name))))
    return Line(
        label, _value(field, change["from"], change["from_text"]), _value(field, change["to"], change["to_text"])
    )


def _value(field: Any, value: Any, text: str) -> str:
    if text:
        return text
    if value in (None, "", []):
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, models.DateField):
        day = parse_date(str(value)[:10])
        return say_plain_date(day) if isinstance(day, date) else str(value)
    if isinstance(field, ExactField):
        return say_number(Decimal(value))
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value, value))
