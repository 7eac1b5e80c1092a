"""The list of series, making and editing one, ending it, taking it out of sight and back, and what a rule means."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.how_often import search_within
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.exports.export_response import exported
from tracker.history.editing import edit_page, save_over
from tracker.history.undo_page import is_visible, lead_to, restore_page, tell_change, undo_page
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.kit.names.suggestions import suggestions
from tracker.kit.row_by_name_field import key_in
from tracker.lists.filters import chips
from tracker.lists.paging import capped_count, read_page
from tracker.lists.sorting import headings_by_name
from tracker.meetings.models import Meeting, Series
from tracker.meetings.series.export import sheet_for
from tracker.meetings.series.field_register import COLUMNS
from tracker.meetings.series.filters import BY_NAME, filter_of
from tracker.meetings.series.forms import CallOffForm, EditSeriesForm, EndForm, NewSeriesForm, SeriesForm, WhenForm, say
from tracker.meetings.series.next_meetings import with_next
from tracker.meetings.views import editable_meeting

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def series_list(request: Request) -> HttpResponse:
    filtered = filter_of(request)
    rows = filtered.qs if filtered.is_valid() else Series.objects.none()
    shown = with_next(Series.objects.all(), request.user)
    context = {
        "form": filtered.form,
        "heads": headings_by_name(COLUMNS, filtered.form),
        "chips": chips(request, filtered.form),
        "nothing_fits": filtered.nothing_fits,
        "page": read_page(rows, BY_NAME, request.GET.get("page"), shown=shown),
        "count": capped_count(rows),
        "removed": filtered.shows_removed,
    }
    return render(request, "meetings/series_list.html", context, status=200 if filtered.is_valid() else 400)


@require_safe
def export(request: Request, form: str) -> HttpResponseBase:
    return exported(request, form, sheet_for, "meetings:series_list")


@require_safe
@search_within
def offers(request: Request) -> HttpResponse:
    rows = Series.objects.visible_to(request.user)
    return suggestions(request, rows, usual=rows.all)


@require_safe
@search_within
def said(request: Request) -> HttpResponse:
    """What the rule that is being typed means; nothing as long as it cannot be read."""
    return HttpResponse(escape(WhenForm(request.GET).meaning))


@read_or_write
def new(request: Request) -> HttpResponse:
    """A new series; with ?meeting= that meeting becomes its first one."""
    first = _first(request)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    if first and first.series:
        messages.info(request, _("This meeting is one of a series already."))
        return lead_to(request, first.series, "meetings:list")
    started = SeriesForm.started_from_meeting(first) if first else {}
    form = NewSeriesForm(form_data(request), user=request.user, first=first, **started)
    if request.method != "POST" or not form.is_valid():
        page = {**_page(form), "title": _("New series"), "button": _("Save"), "first": first}
        return form_responses.form_page(request, default=reverse("meetings:series_list"), form=form, **page)
    series = Series.make(by=request.user, first=first, key=form.cleaned_data["key"], **form.values())
    undo = reverse("meetings:series_remove", args=[series.pk])
    tell(request, _("“%(name)s” is saved. %(meaning)s") % _told(series), about=series, undo=undo)
    return lead_to(request, series, "meetings:series_list")


@read_or_write
def edit(request: Request, pk: int) -> HttpResponse:
    series = editable_series(request, pk)
    form = EditSeriesForm(form_data(request), user=request.user, **EditSeriesForm.started_from(series))

    def save() -> HttpResponse:
        entry = save_over(series, form.cleaned_data["version"], form.values(), by=request.user)
        words = _("“%(name)s” is saved. %(meaning)s") % _told(series)
        tell_change(request, series, entry, words, "meetings:series_undo")
        _warn_if_hidden(request, series)
        return lead_to(request, series, "meetings:series_list")

    return edit_page(request, series, form, save, title=_("Edit the series"), series=series, **_page(form))


@read_or_write
def end(request: Request, pk: int) -> HttpResponse:
    series = editable_series(request, pk)
    started = {"on": timezone.localdate(), "version": series.version}
    form = EndForm(form_data(request), initial=started, label_suffix="")

    def save() -> HttpResponse:
        data = form.cleaned_data
        entry = series.end(by=request.user, on=data["on"], why=data["why"])
        tell_change(request, series, entry, _("“%(name)s” is ended.") % {"name": series}, "meetings:series_undo")
        return lead_to(request, series, "meetings:series_list")

    page: dict[str, Any] = {"title": _("End this series?"), "about": series.name, "button": _("End it")}
    return edit_page(request, series, form, save, **page)


@read_or_write
def remove(request: Request, pk: int) -> HttpResponse:
    series = editable_series(request, pk)
    if request.method != "POST":
        page: dict[str, Any] = {"title": _("Remove this series?"), "button": _("Remove"), "about": series.name}
        at = series.get_absolute_url()
        return form_responses.form_page(request, "meetings/series_remove.html", default=at, **page)
    series.remove(by=request.user)
    undo = reverse("meetings:series_restore", args=[series.pk])
    tell(request, _("“%(title)s” is removed.") % {"title": series}, undo=undo)
    return redirect("meetings:series_list")


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    series: Series = get_object_or_404(Series.objects.removed_for(request.user), pk=pk)
    return restore_page(
        request, series, _("“%(title)s” is back.") % {"title": series}, elsewhere="meetings:series_list"
    )


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    return undo_page(request, editable_series(request, pk), entry, elsewhere="meetings:series_list")


@read_or_write
def call_off(request: Request, pk: int) -> HttpResponse:
    """Of any meeting: it does not take place, and of a series the next one is there."""
    meeting = editable_meeting(request, pk)
    form = CallOffForm(form_data(request), label_suffix="")

    def save() -> HttpResponse:
        entry = meeting.call_off(by=request.user, why=form.cleaned_data["why"])
        tell_change(request, meeting, entry, _("“%(title)s” is called off.") % {"title": meeting}, "meetings:undo")
        return lead_to(request, meeting, "meetings:list")

    page: dict[str, Any] = {"title": _("Call this meeting off?"), "about": meeting.with_day, "button": _("Call it off")}
    return edit_page(request, meeting, form, save, **page)


def editable_series(request: Request, pk: int) -> Series:
    """One that this person may edit: 404 when it is not theirs to see, 403 when it is not theirs to change."""
    series: Series = get_object_or_404(Series.objects.visible_to(request.user), pk=pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return series


def _first(request: Request) -> Meeting | None:
    key = key_in(request.GET.get("meeting"))
    rows = Meeting.objects.visible_to(request.user).select_related("series")
    return get_object_or_404(rows, pk=key) if key else None


def _told(series: Series) -> dict[str, str]:
    return {"name": str(series), "meaning": say(series.rule, series.begins_on)}


def _warn_if_hidden(request: Request, series: Series) -> None:
    if not is_visible(series, request.user):
        messages.warning(request, _("It is restricted now, and you are not among those who see it."))


def _page(form: SeriesForm) -> dict[str, Any]:
    return {"template": "meetings/series_form.html", "rows": form.rows}
