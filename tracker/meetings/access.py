"""Which restricted meetings are open to whom. The nouns that stand above meetings say here what theirs adds to it."""

from collections.abc import Collection
from functools import cache, reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from tracker.accounts.classification_field import ITSELF, RESTRICTED, Closed
from tracker.accounts.models import User
from tracker.accounts.request import once_a_page
from tracker.lists.speed_tricks import CompiledQuery

# The ways from a meeting to the accounts that see it when it is restricted; each with what must be empty on it.
GRANTS = {"recorder": "", "readers__account": "", "participations__person__account": ""}
# Relations to what may be restricted while its meeting is not.
RESTRICTED_PARTS: list[str] = []


def visible(user: User) -> Q:
    """Meetings that are general, or opened to `user`.

    Said by what is closed: SQLite would look up the general ones, which nearly all are, and sort them.
    """
    return Q() if user.sees_restricted else ~closed(once_a_page(user, opened()))


def open_to(path: str, user: User) -> list[Q]:
    """What opens to `user` a restricted meeting to which `path` leads."""
    return _granted(f"{path}__", user)


def _granted(path: str, user: Any, people: QuerySet[Any] | None = None) -> list[Q]:
    """`people` are those whose account `user` is, where they are found once for all ways."""
    ways = []
    for grant, column in GRANTS.items():
        empty = {f"{path}{column}": None} if column else {}
        person, by_account, _end = grant.partition("__account")
        found = {f"{path}{grant}": user} if people is None or not by_account else {f"{path}{person}__in": people}
        ways.append(Q(**found, **empty))
    return ways


def closing(classification: str, meeting: Any, *others: str | None) -> Closed:
    """What closes a thing of this classification: so much itself, and its `meeting` or, by `others`, a record of that.

    Record and meeting are open to the same people.
    """
    itself = {ITSELF} if classification == RESTRICTED else set()
    by_meeting = {meeting.pk} if meeting and RESTRICTED in (meeting.classification, *others) else set()
    return Closed(itself | by_meeting)


def closed(keys: Collection[int] | RawSQL | QuerySet[Any, Any]) -> Q:
    """The meetings that are closed to whom only the `opened` ones of these keys are open.

    A list of keys is many times quicker in a long list than the query it came from.
    """
    return Q(classification=RESTRICTED) & ~Q(pk__in=keys)


@cache
def opened() -> CompiledQuery:
    """The meetings that hold something restricted and that the person of this key may see all the same.

    They are few, even in a large house.
    """
    return CompiledQuery(_opened_to)


def _opened_to(key: Any) -> QuerySet[Any]:
    every: QuerySet[Any] = apps.get_model("meetings", "Meeting")._base_manager.all()
    holding = [every.filter(**{f"{part}__classification": RESTRICTED}).values("pk") for part in RESTRICTED_PARTS]
    # In one: of three that are asked apart PostgreSQL expects most meetings, and looks up all that this person owns.
    restricted = every.filter(classification=RESTRICTED).values("pk").union(*holding)
    # So an index answers each way: 1.0 ms where a join to the account took 3.4 (30 November 2026, SQLite).
    people = apps.get_model("directory", "Person")._base_manager.filter(account=key).values("pk")
    # Asked of each of the few: all that this person was ever granted may be many.
    granted = [Exists(every.filter(way, pk=OuterRef("pk"))) for way in _granted("", key, people)]
    return every.filter(pk__in=restricted).filter(reduce(or_, granted)).values("pk")
