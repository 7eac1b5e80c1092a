"""Asking for a change of what was promised, answering that, and withdrawing it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.change_requests.forms import AnswerForm, AskForm
from tracker.change_requests.models import AskedAlready, ChangeRequest
from tracker.directory.get_or_add import get_or_add
from tracker.follow_ups.log_from_selection import classification_for_new
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.views.shared import visible_follow_up
from tracker.history.editing import edit_page
from tracker.history.undo_page import tell_change, undo_page
from tracker.kit import form_responses
from tracker.kit.form_responses import tell

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@read_or_write
def ask(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    if not permissions.may_ask(request.user, follow_up):
        raise PermissionDenied
    if refusal := _nothing_to_ask(request, follow_up):
        return refusal
    form = AskForm(form_data(request), follow_up=follow_up, user=request.user)

    def save() -> HttpResponse | None:
        person = get_or_add(form.person, by=request.user, classification=classification_for_new(follow_up))
        try:
            made = ChangeRequest.ask(follow_up, by=request.user, asked_by=person, **form.asked())
        except AskedAlready as found:
            return _say_asked(request, found.request)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return None
        undo = reverse("change_requests:withdraw", args=[made.pk]) if made.is_open else ""
        tell(request, _("Asked: %(request)s") % {"request": made}, about=None, undo=undo, here=True)
        return form_responses.redirect_back(request, follow_up.get_absolute_url())

    page: dict[str, Any] = {"title": _("Ask for a change"), "button": _("Ask"), "about": follow_up.title}
    return edit_page(request, follow_up, form, save, **page)


def _nothing_to_ask(request: Request, follow_up: FollowUp) -> HttpResponse | None:
    """Unless the very same form asked for it: what is sent twice is answered as the first time."""
    if not follow_up.is_active:
        messages.info(request, _("It has ended: there is nothing left to ask for."))
        return form_responses.redirect_back(request, follow_up.get_absolute_url())
    if request.method == "POST":
        return None
    found = ChangeRequest.objects.visible_to(request.user).open().filter(follow_up=follow_up).first()
    return _say_asked(request, found) if found else None


def _say_asked(request: Request, found: ChangeRequest) -> HttpResponse:
    words = {"request": found.said, "reference": found.follow_up.reference}
    messages.info(request, _("A request about %(reference)s is open already: %(request)s.") % words)
    return form_responses.redirect_back(request, found.follow_up.get_absolute_url())


@read_or_write
def grant(request: Request, pk: int) -> HttpResponse:
    page = {"title": _("Grant what is asked for"), "button": _("Grant")}
    return _answer(request, _to_answer(request, pk), page, grants=True)


@read_or_write
def refuse(request: Request, pk: int) -> HttpResponse:
    page = {"title": _("Refuse what is asked for"), "button": _("Refuse")}
    return _answer(request, _to_answer(request, pk), page, grants=False)


def _answer(request: Request, asked: ChangeRequest, page: dict[str, Any], *, grants: bool) -> HttpResponse:
    if not asked.is_open:
        return _say_closed(request, asked)
    form = AnswerForm(form_data(request), asked=asked, user=request.user, grants=grants)

    def save() -> HttpResponse:
        named, born = form.who, classification_for_new(asked.follow_up)
        person = get_or_add(named, by=request.user, classification=born)
        verb = asked.grant if grants else asked.refuse
        entry = verb(by=request.user, answered_by=person, answer=form.cleaned_data["answer"])
        if entry is None:
            return _say_closed(request, asked)
        said = _("Granted: %(request)s") if grants else _("Refused: %(request)s")
        tell_change(request, asked, entry, said % {"request": asked}, "change_requests:undo", here=True)
        return form_responses.redirect_back(request, asked.follow_up.get_absolute_url())

    return edit_page(request, asked.follow_up, form, save, about=str(asked), **page)


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    asked = _visible(request, pk)
    if not permissions.may_ask(request.user, asked.follow_up):
        raise PermissionDenied
    entry = asked.withdraw(by=request.user)
    if entry is None:
        return _say_closed(request, asked)
    tell_change(
        request, asked, entry, _("Withdrawn: %(request)s") % {"request": asked}, "change_requests:undo", here=True
    )
    return form_responses.redirect_back(request, asked.follow_up.get_absolute_url())


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    return undo_page(request, _visible(request, pk), entry, elsewhere="follow_ups:list")


def _visible(request: Request, pk: int) -> ChangeRequest:
    found: ChangeRequest = get_object_or_404(ChangeRequest.objects.visible_to(request.user).with_names(), pk=pk)
    return found


def _to_answer(request: Request, pk: int) -> ChangeRequest:
    asked = _visible(request, pk)
    if not permissions.may_answer(request.user, asked):
        raise PermissionDenied
    return asked


def _say_closed(request: Request, asked: ChangeRequest) -> HttpResponse:
    """Tell what became of it meanwhile, and by whom."""
    last = asked.history.readable_by(request.user).select_related("by").first()
    words = {"name": last.author if last else "Suivi", "request": asked, "state": asked.get_state_display()}
    messages.info(request, _("%(name)s was quicker: “%(request)s” is answered. It is now: %(state)s.") % words)
    return form_responses.redirect_back(request, asked.follow_up.get_absolute_url())
