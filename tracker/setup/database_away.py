"""A page for while the database is away: at once, in either language, without asking anybody anything."""

from collections.abc import Callable
from http import HTTPStatus

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponseBase]

# Seconds after which a browser or a program may ask again.
RETRY_AFTER = 5
# What PostgreSQL says as it ends or starts, when it takes no more, and where a fail-over has left only a copy.
LEAVES_US = ("08", "57P01", "57P02", "57P03", "53300", "25006")


def answered_while_away(get_response: Answer) -> Answer:
    """Middleware, outside of all that needs the database: nothing is begun that cannot be."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        try:
            connection.ensure_connection()
        except OperationalError:
            return away_page(request)
        response = get_response(request)
        return away_page(request) if getattr(request, "lost_database", False) else response

    return answer


def lost_database(request: HttpRequest) -> HttpResponse:
    """For an error that `is_loss` of the database: `answered_while_away` shows its page instead."""
    request.lost_database = True  # type: ignore[attr-defined]
    return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)


def is_loss(error: BaseException | None) -> bool:
    """Whether the database, and not what was asked of it, is to blame."""
    said = error.__cause__ if error else None
    state = getattr(said, "sqlstate", "")
    if state is None:
        # The words are psycopg's own: the server said nothing any more.
        return isinstance(error, OperationalError | InterfaceError)
    return state.startswith(LEAVES_US) or getattr(said, "sqlite_errorname", "") == "SQLITE_CANTOPEN"


def away_page(request: HttpRequest) -> HttpResponse:
    with translation.override(translation.get_language_from_request(request)):
        page = render_to_string("503.html", {"again": request.get_full_path() if request.method == "GET" else ""})
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store", "Vary": "Accept-Language"}
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)
