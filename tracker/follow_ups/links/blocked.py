"""Which follow-ups are blocked: those with a blocker that is still open and that the reader sees.

What a reader does not see blocks nothing for them: a list that said otherwise would tell that there is something.
"""

from typing import Any

from django.db.models import OuterRef, Q, StringAgg, Subquery, Value

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp, Link, LinkKind

BETWEEN = ", "


def _blocking(user: User) -> Any:
    open_ones = FollowUp.objects.visible_to(user).active().values("pk")
    return Link.objects.present().filter(kind=LinkKind.BLOCKED_BY, second__in=open_ones).order_by()


def is_blocked(user: User) -> Q:
    """A short list of keys: links are few beside follow-ups."""
    return Q(pk__in=_blocking(user).values("first"))


def blockers(user: User) -> Subquery:
    """Of the rows of a list: the references of what blocks them, with commas between them; nothing without any."""
    each = _blocking(user).filter(first=OuterRef("pk")).values("first")
    return Subquery(each.annotate(said=StringAgg("second__reference", Value(BETWEEN))).values("said"))


def mark_blocked(follow_ups: Any, user: User) -> None:
    """Let each know in `blocked_by` what blocks it, for `say_blocked`."""
    found = FollowUp.objects.filter(pk__in=[each.pk for each in follow_ups]).values_list("pk", blockers(user))
    by_key = dict(found)
    for each in follow_ups:
        each.blocked_by = sorted_references(by_key.get(each.pk))


def say_blocked(follow_up: Any) -> str:
    return getattr(follow_up, "blocked_by", "")


def sorted_references(said: str | None) -> str:
    return BETWEEN.join(sorted(said.split(BETWEEN))) if said else ""
