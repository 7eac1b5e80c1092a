"""Requests for a change, as far as somebody may know of them, and which of them are open."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from tracker.accounts.models import User
from tracker.change_requests.states import State
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.seen_by import seen_by
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written

if TYPE_CHECKING:
    from tracker.change_requests.models import ChangeRequest  # noqa: F401 (named in the string below)


class ChangeRequestQuerySet(models.QuerySet["ChangeRequest"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(seen_by(user)).readable_by(user)

    def readable_by(self, user: User) -> Self:
        """Of follow-ups that they see: what was asked while one was restricted stays behind where its past did."""
        if user.sees_restricted:
            return self
        withheld = Entry.objects.about(self.model).filter(verb="asked", written=Written.WITHHELD).exclude(by=user)
        return self.exclude(pk__in=withheld.values("object_id"))

    def hidden_from(self, user: User) -> Self:
        hidden = FollowUp.objects.hidden_from(user).values("pk")
        return self.none() if user.sees_restricted else self.filter(follow_up__in=hidden)

    def open(self) -> Self:
        return self.filter(state=State.OPEN)

    def that_follow(self) -> Self:
        """The open one first, then those that may be open again once their outcome is taken back."""
        closed = Q(state__in=[State.GRANTED, State.OVERTAKEN], outcome__isnull=False)
        rank = models.Case(models.When(state=State.OPEN, then=0), default=1)
        return self.filter(Q(state=State.OPEN) | closed).select_related("outcome").order_by(rank, "-id")

    def with_names(self) -> Self:
        of_it = (
            f"follow_up__{name}" for name in ("owner", "partner", "unit", "meeting", "passage__record", "recorder")
        )
        return self.select_related(*of_it, "asked_by", "answered_by", "recorded_by")
