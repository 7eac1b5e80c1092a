"""Moving a follow-up on where one sees it: status, due date, owner, undo."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts import permissions
from tracker.accounts.how_often import too_often
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.get_or_add import get_or_add
from tracker.files.attach import attach
from tracker.follow_ups.action_forms import DueForm, MoveForm, OwnerForm
from tracker.follow_ups.closing.evidence import is_asked_first, may_attach, say_moved
from tracker.follow_ups.log_from_selection import add_new_names, classification_for_new
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.follow_ups.views.shared import say_done, say_overtaken, updatable_follow_up, visible_follow_up
from tracker.history.editing import edit_page, save_over, version_seen
from tracker.history.undo_page import lead_back, undo_page
from tracker.kit import form_responses

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@read_or_write
def move(request: Request, pk: int, status: str) -> HttpResponse:
    if status not in Status or status == Status.PENDING:
        raise Http404
    follow_up = updatable_follow_up(request, pk)
    if follow_up.status == status:
        if request.method == "GET":
            messages.info(request, say_moved(follow_up))
        return form_responses.redirect_back(request, follow_up.get_absolute_url())
    name = Status(status).label
    sent = None if is_asked_first(request, follow_up, status) else form_data(request)
    about: dict[str, Any] = {"follow_up": follow_up, "status": status, "seen": version_seen(request, follow_up)}
    form = MoveForm(sent, request.FILES or None, user=request.user, **about)
    if form.is_overtaken():
        say_overtaken(request, follow_up, name)
        return form_responses.redirect_back(request, follow_up.get_absolute_url())

    wanted = {"status": status}

    def save() -> HttpResponse:
        data = form.cleaned_data
        if not may_attach(request, files := data.get("files", [])):
            return too_often(request, follow_up.get_absolute_url())
        born = classification_for_new(follow_up)
        waiting_on = get_or_add(data.get("waiting_on"), by=request.user, classification=born)
        given: dict[str, Any] = {"waiting_on": waiting_on, "review_on": data.get("review_on")}
        verb = partial(follow_up.move_to, reason=data["reason"], **given)
        entry = save_over(follow_up, data["version"], wanted, by=request.user, verb=verb)
        for each in files:
            attach(follow_up, each, by=request.user)
        say_done(request, follow_up, entry, say_moved(follow_up))
        return form_responses.redirect_back(request, follow_up.get_absolute_url())

    title = _("Move to: %(status)s") % {"status": name}
    page: dict[str, Any] = {"title": title, "button": name, "about": follow_up.title}
    return edit_page(request, follow_up, form, save, wanted=wanted, **page)


@read_or_write
def due(request: Request, pk: int) -> HttpResponse:
    follow_up = updatable_follow_up(request, pk)
    form = DueForm(form_data(request), follow_up=follow_up, user=request.user)
    wanted = {"due_on": form.cleaned_data["due_on"]} if form.is_bound and "due_on" not in form.errors else {}

    def save() -> HttpResponse:
        data = form.cleaned_data
        verb = partial(follow_up.set_due, reason=data["reason"])
        entry = save_over(follow_up, data["version"], wanted, by=request.user, verb=verb)
        say_done(request, follow_up, entry, _("%(reference)s has a new due date.") % {"reference": follow_up.reference})
        return form_responses.redirect_back(request, follow_up.get_absolute_url())

    page: dict[str, Any] = {"title": _("Due date"), "about": follow_up.title}
    return edit_page(request, follow_up, form, save, wanted=wanted, **page)


@read_or_write
def owner(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    if not permissions.may_choose_owner(request.user, follow_up):
        raise PermissionDenied
    form = OwnerForm(form_data(request), follow_up=follow_up, user=request.user)

    def save() -> HttpResponse:
        values = {"owner": add_new_names(form.cleaned_data, follow_up, by=request.user)["owner"]}
        version, verb = form.cleaned_data["version"], follow_up.give_to
        entry = save_over(follow_up, version, values, by=request.user, verb=verb)
        say_done(request, follow_up, entry, _("%(reference)s has a new owner.") % {"reference": follow_up.reference})
        return lead_back(request, follow_up, "follow_ups:list")

    return edit_page(request, follow_up, form, save, title=_("Owner"), about=follow_up.title)


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    follow_up: FollowUp = get_object_or_404(
        FollowUp.objects.visible_to(request.user) | FollowUp.objects.removed_for(request.user), pk=pk
    )
    return undo_page(request, follow_up, entry, elsewhere="follow_ups:list")
