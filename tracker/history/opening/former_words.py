"""Who may read what was written while a thing was restricted, once it is general."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User


class Written(models.TextChoices):
    """While the thing was general or restricted; withheld: its opening left these words behind, for good."""

    GENERAL = "general", _("everybody")
    RESTRICTED = "restricted", _("those who see the restricted matter")
    WITHHELD = "withheld", _("its author and those who see every restricted matter")

    @classmethod
    def of(cls, thing: Any) -> "Written":
        """What is written of it as it stands."""
        return cls.RESTRICTED if getattr(thing, "is_restricted", False) else cls.GENERAL


def written_field() -> "models.CharField[str, str]":
    return models.CharField(_("readable by"), max_length=10, choices=Written, default=Written.GENERAL, editable=False)


# Not whoever was granted the thing then: once it is general, everybody who edits it grants it to whom they like.


def readable(user: User) -> models.Q:
    """Of rows with `written` and `by`, those that `user` may read, where they see what these are about."""
    return models.Q() if user.sees_restricted else ~models.Q(written=Written.WITHHELD) | models.Q(by=user)


def is_readable(row: Any, user: User) -> bool:
    """`readable` says the same in SQL."""
    return user.sees_restricted or row.written != Written.WITHHELD or row.by_id == user.pk
