"""The quarantine: mails of which nobody knows that they come from whom they say, and those that could not be read."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.request import Request
from tracker.files.content_types import OTHER
from tracker.incoming_mail import sources
from tracker.incoming_mail.models import IncomingMail
from tracker.incoming_mail.take_mail import let_in
from tracker.kit.form_responses import tell

MOST = 200


@require_safe
def quarantine(request: Request) -> HttpResponse:
    _administrator(request)
    page: dict[str, Any] = {
        "waiting": IncomingMail.objects.visible_to(request.user).waiting()[:MOST],
        "thrown": IncomingMail.objects.removed_for(request.user).waiting()[:10],
        "may_read": request.user.sees_restricted,
        "days": sources.RETENTION.days,
    }
    return render(request, "incoming_mail/quarantine.html", page)


@require_POST
def let_mail_in(request: Request, pk: int) -> HttpResponse:
    found = _waiting(request, pk)
    try:
        let_in(found, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        tell(request, _("The mail from %(sender)s is let in.") % {"sender": found})
    return redirect("incoming_mail:quarantine")


@require_POST
def throw_away(request: Request, pk: int) -> HttpResponse:
    found = _waiting(request, pk)
    found.remove(by=request.user)
    undo = reverse("incoming_mail:mail_restore", args=[found.pk])
    tell(request, _("The mail from %(sender)s is thrown away.") % {"sender": found}, undo=undo)
    return redirect("incoming_mail:quarantine")


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    _administrator(request)
    found: IncomingMail = get_object_or_404(IncomingMail.objects.removed_for(request.user), pk=pk)
    found.restore(by=request.user)
    tell(request, _("The mail from %(sender)s stands here again.") % {"sender": found})
    return redirect("incoming_mail:quarantine")


@require_safe
def source(request: Request, pk: int) -> FileResponse:
    """As it came, to be downloaded: it may speak of what is restricted."""
    found = _waiting(request, pk)
    if not request.user.sees_restricted:
        raise PermissionDenied
    try:
        opened = sources.FOLDER.open(sources.name_of(found.digest))
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(opened, as_attachment=True, filename=f"{found.pk}.eml", content_type=OTHER)


def _administrator(request: Request) -> None:
    if not request.user.is_administrator:
        raise PermissionDenied


def _waiting(request: Request, pk: int) -> IncomingMail:
    _administrator(request)
    found: IncomingMail = get_object_or_404(IncomingMail.objects.visible_to(request.user).waiting(), pk=pk)
    return found
