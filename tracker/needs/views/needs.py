"""What a follow-up needs: estimating it, meaning a pledge for it, and taking that back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.views.shared import visible_follow_up
from tracker.history.editing import edit_page, save_over
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.needs.coverage import coverage_of
from tracker.needs.forms import AllocateForm, NeedForm
from tracker.needs.models import Allocation, Need
from tracker.pledges.forms import put
from tracker.pledges.models import Pledge
from tracker.pledges.resource_measure import Kind
from tracker.pledges.views import requested_kind

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@read_or_write
def new(request: Request, pk: int) -> HttpResponse:
    follow_up = _theirs(request, pk)
    form = NeedForm(form_data(request), kind=requested_kind(request))
    if request.method == "POST" and form.is_valid():
        need = Need.estimate(follow_up, by=request.user, key=form.cleaned_data["key"], **form.values())
        _say(request, need, _("Needed: %(need)s") % {"need": need}, "needs:remove")
        return redirect(follow_up)
    page = {"title": _("What does it need?"), "button": _("Add"), "kinds": Kind}
    return _page(request, follow_up, form, "pledges/new.html", **page)


@read_or_write
def edit(request: Request, pk: int, need: int) -> HttpResponse:
    follow_up = _theirs(request, pk)
    row = get_object_or_404(follow_up.needs.present(), pk=need)
    form = NeedForm(form_data(request), kind=row.kind, need=row)

    def save() -> HttpResponse | None:
        try:
            save_over(row, form.cleaned_data["version"], form.values(), by=request.user, verb=row.edit)
        except ValidationError as refusal:
            put(form, refusal)
            return None
        tell(request, _("%(need)s is saved.") % {"need": row.measure}, about=follow_up)
        return redirect(follow_up)

    page: dict[str, Any] = {"title": _("Edit need"), "about": _about(follow_up)}
    page["default"] = follow_up.get_absolute_url()
    return edit_page(request, row, form, save, **page)


@require_POST
def remove(request: Request, pk: int, need: int) -> HttpResponse:
    follow_up = _theirs(request, pk)
    row = get_object_or_404(follow_up.needs.present(), pk=need)
    try:
        row.remove(by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        _say(request, row, _("No longer needed: %(need)s") % {"need": row}, "needs:restore")
    return redirect(follow_up)


@require_POST
def restore(request: Request, pk: int, need: int) -> HttpResponse:
    follow_up = _theirs(request, pk)
    row = get_object_or_404(follow_up.needs, pk=need)
    row.restore(by=request.user)
    tell(request, _("Needed: %(need)s") % {"need": row}, about=follow_up)
    return redirect(follow_up)


@read_or_write
def allocate(request: Request, pk: int, need: int) -> HttpResponse:
    follow_up = _theirs(request, pk)
    row = get_object_or_404(
        follow_up.needs.present().select_related("follow_up__meeting", "follow_up__partner"), pk=need
    )
    bar = next(bar for bar in coverage_of([follow_up], request.user)[follow_up.pk] if bar.need == row)
    form = AllocateForm(form_data(request), need=row, missing=bar.missing, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = Allocation.make(data["pledge"], row, data["quantity"], by=request.user, key=data["key"])
        except ValidationError as refusal:
            put(form, refusal)
        else:
            undo = reverse("needs:take_back", args=[follow_up.pk, made.pk])
            words = _("%(part)s is meant for %(reference)s.") % {"part": made.words, "reference": follow_up.reference}
            tell(request, words, about=follow_up, undo=undo)
            return redirect(follow_up)
    page = {"title": _("Allocate a pledge"), "button": _("Allocate"), "need": row, "words": bar.words}
    return _page(request, follow_up, form, "needs/allocate.html", **page)


@require_POST
def take_back(request: Request, pk: int, allocation: int) -> HttpResponse:
    follow_up = _theirs(request, pk)
    seen = Pledge.objects.visible_to(request.user).values("pk")
    rows = Allocation.objects.select_related("need", "pledge__donor").filter(need__follow_up=follow_up, pledge__in=seen)
    row = get_object_or_404(rows, pk=allocation)
    words = _("Taken back: %(part)s") % {"part": row.words}
    row.take_back(by=request.user)
    tell(request, words, about=follow_up)
    return form_responses.redirect_back(request, follow_up.get_absolute_url())


def _theirs(request: Request, pk: int) -> FollowUp:
    follow_up = visible_follow_up(request, pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return follow_up


def _say(request: Request, need: Need, words: str, undo: str) -> None:
    address = reverse(undo, args=[need.follow_up_id, need.pk])
    tell(request, words, about=need.follow_up, undo=address)


def _page(request: Request, follow_up: FollowUp, form: Any, template: str, **page: Any) -> HttpResponse:
    page |= {"default": follow_up.get_absolute_url(), "about": _about(follow_up)}
    return form_responses.form_page(request, template, form=form, **page)


def _about(follow_up: FollowUp) -> str:
    return f"{follow_up.reference} · {follow_up}"
