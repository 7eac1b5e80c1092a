"""What a deed wrote: each row that came, went or changed, in every table of a model, as somebody would tell it."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection

# What remembers a visitor, what is looked up in, and what only says what there is.
ASIDE = {"sessions", "usersessions", "search", "contenttypes", "auth", "admin", "account"}
# Anew with each deed.
UNTOLD = {"id", "version", "updated_at", "key", "last_login", "password"}
NOTHING: tuple[Any, ...] = (None, "", 0, "{}", "[]")
LONGEST = 70
# As this database writes it: a moment that was read off the clock on the wall.
READ_OFF = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\.\d+(?:\+00:00)?")
DIGEST = re.compile(r"\b[0-9a-f]{32,}\b|\b[0-9a-f]{8}-[0-9a-f-]{27}\b")
# No key of a table is shorter; see tests/conftest.py.
LEAST_KEY = 1_000
KEY = re.compile(r"\b\d{6,}\b")
Row = dict[str, Any]
Tables = dict[str, dict[Any, Row]]


def every_row() -> Tables:
    """The rows of each table, by their keys."""
    models = [each for each in apps.get_models(include_auto_created=True) if each._meta.app_label not in ASIDE]
    return {model._meta.label: dict(_rows(model._meta.db_table)) for model in models if model._meta.auto_field}


def _rows(table: str) -> Iterator[tuple[Any, Row]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        for values in cursor.fetchall():
            row = dict(zip(names, values, strict=True))
            yield row["id"], row


def told_of(before: Tables, after: Tables, called: Mapping[Any, str], now: datetime) -> list[str]:
    """A line for each row: what it is `called` stands in the place of its key, and of a moment whether it is now."""
    new = {key: "new" for label, rows in after.items() for key in rows.keys() - before[label].keys()}
    say = Sayer({**new, **called}, now)
    return [line for label in sorted(after) for line in _lines(label, before[label], after[label], say)]


def _lines(label: str, before: dict[Any, Row], after: dict[Any, Row], say: "Sayer") -> Iterator[str]:
    for key in sorted(before.keys() | after.keys()):
        was, is_now = before.get(key), after.get(key)
        if was is None and is_now is not None:
            yield f"+ {label} {' '.join(say.filled(is_now))}"
        elif was is not None and is_now is None:
            yield f"- {label} {say.called.get(key, 'KEY')}"
        elif was is not None and is_now is not None and (changed := list(say.changed(was, is_now))):
            yield f"~ {label} {say.called.get(key, 'KEY')} {', '.join(changed)}"


class Sayer:
    def __init__(self, called: Mapping[Any, str], now: datetime) -> None:
        self.called, self.now = called, re.compile(f"{now:%Y-%m-%d}[ T]{now:%H:%M:%S}(?:\\+00:00)?")
        self.kinds = {kind.pk: kind.model for kind in ContentType.objects.all()}

    def filled(self, row: Row) -> Iterator[str]:
        return (f"{name}={self.say(name, value)}" for name, value in row.items()
                if name not in UNTOLD and value not in NOTHING)  # fmt: skip

    def changed(self, was: Row, is_now: Row) -> Iterator[str]:
        return (f"{name}: {self.say(name, was[name])} → {self.say(name, is_now[name])}" for name in is_now
                if name not in UNTOLD and was[name] != is_now[name])  # fmt: skip

    def say(self, name: str, value: Any) -> str:
        if name == "content_type_id":
            return self.kinds.get(value, "–")
        if name.endswith("_id") or name in {"object_id", "root_id"}:
            return self.called.get(value, "KEY" if value else "–")
        if isinstance(value, str) and value.startswith(("[", "{")) and name not in {"text", "title"}:
            value = json.dumps(self._stored(json.loads(value)), ensure_ascii=False, sort_keys=True)
        said = "–" if value in (None, "") else str(value)
        said = self.now.sub("now", READ_OFF.sub("now", DIGEST.sub("…", " ".join(said.split()))))
        return said if len(said) <= LONGEST or name == "changes" else f"{said[:LONGEST]}…"

    def _stored(self, value: Any) -> Any:
        """What stands in history, without the words beside the values."""
        if isinstance(value, dict):
            return {name: self._stored(each) for name, each in value.items() if not name.endswith("_text")}
        if isinstance(value, list):
            return [self._stored(each) for each in value]
        if isinstance(value, str):
            return KEY.sub(lambda found: self.called.get(int(found[0]), "KEY"), value)
        is_key = type(value) is int and abs(value) >= LEAST_KEY
        return self.called.get(abs(value), "KEY") if is_key else value
