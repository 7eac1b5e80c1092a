"""What is agreed while a point is spoken of: a follow-up of the meeting, made with a title, an owner and a date."""

from typing import Any
from uuid import UUID

from django.db import transaction

from tracker.accounts.models import User
from tracker.agendas.points.models import Outcome, Point
from tracker.directory.models import Organisation
from tracker.follow_ups.log_from_selection import log_from_words, suggestions
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.suggestions.kind_of_title import kind_of_title


@transaction.atomic
def log_outcome(
    point: Point, *, by: User, title: str, key: UUID | None, partner: Organisation | None = None, **values: Any
) -> FollowUp:
    """A new follow-up of the meeting. A `key` used before gives the one it made then."""
    guessed = suggestions(None, point.meeting, by) | {"title": title, "kind": kind_of_title(title)}
    if partner and not guessed["partner"]:
        guessed["partner"] = partner
    made = log_from_words(None, by=by, meeting=point.meeting, key=key, **guessed, **values)
    Outcome.objects.get_or_create(follow_up=made, defaults={"point": point})
    return made
