"""The restricted matter: every word of it holds the canary, and it hangs on as much as it can of what all may see."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.conftest import CANARY
from tracker.accounts.classification import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.covering import move_pledge, remove_pledge, withdraw_pledge
from tracker.follow_ups.life import Status
from tracker.follow_ups.models import Allocation, FollowUp, Implementation, Need
from tracker.mandates.models import Mandate, Paragraph
from tracker.meetings.models import Meeting
from tracker.meetings.participants import Participant
from tracker.pledges.models import Pledge
from tracker.records.models import Passage, Record

Keys = Mapping[str, Any]


def spread(secret: FollowUp, things: Keys, former_owner: User, by: User, today: date) -> dict[str, Any]:
    """Let `secret` and its meeting grow as things do; gives the keys of `things`, leading to what is restricted."""
    meeting, passage = secret.meeting, secret.passage
    assert meeting
    assert passage
    _grow_meeting(meeting, things, by)
    passage.record.rewrite(f"They spoke no more of {CANARY}.\nOf {CANARY} they will.", by=by, note=f"less {CANARY}")
    secret.change("edited", by=by, title=f"Send {CANARY} now", note=f"{CANARY} was meant")
    secret.give_to(Person.objects.get(account=former_owner), by=by)
    secret.give_to(Person.objects.get(pk=things["person"]), by=by)
    last = secret.note(f"Asked about {CANARY}", by=by)
    _follow_ups(meeting, things, by, today)
    _record_in_general_meeting(things, by)
    _upcoming(by, today)
    assert last
    resources = _resources(secret, things, by)
    return {
        **things,
        "meeting": meeting.pk,
        "record": passage.record_id,
        "follow_up": secret.pk,
        "last_change": last.pk,
        **_removed(meeting, by),
        "reference": secret.reference,
        **resources,
    }


def _grow_meeting(meeting: Meeting, things: Keys, by: User) -> None:
    person, unit = Person.objects.get(pk=things["person"]), Organisation.objects.get(pk=things["organisation"])
    meeting.change(
        "edited",
        by=by,
        title=f"More talks on {CANARY}",
        participants=[Participant(person, unit, f"Envoy for {CANARY}")],
    )


def _follow_ups(meeting: Meeting, things: Keys, by: User, today: date) -> None:
    """One in each heap, list and count, with links to all that everybody may see."""
    links = {
        "owner": Person.objects.get(pk=things["person"]),
        "unit": Organisation.objects.get(pk=things["organisation"]),
        "partner": Organisation.objects.get(short_name="EUROPOL"),
    }
    mandate = Mandate.objects.get(pk=things["mandate"])
    for due in (today - timedelta(days=3), today, None):
        for owner in (links["owner"], None):
            row = FollowUp.log(by=by, title=f"On {CANARY}", due_on=due, meeting=meeting, **links | {"owner": owner})
            paragraph = Paragraph.objects.filter(mandate=mandate).first()
            Implementation.objects.create(follow_up=row, mandate=mandate, paragraph=paragraph)
    alone = FollowUp.log(by=by, title=f"{CANARY} alone", classification=RESTRICTED, conditional=True, **links)
    alone.edit(by=by, mandates=[mandate])
    ended = FollowUp.log(by=by, title=f"{CANARY} ended", classification=RESTRICTED, **links)
    ended.move_to(Status.DROPPED, by=by, reason=CANARY)
    waiting = FollowUp.log(by=by, title=f"{CANARY} waits", meeting=meeting, **links)
    waiting.move_to(Status.WAITING, by=by, waiting_on=links["partner"], review_on=today)


def _resources(secret: FollowUp, things: Keys, by: User) -> dict[str, int]:
    """Needs of the secret, pledges of its meeting and of its own, general ones meant for it; an old one that aged."""
    donor = Organisation.objects.get(pk=things["organisation"])
    euros = {"by": by, "donor": donor, "kind": "money", "currency": "EUR", "what": f"For {CANARY}", "detail": CANARY}
    need = Need.estimate(secret, by=by, kind="money", currency="EUR", quantity=Decimal(9_000), what=CANARY, priority=1)
    Need.estimate(secret, by=by, kind="staff", people=2, quantity=Decimal(24), what=CANARY)
    pledge = Pledge.make(**euros, meeting=secret.meeting, quantity=Decimal(3_111))
    row = Allocation.make(pledge, need, Decimal(1_111), by=by)
    Allocation.make(Pledge.objects.get(pk=things["pledge"]), need, Decimal(1_222), by=by)
    moved = move_pledge(Pledge.objects.get(pk=pledge.pk), "committed", by=by)
    own = Pledge.make(**euros, classification=RESTRICTED, quantity=Decimal(4_111))
    withdraw_pledge(own, f"No {CANARY}", by=by)
    Pledge.make(**euros, classification=RESTRICTED, quantity=Decimal(5_111), made_on=date(2018, 1, 2))
    withheld = Pledge.make(**euros, meeting=secret.meeting, quantity=Decimal(6_111))
    remove_pledge(withheld, by=by)
    assert moved
    return {
        "needy": secret.pk, "need": need.pk, "allocation": row.pk, "pledge": pledge.pk,
        "last_pledge_change": moved.pk, "removed_pledge": withheld.pk,
    }  # fmt: skip


def _record_in_general_meeting(things: Keys, by: User) -> None:
    meeting = Meeting.objects.get(pk=things["meeting"])
    record = Record.write(by=by, text=f"Among us: {CANARY}.", meeting=meeting, classification=RESTRICTED)
    passage = Passage.of(record.latest, 0, 8)
    FollowUp.log(by=by, title=f"Keep {CANARY}", meeting=meeting, passage=passage)
    Record.write(by=by, text=f"Unquoted {CANARY}", meeting=meeting, classification=RESTRICTED)


def _upcoming(by: User, today: date) -> None:
    Meeting.log(
        by=by, title=f"Next {CANARY}", held_on=today + timedelta(days=2), classification=RESTRICTED, place=CANARY
    )


def _removed(meeting: Meeting, by: User) -> dict[str, int]:
    gone = FollowUp.log(by=by, title=f"No {CANARY}", meeting=meeting)
    gone.remove(by=by)
    cancelled = Meeting.log(by=by, title=f"Not on {CANARY}", held_on=meeting.held_on, classification=RESTRICTED)
    FollowUp.log(by=by, title=f"With no {CANARY}", meeting=cancelled)
    cancelled.remove(by=by)
    return {"removed_meeting": cancelled.pk, "removed_follow_up": gone.pk}
