"""The days on which somebody works: by the calendar of the country of their post, but for those when they are away."""

from datetime import date, timedelta

from django.conf import settings

from tracker.directory.absences.away import DAY, absence_on
from tracker.directory.models import Person
from tracker.kit.working_days import rest_on

# Nobody is away for longer at a stretch.
LONGEST = timedelta(days=1_000)


def country_of(person: Person | None, day: date) -> str:
    """Of the post that they hold; else that of the house."""
    post = person.appointments.held_on(day).select_related("organisation").first() if person else None
    return (post.organisation.works_in if post else "") or settings.COUNTRY


def nth_worked(person: Person, first: date, number: int) -> date:
    """The day on which they have worked so many days, `first` among them if they work then."""
    country = country_of(person, first)
    countries, day, worked = {country} if country else set(), first - DAY, 0
    while worked < number and day < first + LONGEST:
        day += DAY
        worked += rest_on(day, countries) is None and absence_on(person, day) is None
    return day
