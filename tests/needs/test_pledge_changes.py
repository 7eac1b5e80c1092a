"""What follows for follow-ups when a pledge changes, and whom it tells."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.test import TestCase

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.undo import last_change
from tracker.meetings.models import Meeting
from tracker.needs.models import Allocation, Need
from tracker.needs.models.allocation import CLOSED
from tracker.needs.pledge_changes import edit_pledge, move_pledge, remove_pledge, restore_pledge, undo_pledge
from tracker.pages import desk
from tracker.pledges.models import Pledge
from tracker.pledges.models.exchange_rate import Rate
from tracker.pledges.stages import FIRM, SOFT
from tracker.records.models import Passage, Record

MakePledge = Callable[..., Pledge]
MakeNeed = Callable[..., Need]
MakeFollowUp = Callable[..., FollowUp]


def fresh[Thing: Pledge | FollowUp](thing: Thing) -> Thing:
    return type(thing)._base_manager.get(pk=thing.pk)


def status(need: Need) -> str:
    return str(FollowUp.objects.get(pk=need.follow_up_id).status)


@pytest.fixture
def covered(make_need: MakeNeed, make_pledge: MakePledge, claire: User) -> tuple[Need, Pledge]:
    """A need of 90 and the committed pledge that covers it."""
    need, pledge = make_need(90), make_pledge(100, stage="committed")
    Allocation.make(pledge, need, Decimal(90), by=claire)
    return need, fresh(pledge)


def test_a_removed_pledge_covers_nothing_until_it_is_back(covered: tuple[Need, Pledge], claire: User) -> None:
    need, pledge = covered
    remove_pledge(pledge, by=claire)
    assert status(need) == "pending_resources"
    restore_pledge(fresh(pledge), by=claire)
    assert status(need) == "open"


def test_a_withdrawal_that_is_undone_covers_again(covered: tuple[Need, Pledge], claire: User) -> None:
    need, pledge = covered
    move_pledge(pledge, "withdrawn", reason="Cut.", by=claire)
    entry = last_change(fresh(pledge))
    assert entry
    undo_pledge(fresh(pledge), entry, by=claire)
    assert status(need) == "open"


def test_a_pledge_comes_back_only_if_others_have_left_it_room(
    covered: tuple[Need, Pledge], make_pledge: MakePledge, claire: User
) -> None:
    need, pledge = covered
    move_pledge(pledge, "withdrawn", reason="Cut.", by=claire)
    Allocation.make(make_pledge(50), need, Decimal(50), by=claire)
    with pytest.raises(ValidationError) as refusal:
        move_pledge(pledge, "committed", by=claire, reason="There after all.")
    assert refusal.value.messages == ["What it was meant for is covered by others meanwhile. Take that back first."]
    assert (pledge.stage, fresh(pledge).stage) == ("withdrawn", "withdrawn")
    need.refresh_from_db()
    assert (need.covered, need.promised) == (0, 50)


def test_a_pledge_keeps_what_is_allocated_of_it(covered: tuple[Need, Pledge], claire: User) -> None:
    _need, pledge = covered
    for values in ({"quantity": Decimal(89)}, {"currency": "USD"}):
        with pytest.raises(ValidationError) as refusal:
            edit_pledge(fresh(pledge), by=claire, **values)
        assert list(refusal.value.message_dict) == list(values)
    assert edit_pledge(fresh(pledge), by=claire, quantity=Decimal(90)) is not None


def test_what_is_done_stays_done_when_its_pledge_goes(covered: tuple[Need, Pledge], claire: User) -> None:
    need, pledge = covered
    FollowUp.objects.get(pk=need.follow_up_id).move_to("done", by=claire)
    move_pledge(pledge, "withdrawn", reason="Cut.", by=claire)
    assert status(need) == "done"


def test_a_reopened_follow_up_waits_for_what_it_lacks(make_need: MakeNeed, claire: User) -> None:
    need = make_need()
    follow_up = FollowUp.objects.get(pk=need.follow_up_id)
    follow_up.move_to("done", by=claire)
    follow_up.move_to("open", by=claire, reason="It was not.")
    assert follow_up.status == "pending_resources"


def test_a_condition_is_met_once_all_needs_are_covered(
    make_follow_up: MakeFollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    need = make_need(10, follow_up=make_follow_up(conditional=True))
    Allocation.make(make_pledge(10, stage="received"), need, Decimal(10), by=claire)
    assert status(need) == "open"


def test_the_pending_are_never_late(make_follow_up: MakeFollowUp, make_need: MakeNeed, today: date) -> None:
    make_need(10, follow_up=make_follow_up(due_on=date(2018, 5, 31)))
    assert FollowUp.objects.late(today).count() == 0


def test_a_pledge_in_another_currency_counts_at_the_rate_of_the_day(
    make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    Rate.add(by=claire, currency="USD", day=date(2018, 5, 25), rate=Decimal("1.25"), source="ECB")
    need, pledge = make_need(80), make_pledge(100, currency="USD")
    row = Allocation.make(pledge, need, Decimal(80), by=claire)
    assert (row.taken, fresh(pledge).allocated) == (100, 100)
    assert row.rate_words == "1 EUR = 1.25 USD on 25 May 2018 (ECB)"


STAFF: dict[str, Any] = {"kind": "staff", "currency": "", "people": 1}
THINGS: dict[str, Any] = {"kind": "in_kind", "currency": "", "what": "scanners"}
OTHER_KIND = "The pledge is of another kind than the need."
TRACE = "The pledge is restricted: who sees this follow-up would see a trace of it."


@pytest.mark.parametrize(
    ("needed", "pledged", "sentence"),
    [
        ({}, {"currency": "XOF"}, "There is no exchange rate between their currencies yet."),
        ({}, STAFF, OTHER_KIND),
        (STAFF, {}, OTHER_KIND),
        (THINGS, STAFF, OTHER_KIND),
        (STAFF, THINGS, OTHER_KIND),
        ({}, {"stage": "withdrawn"}, "It was withdrawn or removed meanwhile."),
        ({}, {"classification": RESTRICTED}, TRACE),
    ],
)
def test_a_pledge_that_does_not_fit_is_refused_with_a_sentence(
    make_need: MakeNeed, make_pledge: MakePledge, claire: User, needed: dict[str, Any], pledged: dict[str, Any],
    sentence: str,
) -> None:  # fmt: skip
    need, pledge = make_need(80, **needed), make_pledge(100, **pledged)
    with pytest.raises(ValidationError) as refusal:
        Allocation.make(pledge, need, Decimal(80), by=claire)
    assert (refusal.value.messages, Allocation.objects.count()) == ([sentence], 0)


def test_a_removed_need_takes_no_pledge(make_need: MakeNeed, make_pledge: MakePledge, claire: User) -> None:
    need = make_need(80)
    need.remove(by=claire)
    with pytest.raises(ValidationError) as refusal:
        Allocation.make(make_pledge(100), need, Decimal(80), by=claire)
    assert refusal.value.messages == ["It was withdrawn or removed meanwhile."]


def test_a_restricted_pledge_covers_what_its_own_restricted_meeting_led_to(
    secret: FollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    need, pledge = make_need(80, follow_up=secret), make_pledge(100, meeting=secret.meeting)
    assert Allocation.make(pledge, need, Decimal(80), by=claire).quantity == 80


def test_a_restricted_pledge_covers_nothing_of_its_general_meeting(
    visit: Meeting, make_follow_up: MakeFollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    """All see the meeting and what it led to, and none but its recorder the pledge."""
    need = make_need(80, follow_up=make_follow_up(meeting=visit))
    with pytest.raises(ValidationError) as refusal:
        Allocation.make(make_pledge(100, meeting=visit, classification=RESTRICTED), need, Decimal(80), by=claire)
    assert refusal.value.messages == [TRACE]


def test_what_is_left_of_a_pledge_tells_nobody_of_what_they_do_not_see(
    secret: FollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    with pytest.raises(ValidationError) as refusal:
        Allocation.make(make_pledge(100), make_need(80, follow_up=secret), Decimal(80), by=claire)
    assert (refusal.value.messages, Allocation.objects.count()) == ([CLOSED], 0)


@pytest.mark.parametrize("by_its", ["classification", "record"])
def test_what_is_restricted_itself_counts_on_no_pledge_of_its_restricted_meeting(
    secret: FollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User, by_its: str
) -> None:
    """Whoever else sees the meeting sees what is left of its pledges, and its records, but not this follow-up."""
    rows = Record.objects if by_its == "record" else FollowUp.objects
    rows.update(classification=RESTRICTED)
    need, pledge = make_need(80, follow_up=fresh(secret)), make_pledge(100, meeting=secret.meeting)
    if by_its == "record":
        assert Allocation.make(pledge, need, Decimal(80), by=claire).quantity == 80
        return
    with pytest.raises(ValidationError) as refusal:
        Allocation.make(pledge, need, Decimal(80), by=claire)
    assert (refusal.value.messages, Allocation.objects.count()) == ([CLOSED], 0)


def test_each_follow_up_is_told_once_what_became_of_its_pledge(
    make_follow_up: MakeFollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    """The pledge serves two needs of the first and one of the second."""
    follow_ups, pledge = [make_follow_up(title) for title in ("First", "Second")], make_pledge(30)
    for each in (0, 1, 0):
        Allocation.make(fresh(pledge), make_need(10, follow_up=follow_ups[each]), Decimal(10), by=claire)
    seen = {row.pk: row.history.count() for row in follow_ups}
    move_pledge(fresh(pledge), "pledged", by=claire)
    assert {row.pk: row.history.count() for row in follow_ups} == seen
    move_pledge(fresh(pledge), "committed", by=claire)
    assert {row.pk: row.history.count() for row in follow_ups} == {key: count + 1 for key, count in seen.items()}
    for row in follow_ups:
        told = row.history.latest("id").changes["pledge"]
        assert (told["from_text"], told["to_text"]) == (f"{pledge}, Pledged", f"{pledge}, Committed")
        assert FollowUp.objects.get(pk=row.pk).status == "open"


def test_a_restricted_meeting_lends_its_pledge_to_no_other(
    secret: FollowUp, make_follow_up: MakeFollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    other = Meeting.log(by=claire, title="Others", held_on=date(2018, 6, 2), classification=RESTRICTED)
    need, pledge = make_need(80, follow_up=make_follow_up(meeting=other)), make_pledge(100, meeting=secret.meeting)
    with pytest.raises(ValidationError) as refusal:
        Allocation.make(pledge, need, Decimal(80), by=claire)
    assert refusal.value.messages == [TRACE]


def test_a_pledge_that_covers_what_more_people_see_stays_general(
    covered: tuple[Need, Pledge], secret: FollowUp, claire: User
) -> None:
    _need, pledge = covered
    with pytest.raises(ValidationError) as refusal:
        edit_pledge(fresh(pledge), by=claire, meeting=secret.meeting)
    assert (refusal.value.messages, fresh(pledge).meeting) == (
        ["Follow-ups that more people see count on it. Take back what is allocated to them."], None
    )  # fmt: skip
    Allocation.objects.order_by("pk")[0].take_back(by=claire)
    edit_pledge(fresh(pledge), by=claire, meeting=secret.meeting)
    assert fresh(pledge).meeting == secret.meeting


def ready(owner: User, make_need: MakeNeed, make_pledge: MakePledge, make_follow_up: MakeFollowUp, by: User) -> Need:
    need = make_need(10, follow_up=make_follow_up("Exchange", owner=owner.person))
    with TestCase.captureOnCommitCallbacks(execute=True):
        Allocation.make(make_pledge(10, stage="committed"), need, Decimal(10), by=by)
    return need


@pytest.mark.parametrize(("owners", "others", "words"), [
    ("en", "fr", "is ready: its needs are covered"), ("fr", "en", "peut commencer\u00a0: ses besoins sont couverts"),
])  # fmt: skip
def test_the_owner_is_told_in_their_language_and_not_in_that_of_who_did_it(
    owners: str, others: str, words: str, amina: User, claire: User, make_need: MakeNeed, make_pledge: MakePledge,
    make_follow_up: MakeFollowUp, today: date,
) -> None:  # fmt: skip
    User.objects.filter(pk=amina.pk).update(language=owners)
    User.objects.filter(pk=claire.pk).update(language=others)
    users = [User.objects.get(pk=user.pk) for user in (amina, claire)]
    need = ready(users[0], make_need, make_pledge, make_follow_up, users[1])
    [sent] = mail.outbox
    reference = need.follow_up.reference
    assert (sent.to, sent.subject) == ([amina.email], f"{reference} {words}")
    assert f"/follow-ups/{need.follow_up_id}/" in sent.body
    assert desk.lately(amina, today)[0].entry.verb == "readied"


def test_nobody_is_told_what_they_did_themselves(
    claire: User, make_need: MakeNeed, make_pledge: MakePledge, make_follow_up: MakeFollowUp
) -> None:
    ready(claire, make_need, make_pledge, make_follow_up, claire)
    assert mail.outbox == []


def test_nobody_is_flooded_with_mails(
    amina: User, claire: User, make_need: MakeNeed, make_pledge: MakePledge, make_follow_up: MakeFollowUp, settings: Any
) -> None:
    settings.HOW_OFTEN = {"mail": "1/h/user"}
    for _ in range(2):
        ready(amina, make_need, make_pledge, make_follow_up, claire)
    assert [sent.to for sent in mail.outbox] == [[amina.email]]


def test_the_owner_is_told_of_nothing_but_that_it_is_ready(
    amina: User, claire: User, make_need: MakeNeed, make_pledge: MakePledge, make_follow_up: MakeFollowUp
) -> None:
    need, pledge = make_need(10, follow_up=make_follow_up("Exchange", owner=amina.person)), make_pledge(10)
    with TestCase.captureOnCommitCallbacks(execute=True):
        row = Allocation.make(pledge, need, Decimal(10), by=claire)
        row.take_back(by=claire)
        Allocation.make(fresh(pledge), need, Decimal(10), by=claire)
    assert mail.outbox == []
    with TestCase.captureOnCommitCallbacks(execute=True):
        move_pledge(fresh(pledge), "committed", by=claire)
        move_pledge(fresh(pledge), "withdrawn", reason="Cut.", by=claire)
    assert [sent.to for sent in mail.outbox] == [[amina.email]]


def test_the_stored_totals_are_the_sums(
    make_need: MakeNeed, make_pledge: MakePledge, claire: User, visit: Meeting
) -> None:
    needs, pledges = [make_need(100) for _each in range(3)], [make_pledge(150, meeting=visit) for _each in range(3)]
    for need, pledge, part in ((0, 0, 60), (0, 1, 40), (1, 1, 70), (2, 2, 30), (1, 2, 10)):
        Allocation.make(pledges[pledge], needs[need], Decimal(part), by=claire)
    move_pledge(fresh(pledges[1]), "committed", by=claire)
    move_pledge(fresh(pledges[2]), "withdrawn", reason="Cut.", by=claire)
    Allocation.objects.filter(pledge=pledges[0]).get().take_back(by=claire)
    for need in Need.objects.all():
        rows = need.allocations.filter(pledge__removed_at=None)
        assert (need.covered, need.promised) == tuple(
            rows.filter(pledge__stage__in=stages).aggregate(sum=Sum("quantity"))["sum"] or 0 for stages in (FIRM, SOFT)
        )
    for pledge in Pledge.objects.all():
        assert pledge.allocated == (pledge.allocations.aggregate(sum=Sum("taken"))["sum"] or 0)


BAMAKO = "Scanners for Bamako"
TELLS = f"What is left of a pledge would tell of “{BAMAKO}”. Take back what is allocated to it first."


@pytest.mark.parametrize("way", ["restrict", "move", "its meeting", "its record"])
def test_what_a_pledge_that_more_people_see_is_meant_for_stays_general(
    visit: Meeting, secret: FollowUp, make_follow_up: MakeFollowUp, make_need: MakeNeed, make_pledge: MakePledge,
    claire: User, way: str,
) -> None:  # fmt: skip
    follow_up = make_follow_up(BAMAKO, meeting=visit)
    row = Allocation.make(make_pledge(100), make_need(80, follow_up=follow_up), Decimal(40), by=claire)
    record = Record.write(by=claire, meeting=visit, text="Scanners.")
    FollowUp.objects.filter(pk=follow_up.pk).update(passage=Passage.of(record.latest, 0, 8))

    def change() -> object:
        if way == "move":
            FollowUp.objects.filter(pk=follow_up.pk).update(passage=None)
            return fresh(follow_up).change("edited", by=claire, meeting=secret.meeting)
        thing = {"restrict": follow_up, "its meeting": visit, "its record": record}[way]
        return type(thing).objects.get(pk=thing.pk).change("edited", by=claire, classification=RESTRICTED)

    with pytest.raises(ValidationError) as refusal:
        change()
    assert (refusal.value.messages, fresh(follow_up).is_restricted) == ([TELLS], False)
    row.take_back(by=claire)
    change()
    assert fresh(follow_up).is_restricted


def test_a_restricted_meeting_keeps_to_itself_what_its_pledge_is_meant_for(
    secret: FollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    """Neither leaves it for the other to tell of; both leave it at once when it is opened."""
    pledge = make_pledge(100, meeting=secret.meeting)
    Allocation.make(pledge, make_need(80, follow_up=secret), Decimal(40), by=claire)
    for thing in (pledge, secret):
        with pytest.raises(ValidationError):
            fresh(thing).change("edited", by=claire, meeting=None, classification="general")
    Meeting.objects.get(pk=secret.meeting_id).change("edited", by=claire, classification="general")
    assert (fresh(pledge).is_restricted, fresh(secret).is_restricted) == (False, False)


def test_what_counts_on_a_pledge_of_its_restricted_meeting_is_not_restricted_itself(
    secret: FollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    Allocation.make(make_pledge(100, meeting=secret.meeting), make_need(80, follow_up=secret), Decimal(40), by=claire)
    with pytest.raises(ValidationError) as refusal:
        fresh(secret).change("edited", by=claire, classification=RESTRICTED)
    assert (refusal.value.messages, fresh(secret).classification) == ([TELLS.replace(BAMAKO, str(secret))], "general")


def test_a_refusal_names_what_a_pledge_is_meant_for_to_nobody_who_does_not_see_it(
    secret: FollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User, omar: User
) -> None:
    pledge = make_pledge(100, meeting=secret.meeting)
    Allocation.make(pledge, make_need(80, follow_up=secret), Decimal(40), by=claire)
    with pytest.raises(ValidationError) as refusal:
        fresh(pledge).change("edited", by=omar, meeting=None)
    assert refusal.value.messages == [
        "It would tell of something restricted. Ask somebody who sees all restricted matters."
    ]


def test_what_told_of_it_before_keeps_nobody_from_its_meeting(
    visit: Meeting, make_follow_up: MakeFollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    """Houses have it from the time before this was refused."""
    follow_up = make_follow_up(meeting=visit)
    Allocation.make(make_pledge(100), make_need(80, follow_up=follow_up), Decimal(40), by=claire)
    FollowUp.objects.filter(pk=follow_up.pk).update(classification=RESTRICTED)
    assert visit.change("edited", by=claire, classification=RESTRICTED) is not None
