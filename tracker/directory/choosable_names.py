"""Whom a person may choose from in a field: as they may know them, and asked for only once somebody does choose."""

from typing import Any

from django.db.models import QuerySet

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.kit.row_by_name_field import lazy_rows


def people(user: User) -> QuerySet[Any]:
    return lazy_rows(lambda: Person.objects.visible_to(user))


def organisations(user: User) -> QuerySet[Any]:
    return lazy_rows(lambda: Organisation.objects.visible_to(user))


def units(user: User) -> QuerySet[Any]:
    return lazy_rows(lambda: Organisation.objects.visible_to(user).ours())
