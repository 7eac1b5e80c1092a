"""The absences of a person as one value, as history knows them: from when to when, and who stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.history.related_rows_as_value import InRows
from tracker.history.stored_values import Difference, whole

WORDS = ("since", "until", "deputy")


@dataclass(frozen=True, slots=True)
class Away:
    since: date
    until: date
    deputy: Any = None

    @classmethod
    def of(cls, row: Any) -> "Away":
        return cls(*(getattr(row, name) for name in WORDS))

    @property
    def pk(self) -> str:
        """What history knows it by: with another day or deputy it is another value."""
        return f"{self.since} {self.until} {self.deputy.pk if self.deputy else '-'}"

    def __str__(self) -> str:
        """With its days in figures, so that it reads the same in every language."""
        days = f"{self.since} – {self.until}"
        return f"{days} ({self.deputy})" if self.deputy else days


def read_absences(person: Any) -> list[Away]:
    return list(dict.fromkeys(Away.of(row) for row in person.absences.select_related("deputy")))


def _write(person: Any, absences: Iterable[Away]) -> None:
    """Let exactly these be the absences of the person."""
    rows = {Away.of(row).pk: row for row in person.absences.select_related("deputy")}
    wanted = {each.pk: each for each in absences}
    for key in rows.keys() - wanted.keys():
        rows[key].delete()
    for each in (each for key, each in wanted.items() if key not in rows):
        person.absences.create(**{name: getattr(each, name) for name in WORDS})


def _difference(before: list[Away], after: list[Away]) -> Difference:
    """Those that went and those that came."""
    return whole([each for each in before if each not in after], [each for each in after if each not in before])


AWAY = InRows(read_absences, _write, list, _difference)


def absences_again(person: Any, change: dict[str, Any]) -> list[Away]:
    """Without those that came with the change, and with those that went. ValidationError if it cannot be."""
    now = {each.pk: each for each in read_absences(person)}
    if not now.keys() >= set(change["to"]):
        raise ValidationError(_("These days have changed since, so they stay as they are."))
    return [each for key, each in now.items() if key not in change["to"]] + [
        _read_back(person, each) for each in change["from"]
    ]


def _read_back(person: Any, stored: str) -> Away:
    since, until, key = stored.split(" ")
    deputy = type(person)._base_manager.get(pk=key).survivor if key != "-" else None
    return Away(date.fromisoformat(since), date.fromisoformat(until), deputy)
