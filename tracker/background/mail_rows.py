"""Mails as rows: each is written before it goes out, and whoever sends it says in its row how far it came.

What is guaranteed: no mail goes out twice by itself. Killed before the mail server was given the words, a mail is sent
by whoever comes next, under the same Message-ID. Killed, or cut off, between that and the server's answer, nobody knows
whether it was taken: it is "perhaps sent", and goes out again only if somebody asks for it.
"""

from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# What was begun so long ago was cut off; what was written, or put off, so long ago nobody is sending.
CUT_OFF, LEFT_OVER = timedelta(minutes=30), timedelta(minutes=2)


class MailStatus(models.TextChoices):
    WAITING = "waiting", _("To be sent")
    BEGUN = "begun", _("Being sent")
    HANDED = "handed", _("Being taken by the mail server")
    SENT = "sent", _("Sent")
    NOT_SENT = "not_sent", _("Not sent")
    UNSURE = "unsure", _("Perhaps sent")


class NotOurs(Exception):  # noqa: N818
    """Somebody else took the row over, as whoever had it was silent for too long."""


class MailRowQuerySet[Row: "MailRow"](models.QuerySet[Row]):
    def waiting(self) -> Self:
        return self.filter(status=MailStatus.WAITING)

    def left_over(self, now: datetime) -> Self:
        """Written, or put off by the mail server, and sent by nobody."""
        return self.waiting().filter(at__lt=now - LEFT_OVER)

    def failed(self) -> Self:
        """Not sent, or only perhaps."""
        return self.filter(status__in=[MailStatus.NOT_SENT, MailStatus.UNSURE])

    def settle_cut_off(self, now: datetime) -> None:
        """What its sender never came to the end of: sent again where the mail server cannot have it."""
        old = self.filter(at__lt=now - CUT_OFF)
        old.filter(status=MailStatus.BEGUN).update(status=MailStatus.WAITING)
        old.filter(status=MailStatus.HANDED).update(status=MailStatus.UNSURE)


def new_message_id() -> str:
    return make_msgid(domain=urlsplit(settings.SITE_ADDRESS).hostname or "localhost")


class MailRow(models.Model):
    """`message_id` is fixed with the row; `attempts` tells the one who sends it from whoever did before."""

    # To whom it goes: a column, or asked of whose mail it is.
    address: Any

    status = models.CharField(_("status"), max_length=10, choices=MailStatus, default=MailStatus.WAITING)
    message_id = models.CharField(max_length=200, editable=False, default=new_message_id, db_index=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0, editable=False)
    said = models.CharField(_("what the mail server said"), max_length=300, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    # Whether its words can be made once more.
    may_go_again: ClassVar[bool] = True

    objects: ClassVar[Any]

    class Meta:
        abstract = True

    @property
    def explained(self) -> str:
        """What the status leaves open, in a sentence."""
        if self.status == MailStatus.UNSURE:
            return gettext("It was cut off while it was sent. It may have arrived, and is not sent again by itself.")
        put_off = self.status == MailStatus.WAITING and self.said
        return gettext("The mail server does not take it yet. It is tried again every few minutes.") if put_off else ""

    def claim(self) -> bool:
        """Whether this mail is now ours to send: it is only once, whoever else tries."""
        return self._move(MailStatus.WAITING, status=MailStatus.BEGUN, attempts=F("attempts") + 1) and self._count()

    def hand_over(self) -> None:
        """The mail server is about to be given the words. Raises NotOurs."""
        if not self._move(MailStatus.BEGUN, status=MailStatus.HANDED):
            raise NotOurs

    def close(self, status: str, said: str = "", **more: Any) -> None:
        self._move(MailStatus.BEGUN, MailStatus.HANDED, status=status, said=said[:300], **more)

    def ask_again(self, **more: Any) -> bool:
        """Let it go out though it was not sent, or only perhaps: under the same Message-ID."""
        same = type(self).objects.failed().filter(pk=self.pk)
        return bool(same.update(status=MailStatus.WAITING, said="", at=timezone.now(), **more))

    def put_off(self, said: str) -> None:
        """As the mail server could not even be reached."""
        self._move(MailStatus.WAITING, status=MailStatus.WAITING, said=said[:300])

    @classmethod
    def kinds(cls) -> list[type["MailRow"]]:
        """Each table of mails that there is, whichever package has it."""
        return [model for model in apps.get_models() if issubclass(model, cls)]

    def _count(self) -> bool:
        self.attempts += 1
        return True

    @transaction.atomic
    def _move(self, *before: str, **values: Any) -> bool:
        same = type(self)._base_manager.filter(pk=self.pk, status__in=before, attempts=self.attempts)
        if not same.update(**values, at=timezone.now()):
            return False
        self.status = values["status"]
        return True
