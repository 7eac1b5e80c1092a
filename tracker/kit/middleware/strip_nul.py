"""NUL characters in the addresses of the admin site."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

Answer = Callable[[HttpRequest], HttpResponseBase]


def without_nul(get_response: Answer) -> Answer:
    """Middleware: PostgreSQL refuses a NUL in any text, and Django's own pages would not have looked for one.

    Our own pages say what is wrong.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked and request.path.startswith(reverse("admin:index")):
            request.META["QUERY_STRING"] = asked.replace("%00", "")
        return get_response(request)

    return answer
