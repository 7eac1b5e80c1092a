"""What a backup says of itself: from which version of Suivi, how many rows in each table, what each part must be."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.db.migrations.loader import MigrationLoader

from tracker.backups.trouble import Trouble

NAME = "manifest.json"
# Of how a backup is written: one of a later form is not read.
FORM = 1


@dataclass(frozen=True, slots=True)
class Part:
    """`size` in bytes, as it was before it was pressed together."""

    size: int
    sha256: str


@dataclass
class Manifest:
    """`schema` is the last migration of each package, `counts` the rows of each table, `parts` go by their name."""

    made_at: str
    vendor: str
    version: str = ""
    schema: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    form: int = FORM

    def written(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def read(cls, raw: bytes) -> Self:
        found: dict[str, Any] = json.loads(raw)
        if found["form"] > FORM:
            raise Trouble("This backup was written by a newer Suivi: install that one, then restore.")
        return cls(**found | {"parts": {name: Part(**part) for name, part in found["parts"].items()}})

    def newer_than_here(self) -> list[str]:
        """The packages whose schema this Suivi does not know."""
        loader = MigrationLoader(None, ignore_no_migrations=True)
        known = {*loader.disk_migrations}.union(*(each.replaces for each in loader.disk_migrations.values()))
        return sorted(app for app, name in self.schema.items() if (app, name) not in known)
