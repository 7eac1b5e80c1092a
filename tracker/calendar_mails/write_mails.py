"""Writing the rows of the mails, each of which goes out once. Of two who press at once, the second finds it done."""

from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.db import transaction

from tracker.accounts.models import User
from tracker.agendas.points.models import hold
from tracker.calendar_mails.meeting_times import told_of
from tracker.calendar_mails.models import CalendarMail, CalendarWish
from tracker.calendar_mails.seats import Seat, Seats
from tracker.meetings.models import Meeting

Method = CalendarMail.Method


@transaction.atomic
def invite(
    meeting: Meeting, people: Collection[int], *, by: User, minutes: int | None, remember: bool = False
) -> list[CalendarMail]:
    """Those of `people`, by their keys, whose calendar does not have it."""
    seats = _held(meeting, by)
    if remember:
        _remember(seats, people, by=by)
    chosen = [seat for seat in seats.open if seat.pk in people]
    return _write(seats, chosen, Method.REQUEST, by=by, minutes=minutes)


@transaction.atomic
def send_update(meeting: Meeting, *, by: User) -> list[CalendarMail]:
    """To all whose calendar has it otherwise; it lasts as long as it did there."""
    seats = _held(meeting, by)
    return _write(seats, seats.outdated, Method.REQUEST, by=by, minutes=None)


@transaction.atomic
def cancel(meeting: Meeting, *, by: User) -> list[CalendarMail]:
    """To all whose calendar has what does not take place, or not with them."""
    seats = _held(meeting, by)
    return _write(seats, seats.to_cancel, Method.CANCEL, by=by, minutes=None)


def _held(meeting: Meeting, by: User) -> Seats:
    """As it stands now, and as long as the transaction lasts."""
    hold(meeting)
    meeting.refresh_from_db()
    return Seats(meeting, by)


def _write(seats: Seats, chosen: Iterable[Seat], method: str, *, by: User, minutes: int | None) -> list[CalendarMail]:
    meeting = seats.meeting
    first = CalendarMail.objects.filter(meeting=meeting).order_by("id").first()
    # Answers go to the house where it reads its mail: it notes them.
    organiser = (first.organiser, first.organiser_name) if first else (settings.MAIL_IN_ADDRESS or by.email, by.name)
    same: dict[str, Any] = {"meeting": meeting, "method": method, "told": told_of(meeting), "by": by}
    same |= {"organiser": organiser[0], "organiser_name": organiser[1]}
    sequences: dict[int, int] = {}
    for mail in seats.mails:
        sequences[mail.person_id] = mail.sequence + 1
    rows = [
        CalendarMail(
            person=seat.person, address=seat.address, sequence=max(meeting.version, sequences.get(seat.pk, 0)),
            minutes=minutes or (seat.mail.minutes if seat.mail else None),
            answer=seat.mail.answer if seat.mail and seat.is_invited else CalendarMail.Answer.NONE, **same,
        )
        for seat in chosen
    ]  # fmt: skip
    return list(CalendarMail.objects.bulk_create(rows))


def _remember(seats: Seats, people: Collection[int], *, by: User) -> None:
    """Of all who were asked about; what is known already is not said again."""
    known = seats.wishes()
    said = {seat.pk: seat.pk in people for seat in seats.open}
    new = [CalendarWish(person_id=key, wants=wants, by=by) for key, wants in said.items() if known.get(key) != wants]
    CalendarWish.objects.bulk_create(new)
