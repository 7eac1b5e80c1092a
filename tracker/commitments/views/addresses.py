"""Public addresses: making one, all of them, and revoking one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.commitments.asked import Asked
from tracker.commitments.forms import PublishForm
from tracker.commitments.models import PublicAddress
from tracker.commitments.views.lists import asked_for, not_understood
from tracker.follow_ups.list.filter_choices import is_of_one_person
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import changed_fields, verb_label
from tracker.kit import form_responses
from tracker.kit.form_responses import tell

MOST_LISTED, MOST_ENTRIES = 200, 100


@require_safe
def addresses(request: Request) -> HttpResponse:
    """One's own, and everybody's for managers; revoked ones too."""
    if not permissions.may_publish(request.user):
        raise PermissionDenied
    rows = PublicAddress.objects.known_to(request.user).select_related("made_by")
    return render(request, "commitments/addresses.html", {"addresses": rows[:MOST_LISTED]})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    asked = asked_for(request)
    if not asked.is_understood:
        return not_understood(request)
    if not permissions.may_publish(request.user):
        raise PermissionDenied
    back = f"{reverse('commitments:list')}?{asked.kept}"
    if why := _refusal(asked):
        return form_responses.form_page(request, "commitments/not_public.html", default=back, why=why)
    form = PublishForm(form_data(request), asked=asked)
    if request.method == "POST" and form.is_valid():
        address = PublicAddress.publish(
            by=request.user, query=asked.kept, about=asked.named.values(), **form.cleaned_data
        )
        undo = reverse("commitments:revoke", args=[address.pk])
        tell(request, _("“%(title)s” has a public address.") % {"title": address}, about=address, undo=undo)
        return redirect(address)
    page: dict[str, Any] = {"title": _("Make a public address"), "button": _("Make it public"), "about": _about()}
    return form_responses.form_page(request, default=back, form=form, **page)


@require_safe
def address_page(request: Request, pk: int) -> HttpResponse:
    """Revoked or not: its history says by whom."""
    address = _known(request, pk)
    entries = without_hidden(list(address.history.select_related("by", "content_type")[:MOST_ENTRIES]), request.user)
    context = {
        "address": address,
        "asked": Asked.now(address.query, permissions.anybody()),
        "may_revoke": permissions.may_revoke(request.user, address),
        "entries": [(entry, verb_label(entry), changed_fields(entry)) for entry in entries],
    }
    return render(request, "commitments/address.html", context)


@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    address = _known(request, pk)
    if not permissions.may_revoke(request.user, address):
        raise PermissionDenied
    address.revoke(by=request.user)
    undo = reverse("commitments:restore", args=[address.pk])
    tell(
        request, _("“%(title)s” is revoked: its address leads nowhere.") % {"title": address}, about=address, undo=undo
    )
    return redirect(address)


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    address = _known(request, pk)
    if not permissions.may_revoke(request.user, address):
        raise PermissionDenied
    address.restore(by=request.user)
    tell(request, _("“%(title)s” is public again.") % {"title": address}, about=address)
    return redirect(address)


def _known(request: Request, pk: int) -> PublicAddress:
    rows = PublicAddress.objects.known_to(request.user).select_related("made_by")
    address: PublicAddress = get_object_or_404(rows, pk=pk)
    return address


def _refusal(asked: Asked) -> str:
    """Why strangers may not have this list; empty when they may."""
    if is_of_one_person(asked.filtered.data):
        return _("What lies on a desk is that of one person. Narrow the list otherwise.")
    if not Asked.now(asked.kept, permissions.anybody()).is_understood:
        return _("This list names what is restricted. Only what everybody in Suivi may see can be made public.")
    return ""


def _about() -> str:
    return _(
        "Whoever has the address reads this list as it stands on that day, without signing in. What is restricted is"
        " left out."
    )
