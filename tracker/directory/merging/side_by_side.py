"""What a person sees before two are merged: which other ones are likely, and what each of the two has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.directory.left import say_person
from tracker.directory.merging.likely_pairs import Known, like, likely_pairs, words_of
from tracker.directory.merging.models import KeptApart
from tracker.directory.merging.naming_rows import naming
from tracker.directory.merging.near_names import keys_begun_like
from tracker.directory.merging.with_account import may_merge
from tracker.directory.models import Organisation, Person
from tracker.kit.text import labelled

MOST_PAIRS = 100
MOST_LIKE = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be one: the `reason` says why, and `goes` is the one that would be merged into the other."""

    goes: Any
    stays: Any
    reason: Any

    @property
    def address(self) -> str:
        return compare_address(self.goes, self.stays)


def compare_address(goes: Any, stays: Any, deed: str = "merge_into") -> str:
    """Where the two stand side by side, and are merged; or where somebody says, by "apart", that they are two."""
    return reverse(f"directory:{goes._meta.model_name}_{deed}", args=[goes.pk, stays.pk])


def pairs_for(model: Any, user: User) -> list[Pair]:
    """The likely ones of all whom `user` may name."""
    return _pairs(model, user, likely_pairs(_known(model.objects.visible_to(user))), MOST_PAIRS)


def like_it(name: Any, user: User) -> list[Pair]:
    """The likely ones of one name, among all."""
    return _pairs_of(name, user, type(name).objects.visible_to(user))


def begun_like_it(name: Any, user: User) -> list[Pair]:
    """The same among those of which a word begins like one of its own, which the index finds among any number."""
    known = type(name).objects.visible_to(user).exclude(pk=name.pk)
    keys = keys_begun_like(known, (*words_of(name.name)[:4], getattr(name, "short_name", "")))
    return _pairs_of(name, user, known.filter(pk__in=keys))


def _pairs_of(name: Any, user: User, rows: Any) -> list[Pair]:
    own = Known(name.pk, name.name, getattr(name, "short_name", ""))
    found = [(own, other, reason) for other, reason in like(own, _known(rows))]
    return _pairs(type(name), user, found, MOST_LIKE)


def _known(rows: Any) -> list[Known]:
    columns = ("pk", "name", "short_name") if rows.model is Organisation else ("pk", "name")
    return [Known(*row) for row in rows.order_by("pk").values_list(*columns)]


def _pairs(model: Any, user: User, found: Sequence[tuple[Known, Known, Any]], most: int) -> list[Pair]:
    """The first ones, without those of whom somebody said that they are two, or that this person may not merge."""
    kind = ContentType.objects.get_for_model(model)
    apart = set(KeptApart.objects.filter(kind=kind).values_list("first_id", "second_id")) if found else set()
    found = [pair for pair in found if tuple(sorted((pair[0].pk, pair[1].pk))) not in apart][:most]
    keys = {each.pk for one, other, _reason in found for each in (one, other)}
    joined = ("parent",) if model is Organisation else ("account",)
    rows = model.objects.visible_to(user).select_related(*joined).in_bulk(keys)
    pairs = [(sorted((rows[one.pk], rows[other.pk]), key=_worth), reason) for one, other, reason in found]
    return [Pair(goes, stays, reason) for (goes, stays), reason in pairs if may_merge(user, goes, stays)]


def _worth(name: Organisation | Person) -> tuple[Any, ...]:
    """The better one to stay is the greater: known to all, ours or with an account, the longest in the house."""
    marked = name.is_ours if isinstance(name, Organisation) else name.account_id is not None
    return (not name.is_restricted, marked, -name.pk)


@dataclass(frozen=True, slots=True)
class Holding:
    """What the one and the other have of a kind: in a column, or rows that name it, as far as a person may know."""

    label: str
    goes: Any
    stays: Any


def facts(goes: Organisation | Person, stays: Organisation | Person) -> list[Holding]:
    """What stands in their own columns, without what is empty in both."""
    of_organisations = ("short_name", "parent", "head", "website", "country", "about")
    columns = of_organisations if isinstance(goes, Organisation) else ("telephone", "email", "about")
    labels = {name: capfirst(str(goes._meta.get_field(name).verbose_name)) for name in columns}  # type: ignore[union-attr]
    every = [Holding(label, _said(goes, name), _said(stays, name)) for name, label in labels.items()]
    return [Holding(each.label, each.goes or "–", each.stays or "–") for each in every if each.goes or each.stays]


def posts(goes: Organisation | Person, stays: Organisation | Person, user: User) -> list[Holding]:
    """In full, where only some know one of them: whoever knew one reads those of the other, once they are one."""
    told = [_posts(name, user) for name in (goes, stays)]
    return [Holding(_("Posts"), *told)] if any(told) and (goes.is_restricted or stays.is_restricted) else []


def _posts(name: Organisation | Person, user: User) -> str:
    held = name.appointments.visible_to(user).select_related("person", "organisation")
    return "; ".join(labelled(post.person, post) for post in held)


def _said(name: Organisation | Person, column: str) -> Any:
    """What stands there, a choice by its name."""
    value = say_person(name, column) if column == "head" else getattr(name, column)
    return getattr(name, f"get_{column}_display")() if value and column == "country" else value


def holdings(goes: Organisation | Person, stays: Organisation | Person, user: User) -> list[Holding]:
    """What both have, without what neither has; one query for each kind, however many there are."""
    found = []
    for each in naming(type(goes)):
        rows = each.seen_by(user)
        if rows is None:
            continue
        counted = rows.order_by().filter(**{f"{each.column}__in": [goes.pk, stays.pk]})
        numbers = dict(counted.values_list(each.column).annotate(Count("pk")))
        if numbers:
            found.append(Holding(each.label, numbers.get(goes.pk, 0), numbers.get(stays.pk, 0)))
    return found
