"""Dates said back in full while they are typed, as they will be saved."""

from contextlib import suppress
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from tracker.kit.date_formats import format_date_with_weekday
from tracker.kit.date_parser import read_date
from tracker.kit.dates.as_said import read_as_said
from tracker.kit.dates.refusals import DateNotUnderstood, Prefer


def date_preview(words: str, prefer: Prefer, *, after: str = "") -> str:
    """Such as "Friday 25 May 2018", or what to type instead; nothing for nothing.

    `after` holds the words of the day that it follows: a date without a year is the next such day after that.
    """
    language, today = get_language() or "en", timezone.localdate()
    if not words.strip():
        return ""
    with suppress(DateNotUnderstood):
        today = read_date(after, language=language, today=today, prefer="past")
    try:
        return format_date_with_weekday(read_date(words, language=language, today=today, prefer=prefer), language)
    except DateNotUnderstood as refusal:
        return str(refusal)


def said_preview(words: str, **how: Any) -> str:
    """The same of a date as said, `how` `read_as_said` reads it: the day, or from which to which."""
    language = get_language() or "en"
    if not words.strip():
        return ""
    try:
        said = read_as_said(words, language=language, today=timezone.localdate(), **how)
    except DateNotUnderstood as refusal:
        return str(refusal)
    return format_date_with_weekday(said.last, language) if said.is_exact else said.days
