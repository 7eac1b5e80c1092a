"""The list of commitments of the Coordinator's visit, made public for those who were there."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from tracker.commitments.models import PublicAddress
from tracker.demo.house import House
from tracker.demo.telling import DatedAction
from tracker.demo.visit import VISIT
from tracker.meetings.models import Meeting

MADE_ON = -2
OPEN_FOR = timedelta(days=365)


def commitments(house: House) -> Iterator[DatedAction]:
    yield house.day(MADE_ON), lambda: _publish(house)


def _publish(house: House) -> None:
    visit = Meeting.objects.get(title=VISIT.title)
    values = {"query": f"meeting={visit.pk}", "language": "en", "until": timezone.localdate() + OPEN_FOR}
    title = "What was agreed at the visit of the EU Counter-Terrorism Coordinator"
    PublicAddress.publish(by=house.users["claire"], about=[visit], title=title, **values)
