"""The rule of a series: an RRULE as RFC 5545 writes it, kept as text. Its days are given by dateutil."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import cast

from dateutil.rrule import rrule, rrulestr
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 300
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
# Without hours and minutes: a meeting of a series begins at the time that the series has.
PARTS = {
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYWEEKNO", "BYYEARDAY", "WKST",
}  # fmt: skip
MOST_OFTEN = {"INTERVAL": 100, "COUNT": 1000}
WRITTEN = re.compile(r"[A-Z]+=[-+A-Z0-9,]+(;[A-Z]+=[-+A-Z0-9,]+)*", re.ASCII)
DAY = re.compile(r"(\d{8})(T\d{6}Z?)?", re.ASCII)
# Beyond this no day is looked for, so that a rule that gives none ends.
FARTHEST = timedelta(days=366 * 20)


def read_rule(words: str, begins_on: date) -> str:
    """The rule that somebody typed or pasted, in one way of writing. ValidationError where it gives no day."""
    text = "".join(words.split()).upper().removeprefix("RRULE:").strip(";")
    parts = _parts(text) if WRITTEN.fullmatch(text) else {}
    if not _is_sound(text, parts):
        raise ValidationError(_("Type a rule as calendars write it, such as FREQ=WEEKLY."))
    if until := parts.get("UNTIL"):
        parts["UNTIL"] = until[:8]
    rule = _joined(parts)
    try:
        found = next(days_of(rule, begins_on), None)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as refusal:
        raise ValidationError(_("Type a rule as calendars write it, such as FREQ=WEEKLY.")) from refusal
    if found is None:
        raise ValidationError(_("This rule gives no day."))
    return rule


def days_of(rule: str, begins_on: date, *, since: date | None = None) -> Iterator[date]:
    """The days that the rule gives from its first one on, or from `since` on; twenty years ahead at most."""
    parts = _parts(rule)
    count = int(parts.pop("COUNT", 0))
    start = max(begins_on, since or begins_on)
    ends = min(end for end in (last_day_of(rule), _later(start)) if end)
    days = (moment.date() for moment in _repeated(parts | {"UNTIL": _written(ends)}, begins_on))
    return (day for day in (islice(days, count) if count else days) if day >= start)


def last_day_of(rule: str) -> date | None:
    """The day up to which the rule says that it goes on; None when it goes on for ever, or so many times."""
    until = _parts(rule).get("UNTIL")
    return datetime.strptime(until, "%Y%m%d").date() if until else None  # noqa: DTZ007


def without_end(rule: str) -> str:
    return _joined({name: value for name, value in _parts(rule).items() if name != "UNTIL"})


def with_end(rule: str, until: date | None) -> str:
    return f"{without_end(rule)};UNTIL={_written(until)}" if until else without_end(rule)


def times_of(rule: str) -> int | None:
    """How many times it says that it takes place, where it does."""
    count = _parts(rule).get("COUNT")
    return int(count) if count else None


def _is_sound(text: str, parts: dict[str, str]) -> bool:
    """Of parts that are known, each once; more often than each day is no series."""
    if len(text) > LONGEST or len(parts) != text.count("=") or not parts.keys() <= PARTS:
        return False
    if parts.get("FREQ") not in FREQUENCIES or {"COUNT", "UNTIL"} <= parts.keys():
        return False
    numbers = ((parts[name], most) for name, most in MOST_OFTEN.items() if name in parts)
    return all(number.isdecimal() and len(number) < 5 and 1 <= int(number) <= most for number, most in numbers) and (
        "UNTIL" not in parts or _is_day(parts["UNTIL"])
    )


def _is_day(words: str) -> bool:
    try:
        return bool(DAY.fullmatch(words) and datetime.strptime(words[:8], "%Y%m%d"))  # noqa: DTZ007
    except ValueError:
        return False


def _repeated(parts: dict[str, str], begins_on: date) -> rrule:
    return cast("rrule", rrulestr(_joined(parts), dtstart=datetime.combine(begins_on, time.min)))


def _parts(rule: str) -> dict[str, str]:
    found = (part.partition("=") for part in rule.split(";") if part)
    return {name: value for name, _equals, value in found}


def _joined(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _written(day: date) -> str:
    return day.isoformat().replace("-", "")


def _later(day: date) -> date:
    return day + FARTHEST if day < date.max - FARTHEST else date.max
