"""An undo that is refused, or is of something that is gone, is offered no more."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tracker.kit.form_responses import forget_deed

Answer = Callable[[HttpRequest], HttpResponseBase]
REFUSED = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)


def forget_refused(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "POST" and response.status_code in REFUSED:
            forget_deed(request)
        return response

    return answer
