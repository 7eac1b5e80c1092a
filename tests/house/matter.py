"""The restricted matter: every word of it holds the canary, and it hangs on as much as it can of what all may see."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from tests.conftest import CANARY
from tests.house.going_round import sent_round
from tests.house.series_there import restricted_series
from tests.house.told_by_mail import told_by_mail
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.models import Point
from tracker.change_requests.models import ChangeRequest
from tracker.directory.appointment_changes import appoint
from tracker.directory.get_or_add import get_or_add, new_organisation, new_person
from tracker.directory.models import Appointment, Organisation, Person
from tracker.files.attach import attach
from tracker.files.tasks import read_files
from tracker.follow_ups.choices import Acceptance
from tracker.follow_ups.models import FollowUp, Link, LinkKind
from tracker.follow_ups.statuses import Status
from tracker.invitations.models import Invitation, Step
from tracker.mandates.implementation_model import Implementation
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate, Paragraph
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.needs.models import Allocation, Need
from tracker.needs.pledge_changes import move_pledge, remove_pledge
from tracker.notes.write_note import mend_note, write_note
from tracker.pledges.models import Pledge
from tracker.reading.results import Suggestion
from tracker.reading.spans import Span
from tracker.records.models import Passage, Record
from tracker.records.selected_words import SelectedWords
from tracker.suggestions.models import Decision, ReadThrough
from tracker.tags.models import Tag

Keys = Mapping[str, Any]


def decided_on(record: Record, start: int, *, by: User) -> dict[str, Any]:
    """Words that were dismissed, its first follow-up as what was accepted, and that it was read to its end."""
    latest = record.latest
    suggested = Suggestion(Span(start, start + 4), 0.5, "perhaps", "other", "agreed", "us")
    decision = Decision.decide(SelectedWords(latest, start, start + 4), suggested, by=by)
    follow_up = FollowUp.objects.filter(passage__record=record).earliest("pk")
    accepted = Decision.note("accepted", follow_up.passage, suggested, by=by, follow_up=follow_up, press=uuid4())
    read = ReadThrough.note(latest, by=by)
    return {"decision": decision.pk, "accepted": accepted.pk, "read_through": read.pk}


def spread(secret: FollowUp, things: Keys, former_owner: User, by: User, today: date) -> dict[str, Any]:
    """Let `secret` and its meeting grow as things do; gives the keys of `things`, leading to what is restricted."""
    meeting, passage = secret.meeting, secret.passage
    assert meeting
    assert passage
    names = new_names(things, by)
    _grow_meeting(meeting, things, names, by)
    passage.record.rewrite(f"They spoke no more of {CANARY}.\nOf {CANARY} they will.", by=by, note=f"less {CANARY}")
    secret.change("edited", by=by, title=f"Send {CANARY} now", note=f"{CANARY} was meant")
    secret.edit(by=by, tags=[Tag.objects.get(pk=things["tag"])])
    secret.give_to(Person.objects.get(account=former_owner), by=by)
    secret.give_to(Person.objects.get(pk=things["person"]), by=by)
    last = secret.note(f"Asked about {CANARY}", by=by)
    _follow_ups(meeting, things, by, today)
    _follow_ups_with(names, meeting, by)
    reported = _reported(meeting, names, by)
    step = _event(secret, things, former_owner, by, today)
    _record_in_general_meeting(things, by)
    _upcoming(by, today)
    _general_work(things, by, f"Work of which they spoke, {CANARY}", meeting=meeting)
    information = passage.record.mark_information(passage.record.latest, 0, 9, by=by)
    assert last
    resources = _resources(secret, things, by)
    return {
        **things,
        "meeting": meeting.pk,
        "record": passage.record_id,
        "information": information.pk,
        **decided_on(passage.record, 0, by=by),
        **sent_round(passage.record, to=names.person, by=by, reader=by),
        "follow_up": secret.pk,
        "last_change": last.pk,
        "note": noted_on(secret, by, [former_owner]),
        "step": step.pk,
        **_removed(meeting, by),
        "reference": secret.reference,
        "person": names.person.pk,
        "organisation": names.organisation.pk,
        "post": names.post.pk,
        **_activities(things, by, today),
        **resources,
        "reported": reported.pk,
        "recommended": recommended_by(meeting, by),
        **_links(secret, things, by),
        **attached(secret, by=by),
        **asked_about(secret, names.person, by),
        **{name: key for name, key in told_by_mail(former_owner, secret).items() if name != "leaving"},
        **on_agendas(secret, things, by),
        **restricted_series(by, names.person, names.organisation),
    }


def asked_about(
    follow_up: FollowUp, asked_by: Person, by: User, *, refused_about: FollowUp | None = None
) -> dict[str, int]:
    """Another date that was refused, and to drop it, which nobody has answered."""
    why = f"For {follow_up}: no time"
    refused = ChangeRequest.ask(
        refused_about or follow_up, by=by, asked_by=asked_by, due_on=date(2030, 6, 30), reason=why
    )
    entry = refused.refuse(by=by, answered_by=asked_by, answer=f"For {follow_up}: no")
    assert entry
    asked = ChangeRequest.ask(follow_up, by=by, asked_by=asked_by, reason=f"For {follow_up}: no money")
    return {"asked": asked.pk, "refused": refused.pk, "last_refusal": entry.pk}


def noted_on(follow_up: FollowUp, by: User, mentions: Sequence[User]) -> int:
    """A note, the older words of it, a reply, and those whom it mentions; gives its key."""
    entry = write_note(follow_up, f"Shall we call about {follow_up}", by=by, mentions=mentions)
    assert entry
    mend_note(entry, follow_up, f"Shall we call about {follow_up}?", by=by, mentions=mentions)
    write_note(follow_up, f"On {follow_up}: yes.", by=by, answers=entry)
    return entry.pk


def attached(follow_up: FollowUp, *, by: User) -> dict[str, int]:
    """A file, a picture with its thumbnail, and a file that was taken off."""
    drawn = BytesIO()
    Image.new("RGB", (4, 4)).save(drawn, "PNG")
    contents = {"file": b"Signed.", "picture": drawn.getvalue(), "removed_file": b"Taken off."}
    names = {"file": f"{follow_up}.txt", "picture": f"{follow_up}.png", "removed_file": f"{follow_up} before.txt"}
    found = {
        key: attach(follow_up, SimpleUploadedFile(names[key], content), by=by)[0] for key, content in contents.items()
    }
    read_files.func()
    found["removed_file"].remove(by=by)
    return {key: file.pk for key, file in found.items()}


def _links(secret: FollowUp, things: Keys, by: User) -> dict[str, int]:
    """Of every kind, in both directions, with what all may see."""
    general = FollowUp.objects.get(pk=things["follow_up"])
    for kind in (LinkKind.FOLLOWS, LinkKind.BLOCKED_BY):
        Link.make(kind, FollowUp.objects.get(pk=things["needy"]), secret, by=by)
    gone = Link.make(LinkKind.FOLLOWS, secret, general, by=by)[0]
    gone.remove(by=by)
    return {"link": Link.make(LinkKind.SAME, general, secret, by=by)[0].pk, "unlinked": gone.pk}


def on_agendas(secret: FollowUp, things: Keys, by: User) -> dict[str, Any]:
    """It stands on that of a meeting that all see, under a point, and what all see on that of its own meeting."""
    general = FollowUp.objects.get(pk=things["follow_up"])
    point = Point.objects.get(pk=things["point"])
    carry_over(point.meeting, [secret], by=by, point=point)
    meeting = Meeting.objects.get(pk=secret.meeting_id)
    put_on = carry_over(meeting, [general, FollowUp.objects.get(pk=things["needy"])], by=by)
    item = meeting.appearances.get(follow_up=general)
    discussed = item.discuss(by=by, said=f"Of {CANARY} alone")
    assert discussed
    return {"item": item.pk, "put_on": put_on[1].pk, "last_discussed": discussed.pk, **points(meeting, by)}


def points(meeting: Meeting, by: User) -> dict[str, int | None]:
    """A point of its agenda that was spoken of, and one that was removed, called after the meeting."""
    point, gone = (Point.add_to(meeting, by=by, title=f"{meeting}: {word}") for word in ("a point", "no more"))
    gone.remove(by=by)
    changed = point.edit(by=by, minutes=10)
    return {"point": point.pk, "removed_point": gone.pk, "last_point_change": changed.pk if changed else None}


class NewNames(NamedTuple):
    """Whom a restricted meeting brings into the directory, and the post held there."""

    person: Person
    organisation: Organisation
    unit: Organisation
    post: Appointment


def new_names(things: Keys, by: User) -> NewNames:
    """Known to whoever added them, and of use to nobody yet."""
    made: Any = {"by": by, "classification": RESTRICTED}
    person = get_or_add(new_person(f"Zebedee {CANARY}"), **made)
    person.change("edited", by=by, email=f"zebedee@{CANARY}.example", telephone="+32 2 555 0199")
    organisation = get_or_add(new_organisation(f"{CANARY} Office"), **made)
    organisation.change("edited", by=by, short_name=CANARY, parent=Organisation.objects.get(short_name="EUROPOL"))
    unit = Organisation.add(
        by=by, name=f"Unit for {CANARY}", is_ours=True, parent_id=things["organisation"], classification=RESTRICTED
    )
    since = {"since": None, "until": None}
    appoint(person, by=by, organisation=unit, title=f"Guest for {CANARY}", **since)
    known_to_all = Organisation.objects.get(pk=things["organisation"])
    appoint(person, by=by, organisation=known_to_all, title=f"Envoy of {CANARY}", **since)
    appoint(person, by=by, organisation=organisation, title=f"Head of {CANARY}", **since)
    return NewNames(person, organisation, unit, person.appointments.get(organisation=organisation))


def _grow_meeting(meeting: Meeting, things: Keys, names: NewNames, by: User) -> None:
    person, unit = Person.objects.get(pk=things["person"]), Organisation.objects.get(pk=things["organisation"])
    meeting.change(
        "edited",
        by=by,
        title=f"More talks on {CANARY}",
        participants=[
            Participant(person, unit, f"Envoy for {CANARY}"),
            Participant(names.person, names.organisation, f"Head of {CANARY}"),
        ],
        readers=[names.person],
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


def _reported(meeting: Meeting, names: "NewNames", by: User) -> FollowUp:
    """One that is reported done and waits to be confirmed; another that was confirmed, by whom only few know."""
    waits, confirmed = (
        FollowUp.log(by=by, title=f"Train for {CANARY} {number}", kind="training", meeting=meeting)
        for number in ("once", "twice")
    )
    for each in (waits, confirmed):
        each.move_to(Status.DONE, by=by, reason=f"The list of {CANARY}")
    confirmed.confirm(by=by, confirmed_by=names.person, note=f"Seen by {CANARY}")
    return waits


def recommended_by(meeting: Meeting, by: User) -> int:
    """One that was answered."""
    row = FollowUp.log(by=by, title=f"Publish {CANARY}", kind="recommendation", meeting=meeting)
    row.answer_recommendation(Acceptance.REJECTED, by=by, reason=f"Not {CANARY}")
    return row.pk


def _follow_ups_with(names: NewNames, meeting: Meeting, by: User) -> None:
    links = {"owner": names.person, "partner": names.organisation, "unit": names.unit}
    FollowUp.log(by=by, title=f"With {CANARY}", meeting=meeting, **links)
    alone = FollowUp.log(by=by, title=f"With {CANARY} alone", classification=RESTRICTED, **links)
    alone.move_to(Status.WAITING, by=by, waiting_on=names.organisation, review_on=meeting.held_on)


def _resources(secret: FollowUp, things: Keys, by: User) -> dict[str, int]:
    """Needs of the secret, pledges of its meeting and of its own; an old one that aged."""
    donor = Organisation.objects.get(pk=things["organisation"])
    euros = {"by": by, "donor": donor, "kind": "money", "currency": "EUR", "what": f"For {CANARY}", "detail": CANARY}
    need = Need.estimate(secret, by=by, kind="money", currency="EUR", quantity=Decimal(9_000), what=CANARY, priority=1)
    Need.estimate(secret, by=by, kind="staff", people=2, quantity=Decimal(24), what=CANARY)
    pledge = Pledge.make(**euros, meeting=secret.meeting, quantity=Decimal(3_111))
    row = Allocation.make(pledge, need, Decimal(1_111), by=by)
    moved = move_pledge(Pledge.objects.get(pk=pledge.pk), "committed", by=by)
    own = Pledge.make(**euros, classification=RESTRICTED, quantity=Decimal(4_111))
    move_pledge(own, "withdrawn", reason=f"No {CANARY}", by=by)
    Pledge.make(**euros, classification=RESTRICTED, quantity=Decimal(5_111), made_on=date(2018, 1, 2))
    withheld = Pledge.make(**euros, meeting=secret.meeting, quantity=Decimal(6_111))
    remove_pledge(withheld, by=by)
    assert moved
    return {
        "needy": secret.pk, "need": need.pk, "allocation": row.pk, "pledge": pledge.pk,
        "last_pledge_change": moved.pk, "removed_pledge": withheld.pk,
    }  # fmt: skip


def _activities(things: Keys, by: User, today: date) -> dict[str, int | None]:
    """One for the paragraph and one for the mandate, now and long ago, with links to all that everybody may see."""
    mandate = Mandate.objects.get(pk=things["mandate"])
    links = {
        "unit": Organisation.objects.get(pk=things["organisation"]),
        "partner": Organisation.objects.get(short_name="EUROPOL"),
    }
    said = {"place": CANARY, "detail": CANARY, "classification": RESTRICTED, "reached": 7, **links}
    for first in (today, date(2017, 3, 6)):
        for thing in (mandate, mandate.paragraphs.first()):
            held = {"starts_on": first, "ends_on": first, "mandates": [Target.of(thing)]}
            row = Activity.log(by=by, title=f"Train {CANARY}", **held, **said)
    last = row.edit(by=by, title=f"Train more {CANARY}")
    gone = Activity.log(by=by, title=f"Not {CANARY}", **held, **said)
    gone.remove(by=by)
    return {"activity": row.pk, "removed_activity": gone.pk, "last_activity_change": last and last.pk}


def _general_work(things: Keys, by: User, title: str, **told_in: Any) -> None:
    """General by itself: its meeting closes it, or the record that it quotes."""
    held = date(2017, 3, 6)
    mandate, partner = Mandate.objects.get(pk=things["mandate"]), Organisation.objects.get(short_name="EUROPOL")
    work = {"starts_on": held, "ends_on": held, "mandates": [mandate], "partner": partner, "reached": 3}
    Activity.log(by=by, title=title, **work, **told_in)


def _event(secret: FollowUp, things: Keys, former_owner: User, by: User, today: date) -> Step:
    """An invitation to an event ahead, and one whose event is over, with all who may stand in them."""
    person, unit = Person.objects.get(pk=things["person"]), Organisation.objects.get(pk=things["organisation"])
    secret.edit(by=by, kind="invitation")
    facts = {"title": f"Event on {CANARY}", "place": CANARY, "zone": "UTC", "organiser": unit, "speaker": person}
    for follow_up, days in ((secret, 1), (_invitation(things, by), -2)):
        starts = timezone.now() + timedelta(days=days)
        event = Invitation.enter(follow_up, by=by, **facts, starts=starts, ends=starts, reply_by=today)
        step = event.steps.get(kind="travel")
        step.edit(by=by, owner=Person.objects.get(account=former_owner))
    step = secret.event.steps.get(kind="travel")
    step.do(by=by)
    secret.change("edited", by=by, **{"invitation.readout": CANARY})
    removed = _invitation(things, by)
    Invitation.enter(removed, by=by, **facts, starts=starts, ends=starts)
    removed.remove(by=by)
    return step


def _invitation(things: Keys, by: User) -> FollowUp:
    owner = Person.objects.get(pk=things["person"])
    return FollowUp.log(by=by, title=f"To {CANARY}", kind="invitation", classification=RESTRICTED, owner=owner)


def _record_in_general_meeting(things: Keys, by: User) -> None:
    meeting = Meeting.objects.get(pk=things["meeting"])
    record = Record.write(by=by, text=f"Among us: {CANARY}.", meeting=meeting, classification=RESTRICTED)
    passage = Passage.of(record.latest, 0, 8)
    FollowUp.log(by=by, title=f"Keep {CANARY}", meeting=meeting, passage=passage)
    _general_work(things, by, f"Work that a record of {CANARY} tells of", passage=Passage.of(record.latest, 9, 15))
    record.mark_information(record.latest, 10, 22, by=by)
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
