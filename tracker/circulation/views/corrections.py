"""Proposing a correction while signed in, deciding on one, and taking either back."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.circulation.forms import AcceptForm, CorrectionForm, DeclineForm
from tracker.circulation.models import Correction
from tracker.circulation.views.rounds import answer
from tracker.history.models import Entry
from tracker.history.undo_page import restore_page, tell_change, undo_page
from tracker.kit.form_responses import form_page, tell
from tracker.records.views.record import visible_record

Verb = Callable[..., Entry | None]


@require_POST
def propose(request: Request, pk: int) -> HttpResponse:
    """Everybody who sees the record may, while it goes round."""
    record = visible_record(request, pk)
    form = CorrectionForm(request.POST, texts=record.versions.readable_by(request.user))
    if form.is_valid():
        try:
            correction = Correction.propose(record, by=request.user, **form.values())
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return answer(request, record, form, HTTPStatus.CONFLICT)
        undo = reverse("circulation:remove", args=[correction.pk])
        tell(request, _("Your correction is proposed."), about=correction, undo=undo)
        return redirect(correction)
    return answer(request, record, form, HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    correction, form = _to_decide(request, pk), AcceptForm(request.POST)
    page = {"title": _("Accept the correction"), "button": _("Accept"), "form": form}
    return _decided(request, correction, correction.accept, **page)


@require_POST
def decline(request: Request, pk: int) -> HttpResponse:
    correction, form = _to_decide(request, pk), DeclineForm(request.POST)
    page = {"title": _("Decline the correction"), "button": _("Decline"), "form": form}
    return _decided(request, correction, correction.decline, **page)


def _decided(request: Request, correction: Correction, verb: Verb, **page: Any) -> HttpResponse:
    if not page["form"].is_valid():
        return form_page(request, default=correction.get_absolute_url(), about=str(correction), **page)
    try:
        entry = verb(by=request.user, reason=page["form"].cleaned_data["reason"])
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect(correction)
    said = {"correction": correction, "decision": correction.get_decision_display()}
    if entry:
        tell_change(request, correction, entry, _("%(correction)s: %(decision)s.") % said, "circulation:undo")
    return redirect(correction)


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    return undo_page(request, _visible(request, pk), entry, elsewhere="meetings:list")


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """Whoever proposed it takes it back, as long as nothing was decided."""
    correction = _visible(request, pk)
    if not permissions.may_write(request.user, correction, ["removed_at"]):
        raise PermissionDenied
    entry: Entry | None = correction.remove(by=request.user) if correction.is_undecided else None
    if entry:
        words, undo = _("Your correction is taken back."), reverse("circulation:restore", args=[pk])
        tell(request, words, about=correction.record, undo=undo)
    return redirect("circulation:round", correction.record_id)


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    removed = Correction.objects.removed_for(request.user).with_names()
    correction: Correction = get_object_or_404(removed, pk=pk)
    return restore_page(request, correction, _("Your correction is back."), elsewhere="meetings:list")


def _to_decide(request: Request, pk: int) -> Correction:
    correction = _visible(request, pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return correction


def _visible(request: Request, pk: int) -> Correction:
    rows: Any = Correction.objects.visible_to(request.user).with_names()
    correction: Correction = get_object_or_404(rows, pk=pk)
    return correction
