"""What every noun with a history stands on: one way to change it, which leaves one entry and refuses stale copies."""

from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts import permissions
from tracker.accounts.classification_field import Closed
from tracker.accounts.models import User
from tracker.history.dotted_columns import column
from tracker.history.models import Channel, Entry
from tracker.history.opening.changed_since import Changed, changed_since
from tracker.history.opening.leave_behind import leave_behind
from tracker.history.opening.open_up import closed_for, open_up
from tracker.history.opening.traces import refuse_new, traces_of
from tracker.history.related_rows_as_value import InRows
from tracker.history.stored_values import Difference, of_column, raw, whole
from tracker.history.write_entry import write_entry
from tracker.kit.dates.as_said import DateAsSaid, columns_of, said_of

Values = Mapping[str, Any]


class Stale(Exception):  # noqa: N818
    """Somebody else changed the thing since this copy was read."""

    def __str__(self) -> str:
        return _("Somebody changed this while you were at it. Look at the new state and try again.")


class Tracked(models.Model):
    """`version` counts the changes, so that a stale copy is refused in the same query that writes."""

    # By name; and columns that `save` fills by itself, written with every change.
    IN_ROWS: ClassVar[Mapping[str, InRows]] = {}
    COPIES: ClassVar[tuple[str, ...]] = ()
    # Dates as said, by the column of the day that counts: those of their first day and of their words.
    AS_SAID: ClassVar[Mapping[str, tuple[str, str]]] = {}
    # Columns that decide whether it is restricted; and whether those who see it so read its history, and may open that.
    OPENING: ClassVar[tuple[str, ...]] = ()
    HAS_READ_PAST: ClassVar[bool] = True
    # Columns that keep what others were at first, by name: those.
    FIRST: ClassVar[Mapping[str, str]] = {}
    # Who may write what; and the deeds and columns that undo leaves alone, as another way leads back.
    GATES: ClassVar[Mapping[str, permissions.Gate]] = permissions.LOGGED
    OTHER_WAY_BACK: ClassVar[Set[str]] = frozenset()

    version = models.PositiveIntegerField(gettext_lazy("version"), default=1, editable=False)
    history: ClassVar[Any] = GenericRelation(Entry)
    # By the name of a change that is no column with a key: the models whose keys its values hold, and how to find them.
    named_in_history: ClassVar[Mapping[str, Mapping[type[models.Model], Any]]] = {}

    class Meta:
        abstract = True

    @classmethod
    @transaction.atomic
    def add(cls, *, by: User | None, note: str = "", channel: str = Channel.WEB, **values: Any) -> Self:
        """Create the row and its first entry."""
        many = {name: value for name, value in values.items() if cls._is_in_rows(name)}
        item = cls(**cls.spread({name: value for name, value in values.items() if name not in many}))
        item.save(force_insert=True)
        item._write_rows({name: value for name, value in many.items() if value})
        write_entry(item, "added", by=by, version=item.version, note=note, channel=channel)
        item.follow_through(values.keys(), by=by)
        return item

    @transaction.atomic
    def change(
        self, verb: str, *, by: User | None, note: str = "", channel: str = Channel.WEB, undoes: Entry | None = None,
        also: Values | None = None, at: datetime | None = None, answers: Entry | None = None, by_name: str = "",
        **values: Any,
    ) -> Entry | None:  # fmt: skip
        """Set `values` and write one entry. Nothing differs: nothing is written. Raises `Stale` and `WouldTell`.

        `also` holds changes that the caller wrote itself, as those of rows that hang on it; `at` is when, if not now.
        """
        differences = self.differences(values)
        changes = {**differences, **(also or {})}
        if not changes and not note:
            return None
        rows = type(self)._base_manager.filter(pk=self.pk, version=self.version)
        if not rows.update(version=F("version") + 1):
            raise Stale
        self.version += 1
        things = [self, *self.below()] if changes.keys() & {*self.OPENING} else []
        closed, traces = closed_for(things, by), traces_of(things, by)
        self._write({name: values[name] for name in differences})
        how: dict[str, Any] = {"by_name": by_name, "note": note, "channel": channel, "undoes": undoes, "at": at}
        how |= {"answers": answers, "changes": changes, "was_restricted": self in closed}
        entry = write_entry(self, verb, by=by, version=self.version, **how)
        open_up(self, closed)
        leave_behind(self, closed)
        refuse_new(things, traces, by)
        self.follow_through(changes.keys(), by=by)
        return entry

    @property
    def closed_by(self) -> Closed:
        """What cuts who sees it. Nothing, of what is not classified."""
        return Closed()

    @property
    def is_restricted(self) -> bool:
        """Whether only those see it to whom it was granted."""
        return bool(self.closed_by)

    def hanging(self) -> Iterable["Tracked"]:
        """What is restricted as long as this is."""
        return ()

    def below(self) -> list["Tracked"]:
        """What hangs on it, and on that."""
        return [thing for each in self.hanging() for thing in (each, *each.hanging())]

    def former_texts(self) -> models.QuerySet[Any]:
        """Rows beside its history, with `written`, that tell what it said before: of most there are none."""
        return Entry.objects.none()

    def put_back(self, entry: Entry, values: Values, *, by: User) -> Entry | None:
        """Undo `entry`, the last change, before which `values` stood there. ValidationError if they cannot be again."""
        return self.change("undid", by=by, undoes=entry, **values)

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        """The one hook: do what else a write of the columns `changed` asks for. Nothing, for most."""

    def differences(self, values: Values) -> dict[str, Difference]:
        """What `values` would change, as an entry stores it."""
        changes: dict[str, Difference] = {}
        for name, new in values.items():
            if raw(old := self.value_of(name)) != raw(new):
                differ = self.IN_ROWS[name].difference if name in self.IN_ROWS else None
                changes[name] = (differ or whole)(old, new)
        return changes

    def changed_since(self, version: int, by: User) -> Changed:
        return changed_since(self, version, by)

    def value_of(self, name: str) -> Any:
        if name in self.IN_ROWS:
            return self.IN_ROWS[name].read(self)
        if name in self.AS_SAID:
            first, words = self.AS_SAID[name]
            return said_of(getattr(self, first), getattr(self, name), getattr(self, words))
        row, name = self._place_of(name)
        value = getattr(row, name)
        return list(value.order_by("pk")) if row._meta.get_field(name).many_to_many else value

    def from_raw(self, name: str, stored: Any) -> Any:
        """The value that `raw` stored, as far as its rows are still there."""
        if name in self.IN_ROWS and (from_raw := self.IN_ROWS[name].from_raw):
            return from_raw(stored)
        if name in self.AS_SAID and (said := DateAsSaid.from_stored(stored or "")):
            return said
        return of_column(column(type(self), name), stored)

    def _write(self, values: Values) -> None:
        many = {name: value for name, value in values.items() if self._is_in_rows(name)}
        self._write_rows(many)
        written: dict[models.Model, list[str]] = {self: [*self.COPIES]}
        for name, value in self.spread(values).items():
            if name not in many:
                row, place = self._place_of(name)
                setattr(row, place, value)
                written.setdefault(row, []).append(place)
        for row, places in written.items():
            if places:
                row.save(update_fields=places)

    def _write_rows(self, values: Values) -> None:
        """Let exactly these rows hang on this one, under their names."""
        for name, value in values.items():
            if name in self.IN_ROWS:
                self.IN_ROWS[name].write(self, value)
            else:
                getattr(self, name).set(value)

    @classmethod
    def spread(cls, values: Values) -> dict[str, Any]:
        """`values` by column: the only way in which what was said of a date is written, so that its three agree."""
        columns = dict(values)
        for name in cls.AS_SAID.keys() & values.keys():
            first, words = cls.AS_SAID[name]
            columns[name], columns[first], columns[words] = columns_of(values[name])
        return columns

    @classmethod
    def _is_in_rows(cls, name: str) -> bool:
        return name in cls.IN_ROWS or ("." not in name and bool(cls._meta.get_field(name).many_to_many))

    def _place_of(self, name: str) -> tuple[models.Model, str]:
        """Where the column stands: "invitation.answer" in the row that hangs on this one."""
        hanging, _dot, column = name.rpartition(".")
        return (getattr(self, hanging) if hanging else self), column
