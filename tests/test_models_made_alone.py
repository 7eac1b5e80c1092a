"""What a migration changes in one model alone: that model is made anew alone, and what leads to it finds it."""

from typing import Any

import pytest
from django.db import models
from django.db.migrations import AddField, AddIndex, CreateModel
from django.db.migrations.state import ProjectState

from tests.models_made_alone import made_alone

ID = ("id", models.BigAutoField(primary_key=True))


@pytest.fixture
def state() -> ProjectState:
    state = ProjectState()
    for operation in (
        CreateModel("Meeting", [ID]),
        CreateModel("Record", [ID, ("meeting", models.ForeignKey("notes.Meeting", models.CASCADE))]),
    ):
        operation.state_forwards("notes", state)
    return state


def remade(state: ProjectState, *operations: Any) -> set[str]:
    """The models that are no longer those of before."""
    before = {model.__name__: model for model in state.apps.get_models()}
    with made_alone():
        for operation in operations:
            operation.state_forwards("notes", state)
    return {model.__name__ for model in state.apps.get_models() if before.get(model.__name__) is not model}


def test_what_changes_in_itself_is_made_anew_alone(state: ProjectState) -> None:
    index = AddIndex("meeting", models.Index(fields=["id"], name="by_id"))
    assert remade(state, index, AddField("meeting", "title", models.TextField())) == {"Meeting"}


def test_of_a_new_one_that_leads_to_others_these_stay(state: ProjectState) -> None:
    leads = models.ForeignKey("notes.Meeting", models.CASCADE)
    assert remade(state, CreateModel("Point", [ID, ("meeting", leads)])) == {"Point"}
    assert [each.name for each in state.apps.get_model("notes", "Meeting")._meta.related_objects] == ["record", "point"]


def test_with_a_relation_those_around_it_are_made_anew_too(state: ProjectState) -> None:
    leads = models.ForeignKey("notes.Record", models.CASCADE, related_name="+")
    assert remade(state, AddField("meeting", "latest", leads)) == {"Meeting", "Record"}


def test_a_migration_that_asks_for_models_gets_all_of_them_anew(state: ProjectState) -> None:
    remade(state, AddField("meeting", "title", models.TextField()))
    state.clear_delayed_apps_cache()
    meeting, record = (state.apps.get_model("notes", name) for name in ("meeting", "record"))
    assert record._meta.get_field("meeting").related_model is meeting
