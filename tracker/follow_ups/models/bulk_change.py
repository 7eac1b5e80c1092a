"""A change of many follow-ups at once: which were chosen, what was asked of them, and what became of each.

It is done, and taken back, some at a time: however often it is sent, each is changed once and taken back once.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.follow_ups.bulk.bulk_edit import BulkEdit, Refusal
from tracker.follow_ups.models.follow_up import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.history.models import Entry
from tracker.history.opening.open_up import WouldOpen
from tracker.history.tracked_model import Stale
from tracker.history.undo import NotLast, may_undo, undo

MOST = 10_000
AT_A_TIME = 200
# Of what one person chose and never started.
MOST_UNSTARTED, UNSTARTED_RETENTION = 5, timedelta(days=1)


class BulkOutcome(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    CHANGED = "changed", _("Changed")
    LEFT = "left", _("Left alone")
    UNDONE = "undone", _("Taken back")
    KEPT = "kept", _("Could not be taken back")


class BulkChange(models.Model):
    """`query` is that of the list it was chosen from. Until it is started it changes nothing."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="bulk_changes")
    made_at = models.DateTimeField(_("chosen"), auto_now_add=True)
    query = models.TextField(_("list"), blank=True)
    wish = models.JSONField(_("what is asked"), default=dict)
    started_at = models.DateTimeField(_("started"), null=True)
    undone_at = models.DateTimeField(_("taken back"), null=True)

    class Meta:
        verbose_name = _("change of several follow-ups")
        verbose_name_plural = _("changes of several follow-ups")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("follow_ups:bulk", args=[self.pk])

    @classmethod
    @transaction.atomic
    def choose(cls, rows: Iterable[tuple[int, int]], *, by: User, query: str = "") -> Self:
        """`rows` are keys and versions. Of what this person chose before and never started a few are kept."""
        cls._forget(cls.objects.filter(by=by), kept=MOST_UNSTARTED - 1)
        bulk = cls.objects.create(by=by, query=query)
        chosen = (BulkRow(bulk=bulk, follow_up_id=pk, version=version) for pk, version in rows)
        BulkRow.objects.bulk_create(chosen, batch_size=1_000)
        return bulk

    @classmethod
    @transaction.atomic
    def forget_old(cls, now: datetime) -> None:
        """What nobody started within a day."""
        cls._forget(cls.objects.filter(made_at__lt=now - UNSTARTED_RETENTION))

    @classmethod
    def _forget(cls, chosen: models.QuerySet[Self], *, kept: int = 0) -> None:
        """Locked, so that what is started at this moment stays."""
        unstarted = chosen.filter(started_at=None).order_by("-pk").select_for_update()
        cls.objects.filter(pk__in=[bulk.pk for bulk in unstarted[kept:]]).delete()

    @property
    def asked(self) -> BulkEdit:
        return BulkEdit.read(self.wish) if self.wish else BulkEdit()

    @cached_property
    def counts(self) -> Counter[str]:
        """How many rows there are of each outcome."""
        found = self.rows.order_by().values_list("outcome").annotate(number=models.Count("pk"))
        return Counter(dict(found))

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def is_at_work(self) -> bool:
        """Whether some still wait to be changed, or to be taken back."""
        left = self.counts[BulkOutcome.CHANGED if self.undone_at else BulkOutcome.WAITING]
        return self.started_at is not None and left > 0

    def start(self, bulk_edit: BulkEdit) -> bool:
        """Ask for it, once: a second time changes nothing."""
        fresh = type(self).objects.filter(pk=self.pk, started_at=None)
        started = bool(fresh.update(wish=bulk_edit.stored(), started_at=timezone.now()))
        self.refresh_from_db()
        return started

    def go_on(self) -> None:
        """Change the next of those that wait, each in a transaction of its own."""
        rows = list(self.rows.filter(outcome=BulkOutcome.WAITING)[:AT_A_TIME]) if self.started_at else []
        found, bulk_edit = self._found(rows, FollowUp.objects.visible_to(self.by)), self.asked
        for row in rows:
            row.change(found.get(row.follow_up_id), bulk_edit, by=self.by)
        self._forget_counts()

    def take_back(self) -> None:
        """Put back the next of those that were changed; from the first time on, those that wait are let be."""
        type(self).objects.filter(pk=self.pk, undone_at=None).update(undone_at=timezone.now())
        self.refresh_from_db()
        self.rows.filter(outcome=BulkOutcome.WAITING).update(outcome=BulkOutcome.LEFT, why=Refusal.STOPPED)
        rows = list(self.rows.filter(outcome=BulkOutcome.CHANGED).select_related("entry")[:AT_A_TIME])
        found = self._found(rows, FollowUp.objects.known_by(self.by, [row.entry for row in rows if row.entry]))
        for row in rows:
            row.take_back(found.get(row.follow_up_id), by=self.by)
        self._forget_counts()

    def _found(self, rows: list["BulkRow"], visible: FollowUpQuerySet) -> dict[int, FollowUp]:
        return {each.pk: each for each in visible.with_names().filter(pk__in=[row.follow_up_id for row in rows])}

    def _forget_counts(self) -> None:
        self.__dict__.pop("counts", None)


class BulkRow(models.Model):
    """One of many. `version` is where it stood when it was chosen, `entry` the change, `why` what kept it from one."""

    bulk = models.ForeignKey(BulkChange, models.CASCADE, verbose_name=_("change"), related_name="rows")
    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, verbose_name=_("follow-up"), related_name="bulk_rows", db_index=False
    )
    version = models.PositiveIntegerField(_("version"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=BulkOutcome, default=BulkOutcome.WAITING)
    why = models.CharField(_("why"), max_length=12, choices=Refusal, blank=True)
    entry = models.OneToOneField(Entry, models.SET_NULL, null=True, verbose_name=_("entry"), related_name="bulk_row")

    class Meta:
        verbose_name = _("one of several follow-ups")
        verbose_name_plural = _("several follow-ups")
        ordering = ["id"]
        indexes = [models.Index(fields=["bulk", "outcome", "id"], name="bulk_row_by_outcome")]
        constraints = [models.UniqueConstraint(fields=["follow_up", "bulk"], name="bulk_row_once")]

    def __str__(self) -> str:
        return str(self.follow_up)

    @transaction.atomic
    def change(self, follow_up: FollowUp | None, bulk_edit: BulkEdit, *, by: User) -> None:
        if not self._turn(BulkOutcome.WAITING, BulkOutcome.CHANGED):
            return
        why: str = Refusal.GONE
        if follow_up:
            try:
                why = self._apply(follow_up, bulk_edit, by)
            except Stale:
                # Somebody was quicker by milliseconds: look at what stands there now, and hold it.
                follow_up.refresh_from_db(from_queryset=FollowUp.objects.select_for_update())
                why = self._apply(follow_up, bulk_edit, by)
        if self.entry is None:
            self.outcome, self.why = BulkOutcome.LEFT, why or Refusal.SAME
        self.save(update_fields=["outcome", "why", "entry"])

    @transaction.atomic
    def take_back(self, follow_up: FollowUp | None, *, by: User) -> None:
        if not self._turn(BulkOutcome.CHANGED, BulkOutcome.UNDONE):
            return
        why = Refusal.GONE if follow_up is None else ""
        if follow_up and self.entry and not may_undo(by, follow_up, self.entry):
            why = Refusal.RIGHT
        if follow_up and self.entry and not why:
            follow_up.refresh_from_db(from_queryset=FollowUp.objects.select_for_update())
            try:
                with transaction.atomic():
                    undo(follow_up, self.entry, by=by)
            except NotLast:
                why = Refusal.SINCE
            except WouldOpen:
                why = Refusal.NAME
        if why:
            self.outcome, self.why = BulkOutcome.KEPT, why
            self.save(update_fields=["outcome", "why"])

    def _apply(self, follow_up: FollowUp, bulk_edit: BulkEdit, by: User) -> str:
        """Do it, or give why not."""
        why = bulk_edit.refusal(follow_up, self.version, by)
        if not why:
            self.entry = bulk_edit.apply(follow_up, by=by)
        return why

    def _turn(self, before: str, after: str) -> bool:
        """Whether it was still `before`: of two who send the same, one goes on."""
        same: Any = BulkRow.objects.filter(pk=self.pk, outcome=before)
        self.outcome = after
        return bool(same.update(outcome=after))
