"""Issued briefing notes: what was told on a day, for one reader, kept as it was."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.briefings.asked import Asked
from tracker.briefings.briefing import Briefing
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.access import open_to
from tracker.history.once import once
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.kit.text import shorten
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge


class BriefingNoteQuerySet(RemovableQuerySet["BriefingNote"]):
    def visible_to(self, user: User) -> Self:
        """Of who made it and who it was made for, as long as they may see all that it tells of."""
        return self.present()._of(user)

    def removed_for(self, user: User) -> Self:
        return self.removed()._of(user)

    def about(self, partner: Organisation) -> Self:
        return self.filter(partner=partner)

    def shown_about(self, partner: Organisation, user: User, most: int) -> list["BriefingNote"]:
        """The newest. Of most partners there is none: whether what it tells of is hidden is asked then alone."""
        if not self.about(partner).exists():
            return []
        return list(self.visible_to(user).about(partner).with_names()[:most])

    def with_names(self) -> Self:
        """Without what they say."""
        return self.select_related("by", "reader", "partner", "meeting").defer("content")

    def _of(self, user: User) -> Self:
        if not user.is_active:
            return self.none()
        own = self.filter(Q(by=user) | Q(reader=user))
        return own if user.sees_restricted else own.exclude(mentions__in=Mention.objects.filter(_closed_to(user)))


class BriefingNote(Removable):
    """`content` is a `Briefing`: it is never read anew, whatever becomes of what it tells of."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("issued by"), related_name="+")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("for"), related_name="briefing_notes"
    )
    partner = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("partner"), related_name="briefing_notes")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, verbose_name=_("meeting"), related_name="briefing_notes"
    )
    issued_at = models.DateTimeField(_("issued"), default=timezone.now, editable=False)
    content = models.JSONField(_("content"))
    key = models.UUIDField(null=True, editable=False)

    objects: ClassVar[Any] = BriefingNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("briefing note")
        verbose_name_plural = _("briefing notes")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="briefing_note_issued_once")]

    def __str__(self) -> str:
        return gettext("Briefing note on %(partner)s") % {"partner": self.partner}

    def get_absolute_url(self) -> str:
        return reverse("briefings:note", args=[self.pk])

    @classmethod
    @transaction.atomic
    def issue(cls, briefing: Briefing, asked: Asked, *, by: User, key: Any = None) -> Self:
        """Keep it as it is. A `key` used before gives the one it made then: a double submit issues nothing twice."""
        return once(cls, lambda: cls._issue(briefing, asked, by=by, key=key), key=key, maker=by, by=by)

    @classmethod
    def _issue(cls, briefing: Briefing, asked: Asked, *, by: User, key: Any) -> Self:
        who = {"by": by, "reader": asked.reader, "partner": asked.partner, "meeting": asked.meeting}
        note = cls(content=briefing.stored, key=key, **who)
        note.save(force_insert=True)
        Mention.write(note, briefing)
        return note

    @property
    def briefing(self) -> Briefing:
        return Briefing.from_stored(self.content)

    def set_removed(self, verb: str, at: datetime | None, *, by: User) -> None:
        self.removed_at = at
        self.save(update_fields=["removed_at"])


class Mention(models.Model):
    """A row of which a note tells: whoever may see it no more may not read the note any more either."""

    note = models.ForeignKey(BriefingNote, models.CASCADE, verbose_name=_("briefing note"), related_name="mentions")
    content_type = models.ForeignKey(ContentType, models.PROTECT, verbose_name=_("kind of thing"), related_name="+")
    object_id = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("thing a briefing note tells of")
        verbose_name_plural = _("things a briefing note tells of")
        constraints = [
            models.UniqueConstraint(fields=["note", "content_type", "object_id"], name="briefing_note_tells_of_it_once")
        ]

    def __str__(self) -> str:
        return shorten(f"{self.content_type_id}/{self.object_id}")

    @classmethod
    def write(cls, note: BriefingNote, briefing: Briefing) -> None:
        models_by_label = {model._meta.label: model for model in TOLD_OF}
        kinds = {label: ContentType.objects.get_for_model(model) for label, model in models_by_label.items()}
        names = sorted((label, key) for label, key in briefing.names if label in kinds)
        Mention.objects.bulk_create(
            Mention(note=note, content_type=kinds[label], object_id=key) for label, key in names
        )


# What may be hidden from somebody, of all that a note tells of.
TOLD_OF: tuple[Any, ...] = (Organisation, Person, Meeting, FollowUp, Pledge)


def _closed_to(user: User) -> Q:
    """Each is asked for by its key: in a house of a million no list of all that is hidden is made."""
    here = OuterRef("object_id")
    open_ones = Exists(FollowUp._base_manager.filter(*open_to(user), pk=here))
    closed = Q(content_type=ContentType.objects.get_for_model(FollowUp)) & ~Q(open_ones)
    for model in TOLD_OF:
        if model is not FollowUp:
            hidden = Exists(model.objects.hidden_from(user).filter(pk=here))
            closed |= Q(content_type=ContentType.objects.get_for_model(model)) & Q(hidden)
    return closed
