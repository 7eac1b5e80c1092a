"""What pages say of a house in the middle of its work: more than fits, nothing at all, late, left, restricted, undone.

It stands still on a Monday in 2018, so that everything keeps its distance from today. What is read stands in the folder
`drawn`, as in `test_drawn`, and there as well what sets a part off from another.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from tests import conftest as cast
from tests.conftest import account, facts
from tests.house.drawings import assert_drawn
from tests.house.named import repeated_on
from tests.house.pages import controls_of, marked_lines_of
from tests.house.tags import assert_tags_drawn, tags_on
from tests.house.test_drawn import offered
from tests.house.tree import Node, Tree
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import Role, User
from tracker.activities.models import Activity
from tracker.commitments import tell
from tracker.directory.models import Appointment, Organisation, Person
from tracker.exports.models import FOLDER, Export
from tracker.exports.sight import Sight
from tracker.follow_ups.bulk.bulk_edit import BulkEdit
from tracker.follow_ups.field_register import LISTED
from tracker.follow_ups.hand_over import hand_over
from tracker.follow_ups.list import changes_since, grouping
from tracker.follow_ups.models import BulkChange, FollowUp, SavedView, Snooze, bulk_change
from tracker.implementation import report
from tracker.imports.prepare_import import preview, upload
from tracker.imports.table_reader import Table
from tracker.imports.tasks import begin
from tracker.invitations.models import Invitation, Step
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.needs.models import Allocation, Need
from tracker.pages import desk, find, follow_up_list_layouts, mandate, partners
from tracker.pages import partner as partner_page
from tracker.pages.timeline.page import read_timeline
from tracker.pledges.models import Pledge
from tracker.pledges.models.exchange_rate import Rate
from tracker.records.models import Passage, Record
from tracker.reports.models import Delivery, Mailing

pytestmark = pytest.mark.one_database
MONDAY = date(2018, 9, 10)
TEXT = (
    "They spoke of ports. They will train officers. They will send a list. The weather was fine.\nThey met for lunch."
)

mei, omar = (pytest.fixture(scope="module")(each.__wrapped__) for each in (cast.mei, cast.omar))  # type: ignore[attr-defined]


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


@pytest.fixture(scope="module")
def clock() -> Iterator[list[datetime]]:
    """The moment at which everything happens: its one item."""
    moment = [datetime.combine(day(-30), time(9), UTC)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment[0])
        yield moment


@pytest.fixture(scope="module")
def people(clock: list[datetime], wco: Organisation, noor: User, claire: User, amina: User, jonas: User, mei: User,
           omar: User) -> dict[str, User]:  # fmt: skip
    """The cast, and two whose desks say something else: one whom the directory does not know, and one who has left."""
    ada = User.objects.create_user("ada@suivi.example", name="Ada Byron", role=Role.OFFICER)
    User.objects.create_user("max@suivi.example", name="Max Weber", role=Role.ADMINISTRATOR)
    piet = account(wco, "Piet de Vries", Role.OFFICER)
    User.objects.filter(pk=piet.pk).update(is_active=False)
    cast = {"noor": noor, "claire": claire, "amina": amina, "jonas": jonas, "mei": mei, "omar": omar}
    return cast | {"ada": ada, "piet": piet, "max": User.objects.get(name="Max Weber")}


class Crowd:
    """Makes things in passing; what pages are read of is kept under a name."""

    def __init__(self, people: dict[str, User], eu: Organisation, unit: Organisation) -> None:
        self.claire, self.amina, self.omar, self.piet = (people[name] for name in ("claire", "amina", "omar", "piet"))
        self.eu, self.unit = eu, unit
        self.keys: dict[str, int] = {}

    def keep(self, **rows: Model) -> None:
        self.keys |= {name: row.pk for name, row in rows.items()}

    def log(self, title: str, *, by: User | None = None, **values: Any) -> FollowUp:
        return FollowUp.log(by=by or self.claire, title=title, **{"owner": self.claire.person, **values})


@pytest.fixture(scope="module")
def full(clock: list[datetime], people: dict[str, User], eu: Organisation, unit: Organisation, coordinator: Person,
         tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, int]]:  # fmt: skip
    crowd = Crowd(people, eu, unit)
    crowd.keep(eu=eu, unit=unit, coordinator=coordinator, claires=people["claire"].person, omars=people["omar"].person)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "VAR", tmp_path_factory.mktemp("var"))
        for fill in (fill_desk, fill_meeting, fill_partner, fill_events, fill_needs, fill_work):
            fill(crowd)
        clock[0] = datetime.combine(day(-3), time(14, 30), UTC)
        for fill in (fill_lately, fill_changes, fill_files):
            fill(crowd)
        clock[0] = datetime.combine(MONDAY, time(9), UTC)
        yield crowd.keys


def fill_desk(crowd: Crowd) -> None:
    """One more than fits on a heap, just as many as fit, and what lies on the heaps beside them."""
    for number in range(9):
        crowd.log(f"Late {number}", due_on=day(-number - 1), partner=crowd.eu)
    for number in range(8):
        crowd.log(f"This week {number}", due_on=day(number % 5), detail="Soon.")
    for number in range(4):
        crowd.log(f"Later {number}", due_on=day(60 + number))
    owed = crowd.log("They owe it", owed_by="partner", partner=crowd.eu, due_on=day(-40))
    hidden = crowd.log("Hidden letter", classification=RESTRICTED, due_on=day(3), partner=crowd.eu)
    hidden.move_to("waiting", by=crowd.claire, waiting_on=crowd.eu, review_on=day(5))
    for side in ("us", "partner"):
        asked = crowd.log(f"To ask, {side}", owed_by=side)
        asked.move_to("waiting", by=crowd.claire, waiting_on=crowd.eu, review_on=day(-1))
    dated, undated = crowd.log("Snoozed", due_on=day(9)), crowd.log("Snoozed without a day", classification=RESTRICTED)
    for snoozed in (dated, undated):
        Snooze.keep_off(snoozed, by=crowd.claire, until=day(4))
    for number in range(2):
        crowd.log(f"Of Piet {number}", owner=crowd.piet.person)
    Mandate.write(by=crowd.claire, kind="agreement", title="Ends soon", adopted_on=day(-900), valid_until=day(30),
                  parties=[crowd.eu])  # fmt: skip
    crowd.keep(owed=owed, hidden=hidden, dated=dated, piets=crowd.piet.person)


def fill_meeting(crowd: Crowd) -> None:
    """A meeting whose record was changed, with notes of every look, and one that is to come."""
    claire, guest = crowd.claire, Person.add(by=crowd.claire, name="Rosa Conti")
    seats = [
        Participant(guest, crowd.eu, "Envoy", "guest_head"), Participant(crowd.omar.person, None, "", "", "invited"),
        Participant(claire.person),
    ]  # fmt: skip
    meeting = Meeting.log(by=claire, title="Talks in Lyon", kind="visit", held_on=day(-20), participants=seats)
    record = Record.write(by=claire, meeting=meeting, kind="minutes", language="fr", text=TEXT)

    def said(words: str) -> Passage:
        start = TEXT.index(words)
        return Passage.of(record.latest, start, start + len(words))

    about: dict[str, Any] = {"meeting": meeting}
    gone = crowd.log("Send a list", passage=said("They will send a list"), **about)
    train = crowd.log(
        "Train officers", passage=said("They will train officers"), conditional=True, unit=crowd.unit, **about
    )
    talk = crowd.log("Speak there", kind="invitation", passage=said("ports"), partner=crowd.eu, **about)
    for number, passage in enumerate((said("spoke of ports"), None)):
        crowd.log(f"Done {number}", passage=passage, **about).move_to("done", by=claire)
    secret = crowd.log("Kept quiet", classification=RESTRICTED, **about)
    work = {"by": claire, "starts_on": day(-50), "ends_on": day(-40), **about}
    trained = Activity.log(
        title="Trained them", passage=said("The weather was fine"), done_by=guest, unit=crowd.unit, **work
    )
    Activity.log(title="Met for lunch", passage=said("lunch"), partner=crowd.eu, classification=RESTRICTED, **work)
    record.mark_information(record.latest, TEXT.index("They met"), len(TEXT), by=claire)
    record.rewrite(TEXT.replace("They will send a list. The weather was fine.", "It rained."), by=crowd.amina)
    Record.write(by=claire, meeting=meeting, kind="note", language="en", text="Not for all.", classification=RESTRICTED)
    empty = Meeting.log(by=claire, title="Nothing said", held_on=day(-21), classification=RESTRICTED)
    Meeting.log(
        by=claire,
        title="Next talks",
        held_on=day(2),
        starts_at=time(14, 30),
        place="Nice",
        participants=[Participant(claire.person)],
    )
    Meeting.log(by=crowd.amina, title="Talks of others", held_on=day(1), ends_on=day(3), kind="call")
    crowd.keep(
        meeting=meeting, empty=empty, gone=gone, train=train, talk=talk, secret=secret, trained=trained, rosa=guest
    )


def fill_partner(crowd: Crowd) -> None:
    """A partner with more of each than fits, one with just as many, one with nothing, and one that few know of."""
    claire = crowd.claire
    busy = Organisation.add(by=claire, name="Frontex", short_name="FRONTEX", country="PL")
    just, bare, quiet = (
        Organisation.add(by=claire, name=name, **more)
        for name, more in (("Interpol", {}), ("Eurojust", {}), ("Bureau Zero", {"classification": RESTRICTED}))
    )
    envoy = Person.add(by=claire, name="Ivo Lukic", classification=RESTRICTED, email="ivo@zero.example")
    Appointment.objects.create(person=envoy, organisation=quiet, title="Head")
    left = Person.add(by=claire, name="Lea Roth")
    Appointment.objects.create(person=left, organisation=busy, title="Director", until=day(-5))
    crowd.log("Of Lea", owner=left, due_on=day(-2), partner=busy)
    Organisation.add(by=claire, name="Frontex Liaison", parent=busy)
    for many, partner in ((11, busy), (10, just)):
        seat = Person.add(by=claire, name=f"Somebody of {partner}")
        for number in range(many):
            Meeting.log(by=claire, title=f"Zeta {number}", held_on=day(-100 - number), place="Lodz" * (number % 2),
                        participants=[Participant(seat, partner)])  # fmt: skip
            Pledge.make(
                by=claire,
                donor=partner,
                kind="staff",
                people=2 + number,
                quantity=Decimal(6 + 3 * number),
                made_on=day(-120),
            )
    Mandate.write(by=claire, kind="agreement", title="In force", adopted_on=day(-9), parties=[busy, just])
    old = Mandate.write(
        by=claire, kind="agreement", title="Over", adopted_on=day(-900), valid_until=day(-1), parties=[busy, just]
    )
    for number in range(2):
        Mandate.write(by=claire, kind="resolution", symbol=f"R/{number}", title="Adopted", body=busy)
    crowd.keep(busy=busy, just=just, bare=bare, quiet=quiet, envoy=envoy, left=left, over=old)


def fill_events(crowd: Crowd) -> None:
    """Events that are over, answered, declined, delivered, given by ourselves, or on days that are not fixed yet."""
    claire = crowd.claire

    def event(name: str, first: int, **more: Any) -> Invitation:
        follow_up = crowd.log(
            name, kind="invitation", partner=more.pop("partner", None), classification=more.pop("kept", "general")
        )
        crowd.keep(**{name.lower().replace(" ", "_"): follow_up})
        return Invitation.enter(follow_up, by=claire, on=day(-200), **facts(day(first), title=f"{name} there", **more))

    event("Passed", -6, partner=crowd.eu, place="Metz")
    event("Passed quietly", -7, kept=RESTRICTED)
    soon = event("Soon", 9, place="Ghent", reply_by=day(2), organiser_name="the city")
    Step.add_to(soon, by=claire, title="Book a hall", days=-12, owner=crowd.omar.person)
    declined = event("Refused", 12, link="https://meet.example/", speaker=crowd.omar.person)
    declined.follow_up.move_to("declined", by=claire, reason="No time.")
    accepted = event("Accepted", 41, role="chair", reply_by=day(5))
    accepted.answer_with("accepted", by=claire)
    issued = event("Given by us", 42, direction="issued", organiser=crowd.unit, days_said="in autumn")
    issued.steps.get(kind="deliver").edit(by=claire, owner=crowd.omar.person)
    delivered = event("Held", -9)
    delivered.deliver(by=claire)
    delivered.follow_up.change("edited", by=claire, **{"invitation.readout": "It went well."})


def fill_needs(crowd: Crowd) -> None:
    """Needs that are covered, promised, lacking, and of which nothing is known; offers that have nothing left."""
    claire, mine = crowd.claire, {"partner": crowd.eu}
    half, whole = (
        crowd.log("Half covered", due_on=day(30), **mine),
        crowd.log("Covered", due_on=day(31), **mine),
    )
    money = [
        Need.estimate(
            each, by=claire, kind="money", currency="EUR", quantity=Decimal(9_000), what="for rooms", priority=2
        )
        for each in (half, whole)
    ]
    Need.estimate(half, by=claire, kind="in_kind", quantity=Decimal(30), what="laptops")
    crowd.log("Nothing known", conditional=True, **mine)
    offer: dict[str, Any] = {"by": claire, "donor": crowd.eu}
    money_offer = {**offer, "kind": "money", "currency": "EUR"}
    firm = Pledge.make(
        **money_offer | {"currency": "USD"}, quantity=Decimal(12_500), stage="committed", made_on=day(-150)
    )
    soft = Pledge.make(**money_offer, quantity=Decimal(5_000), made_on=day(-91))
    Rate.add(by=claire, currency="USD", day=day(-300), rate=Decimal("1.25"), source="ECB")
    Rate.add(by=claire, currency="USD", day=day(-400), rate=Decimal("1.10"), source="ECB")
    Allocation.make(firm, money[1], Decimal(9_000), by=claire)
    # As in a house of before: it is refused now.
    FollowUp.objects.filter(pk=whole.pk).update(classification=RESTRICTED)
    Allocation.make(soft, money[0], Decimal(3_000), by=claire)
    Allocation.make(soft, money[0], Decimal(1_000), by=claire).take_back(by=claire)
    gone = Pledge.make(**money_offer, quantity=Decimal(1_000), made_on=day(-2))
    hidden = {"people": 1, "quantity": Decimal(3), "made_on": day(-100), "classification": RESTRICTED}
    Pledge.make(**offer, kind="staff", **hidden)
    gone.move_to("withdrawn", by=claire, reason="They saved.")
    crowd.keep(half=half, whole=whole, firm=firm, soft=soft, withdrawn=gone, covered=money[1], lacking=money[0])


def fill_work(crowd: Crowd) -> None:
    """A mandate with something under each paragraph and as a whole, one that nothing implements, and what was done."""
    claire = crowd.claire
    mandate = Mandate.write(by=claire, kind="strategy", symbol="ST/1", title="Strategy", adopted_on=day(-80),
                            paragraphs="1 Train.\n2 Report.\n3 Rest.", link="https://st.example/1")  # fmt: skip
    bare = Mandate.write(by=claire, kind="decision", title="Decision", adopted_on=day(-70))
    one, two, _three = mandate.paragraphs.all()
    crowd.log("Under one", mandates=[Target.of(one), Target.of(two)], classification=RESTRICTED)
    for title, number in (("As a whole", 4_000), ("Lacking", 600)):
        lacks = crowd.log(title, mandates=[Target.of(mandate)], due_on=day(-30))
        Need.estimate(lacks, by=claire, kind="money", currency="EUR", quantity=Decimal(number))
    FollowUp.objects.get(title="As a whole").move_to("done", by=claire)
    held: dict[str, Any] = {"by": claire, "starts_on": day(-60), "ends_on": day(-60)}
    Activity.log(title="Did two", mandates=[Target.of(two)], reached=1_000, place="Oslo", **held)
    quiet = Activity.log(
        title="Did all", mandates=[Target.of(mandate)], classification=RESTRICTED, unit=crowd.unit, reached=0, **held
    )
    quiet.edit(by=claire, place="Bergen")
    crowd.log("Of what is over", mandates=[Target.of(Mandate.objects.get(title="Over"))])
    crowd.keep(strategy=mandate, decision=bare, did_all=quiet)


def fill_lately(crowd: Crowd) -> None:
    """What others did to what Claire owns, and what nobody did."""
    owed, dated = (FollowUp.objects.get(pk=crowd.keys[name]) for name in ("owed", "dated"))
    owed.note("They called.\nTwice.", by=crowd.amina)
    owed.set_due(day(-20), by=crowd.amina, reason="They asked.")
    FollowUp.objects.get(pk=crowd.keys["hidden"]).set_due(day(4), by=crowd.claire)
    dated.change("edited", by=None, detail="Found by itself.")
    crowd.log("Given to Claire", by=crowd.amina, owner=crowd.claire.person)
    ended = crowd.log("Dropped lately", due_on=day(-5), partner=Organisation.objects.get(name="Frontex"))
    crowd.log("Of nobody", owner=None, partner=crowd.eu)
    ended.move_to("dropped", by=crowd.claire, reason="No use.")
    crowd.log("Of Omar", owner=crowd.omar.person, by=crowd.omar, detail="Two pages.", partner=crowd.eu)
    note = hand_over(crowd.omar.person, crowd.amina.person, by=crowd.amina, on=MONDAY, words="They travel.")
    assert note
    crowd.keep(ended=ended, handover=note)


def fill_changes(crowd: Crowd) -> None:
    """Changes of many: some of whom stay as they are, of which nobody is left, and one that is only a note."""
    claire = crowd.claire
    done = crowd.log("Done before")
    done.move_to("done", by=claire)
    kept, lost = crowd.log("To change", partner=crowd.eu), crowd.log("Lost on the way")

    def chosen(*rows: FollowUp) -> BulkChange:
        return BulkChange.choose([(row.pk, FollowUp.objects.get(pk=row.pk).version) for row in rows], by=claire)

    some, none, noted, moved = chosen(done, kept, lost), chosen(done), chosen(kept, lost), chosen(kept, done, lost)
    lost.remove(by=claire)
    shifted = chosen(*FollowUp.objects.filter(title="This week 0"))
    shifted.start(BulkEdit(columns={"unit": crowd.unit}, shift=3))
    shifted.go_on()
    noted.start(BulkEdit(note="Looked at."))
    noted.go_on()
    moved.start(BulkEdit(status="in_progress"))
    moved.go_on()
    later = FollowUp.objects.filter(title__startswith="Later").order_by("pk")
    working, taken = chosen(kept, done), chosen(*later[:3])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk_change, "AT_A_TIME", 1)
        for change in (working, taken):
            change.start(BulkEdit(columns={"unit": crowd.unit}))
            change.go_on()
        taken.go_on()
        taken.take_back()
    crowd.keep(some=some, none=none, noted=noted, moved=moved, shifted=shifted, working=working, taken=taken)


def fill_files(crowd: Crowd) -> None:
    """What came in as a table, what went out as a file or a mail, or did not."""
    amina, claire = crowd.amina, crowd.claire
    reference = FollowUp.objects.get(pk=crowd.keys["owed"]).reference
    lines = [
        ["", "New one", "Claire Dubois"],
        [reference, "They owe it", ""],
        [reference, "Owed", "Nobody"],
        ["", "", ""],
    ]
    written = upload("written.csv", Table([["Ref", "Title", "Owner"], *lines]), by=claire)
    preview(written)
    begin(written)
    nothing = upload("nothing.csv", Table([["Title"], [""]]), by=claire)
    preview(nothing)
    view = SavedView.save_as("Mine", by=amina, query="status=active")
    made: dict[str, Any] = {"by": amina, "made_by": amina, "addresses": "a@eu.example"}
    running, paused = (Mailing.add(name=name, view=view, **made) for name in ("Running", "Paused"))
    paused.pause(by=amina)
    lost = Mailing.add(
        name="Nobody left", cut="unit", **made | {"people": [crowd.piet.person, Person.objects.get(name="Lea Roth")]}
    )
    Mailing.objects.filter(pk=lost.pk).update(made_by=people_left(crowd))
    slot = timezone.now()
    for status in ("waiting", "unsure", "sent"):
        Delivery.objects.create(mailing=running, slot=slot, at=slot, address=f"{status}@eu.example", status=status)
    Delivery.objects.create(
        mailing=paused, slot=slot, at=slot, address="me@eu.example", status="not_sent", why="stopped", asked_by=amina
    )
    asked = {"by": claire, "form": "csv", "language": "en", "title": "Meetings", "page": "meetings:list"}
    asked |= {"make": "tracker.meetings.export.sheet_for"}
    failed, ready = (Export.ask(query=f"year={number}", rows=number, **asked) for number in (1, 6_000))
    failed.end(why="broken")
    FOLDER.keep(ready.kept_as, b"Title\n")
    FOLDER.keep(ready.sight_kept_as, Sight.of(claire.pk).noted)
    ready.end(name="meetings.csv")
    crowd.keep(
        written=written, nothing=nothing, running=running, paused=paused, nobody=lost, failed=failed, ready=ready
    )


def people_left(crowd: Crowd) -> User:
    return crowd.piet


# Who reads which page.
READ = {
    "desk": ("claire", "/"),
    **{f"desk_{who}": (who, "/") for who in ("omar", "jonas", "ada", "noor", "mei", "amina", "max")},
    "month": ("claire", "/calendar/"),
    "month_all": ("mei", "/calendar/?whose=all"),
    "agenda_empty": ("noor", "/calendar/?view=agenda"),
    "month_first": ("noor", "/calendar/?month=1900-01&whose=all"),
    "month_last": ("noor", "/calendar/?month=2200-12&whose=all"),
    "list": ("mei", "/follow-ups/?sort=-due&kind=invitation"),
    "list_month": ("claire", "/follow-ups/?layout=calendar&late=on"),
    "list_groups": ("mei", "/follow-ups/?group=owner&partner={eu}"),
    "list_board": ("mei", "/follow-ups/?layout=board&partner={eu}"),
    "list_nothing": ("noor", "/follow-ups/?q=zebra"),
    "since": ("mei", "/follow-ups/since/?since=6+September+2018&partner={eu}"),
    "since_nothing": ("noor", "/follow-ups/since/?since=10+September+2018"),
    "since_asked": ("noor", "/follow-ups/since/"),
    "find": ("mei", "/find/?q=zeta"),
    "find_kept": ("mei", "/find/?q=hidden"),
    "find_sections": ("noor", "/find/?q=conti"),
    "find_all": ("noor", "/find/"),
    "find_few": ("noor", "/find/?q=lyon"),
    "person_claires": ("amina", "/partners/people/{claires}/"),
    "partner_noor": ("noor", "/partners/{bare}/"),
    "partner_eu_claire": ("claire", "/partners/{eu}/"),
    "pledge_new": ("claire", "/pledges/new/?kind=staff"),
    "follow_up_new": ("claire", "/follow-ups/new/"),
    "find_in_french": ("noor", "/find/?q=officers"),
    **{f"meeting_{who}": (who, "/meetings/{meeting}/") for who in ("claire", "noor")},
    "meeting_empty": ("claire", "/meetings/{empty}/"),
    **{f"partner_{name}": ("amina", f"/partners/{{{name}}}/") for name in ("busy", "just", "bare", "unit")},
    "partner_quiet": ("mei", "/partners/{quiet}/"),
    "partner_eu": ("noor", "/partners/{eu}/"),
    "partner_claire": ("claire", "/partners/{bare}/"),
    "timeline": ("mei", "/partners/{eu}/timeline/"),
    "timeline_kind": ("noor", "/partners/{busy}/timeline/?show=meetings"),
    "timeline_none": ("noor", "/partners/{bare}/timeline/"),
    "partners_none": ("noor", "/partners/?q=zebra"),
    "partners_found": ("mei", "/partners/?q=zero"),
    **{f"person_{name}": ("amina", f"/partners/people/{{{name}}}/") for name in ("left", "piets", "rosa")},
    "person_envoy": ("mei", "/partners/people/{envoy}/"),
    "leavers": ("amina", "/partners/people/left/"),
    **{f"follow_up_{name}": ("claire", f"/follow-ups/{{{name}}}/") for name in (
        "owed", "hidden", "dated", "gone", "talk", "train", "passed", "soon", "refused", "accepted",
        "given_by_us", "held", "half", "whole", "ended", "passed_quietly",
    )},
    "follow_up_reader": ("noor", "/follow-ups/{half}/"),
    "follow_up_of_step": ("omar", "/follow-ups/{soon}/"),
    "glance_ended": ("claire", "/follow-ups/{ended}/glance/"),
    "glance_hidden": ("claire", "/follow-ups/{secret}/glance/"),
    **{f"pledge_{name}": ("claire", f"/pledges/{{{name}}}/") for name in ("firm", "soft", "withdrawn")},
    "pledges": ("claire", "/pledges/"),
    "allocate": ("claire", "/follow-ups/{half}/needs/{lacking}/allocate/"),
    "unlock": ("claire", "/pledges/unlock/?amount=5,000"),
    "unlock_dollars": ("claire", "/pledges/unlock/?amount=5,000&currency=USD"),
    "unlock_nothing": ("noor", "/pledges/unlock/"),
    **{f"mandate_{name}": ("claire", f"/mandates/{{{name}}}/") for name in ("strategy", "decision", "over")},
    "implementation": ("claire", "/mandates/{strategy}/report/?from=1+January+2018&until=31+December+2018"),
    "implementation_noor": ("noor", "/mandates/{strategy}/report/?from=1+January+2018&until=31+December+2018"),
    "implementation_none": ("noor", "/mandates/{decision}/report/?from=1+January+2018&until=31+December+2018"),
    "activity_trained": ("claire", "/mandates/activities/{trained}/"),
    "activity_all": ("claire", "/mandates/activities/{did_all}/"),
    "activities": ("mei", "/mandates/activities/"),
    "activities_none": ("noor", "/mandates/activities/?q=zebra"),
    "handed": ("amina", "/partners/people/{omars}/hand-over/{handover}/"),
    "handed_reader": ("claire", "/partners/people/{omars}/hand-over/{handover}/"),
    "hand_note": ("amina", "/partners/people/{piets}/hand-over/note/"),
    "hand_note_none": ("amina", "/partners/people/{rosa}/hand-over/note/"),
    "bulk_some": ("claire", "/follow-ups/changes/{some}/?status=in_progress"),
    "bulk_none": ("claire", "/follow-ups/changes/{none}/?status=in_progress"),
    "bulk_asked": ("claire", "/follow-ups/changes/{some}/"),
    **{f"bulk_{name}": ("claire", f"/follow-ups/changes/{{{name}}}/") for name in (
        "noted", "moved", "shifted", "working", "taken",
    )},
    **{f"import_{show}": ("claire", f"/imports/{{written}}/?show={show}") for show in (
        "new", "changed", "same", "refused",
    )},
    "import_nothing": ("claire", "/imports/{nothing}/"),
    "imports": ("claire", "/imports/"),
    "mailed": ("amina", "/reports/mailed/"),
    "mailed_none": ("mei", "/reports/mailed/"),
    "mailing_running": ("amina", "/reports/mailed/{running}/"),
    "mailing_paused": ("jonas", "/reports/mailed/{paused}/"),
    "mailing_nobody": ("jonas", "/reports/mailed/{nobody}/"),
    "report": ("mei", "/reports/?period=2018&by=owner"),
    "report_units": ("amina", "/reports/?period=2018&by=unit"),
    "report_wrong": ("amina", "/reports/?period=soon&by=mandate"),
    "report_nothing": ("amina", "/reports/?period=2001&by=mandate"),
    "exports": ("claire", "/exports/"),
    "export_failed": ("claire", "/exports/{failed}/"),
    "export_ready": ("claire", "/exports/{ready}/"),
}  # fmt: skip


@pytest.fixture(scope="module")
def read(full: dict[str, int], people: dict[str, User]) -> dict[str, tuple[str, Any]]:
    """Each page, and what it answered."""
    clients: dict[str, Client] = {}
    for who, user in people.items():
        clients[who] = Client()
        clients[who].force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return {name: (place := path.format(**full), clients[who].get(place)) for name, (who, path) in READ.items()}


@pytest.mark.parametrize("name", READ)
def test_a_page_of_a_crowded_house_says_what_is_so(name: str, read: dict[str, tuple[str, Any]]) -> None:
    place, page = read[name]
    said = said_of(place, page, beside=read["desk_ada"])
    drawn = Path(__file__).parent / "drawn" / f"crowded_{name}.txt"
    if not drawn.exists():
        drawn.write_text("\n".join([*said, ""]))
        pytest.fail(f"{drawn} is written: read it.")
    assert said == drawn.read_text().splitlines()


def said_of(place: str, page: Any, beside: tuple[str, Any]) -> list[str]:
    controls = [line for line in controls_of(page) if "csrfmiddlewaretoken" not in line]
    return [*marked_lines_of(page), *controls, *offered(place, page, beside=beside)]


# Pages whose words are drawn of a house that is less full.
FURTHER = {"mandates": "/mandates/", "meetings": "/meetings/", "later_follow_ups": "/follow-ups/?page=2",
           "views": "/follow-ups/views/"}  # fmt: skip


def test_a_page_of_a_crowded_house_is_marked_up_as_drawn(
    read: dict[str, tuple[str, Any]], full: dict[str, int], people: dict[str, User]
) -> None:
    client = Client()
    client.force_login(people["mei"], backend=settings.AUTHENTICATION_BACKENDS[0])
    pages = {name: page for name, (_place, page) in read.items()}
    pages |= {name: client.get(path.format(**full)) for name, path in FURTHER.items()}
    assert_tags_drawn("tags_crowded", {name: tags_on(Tree(page.text)) for name, page in pages.items()})


def test_a_link_leads_where_it_says_though_the_head_of_a_page_leads_there_too(
    read: dict[str, tuple[str, Any]],
) -> None:
    found = {name: repeated_on(Tree(page.text)) for name, (_place, page) in read.items()}
    assert_drawn("crowded_repeated", {name: lines for name, lines in found.items() if lines})


# Of each kind one is shown; and what a list looks like that is asked for otherwise than above.
CUT_AT: dict[Any, tuple[str, ...]] = {
    desk: ("MOST_LINES",), partner_page: ("MOST_MEETINGS", "MOST_FOLLOW_UPS", "MOST_MANDATES", "MOST_PLEDGES"),
    follow_up_list_layouts: ("ON_A_LANE",), grouping: ("MOST_GROUPS", "ROWS_EACH"), changes_since: ("MOST",),
    mandate: ("MOST_FOLLOW_UPS", "MOST_ACTIVITIES"), report: ("MOST_LINES",), tell: ("MOST_LINES",), find: ("MOST",),
    partners: ("OPEN_UP_TO",),
}  # fmt: skip
CUT = {
    **{f"desk_{who}": (who, "/") for who in ("claire", "amina", "mei")},
    **{f"partner_{name}": ("claire", f"/partners/{{{name}}}/") for name in ("busy", "eu")},
    "board": ("mei", "/follow-ups/?layout=board&partner={eu}"),
    "board_sorted": ("mei", "/follow-ups/?layout=board&partner={eu}&sort=title"),
    "groups": ("claire", "/follow-ups/?group=partner&status="),
    "groups_reader": ("noor", "/follow-ups/?group=owner&status="),
    "timeline": ("mei", "/partners/{eu}/timeline/"),
    "partners_folded": ("claire", "/partners/"), "partners_opened": ("claire", "/partners/?open={busy}"),
    "mandate": ("claire", "/mandates/{strategy}/"),
    "implementation": ("claire", "/mandates/{strategy}/report/?from=1+January+2018&until=31+December+2018"),
    "since": ("mei", "/follow-ups/since/?since=6+September+2018"),
    "commitments": ("claire", "/commitments/?partner={eu}"),
    "find": ("mei", "/find/?q=zeta"),
    "removed": ("claire", "/follow-ups/removed/"),
    "views": ("claire", "/follow-ups/views/?kind=training&sort=title"),
    "all_columns": ("claire", f"/follow-ups/arrange/?columns={','.join(LISTED)}"),
    "people_none": ("claire", "/partners/people/?q=zebra"),
    "wrong_filter": ("claire", "/follow-ups/?due_from=soonish&ownr=x"),
}  # fmt: skip


def test_where_more_is_there_than_is_shown_it_is_said(full: dict[str, int], people: dict[str, User]) -> None:
    clients = {who: Client() for who in people}
    for who, client in clients.items():
        client.force_login(people[who], backend=settings.AUTHENTICATION_BACKENDS[0])
    with pytest.MonkeyPatch.context() as patch:
        for module, names in CUT_AT.items():
            for name in names:
                patch.setattr(module, name, 1)
        patch.setattr(desk, "LINES", dict.fromkeys(desk.LINES, 1))
        patch.setattr(read_timeline, "__defaults__", ("", None, 2))
        places = {name: (who, path.format(**full)) for name, (who, path) in CUT.items()}
        pages = {name: (place, clients[who].get(place)) for name, (who, place) in places.items()}
    beside = "/keys/", clients["noor"].get("/keys/")
    assert_tags_drawn("tags_cut", {name: tags_on(Tree(page.text)) for name, (_place, page) in pages.items()})
    assert_drawn("crowded_cut", {name: said_of(place, page, beside) for name, (place, page) in pages.items()})


ADDRESSES: dict[type[Model], str] = {
    FollowUp: "/follow-ups/{}/", Meeting: "/meetings/{}/", Pledge: "/pledges/{}/", Activity: "/mandates/activities/{}/",
    Organisation: "/partners/{}/", Person: "/partners/people/{}/",
}  # fmt: skip


def test_whatever_is_restricted_is_marked_wherever_it_is_named(read: dict[str, tuple[str, Any]]) -> None:
    """Each link to its page stands in a row that says so, but on that very page."""
    hidden = {model: model._base_manager.filter(classification=RESTRICTED) for model in ADDRESSES}
    addresses = {ADDRESSES[model].format(row.pk) for model, rows in hidden.items() for row in rows}
    links = [(name, place, link) for name, (place, page) in read.items() for link in links_of(page)]
    named = [(name, link) for name, place, link in links if led_to(link) in addresses and led_to(link) not in place]
    assert len(named) > 40
    assert {f"{name}: {link.words()}" for name, link in named if not says_restricted(link)} == set()


def led_to(link: Node) -> str:
    return link.get("href").partition("#")[0]


def links_of(page: Any) -> list[Node]:
    return [node for node in Tree(page.text).main().within() if node.tag == "a" and node.words()]


def says_restricted(link: Node) -> bool:
    """Its row does: of a list, a table, a margin; else what stands around it."""
    around = [*link.around()]
    rows = [node for node in around if node.tag in ("li", "tr", "article")] or [
        node for node in around if node.tag == "div"
    ]
    said = [rows[0].words(), *(node.get(name) for node in rows[0].within() for name in ("title", "aria-label"))]
    return any("restricted" in words.lower() for words in said)
