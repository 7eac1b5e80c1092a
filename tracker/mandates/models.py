"""Mandates: the resolutions, decisions, strategies, programmes and agreements that follow-ups implement."""

import re
from collections.abc import Iterator, Set
from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.directory.restricted_names import Name, names_in_columns, open_names
from tracker.files.models import files_relation
from tracker.history.models import Entry
from tracker.history.related_rows_as_value import InRows
from tracker.history.stored_values import text
from tracker.history.tracked_model import Tracked, Values
from tracker.kit.dates.as_said import LONGEST_WORDS, Said, said_of
from tracker.kit.text import fold, shorten, sought
from tracker.mandates import validity
from tracker.mandates.paragraphs import pair_up, read_lines, write_lines
from tracker.search.searchable_model import Indexed, IndexedQuerySet
from tracker.search.word_index import SearchWords


class MandateQuerySet(IndexedQuerySet["Mandate"]):
    def visible_to(self, user: User) -> Self:
        return self if user.is_active else self.none()

    def in_force(self, today: date) -> Self:
        return self.filter(validity.in_force(today))

    def no_longer_in_force(self, today: date) -> Self:
        return self.filter(validity.past(today))

    def ending_soon(self, today: date) -> Self:
        return self.filter(validity.ends_soon(today))

    def of(self, organisation: Organisation) -> Self:
        """Mandates to which the organisation or a part of it is a party, or which it adopted."""
        parts = organisation.keys_of_parts
        parties = Mandate.parties.through.objects.filter(organisation__in=parts).values("mandate")
        return self.filter(Q(body__in=parts) | Q(pk__in=parties))

    def by_end(self) -> Self:
        """Those that end first before the others; those without an end last."""
        return self.order_by(models.F("valid_until").asc(nulls_last=True), "id")

    def with_names(self) -> Self:
        """With those who adopted it and its parties, in two queries however many mandates there are."""
        return self.select_related("body").prefetch_related("parties")

    def agreements(self) -> Self:
        return self.filter(kind=Mandate.Kind.AGREEMENT)

    def other_than_agreements_in_force(self, today: date) -> Self:
        return self.exclude(validity.in_force(today), kind=Mandate.Kind.AGREEMENT)

    def find(self, words: str) -> Self:
        """Mandates that hold a word for each that was begun."""
        return self.search(words, names=True)


def _paragraphs(mandate: "Mandate") -> str:
    return write_lines(list(mandate.paragraphs.all()))


def _set_paragraphs(mandate: "Mandate", words: str) -> None:
    standing, lines = list(mandate.paragraphs.all()), read_lines(words)
    pairs = pair_up(standing, lines)
    for gone in [row for row in standing if row not in pairs]:
        gone.leave()
    # Frees every number, so that two paragraphs can swap theirs.
    mandate.paragraphs.update(number=Concat(Value("~"), Cast("pk", CharField())))
    for position, (row, line) in enumerate(zip(pairs, lines, strict=True)):
        paragraph = row or Paragraph(mandate=mandate)
        paragraph.number, paragraph.text, paragraph.position = *line, position
        paragraph.save()


def implemented_that_leave(mandate: "Mandate", words: str | None) -> list["Paragraph"]:
    """The paragraphs that would go if these were its lines, of those that something implements."""
    if words is None:
        return []
    standing = list(mandate.paragraphs.all())
    stay = pair_up(standing, read_lines(words))
    implemented = set(mandate.paragraphs.filter(implementations__isnull=False).values_list("pk", flat=True))
    return [row for row in standing if row not in stay and row.pk in implemented]


class Mandate(Tracked, Indexed):
    """Its paragraphs are one value, their lines."""

    OPENING = ()
    IN_ROWS = {"paragraphs": InRows(_paragraphs, _set_paragraphs, str)}
    COPIES = ("folded",)
    AS_SAID = {"adopted_on": ("adopted_begins", "adopted_words")}
    # Every mandate is there for everybody.
    is_restricted = False

    class Kind(models.TextChoices):
        RESOLUTION = "resolution", _("Resolution")
        DECISION = "decision", _("Decision")
        STRATEGY = "strategy", _("Strategy")
        PROGRAMME = "programme", _("Programme")
        AGREEMENT = "agreement", _("Agreement")
        WORK_PLAN = "work_plan", _("Work plan")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    symbol = models.CharField(_("symbol"), max_length=60, blank=True, help_text=_("Such as S/RES/2347 (2017)."))
    title = models.CharField(_("title"), max_length=250)
    body = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("adopted by"),
        related_name="adopted_mandates",
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_begins = models.DateField(_("adopted, first day"), null=True, blank=True, editable=False)
    adopted_words = models.CharField(_("adopted, as said"), max_length=LONGEST_WORDS, blank=True, editable=False)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    parties = models.ManyToManyField(Organisation, blank=True, verbose_name=_("parties"), related_name="mandates")
    link = models.URLField(_("link"), blank=True)
    text = models.TextField(_("text"), blank=True)
    folded = models.CharField(max_length=320, editable=False)

    objects: ClassVar[Any] = MandateQuerySet.as_manager()
    words = SearchWords(title=["symbol", "title"], detail=["text"])
    files: ClassVar[Any] = files_relation()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = [models.F("adopted_on").desc(nulls_last=True), "id"]

    def __str__(self) -> str:
        return self.symbol or self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = self.folded_words()
        super().save(*args, **kwargs)

    def folded_words(self) -> str:
        return fold(f"{self.symbol} {self.title}").strip()

    def change(self, verb: str, **values: Any) -> Entry | None:
        """What implements a paragraph that leaves goes on to implement the whole: that is told, and not undone."""
        if left := implemented_that_leave(self, values.get("paragraphs")):
            told = {"from": [row.pk for row in left], "to": [], "from_text": text(left), "to_text": str(self)}
            values["also"] = {**(values.get("also") or {}), "implementations": told}
        return super().change(verb, **values)

    def put_back(self, entry: Entry, values: Values, *, by: User) -> Entry | None:
        if left := implemented_that_leave(self, values.get("paragraphs")):
            refusal = _("Something implements %(paragraphs)s by now, so they stay.")
            raise ValidationError(refusal % {"paragraphs": text(left)})
        return super().put_back(entry, values, by=by)

    def restricted_names(self) -> Iterator[Name]:
        return names_in_columns(self)

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        open_names(self, changed, by=by)

    def get_absolute_url(self) -> str:
        return reverse("mandates:mandate", args=[self.pk])

    @property
    def label(self) -> str:
        return f"{self.symbol} · {self.title}" if self.symbol else self.title

    @property
    def numbers(self) -> list[str]:
        """Those by which its symbol is known, but for the year in brackets: 2347 of "S/RES/2347 (2017)"."""
        return re.findall(r"\d+", re.sub(r"\(.*?\)", " ", self.symbol))

    @property
    def adopted(self) -> Said | None:
        return said_of(self.adopted_begins, self.adopted_on, self.adopted_words)

    def is_in_force(self, today: date) -> bool:
        """`MandateQuerySet.in_force` says the same in SQL."""
        return self.valid_until is None or self.valid_until >= today

    @property
    def ends_soon(self) -> bool:
        """`MandateQuerySet.ending_soon` says the same in SQL, of any day."""
        today = timezone.localdate()
        return self.valid_until is not None and today <= self.valid_until <= validity.soon(today)

    @classmethod
    @transaction.atomic
    def write(cls, *, by: User | None, paragraphs: str = "", **values: Any) -> Self:
        """A new mandate with its paragraphs, one a line."""
        return cls.add(by=by, paragraphs=paragraphs, **values)


class ParagraphQuerySet(IndexedQuerySet["Paragraph"]):
    def visible_to(self, user: User) -> Self:
        return self if user.is_active else self.none()

    def find(self, words: str) -> Self:
        """Paragraphs of which every word stands in the mandate's name or in their own number."""
        rows = self
        for word in sought(words, most=40):
            rows = rows.filter(Q(mandate__folded__contains=word) | Q(number__icontains=word))
        return rows


class Paragraph(Indexed):
    mandate = models.ForeignKey(Mandate, models.CASCADE, verbose_name=_("mandate"), related_name="paragraphs")
    number = models.CharField(_("number"), max_length=20)
    text = models.TextField(_("text"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects: ClassVar[Any] = ParagraphQuerySet.as_manager()
    words = SearchWords(title=["number"], detail=["text"])

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["mandate", "number"], name="paragraph_number_once_a_mandate")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Such as "S/RES/2347 (2017), 5"."""
        return f"{shorten(str(self.mandate), 200)}, {self.number}"

    def leave(self) -> None:
        """Delete it; what implemented it goes on to implement the mandate as a whole."""
        whole = self.mandate.implementations.filter(paragraph=None)
        twice = Q(follow_up__in=whole.values("follow_up")) | Q(activity__in=whole.values("activity"))
        self.implementations.filter(twice).delete()
        self.implementations.update(paragraph=None)
        self.delete()
