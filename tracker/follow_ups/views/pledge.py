"""A pledge's own page and its deeds: they stand here because follow-ups depend on them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import gates
from tracker.accounts.kept import posted
from tracker.accounts.request import Request
from tracker.follow_ups import covering
from tracker.follow_ups.entries import without_hidden
from tracker.follow_ups.models import FollowUp
from tracker.history.merge import Clash, merge
from tracker.history.models import Entry
from tracker.history.recorded import Stale
from tracker.history.saving import keep_mine
from tracker.history.undo import last_change
from tracker.history.wording import deed, lines
from tracker.kit import answers
from tracker.pledges import stages
from tracker.pledges.forms import EditPledgeForm, MovePledgeForm, known_donor, put
from tracker.pledges.models import Pledge
from tracker.pledges.stages import Stage

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def pledge_page(request: Request, pk: int) -> HttpResponse:
    pledge = get_object_or_404(Pledge.objects.visible_to(request.user).with_names(), pk=pk)
    entries = pledge.history.select_related("by", "content_type").order_by("-id")[:200]
    seen = pledge.allocations.filter(need__follow_up__in=FollowUp.objects.visible_to(request.user).values("pk"))
    allocations = list(seen.select_related("need__follow_up__meeting", "need__follow_up__passage__record", "by"))
    context = {
        "pledge": pledge,
        "allocations": allocations,
        "free": pledge.say(pledge.quantity - sum(row.taken for row in allocations)),
        "entries": [(entry, deed(entry), lines(entry)) for entry in without_hidden(list(entries), request.user)],
        "last": last_change(pledge),
    }
    return render(request, "pledges/pledge.html", context)


@read_or_write
def move(request: Request, pk: int, stage: str) -> HttpResponse:
    if stage not in Stage:
        raise Http404
    pledge = changeable(request, pk)
    if pledge.stage == stage:
        return answers.back(request, pledge.get_absolute_url())
    name = Stage(stage).label
    form = MovePledgeForm(posted(request), pledge=pledge, needs_reason=stages.needs_reason(pledge.stage, stage))
    clashes: list[Clash] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        _safe, clashes = merge(pledge, data["version"] or pledge.version, {"stage": stage})
        if not clashes:
            entry = _try(
                form, lambda: covering.move_pledge(pledge, stage, by=request.user, reason=data["reason"], on=data["on"])
            )
            if not form.errors:
                _say_done(request, pledge, entry, _("%(pledge)s is now: %(stage)s") % {"pledge": pledge, "stage": name})
                return answers.back(request, pledge.get_absolute_url())
    status = keep_mine(form, pledge.version) if clashes else None
    title = _("Move to: %(stage)s") % {"stage": name}
    return _deed(request, pledge, form, title=title, button=name, clashes=clashes, status=status)


@read_or_write
def edit(request: Request, pk: int) -> HttpResponse:
    pledge = changeable(request, pk)
    form = EditPledgeForm(posted(request), pledge=pledge, user=request.user)
    clashes: list[Clash] = []
    if request.method == "POST" and form.is_valid():
        values = form.values()
        values["donor"] = known_donor(values, by=request.user)
        safe, clashes = merge(pledge, form.cleaned_data["version"], values)
        if not clashes:
            entry = _try(form, lambda: covering.edit_pledge(pledge, by=request.user, **safe))
            if not form.errors:
                _say_done(request, pledge, entry, _("%(pledge)s is saved.") % {"pledge": pledge})
                return redirect(pledge)
    status = keep_mine(form, pledge.version) if clashes else None
    return _deed(request, pledge, form, title=_("Edit pledge"), button=_("Save"), clashes=clashes, status=status)


@read_or_write
def remove(request: Request, pk: int) -> HttpResponse:
    pledge = changeable(request, pk)
    if request.method != "POST":
        title = _("Remove this pledge?")
        return _deed(request, pledge, None, "follow_ups/remove.html", title=title, button=_("Remove"))
    covering.remove_pledge(pledge, by=request.user)
    words = _("%(pledge)s is removed.") % {"pledge": pledge}
    messages.success(request, words, extra_tags=f"undo:{reverse('pledges:restore', args=[pledge.pk])}")
    return redirect("pledges:list")


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    pledge = changeable(request, pk, Pledge.objects.removed_for(request.user))
    try:
        covering.restore_pledge(pledge, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("pledges:list")
    messages.success(request, _("%(pledge)s is back.") % {"pledge": pledge})
    return redirect(pledge)


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    pledge = changeable(request, pk)
    try:
        covering.undo_pledge(pledge, get_object_or_404(pledge.history, pk=entry), by=request.user)
    except Stale:
        messages.warning(request, _("It has changed again since, so that change can no longer be undone."))
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Undone: %(title)s") % {"title": pledge})
    return answers.back(request, pledge.get_absolute_url())


def changeable(request: Request, pk: int, rows: Any = None) -> Pledge:
    """404 when it is not theirs to see, 403 when it is not theirs to change."""
    seen = Pledge.objects.visible_to(request.user) if rows is None else rows
    pledge: Pledge = get_object_or_404(seen.with_names(), pk=pk)
    if not gates.may_log(request.user):
        raise PermissionDenied
    return pledge


def _try(form: Any, deed: covering.Deed) -> Entry | None:
    """Do it, or put beside the fields of the form why it cannot be done."""
    try:
        return deed()
    except Stale as stale:
        form.add_error(None, str(stale))
    except ValidationError as refusal:
        put(form, refusal)
    return None


def _say_done(request: Request, pledge: Pledge, entry: Entry | None, words: str) -> None:
    if entry is not None:
        undo_address = reverse("pledges:undo", args=[pledge.pk, entry.pk])
        messages.success(request, words, extra_tags=f"undo:{undo_address}")


def _deed(request: Request, pledge: Pledge, form: Any, template: str = "kit/deed.html", **page: Any) -> HttpResponse:
    context = {"form": form, "about": pledge, **page}
    return answers.deed_page(request, template, default=pledge.get_absolute_url(), **context)
