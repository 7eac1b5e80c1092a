"""What a field offers while a name is typed."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.accounts.how_often import search_within
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.directory.absences.away import say_all_away
from tracker.directory.choosable_names import active_people
from tracker.directory.left import leavers
from tracker.directory.models import Appointment, Organisation, Person
from tracker.kit.names.suggestions import suggestions


@require_safe
@search_within
def organisations(request: Request) -> HttpResponse:
    return _suggested(request, Organisation.objects.visible_to(request.user))


@require_safe
@search_within
def units(request: Request) -> HttpResponse:
    return _suggested(request, Organisation.objects.visible_to(request.user).ours())


@require_safe
@search_within
def persons(request: Request) -> HttpResponse:
    rows, user = active_people(request.user), request.user
    return suggestions(request, rows, about=lambda found: posts(found, user), usual=lambda: _colleagues(rows, user))


def _suggested(request: Request, rows: Any) -> HttpResponse:
    return suggestions(request, rows, about=lambda found: _places(found, request.user), usual=rows.all)


def _colleagues(people: Any, user: User) -> Any:
    """Those who hold a post today where `user` does: whom one names most."""
    held = Appointment.objects.visible_to(user).held_on(timezone.localdate())
    own = held.filter(person__account=user).values("organisation")
    return people.filter(pk__in=held.filter(organisation__in=own).values("person"))


def _places(found: list[Any], user: User) -> dict[int, str]:
    """Of what each is a part, as far as the person may know, and in what country; of the whole of ours, that it is."""
    parents = Organisation.objects.visible_to(user).in_bulk({each.parent_id for each in found if each.parent_id})
    return {each.pk: " · ".join(filter(None, _place(each, parents.get(each.parent_id)))) for each in found}


def _place(each: Organisation, parent: Organisation | None) -> tuple[str, str, str]:
    is_whole = each.is_ours and each.parent_id is None
    return str(parent or ""), each.get_country_display() if each.country else "", _("ours") if is_whole else ""


def posts(found: list[Any], user: User) -> dict[int, str]:
    """The posts that each holds today, as far as the person may know, and whether they are away; or that they left."""
    held = Appointment.objects.visible_to(user).held_on(timezone.localdate()).filter(person__in=found)
    held_by: dict[int, list[str]] = {}
    for post in held.select_related("organisation"):
        held_by.setdefault(post.person_id, []).append(str(post))
    left = leavers(Person.objects.filter(pk__in=[person.pk for person in found]), timezone.localdate())
    said = dict.fromkeys(left.values_list("pk", flat=True), _("left"))
    for key, away in say_all_away(found, timezone.localdate()).items():
        held_by.setdefault(key, []).append(away)
    return {key: "; ".join(each) for key, each in held_by.items()} | said
