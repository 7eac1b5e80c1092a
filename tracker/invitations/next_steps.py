"""The steps of events that somebody is to do next, as their desk tells of them."""

from datetime import date, timedelta

from django.db.models import F, Q

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp, Kind
from tracker.invitations.models import Step
from tracker.invitations.step_schedule import StepKind

AHEAD = timedelta(days=7)
JOINED = ("invitation__follow_up__meeting", "invitation__follow_up__passage__record")
# What a line about a step shows.
SHOWN = (
    *("kind", "title", "days", "due_on", "done_on", "invitation__title", "invitation__role"),
    *(f"invitation__follow_up__{name}" for name in ("title", "classification", "meeting__classification")),
    "invitation__follow_up__passage__record__classification",
)


def next_steps(user: User, today: date, most: int) -> list[Step]:
    """The open steps that are this person's to do: those up to a week from today, or else the next one."""
    person = getattr(user, "person", None)
    if person is None:
        return []
    active = FollowUp.objects.visible_to(user).active()
    mine = active.filter(kind=Kind.INVITATION, owner=person).values_list("invitation", flat=True)
    own = Q(owner=person) | Q(owner=None, invitation__in=[key for key in mine if key])
    open_ones = Step.objects.filter(own, done_on=None).exclude(kind=StepKind.DELIVER)
    seen = active.filter(pk__in=open_ones.values("invitation__follow_up")).values("pk")
    steps = open_ones.filter(invitation__follow_up__in=seen).select_related(*JOINED).only(*SHOWN)
    found = list(steps.order_by(F("due_on").asc(nulls_last=True), "days", "id")[:most])
    return [step for step in found if step.due_on and step.due_on <= today + AHEAD] or found[:1]
