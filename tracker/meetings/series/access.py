"""Which restricted series are open to whom. A meeting of a series is open or closed by itself."""

from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from tracker.accounts.classification_field import GENERAL
from tracker.accounts.models import User

# The ways from a series to the accounts that see it when it is restricted: who sees one of its meetings knows of it.
GRANTS = (
    "recorder",
    "readers__account",
    "usual_participants__person__account",
    "meetings__recorder",
    "meetings__readers__account",
    "meetings__participations__person__account",
)


def visible(user: User) -> Q:
    """Series that are general, or opened to `user`."""
    return Q() if user.sees_restricted else Q(classification=GENERAL) | Q(pk__in=_opened(user).values("pk"))


def open_to(path: str, user: User) -> list[Q]:
    """What opens to `user` a restricted series to which `path` leads."""
    return [Q(**{f"{path}__{grant}": user}) for grant in GRANTS]


def _opened(user: User) -> QuerySet[Any]:
    every: QuerySet[Any] = apps.get_model("meetings", "Series")._base_manager.all()
    return every.filter(reduce(or_, (Q(**{grant: user}) for grant in GRANTS)))
