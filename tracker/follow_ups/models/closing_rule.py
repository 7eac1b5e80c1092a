"""How follow-ups of a kind are closed: whether "done" has to be confirmed, and whether it takes evidence."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.follow_ups.choices import Kind
from tracker.history.tracked_model import Tracked


class ClosingRule(Tracked):
    """Of a kind without one "done" is the end of it."""

    GATES = {"": lambda user, _rule: permissions.may_invite(user)}

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, unique=True)
    needs_confirmation = models.BooleanField(
        _("done has to be confirmed"), default=True,
        help_text=_("It is reported done first. A manager confirms it, a meeting, or the one to whom it was promised."),
    )  # fmt: skip
    needs_evidence = models.BooleanField(
        _("evidence is required"), default=False, help_text=_("It is not moved to done without a note or a file.")
    )

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        verbose_name = _("rule for closing")
        verbose_name_plural = _("rules for closing")
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.get_kind_display()

    @classmethod
    def of(cls, kind: str) -> "ClosingRule":
        """That of the kind, or what holds without one."""
        return cls.objects.filter(kind=kind).first() or cls(kind=kind, needs_confirmation=False)
