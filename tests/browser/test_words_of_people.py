"""What people write: a long word never widens a page, and each paragraph and title reads in its own direction."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.browser.conftest import Hand
from tests.browser.walk import TOO_WIDE
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Invitation
from tracker.mandates.models import Mandate, Paragraph
from tracker.meetings.models import Meeting, Participation
from tracker.needs.models import Need
from tracker.pledges.models import Pledge
from tracker.records.models import Passage, Record

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]
LONG = "https://example.org/" + "x" * 100
ENGLISH, ARABIC, HEBREW = "They will reply.", "سيرسل الوفد الرد.", "הם ישיבו."
# Whether the full stop stands to the left of the words, wherever these stand on the page.
STOPS_LEFT = """
words => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walker.nextNode()); ) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const box = place => {
      const range = document.createRange();
      range.setStart(node, place);
      range.setEnd(node, place + 1);
      return range.getBoundingClientRect();
    };
    if (box(at).width) found.push(box(at + words.length - 1).left < box(at).left);
  }
  return found;
}
"""


@pytest.fixture
def long_ones(claire: User, wco: Organisation) -> list[str]:
    """One of each noun called by one long word, and the addresses at which they stand."""
    with_it = Organisation.add(by=claire, name=LONG, short_name="y" * 40, about=LONG)
    person = Person.add(by=claire, name=LONG, about=LONG)
    Appointment.objects.create(person=person, organisation=with_it, title=LONG)
    meeting = Meeting.log(by=claire, title=LONG, held_on=date(2030, 5, 31), place=LONG)
    Participation.objects.create(meeting=meeting, person=person, organisation=with_it, title=LONG)
    record = Record.write(by=claire, text=f"{LONG} agreed.\n{LONG}", meeting=meeting)
    mandate = Mandate.add(by=claire, kind="resolution", title=LONG)
    Paragraph.objects.create(mandate=mandate, number="5", text=LONG)
    named: dict[str, Any] = {"owner": person, "partner": with_it, "detail": LONG}
    quoted = Passage.of(record.latest, 0, len(LONG))
    follow_up = FollowUp.log(by=claire, title=LONG, meeting=meeting, passage=quoted, **named)
    follow_up.note(LONG, by=claire)
    Need.estimate(follow_up, by=claire, kind="in_kind", quantity=Decimal(3), what=LONG)
    invited = FollowUp.log(by=claire, title=LONG, kind="invitation", **named)
    starts = datetime(2030, 5, 31, 7, 30, tzinfo=UTC)
    event: dict[str, Any] = {"title": LONG, "place": LONG, "speaker": person, "organiser": with_it}
    Invitation.enter(invited, by=claire, starts=starts, ends=starts, zone="UTC", **event)
    pledge = Pledge.make(by=claire, donor=with_it, kind="in_kind", what=LONG, quantity=Decimal(3))
    training = Activity.log(by=claire, title=LONG, place=LONG, starts_on=date(2030, 5, 1), ends_on=date(2030, 5, 2))
    lists = [
        "/",
        "/follow-ups/",
        "/follow-ups/?group=owner",
        "/follow-ups/?layout=board",
        "/meetings/",
        "/mandates/",
        "/pledges/",
    ]
    more = ["/mandates/activities/", "/partners/", "/partners/duplicates/", "/reports/?by=partner&period=2030"]
    pages = [each.get_absolute_url() for each in (with_it, person, meeting, mandate, follow_up, invited, pledge)]
    side_by_side = f"/partners/{with_it.pk}/merge/{wco.pk}/"
    return [*lists, *more, f"/find/?q={LONG[:60]}", *pages, training.get_absolute_url(), side_by_side]


def test_a_long_word_never_widens_a_page(long_ones: list[str], amina: User, hand_of: At) -> None:
    page, wide = hand_of(amina).page, {}
    for address in long_ones:
        page.set_viewport_size({"width": 390, "height": 900})
        page.goto(address)
        narrow = page.evaluate(TOO_WIDE)
        page.set_viewport_size({"width": 1280, "height": 900})
        if found := [*narrow, *page.evaluate(TOO_WIDE)]:
            wide[address] = found
    assert wide == {}


def test_each_paragraph_and_title_reads_in_its_own_direction(visit: Meeting, claire: User, hand_of: At) -> None:
    words = (ENGLISH, ARABIC, HEBREW)
    Record.write(by=claire, text="\n".join(words), meeting=visit)
    made = [FollowUp.log(by=claire, title=each, meeting=visit, detail="\n".join(words)) for each in words]
    page = hand_of(claire).page
    for address in ("/follow-ups/", visit.get_absolute_url(), *(each.get_absolute_url() for each in made)):
        page.goto(address)
        found = [{*page.evaluate(STOPS_LEFT, each)} for each in words]
        assert (address, found) == (address, [{False}, {True}, {True}])
