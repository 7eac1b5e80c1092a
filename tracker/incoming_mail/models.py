"""Mails that came in, what became of each, and the drafts that some of them are."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.files.models import LONGEST_NAME
from tracker.files.storage import FOLDER
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.incoming_mail.letter.headers import LONGEST_ADDRESS, LONGEST_ID
from tracker.incoming_mail.letter.letter import LONGEST_SUBJECT
from tracker.meetings.models import Meeting


class State(models.TextChoices):
    TAKEN = "taken", _("Taken")
    QUARANTINED = "quarantined", _("In quarantine")
    IGNORED = "ignored", _("Left aside")
    FAILED = "failed", _("Not readable")


class Why(models.TextChoices):
    """Why a mail is in quarantine, was left aside, or could not be read."""

    UNKNOWN = "unknown", _("Nobody here has an account with this address.")
    NOT_PROVED = "not_proved", _("The mail server does not confirm that it comes from this address.")
    NOT_CHECKED = "not_checked", _("The settings name no mail server that checks where mails come from.")
    NO_SENDER = "no_sender", _("It names no sender, or several.")
    AUTOMATIC = "automatic", _("A machine sent it, such as an answer while somebody is away.")
    RETURNED = "returned", _("It says that a mail of ours did not arrive.")
    CALENDAR = "calendar", _("It is the answer of a calendar.")
    OWN = "own", _("It comes from Suivi itself.")
    EMPTY = "empty", _("Nothing new is written in it.")
    NO_RIGHT = "no_right", _("Whoever sent it may not log anything.")
    TOO_LARGE = "too_large", _("It is too large.")
    UNREADABLE = "unreadable", _("It is no mail that can be read.")
    BROKEN = "broken", _("Taking it in broke off.")


class IncomingMailQuerySet(RemovableQuerySet["IncomingMail"]):
    def visible_to(self, user: User) -> Self:
        """Administrators see that it came; what stands in it is whose it is, and is asked of each."""
        return self.present() if user.is_administrator else self.none()

    def removed_for(self, user: User) -> Self:
        return self.removed() if user.is_administrator else self.none()

    def waiting(self) -> Self:
        """For somebody to decide on them, or to look at them."""
        return self.filter(state__in=(State.QUARANTINED, State.FAILED))

    def with_source(self) -> Self:
        return self.exclude(digest="")


class IncomingMail(Removable):
    """One mail, however often it comes. `digest` names its source, kept for a while of what was not taken."""

    message_id = models.CharField("Message-ID", max_length=LONGEST_ID, unique=True)
    sender = models.CharField(_("from"), max_length=LONGEST_ADDRESS, blank=True)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT, blank=True)
    at = models.DateTimeField(_("came"), default=timezone.now, db_index=True)
    size = models.PositiveBigIntegerField(_("size"))
    state = models.CharField(_("state"), max_length=12, choices=State)
    why = models.CharField(_("why"), max_length=12, choices=Why, blank=True)
    said = models.CharField(_("what was wrong"), max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    # The note that it became.
    entry = models.OneToOneField(
        Entry, models.SET_NULL, null=True, verbose_name=_("note"), related_name="incoming_mail", editable=False
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("decided by"), related_name="mails_decided"
    )
    decided_at = models.DateTimeField(_("decided on"), null=True)

    objects: ClassVar[Any] = IncomingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail that came in")
        verbose_name_plural = _("mails that came in")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["-id"], name="mail_waiting", condition=Q(state__in=["quarantined", "failed"], removed_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.sender or self.message_id

    @property
    def is_quarantined(self) -> bool:
        return self.state == State.QUARANTINED

    def decide(self, state: State, *, by: User) -> None:
        self.state, self.why, self.decided_by, self.decided_at = state, "", by, timezone.now()
        self.save(update_fields=["state", "why", "decided_by", "decided_at"])

    def leave_aside(self, why: Why) -> None:
        self.state, self.why = State.IGNORED, why
        self.save(update_fields=["state", "why"])

    def set_removed(self, verb: str, at: datetime | None, *, by: User) -> None:
        """Thrown away, or kept again; nothing else is to be told of it."""
        values = {"removed_at": at, "decided_by": by, "decided_at": timezone.now()}
        same = IncomingMail.objects.waiting().filter(pk=self.pk, removed_at=self.removed_at)
        if same.update(**values):
            self.removed_at = at


class DraftQuerySet(RemovableQuerySet["Draft"]):
    def visible_to(self, user: User) -> Self:
        """One's own, and nobody else's."""
        return self.present().filter(user=user)

    def removed_for(self, user: User) -> Self:
        return self.removed().filter(user=user)

    def open(self) -> Self:
        return self.filter(used_at=None)


class Draft(Removable):
    """What somebody mailed in, until they make something of it. `words` are theirs, `text` is what they sent on."""

    mail = models.OneToOneField(IncomingMail, models.CASCADE, verbose_name=_("mail"), related_name="draft")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("of"), related_name="drafts")
    title = models.CharField(_("title"), max_length=LONGEST_SUBJECT, blank=True)
    words = models.TextField(_("words"), blank=True)
    text = models.TextField(_("text"), blank=True)
    left_out = models.TextField(_("left out"), blank=True)
    at = models.DateTimeField(_("came"), default=timezone.now)
    used_at = models.DateTimeField(_("used on"), null=True)
    follow_up = models.ForeignKey(
        FollowUp, models.SET_NULL, null=True, verbose_name=_("follow-up"), related_name="drafts", editable=False
    )
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, verbose_name=_("meeting"), related_name="drafts", editable=False
    )

    objects: ClassVar[Any] = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft from a mail")
        verbose_name_plural = _("drafts from mails")
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "-id"], name="draft_open", condition=Q(used_at=None, removed_at=None))]

    def __str__(self) -> str:
        return self.title or str(_("Without a subject"))

    def get_absolute_url(self) -> str:
        return reverse("incoming_mail:draft", args=[self.pk])

    @property
    def body(self) -> str:
        """What a record would hold."""
        return self.text or self.words

    @property
    def detail(self) -> str:
        """What a follow-up would say beside its title."""
        return "\n\n".join(part for part in (self.words, self.text) if part)

    @transaction.atomic
    def claim(self) -> bool:
        """Whether it is now this deed's to make something of: of two at once it is one's."""
        is_claimed = bool(Draft.objects.present().open().filter(pk=self.pk).update(used_at=timezone.now()))
        self.refresh_from_db()
        return is_claimed

    def note_made(self, *, follow_up: FollowUp | None = None, meeting: Meeting | None = None) -> None:
        self.follow_up, self.meeting = follow_up, meeting
        self.save(update_fields=["follow_up", "meeting"])

    def set_removed(self, verb: str, at: datetime | None, *, by: User) -> None:
        if Draft.objects.filter(pk=self.pk, removed_at=self.removed_at, used_at=None).update(removed_at=at):
            self.removed_at = at


class DraftFile(models.Model):
    """A file of a draft; its content stands where that of all files does."""

    content_in: ClassVar = FOLDER
    draft = models.ForeignKey(Draft, models.CASCADE, verbose_name=_("draft"), related_name="files_held")
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    size = models.PositiveBigIntegerField(_("size"))
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("file of a draft")
        verbose_name_plural = _("files of drafts")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
