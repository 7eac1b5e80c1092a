"""A follow-up in which every column holds something."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.house.columns import Noun
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Organisation, Person
from tracker.files.attach import attach
from tracker.follow_ups.choices import Acceptance, FollowUpPriority, Progress
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.models import FollowUp, Link, LinkKind
from tracker.follow_ups.statuses import Status
from tracker.invitations.models import Invitation
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Series
from tracker.records.models import Passage, Record
from tracker.tags.models import Tag

CONFIRMED = ("reported", "confirmed", "confirmed_by")
LONG_AGO = datetime(2019, 3, 4, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def follow_up_noun(
    communique: Record, resolution: Mandate, unit: Organisation, claire: User, amina: User,
    make_follow_up: Callable[..., FollowUp],
) -> Noun:  # fmt: skip
    """One that waits for an answer, with its event; and one that ended."""
    ministry = Organisation.add(by=None, name="Ministry of Ports", short_name="Ports")
    bureau = Organisation.add(by=None, name="Bureau of Seals", short_name="Seals")
    strategy = Mandate.add(by=None, kind="strategy", title="Strategy on seals")
    passage = Passage.of(communique.latest, 0, 20)
    tags = [Tag.write("Okapis", by=None)]
    others = [make_follow_up("Write", due_on=date(2028, 1, 1)), make_follow_up("Send", due_on=date(2032, 1, 1))]
    row = make_follow_up(
        "Train the zebras", detail="Okapi in detail", kind="invitation", strength="exploratory", conditional=True,
        owed_by="partner", owner=Person.add(by=None, name="Petra Quill"), unit=unit, partner=ministry, passage=passage,
        mandates=[resolution, strategy.paragraphs.create(number="5", text="Encourages")], due_on=date(2030, 3, 5),
        classification="restricted", priority=FollowUpPriority.URGENT, tags=tags,
    )  # fmt: skip
    starts = datetime(2030, 5, 7, 9, tzinfo=UTC)
    Invitation.enter(
        row, by=claire, title="Fair", starts=starts, ends=starts, zone="Europe/Brussels", reply_by=date(2030, 4, 6)
    )
    FollowUp.objects.filter(pk=row.pk).update(
        status=Status.WAITING, waiting_on=bureau, review_on=date(2030, 1, 3), first_due_on=date(2030, 2, 4),
        recorder=amina, updated_at=LONG_AGO, agreed_on=date(2018, 6, 7), progress=Progress.AT_RISK,
    )  # fmt: skip
    ended = make_follow_up("Long done")
    FollowUp.objects.filter(pk=ended.pk).update(
        status=Status.DONE, ended_on=date(2027, 7, 8), first_due_on=date(2027, 8, 9), due_on=date(2027, 9, 9)
    )
    sealed = make_follow_up("Taught")
    FollowUp.objects.filter(pk=sealed.pk).update(
        status=Status.DONE, ended_on=date(2027, 1, 5), reported_on=date(2027, 1, 5), confirmed_on=date(2027, 2, 6),
        confirmed_by=amina.person,
    )  # fmt: skip
    asked = make_follow_up("Speak there", kind="invitation")
    Invitation.enter(
        asked, by=claire, title="Forum", starts=starts, ends=starts, zone="Europe/Brussels", reply_by=date(2030, 4, 1)
    )
    ChangeRequest.ask(row, by=claire, due_on=date(2031, 8, 9), reason="The zebras are away.")
    answered = make_follow_up("Count the okapis", kind="recommendation")
    answered.answer_recommendation(Acceptance.NOTED, by=claire)
    first = make_follow_up("First of all")
    quiet = make_follow_up("Say nothing")
    FollowUp.objects.filter(pk=quiet.pk).update(updated_at=LONG_AGO)
    Link.make(LinkKind.BLOCKED_BY, row, first, by=claire)
    attach(row, SimpleUploadedFile("Okapi sheet.txt", b"Signed."), by=claire)
    carry_over(Meeting.log(by=claire, title="Later talks", held_on=date(2030, 1, 1)), [row], by=claire)
    review = Series.make(
        by=claire, name="Review", rule="FREQ=YEARLY", begins_on=date(2030, 5, 25), first=communique.meeting
    )
    for each in (row, ended, sealed, asked, quiet, answered):
        each.refresh_from_db()
    return Noun(
        "follow_up",
        COLUMNS,
        row,
        others,
        list_at="/follow-ups/?status=&columns=title,{column}",
        export_at="/follow-ups/export/csv/?status=&columns=title,{column}&group=month",
        instead={
            "ended": ended,
            "first_due": ended,
            "reply_due": asked,
            "review": quiet,
            "acceptance": answered,
            **dict.fromkeys(CONFIRMED, sealed),
        },
        asked={
            "quiet": "30",
            "gone_quiet": "on",
            "done": "on_time",
            "confirmation": "confirmed",
            "whole": "on",
            "blocked": "on",
            "carried": "1",
            "with_files": "on",
            "requested": "on",
            "paragraph": str(strategy.paragraphs.get().pk),
            "recorder": str(amina.person.pk),
            "series": str(review.pk),
        },
        said={
            "conditional": ["Waits for money or people"],
            "passage": [passage.exact],
            "blocked": [first.reference],
            "review": ["3 Apr 2019", "2019-04-03"],
            "carried": ["1×"],
            "OnPage carried": ["Carried 1 time"],
            "Exported carried": ["1"],
            "requested": ["New date: 9 August 2031"],
            "files": ["Okapi sheet.txt"],
            "Shown files": [">1<"],
            "month": ["March 2030"],
            "mandates": [str(resolution)],
            "Reported mandates": [resolution.label],
        },
    )
