"""What a field offers while a name is typed."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.directory.models import Organisation, Person
from tracker.kit.row_by_name_field import suggestions


@require_safe
def organisations(request: Request) -> HttpResponse:
    return suggestions(request, Organisation.objects.visible_to(request.user))


@require_safe
def units(request: Request) -> HttpResponse:
    return suggestions(request, Organisation.objects.visible_to(request.user).ours())


@require_safe
def persons(request: Request) -> HttpResponse:
    return suggestions(request, Person.objects.visible_to(request.user).active())
