"""A meeting as calendar invitations: to whom, what changed since, what is called off."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts import permissions
from tracker.accounts.how_often import MAIL, is_within, too_often
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.background.say_unsent import say_unsent
from tracker.calendar_mails.forms import InviteForm
from tracker.calendar_mails.models import CalendarMail
from tracker.calendar_mails.seats import Seats
from tracker.calendar_mails.send_mails import send_mails
from tracker.calendar_mails.write_mails import cancel, invite, send_update
from tracker.kit.form_responses import OnceDone, form_page, tell
from tracker.meetings.after_removal import GOES_ON
from tracker.meetings.models import Meeting
from tracker.setup.mail_server import sends_mail


@require_http_methods(["GET", "HEAD", "POST"])
def invite_page(request: Request, pk: int) -> HttpResponse:
    meeting = sendable_meeting(request, pk)
    seats = Seats(meeting, request.user)
    form = InviteForm(form_data(request), seats=seats)
    if request.method == "POST" and form.is_valid():
        if not is_within(request.user, MAIL):
            return too_often(request, address_of_page(meeting))
        return _sent(request, meeting, invite(meeting, by=request.user, **form.values()))
    page: dict[str, Any] = {"title": _("Calendar invitations"), "about": meeting.with_day}
    elsewhere = reverse("meetings:list") if meeting.is_removed else meeting.get_absolute_url()
    page |= {"form": form, "seats": seats, "meeting": meeting, "sends_mail": sends_mail()}
    page |= {"button": _("Send calendar invitations")}
    return form_page(request, "calendar_mails/invite.html", default=elsewhere, **page)


@require_POST
def update(request: Request, pk: int) -> HttpResponse:
    meeting = sendable_meeting(request, pk)
    if not is_within(request.user, MAIL):
        return too_often(request, address_of_page(meeting))
    return _sent(request, meeting, send_update(meeting, by=request.user))


@require_POST
def call_off(request: Request, pk: int) -> HttpResponse:
    meeting = sendable_meeting(request, pk)
    if not is_within(request.user, MAIL):
        return too_often(request, address_of_page(meeting))
    return _sent(request, meeting, cancel(meeting, by=request.user))


def sendable_meeting(request: Request, pk: int) -> Meeting:
    """Also one that was removed: whoever has it in their calendar is still to be told."""
    meeting = Meeting.objects.visible_to(request.user).filter(pk=pk).first()
    meeting = meeting or Meeting.objects.removed_for(request.user).filter(pk=pk).first()
    if meeting is None:
        raise Http404
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return meeting


def address_of_page(meeting: Meeting) -> str:
    return reverse("calendar_mails:invite", args=[meeting.pk])


def _to_cancel(meeting: Meeting, user: User) -> str:
    """Where whoever removed a meeting tells those who have it in their calendar."""
    return address_of_page(meeting) if Seats(meeting, user).to_cancel else ""


GOES_ON.append(_to_cancel)


def _sent(request: Request, meeting: Meeting, mails: list[CalendarMail]) -> HttpResponse:
    keys = [mail.pk for mail in mails]
    return OnceDone(partial(_told, request, meeting, keys))


def _told(request: Request, meeting: Meeting, keys: list[int]) -> HttpResponse:
    sent = send_mails(keys if sends_mail() else [])
    if sent.sent:
        words = ngettext("%(number)s mail is on its way.", "%(number)s mails are on their way.", sent.sent)
        tell(request, words % {"number": sent.sent}, about=meeting)
    say_unsent(request, sent)
    if not keys:
        messages.info(request, _("Nothing was left to send."))
    return redirect(address_of_page(meeting))
