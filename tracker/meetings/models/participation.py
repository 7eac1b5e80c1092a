"""Who took part in a meeting, for whom, as what."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.directory.left import has_left_expression, say_person
from tracker.directory.models import Organisation, Person
from tracker.meetings.participant_values import Attendance, Participant, ParticipantRole


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def with_names(self) -> Self:
        """With whom they were and for whom they spoke, and whether they have left since."""
        left = has_left_expression("person_id", timezone.localdate())
        return self.select_related("person", "organisation").annotate(person_left=left)


class Participation(models.Model):
    """A person took part *for* an organisation, with the title held that day."""

    meeting = models.ForeignKey(
        "meetings.Meeting", models.CASCADE, verbose_name=_("meeting"), related_name="participations"
    )
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"), related_name="participations")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("for"),
        related_name="participations",
    )
    title = models.CharField(_("title that day"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=ParticipantRole, default=ParticipantRole.NONE, blank=True)
    attendance = models.CharField(_("attendance"), max_length=10, choices=Attendance, default=Attendance.ATTENDED)

    objects: ClassVar[Any] = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="person_once_a_meeting")]

    def __str__(self) -> str:
        return f"{self.person}, {self.meeting}"

    @property
    def participant(self) -> Participant:
        return Participant(self.person, self.organisation, self.title, self.role, self.attendance)

    @property
    def said(self) -> str:
        """Such as "Rosa Conti (left) (Analyst, WCO)"."""
        return self.participant.called(say_person(self, "person"))

    @property
    def is_absent(self) -> bool:
        return bool(self.attendance == Attendance.INVITED)
