"""Letting everybody know of a name that only few knew, because it came in with a restricted matter."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.directory.models import Organisation, Person
from tracker.kit import form_responses
from tracker.kit.form_responses import tell


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: Request, pk: int) -> HttpResponse:
    return _open(request, get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: Request, pk: int) -> HttpResponse:
    return _open(request, get_object_or_404(Person.objects.visible_to(request.user), pk=pk))


def _open(request: Request, name: Organisation | Person) -> HttpResponse:
    if not permissions.may_edit_directory(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return form_responses.form_page(
            request,
            "directory/open.html",
            default=name.get_absolute_url(),
            title=_("Make this name general?"),
            button=_("Make it general"),
            about=name.full_name,
        )
    if name.open(by=request.user):
        tell(request, _("Everybody may know of %(name)s now.") % {"name": name}, about=name)
    return redirect(name)
