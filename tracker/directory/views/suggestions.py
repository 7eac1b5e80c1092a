"""What a field offers while a name is typed."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.accounts.how_often import search_within
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.directory.choosable_names import active_people
from tracker.directory.left import leavers
from tracker.directory.models import Appointment, Organisation, Person
from tracker.kit.row_by_name_field import suggestions


@require_safe
@search_within
def organisations(request: Request) -> HttpResponse:
    rows = Organisation.objects.visible_to(request.user)
    return suggestions(request, rows, about=lambda found: _parents(found, request.user))


@require_safe
@search_within
def units(request: Request) -> HttpResponse:
    rows = Organisation.objects.visible_to(request.user).ours()
    return suggestions(request, rows, about=lambda found: _parents(found, request.user))


@require_safe
@search_within
def persons(request: Request) -> HttpResponse:
    return suggestions(request, active_people(request.user), about=lambda found: posts(found, request.user))


def _parents(found: list[Any], user: User) -> dict[int, str]:
    """Of what each is a part, as far as the person may know."""
    parents = Organisation.objects.visible_to(user).in_bulk({each.parent_id for each in found if each.parent_id})
    return {each.pk: str(parents[each.parent_id]) for each in found if each.parent_id in parents}


def posts(found: list[Any], user: User) -> dict[int, str]:
    """The posts that each holds today, as far as the person may know; or that they have left."""
    held = Appointment.objects.visible_to(user).held_on(timezone.localdate()).filter(person__in=found)
    held_by: dict[int, list[str]] = {}
    for post in held.select_related("organisation"):
        held_by.setdefault(post.person_id, []).append(str(post))
    left = leavers(Person.objects.filter(pk__in=[person.pk for person in found]), timezone.localdate())
    said = dict.fromkeys(left.values_list("pk", flat=True), _("left"))
    return {key: "; ".join(each) for key, each in held_by.items()} | said
