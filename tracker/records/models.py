"""Records: what was written about a meeting, its texts over time, and the passages follow-ups come from."""

from collections.abc import Collection, Set
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.classification_field import GENERAL, RESTRICTED, classification_field
from tracker.accounts.models import User
from tracker.history.models import Entry
from tracker.history.tracked_model import Tracked, Values
from tracker.meetings import access
from tracker.meetings.models import Meeting
from tracker.records.passage_anchors import Selector, move_all, select
from tracker.records.write_again import write_again
from tracker.search.searchable_model import FoundQuerySet, Indexed, IndexedQuerySet
from tracker.search.word_index import SearchWords

access.RESTRICTED_PARTS.append("records")


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
    opened = Q(meeting__in=access.opened().filled(user.pk))
    return opened | Q(classification=GENERAL, meeting__classification=GENERAL)


class Record(Tracked):
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
    def is_restricted(self) -> bool:
        return bool(self.classification == RESTRICTED) or self.meeting.is_restricted

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        """A record that became general lets what quotes it become so."""
        if "classification" in changed and not self.is_restricted:
            for passage in self.passages.select_related("follow_up", "activity"):
                for quoting in passage.quoting:
                    quoting.follow_through({"classification"}, by=by)

    @classmethod
    @transaction.atomic
    def write(cls, *, by: User, text: str, **values: Any) -> Self:
        """A new record with its first version."""
        record = cls.add(by=by, **values)
        record.versions.create(number=1, text=text, by=by, at=timezone.now())
        return record

    @transaction.atomic
    def rewrite(self, new: str, *, by: User, note: str = "", undoes: Entry | None = None, **values: Any) -> "Version":
        """Make a new version; every passage moves with its words, or remembers who removed them.

        `values` change with it, in the same entry. Raises `Stale` when somebody made a version meanwhile.
        """
        old = self.latest
        if old.text == new:
            if self.differences(values):
                self.change("edited", by=by, note=note, **values)
            return old
        verb = "undid" if undoes else "rewrote"
        self.change(verb, by=by, note=note, undoes=undoes, number=old.number + 1, **values)
        version = self.versions.create(number=self.number, text=new, by=by, at=timezone.now())
        passages = list(self.passages.filter(removed_in=None))
        found = move_all([passage.selector for passage in passages], old.text, new)
        for passage, selector in zip(passages, found, strict=True):
            passage.follow(selector, version)
        return version

    @transaction.atomic
    def put_back(self, entry: Entry, values: Values, *, by: User) -> Entry | None:
        return write_again(self, entry, values, by) if "number" in values else super().put_back(entry, values, by=by)

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
        told = {"from": row.pk, "to": None, "from_text": row.passage.exact, "to_text": ""}
        self.change("reread", by=by, also={"information": told})
        row.passage.delete()


class Version(Indexed):
    """One text of a record. It never changes; a rewrite makes the next, which is indexed in its place."""

    record = models.ForeignKey(Record, models.CASCADE, verbose_name=_("record"), related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("when"))

    objects: ClassVar[Any] = IndexedQuerySet.as_manager()
    words = SearchWords(detail=["text"], key="record_id")

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="version_number_once_a_record")]

    def __str__(self) -> str:
        return f"{self.record}, {self.number}"


class Passage(models.Model):
    """Words of a record that somebody read: a follow-up or an activity comes from them, or they are information only.

    A text quote and its position (W3C Web Annotation selectors).

    `start` and `end` count code points in the text of `version`. `removed_in` is the version that lost the words.
    """

    record = models.ForeignKey(Record, models.CASCADE, verbose_name=_("record"), related_name="passages")
    version = models.ForeignKey(Version, models.PROTECT, verbose_name=_("version"), related_name="passages")
    exact = models.TextField(_("quote"))
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    removed_in = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, verbose_name=_("removed in"), related_name="removed_passages"
    )

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["start", "id"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="passage_has_words")]

    def __str__(self) -> str:
        return self.exact

    @classmethod
    def of(cls, version: Version, start: int, end: int) -> "Passage":
        """A new, saved passage over these code points of the version. ValueError when there are no words there."""
        passage = cls(record=version.record, version=version)
        passage._take(select(version.text, start, end))
        passage.save()
        return passage

    @property
    def quoting(self) -> list[Any]:
        """The follow-up or the activity that comes from these words; none when they are information only."""
        return [row for name in ("follow_up", "activity") if (row := getattr(self, name, None))]

    @property
    def selector(self) -> Selector:
        return Selector(self.exact, self.prefix, self.suffix, self.start, self.end)

    def follow(self, selector: Selector | None, version: Version) -> None:
        """Stand where the words now are in `version`; None: they are gone."""
        if selector is None:
            self.removed_in = version
        else:
            self.version = version
            self._take(selector)
        self.save()

    def _take(self, selector: Selector) -> None:
        self.exact, self.prefix, self.suffix = selector.exact, selector.prefix, selector.suffix
        self.start, self.end = selector.start, selector.end


class InformationOnly(models.Model):
    """The words of a passage were read, and ask for nothing."""

    passage = models.OneToOneField(Passage, models.CASCADE, verbose_name=_("passage"), related_name="information_only")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("information only")
        verbose_name_plural = _("information only")

    def __str__(self) -> str:
        return str(self.passage)
