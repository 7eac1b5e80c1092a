"""What was written to be read before a meeting: as it stood on that day."""

from collections.abc import Iterator

from django.utils import timezone, translation

from tracker.briefings.asked import Asked
from tracker.briefings.models import BriefingNote
from tracker.briefings.tell.note import brief
from tracker.demo.house import House
from tracker.demo.telling import DatedAction

ISSUED_ON = -1
OWN = ["Thank them for the workshop on Iraqi heritage, and ask what became of its recommendations."]


def briefings(house: House) -> Iterator[DatedAction]:
    yield house.day(ISSUED_ON), lambda: _issue(house)


def _issue(house: House) -> None:
    """Claire writes to the deputy director about the Coordinator's office."""
    by, reader, now = house.users["claire"], house.users["amina"], timezone.now()
    asked = Asked(house.organisations["coordinator"], None, by, reader, timezone.localdate(now))
    with translation.override("en"):
        briefing = brief(asked, now)
    BriefingNote.issue(briefing.with_points({point.key for point in briefing.points}, OWN), asked, by=by)
