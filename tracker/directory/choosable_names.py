"""Whom a person may choose from in a field: as they may know them, and asked for only once somebody does choose."""

from typing import Any

from django.db.models import QuerySet

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.kit.row_by_name_field import lazy_rows


def people(user: User) -> QuerySet[Any]:
    return lazy_rows(lambda: Person.objects.visible_to(user), own=lambda: own_key(user))


def active_people(user: User) -> QuerySet[Any]:
    """Those who are offered: whom one means can still be given something."""
    return lazy_rows(lambda: Person.objects.visible_to(user).active(), own=lambda: own_key(user))


def general_people(user: User) -> QuerySet[Any]:
    """Those whom everybody knows, and who can still be given something."""
    return lazy_rows(lambda: Person.objects.visible_to(user).general().active(), own=lambda: own_key(user))


def own_key(user: User) -> int | None:
    """The key of the person who signs in as `user`: whom they mean by "me"."""
    return Person.objects.filter(account=user.pk).values_list("pk", flat=True).first()


def organisations(user: User) -> QuerySet[Any]:
    return lazy_rows(lambda: Organisation.objects.visible_to(user))


def units(user: User) -> QuerySet[Any]:
    return lazy_rows(lambda: Organisation.objects.visible_to(user).ours())
