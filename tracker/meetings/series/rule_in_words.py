"""A rule as a sentence: "Every month on the second Tuesday, until 31 December 2027"."""

from collections.abc import Sequence
from datetime import date
from itertools import islice

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tracker.kit.date_formats import format_date, format_date_as
from tracker.meetings.series.plain_rules import SHORTEST_MONTH, Falls, Plain, Repeats, place_in_month, plain_of
from tracker.meetings.series.rule import days_of, last_day_of, times_of

MOST_SAID = 3


def said_rule(rule: str, begins_on: date) -> str:
    """Without a full stop, beginning with a capital letter."""
    plain = plain_of(rule, begins_on)
    said = (
        _said_plain(plain, begins_on) if plain.repeats != Repeats.RULE else _("By the rule %(rule)s") % {"rule": rule}
    )
    if until := last_day_of(rule):
        return _("%(rule)s, until %(day)s") % {"rule": said, "day": format_date(until)}
    if times := times_of(rule):
        return ngettext("%(rule)s, %(times)s time", "%(rule)s, %(times)s times", times) % {"rule": said, "times": times}
    return said


def next_days(rule: str, begins_on: date, since: date) -> Sequence[date]:
    return list(islice(days_of(rule, begins_on, since=since), MOST_SAID))


def said_next_days(days: Sequence[date]) -> str:
    """Such as "Next: Tue 8 Dec 2026, Tue 12 Jan 2027"; that there is none, where there is none."""
    if not days:
        return _("No day is to come.")
    said = ", ".join(format_date_as(day, "D j M Y") for day in days)
    return _("Next: %(days)s") % {"days": said}


def _said_plain(plain: Plain, day: date) -> str:
    weekday = str(WEEKDAYS[day.weekday()])
    if plain.repeats == Repeats.WEEK:
        return _("Every week on %(weekday)s") % {"weekday": weekday}
    if plain.repeats == Repeats.TWO_WEEKS:
        return _("Every two weeks on %(weekday)s") % {"weekday": weekday}
    if plain.falls == Falls.WEEKDAY:
        return _on_weekday(plain, day, weekday)
    said = {"day": day.day, "date": format_date_as(day, pgettext("day of a year", "j F"))}
    sentences = {
        Repeats.MONTH: _("Every month on day %(day)s"),
        Repeats.QUARTER: _("Every three months on day %(day)s"),
        Repeats.YEAR: _("Every year on %(date)s"),
    }
    sentence = sentences[Repeats(plain.repeats)] % said
    return (
        _("%(rule)s, or on the last day of a shorter month") % {"rule": sentence}
        if day.day > SHORTEST_MONTH
        else sentence
    )


def _on_weekday(plain: Plain, day: date, weekday: str) -> str:
    places = {
        1: _("the first %(weekday)s"),
        2: _("the second %(weekday)s"),
        3: _("the third %(weekday)s"),
        4: _("the fourth %(weekday)s"),
        -1: _("the last %(weekday)s"),
    }
    said = {"place": places[place_in_month(day)] % {"weekday": weekday}, "month": format_date_as(day, "F")}
    sentences = {
        Repeats.MONTH: _("Every month on %(place)s"),
        Repeats.QUARTER: _("Every three months on %(place)s"),
        Repeats.YEAR: _("Every year on %(place)s of %(month)s"),
    }
    return sentences[Repeats(plain.repeats)] % said
