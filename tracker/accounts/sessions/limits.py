"""How long a session lasts: so many days from the sign-in, and as long as somebody uses it."""

import time
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils import timezone

from tracker.kit.full_disk import if_there_is_room

BEGAN, SEEN = "began", "seen"
# Seconds after which it is written anew that a session is in use.
COARSE = 300


def begin(request: HttpRequest) -> None:
    request.session[BEGAN] = request.session[SEEN] = time.time()


def is_over(request: HttpRequest, now: float) -> bool:
    """One that began before there were limits ends by the day of its cookie."""
    began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
    idle = settings.SESSION_IDLE_SECONDS
    return now - began >= settings.SESSION_COOKIE_AGE or bool(idle and now - seen >= idle)


def keep_within_limits(request: HttpRequest) -> None:
    """Sign out whose session is over; else note, once in a while, that it is in use."""
    if not request.user.is_authenticated or SEEN not in request.session:
        return
    now = time.time()
    if is_over(request, now):
        logout(request)
    elif now - request.session[SEEN] >= COARSE:
        request.session[SEEN] = now
        seen_at = datetime.fromtimestamp(now, timezone.get_current_timezone())
        with if_there_is_room():
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=seen_at)
