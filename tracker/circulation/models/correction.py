"""A correction that somebody proposes to a text while it goes round, and what was decided on it."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts import permissions
from tracker.accounts.classification_field import Closed
from tracker.accounts.models import User
from tracker.circulation.models.copy import Copy
from tracker.circulation.text_merge import replaced, taken_over
from tracker.directory.left import mark_leavers, say_person
from tracker.history.models import Entry
from tracker.history.once import once
from tracker.history.opening.former_words import Written
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.tracked_model import Tracked
from tracker.history.undo import may_undo, undo
from tracker.kit.date_formats import format_date
from tracker.records.models import Record, Version
from tracker.records.stages import Stage
from tracker.records.text_changes import Change, changes


class CorrectionQuerySet(RemovableQuerySet["Correction"]):
    def visible_to(self, user: User) -> Self:
        return self.present()._known_to(user)

    def removed_for(self, user: User) -> Self:
        return self.removed()._known_to(user)

    def hidden_from(self, user: User) -> Self:
        if user.sees_restricted:
            return self.none()
        return self.filter(record__in=Record.objects.hidden_from(user).values("pk"))

    def undecided(self) -> Self:
        """Also those that were accepted into a version that was undone since."""
        undone = Q(decision=Correction.Decision.ACCEPTED, rewrote__undone_by__isnull=False)
        return self.present().filter(Q(decision="") | undone)

    def with_names(self) -> Self:
        names = ("proposed_by", "decided_by", "copy__person__account", "rewrote__undone_by")
        return self.select_related("against", "record__meeting", *names)

    def with_texts(self, newest: Version) -> list["Correction"]:
        """Each with the text as it is today, and its authors with whether they have left: asked once for all."""
        rows = list(self.with_names())
        mark_leavers(row.copy.person for row in rows if row.copy)
        for row in rows:
            row.newest = newest
        return rows

    def _known_to(self, user: User) -> Self:
        """What was proposed while the record was restricted stays behind where its past did."""
        seen = self.filter(record__in=Record.objects.visible_to(user).values("pk"))
        if user.sees_restricted:
            return seen
        withheld = Entry.objects.about(Correction).filter(verb="added", written=Written.WITHHELD)
        return seen.exclude(pk__in=withheld.values("object_id"))


class Correction(Tracked, Removable):
    """Of the words text[start:end] of a version. By a link it was proposed by a `copy`, else by whoever signed in."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", gettext_lazy("Accepted")
        DECLINED = "declined", gettext_lazy("Declined")

    GATES = {**permissions.LOGGED, "removed_at": lambda user, row: user.is_active and row.proposed_by_id == user.pk}

    record = models.ForeignKey(Record, models.CASCADE, verbose_name=gettext_lazy("record"), related_name="corrections")
    # Not `version`, by which its own changes are counted.
    against = models.ForeignKey(Version, models.PROTECT, verbose_name=gettext_lazy("against"), related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    old = models.TextField(gettext_lazy("words as they were"))
    new = models.TextField(gettext_lazy("words proposed"), blank=True)
    remark = models.TextField(gettext_lazy("remark"), blank=True)
    copy = models.ForeignKey(
        Copy, models.PROTECT, null=True, verbose_name=gettext_lazy("by link"), related_name="corrections"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=gettext_lazy("by"), related_name="+"
    )
    at = models.DateTimeField(gettext_lazy("when"), default=timezone.now, editable=False)
    decision = models.CharField(gettext_lazy("decision"), max_length=10, choices=Decision, blank=True)
    reason = models.TextField(gettext_lazy("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=gettext_lazy("decided by"), related_name="+"
    )
    decided_at = models.DateTimeField(gettext_lazy("decided"), null=True)
    # The entry of the record by which it was taken over, if that made a version.
    rewrote = models.ForeignKey(
        Entry, models.SET_NULL, null=True, verbose_name=gettext_lazy("taken over in"), related_name="+"
    )
    key = models.UUIDField(null=True, editable=False)

    objects: ClassVar[Any] = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("correction")
        verbose_name_plural = gettext_lazy("corrections")
        ordering = ["start", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposed_by", "key"], name="correction_proposed_once"),
            models.UniqueConstraint(fields=["copy", "key"], name="correction_proposed_once_by_link"),
        ]

    def __str__(self) -> str:
        return _("Correction by %(name)s") % {"name": self.author}

    def get_absolute_url(self) -> str:
        return reverse("circulation:round", args=[self.record_id])

    @classmethod
    @transaction.atomic
    def propose(
        cls, record: Record, number: int, start: int, end: int, new: str, *,
        by: User | None = None, copy: Copy | None = None, remark: str = "", key: UUID | None = None,
    ) -> Self:  # fmt: skip
        """Other words for text[start:end] of the version of this number. ValidationError once that is closed."""
        record.hold()
        refuse_late(record, timezone.localdate())
        against = record.versions.get(number=number)
        words = {"start": start, "end": end, "old": against.text[start:end], "new": new, "remark": remark}
        owner: dict[str, Any] = {"proposed_by": by, "copy": copy}
        maker = by or (copy.reader if copy else permissions.anybody())
        values = {"record": record, "against": against, "key": key, **words, **owner}
        return once(cls, lambda: cls.add(by=by, **values), key=key, maker=maker, **owner)

    @property
    def author(self) -> str:
        return say_person(self.copy, "person") if self.copy else str(self.proposed_by)

    @property
    def closed_by(self) -> Closed:
        return self.record.closed_by

    @property
    def changes(self) -> list[Change]:
        return changes(self.old, self.new)

    @property
    def is_undecided(self) -> bool:
        """`CorrectionQuerySet.undecided` says the same in SQL."""
        return not self.decision or self._is_undone

    @property
    def _is_undone(self) -> bool:
        return self.decision == self.Decision.ACCEPTED and hasattr(self.rewrote, "undone_by")

    @cached_property
    def newest(self) -> Version:
        """The text as it is today; a page of many corrections brings it along."""
        return self.record.latest

    @cached_property
    def text_with_it(self) -> str | None:
        """The newest text with it taken over; None where somebody else changed the same words since."""
        before = self.against.text
        mine = replaced(before, self.start, self.end, self.new)
        return mine if self.newest == self.against else taken_over(before, mine, self.newest.text)

    @transaction.atomic
    def accept(self, *, by: User, reason: str = "") -> Entry | None:
        """Make a version of it. None where that was done. ValidationError where it would overwrite other words."""
        if not self._hold(self.Decision.ACCEPTED):
            return None
        if self.text_with_it is None:
            raise ValidationError(_("Other words stand there by now. Decline it with a reason, or edit the text."))
        before = self.record.number
        note = _("Correction proposed by %(name)s") % {"name": self.author}
        self.record.rewrite(self.text_with_it, by=by, note=note)
        rewrote = self.record.history.first() if self.record.number > before else None
        return self._decide("correction accepted", self.Decision.ACCEPTED, reason, by=by, rewrote=rewrote)

    @transaction.atomic
    def decline(self, *, by: User, reason: str) -> Entry | None:
        if not self._hold(self.Decision.DECLINED):
            return None
        return self._decide("correction declined", self.Decision.DECLINED, reason, by=by, rewrote=None)

    def _hold(self, decision: str) -> bool:
        """Whether it is still to be decided so; nobody else decides meanwhile. ValidationError: otherwise, already."""
        self.record.hold()
        self.refresh_from_db()
        if self.is_undecided:
            return True
        if self.decision != decision:
            raise ValidationError(_("Somebody decided on this correction already."))
        return False

    def _decide(self, verb: str, decision: str, reason: str, *, by: User, rewrote: Entry | None) -> Entry | None:
        who: dict[str, Any] = {"decided_by": by, "decided_at": timezone.now()}
        return self.change(verb, by=by, decision=decision, reason=reason, rewrote=rewrote, **who)

    def put_back(self, entry: Entry, values: Mapping[str, Any], *, by: User) -> Entry | None:
        """The version that it made goes back with it. Raises NotLast where the text changed again since."""
        if "rewrote" in values and self.rewrote and not self._is_undone:
            if not may_undo(by, self.record, self.rewrote):
                raise ValidationError(_("It was taken over by somebody else: that is not yours to take back."))
            undo(self.record, self.rewrote, by=by)
        return super().put_back(entry, values, by=by)


def may_correct(record: Record, today: date) -> bool:
    """As long as it goes round, and until the end of the last day."""
    until = record.corrections_until
    return record.stage == Stage.CIRCULATED and until is not None and today <= until


def refuse_late(record: Record, today: date) -> None:
    """ValidationError with a sentence, once corrections are closed."""
    if not may_correct(record, today):
        raise ValidationError(closed_sentence(record))


def closed_sentence(record: Record) -> str:
    if record.stage == Stage.CIRCULATED and record.corrections_until:
        words = _("Corrections could be proposed until %(day)s. That day has passed; thank you for reading the text.")
        return words % {"day": format_date(record.corrections_until)}
    if record.is_settled:
        return _("This text is agreed, and corrections are closed. Thank you for reading it.")
    return _("Corrections are closed: this text does not go round any more. Thank you for reading it.")
