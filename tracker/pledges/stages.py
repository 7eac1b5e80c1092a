"""The stages of a pledge: how firm it is, and what moving it asks for. Pure, no rows."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    INDICATED = "indicated", _("Indicated")
    PLEDGED = "pledged", _("Pledged")
    COMMITTED = "committed", _("Committed")
    RECEIVED = "received", _("Received")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# Words and signed promises: only what is firm covers a need.
SOFT = (Stage.INDICATED, Stage.PLEDGED)
FIRM = (Stage.COMMITTED, Stage.RECEIVED)
# After so long words have aged: somebody should ask.
PATIENCE = timedelta(days=90)
_ORDER = tuple(Stage)


def next_of(stage: str) -> tuple[Stage, ...]:
    """Any other: donors skip stages, and come back."""
    return tuple(after for after in Stage if after != stage)


def needs_reason(before: str, after: str) -> bool:
    """A step back, a withdrawal and a return from one are told why."""
    steps = _ORDER.index(Stage(after)) - _ORDER.index(Stage(before))
    return steps < 0 or after == Stage.WITHDRAWN


@cache
def choices(stage: str) -> tuple[tuple[Stage, bool], ...]:
    """The stages to choose from here, each with whether it needs more than a click."""
    return tuple((after, needs_reason(stage, after)) for after in next_of(stage))


def problems(before: str, after: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What keeps the move from being made: a sentence for each field; empty when all is well."""
    if after not in Stage:
        return {"stage": _("There is no such stage.")}
    if needs_reason(before, after) and not given.get("reason"):
        return {"reason": _("Say why, in a few words.")}
    return {}


def share_of(stage: str) -> str:
    """Which part of a need its allocations make up: covered, promised, or none."""
    if stage in FIRM:
        return "covered"
    return "promised" if stage in SOFT else ""
