"""Giving a contact of a partner a link, looking at what was done by it, and revoking it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.shortcuts import render as drawn
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.how_often import MAIL, is_within, too_often
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.models import Organisation
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import changed_fields, verb_label
from tracker.kit.form_responses import OnceDone, form_page, tell
from tracker.partner_links.forms import LinkForm
from tracker.partner_links.models import LinkMail, LinkUse, PartnerLink
from tracker.partner_links.models.partner_link import address_of
from tracker.partner_links.send_mail import send_link
from tracker.partner_links.standing import standing_of

SHOWN_ONCE = "partner_link_token"
MOST_USES, MOST_ENTRIES = 100, 100


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, pk: int) -> HttpResponse:
    rows = Organisation.objects.visible_to(request.user).partners()
    organisation: Organisation = get_object_or_404(rows, pk=pk)
    _check(request)
    form = LinkForm(form_data(request), organisation=organisation, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        if form.address and not is_within(request.user, MAIL):
            return too_often(request, organisation.get_absolute_url())
        return _made(request, organisation, form)
    page: dict[str, Any] = {"title": _("Let a contact update what they owe us"), "button": _("Make the link")}
    page |= {"about": organisation, "organisation": organisation, "form": form}
    return form_page(request, "partner_links/new.html", default=organisation.get_absolute_url(), **page)


def _made(request: Request, organisation: Organisation, form: LinkForm) -> HttpResponse:
    link, token = PartnerLink.make(by=request.user, organisation=organisation, **form.values())
    if not token:
        return redirect(link)
    request.session[SHOWN_ONCE] = {"link": link.pk, "token": token}
    undo = reverse("partner_links:revoke", args=[link.pk])
    tell(request, _("%(name)s has a link.") % {"name": link.person}, about=link, undo=undo)
    if not form.address:
        return redirect(link)
    return OnceDone(partial(_mailed, request, LinkMail.objects.create(link=link, address=form.address), token))


def _mailed(request: Request, mail: LinkMail, token: str) -> HttpResponse:
    if not send_link(mail, token):
        messages.error(request, _("The mail could not be sent. Copy the link from here, and send it yourself."))
    return redirect(mail.link)


@require_safe
def link_page(request: Request, pk: int) -> HttpResponse:
    """Revoked or not. Right after it was made it shows the address, once."""
    link = _known(request, pk)
    uses = LinkUse.objects.visible_to(request.user).filter(link=link).select_related("follow_up")
    entries = without_hidden(list(link.history.select_related("by", "content_type")[:MOST_ENTRIES]), request.user)
    context = {
        "link": link,
        "shown": standing_of(link, timezone.localdate()),
        "address": _shown_once(request, link),
        "mail": LinkMail.objects.filter(link=link).first(),
        "uses": uses[:MOST_USES],
        "entries": [(entry, verb_label(entry), changed_fields(entry)) for entry in entries],
    }
    return drawn(request, "partner_links/link.html", context)


def _shown_once(request: Request, link: PartnerLink) -> str:
    made = request.session.get(SHOWN_ONCE) or {}
    if request.method != "GET" or made.get("link") != link.pk:
        return ""
    del request.session[SHOWN_ONCE]
    return address_of(made["token"])


@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    link = _known(request, pk)
    link.revoke(by=request.user)
    undo = reverse("partner_links:restore", args=[link.pk])
    tell(request, _("%(name)s: the link leads nowhere any more.") % {"name": link}, about=link, undo=undo)
    return redirect(link)


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    link = _known(request, pk)
    link.restore(by=request.user)
    tell(request, _("%(name)s: the link works again.") % {"name": link}, about=link)
    return redirect(link)


def _known(request: Request, pk: int) -> PartnerLink:
    link: PartnerLink = get_object_or_404(PartnerLink.objects.known_to(request.user).with_names(), pk=pk)
    _check(request)
    return link


def _check(request: Request) -> None:
    if not permissions.may_log(request.user):
        raise PermissionDenied
