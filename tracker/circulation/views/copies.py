"""The copies that were mailed: sending one again, revoking its link, and saying that one agrees."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts import permissions
from tracker.accounts.how_often import MAIL, is_within, too_often
from tracker.accounts.request import Request
from tracker.background.say_unsent import say_unsent
from tracker.circulation.models import Copy
from tracker.circulation.send_copies import send_copies
from tracker.kit.form_responses import OnceDone, tell
from tracker.records.views.record import visible_record


@require_POST
def send_again(request: Request, pk: int) -> HttpResponse:
    """What the mail server did not take, or perhaps did not."""
    copy = _copy(request, pk)
    if not is_within(request.user, MAIL):
        return too_often(request, copy.get_absolute_url())
    return OnceDone(partial(_sent_again, request, copy))


def _sent_again(request: Request, copy: Copy) -> HttpResponse:
    Copy.objects.filter(pk=copy.pk).settle_cut_off(timezone.now())
    copy.ask_again()
    sent = send_copies([copy.pk])
    if sent.sent:
        tell(request, _("The mail is on its way to %(name)s.") % {"name": copy.person}, about=copy)
    say_unsent(request, sent)
    return redirect(copy)


@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    copy = _copy(request, pk)
    copy.remove(by=request.user)
    undo = reverse("circulation:give_back", args=[copy.pk])
    tell(request, _("The link of %(name)s leads nowhere any more.") % {"name": copy.person}, about=copy, undo=undo)
    return redirect(copy)


@require_POST
def give_back(request: Request, pk: int) -> HttpResponse:
    copy = _copy(request, pk)
    copy.restore(by=request.user)
    tell(request, _("The link of %(name)s leads to the text again.") % {"name": copy.person}, about=copy)
    return redirect(copy)


@require_POST
def say_agreed(request: Request, pk: int) -> HttpResponse:
    """Whoever got a copy says so signed in, as they might by its link."""
    copy = _own_copy(request, pk)
    copy.agree(copy.record.latest)
    undo = reverse("circulation:not_agreed", args=[pk])
    tell(request, _("It is noted that you agree with it as it is."), about=copy, undo=undo)
    return redirect(copy)


@require_POST
def not_agreed(request: Request, pk: int) -> HttpResponse:
    copy = _own_copy(request, pk)
    copy.disagree()
    tell(request, _("That you agree with it is taken back."), about=copy)
    return redirect(copy)


def _copy(request: Request, pk: int) -> Copy:
    copy: Copy = get_object_or_404(Copy.objects.visible_to(request.user).with_names(), pk=pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return copy


def _own_copy(request: Request, pk: int) -> Copy:
    record = visible_record(request, pk)
    rows = Copy.objects.of_round(record).with_names().filter(person__account=request.user)
    copy: Copy = get_object_or_404(rows)
    return copy
