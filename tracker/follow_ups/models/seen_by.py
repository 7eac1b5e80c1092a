"""Rows about a follow-up that somebody sees."""

from django.db.models import Exists, OuterRef

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp


def seen_by(user: User, path: str = "follow_up") -> Exists:
    """Whether `user` sees the follow-up to which `path` leads.

    Asked of each row, as they are few: as a list of keys SQLite would first write down every follow-up that there is.
    """
    return Exists(FollowUp.objects.visible_to(user).filter(pk=OuterRef(path)))
