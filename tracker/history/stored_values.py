"""Values as history stores and words them."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models

from tracker.kit.dates.as_said import DateAsSaid
from tracker.kit.exact_decimal_field import plain

# "from" and "to" as an entry stores them, "from_text" and "to_text" as people read them.
Difference = dict[str, Any]


def raw(value: Any) -> Any:
    """A value as history stores and compares it: keys for rows, ISO for dates, numbers without empty decimals."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, list | tuple | models.QuerySet):
        return sorted(row.pk for row in value)
    if isinstance(value, DateAsSaid):
        return value.stored
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(plain(value))
    return value if value is None or isinstance(value, bool | int) else str(value)


def text(value: Any) -> str:
    """How a row was called when it was chosen; other values are worded when they are shown."""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, list | tuple | models.QuerySet):
        return ", ".join(str(row) for row in value)
    return ""


def whole(old: Any, new: Any) -> Difference:
    return {"from": raw(old), "to": raw(new), "from_text": text(old), "to_text": text(new)}


def of_column(field: Any, stored: Any) -> Any:
    """The value of a column that `raw` stored; of two rows that were merged since, the one that stands for both."""
    if field.many_to_many:
        rows = field.related_model._base_manager.filter(pk__in=stored)
        return list({getattr(row, "survivor", row) for row in rows})
    if isinstance(field, models.ForeignKey):
        row = field.related_model._base_manager.filter(pk=stored).first()
        return getattr(row, "survivor", row)
    return field.to_python(stored)
