"""Where a person is signed in, and ending that from another browser."""

from collections.abc import Iterator
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from tracker.accounts.models import User
from tracker.accounts.sessions.browsers import UNKNOWN, browser_of


@dataclass(frozen=True, slots=True)
class Place:
    session: UserSession
    is_here: bool

    @property
    def browser(self) -> str:
        return browser_of(self.session.user_agent) or str(UNKNOWN)


def places(request: HttpRequest, user: User) -> Iterator[Place]:
    """This browser first, then where somebody was last."""
    here = request.session.session_key
    rows = list(open_sessions(user).order_by("-last_seen_at", "-id"))
    for row in sorted(rows, key=lambda row: row.session_key != here):
        yield Place(row, row.session_key == here)


def people_signed_in() -> int:
    """How many people, whatever they are signed in with and since when."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.filter(session_key__in=alive).values("user").distinct().count()


def open_sessions(user: User) -> QuerySet[UserSession]:
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    found: QuerySet[UserSession] = UserSession.objects.filter(user=user, session_key__in=alive)
    return found


def end_all(user: User) -> None:
    """Of an account that is closed: opened again, it begins with signing in."""
    for each in open_sessions(user):
        each.end()


@transaction.atomic
def end_others(request: HttpRequest, user: User) -> int:
    """How many were ended; the one of `request` goes on."""
    # Of two presses at once the second waits, and finds nothing to end.
    others = list(open_sessions(user).exclude(session_key=request.session.session_key).select_for_update())
    for each in others:
        each.end()
    return len(others)
