"""A pledge's own page and its deeds: they stand here because follow-ups depend on them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.files.files_of_thing import files_of, with_files
from tracker.follow_ups.models.seen_by import seen_by
from tracker.history.editing import edit_page, save_over, version_seen
from tracker.history.models import Entry
from tracker.history.undo import undoable
from tracker.history.undo_page import lead_to, restore_page, tell_change, undo_page
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import changed_fields, verb_label
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.needs import pledge_changes
from tracker.pledges import stages
from tracker.pledges.forms import EditPledgeForm, MovePledgeForm, get_or_add_donor, put
from tracker.pledges.models import Pledge
from tracker.pledges.stages import Stage

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def pledge_page(request: Request, pk: int) -> HttpResponse:
    pledge = get_object_or_404(Pledge.objects.visible_to(request.user).with_names(), pk=pk)
    entries = pledge.history.select_related("by", "content_type").order_by("-id")[:200]
    seen = pledge.allocations.filter(seen_by(request.user, "need__follow_up"))
    allocations = list(seen.select_related("need__follow_up__meeting", "need__follow_up__passage__record", "by"))
    files = files_of(pledge, request.user)
    told = [(entry, verb_label(entry), changed_fields(entry)) for entry in without_hidden(list(entries), request.user)]
    context = {
        "pledge": pledge,
        "allocations": allocations,
        "free": pledge.say(pledge.quantity - pledge.allocated),
        "entries": with_files(told, files),
        "files": files,
        "last": undoable(pledge, request.user),
    }
    return render(request, "pages/pledge.html", context)


@read_or_write
def move(request: Request, pk: int, stage: str) -> HttpResponse:
    if stage not in Stage:
        raise Http404
    pledge = changeable(request, pk)
    name = Stage(stage).label
    told = _("%(pledge)s is now: %(stage)s") % {"pledge": pledge, "stage": name}
    if pledge.stage == stage:
        if request.method == "GET":
            messages.info(request, told)
        return form_responses.redirect_back(request, pledge.get_absolute_url())
    how: dict[str, Any] = {"needs_reason": stages.needs_reason(pledge.stage, stage)}
    form = MovePledgeForm(form_data(request), pledge=pledge, seen=version_seen(request, pledge), **how)
    wanted = {"stage": stage}

    def save() -> HttpResponse | None:
        data = form.cleaned_data
        verb = partial(pledge_changes.move_pledge, pledge, reason=data["reason"], on=data["on"])
        try:
            entry = save_over(pledge, data["version"], wanted, by=request.user, verb=verb)
        except ValidationError as refusal:
            put(form, refusal)
            return None
        _say_done(request, pledge, entry, told)
        return form_responses.redirect_back(request, pledge.get_absolute_url())

    title = _("Move to: %(stage)s") % {"stage": name}
    return edit_page(request, pledge, form, save, wanted=wanted, title=title, button=name, about=pledge)


@read_or_write
def edit(request: Request, pk: int) -> HttpResponse:
    pledge = changeable(request, pk)
    form = EditPledgeForm(form_data(request), pledge=pledge, user=request.user)

    def save() -> HttpResponse | None:
        values = form.values()
        values["donor"] = get_or_add_donor(values, by=request.user)
        verb = partial(pledge_changes.edit_pledge, pledge)
        try:
            entry = save_over(pledge, form.cleaned_data["version"], values, by=request.user, verb=verb)
        except ValidationError as refusal:
            put(form, refusal)
            return None
        _say_done(request, pledge, entry, _("%(pledge)s is saved.") % {"pledge": pledge})
        return lead_to(request, pledge, "pledges:list")

    return edit_page(request, pledge, form, save, title=_("Edit pledge"), about=pledge)


@read_or_write
def remove(request: Request, pk: int) -> HttpResponse:
    pledge = changeable(request, pk)
    if request.method != "POST":
        page: dict[str, Any] = {"title": _("Remove this pledge?"), "button": _("Remove"), "about": pledge}
        return form_responses.form_page(request, "follow_ups/remove.html", default=pledge.get_absolute_url(), **page)
    pledge_changes.remove_pledge(pledge, by=request.user)
    words = _("%(pledge)s is removed.") % {"pledge": pledge}
    tell(request, words, undo=reverse("pledges:restore", args=[pledge.pk]))
    return redirect("pledges:list")


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    pledge = changeable(request, pk, Pledge.objects.removed_for(request.user))
    words, verb = _("%(pledge)s is back.") % {"pledge": pledge}, partial(pledge_changes.restore_pledge, pledge)
    return restore_page(request, pledge, words, elsewhere="pledges:list", verb=verb)


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    pledge = changeable(request, pk)
    return undo_page(request, pledge, entry, elsewhere="pledges:list", verb=pledge_changes.undo_pledge)


def changeable(request: Request, pk: int, rows: Any = None) -> Pledge:
    """404 when it is not theirs to see, 403 when it is not theirs to change."""
    seen = Pledge.objects.visible_to(request.user) if rows is None else rows
    pledge: Pledge = get_object_or_404(seen.with_names(), pk=pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return pledge


def _say_done(request: Request, pledge: Pledge, entry: Entry | None, words: str) -> None:
    if entry is not None:
        tell_change(request, pledge, entry, words, "pledges:undo")
