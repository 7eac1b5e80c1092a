"""What a contact sees behind their link: no sign-in, no session, and nothing but what is general at that moment.

To look changes nothing, however often a program looks: before somebody has pressed for the list no page shows it, and
that press is what is counted. No forged post of another site gets here without the link itself, which stands in the
address; as that goes to nobody (no referrer), browsers name no origin either, and no token of a session is asked for.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.how_often import LINK, SENTENCE, is_within_from
from tracker.partner_links.models import PartnerLink
from tracker.partner_links.owed import MOST, heaps_of, items_of, owed
from tracker.partner_links.report import open_list

PRIVATE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store"}


def for_contact(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """With the link, in the language of whoever signed in, else of the link; links that do not work look all alike."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, token: str, **given: Any) -> HttpResponse:
        if not is_within_from(request, LINK, token):
            response = render(request, "partner_links/nowhere.html", {"sentence": SENTENCE}, status=429)
        elif (link := PartnerLink.of(token, timezone.localdate())) is None:
            response = render(request, "partner_links/nowhere.html", status=HTTPStatus.NOT_FOUND)
        else:
            with translation.override(getattr(request.user, "language", "") or link.language):
                response = view(request, link, token, **given)
        for name, value in PRIVATE.items():
            response.headers[name] = value
        return response

    return answer


@for_contact
@require_safe
def by_link(request: HttpRequest, link: PartnerLink, token: str) -> HttpResponse:
    """A door, until somebody presses; then the list, for a while."""
    context: dict[str, Any] = {"link": link, "token": token}
    if not link.is_shown:
        return render(request, "partner_links/door.html", context)
    today = timezone.localdate()
    rows = list(owed(link.organisation, today).with_names().active_first()[: MOST + 1])
    context |= {"heaps": heaps_of(items_of(rows[:MOST], today)), "has_more": len(rows) > MOST}
    return render(request, "partner_links/list.html", context)


@for_contact
@require_POST
def show(request: HttpRequest, link: PartnerLink, token: str) -> HttpResponse:
    open_list(link)
    return redirect("partner_links:by_link", token)
