"""A house with two of everything that differ in one thing each, named by it, and rows on both sides of each edge.

It is read on one Wednesday: the clock stands still while it is made and looked at.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from tests.conftest import facts
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.choices import FollowUpPriority, Kind, Strength
from tracker.follow_ups.models import FollowUp, Link, LinkKind, Snooze
from tracker.history.models import Entry
from tracker.invitations.models import Invitation
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.needs.models import Need
from tracker.pledges.models import Pledge
from tracker.pledges.stages import Stage
from tracker.tags.models import Tag

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
TODAY = NOW.date()
House = dict[str, Any]


# What each names among what is implemented.
IMPLEMENTS = {
    "whole": ["first"], "paragraph 1": ["one"], "paragraph 2": ["two"], "of other": ["of_second"],
    "both": ["first", "of_second"],
}  # fmt: skip


def on(number: int, day: date = TODAY) -> date:
    return day + timedelta(days=number)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@pytest.fixture(scope="module", autouse=True)
def one_day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: NOW)
        yield


@pytest.fixture(scope="module")
def house(
    one_day: None, claire: User, noor: User, amina: User, wco: Organisation, unit: Organisation, eu: Organisation
) -> House:
    """What the rows hang on, by name; the rows themselves are found by their titles."""
    by: dict[str, Any] = {"by": claire}
    europol = Organisation.add(**by, name="European Police Office", short_name="EUROPOL", parent=eu)
    union = Organisation.add(**by, name="African Union", short_name="AU")
    team = Organisation.add(**by, name="Drugs Team", short_name="DRUGS", is_ours=True, parent=unit)
    legal = Organisation.add(**by, name="Legal Unit", short_name="LEG", is_ours=True, parent=wco)
    rosa = Person.add(**by, name="Rosa Conti")
    found: House = {
        "claire": claire.person, "noor": noor.person, "rosa": rosa, "amina": amina.person, "enf": unit, "team": team,
        "legal": legal, "wco": wco, "eu": eu, "europol": europol, "au": union,
    }  # fmt: skip
    found |= {name: Tag.write(name, by=claire) for name in ("heritage", "museums")}
    found |= _mandates(claire, found) | _meetings(claire, found)
    _follow_ups(claire, found)
    _told_of_days(claire, amina, found)
    _events(claire)
    _pledges(claire, found)
    _activities(claire, found)
    return found


def _mandates(by: User, house: House) -> House:
    def write(title: str, **values: Any) -> Mandate:
        return Mandate.write(by=by, **{"kind": "resolution", "title": title, "symbol": "", "parties": [], **values})

    first = write("First", symbol="A/1", paragraphs="1 One.\n2 Two.", adopted_on=date(2016, 5, 1), body=house["wco"])
    second = write("Second", symbol="A/2", paragraphs="1 One.", adopted_on=date(2016, 5, 1))
    for kind in Mandate.Kind.values:
        write(f"kind {kind}", kind=kind, adopted_on=date(2015, 1, 1))
    for number in (-1, 0, 1, 180, 181, 182, 200):
        write(f"ends {number}", valid_until=on(number), adopted_on=date(2014, 1, 1))
    for name in ("eu", "europol", "au"):
        write(f"party {name}", kind="agreement", parties=[house[name]], adopted_on=date(2013, 1, 1))
    write("body eu", body=house["eu"])
    write("two parties", parties=[house["eu"], house["au"]], text="About zebras.")
    one, two = first.paragraphs.order_by("pk")
    return {"first": first, "second": second, "one": one, "two": two, "of_second": second.paragraphs.get()}


def _meetings(by: User, house: House) -> House:
    def log(title: str, **values: Any) -> Meeting:
        return Meeting.log(by=by, **{"title": title, "held_on": date(2026, 5, 25), **values})

    for kind in Meeting.Kind.values:
        log(f"kind {kind}", kind=kind)
    for day in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1), TODAY, on(1), on(-1)):
        log(f"held {day}", held_on=day)
    for name in ("eu", "europol", "au"):
        log(f"with {name}", participants=[Participant(house["rosa"], house[name], "Envoy")])
    log("with two", participants=[Participant(house["rosa"], house["eu"], ""), Participant(house["noor"], house["au"])])
    log("in zebra town", place="Zebra Town")
    log("restricted", classification=RESTRICTED)
    log("removed", place="Removed Town").remove(by=by)
    log("also removed", held_on=date(2025, 5, 5), kind="visit").remove(by=by)
    return {name: log("talks", held_on=day) for name, day in (("may", date(2026, 5, 31)), ("june", date(2026, 6, 1)))}


def log(by: User, title: str, **values: Any) -> FollowUp:
    return FollowUp.log(by=by, **{"title": title, "due_on": on(300), **values})


def _follow_ups(by: User, house: House) -> None:
    log(by, "plain")
    log(by, "plain too", detail="About zebras.")
    choices = {"kind": Kind.values, "strength": Strength.values, "priority": FollowUpPriority.values}
    for name, value in ((name, value) for name, values in choices.items() for value in values):
        log(by, f"{name} {value}", **{name: value})
    links = {"owner": ["claire", "noor", "rosa"], "unit": ["wco", "enf", "team", "legal"],
             "partner": ["eu", "europol", "au"], "meeting": ["may", "june"]}  # fmt: skip
    for link, name in ((link, name) for link, names in links.items() for name in names):
        log(by, f"{link} {name}", **{link: house[name]})
    for title, names in IMPLEMENTS.items():
        log(by, f"mandate {title}", mandates=[Target.of(house[name]) for name in names])
    for number in (-400, -91, -90, -31, -30, -8, -7, -1, 0, 1, 4, 5, 299, 301):
        log(by, f"due {number}", due_on=on(number))
    for number in (-1, 0, 1):
        log(by, f"due {number} theirs", due_on=on(number), owed_by="partner")
        log(by, f"due {number} mine", due_on=on(number), owner=house["claire"])
    _tagged_and_linked(by, house)
    _in_statuses(by, house)
    log(by, "restricted", classification=RESTRICTED)
    log(by, "in what is restricted", meeting=Meeting.objects.get(title="restricted"))
    log(by, "removed").remove(by=by)
    FollowUp.objects.update(entered_on=on(-5), updated_at=noon(on(-5)))
    Entry.objects.update(at=noon(on(-5)))


def _tagged_and_linked(by: User, house: House) -> None:
    for names in (["heritage"], ["heritage", "museums"]):
        log(by, f"tags {' and '.join(names)}", tags=[house[name] for name in names])
    ended = log(by, "done before")
    for before in (log(by, "open before"), ended):
        Link.make(LinkKind.BLOCKED_BY, log(by, f"blocked by {before}"), before, by=by)
    ended.move_to("done", by=by)


def _in_statuses(by: User, house: House) -> None:
    mine = {"owner": house["claire"]}
    for name in ("eu", "europol", "au"):
        log(by, f"waits on {name}").move_to("waiting", by=by, waiting_on=house[name], review_on=on(9))
    log(by, "waits, mine", **mine).move_to("waiting", by=by, waiting_on=house["au"], review_on=on(3))
    log(by, "due never", due_on=None)
    log(by, "due never, mine", due_on=None, **mine)
    log(by, "owed to us, mine", owed_by="partner", **mine)
    log(by, "in progress").move_to("in_progress", by=by)
    for status in ("declined", "dropped"):
        log(by, status).move_to(status, by=by, reason="So")
    log(by, "conditional", conditional=True)
    log(by, "conditional, mine", conditional=True, **mine)
    euros: dict[str, Any] = {"by": by, "kind": "money", "currency": "EUR", "quantity": Decimal(9)}
    Need.estimate(log(by, "with need"), **euros)
    Need.estimate(log(by, "with a need that was removed"), **euros).remove(by=by)
    for number in (0, 1):
        Snooze.keep_off(log(by, f"snoozed {number}", **mine), by=by, until=on(number))


def _told_of_days(by: User, amina: User, house: House) -> None:
    """Days that are told by what was done on them."""
    for day in (date(2018, 4, 30), date(2018, 5, 1), date(2018, 5, 31), date(2018, 6, 1)):
        target = [Target.of(house["first"])]
        moved = FollowUp.log(by=by, title=f"told {day}", due_on=on(300))
        dropped = FollowUp.log(by=by, title=f"dropped {day}", due_on=date(2018, 5, 15), mandates=target)
        dropped.move_to("dropped", by=by, reason="So")
        moved.set_due(on(310), by=by, reason="So")
        FollowUp.log(by=by, title=f"sooner {day}", due_on=on(310)).set_due(on(300), by=by)
        done = FollowUp.log(by=by, title=f"done {day}", due_on=date(2018, 5, 15), mandates=target)
        done.move_to("done", by=by)
        FollowUp.objects.filter(pk__in=[done.pk, dropped.pk]).update(ended_on=day, first_due_on=date(2018, 5, 31))
        told = FollowUp.objects.filter(title__endswith=str(day)).values("pk")
        Entry.objects.about(FollowUp).filter(object_id__in=told).update(at=noon(day))
        FollowUp.objects.filter(pk__in=told).update(entered_on=day, updated_at=noon(on(-5)))
    for number in (-29, -30, -31):
        quiet = FollowUp.log(by=amina, title=f"quiet {number}", due_on=on(300))
        FollowUp.objects.filter(pk=quiet.pk).update(updated_at=noon(on(number)))
    FollowUp.log(by=amina, title="new for me", owner=house["claire"], due_on=on(300))


def _events(by: User) -> None:
    for title, first, last in (("ended", -3, -1), ("ends today", -1, 0), ("tomorrow", 1, 1), ("far", 30, 31)):
        follow_up = FollowUp.log(by=by, title=f"event {title}", kind="invitation")
        given = facts(on(first), on(last), title=f"Event {title}")
        Invitation.enter(follow_up, by=by, on=on(-200), reply_by=on(first), **given)


def _pledges(by: User, house: House) -> None:
    def make(what: str, **values: Any) -> Pledge:
        values = {"donor": house["au"], "kind": "money", "currency": "EUR", "quantity": Decimal(5), **values}
        return Pledge.make(by=by, what=what, **{"made_on": date(2026, 11, 1), **values})

    for name in ("eu", "europol", "au"):
        make(f"donor {name}", donor=house[name])
    make("kind staff", kind="staff", currency="", people=1)
    make("kind things", kind="in_kind", currency="")
    for stage in Stage.values:
        pledge = make(f"stage {stage}")
        if stage != "indicated":
            pledge.move_to(stage, by=by, reason="So")
    for name in ("may", "june"):
        make(f"told in {name}", meeting=house[name])
    for number in (-91, -90, -89):
        make(f"made {number}", made_on=on(number))
        make(f"firm {number}", made_on=on(number), stage="committed")
    make("removed").remove(by=by)


def _activities(by: User, house: House) -> None:
    def log(title: str, **values: Any) -> Activity:
        targets = [Target.of(house[name]) for name in values.pop("names", ["second"])]
        held = {"starts_on": date(2016, 1, 1), "ends_on": date(2016, 1, 1)}
        return Activity.log(by=by, title=title, mandates=targets, **held | values)

    for title, names in IMPLEMENTS.items():
        log(f"for {title}", names=names)
    for name in ("wco", "enf", "team", "legal"):
        log(f"unit {name}", unit=house[name])
    for name in ("claire", "noor", "rosa"):
        log(f"done by {name}", done_by=house[name])
    for name in ("eu", "europol", "au"):
        log(f"partner {name}", partner=house[name])
    for first, last in (((4, 1), (4, 30)), ((4, 30), (5, 1)), ((5, 31), (6, 1)), ((6, 1), (6, 2)), ((4, 1), (6, 30))):
        days = {"starts_on": date(2018, *first), "ends_on": date(2018, *last)}
        log(f"from {days['starts_on']} to {days['ends_on']}", **days)
    log("of zebras", detail="Zebras.")
    log("removed").remove(by=by)


def keys(house: House) -> dict[str, int]:
    return {name: row.pk for name, row in house.items() if isinstance(row, Model)}
