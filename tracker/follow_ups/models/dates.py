"""The dates of a follow-up: its own, and those that its invitation gives it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.follow_ups.life import NEVER, OURS_TO_MOVE, Status
from tracker.history.models import Entry

if TYPE_CHECKING:
    from tracker.follow_ups.models.invitation import Invitation


def or_never(name: str) -> Coalesce:
    return Coalesce(name, Value(NEVER, models.DateField()))


class Dated(models.Model):
    """`reply_due_on` and `event_on` are copies, so that a list of a million knows what is late without a join:

    the day to reply by while there is no answer; and the day on which the event ends, by the clock of this house, until
    it is delivered. Only `save` writes them.
    """

    status: str
    kind: str

    due_on = models.DateField(_("due date"), null=True, blank=True)
    reply_due_on = models.DateField(_("reply due"), null=True, editable=False)
    event_on = models.DateField(_("event to deliver"), null=True, editable=False)
    due_order = models.GeneratedField(
        expression=Least(or_never("due_on"), or_never("reply_due_on"), or_never("event_on")),
        output_field=models.DateField(),
        db_persist=True,
    )
    first_due_on = models.DateField(_("first due date"), null=True, editable=False)
    review_on = models.DateField(_("review date"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def first_of_dates(self) -> date | None:
        """What comes first: the due date, the day to reply by, or the event. `due_order` says the same in SQL."""
        return min((day for day in (self.due_on, self.reply_due_on, self.event_on) if day), default=None)

    def is_late(self, today: date) -> bool:
        """`heaps.late` says the same in SQL."""
        first = self.first_of_dates
        return self.status in OURS_TO_MOVE and first is not None and first < today and not self.has_passed(today)

    def has_passed(self, today: date) -> bool:
        """Its event is over, and nobody said that it was delivered. `heaps.passed` says so in SQL, of active ones."""
        return self.event_on is not None and self.event_on < today

    @property
    def event(self) -> "Invitation | None":
        """The invitation with its event, while the follow-up is of that kind."""
        return getattr(self, "invitation", None) if self.kind == "invitation" and self.pk else None

    def answer_for(self, status: str, *, by: User) -> dict[str, Any]:
        """What the move to `status` says of the answer: who declines has answered, who opens it again has not."""
        declines = status == Status.DECLINED
        if not self.event or declines == (self.status == Status.DECLINED):
            return {}
        return self.event.answered("declined" if declines else "none", by)

    def save(self, *args: Any, **kwargs: Any) -> None:
        event = self.event
        self.reply_due_on = event.reply_by if event and not event.is_answered else None
        self.event_on = event.over_on if event and not event.is_delivered else None
        super().save(*args, **kwargs)

    def copies_of(self, columns: list[str]) -> list[str]:
        """Every deed is an update, a note too."""
        return ["updated_at", "reply_due_on", "event_on"]

    @transaction.atomic
    def change(self, verb: str, *, by: User | None, **values: Any) -> Entry | None:
        """`Recorded.change`; the steps of the event follow what changed of it."""
        entry: Entry | None = super().change(verb, by=by, **values)  # type: ignore[misc]
        changed = {name.removeprefix("invitation.") for name in entry.changes if "." in name} if entry else set()
        if changed and self.event:
            self.event.follow(changed, by=by)
        return entry
