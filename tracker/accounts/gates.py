"""Who may what: every rule about rights, in this one file.

Roles build on one another: a manager may what an officer may. What a person may *see* is cut by the `visible_…`
functions, on which every `visible_to(user)` stands. They name relations by path, so this floor imports none above it.
"""

from collections.abc import Collection
from functools import cache, reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from tracker.accounts.classification import GENERAL, RESTRICTED
from tracker.accounts.models import Role, User
from tracker.kit.prepared import NO_KEY, ONE, Prepared

RANK: dict[str, int] = {Role.READER: 0, Role.OFFICER: 1, Role.MANAGER: 2, Role.ADMINISTRATOR: 3}

# Who sees a restricted meeting, and with it its restricted records and follow-ups.
MEETING_GRANTS = ("recorder", "readers__account", "participations__person__account", "follow_ups__owner__account")
# Where a person and an organisation are named: the paths to meetings, and those to follow-ups.
NAMED_IN_MEETINGS = {
    "person": ("participations__meeting", "readable_meetings"),
    "organisation": ("participations__meeting",),
}
# The same for activities and pledges: the ways to who may see the restricted ones.
NAMED_ELSEWHERE = {
    "person": ("activities__recorder",),
    "organisation": (
        *(f"{path}__{who}" for path in ("activities", "unit_activities") for who in ("recorder", "done_by__account")),
        *("pledges__recorder", *(f"pledges__meeting__{grant}" for grant in MEETING_GRANTS)),
    ),
}
NAMED_IN_FOLLOW_UPS = {
    "person": ("follow_ups", "invitations__follow_up", "event_steps__invitation__follow_up"),
    "organisation": ("follow_ups", "unit_follow_ups", "awaited_in", "organised_events__follow_up"),
}


def is_at_least(user: User, role: Role) -> bool:
    return user.is_active and RANK[user.role] >= RANK[role]


def may_log(user: User) -> bool:
    """Log and edit meetings, records, mandates and follow-ups, and name somebody new on the way."""
    return is_at_least(user, Role.OFFICER)


def may_edit_directory(user: User) -> bool:
    return is_at_least(user, Role.MANAGER)


def may_reassign(user: User) -> bool:
    """Give a follow-up that has an owner to somebody else."""
    return is_at_least(user, Role.MANAGER)


def may_see_reports(user: User) -> bool:
    return is_at_least(user, Role.MANAGER)


def may_stop_mailing(user: User, mailing: Any) -> bool:
    return may_see_reports(user) and (mailing.made_by_id == user.pk or user.is_administrator)


def anybody() -> User:
    """Stands for a signed-in person to whom nothing was granted: they see what is general, and no more."""
    return User(pk=NO_KEY, role=Role.READER)


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


def may_hand_over(user: User, person: Any) -> bool:
    """Give all that a person has open to somebody else: managers do, and everybody with their own."""
    return may_reassign(user) or (user.is_active and person.account_id == user.pk)


def may_do(user: User, step: Any) -> bool:
    """Tick a step of an invitation. Whoever the step was given to may, whatever else is not theirs."""
    own = user.is_active and step.owner is not None and step.owner.account_id == user.pk
    return own or may_update(user, step.invitation.follow_up)


def owns(user: User, follow_up: Any) -> bool:
    return user.is_active and follow_up.owner is not None and follow_up.owner.account_id == user.pk


def hidden[Rows: QuerySet[Any]](rows: Rows, visible: Q, user: User) -> Rows:
    """What `user` must find no trace of: all but what is `visible` to them."""
    return rows.none() if user.sees_restricted else rows.exclude(visible)


def visible_meetings(meetings: type[Model], user: User) -> Q:
    """Meetings that are general, or opened to `user`."""
    if user.sees_restricted:
        return Q()
    return Q(classification=GENERAL) | Q(pk__in=opened_meetings(meetings).filled(user.pk))


def visible_records(meetings: type[Model], user: User) -> Q:
    """Records that are general as their meeting is, or of a meeting opened to `user`."""
    if user.sees_restricted:
        return Q()
    opened = Q(meeting__in=opened_meetings(meetings).filled(user.pk))
    return opened | Q(classification=GENERAL, meeting__classification=GENERAL)


def visible_pledges(meetings: type[Model], user: User) -> Q:
    """Pledges that are general or recorded by `user`, without a hidden meeting; and all of an opened one."""
    if user.sees_restricted:
        return Q()
    opened = Q(meeting__in=opened_meetings(meetings).filled(user.pk))
    in_the_open = Q(meeting=None) | Q(meeting__classification=GENERAL)
    return opened | (in_the_open & (Q(classification=GENERAL) | Q(recorder=user)))


@cache
def opened_meetings(meetings: type[Model]) -> Prepared:
    """The keys of the meetings that hold something restricted and that ONE person may see all the same.

    They are few, even in a large house.
    """
    every = meetings._base_manager
    holding = [every.filter(**{f"{each}__classification": RESTRICTED}).values("pk") for each in ("records", "pledges")]
    restricted = reduce(or_, (Q(pk__in=keys) for keys in holding), Q(classification=RESTRICTED))
    # Asked of each of the few: all that this person was ever granted may be many.
    granted = [Exists(every.filter(pk=OuterRef("pk"), **{path: ONE})) for path in MEETING_GRANTS]
    return Prepared.of(every.filter(restricted).filter(reduce(or_, granted)).values("pk"))


def closed_meetings(opened: Collection[int]) -> Q:
    """The meetings that are closed to whom only the `opened_meetings` of these keys are open.

    A list of keys is many times quicker in a long list than the query it came from.
    """
    return Q(classification=RESTRICTED) & ~Q(pk__in=opened)


def closed_records(opened: Collection[int]) -> Q:
    """The records that are closed by themselves; those of closed meetings come on top."""
    return Q(classification=RESTRICTED) & ~Q(meeting__in=opened)


def visible_names(model: type[Model], user: User) -> Q:
    """The people, or organisations, that `user` may know of: all that are general, and of the restricted ones those
    that they added or that a matter names which they may see."""
    if user.sees_restricted:
        return Q()
    known = _known_names(model, ContentType.objects.get_for_model(model).pk).filled(user.pk)
    return Q(classification=GENERAL) | Q(pk__in=known)


@cache
def _known_names(model: type[Model], _kind: int) -> Prepared:
    """The keys of the names that ONE person knows of: there are many ways, and every page asks."""
    user, noun = User(pk=ONE), model._meta.model_name or ""
    ways = [Q(history__verb="added", history__by=user)]
    ways += [Q(**{f"{path}__{grant}": user}) for path in NAMED_IN_MEETINGS[noun] for grant in MEETING_GRANTS]
    ways += [way for path in NAMED_IN_FOLLOW_UPS[noun] for way in _ways_to_follow_up(path, user)]
    ways += [Q(**{way: user}) for way in NAMED_ELSEWHERE[noun]]
    every: QuerySet[Any] = model._base_manager.filter(classification=RESTRICTED)
    known = every.filter(reduce(or_, (Q(pk__in=every.filter(way).values("pk")) for way in ways)))
    return Prepared.of(known.values("pk"))


def own_or_general(user: User, *, whose: str = "owner") -> Q:
    """Follow-ups and activities that their own classification does not hide; `whose` names the person they are of."""
    person = getattr(user, "person", None)
    return Q(classification=GENERAL) | Q(recorder=user) | (Q(**{whose: person}) if person else Q(pk__in=()))


def _ways_to_follow_up(path: str, user: User) -> list[Q]:
    """What lets `user` see a restricted follow-up at the end of `path`, or a general one of a restricted meeting."""
    owned, recorded = Q(**{f"{path}__owner__account": user}), Q(**{f"{path}__recorder": user})
    general = Q(**{f"{path}__classification": GENERAL})
    in_the_open = Q(**{f"{path}__meeting": None}) | Q(**{f"{path}__meeting__classification": GENERAL})
    granted = [Q(**{f"{path}__meeting__{grant}": user}) for grant in MEETING_GRANTS]
    return [owned, recorded & in_the_open, *((general | recorded) & grant for grant in granted)]
