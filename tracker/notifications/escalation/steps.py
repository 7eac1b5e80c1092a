"""To whom it goes next when it stays without word, and by which day an update stops that: counted, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.accounts.models import Role, User
from tracker.directory.absences.away import absence_on
from tracker.directory.absences.working_days import nth_worked
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.notes.who_sees import seeing
from tracker.notifications.models import Level, Silence

# So many working days of its owner at each level.
REVIEW_DAYS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """It goes to these `people` unless there is a word of it on the day `by`, or before."""

    level: Level
    by: date
    people: list[User]


class Ways:
    """What is asked for many at once is asked once: who heads a unit, who manages, how somebody works."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._heads: dict[int, list[Person]] = {}
        self._units: dict[int, Organisation | None] = {}
        self._days: dict[tuple[int, date], date] = {}
        self._managers: list[User] | None = None

    def next_step(self, silence: Silence) -> Step | None:
        """None where it went all the way, or nobody who may see it is left."""
        if silence.managers_on:
            return None
        if silence.head_on is None and (head := self._head(silence.follow_up)):
            return Step(Level.HEAD, self._by(silence, silence.since), [head])
        managers = self._who_may(silence.follow_up, self._all_managers())
        return Step(Level.MANAGER, self._by(silence, silence.head_on or silence.since), managers) if managers else None

    def _by(self, silence: Silence, first: date) -> date:
        owner = silence.follow_up.owner
        if (owner.pk, first) not in self._days:
            self._days[owner.pk, first] = nth_worked(owner, first, REVIEW_DAYS)
        return self._days[owner.pk, first]

    def _head(self, follow_up: FollowUp) -> User | None:
        """Of its unit, else of the one above; whoever stands in for them, while they are away."""
        unit = follow_up.unit or self._unit_of(follow_up.owner)
        accounts = [head.account for head in self._heads_of(unit) if head.account] if unit else []
        return next(iter(self._who_may(follow_up, accounts)), None)

    def _heads_of(self, unit: Organisation) -> list[Person]:
        if unit.pk not in self._heads:
            chain: Any = unit.ancestors(include_self=True).select_related("head__account")
            heads = [each.head for each in reversed(list(chain)) if each.head]
            self._heads[unit.pk] = [self._there(head) for head in heads]
        return self._heads[unit.pk]

    def _there(self, head: Person) -> Person:
        absence = absence_on(head, self.today)
        return absence.deputy if absence and absence.deputy else head

    def _unit_of(self, owner: Person) -> Organisation | None:
        if owner.pk not in self._units:
            posts = owner.appointments.held_on(self.today).in_the_open().filter(organisation__is_ours=True)
            post = posts.select_related("organisation").first()
            self._units[owner.pk] = post.organisation if post else None
        return self._units[owner.pk]

    def _all_managers(self) -> list[User]:
        """In a house without any, whoever administers it."""
        if self._managers is None:
            active = User.objects.filter(is_active=True).order_by("name", "pk")
            managers = list(active.filter(role=Role.MANAGER))
            self._managers = managers or list(active.filter(role=Role.ADMINISTRATOR))
        return self._managers

    def _who_may(self, follow_up: FollowUp, users: Iterable[User]) -> list[User]:
        """Those who see it, but its owner."""
        return [user for user in seeing(users, follow_up) if user.pk != follow_up.owner.account_id]
