"""Adding and editing an organisation, and undoing that."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.forms import OrganisationForm
from tracker.directory.get_or_add import one_at_a_time
from tracker.directory.merging.both_histories import known_history
from tracker.directory.models import Organisation
from tracker.directory.undo_organisation import undo_organisation
from tracker.history.editing import edit_page, save_over
from tracker.history.undo_page import tell_change, undo_page
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.kit.row_by_name_field import key_in


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    if not permissions.may_log(request.user):
        raise PermissionDenied
    started = {"parent": key_in(request.GET.get("parent")), "is_ours": request.GET.get("ours") == "on"}
    form = OrganisationForm(form_data(request), organisation=Organisation(), user=request.user, initial=started)
    if request.method == "POST":
        # One after the other, so that a double click finds what the first click made.
        one_at_a_time(Organisation)
        if form.is_valid():
            organisation = Organisation.add(by=request.user, **form.values())
            tell(request, _("%(name)s is in the directory.") % {"name": organisation}, about=organisation)
            return redirect(organisation)
    default = reverse("directory:partners")
    return form_responses.form_page(request, default=default, title=_("New organisation"), button=_("Add"), form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    organisation = _editable(request, pk)
    form = OrganisationForm(form_data(request), organisation=organisation, user=request.user)
    if request.method == "POST":
        # One after the other, so that two moves which are fine alone never make a ring together.
        one_at_a_time(Organisation)

    def save() -> HttpResponse:
        entry = save_over(organisation, form.cleaned_data["version"], form.values(), by=request.user)
        words = _("%(name)s is saved.") % {"name": organisation}
        tell_change(request, organisation, entry, words, "directory:organisation_undo")
        return redirect(organisation)

    return edit_page(request, organisation, form, save, title=_("Edit organisation"), about=organisation.label)


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    organisation = _editable(request, pk)
    known = {"history": known_history(organisation, request.user), "elsewhere": "directory:partners"}
    return undo_page(request, organisation, entry, verb=undo_organisation, **known)


def _editable(request: Request, pk: int) -> Organisation:
    organisation: Organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    if not permissions.may_edit_directory(request.user):
        raise PermissionDenied
    return organisation
