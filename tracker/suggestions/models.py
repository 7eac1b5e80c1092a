"""What people decided on the words that a record suggests, and who read a record to its end."""

from typing import Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import GENERAL
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.seen_by import seen_by
from tracker.kit.date_formats import format_date
from tracker.reading.results import Suggestion
from tracker.reading.scoring import Learnt, table
from tracker.records.models import Passage, Record, Version
from tracker.records.selected_words import SelectedWords


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User) -> Self:
        """Those on records that this person sees, without what became a follow-up that they do not see."""
        seen = self.filter(passage__record__in=Record.objects.visible_to(user))
        return seen.filter(Q(follow_up=None) | seen_by(user))

    def general(self) -> Self:
        """Those that everybody sees, and that stand: only they may teach what others are suggested."""
        records = Record.objects.filter(
            classification=GENERAL, meeting__classification=GENERAL, meeting__removed_at=None
        )
        follow_ups = FollowUp.objects.filter(classification=GENERAL, removed_at=None)
        return self.filter(Q(follow_up=None) | Q(follow_up__in=follow_ups), passage__record__in=records)


class Decision(models.Model):
    """Somebody made a follow-up of words that were suggested, dismissed them, or knew the follow-up that they mean.

    `band`, `score` and `reasons` (names of cues) are those with which they were suggested then. Those that were
    accepted at one press share its `press`, and are undone together.
    """

    # What is drawn after its words, which stay plain.
    ASIDE = "suggestions/dismissed_sign.html"

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        DISMISSED = "dismissed", _("Dismissed")
        SAME = "same", _("Same as another")

    passage = models.OneToOneField(Passage, models.CASCADE, verbose_name=_("passage"), related_name="decision")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, null=True, blank=True, verbose_name=_("follow-up"), related_name="decisions"
    )
    band = models.CharField(_("band"), max_length=10)
    score = models.FloatField(_("score"))
    reasons = models.JSONField(_("reasons"), default=list)
    press = models.UUIDField(null=True, editable=False, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("when"))

    objects: ClassVar[Any] = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on a suggestion")
        verbose_name_plural = _("decisions on suggestions")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="dismissed", follow_up=None) | Q(~Q(outcome="dismissed"), follow_up__isnull=False),
                name="decision_has_follow_up",
            )
        ]

    def __str__(self) -> str:
        return str(self.passage)

    @classmethod
    def note(
        cls, outcome: str, passage: Passage, suggested: Suggestion, *, by: User,
        follow_up: FollowUp | None = None, press: UUID | None = None,
    ) -> "Decision":  # fmt: skip
        said: dict[str, Any] = {"band": suggested.band, "score": suggested.score, "reasons": suggested.reasons}
        row: Decision = cls.objects.create(
            outcome=outcome, passage=passage, follow_up=follow_up, press=press, by=by, at=timezone.now(), **said
        )
        return row

    @classmethod
    @transaction.atomic
    def decide(
        cls, words: SelectedWords, suggested: Suggestion, *, by: User, follow_up: FollowUp | None = None
    ) -> "Decision":
        """Dismiss the words, or say that they mean `follow_up`. Done twice, it is done once: the first stands."""
        record = Record.objects.select_for_update().get(pk=words.version.record_id)
        if same := cls.on(words, by).first():
            return same
        outcome = cls.Outcome.SAME if follow_up else cls.Outcome.DISMISSED
        row = cls.note(outcome, words.save(), suggested, by=by, follow_up=follow_up)
        told = {"from": None, "to": row.pk, "from_text": "", "to_text": row.passage.exact}
        record.change("matched" if follow_up else "dismissed", by=by, also={"suggestion": told})
        return row

    @classmethod
    def on(cls, words: SelectedWords, user: User) -> DecisionQuerySet:
        """What this person sees decided on these very words."""
        there = Q(passage__record=words.version.record_id, passage__removed_in=None)
        rows: DecisionQuerySet = cls.objects.visible_to(user)
        return rows.filter(there, passage__start__lt=words.end, passage__end__gt=words.start)

    @transaction.atomic
    def take_back(self, *, by: User) -> None:
        """The words are suggested again. What was made of them is removed as any follow-up is."""
        told = {"from": self.pk, "to": None, "from_text": self.passage.quote, "to_text": ""}
        self.passage.record.change("reconsidered", by=by, also={"suggestion": told})
        self.passage.delete()


class ReadThrough(models.Model):
    """Somebody read a text of a record to its end: whatever in it is nothing else is information."""

    version = models.OneToOneField(Version, models.CASCADE, verbose_name=_("version"), related_name="read_through")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("record read to its end")
        verbose_name_plural = _("records read to their end")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.version)

    @classmethod
    @transaction.atomic
    def note(cls, version: Version, *, by: User) -> Self:
        """Noted twice, it is noted once: who was first stands there."""
        record = Record.objects.select_for_update().get(pk=version.record_id)
        row, is_new = cls.objects.get_or_create(version=version, defaults={"by": by, "at": timezone.now()})
        if is_new:
            told = {"from": None, "to": row.pk, "from_text": "", "to_text": version.label}
            record.change("read", by=by, also={"reading": told})
        return row

    @transaction.atomic
    def take_back(self, *, by: User) -> None:
        told = {"from": self.pk, "to": None, "from_text": self.version.label, "to_text": ""}
        self.version.record.change("unread", by=by, also={"reading": told})
        self.delete()


class Learning(models.Model):
    """What was learnt from decisions; or, with `by`, that an administrator went back to what is shipped.

    `decisions` are those it was learnt from: all that everybody sees, from the last going back on.
    """

    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by"), related_name="+"
    )
    sure = models.FloatField(_("sure from"))
    perhaps = models.FloatField(_("perhaps from"))
    offsets = models.JSONField(_("weights of reasons"), default=dict, blank=True)
    decisions = models.PositiveIntegerField(_("decisions"), default=0)

    class Meta:
        verbose_name = _("what was learnt")
        verbose_name_plural = _("what was learnt")
        ordering = ["-id"]

    def __str__(self) -> str:
        return format_date(timezone.localdate(self.at))

    def get_absolute_url(self) -> str:
        return reverse("suggestions:learnt")

    @classmethod
    def here(cls) -> Learnt | None:
        """None in a house that has learnt nothing yet, or has gone back."""
        last = cls.objects.first()
        return None if last is None or last.by_id else last.learnt

    @classmethod
    def decisions_since(cls) -> DecisionQuerySet:
        """Those that teach: of what everybody sees, from the last going back on."""
        rows: DecisionQuerySet = Decision.objects.general()
        back = cls.objects.filter(by__isnull=False).first()
        return rows.filter(at__gt=back.at) if back else rows

    @classmethod
    def note(cls, learnt: Learnt, decisions: int) -> Self:
        said: dict[str, Any] = {"sure": learnt.sure, "perhaps": learnt.perhaps, "offsets": learnt.offsets}
        return cls.objects.create(decisions=decisions, **said)

    @classmethod
    def in_turn(cls) -> None:
        """Of two who learn or go back at once, the second waits, and finds what the first has done."""
        Decision.objects.select_for_update().order_by("pk").first()

    @classmethod
    @transaction.atomic
    def go_back(cls, *, by: User) -> Self | None:
        """To what is shipped: decisions made so far teach nothing any more. None where nothing was decided."""
        cls.in_turn()
        if not cls.decisions_since().exists():
            return None
        return cls.objects.create(by=by, sure=table().sure, perhaps=table().perhaps)

    @property
    def learnt(self) -> Learnt:
        return Learnt(self.perhaps, self.sure, self.offsets)
