"""Making, renewing and revoking the private link to one's calendar, and what the calendar holds."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.forms import CalendarLinkForm
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.kit.form_responses import form_page, tell

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


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request) -> HttpResponse:
    """Whether the calendar reminds, and what becomes there of due dates."""
    link = get_object_or_404(CalendarLink.objects.working(), user=request.user)
    form = CalendarLinkForm(form_data(request), instance=link)
    if request.method == "POST" and form.is_valid():
        form.save()
        tell(request, _("Saved. Your calendar program shows it when it asks next."))
        return redirect("preferences")
    return form_page(request, default=reverse("preferences"), title=_("Calendar link"), button=_("Save"), form=form)
