"""How often one person may do what costs much: so often as nobody does, and as a program soon would.

Rights come first: whoever may not is told so, however often they ask.
"""

import time
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from threading import Lock
from typing import Any

# Its public function counts no GET.
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.kit.form_responses import form_page

ANSWER, ATTACH, CHOOSE, EXPORT, IMPORT = "answer", "attach", "choose", "export", "import"
LINK, MAIL = "link", "mail"
MODEL, PUBLIC, READ_AGAIN, SEARCH = "model", "public", "read_again", "search"
SENTENCE = _("That was a great many at once. Wait a while, an hour at most, then go on: nothing was lost.")
_searching = Lock()


def is_within(user: User, deed: str) -> bool:
    """Count a deed of this person, by all processes together; False, and not counted, when it was done too often."""
    request = HttpRequest()
    how: dict[str, Any] = {"app": "suivi", "action": deed, "config": settings.HOW_OFTEN, "limit_get": True}
    return ratelimit.consume(request, user=user, **how) is not None


def is_within_from(request: HttpRequest, deed: str, link: str = "") -> bool:
    """The same of whoever comes from one address, signed in or not; and of a `link`, from wherever it is opened."""
    how: dict[str, Any] = {"app": "suivi", "action": deed, "config": settings.HOW_OFTEN, "limit_get": True}
    return ratelimit.consume(request, key=link or None, **how) is not None


def may_search(user: User) -> bool:
    """The same of searches, by this process alone: a note in the database would cost more than a search."""
    memory, now, is_allowed = caches["memory"], time.time(), True
    with _searching:
        for rate in ratelimit.parse_rates(settings.HOW_OFTEN.get(SEARCH)):
            key = f"{SEARCH}:{rate}:{user.pk}"
            allowed, times = ratelimit.apply_rate(memory.get(key, []), now, rate)
            memory.set(key, times, rate.duration)
            is_allowed = is_allowed and allowed
    return is_allowed


def too_often(request: Request, back: str, sentence: Any = SENTENCE) -> HttpResponse:
    """A page that says what to do. `back` is where to go on for whoever came from nowhere."""
    status = HTTPStatus.TOO_MANY_REQUESTS
    return form_page(request, "accounts/too_often.html", default=back, status=status, sentence=sentence)


def search_within(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that is asked while somebody types: past the limit it offers nothing, and what was offered stays."""

    @wraps(view)
    def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if may_search(request.user) else HttpResponse(status=204)

    return answer
