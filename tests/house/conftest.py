"""One of everything that everybody may see, and the keys with which the table of addresses finds it.

It is made once a file: each test takes back what it did there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime
from decimal import Decimal
from http.cookies import SimpleCookie
from io import BytesIO
from itertools import count
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.template.base import Template
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tests import conftest as cast
from tests.house.answered_by_mail import answered_by_mail
from tests.house.calendars_there import in_calendars
from tests.house.given_links import given_links
from tests.house.going_round import sent_round
from tests.house.gone_wrong import gone_wrong
from tests.house.mailed_in import mailed_in
from tests.house.matter import asked_about, attached, decided_on, noted_on, points, spread
from tests.house.series_there import series_there
from tests.house.told_by_mail import come_back, told_by_mail
from tests.house.worlds import Worlds
from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.models import User
from tracker.accounts.security_event import Kind, SecurityEvent
from tracker.activities.models import Activity
from tracker.agendas.carry_over import carry_over
from tracker.agendas.models import Appearance
from tracker.background.models import Work
from tracker.backups.models import Backup
from tracker.briefings.asked import Asked
from tracker.briefings.models import BriefingNote
from tracker.briefings.tell.note import brief
from tracker.commitments.models import PublicAddress
from tracker.directory.merging.merge import merge
from tracker.directory.merging.models import KeptApart
from tracker.directory.models import Appointment, Organisation, Person
from tracker.exports.models import Export
from tracker.exports.tasks import begin
from tracker.exports.write_export import write_export
from tracker.follow_ups.models import BulkChange, ClosingRule, FollowUp, Link, LinkKind, SavedView, reference
from tracker.history.tracked_model import Tracked
from tracker.imports.lists.imported_list import ImportedList
from tracker.imports.prepare_import import preview
from tracker.imports.tasks import bring
from tracker.invitations.models import Invitation
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate, Paragraph
from tracker.meetings.models import Meeting
from tracker.needs.models import Allocation, Need
from tracker.pledges.models import Pledge
from tracker.pledges.models.exchange_rate import Rate
from tracker.reading.scoring import Learnt
from tracker.records.models import Record
from tracker.reports.models import Mailing
from tracker.suggestions.models import Learning
from tracker.tags.models import Tag

TAGS = ("Heritage", "Museums", "Relics", "Ruins")


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), taken_back():
        yield


@pytest.fixture(autouse=True)
def _as_it_was(request: pytest.FixtureRequest) -> Iterator[None]:
    with taken_back() if "db" in request.fixturenames else nullcontext():
        yield


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True, scope="module")
def _not_watched() -> Iterator[None]:
    """The test client keeps a copy of what each template was given, that of each field too: here nobody looks at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
        yield


@pytest.fixture(autouse=True, scope="module")
def _numbered_in_order() -> Iterator[None]:
    """What is restricted is numbered at random: here one after the other, so that pages say the same each time."""
    numbers = count(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "randbelow", lambda _most: next(numbers))
        yield


class Visitor:
    """Signs in once. Whenever they come in, it is as if they had just done so and been nowhere yet."""

    def __init__(self, client: Client, user: User | None = None) -> None:
        self.client, self.user = client, user
        if user:
            User.objects.filter(pk=user.pk).update(last_login=None)

    def comes_in(self) -> Client:
        if self.user:
            User.objects.filter(pk=self.user.pk).update(last_login=timezone.now())
        client = Client()
        client.handler, client.cookies = self.client.handler, SimpleCookie(self.client.cookies)
        return client


wco, unit, eu, noor, claire, amina, jonas, coordinator, resolution, visit, communique, invitation = (
    pytest.fixture(scope="module")(each.__wrapped__)  # type: ignore[attr-defined]
    for each in (
        *(cast.wco, cast.unit, cast.eu, cast.noor, cast.claire, cast.amina, cast.jonas),
        *(cast.coordinator, cast.resolution, cast.visit, cast.communique, cast.invitation),
    )
)
make_follow_up = pytest.fixture(scope="module")(cast.make_follow_up.__wrapped__)  # type: ignore[attr-defined]
make_pledge = pytest.fixture(scope="module")(cast.make_pledge.__wrapped__)  # type: ignore[attr-defined]


def edited(thing: Tracked, by: User, **values: Any) -> int:
    """The key of the entry that tells of it."""
    entry = type(thing)._base_manager.get(pk=thing.pk).change("edited", by=by, **values)
    assert entry
    return entry.pk


def issued(partner: Organisation, by: User) -> BriefingNote:
    asked = Asked(partner, None, by, by, timezone.localdate())
    return BriefingNote.issue(brief(asked, timezone.now()), asked, by=by)


def published(meeting: Meeting, by: User) -> PublicAddress:
    values = {"title": "Agreed there", "language": "en", "until": date(2099, 1, 1), "query": f"meeting={meeting.pk}"}
    return PublicAddress.publish(by=by, about=[meeting], **values)


@pytest.fixture(scope="module")
def people(noor: User, claire: User, amina: User, jonas: User) -> dict[str, User]:
    return {"noor": noor, "claire": claire, "amina": amina, "jonas": jonas}


@pytest.fixture(scope="module")
def visitors(people: dict[str, User]) -> dict[str, Visitor]:
    found = {}
    for name, user in people.items():
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        found[name] = Visitor(client, user)
    return found


@pytest.fixture(scope="module")
def export(jonas: User, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Export]:
    """The meetings, as a file that was long in the making."""
    asked = {"make": "tracker.meetings.export.sheet_for", "query": "", "page": "meetings:list", "language": "en"}
    with override_settings(VAR=tmp_path_factory.mktemp("var")):
        written = begin(by=jonas, form="csv", title="Meetings", rows=1, **asked)
        write_export(written)
        yield written


@pytest.fixture(scope="module")
def things(
    people: dict[str, User],
    coordinator: Person,
    unit: Organisation,
    resolution: Mandate,
    communique: Record,
    invitation: FollowUp,
    make_follow_up: Callable[..., FollowUp],
    make_pledge: Callable[..., Pledge],
    export: Export,
) -> dict[str, Any]:
    """The keys of one of everything, by the names that stand in the addresses of the table."""
    claire = people["claire"]
    five = Paragraph.objects.create(mandate=resolution, number="5", text="Encourages the members to cooperate.")
    resolution.parties.add(unit)
    invitation.edit(by=claire, unit=unit, mandates=[resolution])
    starts = datetime(2030, 5, 31, 7, 30, tzinfo=UTC)
    event = Invitation.enter(
        invitation, by=claire, title="Workshop", starts=starts, ends=starts, zone="Europe/Brussels", place="Brussels"
    )
    due = invitation.set_due(date(2030, 5, 31), by=claire)
    cancelled = Meeting.log(by=claire, title="Cancelled talks", held_on=date(2018, 6, 7))
    cancelled.remove(by=claire)
    exchange = make_follow_up("Exchange", partner=unit)
    need = Need.estimate(exchange, by=claire, kind="money", currency="EUR", quantity=Decimal(9_000))
    pledge = make_pledge(5_000, meeting=communique.meeting)
    allocation = Allocation.make(pledge, Need.objects.get(), Decimal(2_000), by=claire)
    moved = Pledge.objects.get(pk=pledge.pk).move_to("pledged", by=claire)
    rate = Rate.add(by=claire, currency="CHF", day=date(2018, 5, 25), rate=Decimal("1.1580"), source="ECB")
    gone = make_pledge(3_000)
    gone.remove(by=claire)
    said_twice = make_follow_up("Said twice")
    said_twice.remove(by=claire)
    held = {"starts_on": date(2017, 3, 6), "ends_on": date(2017, 3, 10), "mandates": [Target.of(five)]}
    training = Activity.log(by=claire, title="Train officers", unit=unit, done_by=coordinator, **held)
    again = training.edit(by=claire, place="Tunis", reached=24)
    planned_only = Activity.log(by=claire, title="Planned only", **held)
    planned_only.remove(by=claire)
    exchange.refresh_from_db()
    bulk = BulkChange.choose([(exchange.pk, exchange.version)], by=people["jonas"])
    view = SavedView.save_as("Exchanges", by=people["jonas"], query="q=Exchange", audience="all")
    elsewhere = SessionStore()
    elsewhere.create()
    mailing, stopped = (
        Mailing.add(by=people["jonas"], made_by=people["jonas"], name=name, view=view, addresses="desk@eu.example")
        for name in ("Exchanges", "No more")
    )
    stopped.remove(by=people["jonas"])
    # Of one row nobody knows the owner, and two others may be known.
    rows = ["Title,Owner", "Send the letter,Claire Dubois", "Call,Claire Duboiss", f"{exchange},", f"{invitation},"]
    source = bring("actions.csv", BytesIO("\n".join(rows).encode()), by=people["jonas"])
    preview(source, columns=["title", "owner"])
    owner = Person.objects.get(account=claire)
    handover = FollowUp.log(by=claire, title="Handed over", owner=owner).give_to(
        coordinator, by=claire, note="Handed over on 1 June 2018."
    )
    card = FollowUp.log(by=claire, title="To hand over", kind="recommendation", owner=owner)
    twin = Person.add(by=claire, name="de Kerchove, Gilles")
    heritage, museums, relics, ruins = (Tag.write(name, by=people["amina"]) for name in TAGS)
    exchange.edit(by=claire, tags=[heritage, museums])
    linked = Link.make(LinkKind.SAME, invitation, exchange, by=claire)[0]
    unlinked = Link.make(LinkKind.BLOCKED_BY, exchange, invitation, by=claire)[0]
    unlinked.remove(by=claire)
    relics.merge_into(museums, by=people["amina"])
    ruins.remove(by=people["amina"])
    rule = ClosingRule.add(by=people["jonas"], kind="training")
    reported = FollowUp.log(by=claire, title="Train the trainers", kind="training")
    reported.move_to("done", by=claire)
    information = communique.mark_information(communique.latest, 4, 21, by=claire)
    decided = decided_on(communique, 45, by=claire)
    round_ = sent_round(communique, to=coordinator, by=claire, reader=people["jonas"])
    put_on = carry_over(communique.meeting, [exchange, card], by=claire)
    item = Appearance.objects.get(follow_up=exchange)
    discussed = item.discuss(by=claire, said="They will write.")
    on_agenda = points(communique.meeting, claire)
    note, withdrawn = (issued(coordinator.appointments.get().organisation, people["jonas"]) for _twice in range(2))
    withdrawn.remove(by=people["jonas"])
    FollowUp.objects.filter(pk=card.pk).update(updated_at=datetime(2018, 5, 25, 12, tzinfo=UTC))
    assert communique.meeting
    address, revoked = (published(communique.meeting, claire) for _twice in range(2))
    revoked.revoke(by=claire)
    repeated = series_there(claire, unit)
    in_calendars(Meeting.objects.get(pk=repeated["occurrence"]), coordinator, by=claire)
    # A name that is given twice is refused: what stands under it would not be asked about.
    return dict(
        **on_agenda,
        address=address.pk,
        token=address.token,
        revoked_address=revoked.pk,
        briefing=note.pk,
        removed_briefing=withdrawn.pk,
        owner=owner.pk,
        apart=KeptApart.say(coordinator, owner, by=claire).pk,
        merge=merge(twin, coordinator, by=claire).pk,
        partner=coordinator.appointments.get().organisation_id,
        handover=handover.pk if handover else None,
        **{"import": source.pk},
        list=ImportedList.objects.create(name="Tracker of the unit", by=people["jonas"]).pk,
        export=export.pk,
        user=claire.pk,
        invited=User.objects.create_user("ada@eu.example", name="Ada Byron").pk,
        view=view.pk,
        learning=Learning.note(Learnt(0.4, 0.7, {"mark": 0.1}), 240).pk,
        work=Work.objects.earliest("enqueued_at").pk,
        **gone_wrong(),
        mailing=mailing.pk,
        removed_mailing=stopped.pk,
        bulk=bulk.pk,
        organisation=unit.pk,
        person=coordinator.pk,
        post=Appointment.objects.get(person=coordinator).pk,
        mandate=resolution.pk,
        paragraph=five.pk,
        activity=training.pk,
        removed_activity=planned_only.pk,
        last_activity_change=again.pk if again else None,
        meeting=communique.meeting_id,
        removed_meeting=cancelled.pk,
        **repeated,
        kind_of_meetings=ContentType.objects.get_for_model(Meeting).pk,
        record=communique.pk,
        information=information.pk,
        **decided,
        **round_,
        follow_up=invitation.pk,
        removed_follow_up=said_twice.pk,
        card=card.pk,
        rule=rule.pk,
        reported=reported.pk,
        recommended=card.pk,
        needy=need.follow_up_id,
        need=need.pk,
        allocation=allocation.pk,
        pledge=pledge.pk,
        rate=rate.pk,
        removed_pledge=gone.pk,
        last_pledge_change=moved.pk if moved else None,
        item=item.pk,
        put_on=put_on[1].pk,
        last_discussed=discussed.pk if discussed else None,
        step=event.steps.get(kind="travel").pk,
        feed=CalendarLink.make(people["noor"]),
        last_change=due.pk if due else None,
        note=noted_on(invitation, claire, [people["noor"], people["jonas"]]),
        last_meeting_change=edited(communique.meeting, claire, kind="bilateral"),
        last_record_change=edited(communique, claire, kind="note"),
        last_mandate_change=edited(resolution, claire, link="https://undocs.org/S/RES/2347"),
        last_organisation_change=edited(unit, people["amina"], website="https://wco.example/enf"),
        last_person_change=edited(coordinator, people["amina"], email="gilles@eu.example"),
        **attached(invitation, by=claire),
        **mailed_in(people["jonas"]),
        **asked_about(card, owner, claire, refused_about=exchange),
        **given_links(coordinator, claire),
        **told_by_mail(people["noor"], invitation, exchange),
        bounce=come_back("press@elsewhere.example"),
        backup=Backup.objects.create(folder="/srv/backups", error="The disk is full.").pk,
        **answered_by_mail(card, owner, people["jonas"]),
        link=linked.pk,
        unlinked=unlinked.pk,
        tag=heritage.pk,
        merged_tag=relics.pk,
        removed_tag=ruins.pk,
        last_tag_change=edited(heritage, people["amina"], name="Cultural heritage"),
        session=UserSession.objects.create(user=claire, ip="127.0.0.1", session_key=elsewhere.session_key).pk,
        security_event=SecurityEvent.record(Kind.SIGNED_IN, None, user=claire).pk,
        claire_in_mail=user_pk_to_url_str(claire),
        key_in_mail=default_token_generator.make_token(claire),
    )


@pytest.fixture
def one_moment() -> Iterator[None]:
    """The clock stands still."""
    now = timezone.now()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: now)
        yield


@pytest.fixture
def worlds(
    things: dict[str, Any], europol: Organisation, omar: User, claire: User, mei: User, request: pytest.FixtureRequest
) -> Worlds:
    """With and without the restricted matter; `general_meeting` and the like lead to what all may see."""
    own = Person.objects.get(account=omar)
    # He sees the report of a unit; managers see that of the whole house.
    Appointment.objects.create(person=own, organisation_id=things["organisation"], title="Officer")
    mine = FollowUp.log(by=claire, title="Write to the partners", owner=own)
    mine.note("It is for June", by=claire)
    keys = things | {f"general_{name}": key for name, key in things.items()}
    keys |= {"partner": europol.pk, "mine": mine.pk, "omar": own.pk}

    def matter() -> dict[str, Any]:
        secret, today = request.getfixturevalue("secret"), request.getfixturevalue("today")
        return spread(secret, keys, former_owner=omar, by=claire, today=today)

    return Worlds(matter)
