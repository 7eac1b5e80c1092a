"""Which follow-ups are there for whom: their own classification cuts them, their meeting's and their record's."""

from django.db.models import Q

from tracker.accounts import permissions
from tracker.accounts.classification_field import GENERAL
from tracker.accounts.models import User
from tracker.directory.access import named_in
from tracker.meetings import access
from tracker.meetings.models import Meeting
from tracker.records.models import Passage, Record

# Whoever has something to do from a restricted meeting sees it.
access.GRANTS.append("follow_ups__owner__account")


def present() -> list[Q]:
    return [Q(removed_at=None), ~Q(meeting__in=Meeting.objects.removed().values("pk"))]


def open_to(user: User) -> list[Q]:
    """Every cut is a small set of keys: a join for each row would cost a long list more than its rows."""
    if user.sees_restricted:
        return []
    opened = access.opened().keys(user.pk)
    meetings = Meeting.objects.filter(access.closed(opened)).values("pk")
    # Closed by their record alone: a follow-up has the meeting of the record that it quotes.
    passages = Passage.objects.filter(record__in=Record.objects.closed(opened).values("pk")).values("pk")
    return [permissions.own_or_general(user), ~Q(meeting__in=meetings), ~Q(passage__in=passages)]


def _ways(path: str, user: User) -> list[Q]:
    """What lets `user` see a restricted follow-up at the end of `path`, or a general one of a restricted meeting."""
    owned, recorded = Q(**{f"{path}__owner__account": user}), Q(**{f"{path}__recorder": user})
    general = Q(**{f"{path}__classification": GENERAL})
    in_the_open = Q(**{f"{path}__meeting": None}) | Q(**{f"{path}__meeting__classification": GENERAL})
    granted = access.open_to(f"{path}__meeting", user)
    return [owned, recorded & in_the_open, *((general | recorded) & apply for apply in granted)]


named_in(
    _ways,
    person=("follow_ups", "invitations__follow_up", "event_steps__invitation__follow_up"),
    organisation=("follow_ups", "unit_follow_ups", "awaited_in", "organised_events__follow_up"),
)
