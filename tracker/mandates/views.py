"""The list of mandates, adding and editing one, undoing that. A mandate's page shows follow-ups: it is in `pages`."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.classification_field import GENERAL
from tracker.accounts.how_often import search_within
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.databases.reading import read_from_replica
from tracker.directory.get_or_add import get_or_add, one_at_a_time
from tracker.directory.models import Organisation
from tracker.exports.export_response import exported
from tracker.history.editing import edit_page, save_over
from tracker.history.undo_page import tell_change, undo_page
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.kit.names.suggestions import suggestions
from tracker.lists.filters import chips
from tracker.lists.paging import capped_count, read_page
from tracker.lists.quick_choices import tabs_of
from tracker.lists.sorting import headings_by_name
from tracker.mandates.export import sheet_for
from tracker.mandates.field_register import COLUMNS
from tracker.mandates.filters import NEWEST, MandateFilter
from tracker.mandates.forms import MandateForm
from tracker.mandates.mandate_or_paragraph import Targets
from tracker.mandates.models import Mandate, Paragraph
from tracker.mandates.quick_choices import quick_choices


@read_from_replica
@require_safe
def mandates(request: Request) -> HttpResponse:
    everything = Mandate.objects.visible_to(request.user)
    filtered = MandateFilter(request.GET, everything, user=request.user)
    rows = filtered.qs if filtered.is_valid() else everything.none()
    quick = quick_choices(request, everything, timezone.localdate())
    context = {
        "form": filtered.form,
        "heads": headings_by_name(COLUMNS, filtered.form),
        "chips": chips(request, filtered.form),
        "nothing_fits": filtered.nothing_fits,
        "page": read_page(rows, NEWEST, request.GET.get("page"), shown=Mandate.objects.with_names()),
        "count": capped_count(rows),
        "quick": quick,
        "tabs": tabs_of(quick),
        "today": timezone.localdate(),
    }
    return render(request, "mandates/list.html", context, status=200 if filtered.is_valid() else 400)


@require_safe
def export(request: Request, form: str) -> HttpResponseBase:
    return exported(request, form, sheet_for, "mandates:list")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    if not permissions.may_log(request.user):
        raise PermissionDenied
    form = MandateForm(form_data(request), mandate=Mandate(), user=request.user)
    if request.method == "POST":
        # One after the other, so that a double click finds what the first click made.
        one_at_a_time(Mandate)
        if form.is_valid():
            mandate = Mandate.write(by=request.user, **_saved(form.values(), request.user))
            tell(request, _("%(name)s is in the list.") % {"name": mandate}, about=mandate)
            return redirect(mandate)
    return form_responses.form_page(
        request, default=reverse("mandates:list"), title=_("New mandate"), button=_("Add"), form=form
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    mandate = _editable(request, pk)
    form = MandateForm(form_data(request), mandate=mandate, user=request.user)

    def save() -> HttpResponse:
        values = _saved(form.values(), request.user)
        entry = save_over(mandate, form.cleaned_data["version"], values, by=request.user)
        tell_change(request, mandate, entry, _("%(name)s is saved.") % {"name": mandate}, "mandates:undo")
        return redirect(mandate)

    return edit_page(request, mandate, form, save, title=_("Edit mandate"), about=mandate.label)


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    return undo_page(request, _editable(request, pk), entry, elsewhere="mandates:list")


@require_safe
@search_within
def offers(request: Request) -> HttpResponse:
    rows = Mandate.objects.visible_to(request.user)
    return suggestions(request, rows, usual=rows.all)


@require_safe
@search_within
def paragraph_suggestions(request: Request) -> HttpResponse:
    return suggestions(request, Paragraph.objects.visible_to(request.user).select_related("mandate"))


@require_safe
@search_within
def target_suggestions(request: Request) -> HttpResponse:
    """Mandates and their paragraphs alike."""
    rows = Targets.visible_to(request.user)
    return suggestions(request, rows, usual=rows.usual)


def _editable(request: Request, pk: int) -> Mandate:
    mandate: Mandate = get_object_or_404(Mandate.objects.visible_to(request.user), pk=pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return mandate


def _saved(values: dict[str, Any], user: User) -> dict[str, Any]:
    """The values with every organisation that was named here for the first time added to the directory."""
    in_the_open: dict[str, Any] = {"by": user, "classification": GENERAL}
    body: Organisation | None = get_or_add(values["body"], **in_the_open)
    parties = {party.pk: party for party in (get_or_add(each, **in_the_open) for each in values["parties"])}
    return values | {"body": body, "parties": list(parties.values())}
