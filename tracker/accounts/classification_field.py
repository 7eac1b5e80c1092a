"""General: every signed-in person sees it. Restricted: only those who was granted it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Classification(models.TextChoices):
    GENERAL = "general", _("General")
    RESTRICTED = "restricted", _("Restricted")


GENERAL = Classification.GENERAL
RESTRICTED = Classification.RESTRICTED
# What closes a thing: its own classification, or the meeting of this key. Each cuts who sees it, none lets all see it.
ITSELF = "itself"
Closed = frozenset[str | int]


def is_opened(before: Closed, now: Closed) -> bool:
    """Whether more people may see what was closed so before and is closed so `now`.

    Those whose it is need not have been of its meeting: what leaves that opens, although it stays closed itself.
    """
    return not now >= before


def classification_field() -> "models.CharField[str, str]":
    return models.CharField(
        _("classification"),
        max_length=12,
        choices=Classification,
        default=GENERAL,
        help_text=_("Restricted: only the recorder, the participants, the owners and the readers you name see it."),
    )
