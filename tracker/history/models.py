"""History: who did what to which thing, when, through which channel, with the note and the changes.

`write_entry.py` in this package is the only writer of an `Entry`; `wording/` the only place that words one.
"""

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.history.chain.models import Seal  # noqa: F401 (the app's tables stand here)
from tracker.history.opening.former_words import Written, readable, written_field


class Channel(models.TextChoices):
    WEB = "web", _("web")
    ADMIN = "admin", _("admin site")
    IMPORT = "import", _("import")
    MAIL = "mail", _("mail")
    SYSTEM = "system", _("Suivi itself")


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, thing: models.Model | type[models.Model]) -> Self:
        """The entries about one thing, or about all of its kind."""
        rows = self.filter(content_type=ContentType.objects.get_for_model(thing))
        return rows if isinstance(thing, type) else rows.filter(object_id=thing.pk)

    def not_about(self, kind: type[models.Model], keys: Collection[int] | models.QuerySet[Any, Any]) -> Self:
        """Without those about the things of the kind that have these keys."""
        return self.exclude(content_type=ContentType.objects.get_for_model(kind), object_id__in=keys)

    def readable_by(self, user: User) -> Self:
        """Without what was withheld from this person; whether they see what the entries are about is asked there."""
        return self.filter(readable(user))

    def hidden_from(self, user: User) -> Self:
        """Of those written while their things were restricted: what is hidden with these, or was withheld since."""
        if user.sees_restricted:
            return self.none()
        hidden = ~readable(user)
        for model in apps.get_models():
            if hasattr(model, "history") and (seek := getattr(model._default_manager, "hidden_from", None)):
                kind = ContentType.objects.get_for_model(model)
                hidden |= models.Q(content_type=kind, object_id__in=seek(user).values("pk"))
        return self.exclude(written=Written.GENERAL).filter(hidden)

    def loadings_of_the_demo(self) -> Self:
        """One about each account that came with it, as long as the house shows the demo."""
        return self.about(get_user_model()).filter(verb="loaded")


class Entry(models.Model):
    """One deed. `changes` maps a field to {"from", "to"} as stored, and "from_text", "to_text" as people read them."""

    at = models.DateTimeField(_("when"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("by"), related_name="entries"
    )
    # Of whoever has no account, as they were called then.
    by_name = models.CharField(_("by, without an account"), max_length=150, blank=True, editable=False)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.WEB)
    content_type = models.ForeignKey(ContentType, models.PROTECT, db_index=False, verbose_name=_("kind of thing"))
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey()
    verb = models.CharField(_("deed"), max_length=30)
    note = models.TextField(_("note"), blank=True)
    changes = models.JSONField(_("changes"), default=dict)
    version = models.PositiveIntegerField(_("version after it"))
    # When it was typed, where that is not when it happened; and the words that it had before it was reworded.
    typed_at = models.DateTimeField(_("typed on"), null=True, editable=False)
    reworded_at = models.DateTimeField(_("reworded on"), null=True, editable=False)
    former = models.JSONField(_("older words"), null=True, editable=False)
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="replies", verbose_name=_("answers")
    )
    written = written_field()
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by", verbose_name=_("undoes"))

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("history entry")
        verbose_name_plural = _("history")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "-id"], name="entry_of_item"),
            # What came in within a period, or was moved to another day, is looked up among very many other deeds.
            models.Index(fields=["verb", "at", "content_type", "object_id"], name="entry_of_verb"),
            # Few undo another: by the unique index statistics of SQLite take each for one of all that undo none, and
            # a report and a desk made an index of the whole history.
            models.Index(fields=["undoes"], name="entry_that_undoes", condition=models.Q(undoes__isnull=False)),
        ]

    @property
    def author(self) -> str:
        """Whoever did it, with an account or without."""
        return str(self.by) if self.by else self.by_name or "Suivi"

    @property
    def is_by_mail(self) -> bool:
        return self.channel == Channel.MAIL

    def __str__(self) -> str:
        return f"{self.verb} {self.content_type_id}/{self.object_id}"
