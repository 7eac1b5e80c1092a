"""Whom a note mentions, and who watches a follow-up. Neither lets anybody see anything."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry

# Of one person: whoever never looks is told of the newest.
MOST_UNSEEN = 500


class WatchQuerySet(models.QuerySet["Watch"]):
    def standing(self) -> Self:
        """Of those who may still sign in."""
        return self.filter(user__is_active=True)


class Watch(models.Model):
    """Somebody keeps an eye on a follow-up. Whoever sees it no more watches nothing, until they see it again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="watches")
    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, verbose_name=_("follow-up"), related_name="watches", db_index=False
    )

    objects: ClassVar[Any] = WatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("watched follow-up")
        verbose_name_plural = _("watched follow-ups")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["follow_up", "user"], name="watched_once")]

    def __str__(self) -> str:
        return str(self.follow_up)

    @classmethod
    def begin(cls, follow_up: FollowUp, user: User) -> bool:
        """Whether they did not watch it before."""
        return bool(cls.objects.get_or_create(follow_up=follow_up, user=user)[1])

    @classmethod
    def end(cls, follow_up: FollowUp, user: User) -> bool:
        """Whether they watched it until now."""
        return bool(cls.objects.filter(follow_up=follow_up, user=user).delete()[0])


class MentionQuerySet(models.QuerySet["Mention"]):
    def unseen_by(self, user: User) -> Self:
        """Theirs, as far as they may read the notes, the newest first: what they see no more is nowhere.

        Asked of the few that are theirs: cut by all that somebody sees, a large house would be read for it.
        """
        rows = self.filter(user=user, seen_at=None).order_by("-id")
        own = list(rows.values_list("follow_up", "entry")[:MOST_UNSEEN])
        follow_ups, notes = {each[0] for each in own}, {each[1] for each in own}
        if not own:
            return self.none()
        seen = FollowUp.objects.visible_to(user).filter(pk__in=follow_ups).values("pk")
        read = Entry.objects.readable_by(user).filter(pk__in=notes).values("pk")
        return rows.filter(follow_up__in=seen, entry__in=read)

    def mark_seen(self, user: User, follow_up: FollowUp, at: datetime) -> int:
        return self.filter(user=user, follow_up=follow_up, seen_at=None).update(seen_at=at)


class Mention(models.Model):
    """A note names somebody who may see what it is about. `seen_at` is when they looked at it."""

    entry = models.ForeignKey(Entry, models.CASCADE, verbose_name=_("note"), related_name="mentions", db_index=False)
    # That of the note, by which it is found together with who may see it.
    follow_up = models.ForeignKey(FollowUp, models.CASCADE, verbose_name=_("follow-up"), related_name="mentions")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="mentions", db_index=False
    )
    seen_at = models.DateTimeField(_("seen"), null=True, editable=False)

    objects: ClassVar[Any] = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["entry", "user"], name="mentioned_once")]
        indexes = [models.Index(F("user"), F("id").desc(), name="mention_unseen", condition=models.Q(seen_at=None))]

    def __str__(self) -> str:
        return f"{self.user} · {self.follow_up}"

    @classmethod
    def settle(cls, entry: Entry, follow_up: FollowUp, users: Iterable[User]) -> None:
        """Let the note mention exactly these: they watch from now on; whom it names no more is not told of it."""
        wanted = {user.pk: user for user in users if user.pk != entry.by_id}
        rows = cls.objects.filter(entry=entry)
        rows.exclude(user__in=wanted).delete()
        for user in wanted.values():
            if cls.objects.get_or_create(entry=entry, user=user, defaults={"follow_up": follow_up})[1]:
                Watch.begin(follow_up, user)
