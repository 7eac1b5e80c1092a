"""What administrators see of the mails to owners without an account: whether they are sent, to whom, what failed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.how_often import MAIL, is_within, too_often
from tracker.accounts.request import Request
from tracker.kit.form_responses import tell
from tracker.owner_mails.models import OwnerMail, OwnerMailing
from tracker.owner_mails.overview import expected, mails_of
from tracker.owner_mails.write_mails import today_of_house

HERE = "owner_mails:owners"


@require_safe
def owners(request: Request) -> HttpResponse:
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    day = today_of_house(timezone.now())
    context = {
        "house": OwnerMailing.of_house(),
        "mails": mails_of(day, request.user),
        "expected": expected(day, request.user),
    }
    return render(request, "owner_mails/owners.html", context)


@require_POST
def begin(request: Request) -> HttpResponse:
    return _say(request, is_on=True, words=_("From now on owners without an account get a mail of what is theirs."))


@require_POST
def stop(request: Request) -> HttpResponse:
    return _say(request, is_on=False, words=_("Owners without an account get no mails any more."))


def _say(request: Request, *, is_on: bool, words: str) -> HttpResponse:
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    OwnerMailing.say(is_on=is_on, by=request.user)
    tell(request, words)
    return redirect(HERE)


@require_POST
def send_again(request: Request, pk: int) -> HttpResponse:
    """The worker takes it within some minutes."""
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    mail: OwnerMail = get_object_or_404(OwnerMail.objects.visible_to(request.user), pk=pk)
    if not is_within(request.user, MAIL):
        return too_often(request, "/mails/owners/")
    if mail.send_again(today_of_house(timezone.now())):
        tell(request, _("It goes out again within some minutes."))
    else:
        tell(request, _("It was sent, or is on its way, or its day is over: nothing goes out again."))
    return redirect(HERE)
