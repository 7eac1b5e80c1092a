"""Which fields a form about a follow-up has, in which order, and what of them its verb is given."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.test import Client

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.forms import EditForm, LogForm, TitleForm
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.meetings.models import Meeting

Make = Callable[..., FollowUp]
SHORT = ["title", "owner", "due_on", "kind", "unit", "partner", "strength", "priority", "conditional"]
FURTHER = ["owed_by", "meeting", "mandates", "tags", "classification", "detail"]


def names(fields: Any) -> list[str]:
    return [field.name for field in fields if not field.name.endswith(("_is_new", "_left"))]


def data(**typed: Any) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, value in typed.items():
        found.setlist(name, value if isinstance(value, list) else [value])
    return found


def test_what_is_needed_comes_first_and_all_else_unfolds(
    make_follow_up: Make, invitation: FollowUp, claire: User, visit: Meeting
) -> None:
    form = LogForm(None, user=claire)
    assert (names(form.short_fields()), names(form.further_fields())) == (SHORT, FURTHER)
    form.stay_with(visit)
    assert names(form.further_fields()) == [name for name in FURTHER if name != "meeting"]
    edit = EditForm(None, follow_up=make_follow_up(), user=claire)
    assert (names(edit.short_fields()), names(edit.further_fields())) == (SHORT, [*FURTHER, "reason"])
    quoting = EditForm(None, follow_up=invitation, user=claire)
    assert names(quoting.further_fields()) == [name for name in [*FURTHER, "reason"] if name != "meeting"]


def test_the_verb_is_given_what_was_typed_and_nothing_that_only_the_form_knows(
    make_follow_up: Make, claire: User, eu: Organisation
) -> None:
    other = make_follow_up("Other")
    least = {"title": "Train officers", "kind": "", "strength": "agreed", "owed_by": "us", "classification": "general"}
    blank: dict[str, Any] = {
        "owner": None, "unit": None, "partner": None, "due_on": None, "priority": None, "conditional": False,
        "meeting": None, "mandates": [], "tags": [], "detail": "",
    }  # fmt: skip

    def given(form: Any) -> dict[str, Any]:
        assert form.is_valid(), form.errors
        return {name: each for name, each in form.values().items() if not name.endswith(("_left", "_is_new"))}

    logged = given(LogForm(data(**least), user=claire))
    key = logged.pop("key", None)
    # The kind that the title speaks of, where none is chosen.
    assert (logged, key) == (least | blank | {"kind": "training"}, None)
    more = least | {"kind": "document", "same_as": [str(other.pk)], "partner": "EU", "priority": "2"}
    same = LogForm(data(**more), user=claire)
    expected = least | blank | {"kind": "document", "partner": eu, "priority": 2}
    assert given(same) | {"key": None} == expected | {"key": None}
    assert [*same.cleaned_data["same_as"]] == [other]
    edit = EditForm(data(**least | {"kind": "meeting"}, version="1", reason="So."), follow_up=other, user=claire)
    assert given(edit) == least | blank | {"kind": "meeting"}
    title = TitleForm(data(title="Send it"), user=claire)
    assert title.is_valid()
    assert [*title.fields] == ["title", "key"]
    assert "same_as" in TitleForm(data(title="Send it", same_as=[str(other.pk)]), user=claire).fields


def test_the_page_of_views_knows_with_which_one_starts_and_what_the_list_is_asked_for(
    claire: User, amina: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(claire)
    views = {name: SavedView.save_as(name, by=by, audience="all") for name, by in (("B", claire), ("A", amina))}
    assert "uses_views" not in client.session
    page = client.get("/follow-ups/views/?late=on&page=2").context
    assert ([str(view) for view in page["views"]], page["start"], client.session["uses_views"]) == (
        ["A", "B"],
        None,
        True,
    )
    assert "late=on" in page["query"]
    views["A"].start_here(claire)
    assert client.get("/follow-ups/views/").context["start"] == views["A"].pk
    assert sign_in(amina).get("/follow-ups/views/").context["start"] is None
