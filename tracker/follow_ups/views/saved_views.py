"""Views: saving, opening, renaming and removing them, and starting with one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.follow_ups.list.saved_views import ViewForm, lost, note_use, view_query
from tracker.follow_ups.models import SavedView, StartView
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.lists.filters import query_of

SAVED = gettext_lazy("The view “%(name)s” is saved.")
read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def views(request: Request) -> HttpResponse:
    note_use(request)
    start = StartView.of(request.user)
    context = {
        "views": SavedView.objects.visible_to(request.user).select_related("by", "unit")[:500],
        "start": start.pk if start else None,
        "form": ViewForm(None, user=request.user),
        "query": query_of(request),
    }
    return render(request, "follow_ups/saved_views.html", context)


@read_or_write
def new(request: Request) -> HttpResponse:
    """Keep what the list is asked for in this address."""
    form = ViewForm(form_data(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        query = view_query(query_of(request), request.user)
        if query is not None:
            start = form.cleaned_data["start"]
            view = SavedView.save_as(by=request.user, query=query, start=start, **form.values())
            note_use(request)
            saved = _("The view “%(name)s” is saved, and you start with it.") if start else SAVED
            tell(request, saved % {"name": view}, about=view, undo=view.undo_address)
            return redirect(view)
        form.add_error(None, _("The list does not understand one of its filters. Put it right there first."))
    place = reverse("follow_ups:list")
    return form_responses.form_page(
        request, default=place, title=_("Save this list as a view"), button=_("Save"), form=form
    )


@require_safe
def view(request: Request, pk: int) -> HttpResponse:
    """The list as the view asks for it; what of it is not there for this reader is said."""
    found = _visible(request, pk)
    if gone := lost(found, request.user):
        words = {"name": found, "filters": ", ".join(gone)}
        told = _("The view “%(name)s” asks for something that is gone or that you may not see: %(filters)s.")
        messages.warning(request, told % words)
    return redirect(found.address)


@read_or_write
def edit(request: Request, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = ViewForm(form_data(request), user=request.user, view=found)
    place = reverse("follow_ups:views")
    if request.method == "POST" and form.is_valid():
        if found.amend(**form.values()):
            tell(request, SAVED % {"name": found}, about=found)
            return form_responses.redirect_back(request, place)
        form.add_error("name", _("You have a view of that name already. Choose another."))
    return form_responses.form_page(request, default=place, title=_("Change the view"), button=_("Save"), form=form)


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    found = _own(request, pk)
    found.remove(by=request.user)
    undo = reverse("follow_ups:view_restore", args=[found.pk])
    tell(request, _("The view “%(name)s” is removed.") % {"name": found}, undo=undo)
    return form_responses.redirect_back(request, reverse("follow_ups:views"))


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    found: SavedView = get_object_or_404(SavedView.objects.filter(by=request.user), pk=pk)
    try:
        found.restore(by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        tell(request, _("The view “%(name)s” is back.") % {"name": found}, about=found)
    return redirect("follow_ups:views")


@require_POST
def start(request: Request, pk: int) -> HttpResponse:
    """From now on this person starts with this view."""
    found = _visible(request, pk)
    found.start_here(request.user)
    tell(
        request,
        _("After signing in you start with “%(name)s”.") % {"name": found},
        about=found,
        undo=reverse("follow_ups:start_at_desk"),
    )
    return form_responses.redirect_back(request, reverse("follow_ups:views"))


@require_POST
def start_at_desk(request: Request) -> HttpResponse:
    StartView.objects.filter(user=request.user).delete()
    tell(request, _("After signing in you start at your desk."))
    return redirect("follow_ups:views")


def _visible(request: Request, pk: int) -> SavedView:
    found: SavedView = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    return found


def _own(request: Request, pk: int) -> SavedView:
    found = _visible(request, pk)
    if found.by_id != request.user.pk:
        raise PermissionDenied
    return found
