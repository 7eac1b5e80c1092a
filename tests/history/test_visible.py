"""History as one person may read it: no column that names somebody is forgotten."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.tracked_model import Tracked
from tracker.history.visible import named_by, without_hidden
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge

NOUNS = (Meeting, Person, Organisation, Pledge)


def keys_in(model: type[Model], name: str, value: object) -> dict[type[Model], list[int]]:
    return {noun: list(keys(value)) for noun, keys in named_by(model, name).items()}


def test_every_column_that_may_name_what_is_hidden_is_looked_into() -> None:
    columns = [
        (model, column)
        for model in apps.get_models()
        if issubclass(model, Tracked)
        for column in (*model._meta.fields, *model._meta.many_to_many)
        if column.related_model in NOUNS
    ]
    assert len(columns) > 12
    assert [
        (model, column.name) for model, column in columns if column.related_model not in named_by(model, column.name)
    ] == []


def test_a_key_is_found_in_the_value_of_its_column() -> None:
    assert keys_in(FollowUp, "owner", 7) == {Person: [7]}
    assert keys_in(FollowUp, "owner", None) == {Person: []}
    assert keys_in(FollowUp, "invitation.speaker", 7) == {Person: [7]}
    assert keys_in(Meeting, "readers", [7, 9]) == {Person: [7, 9]}
    assert keys_in(Meeting, "readers", None) == {Person: []}


def test_participants_are_known_by_their_person_and_their_organisation() -> None:
    assert keys_in(Meeting, "participants", ["7 3 Director", "9 None Envoy"]) == {Person: [7, 9], Organisation: [3]}


def test_an_allocation_names_its_pledge() -> None:
    assert keys_in(FollowUp, "pledge", 5) == {Pledge: [5]}


def test_a_column_that_names_nothing_hidden_is_left_as_it_is() -> None:
    assert [named_by(FollowUp, name) for name in ("title", "mandates", "unheard_of")] == [{}, {}, {}]


@pytest.mark.django_db
@pytest.mark.parametrize("side", ["from", "to"])
def test_what_is_hidden_is_named_on_neither_side_of_a_change(
    side: str, secret: FollowUp, visit: Meeting, claire: User, omar: User
) -> None:
    other = {"from": "to", "to": "from"}[side]
    named = {side: secret.meeting_id, f"{side}_text": "Talks", other: visit.pk, f"{other}_text": "Visit"}
    entries = [Entry(content_type=ContentType.objects.get_for_model(FollowUp), changes={"meeting": {**named}})]
    seen = [{**without_hidden(entries, user)[0].changes["meeting"]} for user in (claire, omar)]
    assert seen == [named, named | {side: None, f"{side}_text": ""}]


@pytest.mark.django_db
def test_a_value_that_names_several_is_hidden_where_one_of_them_is(
    visit: Meeting, eu: Organisation, claire: User, omar: User
) -> None:
    cell = Organisation.add(by=claire, name="Cell", classification=RESTRICTED)
    for keys, is_hidden in (([eu.pk], False), ([cell.pk], True), ([eu.pk, cell.pk], True), ([], False)):
        named = {"from": None, "from_text": "", "to": keys, "to_text": "Parties"}
        entry = Entry(content_type=ContentType.objects.get_for_model(Mandate), changes={"parties": {**named}})
        seen = without_hidden([entry], omar)[0].changes["parties"]
        assert seen == (named | {"to": None, "to_text": ""} if is_hidden else named)
