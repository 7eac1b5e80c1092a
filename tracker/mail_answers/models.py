"""Links by which the owner of a follow-up answers from a mail, and what was pressed there."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.seen_by import seen_by

# So long a link leads to its matter; and so long it is known, to say that it did.
LIVES, KNOWN = timedelta(days=14), timedelta(days=60)


class Deed(models.TextChoices):
    DONE = "done", _("Done")
    IN_PROGRESS = "in_progress", _("In progress")
    HELP = "help", _("Needs help")
    DATE = "date", _("New date")
    NOTE = "note", _("Note")


class Dead(models.TextChoices):
    """Why a link leads nowhere any more. What became of the matter is nobody's to know who has it no more."""

    OLD = "old"
    OTHERS = "others"


class AnswerLinkQuerySet(models.QuerySet["AnswerLink"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(seen_by(user))

    def forgotten(self, now: datetime) -> Self:
        return self.filter(made_at__lt=now - KNOWN)

    def with_matter(self) -> Self:
        of_it = ("owner__account", "partner", "unit", "meeting", "passage__record", "waiting_on")
        return self.select_related("person__account", "user", *(f"follow_up__{name}" for name in of_it))


class AnswerLink(models.Model):
    """Of the token only a digest is stored: who reads our tables cannot answer. `user`: whose account it goes with."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, verbose_name=_("follow-up"), related_name="answer_links")
    person = models.ForeignKey(Person, models.CASCADE, verbose_name=_("person"), related_name="answer_links")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", db_index=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, db_index=True)

    objects: ClassVar[Any] = AnswerLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for an answer")
        verbose_name_plural = _("links for answers")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.person} · {self.follow_up}"

    @classmethod
    def new(cls, follow_up: FollowUp, person: Person) -> tuple["AnswerLink", str]:
        """A link that is not stored yet, and its token."""
        token = token_urlsafe(32)
        return cls(follow_up=follow_up, person=person, user=person.account, digest=digest_of(token)), token

    @classmethod
    def of(cls, token: str) -> "AnswerLink | None":
        found: AnswerLink | None = cls.objects.with_matter().filter(digest=digest_of(token)).first()
        return found

    @property
    def last_moment(self) -> datetime:
        return self.made_at + LIVES

    @property
    def language(self) -> str:
        return (self.user and self.user.language) or settings.LANGUAGE_CODE

    @property
    def state(self) -> str:
        """How the matter stands, with what hangs on it: each button works once for it."""
        hanging: tuple[Any, ...] = (self.follow_up.change_requests, self.follow_up.files)
        newest = [rows.order_by("-pk").values_list("pk", "version").first() or (0, 0) for rows in hanging]
        return ".".join(str(number) for number in (self.follow_up.version, *newest[0], *newest[1]))

    def why_dead(self, now: datetime) -> Dead | None:
        if now >= self.last_moment:
            return Dead.OLD
        is_same = self.follow_up.owner_id == self.person_id and self.user_id == self.person.account_id
        may = is_same and (self.user is None or self.user.is_active)
        # What is restricted never leaves by a mail, whoever may see it.
        rows = FollowUp.objects.visible_to(permissions.anybody())
        return None if may and rows.filter(pk=self.follow_up_id).exists() else Dead.OTHERS

    def hold(self) -> None:
        """Whoever presses at the same moment waits."""
        AnswerLink.objects.select_for_update().get(pk=self.pk)

    def is_pressed(self, deed: str, state: str) -> bool:
        return self.answers.filter(deed=deed, state=state).exists()


class Answer(models.Model):
    """A button pressed, once for a `state` of the matter; what it did stands in its history."""

    link = models.ForeignKey(AnswerLink, models.CASCADE, verbose_name=_("link"), related_name="answers", db_index=False)
    deed = models.CharField(_("answer"), max_length=12, choices=Deed)
    state = models.CharField(max_length=70, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects: ClassVar[models.Manager["Answer"]] = models.Manager()

    class Meta:
        verbose_name = _("answer from a mail")
        verbose_name_plural = _("answers from mails")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["link", "deed", "state"], name="pressed_once")]

    def __str__(self) -> str:
        return f"{self.get_deed_display()} · {self.link}"


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
