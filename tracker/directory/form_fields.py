"""The fields in which people and organisations are named."""

from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory.get_or_add import new_organisation, new_person
from tracker.kit.row_by_name_field import NameField


def person_field(**options: Any) -> NameField:
    return NameField(suggestions="directory:person_suggestions", required=False, **options)


def organisation_field(suggestions: str = "directory:organisation_suggestions", **options: Any) -> NameField:
    return NameField(suggestions=suggestions, required=False, **options)


def let_add(
    form: BaseForm, user: User, *, people: Iterable[str] = (), organisations: Iterable[str] = (), asks: bool = True
) -> None:
    """Let whoever may log add a name on the spot in these fields; the verb's view saves it.

    With `asks` they say so first: what they typed may as well be a slip.
    """
    fields: dict[str, Any] = form.fields
    made = {**dict.fromkeys(people, new_person), **dict.fromkeys(organisations, new_organisation)}
    for name in made.keys() & fields.keys() if permissions.may_log(user) else ():
        fields[name].make, fields[name].asks = made[name], asks
