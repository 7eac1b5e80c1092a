"""A noun with one row in which every column holds something, and where its columns are looked for: in real places."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.db.models import Model, QuerySet
from django.test import Client

from tests.downloaded_files import content
from tracker.lists.field_places import OnAdmin, Place
from tracker.lists.field_register import Column, Register

Words = Iterable[str]


@dataclass
class Noun:
    """`row` holds something in every column, `others` hold something else; `instead` has another row for some columns.

    `asked` says what a filter is set to so that it finds the row, where that is not what the column holds; `said` how
    a place says what a column holds, where that is not its value.
    """

    name: str
    register: Register
    row: Any
    others: list[Any]
    list_at: str
    export_at: str = ""
    instead: Mapping[str, Any] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, Words] = field(default_factory=dict)

    def refreshed(self) -> Self:
        """Each test takes back what it did to them."""
        for each in (self.row, *self.others, *self.instead.values()):
            each.refresh_from_db()
        return self

    def row_of(self, column: Column) -> Any:
        return self.instead.get(column.name, self.row)

    def words(self, column: Column, place: type[Place] | None = None) -> list[str]:
        """How the column may be said of its row, in that place."""
        here = self.said.get(f"{place.__name__} {column.name}") if place else None
        return list(here or self.said.get(column.name) or ()) or said_of(self.row_of(column), column)

    def without(self, place: type[Place], stands: Callable[[Column], bool]) -> list[str]:
        """What does not stand in the place, though its register says that it does."""
        return [
            f"{self.name}: {column.name} does not stand in {place.__name__}"
            for column in self.register
            if column.at(place) is not None and not stands(column)
        ]

    def nevertheless(self, place: type[Place], there: Iterable[str]) -> list[str]:
        """What stands in the place, though its register says why it does not."""
        names = {*there}
        return [
            f"{self.name}: {column.name} stands in {place.__name__}, where it is refused"
            for column in self.register
            if column.at(place) is None and names & {column.name, *column.fields}
        ]


def said_of(row: Any, column: Column) -> list[str]:
    found: list[str] = []
    for name in column.fields:
        value = getattr(row, name)
        if display := getattr(row, f"get_{name}_display", None):
            found.append(str(display()))
        elif isinstance(value, date):
            found += [f"{value.day} {value:%b %Y}", f"{value.day} {value:%B %Y}", f"{value:%Y-%m-%d}"]
        elif isinstance(value, list):
            found += [str(each) for each in value]
        elif hasattr(value, "all"):
            found += [str(each) for each in value.all()]
        else:
            found.append(str(value))
    return found


def has_any(text: str, words: Words) -> bool:
    return any(each in text for each in words)


def says_more(with_it: str, without: str, words: Words) -> bool:
    """Whether the one says any of the words more often than the other."""
    return any(with_it.count(each) > without.count(each) for each in words)


def lines(text: str, row: Any) -> list[str]:
    """The lines of a list or a board that lead to the row."""
    found = re.findall(r"<tr\b.*?</tr>|<li\b.*?</li>", text, re.DOTALL)
    return [" ".join(line.split()) for line in found if f'href="{row.get_absolute_url()}"' in line]


def cells(line: str) -> list[str]:
    return re.findall(r"<td\b.*?</td>", line, re.DOTALL)


def page_at(client: Client, address: str) -> str:
    """What it says, without its tokens: by chance they hold any short word."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return re.sub(r"[A-Za-z0-9]{32,}", "", answer.text)


def typed(value: Any) -> str:
    """A value as an address or a form has it."""
    if isinstance(value, Model):
        return str(value.pk)
    if hasattr(value, "all"):
        return ", ".join(map(str, value.all()))
    if isinstance(value, bool):
        return "on" if value else ""
    return value.isoformat() if isinstance(value, date) else str(value)


def asked_of(noun: Noun, column: Column, name: str) -> str:
    if asked := noun.asked.get(f"{column.name} {name}") or noun.asked.get(name):
        return asked
    value = getattr(noun.row_of(column), column.fields[0])
    return typed(value.first() if isinstance(value, QuerySet) or hasattr(value, "all") else value)


def table(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of a csv file by the heads of their columns."""
    found = list(csv.reader(io.StringIO(content(client.get(address)).decode("utf-8-sig"))))
    heads, *rows = [row for row in found[found.index([]) + 1 :] if len(row) > 1]
    return [dict(zip(heads, row, strict=False)) for row in rows]


def columns_of(model: type[Model]) -> set[str]:
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return {each.name for each in fields}


def on_admin(text: str, column: Column) -> bool:
    said = column.at(OnAdmin)
    return f"field-{(said and said.name) or column.name}" in text
