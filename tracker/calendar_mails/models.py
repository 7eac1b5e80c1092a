"""A mail that a calendar understands, to one participant of a meeting; and who wants such mails."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.background.mail_rows import MailRow, MailRowQuerySet, MailStatus
from tracker.directory.access import named_in
from tracker.directory.left import has_left_expression
from tracker.directory.models import Person
from tracker.meetings import access
from tracker.meetings.models import Meeting


def _open_to(path: str, user: User) -> list[models.Q]:
    return access.open_to(f"{path}__meeting", user)


named_in(_open_to, person=("calendar_mails",))


class CalendarMailQuerySet(MailRowQuerySet["CalendarMail"]):
    def visible_to(self, user: User) -> Self:
        """Of meetings that were removed as well: who invited to them calls them off."""
        seen = Meeting.objects.visible_to(user).values("pk"), Meeting.objects.removed_for(user).values("pk")
        people = Person.objects.known_to(user).values("pk")
        return self.filter(models.Q(meeting__in=seen[0]) | models.Q(meeting__in=seen[1]), person__in=people)

    def with_names(self) -> Self:
        left = has_left_expression("person_id", timezone.localdate())
        return self.select_related("person__account", "meeting", "by").annotate(person_left=left)

    def there(self) -> Self:
        """What a calendar has, as far as is known."""
        return self.filter(status__in=CalendarMail.THERE)


class CalendarMail(MailRow):
    class Method(models.TextChoices):
        REQUEST = "REQUEST", _("Invited")
        CANCEL = "CANCEL", _("Cancelled")

    class Answer(models.TextChoices):
        """The words of RFC 5545, by which calendars answer."""

        NONE = "NEEDS-ACTION", _("No answer yet")
        ACCEPTED = "ACCEPTED", _("Accepted")
        TENTATIVE = "TENTATIVE", _("Tentative")
        DECLINED = "DECLINED", _("Declined")

    THERE = (MailStatus.WAITING, MailStatus.BEGUN, MailStatus.HANDED, MailStatus.SENT)

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, verbose_name=_("meeting"), related_name="calendar_mails"
    )  # fmt: skip
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"), related_name="calendar_mails")
    address = models.CharField(_("e-mail"), max_length=254)
    method = models.CharField(_("what it says"), max_length=10, choices=Method)
    # Rises with each mail to the same person, and is never below the version of the meeting.
    sequence = models.PositiveIntegerField(_("sequence"), editable=False)
    # The digest of what it told of the meeting, by which it is known that something changed since.
    told = models.CharField(max_length=64, editable=False)
    minutes = models.PositiveSmallIntegerField(_("lasts, in minutes"), null=True, editable=False)
    # To whom calendars send the answers: the same for a meeting, whoever sends.
    organiser = models.CharField(_("organiser"), max_length=254)
    organiser_name = models.CharField(_("name of the organiser"), max_length=150, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    objects: ClassVar[Any] = CalendarMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar invitation")
        verbose_name_plural = _("calendar invitations")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["status", "at"], name="calendar_mails_left_over"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("calendar_mails:invite", args=[self.meeting_id])

    @property
    def uid(self) -> str:
        """By which calendars know the meeting: the same in the feed."""
        return f"{self.meeting.uid}@suivi"

    @property
    def is_invitation(self) -> bool:
        return self.method == self.Method.REQUEST

    @property
    def language(self) -> str:
        return getattr(self.person.account, "language", "") or settings.LANGUAGE_CODE

    @transaction.atomic
    def note_answer(self, answer: str, *, at: datetime) -> None:
        """What its calendar answered; of two answers the later one stands."""
        older = models.Q(answered_at=None) | models.Q(answered_at__lt=at)
        CalendarMail.objects.filter(older, pk=self.pk).update(answer=self.Answer(answer), answered_at=at)


class CalendarWishQuerySet(models.QuerySet["CalendarWish"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(person__in=Person.objects.known_to(user).values("pk"))

    def newest(self, people: Any) -> dict[int, bool]:
        """By person whether they want such mails, as far as it was ever said."""
        return dict(self.filter(person__in=people).order_by("id").values_list("person", "wants"))


class CalendarWish(models.Model):
    """Whether somebody wants meetings in their calendar by mail, as whoever invited them said last."""

    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"), related_name="calendar_wishes")
    wants = models.BooleanField(_("wants them"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects: ClassVar[Any] = CalendarWishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish for calendar invitations")
        verbose_name_plural = _("wishes for calendar invitations")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.person)
