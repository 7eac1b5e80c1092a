"""What is removed is out of sight, and comes back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.house.conftest import issued, published
from tests.house.series_there import SECOND_TUESDAY
from tests.kept_cast import kept
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.agendas.carry_over import carry_over
from tracker.agendas.models import Appearance
from tracker.agendas.points.models import Point
from tracker.circulation.models import Copy, Correction
from tracker.directory.models import Organisation
from tracker.files.attach import attach
from tracker.follow_ups.models import FollowUp, Link, LinkKind
from tracker.follow_ups.models.saved_view import SavedView
from tracker.history.models import Entry
from tracker.history.removable import Removable
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Series
from tracker.needs.models import Need
from tracker.pledges.models import Pledge
from tracker.records.models import Record
from tracker.reports.models import Mailing
from tracker.tags.models import Tag

pytestmark = pytest.mark.django_db


def carried(meeting: Meeting, follow_up: FollowUp, *, by: User) -> Appearance:
    carry_over(meeting, [follow_up], by=by)
    return Appearance.objects.get(follow_up=follow_up)


def mailed(record: Record, *, by: User) -> Copy:
    """The copy of the Coordinator, of a record that goes round."""
    record.circulate(timezone.localdate() + timedelta(days=7), by=by)
    person = record.meeting.participations.get().person
    how = {"round": record.round, "number": record.number, "by": by}
    copy: Copy = Copy.objects.create(record=record, person=person, address="gilles@eu.example", **how)
    return copy


@kept
def things(
    visit: Meeting,
    communique: Record,
    make_follow_up: Callable[..., FollowUp],
    make_pledge: Callable[..., Pledge],
    make_need: Callable[..., Need],
    resolution: Mandate,
    europol: Organisation,
    claire: User,
) -> dict[str, Any]:
    """One of each kind that can be removed."""
    day = date(2018, 6, 4)
    copy = mailed(communique, by=claire)
    return {
        "Activity": Activity.log(by=claire, title="Training", starts_on=day, ends_on=day, mandates=[resolution]),
        "Appearance": carried(visit, make_follow_up("Again"), by=claire),
        "AttachedFile": attach(make_follow_up(), SimpleUploadedFile("signed.txt", b"Signed."), by=claire)[0],
        "BriefingNote": issued(europol, claire),
        "Copy": copy,
        "Correction": Correction.propose(communique, copy.number, 0, 1, "Other words", copy=copy),
        "FollowUp": make_follow_up(),
        "Link": Link.make(LinkKind.SAME, make_follow_up("One"), make_follow_up("Other"), by=claire)[0],
        "Mailing": Mailing.add(by=claire, made_by=claire, name="Weekly", cut="unit"),
        "Meeting": visit,
        "Need": make_need(),
        "Pledge": make_pledge(),
        "Point": Point.add_to(visit, by=claire, title="Training"),
        "PublicAddress": published(visit, claire),
        "SavedView": SavedView.save_as("Mine", by=claire),
        "Series": Series.make(by=claire, name="Coordination", **SECOND_TUESDAY),
        "Tag": Tag.write("Heritage", by=claire),
    }


NOUNS = [
    *("Activity", "Appearance", "AttachedFile", "BriefingNote", "Copy", "Correction", "FollowUp", "Link", "Mailing"),
    *("Meeting", "Need", "Pledge", "Point", "PublicAddress", "SavedView", "Series", "Tag"),
]
# What came in by mail is no row of history yet, and a link is revoked: tests/incoming_mail, tests/partner_links.
APART = ["Draft", "IncomingMail", "PartnerLink"]


def test_these_can_be_removed() -> None:
    assert sorted(model.__name__ for model in Removable.__subclasses__()) == sorted([*NOUNS, *APART])


@pytest.mark.parametrize("noun", NOUNS)
def test_a_second_removal_and_a_second_return_do_nothing(noun: str, things: dict[str, Any], amina: User) -> None:
    thing = things[noun]
    entries = [Entry.objects.count()]
    states = []
    for verb in (thing.remove, thing.remove, thing.restore, thing.restore):
        before = type(thing)._base_manager.get(pk=thing.pk).removed_at
        verb(by=amina)
        after = type(thing)._base_manager.get(pk=thing.pk).removed_at
        states.append((thing.is_removed, after != before))
        entries.append(Entry.objects.count() - entries[0])
    # A series takes its next meeting along.
    each = {"BriefingNote": 0, "Copy": 0, "SavedView": 0, "Series": 2}.get(noun, 1)
    assert states == [(True, True), (True, False), (False, True), (False, False)]
    assert entries[1:] == [each, each, 2 * each, 2 * each]


@pytest.mark.parametrize("noun", NOUNS)
def test_what_is_removed_is_not_among_what_is_kept(noun: str, things: dict[str, Any], amina: User) -> None:
    thing = things[noun]
    rows = type(thing).objects.filter(pk=thing.pk)
    thing.remove(by=amina)
    assert (list(rows.present()), list(rows.removed())) == ([], [thing])
    thing.restore(by=amina)
    assert (list(rows.present()), list(rows.removed())) == ([thing], [])
