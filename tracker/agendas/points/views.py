"""Points of an agenda: adding, editing, ordering and removing one, and letting it go on to another meeting."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts import permissions
from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.forms import EditPointForm, PointForm
from tracker.agendas.points.models import Point
from tracker.agendas.points.repeat import repeat_at
from tracker.directory.get_or_add import get_or_add
from tracker.follow_ups.models import FollowUp
from tracker.history.editing import edit_page, save_over
from tracker.history.undo import undoable
from tracker.history.undo_page import restore_page, tell_change, undo_page
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import changed_fields, verb_label
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.meetings.models import Meeting
from tracker.meetings.views import editable_meeting

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@read_or_write
def new(request: Request, pk: int) -> HttpResponse:
    meeting = editable_meeting(request, pk)
    form = PointForm(form_data(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        values = _with_presenter(request, meeting, form.values())
        point = Point.add_to(meeting, by=request.user, key=form.cleaned_data["key"], **values)
        _put_under(request, point, form.named)
        undo = reverse("agendas:point_remove", args=[point.pk])
        tell(request, _("“%(title)s” is on the agenda.") % {"title": point}, about=point, undo=undo)
        return form_responses.redirect_back(request, meeting.get_absolute_url())
    page: dict[str, Any] = {"title": _("Add a point"), "button": _("Add the point"), "about": str(meeting)}
    return form_responses.form_page(request, default=meeting.get_absolute_url(), form=form, **page)


@read_or_write
def edit(request: Request, pk: int) -> HttpResponse:
    point = _point(request, Point.objects.visible_to(request.user), pk)
    under = _under(request, point)
    form = EditPointForm(form_data(request), point=point, under=under, user=request.user)

    def save() -> HttpResponse:
        values = _with_presenter(request, point.meeting, form.values())
        entry = save_over(point, form.cleaned_data["version"], values, by=request.user, verb=point.edit)
        if not point.standing and form.named != under:
            _put_under(request, point, form.named, instead_of=under)
        words = _("“%(title)s” is saved.") % {"title": point}
        tell_change(request, point, entry, words, "agendas:point_undo")
        return form_responses.redirect_back(request, point.meeting.get_absolute_url())

    page: dict[str, Any] = {"title": _("Edit the point"), "about": str(point.meeting), "point": point}
    page |= {"entries": _told(request, point), "last": undoable(point, request.user)}
    return edit_page(request, point, form, save, template="agendas/edit_point.html", **page)


@require_POST
def move(request: Request, pk: int, way: str) -> HttpResponse:
    """A place up, or down."""
    point = _point(request, Point.objects.visible_to(request.user), pk)
    entry = point.place(max(0, point.position + (1 if way == "down" else -1)), by=request.user)
    stays = _("“%(title)s” is the last already.") if way == "down" else _("“%(title)s” is the first already.")
    words = _("“%(title)s” has another place.") if entry else stays
    tell_change(request, point, entry, words % {"title": point}, "agendas:point_undo")
    return form_responses.redirect_back(request, point.meeting.get_absolute_url())


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    point = _point(request, Point.objects.visible_to(request.user).typed(), pk)
    point.remove(by=request.user)
    undo = reverse("agendas:point_restore", args=[point.pk])
    tell(request, _("“%(title)s” is off the agenda.") % {"title": point}, about=point.meeting, undo=undo)
    return form_responses.redirect_back(request, point.meeting.get_absolute_url())


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    point = _point(request, Point.objects.removed_for(request.user), pk)
    words = _("“%(title)s” is on the agenda.") % {"title": point}
    return restore_page(request, point, words, elsewhere=point.meeting.get_absolute_url())


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    point = _point(request, Point.objects.known_to(request.user), pk)
    return undo_page(request, point, entry, elsewhere="meetings:list")


@require_POST
def take(request: Request, pk: int, point: int) -> HttpResponse:
    """The point of another meeting comes to this one."""
    meeting = editable_meeting(request, pk)
    found = _point(request, Point.objects.visible_to(request.user).typed(), point)
    back = found.meeting.get_absolute_url()
    entry = found.move_to(meeting, by=request.user)
    said = {"title": found, "meeting": meeting}
    tell_change(request, found, entry, _("“%(title)s” is moved to “%(meeting)s”.") % said, "agendas:point_undo")
    return form_responses.redirect_back(request, back)


@require_POST
def repeat(request: Request, pk: int, point: int) -> HttpResponse:
    """The point of another meeting stands on the agenda of this one, too."""
    meeting = editable_meeting(request, pk)
    found = _point(request, Point.objects.visible_to(request.user).typed(), point)
    if found.is_restricted and not meeting.is_restricted:
        messages.warning(request, _("More people see that meeting. Add the point there, in words that they may read."))
        return form_responses.redirect_back(request, found.meeting.get_absolute_url())
    made, entry = repeat_at(found, meeting, by=request.user)
    said = {"title": made, "meeting": meeting}
    undo = reverse("agendas:point_remove", args=[made.pk])
    if entry:
        tell(request, _("“%(title)s” stands at “%(meeting)s”, too.") % said, about=made, undo=undo)
    else:
        messages.info(request, _("“%(title)s” stands at “%(meeting)s” already.") % said)
    return form_responses.redirect_back(request, found.meeting.get_absolute_url())


def _point(request: Request, rows: Any, pk: int) -> Point:
    """404 when it is not theirs to see, 403 when it is not theirs to change."""
    point: Point = get_object_or_404(rows.with_names(), pk=pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return point


def _with_presenter(request: Request, meeting: Meeting, values: dict[str, Any]) -> dict[str, Any]:
    born = RESTRICTED if meeting.is_restricted else GENERAL
    return values | {"presenter": get_or_add(values["presenter"], by=request.user, classification=born)}


def _under(request: Request, point: Point) -> FollowUp | None:
    first = point.appearances.visible_to(request.user).select_related("follow_up").first()
    return first.follow_up if first else None


def _put_under(
    request: Request, point: Point, follow_up: FollowUp | None, *, instead_of: FollowUp | None = None
) -> None:
    """On the agenda, under that point; what stood there goes back among the matters arising."""
    if instead_of:
        for each in point.appearances.visible_to(request.user).filter(follow_up=instead_of):
            each.change("placed", by=request.user, point=None)
    if follow_up:
        carry_over(point.meeting, [follow_up], by=request.user, point=point)


def _told(request: Request, point: Point) -> list[Any]:
    entries = without_hidden(point.history.select_related("by", "content_type"), request.user)
    return [(entry, verb_label(entry), changed_fields(entry)) for entry in entries]
