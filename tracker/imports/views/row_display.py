"""How a line of an import is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateparse import parse_date

from tracker.accounts.models import User
from tracker.directory.left import leavers
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.history.wording import words_of_entry
from tracker.imports.headers import DAYS, HEADS
from tracker.imports.models import ImportRow, RowOutcome
from tracker.imports.questions.asked_rows import Question, questions_of
from tracker.kit.date_formats import format_date

PLACES = {name: place for place, name in enumerate(HEADS)}


@dataclass(frozen=True, slots=True)
class ImportRowView:
    """`title` is what the row calls it; `follow_up` is there when it exists and this person may know of it.

    `leaver` is who would own it although they have left; `named_anew` the labels of what holds a name that is new.
    """

    number: str
    title: str
    follow_up: FollowUp | None
    changes: list[words_of_entry.FieldChange]
    notes: list[tuple[str, str]]
    problems: list[tuple[str, str]]
    leaver: str
    questions: list[Question]
    named_anew: set[str]


def import_row_views(lines: Sequence[ImportRow], user: User) -> list[ImportRowView]:
    keys = [line.follow_up_id for line in lines if line.follow_up_id]
    known = FollowUp.objects.visible_to(user).in_bulk(keys)
    owners = [line.changes["owner"]["to"] for line in lines if "owner" in line.changes]
    people = Person.objects.visible_to(user).filter(pk__in=[key for key in owners if key])
    left = {person.pk: person.name for person in leavers(people, timezone.localdate())} if owners else {}
    return [_shown(line, known.get(line.follow_up_id), left) for line in lines]


def _shown(line: ImportRow, follow_up: FollowUp | None, left: Mapping[int, str]) -> ImportRowView:
    # Of what is new the title stands there already.
    apart = {"notes", "title"} if line.outcome == RowOutcome.NEW else {"notes"}
    # What was compared with a follow-up that was closed to them since tells what stood there.
    told = line.changes if follow_up or line.outcome == RowOutcome.NEW else {}
    # Each row says the same things in the same order.
    names = sorted(told.keys() - apart - line.asked.keys(), key=PLACES.__getitem__)
    changes = {name: told[name] for name in names}
    anew = {name: told[name] for name in line.names if name in told}
    places = {name: place for place, name in enumerate(line.source.columns) if name}
    place = places.get("title", 0)
    title = line.cells[place] if place < len(line.cells) else ""
    return ImportRowView(
        line.source.row_name(line.number),
        str(follow_up) if follow_up else title,
        follow_up,
        words_of_entry.changed_lines(FollowUp, changes, silent=words_of_entry.SILENT - set(DAYS)),
        [(_day(on), words) for on, words in line.changes.get("notes", [])],
        [(place, words) for place, words in line.problems],
        left.get(line.changes.get("owner", {}).get("to"), ""),
        questions_of(line) if follow_up else [],
        {each.label for each in words_of_entry.changed_lines(FollowUp, anew)},
    )


def _day(on: str) -> str:
    day = parse_date(on) if on else None
    return format_date(day) if day else ""
