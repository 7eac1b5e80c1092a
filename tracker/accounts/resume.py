"""What somebody typed when their session had ended: kept for an hour, shown again to them after sign-in.

So it is for whoever goes back to their form from the question what it would open.

The browser remembers, signed, who was last signed in there: for a stranger nothing is kept, and on a shared machine
the words come back to nobody else.
"""

import time
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

KEY = "kept_form"
COOKIE = f"{settings.COOKIE_PREFIX}last_person"
DAY = 24 * 3600
LONGEST = 3600
# Of somebody signed in, and of a browser in which somebody was: of a stranger nothing, or anybody could fill the disk.
MOST_BYTES = 5_000_000
MOST_BYTES_SIGNED_OUT = 200_000
NOT_WORDS = ("csrfmiddlewaretoken", "next", "version")


def keep_form_data(request: HttpRequest, page: str = "", *, is_signed_out: bool = True) -> None:
    """Keep a post for whoever was last signed in here. `page` is where they were. Passwords are never kept.

    `is_signed_out`: that is why; else they go back to what they had typed themselves.
    """
    if request.method != "POST" or any("password" in name for name in request.POST):
        return
    words = request.POST.copy()
    words.pop("csrfmiddlewaretoken", None)
    encoded, writer = words.urlencode(), request.user.pk or last_person(request)
    most = MOST_BYTES if request.user.is_authenticated else MOST_BYTES_SIGNED_OUT
    if not writer or len(encoded) > most or not ratelimit.consume(request, action="keep_words"):
        sentence = _(
            "You had been signed out, and what you typed could not be kept. Your browser may still show it: go back."
        )
        messages.warning(request, sentence)
        return
    request.session[KEY] = {
        "path": request.get_full_path(),
        "page": page,
        "words": encoded,
        "at": time.time(),
        "by": writer,
        "is_signed_out": is_signed_out,
    }
    if not request.user.is_authenticated:
        request.session.set_expiry(LONGEST)


def form_data(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the request's own post, what was kept for this very address, or nothing."""
    if request.method == "POST":
        return request.POST
    kept = _take(request)
    if not kept:
        return None
    if kept.get("is_signed_out", True):
        messages.info(request, _("You had been signed out. Here is what you typed: look at it and save it again."))
    return QueryDict(kept["words"])


def page_of_deed(request: HttpRequest) -> str | None:
    """Where to do again a deed that has no page of its own to come back to, and nothing if none was kept.

    A message says so, with the words typed.
    """
    kept = _take(request)
    if not kept:
        return None
    typed = [value for name, values in QueryDict(kept["words"]).lists() if name not in NOT_WORDS for value in values]
    signed_out, back = _("You had been signed out, so this was not done. Please do it again."), _("This was not done.")
    sentence = signed_out if kept.get("is_signed_out", True) else back
    if any(typed):
        sentence += " " + _("You had typed: %(words)s") % {"words": ", ".join(filter(None, typed))}
    messages.warning(request, sentence)
    return str(kept["page"])


def hand_over(request: HttpRequest) -> None:
    """Somebody has just signed in: the words stay if they are theirs."""
    kept = request.session.get(KEY)
    if kept and kept["by"] != request.user.pk:
        del request.session[KEY]


def forget_old(request: HttpRequest) -> None:
    kept = request.session.get(KEY)
    if kept and time.time() - kept["at"] > LONGEST:
        del request.session[KEY]


def last_person(request: HttpRequest) -> int | None:
    """The key of the user who was last signed in with this browser."""
    key = request.get_signed_cookie(COOKIE, default=None)
    return int(key) if key else None


def remember_person(request: HttpRequest, response: HttpResponse) -> None:
    if request.user.is_authenticated and last_person(request) != request.user.pk:
        response.set_signed_cookie(
            COOKIE,
            str(request.user.pk),
            max_age=60 * DAY,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _take(request: HttpRequest) -> dict[str, Any] | None:
    forget_old(request)
    kept: dict[str, Any] | None = request.session.get(KEY)
    if not kept or kept["path"] != request.get_full_path():
        return None
    del request.session[KEY]
    return kept
