"""Making, renewing and revoking the private link to one's calendar."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.request import Request
from tracker.kit.form_responses import tell

SHOWN_ONCE = "calendar_token"


@require_POST
def make(request: Request) -> HttpResponse:
    """A link before this one stops working. The new one is shown once, on the next page."""
    request.session[SHOWN_ONCE] = CalendarLink.make(request.user)
    return redirect("preferences")


@require_POST
def revoke(request: Request) -> HttpResponse:
    CalendarLink.revoke(request.user)
    request.session.pop(SHOWN_ONCE, None)
    tell(request, _("Your calendar link is revoked: it leads nowhere any more."))
    return redirect("preferences")
