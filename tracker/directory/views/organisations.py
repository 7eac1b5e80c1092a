"""Adding and editing an organisation."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.accounts import gates
from tracker.accounts.kept import posted
from tracker.accounts.request import Request
from tracker.directory.forms import OrganisationForm
from tracker.directory.known import one_at_a_time
from tracker.directory.models import Organisation
from tracker.history.merge import Clash
from tracker.history.saving import keep_mine, save_over
from tracker.kit import answers


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    if not gates.may_log(request.user):
        raise PermissionDenied
    started = {"parent": request.GET.get("parent")}
    form = OrganisationForm(posted(request), organisation=Organisation(), user=request.user, initial=started)
    if request.method == "POST":
        with transaction.atomic():
            # One after the other, so that a double click finds what the first click made.
            one_at_a_time(Organisation)
            if form.is_valid():
                organisation = Organisation.add(by=request.user, **form.values())
                messages.success(request, _("%(name)s is in the directory.") % {"name": organisation})
                return redirect(organisation)
    default = reverse("directory:partners")
    return answers.deed_page(request, default=default, title=_("New organisation"), button=_("Add"), form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    if not gates.may_edit_directory(request.user):
        raise PermissionDenied
    form = OrganisationForm(posted(request), organisation=organisation, user=request.user)
    status, clashes = None, list[Clash]()
    if request.method == "POST":
        with transaction.atomic():
            # One after the other, so that two moves which are fine alone never make a ring together.
            one_at_a_time(Organisation)
            if form.is_valid():
                version = form.cleaned_data["version"] or organisation.version
                clashes = save_over(organisation, version, form.values(), by=request.user)
                if not clashes:
                    messages.success(request, _("%(name)s is saved.") % {"name": organisation})
                    return redirect(organisation)
                status = keep_mine(form, organisation.version)
    page: dict[str, Any] = {"title": _("Edit organisation"), "button": _("Save"), "about": organisation.label}
    default = organisation.get_absolute_url()
    return answers.deed_page(request, default=default, status=status, form=form, clashes=clashes, **page)
