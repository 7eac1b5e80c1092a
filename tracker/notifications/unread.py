"""What is unread, and the dot on the bell that says so: `User.has_news` is a copy, as the bell stands on every page."""

from collections.abc import Iterable

from django.utils import timezone

from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.follow_ups.models import FollowUp
from tracker.notifications.models import Notification


def has_unread(user: User) -> bool:
    own = Notification.objects.open().unread().filter(user=user)
    return bool(own.visible_to(user).exists())


def note_unread(user: User) -> None:
    """Let the copy say what is so."""
    show_dot([user.pk], is_shown=has_unread(user))


def show_dot(people: Iterable[int], *, is_shown: bool) -> None:
    User.objects.filter(pk__in=people, has_news=not is_shown).update(has_news=is_shown)


def read_about(request: Request, follow_up: FollowUp) -> None:
    """Somebody opens it, and reads what the bell tells of it. A browser that only looks ahead reads nothing."""
    user = request.user
    if not user.has_news or request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return
    if Notification.objects.filter(user=user, follow_up=follow_up).unread().update(seen_at=timezone.now()):
        note_unread(user)
