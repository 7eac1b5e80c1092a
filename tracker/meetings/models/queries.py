"""Meetings in the users' words."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Prefetch, Q

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.history.removable import RemovableQuerySet
from tracker.meetings import access
from tracker.meetings.models.participation import Participation
from tracker.search.searchable_model import IndexedQuerySet

if TYPE_CHECKING:
    from tracker.meetings.models.meeting import Meeting
    from tracker.meetings.models.series import Series

# "Visit of the Coordinator (2018-05-25)"
LABEL = re.compile(r"(.*?)(?: \((\d{4}-\d\d-\d\d)\))?", re.DOTALL)


class MeetingQuerySet(RemovableQuerySet["Meeting"], IndexedQuerySet["Meeting"]):  # type: ignore[override]
    def hidden_from(self, user: User) -> Self:
        return permissions.hidden(self, access.visible(user), user)

    def visible_to(self, user: User) -> Self:
        """The meetings this person may know of; removed ones are found through `removed_for`."""
        return self.present().filter(access.visible(user))

    def removed_for(self, user: User) -> Self:
        return self.removed().filter(access.visible(user))

    def find(self, words: str) -> Self:
        """Meetings that hold a word for each that was begun; the day of a label, when it is there, must fit too."""
        title, day = LABEL.fullmatch(words.strip()).groups()  # type: ignore[union-attr]
        rows = self.filter(held_on=_day(day)) if day else self
        return rows.search(title, names=True)

    def upcoming(self, today: date) -> Self:
        return self.filter(held_on__gte=today).order_by("held_on", "starts_at", "id")

    def in_place(self) -> Self:
        """Those that were not called off. `OfSeries.is_in_place` says the same of one that is not removed."""
        return self.filter(called_off_at=None)

    def akin_to(self, meeting: "Meeting", series: "Series | None") -> Self:
        """Of this series; without one, in which somebody spoke for a partner of the meeting."""
        return (
            self.filter(series=series) if series else self.filter(pk__in=_seats_beside(meeting)).exclude(pk=meeting.pk)
        )

    def earlier_than(self, meeting: "Meeting") -> Self:
        """The last one first."""
        same_day = Q(held_on=meeting.held_on, pk__lt=meeting.pk)
        return self.filter(Q(held_on__lt=meeting.held_on) | same_day).order_by("-held_on", "-id")

    def later_than(self, meeting: "Meeting") -> Self:
        """The next one first."""
        same_day = Q(held_on=meeting.held_on, pk__gt=meeting.pk)
        return self.filter(Q(held_on__gt=meeting.held_on) | same_day).order_by("held_on", "id")

    def with_partner(self, organisation: Organisation) -> Self:
        """Meetings in which somebody spoke for the organisation or for a part of it."""
        parts = organisation.keys_of_parts
        return self.filter(pk__in=Participation.objects.filter(organisation__in=parts).values("meeting"))

    def before(self, meeting: "Meeting") -> Self:
        """Held before, with a partner who comes to this one, too."""
        met = self.in_place().filter(pk__in=_seats_beside(meeting), held_on__lte=meeting.held_on)
        return met.exclude(pk=meeting.pk)

    def together_with(self, meeting: "Meeting") -> Self:
        """In which somebody speaks for each partner of that one; of a meeting among ourselves those of its title."""
        partners = Organisation.objects.partners().filter(participations__meeting=meeting).distinct()
        rows = self
        for partner in partners:
            rows = rows.filter(pk__in=Participation.objects.filter(organisation=partner).values("meeting"))
        return rows if partners else self.filter(title__iexact=meeting.title)

    def held_in(self, year: int) -> Self:
        return self.filter(held_on__year=year)

    def with_people(self) -> Self:
        """Who took part, in two queries however many meetings there are."""
        return self.prefetch_related(Prefetch("participations", Participation.objects.with_names()))

    def of_account(self, user: User) -> Self:
        """Meetings in which this person took part, or which they recorded."""
        seats = Participation.objects.filter(person__account=user).values("meeting")
        return self.filter(Q(recorder=user) | Q(pk__in=seats))

    def mine_first(self, user: User, today: date) -> Self:
        """With `is_mine`: they take part, recorded it, or somebody takes part for a unit in which they hold a post."""
        posts = Appointment.objects.held_on(today).filter(person__account=user, organisation__is_ours=True)
        units = posts.filter(organisation__parent__isnull=False).values("organisation")
        # Asked of each of the few to come: all seats that a unit ever had are many.
        seats = Participation.objects.filter(meeting=OuterRef("pk"))
        theirs = seats.filter(Q(person__account=user) | Q(organisation__in=units))
        mine = ExpressionWrapper(Q(recorder=user) | Exists(theirs), output_field=models.BooleanField())
        return self.annotate(is_mine=mine).order_by("-is_mine", *self.query.order_by)

    def with_person(self, person: Person) -> Self:
        """Meetings in which the person took part."""
        return self.filter(pk__in=Participation.objects.filter(person=person).values("meeting"))


def _seats_beside(meeting: "Meeting") -> models.QuerySet[Any]:
    """The keys of the meetings in which somebody spoke for a partner of this one."""
    partners = Organisation.objects.partners().filter(participations__meeting=meeting)
    return Participation.objects.filter(organisation__in=partners).values("meeting")


def _day(words: str) -> date | None:
    """The day of a label; None, which no meeting has, when there is no such day."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
