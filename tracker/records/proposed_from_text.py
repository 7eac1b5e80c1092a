"""What a pasted record proposes of its meeting: title, days, and who took part. Guesses, never more."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.kit.date_formats import format_date
from tracker.kit.dates.as_said import DateAsSaid, read_as_said
from tracker.kit.dates.days_in_text import first_day_in
from tracker.kit.dates.refusals import DateNotUnderstood
from tracker.kit.text import fold, on_one_line
from tracker.meetings.participant_values import Attendance
from tracker.reading.grammar import NoGrammarError, language_of
from tracker.reading.read import read
from tracker.records.layout.record_blocks import blocks_in
from tracker.records.names_in_text import Named, named_in_text

LONGEST_READ = 20_000
LONGEST_HEADING = 120
MOST_IN_TITLE = 3
_TOP = 2_000
_SENTENCE_END = re.compile(r"[.!?:;…,]\W*$")
# What a mail says that it is about, however often it was answered and passed on.
_SUBJECT = re.compile(
    r"^(?:subject|objet) ?:[ \t]*(?:(?:re|fwd?|tr) ?:[ \t]*)*(?P<words>\S.{0,118}\S)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_NEXT_LINE = re.compile(r"\n\s*(?=[^\W_a-zß-ÿ])")
# Of "25-26 May" without its year: nobody could read it, and one day of it says which year to ask for.
_FIRST_OF_DAYS = re.compile(r"(\d{1,2})\D*?(?:-|–|to|and|au|et) ?\d{1,2}\w* (?=\D)")


@dataclass(frozen=True, slots=True)
class Proposed:
    """By field of the form what could stand there, as somebody would type it; and the lines of participants."""

    values: dict[str, str]
    rows: list[dict[str, str]]


def propose(text: str, user: User, language: str) -> Proposed:
    """Empty where the text tells nothing. Names only whom `user` may know. `language` is that of the form."""
    text = text[:LONGEST_READ]
    written_in = language_of(text) or language
    named = named_in_text(text, user)
    subject = _SUBJECT.search(text[:_TOP])
    heading = subject["words"] if subject else _heading(text, written_in)
    values = {"title": heading or _title(named), **_days(text, written_in, timezone.localdate())}
    values["language"] = written_in if written_in != language else ""
    there = _presence(text, written_in)
    rows = [_row(person, named.spoke_for(person), there) for person in _participants(named.people, there)]
    return Proposed({name: value for name, value in values.items() if value}, rows)


def _heading(text: str, language: str) -> str:
    """The first line where it is one: short, not a sentence, and with something below it."""
    found = blocks_in(text, language)
    first = text[found[0].start : found[0].end] if found else ""
    # Below a title stands another line, which begins anew; a title that goes on does so with a small letter.
    line = on_one_line(_NEXT_LINE.split(first)[0])
    line = "" if len(line) == len(on_one_line(text)) else line
    return "" if len(line) > LONGEST_HEADING or _SENTENCE_END.search(line) or " " not in line else line


def _title(named: Named) -> str:
    guests: list[Any] = named.guests or [each for each in named.organisations if not each.is_ours][:1]
    names = ", ".join(map(str, guests[:MOST_IN_TITLE]))
    return _("Meeting with %(name)s") % {"name": names} if names else ""


def _presence(text: str, language: str) -> dict[str, str]:
    """By the folded name whether somebody was present, absent or only mentioned, where the text's language is read."""
    try:
        people = read(text, language).people
    except NoGrammarError:
        return {}
    return {fold(person.name): person.presence for person in people}


def _participants(people: list[Person], there: dict[str, str]) -> list[Person]:
    """All whom the text names, unless it lists who was present: whoever is only mentioned then was not there."""
    if "present" not in there.values():
        return people
    return [person for person in people if _of(person, there) in ("present", "absent")]


def _of(person: Person, there: dict[str, str]) -> str:
    """By the whole name or, as in "Mr. Vale", its end."""
    called = [name for name in there if f" {person.folded}".endswith(f" {name}")]
    return there[max(called, key=len)] if called else ""


def _row(person: Person, organisation: Organisation | None, there: dict[str, str]) -> dict[str, str]:
    seat = {"person": person.label, "organisation": organisation.label if organisation else ""}
    return seat | ({"attendance": Attendance.INVITED.value} if _of(person, there) == "absent" else {})


def _days(text: str, language: str, today: date) -> dict[str, str]:
    """What to type for the first day and the last; without a year as the text says it, as the form asks for that."""
    words = first_day_in(text, language=language, today=today)
    try:
        said = read_as_said(words, language=language or "en", today=today, prefer="ask")
    except DateNotUnderstood:
        return {"held_on": _FIRST_OF_DAYS.sub(r"\1 ", words)}
    return {"held_on": format_date(said.first), "ends_on": _last(said)}


def _last(said: DateAsSaid) -> str:
    return "" if said.is_exact else format_date(said.last)
