"""The stories of needs and pledges as deeds, to be done on their days."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from tracker.demo.days import moment
from tracker.demo.house import SETTLED_ON, House
from tracker.demo.pledges import (
    NEEDS,
    PLEDGES,
    RATES,
    RATES_FROM,
    NeedStory,
    PledgeStory,
    ShareStory,
    StageStory,
)
from tracker.demo.telling import DatedAction
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.needs.models import Allocation, Need
from tracker.needs.pledge_changes import move_pledge
from tracker.pledges.models import Pledge
from tracker.pledges.models.exchange_rate import Rate

# Meetings of the demo are logged up to six days after they were held, and pledges after them.
LOGGED_AFTER = timedelta(days=7)


def resources(house: House) -> Iterator[DatedAction]:
    # A rate of long ago, so that every deed finds one.
    yield SETTLED_ON, partial(_quote, house, "USD", SETTLED_ON, "1.1991")
    for currency, number, rate in RATES:
        day = house.day(number)
        yield day, partial(_quote, house, currency, day, rate)
    for need in NEEDS:
        yield house.day(need.on), partial(_estimate, house, need)
    for pledge in PLEDGES:
        yield from PledgeTeller(pledge, house).deeds()


def _quote(house: House, currency: str, day: date, rate: str) -> None:
    Rate.add(by=house.users["jonas"], currency=currency, day=day, rate=Decimal(rate), source=RATES_FROM)


def _estimate(house: House, story: NeedStory) -> None:
    follow_up = FollowUp.objects.get(title=story.follow_up)
    Need.estimate(follow_up, by=house.users[story.by], **_exact(story.measure))


def _exact(measure: dict[str, object]) -> dict[str, object]:
    return measure | {"quantity": Decimal(str(measure["quantity"]))}


class PledgeTeller:
    pk: int

    def __init__(self, story: PledgeStory, house: House) -> None:
        self.story, self.house = story, house

    def deeds(self) -> Iterator[DatedAction]:
        yield self.house.day(self.story.on) + LOGGED_AFTER, self.make
        for deed in self.story.then:
            yield self.house.day(deed.on), partial(self.do, deed)

    def do(self, deed: StageStory | ShareStory) -> None:
        if isinstance(deed, ShareStory):
            self.share(deed)
        else:
            self.move(deed)

    def make(self) -> None:
        story, house = self.story, self.house
        day = house.day(story.on)
        meeting = Meeting.objects.get(title=story.meeting, held_on=day) if story.meeting else None
        self.pk = Pledge.make(
            by=house.users[story.by],
            donor=house.organisations[story.donor],
            meeting=meeting,
            made_on=day,
            stage=story.stage,
            detail=story.detail,
            **_exact(story.measure),
        ).pk

    def move(self, deed: StageStory) -> None:
        pledge = Pledge.objects.get(pk=self.pk)
        move_pledge(pledge, deed.stage, by=self.house.users[deed.by], reason=deed.reason, on=self.house.day(deed.on))

    def share(self, deed: ShareStory) -> None:
        need = Need.objects.get(follow_up__title=deed.follow_up, kind=self.story.measure["kind"])
        pledge = Pledge.objects.get(pk=self.pk)
        row = Allocation.make(pledge, need, Decimal(deed.quantity), by=self.house.users[deed.by])
        Allocation.objects.filter(pk=row.pk).update(at=moment(self.house.day(deed.on), 0))
