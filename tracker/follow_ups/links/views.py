"""Linking a follow-up to another, and taking a link off and bringing it back: for who may edit both."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.how_often import search_within
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.follow_ups.links.forms import LinkForm
from tracker.follow_ups.links.named_follow_ups import NamedFollowUps
from tracker.follow_ups.links.sides import link
from tracker.follow_ups.models import FollowUp, Link
from tracker.follow_ups.views.shared import visible_follow_up
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.kit.names.suggestions import suggestions


@require_safe
@search_within
def offers(request: Request) -> HttpResponse:
    return suggestions(request, NamedFollowUps(FollowUp.objects.visible_to(request.user)))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    _check_right(request)
    form = LinkForm(form_data(request), follow_up=follow_up, user=request.user)
    if request.method == "POST" and form.is_valid():
        other = form.cleaned_data["other"].follow_up
        try:
            made, entry = link(follow_up, form.cleaned_data["side"], other, by=request.user)
        except ValidationError as refusal:
            form.add_error("other", refusal)
        else:
            names = {"one": follow_up.reference, "other": other.reference}
            words = _("%(one)s and %(other)s are linked.") if entry else _("%(one)s and %(other)s were linked already.")
            tell(request, words % names, undo=reverse("follow_ups:unlink", args=[made.pk]) if entry else "")
            return redirect(follow_up)
    page: dict[str, Any] = {"title": _("Link to another follow-up"), "button": _("Link it"), "about": str(follow_up)}
    return form_responses.form_page(request, default=follow_up.get_absolute_url(), form=form, **page)


@require_POST
def unlink(request: Request, pk: int) -> HttpResponse:
    found: Link = get_object_or_404(Link.objects.visible_to(request.user), pk=pk)
    _check_right(request)
    found.remove(by=request.user)
    names = {"one": found.first.reference, "other": found.second.reference}
    undo = reverse("follow_ups:link_again", args=[found.pk])
    tell(request, _("%(one)s and %(other)s are no longer linked.") % names, undo=undo)
    return form_responses.redirect_back(request, found.first.get_absolute_url())


@require_POST
def link_again(request: Request, pk: int) -> HttpResponse:
    found: Link = get_object_or_404(Link.objects.removed().known_to(request.user), pk=pk)
    _check_right(request)
    try:
        found.restore(by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        names = {"one": found.first.reference, "other": found.second.reference}
        tell(request, _("%(one)s and %(other)s are linked.") % names)
    return form_responses.redirect_back(request, found.first.get_absolute_url())


def _check_right(request: Request) -> None:
    if not permissions.may_log(request.user):
        raise PermissionDenied
