"""Who signed in, who was refused, and who changed a role or a right, for administrators to read."""

from datetime import datetime, timedelta
from typing import Any, Self

# The adapter's own is what attempts are counted by.
from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.accounts.sessions.browsers import UNKNOWN


class Kind(models.TextChoices):
    SIGNED_IN = "signed_in", _("Signed in")
    REFUSED = "refused", _("Wrong e-mail or password")
    LOCKED_OUT = "locked_out", _("Locked out after too many attempts")
    PASSWORD = "password", _("New password")
    SESSION_ENDED = "session_ended", _("Session ended from elsewhere")
    INVITED = "invited", _("Invited")
    LINK = "link", _("Password link shown")
    E_MAIL = "e_mail", _("E-mail changed")
    RIGHTS = "rights", _("Role or rights changed")
    TOLD_ALL = "told_all", _("All that is held of a person asked for")


class SecurityEvent(models.Model):
    """`user` is whose account it is about, `by` who did it when that is somebody else, `email` what was typed for it.

    Never a password, nor the key of a link. `detail` is a fact, `said` words it for whoever reads it.
    """

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, verbose_name=_("account"), related_name="security_events"
    )
    by = models.ForeignKey(User, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+")
    email = models.CharField(_("e-mail as typed"), max_length=254)
    address = models.GenericIPAddressField(_("from where"), null=True)
    detail = models.CharField(_("detail"), max_length=500)

    class Meta:
        app_label = "accounts"
        ordering = ["-at", "-id"]
        verbose_name = _("security event")
        verbose_name_plural = _("security events")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user or self.email or self.detail}"

    @property
    def said(self) -> str:
        if self.kind in {Kind.RIGHTS, Kind.INVITED}:
            return "; ".join(map(_worded, self.detail.split("; ")))
        if self.kind == Kind.SESSION_ENDED:
            return self.detail or str(UNKNOWN)
        return self.detail

    @classmethod
    def record(cls, kind: Kind, request: HttpRequest | None, *, user: User | None = None, **values: Any) -> Self:
        """What is kept no longer is forgotten on the way."""
        email = values.pop("email", user.email if user else "")[:254]
        address = get_client_ip(request) if request else None
        cls.forget_old(timezone.now())
        return cls.objects.create(kind=kind, user=user, email=email, address=address, **values)

    @classmethod
    def forget_old(cls, now: datetime) -> None:
        if days := settings.KEEP_SIGN_INS_DAYS:
            cls.objects.filter(at__lt=now - timedelta(days=days)).delete()


RIGHTS = ("role", "sees_restricted", "is_active")
ARROW = " → "


def rights_of(user: User) -> str:
    return "; ".join(f"{name}: {getattr(user, name)}" for name in RIGHTS)


def changes_of_rights(before: User, after: User) -> str:
    """Each right as it was and as it is; empty when none has changed."""
    fields = [User._meta.get_field(name) for name in RIGHTS]
    changed = [field for field in fields if getattr(before, field.name) != getattr(after, field.name)]
    pairs = [(field.name, getattr(before, field.name), getattr(after, field.name)) for field in changed]
    return "; ".join(f"{name}: {old}{ARROW}{new}" for name, old, new in pairs)


def _worded(fact: str) -> str:
    """ "role: officer → manager" as people read it."""
    name, _colon, values = fact.partition(": ")
    if name not in RIGHTS:
        return fact
    field: Any = User._meta.get_field(name)
    words = dict(field.choices or [("True", gettext("yes")), ("False", gettext("no"))])
    value = ARROW.join(str(words.get(each, each)) for each in values.split(ARROW))
    return gettext("%(field)s: %(value)s") % {"field": field.verbose_name, "value": value}
