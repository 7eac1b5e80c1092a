"""The links of a follow-up that may be empty."""

from typing import Any

from django.db import models


def optional_link(to: type[models.Model], label: Any, related_name: str) -> Any:
    """Without an index of its own: those in `indexes.py` begin with it."""
    return models.ForeignKey(
        to, models.PROTECT, null=True, blank=True, verbose_name=label, related_name=related_name, db_index=False
    )
