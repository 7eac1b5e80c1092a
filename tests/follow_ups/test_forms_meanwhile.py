"""What forms about a follow-up make of what somebody else did meanwhile, and of versions that are none."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.acceptance.forms import AcceptanceForm
from tracker.follow_ups.action_forms import DueForm, HandOverForm, MoveForm, OwnerForm, SnoozeForm
from tracker.follow_ups.forms import EditForm
from tracker.follow_ups.list.column_form import ColumnForm
from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Invitation

Make = Callable[..., FollowUp]


def data(**typed: Any) -> QueryDict:
    found = QueryDict(mutable=True)
    found.update({name: str(value) for name, value in typed.items()})
    return found


def test_a_move_is_overtaken_where_somebody_else_moved_it_out_of_its_reach(
    make_follow_up: Make, claire: User, amina: User
) -> None:
    """Not where it could never go there, nor where one has seen it as it stands."""
    row = make_follow_up()
    row.move_to("done", by=amina)
    asked = [
        ("in_progress", 1), ("in_progress", 2), ("in_progress", 3), ("in_progress", "x"), ("in_progress", ""),
        ("open", 1), ("lapsed", 1),
    ]  # fmt: skip
    forms = [MoveForm(data(version=version), follow_up=row, status=status, user=claire) for status, version in asked]
    assert [form.is_overtaken() for form in forms] == [True, False, False, False, False, False, True]
    assert MoveForm(None, follow_up=row, status="in_progress", user=claire).is_overtaken() is False
    fresh = make_follow_up()
    assert MoveForm(data(version=1), follow_up=fresh, status="lapsed", user=claire).is_overtaken() is False


def test_each_status_asks_for_what_it_needs_and_starts_with_what_is_known(
    make_follow_up: Make, workshop: Invitation, claire: User, eu: Organisation
) -> None:
    row, other = make_follow_up(partner=eu), make_follow_up()
    ended = make_follow_up()
    ended.move_to("dropped", by=claire, reason="No.")

    def asked(follow_up: FollowUp, status: str) -> tuple[list[str], Any]:
        form = MoveForm(None, follow_up=follow_up, status=status, user=claire)
        return [name for name in form.fields if name != "version"], form.initial

    waiting = ["waiting_on", "review_on", "reason"]
    shown = [name for name in asked(row, "waiting")[0] if name in waiting]
    assert (shown, asked(row, "waiting")[1]) == (waiting, {"version": 1, "waiting_on": eu})
    assert asked(other, "waiting")[1] == {"version": 1, "waiting_on": None}
    for follow_up, status in ((row, "done"), (row, "dropped"), (ended, "open"), (workshop.follow_up, "lapsed")):
        assert asked(follow_up, status) == (["reason"], {"version": follow_up.version})


def test_a_form_for_one_deed_starts_with_how_it_stands(
    make_follow_up: Make, claire: User, noor: User, today: date
) -> None:
    row = make_follow_up(owner=noor.person, due_on=today, kind="recommendation")
    row.answer_recommendation(3, by=claire)
    of_all = (form(None, follow_up=row, user=claire) for form in (DueForm, OwnerForm))
    handing = HandOverForm(None, person=noor.person, user=claire)
    forms = (*of_all, AcceptanceForm(None, follow_up=row), SnoozeForm(), handing)
    assert [form.initial for form in forms] == [
        {"due_on": today, "version": 2}, {"owner": noor.person, "version": 2}, {"acceptance": 3, "version": 2},
        {"until": today + timedelta(days=7)}, {"on": today},
    ]  # fmt: skip
    assert {form.auto_id for form in forms} == {"deed_%s"}
    optional = [[name for name, field in form.fields.items() if not field.required] for form in forms]
    unmarked = [[name for name, field in form.fields.items() if getattr(field, "no_mark", False)] for form in forms]
    assert [sorted({*names} & {"due_on", "owner", "reason", "acceptance", "note", "until"}) for names in optional] == [
        ["due_on", "reason"], ["owner"], ["acceptance", "reason"], [], ["note"],
    ]  # fmt: skip
    assert [sorted({*names} & {"due_on", "owner", "reason", "acceptance", "note", "until"}) for names in unmarked] == [
        [], [], ["acceptance", "reason"], ["until"], [],
    ]  # fmt: skip


def errors(form: Any) -> dict[str, list[str]]:
    form.is_valid()
    return {name: [str(each) for each in said] for name, said in form.errors.items()}


def test_a_status_refuses_once_and_beside_the_field_that_it_needs(make_follow_up: Make, claire: User) -> None:
    row = make_follow_up()

    def refused(status: str, **typed: Any) -> dict[str, list[str]]:
        return errors(MoveForm(data(version=1, **typed), follow_up=row, status=status, user=claire))

    whom, until, why = (
        "Name the partner you are waiting on.",
        "Say until when you wait, so that Suivi can remind you.",
        "Say why, in a few words.",
    )
    assert refused("waiting") == {"waiting_on": [whom], "review_on": [until]}
    assert list(refused("waiting", waiting_on="Zed", review_on="soonish")) == ["waiting_on", "review_on"]
    assert [len(said) for said in refused("waiting", waiting_on="Zed", review_on="soonish").values()] == [1, 1]
    assert refused("dropped") == {"reason": [why]}
    assert refused("dropped", reason="x" * 501).keys() == {"reason"}
    assert len(refused("dropped", reason="x" * 501)["reason"]) == 1
    there = "It cannot go there from its present status. Look at it again and choose another."
    assert refused("lapsed") == {"__all__": [there]}
    assert refused("in_progress") == {}


def test_what_somebody_else_moved_meanwhile_is_theirs_to_give_a_reason_for(
    make_follow_up: Make, claire: User, amina: User, today: date
) -> None:
    """And what one moves oneself is not, however old the page is from which one does."""
    first, second, third = (today + timedelta(days=days) for days in (3, 5, 9))
    row = make_follow_up("Send it", due_on=first)
    row.set_due(second, by=amina)
    page = {name: value for name in EditForm.base_fields if (value := row.value_of(name) if name in (
        "title", "kind", "strength", "owed_by", "classification") else None)}  # fmt: skip

    def refused(version: int, **typed: Any) -> list[str]:
        form = EditForm(data(**{**page, "version": version, **typed}), follow_up=row, user=claire)
        return [*errors(form)]

    moved = "The due date was moved before. Say why it moves again."
    assert refused(1, due_on=first.isoformat(), title="Send both") == []
    assert refused(2, due_on=second.isoformat()) == []
    assert refused(2, due_on=third.isoformat()) == ["reason"]
    assert refused(2, due_on=third.isoformat(), reason="They asked.") == []
    # What both moved is asked about first.
    assert refused(1, due_on=third.isoformat()) == []
    assert refused(2, due_on="") == ["reason"]
    assert refused(2, due_on=second.isoformat(), strength="offered") == ["reason"]
    form = DueForm(data(due_on=third.isoformat(), version=2), follow_up=row, user=claire)
    assert errors(form) == {"reason": [moved]}
    assert errors(DueForm(data(due_on=second.isoformat(), version=2), follow_up=row, user=claire)) == {}
    fresh, undated = make_follow_up("Fresh", due_on=first), make_follow_up("Undated")
    assert errors(DueForm(data(due_on=third.isoformat(), version=1), follow_up=fresh, user=claire)) == {}
    # Where it was moved before, the reason looks as if it had to be given.
    reasons = [DueForm(None, follow_up=each, user=claire).fields["reason"] for each in (row, fresh, undated)]
    marks = [getattr(reason, "no_mark", False) for reason in reasons]
    assert marks == [True, False, False]


def test_a_cell_asks_for_its_column_and_for_why_where_it_may_need_that(
    make_follow_up: Make, claire: User, eu: Organisation
) -> None:
    row = make_follow_up(partner=eu)
    found = {}
    for column in ("title", "strength", "kind", "partner", "priority", "conditional"):
        form = ColumnForm(None, column=column, follow_up=row, user=claire)
        shown = [name for name in form.fields if not name.endswith(("_is_new", "_left"))]
        found[column] = (shown, type(form.fields[column].widget).__name__, form.auto_id)
    assert {name: (sorted(shown), auto_id) for name, (shown, _widget, auto_id) in found.items()} == {
        name: (sorted([name, "version", *(["reason"] if name == "strength" else [])]), "deed_%s") for name in found
    }
    assert [name for name, (_shown, widget, _id) in found.items() if widget == "RadioSelect"] == [
        "strength", "kind", "priority",
    ]  # fmt: skip
    form = ColumnForm(None, column="strength", follow_up=row, user=claire)
    assert (str(form.fields["reason"].label), form.initial["version"]) == ("Reason", 1)


@pytest.mark.parametrize("who", ["claire", "omar"])
def test_an_owner_is_chosen_by_whoever_may_and_the_meeting_of_quoted_words_by_nobody(
    who: str, invitation: FollowUp, make_follow_up: Make, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    quoting = EditForm(None, follow_up=invitation, user=user)
    plain = EditForm(None, follow_up=make_follow_up(), user=user)
    assert ["meeting" in form.fields for form in (quoting, plain)] == [False, True]
    assert [form.fields["owner"].disabled for form in (quoting, plain)] == [who == "omar", False]
    names = {*EditForm.base_fields} - {"reason"}
    assert names <= {*plain.initial, "version"}
