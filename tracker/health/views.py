"""How Suivi is, for administrators; and what was given up, begun again."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.background.models import Work
from tracker.health.overview import overview
from tracker.kit.form_responses import tell


@require_safe
def how(request: Request) -> HttpResponse:
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    return render(request, "health/how.html", {"overview": overview(request.user, timezone.now())})


@require_POST
def begin_again(request: Request, pk: UUID) -> HttpResponse:
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    work: Work = get_object_or_404(Work, pk=pk)
    if work.begin_again(by=request.user):
        tell(request, _("%(work)s: it is begun again.") % {"work": work})
    else:
        tell(request, _("%(work)s: it waits, is at work or is done already.") % {"work": work})
    return redirect("health:how")
