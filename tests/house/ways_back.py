"""Every deed that can be taken back: where it is done, where it is taken back, and what it changes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.conf import settings
from django.test import Client

from tests import conftest as cast
from tests.house.conftest import Visitor
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.merging.merge import merge
from tracker.directory.merging.models import KeptApart
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.hand_over import hand_over
from tracker.follow_ups.models import ClosingRule, FollowUp, SavedView
from tracker.history.models import Entry
from tracker.invitations.models import Invitation
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.needs.models import Allocation, Need
from tracker.needs.pledge_changes import edit_pledge, move_pledge, remove_pledge
from tracker.pledges.models import Pledge
from tracker.records.models import InformationOnly, Record
from tracker.reports.models import Mailing

JUNE = date(2018, 6, 1)
# What hangs on no meeting.
NO_MATTER = {"mandate", "organisation", "person", "mailing"}
Things = dict[str, Any]


class Deed(NamedTuple):
    """`do` gives where it is taken back; `form` is the page on which the deed is done, `again` that on which its
    contrary is, where they differ. `told` reads what it changes, `of` names the thing.

    `leaves`: it is out of sight afterwards, so that the page is asked before. `history`: only the last change is
    taken back so. `leads_on`: rights hang on what it changes. `brings`: what comes back with it.
    """

    of: str
    do: Callable[[Things, User], str]
    form: str
    told: Callable[[Things], Any]
    again: str = ""
    leaves: bool = False
    brings: tuple[str, ...] = ()
    history: bool = False
    leads_on: bool = False


def page_of(thing: Any) -> str:
    return f"/records/{thing.pk}/" if isinstance(thing, Record) else thing.get_absolute_url()


def now(thing: Any) -> Any:
    return type(thing)._base_manager.filter(pk=thing.pk).first()


def undone_at(thing: Any, entry: Entry | None) -> str:
    assert entry
    return f"{page_of(thing)}undo/{entry.pk}/"


def changed(of: str, form: str, column: str, verb: Callable[[Any, User], Entry | None], **more: Any) -> Deed:
    """A deed that history knows."""

    def do(things: Things, by: User) -> str:
        return undone_at(things[of], verb(now(things[of]), by))

    return Deed(of, do, f"{{{of}}}{form}", lambda things: getattr(now(things[of]), column), history=True, **more)


def removed(of: str, verb: Callable[[Any, User], Any]) -> Deed:
    def do(things: Things, by: User) -> str:
        verb(now(things[of]), by)
        return f"{page_of(things[of])}restore/"

    return Deed(of, do, f"{{{of}}}remove/", lambda things: now(things[of]).removed_at, leaves=True)


def edited(of: str, column: str, value: Any, **more: Any) -> Deed:
    return changed(of, "edit/", column, lambda item, by: item.change("edited", by=by, **{column: value}), **more)


def need_removed(things: Things, by: User) -> str:
    now(things["need"]).remove(by=by)
    return f"{page_of(things['needy'])}needs/{things['need'].pk}/restore/"


def allocated(things: Things, by: User) -> str:
    made = Allocation.make(things["pledge"], things["other_need"], Decimal(10), by=by)
    return f"{page_of(things['needy'])}allocations/{made.pk}/take-back/"


def informed(things: Things, by: User) -> str:
    record = now(things["record"])
    return f"/records/information/{record.mark_information(record.latest, 0, 4, by=by).pk}/"


def merged(things: Things, by: User) -> str:
    return f"/partners/merges/{merge(now(things['twin']), now(things['person']), by=by).pk}/undo/"


def apart(things: Things, by: User) -> str:
    return f"/partners/apart/{KeptApart.say(things['twin'], things['person'], by=by).pk}/undo/"


def mailing_removed(things: Things, by: User) -> str:
    now(things["mailing"]).remove(by=by)
    return f"{page_of(things['mailing'])}restore/"


def paused(things: Things, by: User) -> str:
    now(things["mailing"]).pause(by=by)
    return f"{page_of(things['mailing'])}resume/"


def ticked(things: Things, by: User) -> str:
    now(things["step"]).do(by=by)
    return f"{page_of(things['follow_up'])}steps/{things['step'].pk}/undone/"


def handed_over(things: Things, by: User) -> str:
    giver = now(things["follow_up"]).owner
    entry = hand_over(giver, things["taker"], by=by, on=JUNE)
    return f"{giver.get_absolute_url()}hand-over/{entry.pk}/undo/" if entry else ""


DEEDS = {
    "retitles a follow-up": edited("follow_up", "title", "Another title"),
    "restricts a follow-up": edited("follow_up", "classification", RESTRICTED, leads_on=True),
    "moves a follow-up": changed(
        "follow_up", "to/done/", "status", lambda item, by: item.move_to("in_progress", by=by)
    ),
    "reports a follow-up done": changed(
        "follow_up", "to/done/", "reported_on", lambda item, by: item.move_to("done", by=by)
    ),
    "confirms a follow-up": changed(
        "follow_up", "confirm/", "confirmed_on",
        lambda item, by: item.move_to("done", by=by) and item.confirm(by=by),
    ),
    "reopens what was confirmed": changed(
        "confirmed", "to/open/", "confirmed_on", lambda item, by: item.move_to("open", by=by, reason="Not yet"),
        again="{confirmed}confirm/",
    ),
    "dates a follow-up": changed("follow_up", "due/", "due_on", lambda item, by: item.set_due(JUNE, by=by)),
    "answers a recommendation": changed(
        "recommended", "acceptance/", "acceptance", lambda item, by: item.answer_recommendation(1, by=by)
    ),
    "answers an invitation": changed(
        "follow_up", "event/readout/", "strength", lambda item, by: item.event.answer_with("accepted", by=by),
        again="{follow_up}edit/",
    ),
    "gives a follow-up": changed(
        "follow_up", "owner/", "owner_id", lambda item, by: item.give_to(None, by=by), leads_on=True
    ),
    "takes a follow-up out of its meeting": changed(
        "follow_up", "edit/", "meeting_id", lambda item, by: item.edit(by=by, meeting=None),
        brings=("meeting",), leads_on=True,
    ),
    "removes a follow-up": removed("follow_up", lambda item, by: item.remove(by=by)),
    "removes a follow-up, and undoes": changed(
        "follow_up", "remove/", "removed_at", lambda item, by: item.remove(by=by), leaves=True
    ),
    "hands over": Deed(
        "follow_up", handed_over, "{giver}hand-over/", lambda things: now(things["follow_up"]).owner_id,
        again="{follow_up}owner/", history=True, leads_on=True,
    ),
    "ticks a step": Deed(
        "follow_up", ticked, "{follow_up}steps/{step_key}/done/", lambda things: now(things["step"]).done_on
    ),
    "removes a need": Deed(
        "needy",
        need_removed,
        "{needy}needs/{need_key}/remove/",
        lambda things: now(things["need"]).removed_at,
        leaves=True,
    ),
    "allocates a pledge": Deed(
        "needy", allocated, "{needy}needs/{other_need_key}/allocate/", lambda things: now(things["pledge"]).allocated
    ),
    "edits an activity": edited("activity", "place", "Tunis"),
    "removes an activity": removed("activity", lambda item, by: item.remove(by=by)),
    "edits a pledge": changed("pledge", "edit/", "detail", lambda item, by: edit_pledge(item, by=by, detail="Soon")),
    "moves a pledge": changed(
        "pledge", "to/received/", "stage", lambda item, by: move_pledge(item, "committed", by=by)
    ),
    "removes a pledge": removed("pledge", lambda item, by: remove_pledge(item, by=by)),
    "edits a meeting": edited("meeting", "place", "Rome"),
    "removes a meeting": removed("meeting", lambda item, by: item.remove(by=by)),
    "edits a record": edited("record", "language", "fr"),
    "marks words": Deed(
        "record",
        informed,
        "/records/information/?record={record_key}&start=0&end=4",
        lambda _things: InformationOnly.objects.count(),
    ),
    "edits a mandate": edited("mandate", "text", "The whole"),
    "edits an organisation": edited("organisation", "about", "A house"),
    "edits a person": edited("person", "about", "A lawyer"),
    "merges two people": Deed(
        "person", merged, "{twin}merge/{person_key}/", lambda things: now(things["twin"]).merged_into_id
    ),
    "keeps two people apart": Deed(
        "person", apart, "{twin}merge/{person_key}/apart/", lambda _things: KeptApart.objects.count()
    ),
    "removes a mailing": Deed(
        "mailing", mailing_removed, "{mailing}remove/", lambda things: now(things["mailing"]).removed_at, leaves=True
    ),
    "pauses a mailing": Deed("mailing", paused, "{mailing}pause/", lambda things: now(things["mailing"]).paused_at),
}  # fmt: skip


class House:
    """The same things in a general or a restricted meeting, of which all but Bao read the minutes."""

    def __init__(self, people: dict[str, User], twin: Person, partner: Organisation) -> None:
        self.people, self.twin, self.partner = people, twin, partner
        self.visitors = {name: Visitor(Client(), user) for name, user in people.items()}
        for visitor in self.visitors.values():
            assert visitor.user
            visitor.client.force_login(visitor.user, backend=settings.AUTHENTICATION_BACKENDS[0])

    def things(self, kind: str, owner: Person) -> Things:
        mei = self.people["mei"]
        meeting = Meeting.log(by=mei, title="Talks", held_on=JUNE, classification=kind)
        meeting.readers.set([user.person for name, user in self.people.items() if name != "bao"])
        of_it = {"by": mei, "meeting": meeting}
        ClosingRule.objects.get_or_create(kind="invitation")
        follow_up = FollowUp.log(**of_it, title="Speak", kind="invitation", strength="offered", owner=owner)
        event = Invitation.enter(follow_up, by=mei, **cast.facts(date(2030, 5, 31), place="Brussels"))
        confirmed = FollowUp.log(**of_it, title="Spoken", kind="invitation", owner=owner)
        confirmed.move_to("done", by=mei)
        confirmed.confirm(by=mei)
        needy = FollowUp.log(**of_it, title="Exchange")
        recommended = FollowUp.log(**of_it, title="Publish", kind="recommendation", owner=owner)
        money = {"kind": "money", "currency": "EUR", "quantity": Decimal(100)}
        need, other_need = (Need.estimate(needy, by=mei, **money) for _twice in range(2))
        amina = self.people["amina"]
        view = SavedView.save_as("All", by=amina)
        mailing = Mailing.add(by=amina, made_by=amina, name="Weekly", view=view)
        return {
            "meeting": meeting,
            "follow_up": follow_up,
            "step": event.steps.get(kind="travel"),
            "mailing": mailing,
            "confirmed": confirmed,
            "recommended": recommended,
            "needy": needy,
            "need": need,
            "other_need": other_need,
            "pledge": Pledge.make(**of_it, donor=self.partner, **money, stage="pledged"),
            "activity": Activity.log(**of_it, title="Train", starts_on=JUNE, ends_on=JUNE),
            "record": Record.write(**of_it, text="They spoke at length."),
            "mandate": Mandate.add(by=mei, kind="resolution", title="Heritage"),
            "organisation": self.partner,
            "person": self.twin,
            "twin": Person.add(by=mei, name="Gilles Kerchove"),
            "taker": mei.person,
            "next": amina.person,
        }
