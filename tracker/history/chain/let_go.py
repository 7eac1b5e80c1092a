"""What may be done to sealed entries: erasing a person from their words, and deleting what was made by mistake."""

from collections.abc import Iterable
from typing import Any

from tracker.history.chain.digests import commitment_to, new_salt
from tracker.history.chain.models import Seal
from tracker.history.chain.seal import AT_ONCE, rows_of
from tracker.history.models import Entry

# In the changes of the entry that says so: by their places in the chain, the commitments to words that were rewritten.
ANEW = "sealed anew"


def let_go(thing: Any, *, told_by: Entry) -> None:
    """Its entries are about to be deleted with it, as `told_by` says."""
    Seal.objects.filter(entry_id__in=thing.history.values("pk")).update(let_go_by=told_by.pk)


def seal_anew(keys: Iterable[int]) -> list[Seal]:
    """The seals of these entries, whose words were just rewritten: not written yet, see `told_of` and `note_erased`."""
    wanted, seals = sorted(keys), []
    for first in range(0, len(wanted), AT_ONCE):
        some = wanted[first : first + AT_ONCE]
        rows = {row["pk"]: row for row in rows_of(Entry.objects.filter(pk__in=some))}
        for seal in Seal.objects.filter(entry_id__in=some):
            seal.salt = new_salt()
            seal.anew = commitment_to(rows[seal.entry_id], seal.salt)
            seals.append(seal)
    return seals


def told_of(seals: Iterable[Seal]) -> dict[str, Any]:
    """For the changes of the entry that tells of the erasing: it is sealed itself, and so vouches for them."""
    anew = {str(seal.position): seal.anew for seal in seals}
    return {ANEW: {"from": None, "to": anew, "from_text": "", "to_text": ""}} if anew else {}


def note_erased(seals: list[Seal], *, told_by: Entry) -> None:
    for seal in seals:
        seal.erased_by = told_by.pk
    Seal.objects.bulk_update(seals, ["salt", "anew", "erased_by"], batch_size=AT_ONCE)
