"""A post is done as a whole or not at all, and done again when somebody else was quicker by milliseconds.

What it opens it opens once the person has seen what becomes readable.
"""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.contrib.messages.storage import default_storage
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

from tracker.accounts.sessions.session_store import save_session_along
from tracker.history.once import SentBefore
from tracker.history.opening.open_up import Question, WouldOpen, asking
from tracker.history.opening.page import back_to_form, opening_page, question_in
from tracker.history.sent_before_page import sent_before_page
from tracker.history.tracked_model import Stale
from tracker.kit.form_responses import OnceDone, form_page
from tracker.kit.full_disk import is_full
from tracker.kit.middleware.full_disk import full_disk_page

MOST_TRIES = 50
# What PostgreSQL says to one of two that wait for each other, read what the other one changes, or make the same thing;
# and how often that is done again: what somebody else has made is there to be found at the second try.
OVERTAKEN = {"40P01": MOST_TRIES, "40001": MOST_TRIES, "23505": 2}

View = Callable[..., HttpResponseBase]


class AtomicPosts(MiddlewareMixin):
    """What Django's ATOMIC_REQUESTS does, for posts alone; what is refused, with 400 or more, leaves nothing behind.

    `Stale` is answered here: the view is called again, with what stands there now. So is what would let everybody read
    something that only some could: it is taken back, and done once the person was asked. Views that keep what they have
    done so far, or talk to others on the way, are marked with `transaction.non_atomic_requests`: they are called once,
    and cannot ask, so that they open nothing.
    """

    def process_view(
        self, request: HttpRequest, view: View, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        if request.method != "POST":
            return None
        try:
            return self._answer(request, view, args, kwargs)
        except (DatabaseError, OSError) as error:
            if not is_full(error):
                raise
            # What it told people was not done.
            request._messages = default_storage(request)  # type: ignore[attr-defined]
            return full_disk_page(request)

    def _answer(
        self, request: HttpRequest, view: View, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> HttpResponseBase:
        if hasattr(view, "_non_atomic_requests"):
            return _opening_nothing(request, view, args, kwargs)
        if back := back_to_form(request):
            return back
        for number in range(1, MOST_TRIES + 1):
            try:
                response = _as_a_whole(request, view, args, kwargs)
            except DatabaseError as error:
                if number >= OVERTAKEN.get(getattr(error.__cause__, "sqlstate", ""), 0):
                    raise
            except SentBefore as before:
                return sent_before_page(request, before.made)
            except Stale:
                pass
            else:
                return response.answer() if isinstance(response, OnceDone) else response
            # What it told people was not done.
            request._messages = default_storage(request)  # type: ignore[attr-defined]
        return _conflict(request, Stale())


def _as_a_whole(request: HttpRequest, view: View, args: Sequence[Any], kwargs: Mapping[str, Any]) -> HttpResponseBase:
    question = question_in(request)
    with transaction.atomic(), asking(question):
        response = view(request, *args, **kwargs)
        is_refused = response.status_code >= HTTPStatus.BAD_REQUEST
        asks = question if question and question.is_open and not is_refused else None
        if is_refused or asks:
            transaction.set_rollback(True)
        else:
            save_session_along(request)
    return opening_page(request, asks) if asks else response


def _opening_nothing(
    request: HttpRequest, view: View, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> HttpResponseBase:
    try:
        with asking(Question(may_open=False)):
            return view(request, *args, **kwargs)
    except WouldOpen as refusal:
        return _conflict(request, refusal)


def _conflict(request: HttpRequest, refusal: Exception) -> HttpResponse:
    return form_page(request, "409.html", default=reverse("desk"), status=HTTPStatus.CONFLICT, sentence=str(refusal))
