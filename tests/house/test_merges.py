"""Merging knows of every table: whatever names a person or an organisation names the other one, and back again.

A later relation takes part by itself, or a test here fails and names it.
"""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import CASCADE, PROTECT, RESTRICT, Model

from tests.house.conftest import taken_back
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.accounts.permissions import anybody
from tracker.directory.absences.models import Absence
from tracker.directory.merging.merge import merge
from tracker.directory.merging.naming_rows import Naming, naming
from tracker.directory.merging.take_apart import take_apart
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import SavedView
from tracker.meetings.models import Meeting, Participation, Series
from tracker.reports.models import Delivery, Mailing

EVERY = [each for model in (Organisation, Person) for each in naming(model)]
# A view that is for a unit is told to that unit alone.
TOLD_TO_ITSELF = Naming(SavedView, "unit")
IDS = [f"{each.model._meta.label_lower}.{each.column}" for each in EVERY]


@pytest.fixture
def everything(things: dict[str, Any], coordinator: Person, amina: User) -> None:
    """What else there may be that names somebody."""
    meeting, mailing = Meeting.objects.get(pk=things["meeting"]), Mailing.objects.get(pk=things["mailing"])
    meeting.readers.add(coordinator)
    Series.objects.get(pk=things["series"]).readers.add(coordinator)
    mailing.people.add(coordinator)
    Absence.objects.create(person=coordinator, deputy=amina.person, since=date(2099, 1, 4), until=date(2099, 1, 8))
    Delivery.objects.create(mailing=mailing, slot=datetime(2030, 5, 31, 7, 30, tzinfo=UTC), person=coordinator)


def pair_of(each: Naming) -> tuple[Any, Any]:
    """Two whom nothing names yet."""
    model: Any = each.model._meta.get_field(each.column).related_model
    return model.add(by=None, name="The one that goes"), model.add(by=None, name="The one that stays")


def row_that_names(each: Naming, name: Any) -> Any:
    row = each.rows.order_by("pk").first()
    assert row, f"The house of these tests has no row of {each.model._meta.label}: make one."
    each.rows.filter(pk=row.pk).update(**{each.column: name.pk})
    return row


def named(each: Naming, row: Model) -> int:
    key: int = each.rows.values_list(each.column, flat=True).get(pk=row.pk)
    return key


@pytest.mark.parametrize("each", EVERY, ids=IDS)
def test_a_row_is_moved_and_moved_back(each: Naming, everything: None, amina: User) -> None:
    goes, stays = pair_of(each)
    row = row_that_names(each, goes)
    done = merge(goes, stays, by=amina)
    moved = named(each, row)
    take_apart(done, by=amina)
    assert (moved, named(each, row)) == (stays.pk, goes.pk)


def test_taken_apart_nothing_that_everybody_reads_names_whom_only_some_know(everything: None, mei: User) -> None:
    told = []
    for each in (each for each in EVERY if each != TOLD_TO_ITSELF):
        with taken_back():
            goes, stays = pair_of(each)
            row_that_names(each, goes)
            done = merge(goes, stays, by=mei)
            # Whoever is restricted when it is merged has no posts: here every row is to be led back.
            type(goes).objects.filter(pk=goes.pk).update(classification=RESTRICTED)
            take_apart(done, by=mei)
            seen = each.seen_by(anybody())
            told += [each] if seen is None or seen.filter(**{each.column: goes.pk}).exists() else []
    assert told == []


def test_nothing_names_the_one_that_went(everything: None, things: dict[str, Any], amina: User) -> None:
    goes = Person.objects.get(pk=things["person"])
    merge(goes, Person.add(by=None, name="The one that stays"), by=amina)
    assert [each for each in naming(Person) if each.of(goes).exists()] == []


@pytest.mark.parametrize("each", EVERY, ids=IDS)
def test_nothing_hangs_on_a_row_that_may_be_dropped(each: Naming) -> None:
    """A row that would say the same as another one is dropped: what hung on it would be lost."""
    if not [*each._told_apart_by()]:
        return
    hanging = [rel for rel in each.model._meta.get_fields(include_hidden=True) if rel.auto_created and not rel.concrete]
    held = [rel.related_model for rel in hanging if getattr(rel, "on_delete", None) in (CASCADE, PROTECT, RESTRICT)]
    assert held == []


@pytest.mark.parametrize("each", EVERY, ids=IDS)
def test_a_person_sees_how_many_there_are(each: Naming, amina: User) -> None:
    """Counts are cut to what a person may know of, so each table says what that is, or hangs on one that does."""
    assert each.seen_by(amina) is not None


def test_a_seat_is_not_taken_twice(everything: None, things: dict[str, Any], amina: User) -> None:
    """What the database wants to be there once is there once."""
    goes, stays = (Person.add(by=None, name=name) for name in ("The one that goes", "The one that stays"))
    for name in (goes, stays):
        Participation.objects.create(meeting_id=things["meeting"], person=name)
        Meeting.objects.get(pk=things["meeting"]).readers.add(name)
        Mailing.objects.get(pk=things["mailing"]).people.add(name)
    take_apart(merge(goes, stays, by=amina), by=amina)
    assert Participation.objects.filter(person__in=[goes, stays]).count() == 2
    assert Meeting.readers.through.objects.filter(person__in=[goes, stays]).count() == 2
    assert Mailing.people.through.objects.filter(person__in=[goes, stays]).count() == 2
