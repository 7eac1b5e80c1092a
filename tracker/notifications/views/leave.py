"""Leaving the mails, or a section of them, by the link in a mail: without signing in, and signing nobody in.

Looking changes nothing, however often a program looks. The post needs no token of a session: the link holds what it
needs, and mail programs post to it themselves (RFC 8058).
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts.how_often import LINK, is_within_from
from tracker.notifications.letter.leave_links import Leaving, leaving_of

View = Callable[[HttpRequest, Leaving, str], HttpResponse]
PRIVATE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store"}


def by_link(view: View) -> Callable[..., HttpResponse]:
    """With who leaves what, in their language; wrong links look all alike."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        leaving = leaving_of(token) if is_within_from(request, LINK, token) else None
        if leaving is None:
            response = render(request, "notifications/nowhere.html", status=HTTPStatus.NOT_FOUND)
        else:
            with translation.override(leaving.user.language or settings.LANGUAGE_CODE):
                response = view(request, leaving, token)
        for name, value in PRIVATE.items():
            response.headers[name] = value
        return response

    return answer


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, leaving: Leaving, token: str) -> HttpResponse:
    if request.method == "POST":
        leaving.leave()
    return _page(request, leaving, token)


@by_link
@require_POST
def join(request: HttpRequest, leaving: Leaving, token: str) -> HttpResponse:
    """They pressed too soon."""
    leaving.join()
    return _page(request, leaving, token)


def _page(request: HttpRequest, leaving: Leaving, token: str) -> HttpResponse:
    context = {"leaving": leaving, "token": token, "has_left": leaving.has_left()}
    return render(request, "notifications/leave.html", context)
