"""The calendar feed: no sign-in but its private link, read by calendar programs again and again."""

from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from tracker.accounts.calendar_link import CalendarLink
from tracker.follow_ups.feed import feed


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    link = CalendarLink.of(token)
    if link is None:
        raise Http404
    everything = request.GET.get("whose") == "all"
    body = feed(link.user, everything=everything, address=request.build_absolute_uri("/").rstrip("/"))
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="suivi.ics"'
    # Kept by the program that asked, asked for again each time.
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["ETag"] = quote_etag(sha256(body).hexdigest())
    return get_conditional_response(request, etag=answer.headers["ETag"], response=answer) or answer
