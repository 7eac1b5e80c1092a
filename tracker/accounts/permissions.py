"""Who may what, by their role and by what is theirs.

Roles build on one another: a manager may what an officer may. Who may *see* what is restricted stands beside each
noun, in a file called `access` or beside its queryset: every `visible_to(user)` stands on it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from tracker.accounts.classification_field import GENERAL
from tracker.accounts.models import Role, User

# Whether somebody may write a column of a thing.
Gate = Callable[[User, Any], bool]

RANK: dict[str, int] = {Role.READER: 0, Role.OFFICER: 1, Role.MANAGER: 2, Role.ADMINISTRATOR: 3}


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
    """That of the whole house, and mail it. Everybody sees that of a unit in which they hold a post (`reports`)."""
    return is_at_least(user, Role.MANAGER)


def may_stop_mailing(user: User, mailing: Any) -> bool:
    return may_see_reports(user) and (mailing.made_by_id == user.pk or user.is_administrator)


def may_publish(user: User) -> bool:
    """Give a list of what is general a public address."""
    return may_log(user)


def may_revoke(user: User, address: Any) -> bool:
    """A public address: whoever made it, and every manager."""
    return user.is_active and (address.made_by_id == user.pk or is_at_least(user, Role.MANAGER))


def anybody() -> User:
    """Stands for a signed-in person to whom nothing was granted: they see what is general, and no more."""
    return User(pk=0, role=Role.READER)


def may_invite(user: User) -> bool:
    return is_at_least(user, Role.ADMINISTRATOR)


def may_teach(user: User) -> bool:
    """See what was learnt from everybody's decisions, and go back from it."""
    return is_at_least(user, Role.ADMINISTRATOR)


def may_let_see(user: User) -> bool:
    """Let somebody see every restricted matter: one administrator who does not see them is not enough."""
    return may_invite(user) and user.sees_restricted


def sees_more(user: User, than: User) -> bool:
    """Whether the second gets no hold of the first's account.

    By the right alone, which administrators read: that somebody was granted a matter would tell them of it.
    """
    return user.sees_restricted and not than.sees_restricted


def may_update(user: User, follow_up: Any) -> bool:
    """Move a follow-up on: status, dates and notes. Its owner always may."""
    return may_log(user) or owns(user, follow_up)


def may_confirm(user: User, follow_up: Any) -> bool:
    """Note that what was reported done was confirmed: officers say who did, whoever it was promised to does it."""
    return may_log(user) or (may_confirm_alone(user, follow_up) and not owns(user, follow_up))


def may_confirm_all(user: User) -> bool:
    """Confirm whatever was reported done themselves, without naming anybody else."""
    return is_at_least(user, Role.MANAGER)


def may_ask(user: User, follow_up: Any) -> bool:
    """Ask for another date, or to drop it, and take that back."""
    return may_update(user, follow_up)


def may_answer(user: User, request: Any) -> bool:
    """Grant or refuse what was asked for: officers say who said so, whoever it was promised to does it."""
    asked_it = request.asked_by == getattr(user, "person", None)
    return may_log(user) or (may_confirm_alone(user, request.follow_up) and not asked_it)


def may_answer_alone(user: User, request: Any) -> bool:
    """The same without naming anybody else: whoever may confirm alone, and recorders of it or of its meeting."""
    follow_up = request.follow_up
    recorders = {follow_up.recorder_id, follow_up.meeting and follow_up.meeting.recorder_id}
    return may_confirm_alone(user, follow_up) or (may_log(user) and user.pk in recorders)


def may_confirm_alone(user: User, follow_up: Any) -> bool:
    """The same of one: managers, and the one to whom it was promised."""
    return may_confirm_all(user) or (user.is_active and follow_up.is_promised_to(user))


def may_choose_owner(user: User, follow_up: Any) -> bool:
    """An officer gives an owner to what has none and to what they recorded; a manager to everything."""
    return may_reassign(user) or (
        may_log(user) and (follow_up.owner_id is None or follow_up.recorder_id == user.pk or owns(user, follow_up))
    )


def may_hand_over(user: User, person: Any) -> bool:
    """Give all that a person has open to somebody else: managers do, and everybody with their own."""
    return may_reassign(user) or (user.is_active and person.account_id == user.pk)


def may_take_back(user: User, person: Any, entry: Any) -> bool:
    """A handover of all that `person` had, of which `entry` tells, is whose who did it, and every manager's."""
    return may_hand_over(user, person) and (may_reassign(user) or entry.by_id == user.pk)


def may_do(user: User, step: Any) -> bool:
    """Tick a step of an invitation. Whoever the step was given to may, whatever else is not theirs."""
    own = user.is_active and step.owner is not None and step.owner.account_id == user.pk
    return own or may_update(user, step.invitation.follow_up)


def owns(user: User, follow_up: Any) -> bool:
    return user.is_active and follow_up.owner is not None and follow_up.owner.account_id == user.pk


# By column who may write it, those of a row that hangs on it under its name; under "" all others. A deed that may more
# than its columns alone stands under its verb: what somebody did so is theirs to take back.
LOGGED: Mapping[str, Gate] = {"": lambda user, _thing: may_log(user)}
IN_DIRECTORY: Mapping[str, Gate] = {"": lambda user, _thing: may_edit_directory(user)}
OF_FOLLOW_UP: Mapping[str, Gate] = {
    **LOGGED,
    **dict.fromkeys(("status", "waiting_on", "review_on", "progress", "ended_on", "reported_on"), may_update),
    "acceptance": may_update,
    **dict.fromkeys(("invitation", "steps"), may_update),
    **dict.fromkeys(("due_on", "first_due_on", "agreed_on", "ended_before", "imported_on"), may_update),
    # Whoever opens again what was confirmed takes the confirmation with it.
    "reopened": may_update,
    "answered": may_update,  # Who accepts what was offered makes it agreed.
    "owner": may_choose_owner,
    "files": may_update,
    # Whoever it was promised to takes back what they confirmed, and not what others did.
    "confirmed": may_confirm,
}


def may_write(user: User, thing: Any, names: Iterable[str]) -> bool:
    """Whether every one of these columns of it is for `user` to write."""
    gates = {thing.GATES.get(name.partition(".")[0], thing.GATES[""]) for name in names}
    return all(gate(user, thing) for gate in gates)


DEEDS: Mapping[str, Gate] = {
    "move": may_update,
    "due": may_update,
    "owner": may_choose_owner,
    "snooze": owns,
    "priority": lambda user, follow_up: may_write(user, follow_up, ["priority"]),
}


def open_deeds(user: User, follow_up: Any) -> list[str]:
    """Which deeds on a follow-up are open to `user`, by the names of their addresses."""
    return [deed for deed, may in DEEDS.items() if may(user, follow_up)]


def hidden[Rows: QuerySet[Any]](rows: Rows, visible: Q, user: User) -> Rows:
    """What `user` must find no trace of: all but what is `visible` to them."""
    return rows.none() if user.sees_restricted else rows.exclude(visible)


def own_or_general(user: User, *, whose: str = "owner") -> Q:
    """Follow-ups and activities that their own classification does not hide; `whose` names the person they are of."""
    person = getattr(user, "person", None)
    return Q(classification=GENERAL) | Q(recorder=user) | (Q(**{whose: person}) if person else Q(pk__in=()))
