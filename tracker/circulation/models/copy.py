"""A copy of a record: to whom it was mailed, with a link of their own by which they read it without signing in."""

from datetime import date, datetime, timedelta
from secrets import token_urlsafe
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.accounts.permissions import anybody
from tracker.background.mail_rows import MailRow, MailRowQuerySet
from tracker.directory.access import named_in
from tracker.directory.left import has_left_expression
from tracker.directory.models import Person
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.meetings import access
from tracker.records.models import Record, Version, VersionQuerySet
from tracker.records.stages import Stage

SIGNER = Signer(salt="tracker.circulation.copy")
# So long after the last day for corrections the text can still be read by its link.
MARGIN = timedelta(days=14)
# What was never tried for so long was not meant to be: the link was handed on by hand.
WORTH = timedelta(days=1)


def _open_to(path: str, user: User) -> list[Q]:
    return access.open_to(f"{path}__record__meeting", user)


named_in(_open_to, person=("copies",))


class CopyQuerySet(MailRowQuerySet["Copy"], RemovableQuerySet["Copy"]):  # type: ignore[override]
    def visible_to(self, user: User) -> Self:
        people = Person.objects.known_to(user)
        return self.filter(record__in=Record.objects.visible_to(user).values("pk"), person__in=people.values("pk"))

    def of_round(self, record: Record) -> Self:
        """Those of the last time that it went round."""
        return self.filter(record=record, round=record.round)

    def with_names(self) -> Self:
        left = has_left_expression("person_id", timezone.localdate())
        return self.select_related("person__account", "record__meeting", "agreed_to").annotate(person_left=left)

    def left_over(self, now: datetime) -> Self:
        """Of texts that go round still."""
        mine = super().left_over(now).present().filter(Q(at__gt=now - WORTH) | ~Q(said=""))
        return mine.filter(record__round=F("round")).exclude(record__stage=Stage.DRAFT)


class Copy(MailRow, Removable):
    """Removed, its link is revoked. `code` is signed in the link: who reads our tables cannot make one."""

    record = models.ForeignKey(Record, models.CASCADE, verbose_name=_("record"), related_name="copies")
    round = models.PositiveIntegerField(_("round"), editable=False)
    # The version that was sent: what stood there before is not theirs to read.
    number = models.PositiveIntegerField(_("version"), editable=False)
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"), related_name="copies")
    address = models.CharField(_("e-mail"), max_length=254)
    message = models.TextField(_("message"), blank=True)
    code = models.CharField(max_length=64, unique=True, editable=False, default=token_urlsafe)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    agreed_at = models.DateTimeField(_("agreed to on"), null=True, editable=False)
    agreed_to = models.ForeignKey(
        Version, models.PROTECT, null=True, editable=False, verbose_name=_("version"), related_name="+"
    )

    objects: ClassVar[Any] = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy of a record")
        verbose_name_plural = _("copies of records")
        ordering = ["id"]
        indexes = [models.Index(fields=["record", "round"], name="copies_of_a_round")]

    def __str__(self) -> str:
        return gettext("Copy for %(person)s") % {"person": self.person}

    def get_absolute_url(self) -> str:
        return reverse("circulation:round", args=[self.record_id])

    @classmethod
    def of(cls, token: str) -> "Copy | None":
        """The copy whose link holds this token, whatever became of it."""
        try:
            code = SIGNER.unsign(token)
        except BadSignature:
            return None
        copy: Copy | None = cls.objects.with_names().filter(code=code).first()
        return copy

    @property
    def token(self) -> str:
        return SIGNER.sign(self.code)

    @property
    def link(self) -> str:
        """With the address of the house: for a mail."""
        return f"{settings.SITE_ADDRESS}{self.path}"

    @property
    def path(self) -> str:
        return reverse("circulation:by_link", args=[self.token])

    @property
    def reader(self) -> User:
        """Whose eyes it is cut for: whoever has no account sees what is general."""
        account = self.person.account
        return account if account and account.is_active else anybody()

    @property
    def language(self) -> str:
        """Of the account; else that of the record, where Suivi speaks it."""
        spoken = {code for code, _name in settings.LANGUAGES}
        wanted = (getattr(self.person.account, "language", ""), self.record.language)
        return next((each for each in wanted if each in spoken), settings.LANGUAGE_CODE)

    @property
    def texts(self) -> VersionQuerySet:
        """Those that its reader may have read."""
        return self.record.versions.readable_by(self.reader).filter(number__gte=self.number)

    @property
    def last_day(self) -> date:
        """Of a text that was agreed before it was mailed nobody asked for corrections."""
        mailed, until = timezone.localdate(self.at), self.record.corrections_until
        if until and not self.record.is_settled:
            return until + MARGIN
        return max(mailed, until or mailed) + MARGIN

    def leads_to_text(self, today: date) -> bool:
        """Not once it is revoked, the record was called back or went round anew, or is not theirs to see any more."""
        record = self.record
        if self.is_removed or record.round != self.round or record.stage == Stage.DRAFT:
            return False
        return today <= self.last_day and Record.objects.visible_to(self.reader).filter(pk=record.pk).exists()

    def agree(self, version: Version) -> None:
        """It may stay as this version has it. Said twice, the first time stands."""
        same = Copy.objects.filter(pk=self.pk)
        same.exclude(agreed_to=version, agreed_at__isnull=False).update(agreed_at=timezone.now(), agreed_to=version)

    def disagree(self) -> None:
        Copy.objects.filter(pk=self.pk).update(agreed_at=None, agreed_to=None)

    def set_removed(self, verb: str, at: datetime | None, *, by: User) -> None:
        self.removed_at = at
        self.save(update_fields=["removed_at"])
