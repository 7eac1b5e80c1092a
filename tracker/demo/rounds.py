"""The minutes of an exchange with the Coordinator went round, were corrected in one place, and are agreed."""

from collections.abc import Iterator
from datetime import date

from tracker.accounts.classification_field import RESTRICTED
from tracker.background.mail_rows import MailStatus
from tracker.circulation.agree import agree
from tracker.circulation.models import Copy, Correction
from tracker.circulation.recipients import recipients_of
from tracker.circulation.send_copies import write_copies
from tracker.demo.house import House
from tracker.demo.meetings_coordinator import FIRST_EXCHANGE
from tracker.demo.telling import TEXTS, DatedAction
from tracker.meetings.models import Meeting
from tracker.records.models import Record

WRITTEN, PROPOSED, DECIDED, AGREED = date(2019, 6, 17), date(2019, 6, 20), date(2019, 6, 21), date(2019, 7, 1)
UNTIL = date(2019, 6, 28)
OLD = "Both sides still see information exchange."
NEW = "Both sides still see possible cooperation to enhance information exchange."
REMARK = "As the communiqué of 2018 has it."


def rounds(house: House) -> Iterator[DatedAction]:
    yield WRITTEN, lambda: _write(house)
    yield PROPOSED, _propose
    yield DECIDED, lambda: _decide(house)
    yield AGREED, lambda: agree(_minutes(), by=house.users["claire"])


def _write(house: House) -> None:
    """Minutes for both sides, which go to those who were there, and a note for the house."""
    by, meeting = house.users["claire"], Meeting.objects.get(title=FIRST_EXCHANGE.title)
    minutes = Record.write(by=by, meeting=meeting, kind="minutes", text=_text("exchange_2019_minutes"))
    Record.write(by=by, meeting=meeting, kind="note", classification=RESTRICTED, text=_text("exchange_2019_note"))
    minutes.circulate(UNTIL, by=by)
    write_copies(minutes, [each for each in recipients_of(minutes) if not each.why_not], by=by, message="")
    # No mail leaves the demo: these went out then.
    Copy.objects.update(status=MailStatus.SENT)


def _propose() -> None:
    minutes = _minutes()
    copy = Copy.objects.with_names().get(record=minutes, person__name="Gilles de Kerchove")
    start = minutes.latest.text.index(OLD)
    Correction.propose(minutes, minutes.number, start, start + len(OLD), NEW, copy=copy, remark=REMARK)


def _decide(house: House) -> None:
    Correction.objects.with_names().get().accept(by=house.users["claire"], reason="So it was said.")


def _minutes() -> Record:
    record: Record = Record.objects.get(kind="minutes", meeting__title=FIRST_EXCHANGE.title)
    return record


def _text(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text("utf-8").strip()
