"""Very many of each noun that are restricted, more than anything looks at: what all may see stands before and after."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone

from tests.house.worlds import Keys
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.invitations.models import Invitation, Step
from tracker.mandates.implementation_model import Implementation
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Participation
from tracker.needs.models import Need
from tracker.pledges.models import Pledge
from tracker.records.models import Record, Version

# One more than the most hits of a word that are looked at.
MANY = 301
# In the title of each: whatever is looked for is found in them too.
WORDS = "Visit of the EU Counter-Terrorism Coordinator: talks, workshop, exchange, training, letter, Aa"
HIDDEN: dict[str, Any] = {"classification": RESTRICTED}


def crowd(things: Keys, by: User, today: date) -> Keys:
    """The keys of `things`, those of the last of the crowd in the place of what may be restricted."""
    people, partners = _names(things, by)
    meetings = _meetings(things, people, by, today)
    follow_ups = _follow_ups(things, meetings, by, today)
    _resources(things, follow_ups, by)
    activities = many(
        Activity, lambda number: {"title": f"{WORDS} {number}", "starts_on": date(2018, 5, 1), "ends_on": today,
                                  "unit_id": things["organisation"], "partner_id": things["eu"], "recorder": by,
                                  **HIDDEN})  # fmt: skip
    _implement(things, follow_ups, activities)
    _history([*follow_ups, *meetings, *people, *partners, *activities], by)
    return things | {
        "meeting": meetings[-1].pk, "follow_up": follow_ups[-1].pk, "person": people[-1].pk,
        "hidden_organisation": partners[-1].pk,
    }  # fmt: skip


def many(model: Any, values: Callable[[int], dict[str, Any]], number: int = MANY) -> list[Any]:
    manager = getattr(model, "objects", None) or model._default_manager
    made: list[Any] = manager.bulk_create([model(**values(each)) for each in range(number)])
    return made


def _names(things: Keys, by: User) -> tuple[list[Person], list[Organisation]]:
    def person(number: int) -> dict[str, Any]:
        name = f"Rosa Claire Gilles Aa {number} Kerchove"
        return {
            "name": name,
            "folded": name.lower(),
            "email": f"aa{number}@eu.example",
            "telephone": f"+32 2 555 {number:04}",
            **HIDDEN,
        }

    def organisation(number: int, is_ours: bool) -> dict[str, Any]:
        name, above = f"European Enforcement World Aa {number}", things["wco"] if is_ours else things["eu"]
        return {"name": name, "folded": name.lower(), "is_ours": is_ours, "parent_id": above, **HIDDEN}

    people = many(Person, person)
    partners = many(Organisation, lambda number: organisation(number, is_ours=False))
    many(Organisation, lambda number: organisation(number, is_ours=True))
    many(Appointment, lambda number: {"person": people[number], "organisation_id": things["eu"], "title": "Aa envoy"})
    return people, partners


def _meetings(things: Keys, people: list[Person], by: User, today: date) -> list[Meeting]:
    days = [today + timedelta(days=1), date(2018, 5, 25), date(2019, 5, 25)]
    meetings = many(Meeting, lambda number: {"title": f"{WORDS} {number}" if number % 2 else WORDS.partition(":")[0],
                                             "held_on": days[number % 3], "recorder": by, **HIDDEN})  # fmt: skip
    many(Participation, lambda number: {"meeting": meetings[number], "person": people[number],
                                        "organisation_id": things["eu"]})  # fmt: skip
    records = many(Record, lambda number: {**HIDDEN, "meeting_id": things["meeting"]})
    records += many(Record, lambda number: {"meeting": meetings[number]})
    many(Version, lambda number: {"record": records[number], "number": 1, "text": WORDS, "by": by,
                                  "at": timezone.now()}, 2 * MANY)  # fmt: skip
    return meetings


def _follow_ups(things: Keys, meetings: list[Meeting], by: User, today: date) -> list[FollowUp]:
    """Late, due today, undated and done; in a general meeting and in restricted ones; half of them invitations."""
    links = {"owner_id": things["person"], "unit_id": things["organisation"], "partner_id": things["eu"]}

    def values(number: int) -> dict[str, Any]:
        due = [today - timedelta(days=3), today, None, today + timedelta(days=3)][number % 4]
        own = {"meeting_id": things["meeting"], **HIDDEN} if number % 2 else {"meeting": meetings[number]}
        state = {"status": "done", "ended_on": today} if number % 10 == 0 else {}
        state = {"status": "pending_resources", "conditional": True} if number % 10 == 3 else state
        return {"reference": f"F-2026-R{number:05}", "title": f"{WORDS} {number}", "recorder": by, "due_on": due,
                "due_begins": due, "kind": "invitation", "priority": 1, "event_on": today, **links, **own,
                **state}  # fmt: skip

    rows = many(FollowUp, values)
    now = timezone.now()
    events = many(Invitation, lambda number: {"follow_up": rows[number], "title": WORDS, "starts": now, "ends": now,
                                              "zone": "UTC", "speaker_id": things["person"]})  # fmt: skip
    many(Step, lambda number: {"invitation": events[number], "kind": "other", "days": 1, "due_on": today,
                               "owner_id": things["person"]})  # fmt: skip
    return rows


def _resources(things: Keys, follow_ups: list[FollowUp], by: User) -> None:
    euros: dict[str, Any] = {"kind": "money", "currency": "EUR", "quantity": Decimal(1_111)}
    many(Need, lambda number: {"follow_up": follow_ups[number], **euros, "priority": 1})
    stages = ["indicated", "pledged", "committed", "withdrawn"]
    many(Pledge, lambda number: {**euros, "donor_id": things["eu"], "what": WORDS, "made_on": date(2018, 1, 2),
                                 "stage": stages[number % 4], "stage_since": date(2018, 1, 2), "recorder": by,
                                 **HIDDEN})  # fmt: skip


def _implement(things: Keys, follow_ups: list[FollowUp], activities: list[Activity]) -> None:
    mandate = Mandate.objects.get(pk=things["mandate"])
    many(Implementation, lambda number: {"follow_up": follow_ups[number], "mandate": mandate})
    many(Implementation, lambda number: {"activity": activities[number], "mandate": mandate})


def _history(rows: Iterable[Model], by: User) -> None:
    at = timezone.now()
    Entry.objects.bulk_create(
        [
            Entry(at=at, by=by, content_type=ContentType.objects.get_for_model(row), object_id=row.pk, verb=verb,
                  version=1)
            for row in rows
            for verb in ("added", "noted")
        ]
    )  # fmt: skip
