"""Passages: the words of a record that somebody read, and those that are information only."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.history.opening.former_words import Written
from tracker.records.passage_anchors import Selector, select

if TYPE_CHECKING:
    from tracker.records.models.record import Version


class Passage(models.Model):
    """Words of a record that somebody read: a follow-up or an activity comes from them, or they are information only.

    A text quote and its position (W3C Web Annotation selectors).

    `start` and `end` count code points in the text of `version`. `removed_in` is the version that lost the words.
    """

    record = models.ForeignKey("records.Record", models.CASCADE, verbose_name=_("record"), related_name="passages")
    version = models.ForeignKey("records.Version", models.PROTECT, verbose_name=_("version"), related_name="passages")
    exact = models.TextField(_("quote"))
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    removed_in = models.ForeignKey(
        "records.Version",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("removed in"),
        related_name="removed_passages",
        # It is empty in nearly all, which SQLite takes for few: see the index below.
        db_index=False,
    )

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["start", "id"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="passage_has_words")]
        indexes = [
            models.Index(fields=["removed_in"], name="passage_removed_in", condition=Q(removed_in__isnull=False))
        ]

    def __str__(self) -> str:
        return self.quote

    @classmethod
    def of(cls, version: "Version", start: int, end: int) -> "Passage":
        """A new, saved passage over these code points of the version. ValueError when there are no words there."""
        passage = cls(record=version.record, version=version)
        passage._take(select(version.text, start, end))
        passage.save()
        return passage

    @property
    def quote(self) -> str:
        """The words; none where they stand only in a former text that was withheld when the record was opened."""
        is_withheld = self.removed_in_id and self.version.written == Written.WITHHELD
        return "" if is_withheld else self.exact

    @property
    def quoting(self) -> list[Any]:
        """The follow-up or the activity that comes from these words; none when they are information only."""
        return [row for name in ("follow_up", "activity") if (row := getattr(self, name, None))]

    @property
    def selector(self) -> Selector:
        return Selector(self.exact, self.prefix, self.suffix, self.start, self.end)

    @staticmethod
    def follow(found: Iterable[tuple["Passage", Selector | None]], version: "Version") -> None:
        """Let each stand where its words now are in `version`; None: they are gone. The caller holds the record.

        One query for all: where a row is there, an insert that gives way is what changes many at a time fastest.
        """
        moved = [passage._moved(selector, version) for passage, selector in found]
        changed = ("version", "removed_in", "exact", "prefix", "suffix", "start", "end")
        Passage.objects.bulk_create(moved, update_conflicts=True, unique_fields=["id"], update_fields=changed)

    def _moved(self, selector: Selector | None, version: "Version") -> "Passage":
        if selector is None:
            self.removed_in = version
        else:
            self.version, self.removed_in = version, None
            self._take(selector)
        return self

    def _take(self, selector: Selector) -> None:
        self.exact, self.prefix, self.suffix = selector.exact, selector.prefix, selector.suffix
        self.start, self.end = selector.start, selector.end


class InformationOnly(models.Model):
    """The words of a passage were read, and ask for nothing."""

    # What is drawn after its words, which stay plain.
    ASIDE = "records/information_sign.html"

    passage = models.OneToOneField(Passage, models.CASCADE, verbose_name=_("passage"), related_name="information_only")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("information only")
        verbose_name_plural = _("information only")

    def __str__(self) -> str:
        return str(self.passage)
