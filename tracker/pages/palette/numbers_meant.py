"""The references that somebody may mean by a few figures of one."""

import re
from datetime import date

from tracker.follow_ups.models.reference import read_reference

# Whoever says a number alone means one of so many years.
YEARS = 20
NUMBER = re.compile(r"(f ?|[0-9]{2}[-/])?([0-9]{1,5})", re.IGNORECASE)


def references_meant(typed: str, today: date) -> list[str]:
    """What is meant by "2018-14", "18-14", by "f14", which is of this year, and by "14" alone, of any."""
    if whole := read_reference(typed):
        return [whole]
    if not (found := NUMBER.fullmatch(typed.strip())):
        return []
    before, number = found[1], int(found[2])
    if not before:
        return [f"F-{year}-{number:03}" for year in range(today.year, today.year - YEARS, -1)]
    year = today.year if before[0] in "fF" else today.year // 100 * 100 + int(before[:2])
    return [f"F-{year}-{number:03}"]
