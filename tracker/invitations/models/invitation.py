"""An invitation, received or issued: the event of a follow-up of that kind, the answer to it, and the steps around it.

Its facts are columns of the follow-up's history, written "invitation.answer": `FollowUp.change` changes them.
"""

from collections.abc import Set
from datetime import date
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.directory.restricted_names import Name
from tracker.follow_ups.choices import Strength
from tracker.follow_ups.models.follow_up import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.history.models import Entry
from tracker.invitations import event_times, step_schedule
from tracker.invitations.models.laid_steps import LaidStep
from tracker.invitations.step_schedule import Direction, Role, StepKind
from tracker.kit.dates.as_said import LONGEST_WORDS, DateAsSaid
from tracker.kit.working_days import worked_after


class Answer(models.TextChoices):
    NONE = "none", _("No answer yet")
    ACCEPTED = "accepted", _("Accepted")
    TENTATIVE = "tentative", _("Tentative")
    DECLINED = "declined", _("Declined")


# The fact that says that a step was done.
SAID_BY = {"answer": StepKind.REPLY, "speaker": StepKind.SPEAKER, "readout": StepKind.READOUT}


class Invitation(models.Model):
    follow_up = models.OneToOneField(FollowUp, models.CASCADE, verbose_name=_("follow-up"), related_name="invitation")
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, default=Direction.RECEIVED)
    title = models.CharField(_("event"), max_length=250)
    organiser = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("organiser"),
        related_name="organised_events",
    )
    organiser_name = models.CharField(_("organiser, if not in the directory"), max_length=200, blank=True)
    starts = models.DateTimeField(_("starts"), db_index=True)
    ends = models.DateTimeField(_("ends"))
    # While the day is not fixed: the words that said from when to when it may be.
    days_said = models.CharField(_("days, as said"), max_length=LONGEST_WORDS, blank=True)
    zone = models.CharField(_("time zone"), max_length=50)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), blank=True)
    role = models.CharField(_("invited as"), max_length=12, choices=Role, default=Role.SPEAKER)
    reply_by = models.DateField(_("reply by"), null=True, blank=True, db_index=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.NONE)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("answered by"),
        related_name="answered_invitations",
    )
    speaker = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name=_("speaker"), related_name="invitations"
    )
    readout = models.TextField(_("readout"), blank=True)

    class Meta:
        # Its table was made when this package was a part of that one.
        app_label = "follow_ups"
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="event_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.title

    def restricted_names(self) -> list[Name]:
        """Those whom only some may know of, among whom it names."""
        owners = [step.owner for step in self.steps.select_related("owner")]
        return [name for name in (self.speaker, self.organiser, *owners) if name and name.is_restricted]

    @property
    def typed(self) -> event_times.TypedTimes:
        """Its days and times as people say them, by the clocks where it takes place."""
        return event_times.read_back(self.starts, self.ends, self.zone)

    @property
    def days(self) -> tuple[date, date]:
        return event_times.days(self.starts, self.ends, self.zone)

    @property
    def countries(self) -> frozenset[str]:
        """By whose calendars its steps are laid: the house's, and the partner's with whom it is arranged."""
        partner = self.organiser or self.follow_up.partner
        return frozenset({settings.COUNTRY, partner.works_in if partner else ""} - {""})

    @property
    def said(self) -> DateAsSaid | None:
        """Its days as said, while the day is not fixed: once, where the words are the days."""
        if not self.days_said:
            return None
        days = DateAsSaid(*self.days)
        return days if days.days == self.days_said else DateAsSaid(*self.days, self.days_said)

    @property
    def over_on(self) -> date:
        """The day on which it ends by the clock of this house: on the next, people here know how it went."""
        return event_times.days(self.starts, self.ends, settings.TIME_ZONE)[1]

    @property
    def is_answered(self) -> bool:
        return self.answer != Answer.NONE

    @property
    def is_delivered(self) -> bool:
        return self.steps.filter(kind=StepKind.DELIVER, done_on__isnull=False).exists()

    @property
    def is_issued(self) -> bool:
        return self.direction == Direction.ISSUED

    @classmethod
    @transaction.atomic
    def enter(cls, follow_up: FollowUp, *, by: User, on: date | None = None, **facts: Any) -> Self:
        """The event of a follow-up, with the steps such an event usually takes, none of them before the day `on`.

        Entered twice, it is there once.
        """
        FollowUp.objects.select_for_update().get(pk=follow_up.pk)
        if made := cls.objects.filter(follow_up=follow_up).first():
            return made
        event = cls.objects.create(follow_up=follow_up, **facts)
        first, today = event.days[0], on or timezone.localdate()
        ready = worked_after(today, event.countries)
        today = ready if ready <= first else today
        usual = step_schedule.usual_steps(event.role, event.direction, on_site=bool(event.place or not event.link))
        event.steps.bulk_create(
            event.steps.model(invitation=event, kind=kind, days=step_schedule.squeezed(number, first, today))
            for kind, number in usual.items()
        )
        event.follow({"speaker"} if event.speaker else set(), by=by)
        entered = {"from": None, "to": event.pk, "from_text": "", "to_text": event.title}
        follow_up.change("entered", by=by, also={"invitation": entered})
        return event

    def answer_with(self, answer: str, *, by: User, reason: str = "") -> Entry | None:
        """Note what was answered. Who declines ends the follow-up: it is never shown as done.

        What was offered is agreed once it is accepted.
        """
        if not self.follow_up.is_active:
            raise ValidationError({"status": _("It has ended. Reopen it before you change the answer.")})
        if answer == Answer.DECLINED:
            return self.follow_up.move_to(Status.DECLINED, by=by, reason=reason)
        if answer == self.answer:
            return None
        is_agreed = answer == Answer.ACCEPTED and self.follow_up.strength == Strength.OFFERED
        values = self.answered(answer, by) | ({"strength": Strength.AGREED} if is_agreed else {})
        return self.follow_up.change("answered", by=by, note=reason, **values)

    def answered(self, answer: str, by: User | None) -> dict[str, Any]:
        """The columns that say so."""
        none = answer == Answer.NONE
        return {
            "invitation.answer": answer,
            "invitation.answered_on": None if none else timezone.localdate(),
            "invitation.answered_by": None if none else by,
        }

    @transaction.atomic
    def deliver(self, *, by: User) -> Entry | None:
        """The event took place, with us. Where a readout is still to be written the follow-up is due that day."""
        if self.is_delivered or not self.follow_up.is_active:
            return None
        step, _made = self.steps.get_or_create(kind=StepKind.DELIVER, defaults={"days": 0})
        also = step.did(by)
        readout = self.steps.filter(kind=StepKind.READOUT, done_on=None).first()
        if not readout:
            return self.follow_up.move_to(Status.DONE, by=by, also=also)
        first = self.follow_up.first_due_on or readout.due_on
        return self.follow_up.change("delivered", by=by, also=also, due_on=readout.due_on, first_due_on=first)

    def answer_for(self, status: str, *, by: User | None) -> dict[str, Any]:
        """What the move to `status` says of the answer: who declines has answered, who opens it again has not."""
        declines = status == Status.DECLINED
        if declines == (self.follow_up.status == Status.DECLINED):
            return {}
        return self.answered(Answer.DECLINED if declines else Answer.NONE, by)

    def follow_changes(self, changed: Set[str], *, by: User | None) -> None:
        """Follow the columns of its follow-up that `changed`: with its steps, and with the dates it gives it."""
        facts = {name.removeprefix("invitation.") for name in changed if "." in name}
        if facts:
            self.follow(facts, by=by)
        self.write_dates_down()

    def write_dates_down(self) -> None:
        """The day to reply by while there is no answer, and the last day of the event until it is delivered.

        A follow-up that is of another kind now has neither.
        """
        follow_up, is_event = self.follow_up, self.follow_up.event is not None
        reply_due_on = self.reply_by if is_event and not self.is_answered else None
        event_on = self.over_on if is_event and not self.is_delivered else None
        if (follow_up.reply_due_on, follow_up.event_on) != (reply_due_on, event_on):
            follow_up.reply_due_on, follow_up.event_on = reply_due_on, event_on
            follow_up.save(update_fields=["reply_due_on", "event_on"])

    def follow(self, changed: set[str], *, by: User | None) -> None:
        """Let the steps follow what changed: a fact does its step or takes it back; open steps move with the event."""
        for name, kind in SAID_BY.items():
            if name in changed:
                said = self.is_answered if name == "answer" else bool(getattr(self, name))
                how = {"done_on": timezone.localdate(), "done_by": by} if said else {"done_on": None, "done_by": None}
                self.steps.filter(kind=kind, done_on__isnull=said).update(**how)
        self.lay_out()

    @transaction.atomic
    def move_to_working_days(self, *, by: User) -> Entry | None:
        """Move the open steps that lie on a day off since calendars changed; the others stay where they are."""
        open_steps, countries = self.steps.filter(done_on=None), self.countries
        days = {step: step.moves_to(countries) or step.due_on for step in open_steps}
        laid = [LaidStep.of(step, day) for step, day in days.items() if day]
        return self.follow_up.change("laid", by=by, steps=laid)

    def lay_out(self) -> None:
        """Give every open step its day; what was done stays where it was, but for what was done before it had one."""
        first, last = self.days
        countries = self.countries
        rows = list(self.steps.filter(Q(done_on=None) | Q(due_on=None)))
        for step in rows:
            replies = step.kind == StepKind.REPLY and self.reply_by
            step.due_on = self.reply_by if replies else step_schedule.laid_on(step.days, first, last, countries)
        self.steps.bulk_update(rows, ["due_on"])
