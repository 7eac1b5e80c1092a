"""All rows that name a person or an organisation, whatever noun they are of: what a later table adds takes part."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import CASCADE, Model, Q, QuerySet, UniqueConstraint
from django.utils.text import capfirst

from tracker.accounts.models import User
from tracker.directory.restricted_names import Name
from tracker.history.tracked_model import Tracked


@dataclass(frozen=True, slots=True)
class Naming:
    """The rows of `model` that name somebody in `column`."""

    model: type[Model]
    column: str

    @property
    def rows(self) -> QuerySet[Any]:
        return self.model._base_manager.all()

    def of(self, name: Name) -> QuerySet[Any]:
        return self.rows.filter(**{self.column: name.pk})

    def seen_by(self, user: User) -> QuerySet[Any] | None:
        return seen_by(user, self.model)

    @property
    def label(self) -> str:
        """Such as "Follow-ups (partner)"; of rows that only join two things, what the other thing calls them."""
        meta: Any = self.model._meta
        if meta.auto_created:
            column = next(
                each for each in meta.auto_created._meta.many_to_many if each.remote_field.through is self.model
            )
            return f"{capfirst(meta.auto_created._meta.verbose_name_plural)} ({column.verbose_name})"
        alike = [each for each in meta.fields if each.related_model is meta.get_field(self.column).related_model]
        said = f" ({meta.get_field(self.column).verbose_name})" if len(alike) > 1 else ""
        return f"{capfirst(meta.verbose_name_plural)}{said}"

    def said_twice(self, goes: Name, stays: Name) -> list[Any]:
        """The rows of `goes` that would say of `stays` what another row says already."""
        found: dict[Any, Any] = {}
        for columns, condition, empty_is_alike in self._told_apart_by():
            there = {_said(row, columns) for row in self.of(stays).filter(condition)}
            for row in self.of(goes).filter(condition):
                if (said := _said(row, columns)) in there and (empty_is_alike or None not in said):
                    found[row.pk] = row
        return list(found.values())

    def is_said(self, row: Model, name: Name) -> bool:
        """Whether another row says of `name` what this one, which is not in the table, would."""
        return any(
            self.of(name).filter(condition, **dict(zip(columns, _said(row, columns), strict=True))).exists()
            for columns, condition, _empty_is_alike in self._told_apart_by()
        )

    def _told_apart_by(self) -> Iterator[tuple[list[str], Q, bool]]:
        """The columns beside this one that are there once; of which rows that is true; whether two empty are alike."""
        meta: Any = self.model._meta
        once: list[tuple[Any, Q, bool]] = [(columns, Q(), False) for columns in meta.unique_together]
        once += [((each.name,), Q(), False) for each in meta.fields if each.unique]
        once += [(getattr(self.model, "SAID_ONCE", ()), Q(), True)]
        constraints = [each for each in meta.constraints if isinstance(each, UniqueConstraint)]
        once += [(each.fields, each.condition or Q(), each.nulls_distinct is False) for each in constraints]
        for columns, condition, empty_is_alike in once:
            if self.column in columns:
                others = [meta.get_field(each).attname for each in columns if each != self.column]
                yield others, condition, empty_is_alike


def naming(model: type[Model]) -> list[Naming]:
    """Every column of every table that leads to `model`."""
    relations = model._meta.get_fields(include_hidden=True)
    return [
        Naming(each.related_model, each.field.name)  # type: ignore[union-attr,arg-type]
        for each in relations
        if each.auto_created and not each.concrete and not each.many_to_many
    ]


def seen_by(user: User, model: Any) -> QuerySet[Any] | None:
    """The rows of `model` that `user` may know of: what hangs on another thing as that thing; None if nobody says."""
    found: QuerySet[Any]
    if hasattr(model._default_manager, "visible_to"):
        found = model._default_manager.visible_to(user)
        return found
    for column in _hangs_on(model):
        seen = seen_by(user, column.related_model)
        if seen is not None:
            found = model._base_manager.filter(**{f"{column.name}__in": seen.order_by().values("pk")})
            return found
    return None


def is_general(row: Any) -> bool:
    """Whether everybody is to know whom the row names, see `open_names`: what hangs on another thing as that thing."""
    if isinstance(row, Tracked):
        return hasattr(row, "restricted_names") and not row.is_restricted
    return any(is_general(thing) for column in _hangs_on(type(row)) if (thing := getattr(row, column.name)))


def _hangs_on(model: type[Model]) -> list[Any]:
    """The columns that lead to what such a row is a part of, beside accounts and names."""
    foreign = [each for each in model._meta.fields if each.remote_field and each.remote_field.on_delete is CASCADE]
    return [
        each
        for each in foreign
        if each.related_model is not get_user_model() and not issubclass(each.related_model, Name)  # type: ignore[arg-type]
    ]


def _said(row: Model, columns: list[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, each) for each in columns)
