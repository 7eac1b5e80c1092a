"""Ms. Brandt of the Coordinator's office has a link, and said by it how far the contact point is."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from tracker.demo.house import House
from tracker.demo.telling import DatedAction
from tracker.follow_ups.models import FollowUp
from tracker.partner_links.models import LinkMail, PartnerLink
from tracker.partner_links.report import begin, open_list, write

OPEN_FOR = timedelta(days=90)
CONTACT_POINT = "Name a contact point for cultural goods in the Coordinator’s office"


def partner_links(house: House) -> Iterator[DatedAction]:
    yield house.day(-8), lambda: _give(house)
    yield house.day(-1), lambda: _report(house)


def _give(house: House) -> None:
    helena = house.people["helena"]
    values = {"organisation": house.organisations["coordinator"], "person": helena, "language": "en"}
    link, _token = PartnerLink.make(by=house.users["claire"], until=timezone.localdate() + OPEN_FOR, **values)
    # No mail leaves the demo: it went out then.
    LinkMail.objects.create(link=link, address=helena.email, status="sent")


def _report(house: House) -> None:
    link = PartnerLink.objects.get(person=house.people["helena"])
    follow_up = FollowUp.objects.get(title=CONTACT_POINT)
    open_list(link)
    begin(link, follow_up, key=uuid4())
    write(link, follow_up, key=uuid4(), words="Two names are with the Coordinator. One of them by the end of the week.")
