"""Leaving the mails to owners by the link in one: without signing in, and signing nobody in.

Looking changes nothing. The post needs no token of a session: mail programs post to it themselves (RFC 8058).
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts.how_often import LINK, is_within_from
from tracker.directory.models import Person
from tracker.owner_mails.leave_links import person_of
from tracker.owner_mails.models import NoOwnerMail

View = Callable[[HttpRequest, Person, str], HttpResponse]
PRIVATE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store"}


def by_link(view: View) -> Callable[..., HttpResponse]:
    """With who leaves; wrong links look all alike."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        person = person_of(token) if is_within_from(request, LINK, token) else None
        if person is None:
            response = render(request, "mail_answers/nowhere.html", status=HTTPStatus.NOT_FOUND)
        else:
            response = view(request, person, token)
        for name, value in PRIVATE.items():
            response.headers[name] = value
        return response

    return answer


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, person: Person, token: str) -> HttpResponse:
    if request.method == "POST":
        NoOwnerMail.objects.get_or_create(person=person)
    return _page(request, person, token)


@by_link
@require_POST
def join(request: HttpRequest, person: Person, token: str) -> HttpResponse:
    """They pressed too soon."""
    NoOwnerMail.objects.filter(person=person).delete()
    return _page(request, person, token)


def _page(request: HttpRequest, person: Person, token: str) -> HttpResponse:
    context = {"token": token, "has_left": NoOwnerMail.objects.filter(person=person).exists()}
    return render(request, "owner_mails/leave.html", context)
