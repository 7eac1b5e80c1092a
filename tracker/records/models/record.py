"""Records: what was written about a meeting, and its texts over time."""

from collections.abc import Collection, Iterator, Set
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.classification_field import GENERAL, RESTRICTED, Closed, classification_field
from tracker.accounts.models import User
from tracker.accounts.request import once_a_page
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written, readable, written_field
from tracker.history.tracked_model import Tracked, Values
from tracker.meetings import access
from tracker.meetings.models import Meeting
from tracker.records.models.passage import InformationOnly, Passage
from tracker.records.passage_anchors import move_all
from tracker.records.stages import SETTLED, VERBS, Stage, next_stages
from tracker.records.undo_version import undo_version
from tracker.search.searchable_model import FoundQuerySet, Indexed, IndexedQuerySet
from tracker.search.word_index import SearchWords

access.RESTRICTED_PARTS.append("records")


class VersionQuerySet(IndexedQuerySet["Version"]):
    def readable_by(self, user: User) -> Self:
        """Without the former texts that were withheld from this person when the record was opened."""
        return self.filter(readable(user))


class RecordQuerySet(FoundQuerySet["Record"]):
    @property
    def words(self) -> SearchWords:
        """Those of its newest version."""
        return Version.words

    def with_page(self) -> Self:
        """With its meeting, on whose page it stands and by which it is called."""
        return self.select_related("meeting")

    def hidden_from(self, user: User) -> Self:
        return permissions.hidden(self, _visible(user), user)

    def visible_to(self, user: User) -> Self:
        return self.filter(_visible(user), meeting__removed_at=None)

    def closed(self, opened: Collection[int]) -> Self:
        """Those closed by themselves to whom only the meetings of these keys are open; closed meetings come on top."""
        return self.filter(Q(classification=RESTRICTED) & ~Q(meeting__in=opened))


def _visible(user: User) -> Q:
    """Records that are general as their meeting is, or of a meeting opened to `user`."""
    if user.sees_restricted:
        return Q()
    opened = Q(meeting__in=once_a_page(user, access.opened()))
    return opened | Q(classification=GENERAL, meeting__classification=GENERAL)


class Record(Tracked):
    OPENING = ("classification",)

    class Kind(models.TextChoices):
        MINUTES = "minutes", _("Minutes")
        NOTE = "note", _("Note")
        COMMUNIQUE = "communique", _("Communiqué")
        DECISIONS = "decisions", _("Record of decisions")

    class Language(models.TextChoices):
        EN = "en", _("English")
        FR = "fr", _("French")
        AR = "ar", _("Arabic")
        ES = "es", _("Spanish")
        OTHER = "", _("Another language")

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name=_("meeting"), related_name="records")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.MINUTES)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.EN, blank=True)
    classification = classification_field()
    number = models.PositiveIntegerField(_("version"), default=1, editable=False)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT, editable=False)
    # Of the last time that it went round: which time that was, and until when corrections were asked for.
    round = models.PositiveIntegerField(default=0, editable=False)
    corrections_until = models.DateField(_("corrections until"), null=True, editable=False)

    objects: ClassVar[Any] = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ["id"]
        indexes = [models.Index(fields=["classification"], name="record_of_classification")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.meeting}"

    def get_absolute_url(self) -> str:
        return self.meeting.get_absolute_url()

    @property
    def latest(self) -> "Version":
        return self.versions.select_related("by").get(number=self.number)

    @property
    def is_settled(self) -> bool:
        """Whether its text was agreed: whoever changes it makes a draft of it again."""
        return self.stage in SETTLED

    @property
    def closed_by(self) -> Closed:
        return access.closing(GENERAL, self.meeting, self.classification)

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        """A record that became general lets what quotes it become so."""
        if "classification" in changed and not self.is_restricted:
            for quoting in self.hanging():
                quoting.follow_through({"classification"}, by=by)

    def hanging(self) -> Iterator[Tracked]:
        for passage in self.passages.select_related("follow_up", "activity"):
            yield from passage.quoting
        yield from self.corrections.select_related("record__meeting")

    def former_texts(self) -> models.QuerySet["Version"]:
        """All but the newest. A text that was never there for everybody is withheld with what follows on it."""
        return self.versions.filter(written=Written.RESTRICTED, number__lt=self.number)

    @classmethod
    @transaction.atomic
    def write(cls, *, by: User, text: str, **values: Any) -> Self:
        """A new record with its first version."""
        record = cls.add(by=by, **values)
        record._keep(text, by)
        return record

    @transaction.atomic
    def rewrite(self, new: str, *, by: User, note: str = "", undoes: Entry | None = None, **values: Any) -> "Version":
        """Make a new version; every passage moves with its words, or remembers who removed them.

        `values` change with it, in the same entry. A text that was agreed is a draft again, unless it is put back.
        Raises `Stale` when somebody made a version meanwhile.
        """
        old = self.latest
        if old.text == new:
            if self.differences(values):
                self.change("edited", by=by, note=note, **values)
            return old
        verb = "undid" if undoes else "rewrote"
        if self.is_settled:
            values = {"stage": Stage.DRAFT, **values}
        self.change(verb, by=by, note=note, undoes=undoes, number=old.number + 1, **values)
        version = self._keep(new, by)
        passages = list(self.passages.filter(removed_in=None))
        found = move_all([passage.selector for passage in passages], old.text, new)
        Passage.follow(zip(passages, found, strict=True), version)
        return version

    @transaction.atomic
    def circulate(self, until: date, *, by: User, note: str = "") -> Entry | None:
        """Let it go round: corrections are asked for until that day, which may still be moved. None: it is so."""
        self.hold()
        values: dict[str, Any] = {"stage": Stage.CIRCULATED, "corrections_until": until}
        if self.stage != Stage.CIRCULATED:
            # Also after one that was undone: its links lead nowhere any more.
            values["round"] = 1 + max(self.round, self.copies.aggregate(last=Max("round"))["last"] or 0)
        return self.change("circulated", by=by, note=note if self.differences(values) else "", **values)

    @transaction.atomic
    def go_to(self, stage: Stage, *, by: User, note: str = "") -> Entry | None:
        """To another stage than that of going round. None where it stands there already, or cannot go there."""
        self.hold()
        if stage not in next_stages(self.stage):
            return None
        return self.change(VERBS[stage], by=by, note=note, stage=stage)

    def hold(self) -> None:
        """Until the transaction ends nobody else changes it, nor what hangs on its stage."""
        locked = Record.objects.select_for_update()
        self.refresh_from_db(fields=["version", "stage", "round", "number", "corrections_until"], from_queryset=locked)

    def _keep(self, text: str, by: User) -> "Version":
        """Write down its newest text, of number `self.number`."""
        written = Written.of(self)
        version: Version = self.versions.create(
            number=self.number, text=text, by=by, at=timezone.now(), written=written
        )
        return version

    @transaction.atomic
    def put_back(self, entry: Entry, values: Values, *, by: User) -> Entry | None:
        return undo_version(self, entry, values, by) if "number" in values else super().put_back(entry, values, by=by)

    @transaction.atomic
    def mark_information(self, version: "Version", start: int, end: int, *, by: User) -> "InformationOnly":
        """Note that these words of the version ask for nothing. Marked twice, they are marked once."""
        Record.objects.select_for_update().get(pk=self.pk)
        marked = InformationOnly.objects.filter(passage__record=self, passage__removed_in=None)
        if same := marked.filter(passage__start=start, passage__end=end).first():
            return same
        row = InformationOnly.objects.create(passage=Passage.of(version, start, end), by=by, at=timezone.now())
        told = {"from": None, "to": row.pk, "from_text": "", "to_text": row.passage.exact}
        self.change("informed", by=by, also={"information": told})
        return row

    @transaction.atomic
    def take_information_back(self, row: "InformationOnly", *, by: User) -> None:
        """The words are unread again."""
        told = {"from": row.pk, "to": None, "from_text": row.passage.quote, "to_text": ""}
        self.change("reread", by=by, also={"information": told})
        row.passage.delete()


class Version(Indexed):
    """One text of a record. It never changes; a rewrite makes the next, which is indexed in its place."""

    record = models.ForeignKey(Record, models.CASCADE, verbose_name=_("record"), related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("when"))
    written = written_field()

    objects: ClassVar[Any] = VersionQuerySet.as_manager()
    words = SearchWords(detail=["text"], key="record_id", long=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="version_number_once_a_record")]

    def __str__(self) -> str:
        return f"{self.record}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("records:version", args=[self.record_id, self.number])

    @property
    def label(self) -> str:
        return gettext("Version %(number)s, by %(by)s") % {"number": self.number, "by": self.by}
