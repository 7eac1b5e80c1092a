"""Columns by name: those of a thing, and through a dot those of the row that hangs on it, as "invitation.answer"."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models


def column(model: type[models.Model], name: str) -> Any:
    """The field called `name`; None when there is no such column."""
    found, labels = trace(model, name)
    return None if labels or found.auto_created else found


def trace(model: type[models.Model] | None, name: str) -> tuple[Any, list[str]]:
    """The field to which the parts of `name` lead, and what those on the way say that are no fields.

    Of several rows that hang on one, their kind says which: "invitation.steps.reply.done_on".
    """
    field, others, here = None, list[str](), model
    for part in name.split("."):
        try:
            field = here._meta.get_field(part) if here else None
        except FieldDoesNotExist:
            field = None
        if field is None:
            others.append(_kind(here, part))
        else:
            here = field.related_model or here
    return field, others


def _kind(model: Any, value: str) -> str:
    try:
        return str(dict(model._meta.get_field("kind").flatchoices).get(value, value))
    except (AttributeError, FieldDoesNotExist):
        return value
