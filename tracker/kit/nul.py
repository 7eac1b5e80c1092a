"""NUL characters in addresses."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


def without_nul(get_response: Answer) -> Answer:
    """Middleware: PostgreSQL refuses a NUL in any text, and none means anything, so that pages never see one.

    In a form a field says so itself.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked:
            request.META["QUERY_STRING"] = asked.replace("%00", "")
        return get_response(request)

    return answer
