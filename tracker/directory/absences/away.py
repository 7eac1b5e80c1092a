"""Whether somebody is away on a day, and saying so. One absence of a person at most lies ahead or is on."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.directory.absences.models import Absence
from tracker.directory.absences.values import Away, read_absences
from tracker.directory.left import say_person
from tracker.directory.models import Person
from tracker.history.models import Entry
from tracker.history.three_way_merge import Clash
from tracker.kit.date_formats import format_date

DAY = timedelta(days=1)


def absence_on(person: Person | None, day: date) -> Absence | None:
    """Of rows that were brought along, if they were."""
    rows = person.absences.all() if person else ()
    return next((row for row in rows if row.since <= day <= row.until), None)


def absence_ahead(person: Person | None, today: date) -> Absence | None:
    """The one that is on, or comes next."""
    rows = person.absences.all() if person else ()
    return next((row for row in rows if row.until >= today), None)


def accounts_away(day: date) -> set[int]:
    """The keys of the accounts of all who are away that day."""
    found = Absence.objects.on(day).filter(person__account__isnull=False)
    return set(found.values_list("person__account", flat=True))


def say_away(absence: Absence) -> str:
    day = format_date(absence.until)
    if absence.told_deputy:
        return _("away until %(day)s; deputy: %(deputy)s") % {"day": day, "deputy": say_person(absence, "deputy")}
    return _("away until %(day)s") % {"day": day}


def say_all_away(people: Iterable[Any], day: date) -> dict[int, str]:
    """By key of a person who is away that day."""
    found = Absence.objects.on(day).filter(person__in=[each.pk for each in people])
    return {row.person_id: say_away(row) for row in found.select_related("deputy")}


@transaction.atomic
def be_away(person: Person, *, by: User, today: date, days: tuple[date, date], deputy: Person | None) -> Entry | None:
    """Instead of what was said before of days that are not over. None where that is the same."""
    return _say(person, by, today, [Away(*days, deputy)])


@transaction.atomic
def be_back(person: Person, *, by: User, today: date) -> Entry | None:
    """What is on ends with yesterday, and what was to come does not."""
    return _say(person, by, today, [])


def _say(person: Person, by: User, today: date, ahead: list[Away]) -> Entry | None:
    locked: Person = Person.objects.select_for_update().get(pk=person.pk)
    told = read_absences(locked)
    kept = [each for each in told if each.until < today]
    # Who was away before these days was away then, whatever is said now.
    last = min([today, *(each.since for each in ahead)]) - DAY
    kept += [Away(each.since, last, each.deputy) for each in told if each.until >= today and each.since <= last]
    return locked.change("edited", by=by, absences=list(dict.fromkeys([*kept, *ahead])))


def clashes(person: Person, version: int, mine: Away | None, today: date) -> list[Clash]:
    """What others made of it since the person stood at `version`; `mine` is what this person wrote."""
    theirs = next((Away.of(row) for row in person.absences.all() if row.until >= today), None)
    since = person.history.filter(version__gt=version, changes__has_key="absences").select_related("by").first()
    if since is None or theirs == mine:
        return []
    return [Clash("absences", _("Away"), str(mine or "–"), str(theirs or "–"), since.by)]
