"""Who may what: every rule about rights, in this one file.

Roles build on one another: a manager may what an officer may. What a person may *see* is cut by the `hidden_…`
functions, on which every `visible_to(user)` stands. They name relations by path, so this floor imports none above it.
"""

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from tracker.accounts.classification import GENERAL, RESTRICTED
from tracker.accounts.models import Role, User

RANK = {Role.READER: 0, Role.OFFICER: 1, Role.MANAGER: 2, Role.ADMINISTRATOR: 3}

# Who sees a restricted meeting, and with it its restricted records and follow-ups.
MEETING_GRANTS = ("recorder", "readers__account", "participations__person__account", "follow_ups__owner__account")
# Where a person and an organisation are named: the paths to meetings, and those to follow-ups.
NAMED_IN_MEETINGS = {
    "person": ("participations__meeting", "readable_meetings"),
    "organisation": ("participations__meeting",),
}
NAMED_IN_FOLLOW_UPS = {"person": ("follow_ups",), "organisation": ("follow_ups", "unit_follow_ups", "awaited_in")}


def is_at_least(user: User, role: Role) -> bool:
    return user.is_active and RANK[Role(user.role)] >= RANK[role]


def may_log(user: User) -> bool:
    """Log and edit meetings, records, mandates and follow-ups, and name somebody new on the way."""
    return is_at_least(user, Role.OFFICER)


def may_edit_directory(user: User) -> bool:
    return is_at_least(user, Role.MANAGER)


def may_reassign(user: User) -> bool:
    """Give a follow-up that has an owner to somebody else."""
    return is_at_least(user, Role.MANAGER)


def may_invite(user: User) -> bool:
    return is_at_least(user, Role.ADMINISTRATOR)


def may_update(user: User, follow_up: Any) -> bool:
    """Move a follow-up on: status, dates and notes. Its owner always may."""
    return may_log(user) or owns(user, follow_up)


def may_choose_owner(user: User, follow_up: Any) -> bool:
    """An officer gives an owner to what has none and to what they recorded; a manager to everything."""
    return may_reassign(user) or (
        may_log(user) and (follow_up.owner_id is None or follow_up.recorder_id == user.pk or owns(user, follow_up))
    )


def owns(user: User, follow_up: Any) -> bool:
    return user.is_active and follow_up.owner is not None and follow_up.owner.account_id == user.pk


def hidden_meetings[Rows: QuerySet[Any]](meetings: Rows, user: User) -> Rows:
    """The restricted meetings that `user` must find no trace of."""
    if user.sees_restricted:
        return meetings.none()
    return meetings.filter(classification=RESTRICTED).exclude(_granted(meetings, MEETING_GRANTS, user))


def hidden_records[Rows: QuerySet[Any]](records: Rows, meetings: QuerySet[Any], user: User) -> Rows:
    """Records that are restricted themselves, or stand under a hidden meeting. `meetings` is all of them."""
    if user.sees_restricted:
        return records.none()
    granted = meetings.filter(_granted(meetings, MEETING_GRANTS, user)).values("pk")
    restricted = Q(classification=RESTRICTED) & ~Q(meeting__in=granted)
    return records.filter(restricted | Q(meeting__in=hidden_meetings(meetings, user).values("pk")))


def opened_meetings[Rows: QuerySet[Any]](meetings: Rows, user: User) -> Rows:
    """The meetings that hold something restricted and that `user` may see all the same: few, even in a large house."""
    restricted = Q(classification=RESTRICTED) | Q(records__classification=RESTRICTED)
    return meetings.filter(restricted).filter(_granted(meetings, MEETING_GRANTS, user)).distinct()


def closed_meetings(opened: Collection[int]) -> Q:
    """The meetings that are closed to whom only the `opened_meetings` of these keys are open.

    A list of keys is many times quicker in a long list than the subquery it came from.
    """
    return Q(classification=RESTRICTED) & ~Q(pk__in=opened)


def closed_records(opened: Collection[int]) -> Q:
    """The records that are closed by themselves; those of closed meetings come on top."""
    return Q(classification=RESTRICTED) & ~Q(meeting__in=opened)


def hidden_names[Rows: QuerySet[Any]](names: Rows, user: User) -> Rows:
    """The restricted people, or organisations, that `user` must find no trace of.

    Known to `user` are those they added, and those that a meeting or a follow-up names which they may see.
    """
    if user.sees_restricted:
        return names.none()
    noun, every = names.model._meta.model_name or "", names.model._base_manager
    granted = _granted_keys(_at_the_end(names.model, NAMED_IN_MEETINGS[noun][0])._base_manager.all(), user)
    # From their meetings to the names is the short way; from the restricted names to who added them, or to follow-ups.
    known = [every.filter(**{f"{path}__in": granted}) for path in NAMED_IN_MEETINGS[noun]]
    restricted = every.filter(classification=RESTRICTED)
    known += [restricted.filter(_named_in_follow_up(path, granted, user)) for path in NAMED_IN_FOLLOW_UPS[noun]]
    known += [restricted.filter(history__verb="added", history__by=user)]
    return names.filter(classification=RESTRICTED).exclude(reduce(or_, (Q(pk__in=rows.values("pk")) for rows in known)))


def own_or_general(user: User) -> Q:
    """Follow-ups that their own classification does not hide."""
    person = getattr(user, "person", None)
    return Q(classification=GENERAL) | Q(recorder=user) | (Q(owner=person) if person else Q(pk__in=()))


def _named_in_follow_up(path: str, granted: QuerySet[Any], user: User) -> Q:
    """That the follow-up at the end of `path` is one that `user` may see; `granted` are the keys of their meetings."""
    owned, recorded = Q(**{f"{path}__owner__account": user}), Q(**{f"{path}__recorder": user})
    told = recorded | Q(**{f"{path}__classification": GENERAL})
    in_the_open = Q(**{f"{path}__meeting": None}) | Q(**{f"{path}__meeting__classification": GENERAL})
    return owned | (recorded & in_the_open) | (told & Q(**{f"{path}__meeting__in": granted}))


def _granted_keys(meetings: QuerySet[Any], user: User) -> QuerySet[Any]:
    """The keys of the meetings that `user` may see though they be restricted."""
    first, *others = (meetings.order_by().filter(**{grant: user}).values("pk") for grant in MEETING_GRANTS)
    return first.union(*others).order_by()


def _at_the_end(model: Any, path: str) -> Any:
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model
    return model


def _granted(rows: QuerySet[Any], paths: tuple[str, ...], user: User) -> Q:
    # One small subquery a path: an OR over joins would multiply the rows and use no index.
    every = rows.model._base_manager
    return reduce(or_, (Q(pk__in=every.filter(**{path: user}).values("pk")) for path in paths))
