"""Checking the chain: the first entry that was altered, left out or put in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef

from tracker.history.chain.digests import FIRST, Row, commitment_to, digest_of
from tracker.history.chain.let_go import ANEW
from tracker.history.chain.models import Seal
from tracker.history.chain.seal import AT_ONCE, rows_of, typed_at
from tracker.history.models import Entry

# Clocks of several machines differ, and some are set: so much earlier than the one before none was written.
SLACK = timedelta(days=1)
# Deeds that delete what was made by mistake, with the entries about it.
LETTING_GO = {"uncomposed"}


@dataclass(frozen=True, slots=True)
class Fault:
    entry: int
    position: int
    words: str

    def __str__(self) -> str:
        place = f", place {self.position} of the chain" if self.position else ""
        return f"Entry {self.entry}{place}: {self.words}"


@dataclass(slots=True)
class Checked:
    """How far the chain was found whole, and its first fault if there is one."""

    sealed: int = 0
    digest: str = FIRST
    fault: Fault | None = None
    is_expected_there: bool = False


def check_chain(expected: str = "") -> Checked:
    """`expected` is a digest that was noted before, say on paper: whether it is one of the chain still."""
    checked = Checked(is_expected_there=not expected)
    checked.fault = _first_put_in()
    until = checked.fault.entry if checked.fault else None
    reads = _Reader(_last_of_demo())
    for seal in _seals():
        fault = reads.fault_of(seal, checked)
        # Of one that was put in and one that was altered the older is the first.
        if fault and (until is None or fault.entry < until):
            checked.fault = fault
        if fault:
            break
        checked.sealed, checked.digest = seal.position, seal.digest
        checked.is_expected_there |= seal.digest == expected
    return checked


def _seals() -> Iterator[Seal]:
    last = 0
    while some := list(Seal.objects.filter(position__gt=last).order_by("position")[:AT_ONCE]):
        yield from some
        last = some[-1].position


def _first_put_in() -> Fault | None:
    """Keys only grow: what is not sealed among what is came there since."""
    reached = Seal.objects.aggregate(Max("entry_id"))["entry_id__max"] or 0
    sealed = Seal.objects.filter(entry_id=OuterRef("pk"))
    key = Entry.objects.filter(~Exists(sealed), pk__lt=reached).order_by("pk").values_list("pk", flat=True).first()
    return Fault(key, 0, "put in: those around it were sealed without it.") if key else None


def _last_of_demo() -> int:
    """Its story is told as it happened, long ago and not in order."""
    return Entry.objects.loadings_of_the_demo().aggregate(Max("pk"))["pk__max"] or 0


class _Reader:
    """Reads the entries ahead, some at a time."""

    def __init__(self, last_of_demo: int) -> None:
        self.last_of_demo = last_of_demo
        self.rows: dict[int, Row] = {}
        self.read_to = 0
        self.before: Row | None = None
        self.erasings: dict[int, Any] = {}

    def fault_of(self, seal: Seal, checked: Checked) -> Fault | None:
        def fault(words: str) -> Fault:
            return Fault(seal.entry_id, seal.position, words)

        if seal.position != checked.sealed + 1:
            return Fault(seal.entry_id, checked.sealed + 1, "left out: the seal before this entry is gone.")
        row = self._row(seal)
        if row is None:
            # What it said is gone by right or not; the chain goes on from its seal.
            return None if self._is_let_go(seal) else fault("left out: its seal is there, and it is not.")
        if digest_of(checked.digest, row, seal.commitment) != seal.digest:
            return fault("altered: who did what to which thing, or when, is not as it was sealed.")
        if commitment_to(row, seal.salt) != (seal.anew or seal.commitment):
            return fault("altered: its words are not as they were sealed.")
        if seal.anew and self._told(seal.erased_by).get(str(seal.position)) != seal.anew:
            return fault("altered: no erasing of a person tells that its words were rewritten.")
        if self._is_back_dated(row):
            return fault("put in: its date is long before that of the entry before it.")
        self.before = row
        return None

    def _row(self, seal: Seal) -> Row | None:
        if seal.entry_id > self.read_to:
            some = list(rows_of(Entry.objects.filter(pk__gte=seal.entry_id), AT_ONCE))
            self.rows = {row["pk"]: row for row in some}
            self.read_to = some[-1]["pk"] if some else seal.entry_id
        return self.rows.get(seal.entry_id)

    def _is_let_go(self, seal: Seal) -> bool:
        return Entry.objects.filter(pk=seal.let_go_by or 0, verb__in=LETTING_GO).exists()

    def _told(self, key: int | None) -> dict[str, str]:
        if key is not None and key not in self.erasings:
            told = Entry.objects.filter(pk=key, verb="erased").values_list("changes", flat=True).first() or {}
            self.erasings[key] = told.get(ANEW, {}).get("to", {})
        found: dict[str, str] = self.erasings.get(key or 0, {})
        return found

    def _is_back_dated(self, row: Row) -> bool:
        before = self.before
        return bool(before and row["pk"] > self.last_of_demo and typed_at(row) < typed_at(before) - SLACK)
