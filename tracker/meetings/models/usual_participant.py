"""Who usually comes to the meetings of a series."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.directory.left import say_person
from tracker.directory.models import Organisation, Person
from tracker.meetings.series.usual_participant_values import Usual


class UsualParticipant(models.Model):
    """A person; or, without one, whoever holds the post of this title in the organisation on the day of a meeting."""

    SAID_ONCE = ("series", "person", "organisation", "title")

    series = models.ForeignKey(
        "meetings.Series", models.CASCADE, verbose_name=_("series"), related_name="usual_participants"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name=_("person"), related_name="usual_participations"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("for"), related_name="usual_participations"
    )
    title = models.CharField(_("title"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("usual participant")
        verbose_name_plural = _("usual participants")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | (Q(organisation__isnull=False) & ~Q(title="")),
                name="usual_is_a_person_or_a_post",
            )
        ]

    def __str__(self) -> str:
        return str(self.usual)

    @property
    def told(self) -> str:
        """As it reads in a file: a person who has left is marked as such."""
        return ", ".join(filter(None, (say_person(self, "person") if self.person else "", self.said_for)))

    @property
    def said_for(self) -> str:
        """The title and the organisation, as far as they are there."""
        return ", ".join(str(word) for word in (self.title, self.organisation) if word)

    @property
    def usual(self) -> Usual:
        return Usual(self.person, self.organisation, self.title)


def read_usual(series: Any) -> list[Usual]:
    return [row.usual for row in series.usual_participants.select_related("person", "organisation")]


def write_usual(series: Any, usual: Any) -> None:
    """Let exactly these be the usual participants, in this order; a row that says the same stays the same row."""
    wanted = {each.pk: each for each in usual}
    rows = series.usual_participants.select_related("person", "organisation")
    there = {row.usual.pk for row in rows if row.usual.pk in wanted}
    series.usual_participants.exclude(pk__in=[row.pk for row in rows if row.usual.pk in wanted]).delete()
    for key, each in wanted.items():
        if key not in there:
            series.usual_participants.create(person=each.person, organisation=each.organisation, title=each.title)
