"""What was promised is changed once the one to whom it was promised grants it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tracker.accounts.models import User
from tracker.change_requests.models import AskedAlready, ChangeRequest
from tracker.change_requests.whom_to_ask import whom_to_ask
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.undo import NotLast, last_change, undo

WHY = "The archive moves house."


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def entries(row: Any) -> list[str]:
    return [*row.history.order_by("id").values_list("verb", flat=True)]


def taken_back(row: Any, by: User) -> None:
    entry = last_change(fresh(row))
    assert entry
    undo(fresh(row), entry, by=by)


def test_what_is_asked_for_changes_nothing_by_itself(asked: ChangeRequest, promised: FollowUp, today: date) -> None:
    assert (asked.is_open, fresh(promised).due_on, entries(asked)) == (True, today + timedelta(days=3), ["asked"])


def test_granted_the_date_moves_with_the_reason(
    asked: ChangeRequest, promised: FollowUp, amina: User, coordinator: Person, later: date
) -> None:
    asked.grant(by=amina, answered_by=coordinator, answer="Gladly.")
    dated = fresh(promised).history.first()
    assert (fresh(promised).due_on, dated.verb, dated.note) == (later, "dated", "The archive moves house.")
    row = fresh(asked)
    assert (row.state, row.answered_by, row.answer, row.outcome) == ("granted", coordinator, "Gladly.", dated)


def test_granted_it_is_dropped(promised: FollowUp, noor: User, amina: User) -> None:
    asked = ChangeRequest.ask(promised, by=noor, reason=WHY)
    asked.grant(by=amina)
    assert (asked.said, fresh(promised).status, fresh(asked).state) == ("To drop it", "dropped", "granted")


def test_refused_it_stays_as_it_was_promised(
    asked: ChangeRequest, promised: FollowUp, amina: User, today: date
) -> None:
    asked.refuse(by=amina, answer="The Council meets before.")
    assert (fresh(promised).due_on, fresh(asked).state, fresh(asked).answer) == (
        today + timedelta(days=3), "refused", "The Council meets before.",
    )  # fmt: skip


@pytest.mark.parametrize("second", ["grant", "refuse", "withdraw"])
@pytest.mark.parametrize("first", ["grant", "refuse", "withdraw"])
def test_it_is_answered_once_however_many_have_it_before_them(
    first: str, second: str, asked: ChangeRequest, amina: User, claire: User
) -> None:
    more: dict[str, dict[str, str]] = {"refuse": {"answer": "The Council meets before."}}
    one, other = fresh(asked), fresh(asked)
    entry = getattr(one, first)(by=amina, **more.get(first, {}))
    assert (entry is not None, getattr(other, second)(by=claire, **more.get(second, {}))) == (True, None)
    assert entries(asked) == ["asked", entry.verb]


def test_one_request_at_a_time_is_open(asked: ChangeRequest, promised: FollowUp, claire: User) -> None:
    with pytest.raises(AskedAlready) as refusal:
        ChangeRequest.ask(promised, by=claire, reason=WHY)
    assert refusal.value.request == asked


def test_what_was_granted_is_closed_once_its_date_goes_back_while_another_is_open(
    asked: ChangeRequest, promised: FollowUp, claire: User, amina: User
) -> None:
    asked.grant(by=amina, answer="Gladly.")
    other = ChangeRequest.ask(fresh(promised), by=claire, reason=WHY)
    taken_back(promised, amina)
    row = fresh(asked)
    assert (row.state, row.answer, row.answered_at, fresh(other).state) == ("overtaken", "", None, "open")
    assert (entries(asked), row.outcome) == (["asked", "granted", "overtaken"], fresh(promised).history.first())


def test_nothing_is_asked_about_what_has_ended(promised: FollowUp, noor: User) -> None:
    promised.move_to("done", by=noor)
    with pytest.raises(ValidationError, match="It has ended"):
        ChangeRequest.ask(promised, by=noor, reason=WHY)


def test_somebody_without_an_account_asks_by_a_link(promised: FollowUp, coordinator: Person, amina: User) -> None:
    asked = ChangeRequest.ask(promised, by=None, asked_by=coordinator, reason=WHY)
    assert (asked.recorded_by, asked.history.get().by, asked.asked_by) == (None, None, coordinator)
    assert asked.grant(by=amina)


@pytest.mark.parametrize("deed", ["dated", "done", "dropped", "removed"])
def test_changed_otherwise_it_is_closed_and_says_so(
    deed: str, asked: ChangeRequest, promised: FollowUp, claire: User, today: date
) -> None:
    row = fresh(promised)
    if deed == "dated":
        row.set_due(today + timedelta(days=9), by=claire, reason="Agreed in the corridor")
    elif deed == "removed":
        row.remove(by=claire)
    else:
        row.move_to(deed, by=claire, reason="No need")
    assert (fresh(asked).state, entries(asked)) == ("overtaken", ["asked", "overtaken"])


def test_to_be_dropped_it_stays_asked_while_the_date_moves(promised: FollowUp, claire: User, today: date) -> None:
    asked = ChangeRequest.ask(promised, by=claire, reason=WHY)
    promised.set_due(today + timedelta(days=9), by=claire)
    assert fresh(asked).is_open


def test_once_what_overtook_it_is_undone_it_is_open_again(
    asked: ChangeRequest, promised: FollowUp, claire: User
) -> None:
    fresh(promised).move_to("done", by=claire)
    taken_back(promised, claire)
    assert (fresh(asked).state, fresh(asked).outcome) == ("open", None)


def test_brought_back_with_its_follow_up_it_is_open_again(
    asked: ChangeRequest, promised: FollowUp, claire: User
) -> None:
    fresh(promised).remove(by=claire)
    fresh(promised).restore(by=claire)
    assert fresh(asked).state == "open"


@pytest.mark.parametrize("where", ["request", "follow-up"])
def test_one_undo_takes_back_the_answer_and_the_date(
    where: str, asked: ChangeRequest, promised: FollowUp, amina: User, today: date
) -> None:
    asked.grant(by=amina, answer="Gladly.")
    taken_back(asked if where == "request" else promised, amina)
    assert (fresh(promised).due_on, fresh(asked).state, fresh(asked).answer) == (today + timedelta(days=3), "open", "")


def test_granted_again_after_an_undo_it_is_undone_again(
    asked: ChangeRequest, promised: FollowUp, amina: User, later: date
) -> None:
    for _twice in range(2):
        fresh(asked).grant(by=amina)
        assert fresh(promised).due_on == later
        taken_back(asked, amina)
    assert entries(asked) == ["asked", *["granted", "undid"] * 2]


def test_what_was_granted_stays_where_it_was_moved_on_since(
    asked: ChangeRequest, promised: FollowUp, amina: User, today: date
) -> None:
    asked.grant(by=amina)
    fresh(promised).set_due(today + timedelta(days=60), by=amina, reason="Again")
    with pytest.raises(NotLast):
        taken_back(asked, amina)


def test_a_refusal_is_taken_back_unless_another_request_is_open(
    asked: ChangeRequest, promised: FollowUp, amina: User, noor: User
) -> None:
    asked.refuse(by=amina, answer="No.")
    other = ChangeRequest.ask(fresh(promised), by=noor, reason=WHY)
    with pytest.raises(ValidationError, match="Another request is open"):
        taken_back(asked, amina)
    other.withdraw(by=noor)
    taken_back(asked, amina)
    assert (fresh(asked).state, fresh(asked).answered_by, fresh(asked).answer) == ("open", None, "")


def test_it_goes_to_the_one_to_whom_it_was_promised(promised: FollowUp, unit: Organisation) -> None:
    theirs = FollowUp(owed_by="partner", partner=promised.partner)
    names = [whom_to_ask(each) for each in (promised, theirs, FollowUp(unit=unit), FollowUp())]
    assert names == [str(promised.partner), "our own house", str(unit), "a manager"]


def test_what_somebody_else_granted_is_taken_back_by_who_may_change_it_alone(
    asked: ChangeRequest, promised: FollowUp, amina: User, claire: User, noor: User, later: date
) -> None:
    fresh(promised).give_to(claire.person, by=amina)
    entry = fresh(asked).grant(by=amina)
    # Whose it is comes before what else keeps it as it is.
    other = ChangeRequest.ask(fresh(promised), by=claire, reason=WHY)
    for who, why in ((noor, "It was granted by somebody else: that is not yours"), (claire, "Another request is open")):
        with pytest.raises(ValidationError, match=why):
            fresh(asked).put_back(entry, {}, by=who)
    other.withdraw(by=claire)
    assert (fresh(promised).due_on, fresh(asked).state) == (later, "granted")
    fresh(asked).put_back(entry, {}, by=claire)
    assert (fresh(asked).state, fresh(asked).answered_at) == ("open", None)
