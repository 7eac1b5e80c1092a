"""The rows that hang on a person or their accounts, in whatever table: what a later table adds takes part."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from tracker.accounts.models import User
from tracker.directory.merging.naming_rows import naming
from tracker.directory.models import Person
from tracker.privacy.subject import Subject


@dataclass(frozen=True, slots=True)
class Hanging:
    """The rows of `model` that lead by `column` to the person, or to an account."""

    model: Any
    column: str
    of: type[models.Model]

    def __str__(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    @property
    def goes_along(self) -> bool:
        """Whether Django would delete them with whom they lead to."""
        return self.model._meta.get_field(self.column).remote_field.on_delete is models.CASCADE

    def rows(self, subject: Subject) -> Any:
        keys = [each.pk for each in (subject.accounts if self.of is User else subject.people)]
        return self.model._base_manager.filter(**{f"{self.column}__in": keys})


def hanging() -> Iterator[Hanging]:
    for target in (Person, User):
        for each in naming(target):
            if not each.model._meta.proxy and each.model._meta.managed:
                yield Hanging(each.model, each.column, target)
