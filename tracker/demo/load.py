"""Loads the demo: every deed of every story, in the order of their days."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from django.db import transaction
from django.utils import timezone

from tracker.demo import (
    meetings_commission,
    meetings_committees,
    meetings_coordinator,
    meetings_europol,
    meetings_frontex,
    meetings_house,
    meetings_members,
    meetings_regions,
    meetings_united_nations,
)
from tracker.demo.absences import absences
from tracker.demo.activities import ACTIVITIES
from tracker.demo.answered_by_mail import answered_by_mail
from tracker.demo.briefings import briefings
from tracker.demo.calendars import calendars
from tracker.demo.closing_rules import closing_rules
from tracker.demo.commitments import commitments
from tracker.demo.house import House
from tracker.demo.invitations import INVITATIONS
from tracker.demo.mails import mails
from tracker.demo.mandates import MANDATES
from tracker.demo.meetings_ahead import AHEAD
from tracker.demo.partner_links import partner_links
from tracker.demo.recommendations import RECOMMENDATIONS
from tracker.demo.rounds import rounds
from tracker.demo.series import series
from tracker.demo.start_for_real import mark
from tracker.demo.story import MeetingStory
from tracker.demo.telling import DatedAction, FollowUpTeller, MandateTeller, MeetingTeller
from tracker.demo.telling_activities import ActivityTeller
from tracker.demo.telling_pledges import resources
from tracker.demo.unattached import UNATTACHED
from tracker.demo.visit import VISIT
from tracker.notifications.collect import refresh

FILES = (
    meetings_house, meetings_europol, meetings_members, meetings_committees,
    meetings_regions, meetings_frontex, meetings_commission, meetings_united_nations, meetings_coordinator,
)  # fmt: skip


@transaction.atomic
def load(today: date) -> None:
    """Fill an empty database with the demo as it stands on `today`."""
    house = House(today)
    house.settle()
    story = sorted(told(house), key=lambda one: one[0])
    for on, deed in story:
        with house.back_dated(on):
            deed()
    with house.back_dated(story[-1][0]):
        mark(house.users.values())
    for user in house.users.values():
        refresh(user, timezone.now())


def told(house: House) -> Iterator[DatedAction]:
    for mandate in MANDATES:
        yield from MandateTeller(mandate, house).deeds()
    for meeting in meetings():
        yield from MeetingTeller(meeting, house).deeds()
    for follow_up in (*UNATTACHED, *INVITATIONS, *RECOMMENDATIONS):
        yield from FollowUpTeller(follow_up, house).deeds()
    yield from resources(house)
    for activity in ACTIVITIES:
        yield from ActivityTeller(activity, house).deeds()
    yield from series(house)
    yield from calendars(house)
    yield from briefings(house)
    yield from rounds(house)
    yield from commitments(house)
    yield from partner_links(house)
    yield from closing_rules(house)
    yield from mails(house)
    yield from absences(house)
    yield from answered_by_mail(house)


def meetings() -> Iterator[MeetingStory]:
    of_files = (value for file in FILES for value in vars(file).values() if isinstance(value, MeetingStory))
    return chain((VISIT,), of_files, AHEAD)
