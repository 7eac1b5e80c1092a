"""Who knows of a restricted name: whoever added it, and whoever may see a matter that names it.

The nouns that name people and organisations stand above this floor: each says where it does, and who may see it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial, reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.accounts.request import once_a_page
from tracker.lists.speed_tricks import CompiledQuery

Openers = Callable[[str, User], list[Q]]
# By noun the paths to where it is named, each with what opens such a row.
NAMED_IN: dict[str, list[tuple[str, Openers]]] = {"person": [], "organisation": []}


def named_in(open_to: Openers, *, person: Iterable[str] = (), organisation: Iterable[str] = ()) -> None:
    """Say by which paths a person, or an organisation, leads to the rows of a noun that name them.

    `open_to` takes such a path and a user, and gives what lets that user see a restricted row at the end of it.
    """
    NAMED_IN["person"] += [(path, open_to) for path in person]
    NAMED_IN["organisation"] += [(path, open_to) for path in organisation]


def visible_names(model: type[Model], user: User) -> Q:
    """The people, or organisations, that `user` may know of: all that are general, and of the restricted ones those
    that they added or that a matter names which they may see."""
    if user.sees_restricted:
        return Q()
    known = KnownNames(model, ContentType.objects.get_for_model(model).pk)
    return Q(classification=GENERAL) | Q(pk__in=once_a_page(user, known))


@dataclass(frozen=True)
class KnownNames:
    """The restricted names that a person knows of: there are many ways, and every page asks.

    `kind` is the key of the content type.
    """

    model: type[Model]
    kind: int

    def filled(self, key: Any) -> list[Any] | RawSQL | QuerySet[Any, Any]:
        """What a column can be looked up in."""
        return self.keys(key) if connection.vendor == "postgresql" else self._by_all.filled(key)

    def keys(self, key: Any) -> list[Any]:
        """PostgreSQL takes a quarter of a second to plan all ways, where SQLite takes none: it is asked first by which
        paths anything restricted is named at all (250 to 5 ms for people, 110 to 2 for organisations, 30 November 2026)
        """
        if connection.vendor != "postgresql":
            return self._by_all.keys(key)
        return _known_by(self.model, self.kind, tuple(sorted(_leading(self.model).keys(key)))).keys(key)

    @property
    def _by_all(self) -> CompiledQuery:
        return _known_by(self.model, self.kind, tuple(range(len(_paths(self.model)))))


def _paths(model: type[Model]) -> list[tuple[str, Openers]]:
    return NAMED_IN[model._meta.model_name or ""]


@cache
def _leading(model: type[Model]) -> CompiledQuery:
    """The numbers of the paths by which any restricted name leads anywhere, whoever asks."""

    def build(_key: Any) -> QuerySet[Any]:
        named = [_restricted(model).filter(**{f"{path}__isnull": False}) for path, _open_to in _paths(model)]
        first, *others = (rows.values(number=Value(number)) for number, rows in enumerate(named))
        return first.union(*others).order_by()

    return CompiledQuery(build)


@cache
def _known_by(model: type[Model], _kind: int, numbers: Sequence[int]) -> CompiledQuery:
    """The names that the person of this key knows of by the paths of these numbers, or because they added them."""
    return CompiledQuery(partial(_names_known_by, model, numbers))


def _names_known_by(model: type[Model], numbers: Sequence[int], key: Any) -> QuerySet[Any]:
    user, every = User(pk=key), _restricted(model)
    ways = [Q(history__verb="added", history__by=user)]
    for path, open_to in (_paths(model)[number] for number in numbers):
        ways += open_to(path, user)
    return every.filter(reduce(or_, (Q(pk__in=every.filter(way).values("pk")) for way in ways))).values("pk")


def _restricted(model: type[Model]) -> QuerySet[Any]:
    every: QuerySet[Any] = model._base_manager.filter(classification=RESTRICTED).order_by()
    return every
