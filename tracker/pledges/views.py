"""The list of pledges, and logging one. A pledge's own page shows follow-ups: it stands in `pages`."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.databases.reading import read_from_replica
from tracker.directory.models import Organisation
from tracker.exports.export_response import exported
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.kit.row_by_name_field import is_key
from tracker.lists.filters import chips
from tracker.lists.paging import capped_count, read_page
from tracker.lists.sorting import headings_by_name
from tracker.meetings.models import Meeting
from tracker.pledges.export import sheet_for
from tracker.pledges.field_register import COLUMNS
from tracker.pledges.filters import NEWEST, PledgeFilter
from tracker.pledges.forms import NewPledgeForm, get_or_add_donor
from tracker.pledges.models import Pledge
from tracker.pledges.resource_measure import Kind
from tracker.pledges.soft_pledges_by_donor import ageing


@read_from_replica
@require_safe
def pledges(request: Request) -> HttpResponse:
    everything = Pledge.objects.visible_to(request.user)
    filtered = PledgeFilter(request.GET, everything, user=request.user)
    rows = filtered.qs if filtered.is_valid() else everything.none()
    today: date = timezone.localdate()
    context = {
        "form": filtered.form,
        "heads": headings_by_name(COLUMNS, filtered.form),
        "chips": chips(request, filtered.form),
        "nothing_fits": filtered.nothing_fits,
        "page": read_page(rows, NEWEST, request.GET.get("page"), shown=Pledge.objects.with_names()),
        "count": capped_count(rows),
        "ageing": ageing(rows, today),
        "ageing_count": capped_count(rows.ageing(today)),
    }
    return render(request, "pledges/list.html", context, status=200 if filtered.is_valid() else 400)


@require_safe
def export(request: Request, form: str) -> HttpResponseBase:
    return exported(request, form, sheet_for, "pledges:list")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    if not permissions.may_log(request.user):
        raise PermissionDenied
    kind = requested_kind(request)
    started = {
        "donor": _asked(request.GET.get("donor"), Organisation.objects.visible_to(request.user)),
        "meeting": _asked(request.GET.get("meeting"), Meeting.objects.visible_to(request.user)),
    }
    form = NewPledgeForm(form_data(request), kind=kind, user=request.user, initial=started)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        values["donor"] = get_or_add_donor(values, by=request.user)
        pledge = Pledge.make(by=request.user, **values)
        tell(
            request,
            _("%(pledge)s is logged.") % {"pledge": pledge},
            about=pledge,
            undo=reverse("pledges:remove", args=[pledge.pk]),
        )
        return form_responses.redirect_back(request, pledge.get_absolute_url())
    return form_responses.form_page(
        request,
        "pledges/new.html",
        default=reverse("pledges:list"),
        title=_("New pledge"),
        button=_("Log the pledge"),
        form=form,
        kinds=Kind,
    )


def requested_kind(request: Request) -> Kind:
    """The kind of resource that ?kind= names; money when it names none."""
    kind = request.GET.get("kind", "")
    return Kind(kind) if kind in Kind else Kind.MONEY


def _asked(key: str | None, rows: object) -> object:
    """The row that a link leads from, if this person may see it."""
    return rows.filter(pk=key).first() if key and is_key(key) else None  # type: ignore[attr-defined]
