"""The meeting's own day and place, from the top of the text."""

import re
from datetime import date

from tracker.reading.fields.dates import Dated, Shapes, days_in

TOP = 1800
_WHERE = (
    r"(?:held|met|meeting|gathered|convened|took place|hosted|réunie?s?|tenue?|réunion)"
    r" (?:\w+ ){0,3}?(?:in|at|à|au) (?:the |la |l'|le )?"
)
_LABEL = r"(?:location|place|venue|lieu) ?: ?"
_CAP = r"[A-ZÉÈ][\w.'-]*"
_PLACE = re.compile(rf"\b(?:{_WHERE}|{_LABEL})({_CAP}(?:,? (?:(?:of|de|la|the|du|des) )?{_CAP}){{0,5}})")
_WELCOMED = re.compile(r"\bto ((?:[A-Z][\w-]*)(?: [A-Z][\w-]*)* (?:Headquarters|HQ|House))\b")


def meeting_day(lower: str, shapes: Shapes, day_first: bool) -> Dated | None:
    """The first day that stands at the top; one with its year before one without."""
    found = sorted(days_in(lower, 0, min(len(lower), TOP), shapes, day_first), key=lambda one: one.span)
    days = [one for one in found if len(one.value) == len("2018-05-25") or one.value[0] == "-"]
    return next((one for one in days if one.is_whole), days[0] if days else None)


def as_day(dated: Dated | None) -> date | None:
    return date.fromisoformat(dated.value) if dated and dated.is_whole else None


def place_of(plain: str) -> str:
    found = _PLACE.search(plain[: TOP * 2]) or _WELCOMED.search(plain[:TOP])
    return found[1].strip(" .,") if found else ""
