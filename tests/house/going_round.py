"""A record that goes round, and what was proposed to it, by the names of the table of addresses."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tracker.accounts.models import User
from tracker.circulation.models import Copy, Correction
from tracker.directory.models import Person
from tracker.records.models import Record


def sent_round(record: Record, *, to: Person, by: User, reader: User) -> dict[str, Any]:
    """To somebody without an account, and to `reader`, who proposes what is not proposed by the link."""
    record.circulate(timezone.localdate() + timedelta(days=7), by=by)
    how = {"record": record, "round": record.round, "number": record.number, "by": by}
    copy, _own = (
        Copy.objects.create(person=person, address=address, **how)
        for person, address in ((to, "gilles@eu.example"), (Person.objects.get(account=reader), reader.email))
    )
    end = record.latest.text.index(" ")

    def propose(new: str, **whose: Any) -> Correction:
        return Correction.propose(record, record.number, 0, end, new, **whose)

    # What is decided comes first: it makes no version, so that nothing else moves.
    decided, removed, correction = (propose(words, by=reader) for words in ("This", "That", "Then"))
    decision = decided.decline(by=by, reason="It was so.")
    removed.remove(by=reader)
    return {
        "copy": copy.pk,
        "copy_link": copy.token,
        "correction": correction.pk,
        "correction_by_link": propose("Now", copy=copy).pk,
        "removed_correction": removed.pk,
        "decided_correction": decided.pk,
        "last_decision": decision.pk if decision else None,
    }
