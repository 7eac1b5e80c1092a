"""A form that cannot be read is refused once: the page that says so must not try to read it again."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.views import defaults

from tracker.kit.full_disk import is_full
from tracker.kit.middleware.full_disk import full_disk_page

Answer = Callable[[HttpRequest], HttpResponseBase]


def readable_posts(get_response: Answer) -> Answer:
    """Middleware: every page reads the form that it got, that of an error too, for the token of its own forms.

    One that is written in another way than it says would end each of them anew.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        try:
            request.POST  # noqa: B018
        except UnreadablePostError:
            # The browser went away: nobody reads the answer.
            leave_unread(request)
        except OSError as error:
            # There is no room for the file that comes.
            if not is_full(error):
                raise
            leave_unread(request)
            return full_disk_page(request)
        return get_response(request)

    return answer


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of what could not be taken in, be it the form itself."""
    leave_unread(request)
    return defaults.bad_request(request, exception)


def leave_unread(request: HttpRequest) -> None:
    if not hasattr(request, "_post"):
        request._mark_post_parse_error()  # type: ignore[attr-defined]
