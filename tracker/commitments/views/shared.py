"""A list of commitments at its public address: no sign-in, and nothing but what is general at that moment."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from tracker.accounts import permissions
from tracker.accounts.how_often import PUBLIC, is_within_from
from tracker.commitments.asked import Asked
from tracker.commitments.models import PublicAddress
from tracker.commitments.tell import commitments_of
from tracker.commitments.tell_lines import Teller

# For browsers and search engines: the address is known to whom it was given, and goes no further.
KEPT_TO_ITSELF = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@login_not_required
@require_safe
def shared(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """404 once it is revoked or past its day, and where its list names what is restricted by now."""
    if not is_within_from(request, PUBLIC):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    address = PublicAddress.of(pk, token)
    asked = Asked.now(address.query, permissions.anybody()) if address else None
    if address is None or asked is None or not asked.is_understood:
        raise Http404
    address.count_opening()
    with translation.override(address.language):
        teller = Teller(asked.today, names_people=address.names_people, is_public=True)
        told = commitments_of(asked, teller, title=address.title)
        answer = render(request, "commitments/shared.html", {"told": told})
    for name, value in KEPT_TO_ITSELF.items():
        answer.headers[name] = value
    return answer
