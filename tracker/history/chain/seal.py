"""Sealing: entries that stand for good are put behind those sealed before, in batches and by nobody who writes one.

Whoever changes something writes the entry alone, waits for no lock of the chain, and pays nothing for it. Twenty
minutes later its words cannot be mended any more (`write_entry.A_WHILE`), every transaction of then has ended, and the
worker seals it. Until then nothing proves that it was not altered.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from tracker.history.chain.digests import FACTS, FIRST, WORDS, Row, commitment_to, digest_of, new_salt

AGE = timedelta(minutes=20)
AT_ONCE = 1_000


def seal_what_stands(entries: Any, seals: Any, now: datetime) -> int:
    """How many entries were sealed. Of two who seal at once one does, and the other leaves it to them.

    `entries` and `seals` are the managers of `Entry` and `Seal`: a migration has its own.
    """
    sealed = 0
    try:
        while number := _seal_some(entries, seals, now):
            sealed += number
    except IntegrityError:
        pass
    return sealed


@transaction.atomic
def _seal_some(entries: Any, seals: Any, now: datetime) -> int:
    reached = seals.aggregate(Max("entry_id"))["entry_id__max"] or 0
    last = seals.order_by("-position").first()
    rows = list(takewhile(lambda row: typed_at(row) < now - AGE, rows_of(entries.filter(pk__gt=reached), AT_ONCE)))
    position, digest = (last.position, last.digest) if last else (0, FIRST)
    seals.bulk_create(_links(seals.model, rows, position, digest, now))
    return len(rows)


def _links(model: Any, rows: Sequence[Row], position: int, digest: str, now: datetime) -> Iterator[Any]:
    for place, row in enumerate(rows, position + 1):
        salt = new_salt()
        commitment = commitment_to(row, salt)
        digest = digest_of(digest, row, commitment)
        yield model(position=place, entry_id=row["pk"], at=now, salt=salt, commitment=commitment, digest=digest)


def rows_of(entries: Any, most: int | None = None) -> Any:
    """What the chain is made of, by the keys of the entries."""
    return entries.order_by("pk").values(*FACTS, *WORDS)[:most]


def typed_at(row: Row) -> datetime:
    """By the clock: what happened long before may have been typed just now."""
    at: datetime = row["typed_at"] or row["at"]
    return at
