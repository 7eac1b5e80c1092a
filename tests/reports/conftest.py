"""A house at work: one or more follow-ups in every heap that a report counts."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from tests.accounts.conftest import letterbox as letterbox  # noqa: PLC0414 (a fixture)
from tests.kept_cast import kept
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.needs.models import Need


@kept
def mandate(claire: User) -> Mandate:
    words = "5 Encourages training\n6 Requests a report"
    return Mandate.write(by=claire, kind="resolution", symbol="S/RES/2347 (2017)", title="Heritage", paragraphs=words)


@kept
def work(
    mandate: Mandate, visit: Meeting, make_follow_up: Callable[..., FollowUp], claire: User, unit: Organisation,
    wco: Organisation, eu: Organisation, europol: Organisation, today: date,
) -> None:  # fmt: skip
    def day(number: int) -> date:
        return today + timedelta(days=number)

    five, six = (Target.of(mandate.paragraphs.get(number=number)) for number in "56")
    held = Meeting.log(by=claire, title="Talks", held_on=day(-12), kind="call")
    make_follow_up("Done on time", meeting=held, due_on=day(1), unit=unit, partner=europol, mandates=[five, six],
                   owner=claire.person).move_to("done", by=claire)  # fmt: skip
    make_follow_up("Done late", due_on=day(-1), unit=wco, partner=eu).move_to("done", by=claire)
    make_follow_up("Done without a date", meeting=visit).move_to("done", by=claire)
    make_follow_up("Declined", kind="training", strength="offered").move_to("declined", by=claire, reason="No.")
    make_follow_up("Dropped", unit=unit, strength="exploratory").move_to("dropped", by=claire, reason="No use.")
    make_follow_up("Lapsed", kind="invitation").move_to("lapsed", by=claire, reason="Over.")
    for days in (3, 20, 60, 200):
        make_follow_up(f"Late for {days}", due_on=day(-days), owner=claire.person, partner=europol, mandates=[mandate])
    moved = make_follow_up("Moved", due_on=day(2), unit=unit)
    moved.set_due(day(9), by=claire, reason="The partner asked for a week.")
    waits = make_follow_up("Waits", partner=eu, owed_by="partner", due_on=day(-4))
    waits.move_to("waiting", by=claire, waiting_on=eu, review_on=day(9))
    pending = make_follow_up("Pending", partner=eu, unit=unit, due_on=day(5))
    Need.estimate(pending, by=claire, kind="money", currency="EUR", quantity=Decimal(9_000))
    quiet = make_follow_up("Quiet", owner=claire.person, mandates=[five])
    FollowUp.objects.filter(pk=quiet.pk).update(updated_at="2018-05-25T12:00Z")
