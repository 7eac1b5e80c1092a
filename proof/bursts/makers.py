"""A fresh one of whatever is pressed upon: nothing that was done to another one is in its way."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from proof.bursts.matter import Matter
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.demo.cast import PASSWORD
from tracker.directory.merging.merge import merge
from tracker.directory.merging.models import Merge
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.bulk.bulk_edit import BulkEdit
from tracker.follow_ups.models import BulkChange, FollowUp, SavedView, Snooze
from tracker.history.models import Entry
from tracker.history.tracked_model import Tracked
from tracker.invitations.models import Invitation, Step
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.needs.models import Allocation, Need
from tracker.pledges.models import Pledge
from tracker.records.models import Record
from tracker.reports.models import Mailing

STARTS = datetime(2030, 5, 31, 7, 30, tzinfo=UTC)
TEXT = "They agreed to train officers, and to meet again."


def removed(name: str) -> Callable[[Matter], Any]:
    def make(matter: Matter) -> Any:
        matter[name].remove(by=matter.by)
        return matter[name]

    return make


def change(name: str, **values: Any) -> Callable[[Matter], Entry]:
    """The last change of the thing, which may be undone."""

    def make(matter: Matter) -> Entry:
        thing: Tracked = matter[name]
        entry = thing.change("edited", by=matter.by, **values)
        assert entry
        return entry

    return make


REMOVABLE = ("follow_up", "need", "pledge", "meeting", "activity", "mailing", "view")
CHANGES: dict[str, dict[str, str]] = {
    "follow_up": {"detail": "More."}, "pledge": {"detail": "More."}, "meeting": {"place": "Lyon"},
    "record": {"kind": "minutes"}, "mandate": {"text": "A summary."}, "activity": {"place": "Lyon"},
    "organisation": {"website": "https://wco.example/enf"}, "person": {"email": "rosa@eu.example"},
}  # fmt: skip


def follow_up(matter: Matter) -> FollowUp:
    return FollowUp.log(by=matter.by, title=matter.title("Train officers"), owner=matter.by.person)


def meeting(matter: Matter) -> Meeting:
    return Meeting.log(by=matter.by, title=matter.title("Talks"), held_on=date(2018, 5, 25))


def event(matter: Matter) -> Invitation:
    facts: dict[str, Any] = {"starts": STARTS, "ends": STARTS, "zone": "Europe/Brussels", "place": "Brussels"}
    return Invitation.enter(matter["invited"], by=matter.by, title="Workshop", **facts)


def invited(matter: Matter) -> FollowUp:
    return FollowUp.log(by=matter.by, title=matter.title("Speak"), kind="invitation", owner=matter.by.person)


def step(matter: Matter) -> Step:
    return Step.add_to(matter["event"], by=matter.by, title=matter.title("Ask for the programme"), days=-3)


def step_done(matter: Matter) -> Any:
    matter["step"].do(by=matter.by)
    return matter["step"]


def need(matter: Matter) -> Need:
    return Need.estimate(matter["follow_up"], by=matter.by, kind="money", currency="EUR", quantity=Decimal(9_000))


def allocation(matter: Matter) -> Allocation:
    return Allocation.make(matter["pledge"], matter["need"], Decimal(1_000), by=matter.by)


def pledge(matter: Matter) -> Pledge:
    given = {"donor": matter["organisation"], "kind": "money", "currency": "EUR", "quantity": Decimal(5_000)}
    return Pledge.make(by=matter.by, **given)


def activity(matter: Matter) -> Activity:
    held: dict[str, Any] = {
        "starts_on": date(2017, 3, 6),
        "ends_on": date(2017, 3, 10),
        "mandates": [Target.of(matter["mandate"])],
    }
    return Activity.log(by=matter.by, title=matter.title("Train"), **held)


def post(matter: Matter) -> Appointment:
    return Appointment.objects.create(person=matter["person"], organisation=matter["organisation"], title="Envoy")


def bulk(matter: Matter) -> BulkChange:
    rows = [(matter["follow_up"].pk, matter["follow_up"].version)]
    return BulkChange.choose(rows, by=matter.by)


def handover(matter: Matter) -> Entry:
    entry: Entry | None = matter["owned"].give_to(matter["person"], by=matter.by, note="Handed over.")
    assert entry
    return entry


def mailing(matter: Matter) -> Mailing:
    given = {"name": matter.title("Weekly"), "view": matter["view"], "addresses": "desk@eu.example"}
    return Mailing.add(by=matter.by, made_by=matter.by, **given)


def paused(matter: Matter) -> Mailing:
    stopped: Mailing = matter["mailing"]
    stopped.pause(by=matter.by)
    return stopped


def snoozed(matter: Matter) -> Snooze:
    Snooze.keep_off(matter["follow_up"], by=matter.by, until=timezone.localdate() + timedelta(days=3))
    return Snooze.objects.get(follow_up=matter["follow_up"])


def bulk_done(matter: Matter) -> BulkChange:
    matter["bulk"].start(BulkEdit(status="in_progress"))
    matter["bulk"].go_on()
    done: BulkChange = matter["bulk"]
    return done


def newcomer(matter: Matter) -> User:
    """Somebody with an account and a password that the demo's people have."""
    name = matter.title("Newcomer")
    user = User.objects.create_user(f"newcomer{matter.number}@suivi.example", PASSWORD, name=name)
    Person.add(by=None, name=name, email=user.email, account=user)
    return user


def owned(matter: Matter) -> FollowUp:
    return FollowUp.log(by=matter.by, title=matter.title("To hand over"), owner=matter["giver"])


def record(matter: Matter) -> Record:
    return Record.write(by=matter.by, text=TEXT, meeting=matter["meeting"], kind="note")


def mandate(matter: Matter) -> Mandate:
    return Mandate.add(by=matter.by, kind="programme", title=matter.title("Security Programme"))


def organisation(matter: Matter) -> Organisation:
    return Organisation.add(by=matter.by, name=matter.title("Agency"))


def person(matter: Matter) -> Person:
    return Person.add(by=matter.by, name=matter.title("Rosa Conti"))


def twin(matter: Matter) -> Person:
    return Person.add(by=matter.by, name=matter.title("Conti, Rosa"))


def merged(matter: Matter) -> Merge:
    return merge(matter["twin"], matter["person"], by=matter.by)


def giver(matter: Matter) -> Person:
    return Person.add(by=matter.by, name=matter.title("Ada Giver"))


def view(matter: Matter) -> SavedView:
    return SavedView.save_as(matter.title("Mine"), by=matter.by, query="q=x", audience="all")


MAKERS: dict[str, Callable[[Matter], Any]] = {
    **{made.__name__: made for made in (follow_up, invited, event, step, step_done, snoozed, bulk, bulk_done)},
    **{made.__name__: made for made in (need, pledge, allocation, meeting, record, mandate, activity, post)},
    **{made.__name__: made for made in (giver, owned, handover, mailing, paused, view, newcomer)},
    **{made.__name__: made for made in (organisation, person, twin, merged)},
    **{f"removed_{name}": removed(name) for name in REMOVABLE},
    **{f"{name}_change": change(name, **values) for name, values in CHANGES.items()},
}
