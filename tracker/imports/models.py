"""An import: a table that somebody brought, what its columns mean, and what becomes of each of its rows."""

from functools import partial
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import GENERAL, Classification
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.imports.headers import column_name
from tracker.imports.lists.imported_list import ImportedList
from tracker.imports.reading.choice_words import sign
from tracker.imports.reading.options import Reading
from tracker.imports.table_reader import SENTENCES
from tracker.kept_files.folder import Folder


class RowOutcome(models.TextChoices):
    """What a row would do, or has done: in the order in which people have to look at them."""

    ASKED = "asked", _("To answer")
    KEPT = "kept", _("Could not be undone")
    UNDONE = "undone", _("Undone")
    CHANGED = "changed", _("Changed")
    NEW = "new", _("New")
    SAME = "same", _("Same")
    REFUSED = "refused", _("Refused")


class Answer(models.TextChoices):
    """Of a cell that two people changed, whose value stays; of a row that may be known, whether it is the same."""

    MINE = "mine", _("Take mine")
    THEIRS = "theirs", _("Keep theirs")
    SAME = "same", _("It is the same")
    OTHER = "other", _("It is another one")


# The tasks that read its file, and compare its rows with what is there.
READER, PLANNER = "tracker.imports.tasks.read_file", "tracker.imports.tasks.plan_rows"
UNDOER = "tracker.imports.undo.tasks.take_back_import"
TO_WRITE = (RowOutcome.NEW, RowOutcome.CHANGED)


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: User) -> Self:
        """A table may hold what others must not see: it is shown to nobody but whoever brought it."""
        return self.filter(by=user)

    def overseen_by(self, user: User) -> Self:
        """That somebody brought a table and when, not what it holds: of everybody for who sees all. With `is_own`."""
        rows = self if user.sees_restricted else self.visible_to(user)
        return rows.annotate(is_own=models.ExpressionWrapper(models.Q(by=user), models.BooleanField()))

    def unconfirmed(self) -> Self:
        return self.filter(confirmed_at=None)

    def unpreviewed(self) -> Self:
        """Whose rows are to be compared, and nobody has stopped that."""
        return self.filter(confirmed_at=None, previewed_at=None, stopped_at=None)


# Where files wait until they are read.
FOLDER = Folder("imports")


class Import(models.Model):
    """`heads` are the words above the columns, `columns` the field that each is taken for, "" where it is left out.

    It has no heads before its file is read. `size` is the file's, in bytes; `why` it was not read a key of SENTENCES.
    `reading` is what was chosen of how it is read, and `found` how it is read now (`reading.options`). Until it is
    confirmed its list may be one that is still to be named, by `list_name`. `pace` is how many rows a second are
    compared or written.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("by"), related_name="imports")
    at = models.DateTimeField(_("when"), auto_now_add=True)
    name = models.CharField(_("file"), max_length=200)
    size = models.PositiveIntegerField(_("size"), default=0, editable=False)
    why = models.CharField(_("why it was not read"), max_length=10, blank=True, editable=False)
    sheet = models.CharField(_("sheet"), max_length=200, blank=True)
    others = models.JSONField(_("other sheets"), default=list)
    reading = models.JSONField(_("how it is read"), default=dict, editable=False)
    found = models.JSONField(_("how it was read"), default=dict, editable=False)
    heads = models.JSONField(_("heads"), default=list)
    columns = models.JSONField(_("columns"), default=list)
    imported_list = models.ForeignKey(
        ImportedList, models.SET_NULL, null=True, blank=True, verbose_name=_("list"), related_name="imports"
    )
    list_name = models.CharField(_("name of the new list"), max_length=200, blank=True)
    new_list_key = models.UUIDField(default=uuid4, editable=False)
    trusts_numbers = models.BooleanField(_("a known number is the same matter"), default=False, editable=False)
    adds_names = models.BooleanField(
        _("Put names that Suivi does not know into the directory"),
        default=False,
        help_text=_("Of owners and partners. Otherwise their rows are refused, and you can correct the spelling."),
    )
    classification = models.CharField(
        _("classification of what is new"), max_length=12, choices=Classification, default=GENERAL
    )
    previewed_at = models.DateTimeField(_("previewed"), null=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    undone_at = models.DateTimeField(_("taken back"), null=True, editable=False)
    stopped_at = models.DateTimeField(_("stopped"), null=True, editable=False)
    pace = models.FloatField(null=True, editable=False)

    objects: ClassVar[Any] = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    def counts(self) -> Any:
        """How many lines have each outcome, as pairs."""
        return self.lines.order_by().values_list("outcome").annotate(models.Count("pk"))

    def get_absolute_url(self) -> str:
        return reverse("imports:import", args=[self.pk])

    @property
    def is_read(self) -> bool:
        return bool(self.heads)

    @property
    def problem(self) -> str:
        """Why its file could not be read: `Refused` has the key of the sentence."""
        return str(SENTENCES[self.why or "lost"])

    @property
    def kept_as(self) -> str:
        return f"{self.pk}.table"

    @property
    def is_kept(self) -> bool:
        """Whether its file is still there, to be read again."""
        return FOLDER.has(self.kept_as)

    @property
    def how(self) -> Reading:
        return Reading.from_stored(self.reading)

    def adds(self, field: str, name: str) -> bool:
        """Whether this name goes into the directory, if nobody has it."""
        return self.adds_names or sign(name) in self.how.added.get(field, ())

    @property
    def list_key(self) -> UUID:
        """That of its list, be it there or still to be named."""
        return self.imported_list.key if self.imported_list else self.new_list_key

    @property
    def list_named(self) -> str:
        """What its list is called, where one matters: the numbers or the words of its rows are known there."""
        return str(self.imported_list or self.list_name) if self.imported_list or "key" in self.columns else ""

    def cell(self, place: int, number: int) -> str:
        """What a spreadsheet calls the cell of this column in the row of this number: B12, or Actions!B12."""
        sheet, here = self.where(number)
        return f"{sheet}!{column_name(place)}{here}" if sheet else f"{column_name(place)}{here}"

    def row_name(self, number: int) -> str:
        sheet, here = self.where(number)
        return f"{sheet}!{here}" if sheet else str(here)

    def where(self, number: int) -> tuple[str, int]:
        """Of several sheets, that in which the row stands; and its number there."""
        found = [("", 0), *(part for part in self.found.get("parts", ()) if part[1] < number)]
        sheet, before = found[-1]
        return sheet, number - before

    def stop(self) -> None:
        """Compare or write no more of its rows. What is written stays; the rest may be gone on with."""
        is_seen = models.Q(previewed_at__isnull=False, confirmed_at=None)
        if self.is_read:
            Import.objects.exclude(is_seen).filter(pk=self.pk).update(stopped_at=timezone.now(), pace=None)

    def throw_away(self) -> None:
        name = self.kept_as
        self.delete()
        # What is taken back keeps its file.
        transaction.on_commit(partial(FOLDER.remove, name))


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def to_write(self) -> Self:
        return self.filter(outcome__in=TO_WRITE, written_at=None)

    def to_take_back(self) -> Self:
        return self.written().filter(outcome__in=TO_WRITE)

    def written(self) -> Self:
        return self.exclude(written_at=None)


class ImportRow(models.Model):
    """A row of the table. `number` is the one that the spreadsheet shows beside it.

    `changes` are as history stores them; `problems` hold the place and the sentence for each cell that is wrong.
    `asked` holds by field what its owner has to answer before it is written, `answers` what they did (`Answer`), and
    `kept` the fields of which nothing is written. `names` are those that nobody has, by field, as they are written.
    `entry` is the change that it was to its follow-up, and `left_at` the version at which it left that.
    """

    source = models.ForeignKey(Import, models.CASCADE, verbose_name=_("import"), related_name="lines")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(_("cells"), default=list)
    outcome = models.CharField(_("outcome"), max_length=8, choices=RowOutcome, blank=True)
    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, null=True, verbose_name=_("follow-up"), related_name="import_lines"
    )
    version = models.PositiveIntegerField(_("version it was compared with"), null=True)
    key = models.UUIDField(null=True, editable=False)
    changes = models.JSONField(_("changes"), default=dict)
    problems = models.JSONField(_("problems"), default=list)
    asked = models.JSONField(_("asked"), default=dict, editable=False)
    answers = models.JSONField(_("answers"), default=dict, editable=False)
    names = models.JSONField(_("unknown names"), default=dict, editable=False)
    kept = models.JSONField(_("kept"), default=list, editable=False)
    written_at = models.DateTimeField(_("written"), null=True, editable=False)
    entry = models.OneToOneField(
        Entry, models.SET_NULL, null=True, verbose_name=_("entry"), related_name="import_line", editable=False
    )
    left_at = models.PositiveIntegerField(_("version it left"), null=True, editable=False)

    objects: ClassVar[Any] = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="line_of_import")]
        indexes = [models.Index(fields=["source", "outcome", "number"], name="line_by_outcome")]

    def __str__(self) -> str:
        return f"{self.source_id}/{self.number}"
