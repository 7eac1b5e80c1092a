"""What administrators see of the mails: what is sent today, to whom and why; what failed, to be sent again."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.how_often import MAIL, is_within, too_often
from tracker.accounts.request import Request
from tracker.background.models import Bounce, is_somebody_at_work
from tracker.directory.people.bounces import bounces_seen_by
from tracker.kit.form_responses import tell
from tracker.notifications.failures.failed_mails import bounced, failed_lately, failed_mail
from tracker.notifications.models import Mail
from tracker.notifications.preview import expected, mails_of


@require_safe
def today(request: Request) -> HttpResponse:
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    now = timezone.now()
    context = {
        "today": timezone.localdate(now),
        "mails": mails_of(timezone.localdate(now), request.user),
        "expected": expected(now, request.user, after=request.GET.get("after", "")),
        "failed": failed_lately(now, request.user),
        "bounced": bounced(request.user),
        "is_at_work": is_somebody_at_work(),
    }
    return render(request, "notifications/today.html", context)


@require_POST
def send_again(request: Request, pk: int) -> HttpResponse:
    """The worker takes it within two minutes."""
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    mail: Mail = get_object_or_404(Mail.objects.visible_to(request.user), pk=pk)
    if not is_within(request.user, MAIL):
        return too_often(request, "/mails/today/")
    return _asked_again(request, is_asked=mail.send_again(by=request.user))


@require_POST
def send_other_again(request: Request, kind: str, pk: int) -> HttpResponse:
    """A report, a copy of a record, a calendar invitation: its own work takes it within minutes."""
    mail = failed_mail(kind, pk, request.user)
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    if not is_within(request.user, MAIL):
        return too_often(request, "/mails/today/")
    return _asked_again(request, is_asked=mail.ask_again())


def _asked_again(request: Request, *, is_asked: bool) -> HttpResponse:
    if is_asked:
        tell(request, _("It goes out again within some minutes."))
    else:
        tell(request, _("It was sent, or is on its way: nothing goes out again."))
    return redirect("notifications:today")


@require_POST
def address_works(request: Request, pk: int) -> HttpResponse:
    """Also one that is in no directory, such as a further one of a mailed report."""
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    bounce = get_object_or_404(bounces_seen_by(request.user), pk=pk)
    Bounce.objects.filter(pk=bounce.pk).clear(by=request.user)
    tell(request, _("It is noted that mail reaches %(name)s again.") % {"name": bounce.address})
    return redirect("notifications:today")
