"""Who knows of a restricted name: whoever added it, and whoever may see a matter that names it.

The nouns that name people and organisations stand above this floor: each says where it does, and who may see it.
"""

from collections.abc import Callable, Iterable
from functools import cache, partial, reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.accounts.once_a_page import once_a_page
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
    known = _known_names(model, ContentType.objects.get_for_model(model).pk)
    return Q(classification=GENERAL) | Q(pk__in=once_a_page(user, known))


@cache
def _known_names(model: type[Model], _kind: int) -> CompiledQuery:
    """The names that the person of this key knows of: there are many ways, and every page asks."""
    return CompiledQuery(partial(_names_known_to, model))


def _names_known_to(model: type[Model], key: Any) -> QuerySet[Any]:
    user, noun = User(pk=key), model._meta.model_name or ""
    ways = [Q(history__verb="added", history__by=user)]
    ways += [way for path, open_to in NAMED_IN[noun] for way in open_to(path, user)]
    every: QuerySet[Any] = model._base_manager.filter(classification=RESTRICTED)
    return every.filter(reduce(or_, (Q(pk__in=every.filter(way).values("pk")) for way in ways))).values("pk")
