"""Something that happened with a partner, or is to come; and where such rows come from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.kit.dates.as_said import Said


@dataclass(frozen=True, slots=True)
class Moment:
    """`word` says what it is, `details` what else is to be known; `said` is its date, where more is said than a day."""

    day: date
    word: str
    thing: Any
    title: str
    details: list[Any]
    they_owe: bool = False
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """`rows` gives those that this person may see, each with its `day`; `tell` makes a moment of one."""

    kind: str
    rows: Callable[[Organisation, User], QuerySet[Any]]
    tell: Callable[[Any, Organisation], Moment]


def follow_ups_of(organisation: Organisation, user: User) -> FollowUpQuerySet:
    """Those with a partner, or of a unit of ours; and with or of its parts."""
    rows: FollowUpQuerySet = FollowUp.objects.visible_to(user)
    return rows.of_unit(organisation) if organisation.is_ours else rows.with_partner(organisation)


def part_named(named: Organisation | None, organisation: Organisation) -> list[Organisation]:
    """Whom a row names, where that is not the one whose timeline it is."""
    return [named] if named and named.pk != organisation.pk else []
