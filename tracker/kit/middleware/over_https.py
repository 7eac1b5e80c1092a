"""Programs that ask over HTTP are refused, and not led to HTTPS: they would send their key in the clear each time."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

# The beginnings of addresses that no browser is given. `/live/`, `/ready/` and `/metrics` are answered before.
OF_PROGRAMS = ("/calendar/feed/", "/anymail/")

Answer = Callable[[HttpRequest], HttpResponseBase]


def over_https(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponseBase:
        is_plain = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if is_plain and request.path_info.startswith(OF_PROGRAMS):
            return HttpResponse("Ask over https.", content_type="text/plain", status=HTTPStatus.FORBIDDEN)
        return get_response(request)

    return answer
