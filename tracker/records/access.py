"""Who may see what hangs on a meeting and may quote a record of it: what closes these closes it, too."""

from django.db.models import Q

from tracker.accounts.classification_field import GENERAL
from tracker.accounts.models import User
from tracker.accounts.request import keys_once_a_page, made_once_a_page
from tracker.meetings import access
from tracker.meetings.models import Meeting
from tracker.records.models import Passage, Record


def present() -> list[Q]:
    """A meeting takes it out of sight with it."""
    return [Q(removed_at=None), ~Q(meeting__in=Meeting.objects.removed().values("pk"))]


def open_to(user: User) -> list[Q]:
    """Every cut is a small set of keys: a join for each row would cost a long list more than its rows."""
    return [] if user.sees_restricted else made_once_a_page(user, _open_to)


def _open_to(user: User) -> list[Q]:
    opened = keys_once_a_page(user, access.opened())
    meetings = Meeting.objects.filter(access.closed(opened)).values("pk")
    # Closed by their record alone: what quotes a record has its meeting.
    passages = Passage.objects.filter(record__in=Record.objects.closed(opened).values("pk")).values("pk")
    return [~Q(meeting__in=meetings), ~Q(passage__in=passages)]


def granted(path: str, user: User, theirs: Q) -> list[Q]:
    """What lets `user` see a restricted row at the end of `path` that is `theirs`, or a general one of a meeting."""
    general = Q(**{f"{path}__classification": GENERAL})
    by_meeting = Q(**{f"{path}__meeting": None}) | Q(**{f"{path}__meeting__classification": GENERAL})
    by_record = Q(**{f"{path}__passage": None}) | Q(**{f"{path}__passage__record__classification": GENERAL})
    return [
        theirs & by_meeting & by_record,
        *((general | theirs) & apply for apply in access.open_to(f"{path}__meeting", user)),
    ]
