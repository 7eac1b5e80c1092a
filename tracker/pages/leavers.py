"""Those who have left and what they still own: so that it is handed over."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.directory.left import leavers
from tracker.directory.models import Appointment, Person
from tracker.follow_ups.models import FollowUp

MOST_LEAVERS = 200


@dataclass(frozen=True, slots=True)
class Leaver:
    """`owns` is how many active follow-ups are still theirs; `last` the post that they held last."""

    person: Person
    owns: int
    last: Appointment | None


def leavers_who_own(user: User) -> list[Leaver]:
    """Whoever owns most first. Empty for those who hand nothing over but their own."""
    if not permissions.may_reassign(user):
        return []
    people = leavers(Person.objects.visible_to(user), timezone.localdate()).values("pk")
    mine = FollowUp.objects.visible_to(user).active().filter(owner__in=people)
    owned = mine.order_by().values_list("owner").annotate(number=Count("pk")).order_by("-number", "owner")
    counts = dict(owned[:MOST_LEAVERS])
    found = Person.objects.in_bulk(counts)
    posts = Appointment.objects.visible_to(user).filter(person__in=counts).select_related("organisation")
    last = {post.person_id: post for post in posts.order_by("until", "id")}
    return [Leaver(found[key], number, last.get(key)) for key, number in counts.items()]


@require_safe
def leavers_page(request: Request) -> HttpResponse:
    if not permissions.may_reassign(request.user):
        raise PermissionDenied
    return render(request, "pages/leavers.html", {"leavers": leavers_who_own(request.user)})
