"""Everything that is held of a person: themselves, the rows that hang on them, and every text that names them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from tracker.history.models import Entry
from tracker.privacy.erase.texts import still_named
from tracker.privacy.rows_of_subject import hanging
from tracker.privacy.subject import Subject

# What opens something rather than tells of somebody.
SECRETS = {"password", "digest", "session_key", "salt", "secret", "code", "key", "commitment"}
# So much beside a name is told of a text that names them among much else.
REACH = 200

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """The rows of one table, with the words for its columns; `how` says why they are about this person."""

    table: str
    label: str
    how: str
    heads: Mapping[str, str]
    rows: Sequence[Row]


def held_of(subject: Subject) -> list[Held]:
    found = [*_themselves(subject), *_history(subject), *_hanging(subject), *_texts(subject)]
    return [each for each in found if each.rows]


def _themselves(subject: Subject) -> Iterator[Held]:
    for rows in (subject.people, subject.accounts):
        if rows:
            yield _held(type(rows[0]), rows, "themselves")


def _history(subject: Subject) -> Iterator[Held]:
    for person in subject.people:
        yield _held(Entry, Entry.objects.about(person).order_by("pk"), "about them")


def _hanging(subject: Subject) -> Iterator[Held]:
    for each in hanging():
        yield _held(each.model, each.rows(subject).order_by("pk"), each.column)


def _texts(subject: Subject) -> Iterator[Held]:
    """Excerpts: in a record that names them much is about others."""
    spellings, heads = subject.spellings, {"column": "column", "key": "key", "words": "words"}
    rows: dict[Any, list[Row]] = {}
    for column, key, value in still_named(spellings):
        words = " … ".join(spellings.around(value if isinstance(value, str) else repr(value), REACH))
        rows.setdefault(column.model, []).append({"column": column.name, "key": key, "words": words})
    for model, some in rows.items():
        yield Held(model._meta.db_table, str(model._meta.verbose_name_plural), "named", heads, some)


def _held(model: type[models.Model], rows: Any, how: str) -> Held:
    fields = [each for each in model._meta.concrete_fields if each.name not in SECRETS]
    heads = {each.name: str(getattr(each, "verbose_name", each.name)) for each in fields}
    told = [{each.name: _told(row, each) for each in fields} for row in rows]
    return Held(model._meta.db_table, str(model._meta.verbose_name_plural), how, heads, told)


def _told(row: models.Model, field: Any) -> Any:
    """Choices in words; what a row leads to by its key, which says nothing of others."""
    value = getattr(row, field.attname)
    return str(getattr(row, f"get_{field.name}_display")()) if field.choices and value else value
