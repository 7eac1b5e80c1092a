"""Whom a person may choose from in a field: as they may know them, and asked for only once somebody does choose.

Most pages draw such fields and never look anything up; a page of participants looks up hundreds of names.
"""

from collections.abc import Callable
from typing import Any, cast

from django.db.models import QuerySet
from django.utils.functional import SimpleLazyObject

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person


def people(user: User) -> QuerySet[Any]:
    return _later(lambda: Person.objects.listed_for(user))


def organisations(user: User) -> QuerySet[Any]:
    return _later(lambda: Organisation.objects.listed_for(user))


def units(user: User) -> QuerySet[Any]:
    return _later(lambda: Organisation.objects.listed_for(user).ours())


def _later(ask: Callable[[], Any]) -> QuerySet[Any]:
    return cast("QuerySet[Any]", SimpleLazyObject(ask))
