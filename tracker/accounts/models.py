"""A user: somebody who signs in. The person behind the account stands in the directory."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.kit.full_disk import if_there_is_room

# So long a visit to the desk lasts: a day's work, however often it is looked at.
VISIT = timedelta(hours=8)


class Role(models.TextChoices):
    READER = "reader", _("Reader")
    OFFICER = "officer", _("Officer")
    MANAGER = "manager", _("Manager")
    ADMINISTRATOR = "administrator", _("Administrator")


class Theme(models.TextChoices):
    SYSTEM = "system", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Density(models.TextChoices):
    """How much room a line of a list takes."""

    COMPACT = "compact", _("Compact: a line for each")
    ROOMY = "roomy", _("Roomy: the kind and the meeting below the title")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **values: Any) -> "User":
        user = self.model(email=email.strip().lower(), **values)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **values: Any) -> "User":
        """The first of a house sees what is restricted: only whoever does can let others."""
        values.setdefault("sees_restricted", not self.letting_see().exists())
        return self.create_user(email, password, role=Role.ADMINISTRATOR, **values)

    def letting_see(self) -> "models.QuerySet[User]":
        """Those who can let others see what is restricted."""
        return self.filter(role=Role.ADMINISTRATOR, is_active=True, sees_restricted=True)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    email = models.EmailField(
        _("e-mail"), unique=True, error_messages={"unique": _("Somebody signs in with this e-mail already.")}
    )
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.READER)
    sees_restricted = models.BooleanField(
        _("sees restricted matters"), default=False, help_text=_("Sees every restricted meeting, not only their own.")
    )
    language = models.CharField(
        _("language"), max_length=5, blank=True, choices=[("en", "English"), ("fr", "Français")]
    )
    theme = models.CharField(_("colours"), max_length=10, choices=Theme, default=Theme.SYSTEM)
    density = models.CharField(_("lists"), max_length=10, choices=Density, default=Density.COMPACT)
    uses_keys = models.BooleanField(
        _("single keys"), default=True, help_text=_("Letters typed outside of fields are commands, such as / to find.")
    )
    shows_first_steps = models.BooleanField(
        _("first steps on my desk"), default=True, help_text=_("What a new house has still to do, until all is done.")
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("since"), auto_now_add=True)
    # When somebody last chose it: what was opened before with the old one, such as a calendar link, is closed.
    password_set_at = models.DateTimeField(null=True, editable=False)
    # When the present visit to the desk began, and since when what comes is new there: since the visit before.
    desk_opened_at = models.DateTimeField(null=True, editable=False)
    new_since = models.DateTimeField(null=True, editable=False)
    # A copy, which `tracker/notifications/unread.py` alone writes: whether the bell has something unread.
    has_news = models.BooleanField(default=False, editable=False)
    # What `once_a_page` keeps while a page is made for them.
    found_out: dict[Any, list[Any]] | None = None

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_administrator(self) -> bool:
        return self.is_active and self.role == Role.ADMINISTRATOR

    @property
    def is_staff(self) -> bool:
        """What Django's admin site asks before it opens."""
        return self.is_administrator

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_administrator

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_administrator

    def save(self, *args: Any, **kwargs: Any) -> None:
        # None when the library only stores the same password anew, in a stronger way.
        if getattr(self, "_password", None) is not None:
            self.password_set_at = timezone.now()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "password_set_at"}
        super().save(*args, **kwargs)

    def open_desk(self, at: datetime) -> None:
        """Written once a visit. Of two tabs at once one writes it, and both show the same."""
        before = self.desk_opened_at
        if before is None or at - before >= VISIT:
            visits = {"new_since": before, "desk_opened_at": at}
            with if_there_is_room():
                User.objects.filter(pk=self.pk, desk_opened_at=before).update(**visits)
            self.new_since, self.desk_opened_at = before, at

    def mark_seen(self, at: datetime) -> None:
        """What came up to then is new no more, nor is it on the next visit. An older page takes nothing back."""
        older = User.objects.filter(Q(new_since=None) | Q(new_since__lt=at), pk=self.pk)
        older.update(new_since=at, desk_opened_at=at)
