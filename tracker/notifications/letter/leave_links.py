"""The links of a mail by which one leaves it, or a section of it, without signing in: all that they open is that."""

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from tracker.accounts.models import User
from tracker.notifications.models import Preferences
from tracker.notifications.models.preferences import wishes_of
from tracker.notifications.reasons import Reason

SIGNER = Signer(salt="tracker.notifications.leave")
DAILY, AT_ONCE = "daily", "at_once"
WHOLE = (DAILY, AT_ONCE)


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who wants to hear no more, and of `what`: a section, or one of the mails as a whole."""

    user: User
    what: str

    @property
    def label(self) -> str:
        return str(Reason(self.what).label) if self.what in Reason else ""

    @property
    def is_daily(self) -> bool:
        return self.what == DAILY

    def leave(self) -> None:
        self._set(left=True)

    def join(self) -> None:
        self._set(left=False)

    def has_left(self) -> bool:
        wishes = wishes_of(User.objects.select_related("mail_preferences").get(pk=self.user.pk))
        return self.what in wishes.left if self.what in Reason else not getattr(wishes, self.what)

    def _set(self, *, left: bool) -> None:
        row = Preferences.kept(self.user)
        if self.what in Reason:
            row.set_left(self.what, left=left)
        else:
            Preferences.objects.filter(pk=row.pk).update(**{self.what: not left})


def token_of(user: User, what: str) -> str:
    return SIGNER.sign(f"{user.pk}.{what}")


def address_of(user: User, what: str) -> str:
    """With the address of the house: for a mail."""
    return f"{settings.SITE_ADDRESS}{reverse('notifications:leave', args=[token_of(user, what)])}"


def leaving_of(token: str) -> Leaving | None:
    """None where it is none of ours, or its reader's account is closed."""
    try:
        key, _point, what = SIGNER.unsign(token).partition(".")
    except BadSignature:
        return None
    user = User.objects.filter(pk=key, is_active=True).select_related("mail_preferences").first()
    return Leaving(user, what) if user and what in (*WHOLE, *Reason.values) else None
