"""A step towards an event or after it: so many days before or after, until it is done."""

from collections.abc import Set
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.models.follow_up import FollowUp
from tracker.history.models import Entry
from tracker.history.stored_values import raw, text
from tracker.invitations.models.invitation import Invitation
from tracker.invitations.step_schedule import StepKind, laid_on, name_of
from tracker.kit.working_days import rest_on

NOTHING = (None, "")


class Step(models.Model):
    """`days` before the first day of the event when negative, after its last when positive; `due_on` is that day.

    Without an owner of its own a step is for the follow-up's.
    """

    invitation = models.ForeignKey(Invitation, models.CASCADE, verbose_name=_("invitation"), related_name="steps")
    kind = models.CharField(_("step"), max_length=10, choices=StepKind, default=StepKind.OTHER)
    title = models.CharField(_("title"), max_length=200, blank=True)
    days = models.SmallIntegerField(_("days"))
    due_on = models.DateField(_("day"), null=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name=_("owner"), related_name="event_steps"
    )
    done_on = models.DateField(_("done on"), null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("done by"), related_name="done_event_steps"
    )

    class Meta:
        # Its table was made when this package was a part of that one.
        app_label = "follow_ups"
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["due_on", "days", "id"]
        indexes = [models.Index(fields=["owner", "due_on"], name="step_open_of", condition=models.Q(done_on=None))]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "kind"], condition=~models.Q(kind=StepKind.OTHER), name="usual_step_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return name_of(self.kind, self.invitation.role, self.title)

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    def is_late(self, today: date) -> bool:
        """Never the delivery: once the event has passed, it is asked about instead."""
        is_open = self.done_on is None and self.kind != StepKind.DELIVER
        return is_open and self.due_on is not None and self.due_on < today

    def moves_to(self, countries: Set[str]) -> date | None:
        """The working day for one to come that lies on a day of rest, as after calendars changed; None: it may stay."""
        today, replies = timezone.localdate(), self.kind == StepKind.REPLY and self.invitation.reply_by
        if replies or self.is_done or self.due_on is None or self.due_on < today or not rest_on(self.due_on, countries):
            return None
        day = laid_on(self.days, *self.invitation.days, countries)
        return day if today <= day != self.due_on else None

    @property
    def responsible(self) -> Person | None:
        return self.owner or self.invitation.follow_up.owner

    @classmethod
    @transaction.atomic
    def add_to(cls, invitation: Invitation, *, by: User, **values: Any) -> "Step":
        """One more step. The same one sent twice is there once."""
        # Whoever presses twice waits here until their first press is done.
        FollowUp.objects.select_for_update().get(pk=invitation.follow_up_id)
        same = invitation.steps.filter(done_on=None, **values).first()
        step: Step = same or cls(invitation=invitation)
        if not same:
            changes = step._set({"kind": values.get("kind", StepKind.OTHER), **values})
            invitation.follow_up.change("stepped", by=by, also=changes)
        return step

    @transaction.atomic
    def edit(self, *, by: User, **values: Any) -> Entry | None:
        changes = self._set(values)
        return self.invitation.follow_up.change("stepped", by=by, also=changes) if changes else None

    @transaction.atomic
    def do(self, *, by: User) -> Entry | None:
        """Tick it. What is delivered is more than a tick, and only an answer is a reply."""
        if self.kind == StepKind.DELIVER:
            return self.invitation.deliver(by=by)
        if self.is_done or self.kind == StepKind.REPLY:
            return None
        return self.invitation.follow_up.change("stepped", by=by, also=self.did(by))

    def did(self, by: User) -> dict[str, Any]:
        """Tick the row, and give what changed for the entry that the caller writes."""
        return self._set({"done_on": timezone.localdate(), "done_by": by})

    @transaction.atomic
    def undo(self, *, by: User) -> Entry | None:
        if not self.is_done or self.kind == StepKind.REPLY:
            return None
        undone = self._set({"done_on": None, "done_by": None})
        return self.invitation.follow_up.change("stepped", by=by, also=undone)

    @transaction.atomic
    def remove(self, *, by: User) -> Entry | None:
        gone = {self._key("days"): {"from": self.days, "to": None, "from_text": "", "to_text": ""}}
        self.delete()
        return self.invitation.follow_up.change("stepped", by=by, also=gone)

    def _set(self, values: dict[str, Any]) -> dict[str, Any]:
        """Write the row, and give what changed as an entry stores it."""
        changes, written = {}, []
        for name, new in values.items():
            old = getattr(self, name) if self.pk or name == "kind" else None
            if raw(old) == raw(new):
                continue
            written.append(name)
            setattr(self, name, new)
            if name not in ("kind", "done_by") and not (old in NOTHING and new in NOTHING):
                changes[self._key(name)] = {
                    "from": raw(old), "to": raw(new), "from_text": text(old), "to_text": text(new)
                }  # fmt: skip
        if written or not self.pk:
            # What this copy has not changed may be newer in the database.
            self.save(update_fields=written if self.pk else None)
        return changes

    def _key(self, name: str) -> str:
        """The name of a column of this step in the history of the follow-up."""
        return f"invitation.steps.{self.kind}.{name}"
