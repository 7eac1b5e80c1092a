"""Needs, pledges and what is meant of them for one another, deed by deed, and what offers unlock: in `drawn`."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.bulk.bulk_edit import worded
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.tracked_model import Stale
from tracker.needs.models import Allocation, Need
from tracker.needs.pledge_changes import edit_pledge, move_pledge, remove_pledge, restore_pledge, undo_pledge
from tracker.needs.solver import Goal
from tracker.needs.unlock import Offer, UnlockResult, ask
from tracker.pledges.models import Pledge
from tracker.pledges.models.exchange_rate import Rate

pytestmark = pytest.mark.one_database
NOW = datetime(2018, 9, 12, 9, tzinfo=UTC)
DRAWN = Path(__file__).parent / "drawn"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


class Story:
    """What each deed gives, what the history of the follow-up tells of it, and how all stand then."""

    def __init__(self, row: FollowUp) -> None:
        self.row, self.told, self.seen = row, list[str](), row.history.count()

    def does(self, called: str, deed: Callable[[], Any]) -> Any:
        made = None
        try:
            made = deed()
        except ValidationError as refusal:
            said = str(refusal.message_dict) if hasattr(refusal, "error_dict") else " ".join(refusal.messages)
            self.told.append(f"{called}: {said}")
        except Stale:
            self.told.append(f"{called}: stale")
        else:
            self.told.append(f"{called}: {'nothing' if made is None else 'done'}")
        entries = [*self.row.history.order_by("pk")][self.seen :]
        self.seen += len(entries)
        self.told += [f"  {self.tell(entry)}" for entry in entries]
        self.told.append(f"  {self.stands()}")
        return made

    def tell(self, entry: Entry) -> str:
        lines = "; ".join(f"{line.label}: {line.before} → {line.after}" for line in worded(entry.changes))
        return f"{entry.verb} by {entry.author}: {lines}"

    def stands(self) -> str:
        row = FollowUp.objects.get(pk=self.row.pk)
        needs = [f"{need} {plain(need.covered)}+{plain(need.promised)}{' removed' if need.removed_at else ''}"
                 for need in Need.objects.filter(follow_up=row).order_by("pk")]  # fmt: skip
        pledges = [
            f"{each.stage} {plain(each.allocated)} of {plain(each.quantity)}" + " removed" * each.is_removed
            for each in Pledge.objects.order_by("pk")
        ]
        return f"{row.status} | {', '.join(needs)} | {', '.join(pledges)}".replace("\xa0", " ")


def plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def fresh(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)


def test_each_deed_is_told_and_leaves_sums_that_are_right(
    make_follow_up: Callable[..., FollowUp], make_pledge: Callable[..., Pledge], claire: User, amina: User
) -> None:
    story = Story(make_follow_up("Exchange"))
    of_money: dict[str, Any] = {"kind": "money", "currency": "EUR", "quantity": Decimal(100)}
    money = story.does("estimate money", lambda: Need.estimate(story.row, by=claire, **of_money, priority=1))
    things = story.does(
        "estimate things",
        lambda: Need.estimate(story.row, by=claire, kind="in_kind", quantity=Decimal(3), what="vans"),
    )
    story.does("another priority", lambda: fresh(money).edit(by=amina, priority=None, quantity=Decimal(100)))
    story.does("from a stale copy", lambda: money.edit(by=amina, quantity=Decimal(90)))
    pledged = make_pledge(60, stage="pledged")
    firm = make_pledge(80, stage="committed")
    vans = make_pledge(3, kind="in_kind", currency="", what="vans", stage="received")
    first = story.does("promised", lambda: Allocation.make(pledged, fresh(money), Decimal(50), by=claire))
    story.does("more than is free", lambda: Allocation.make(pledged, fresh(money), Decimal(11), by=claire))
    story.does("more than it lacks", lambda: Allocation.make(firm, fresh(money), Decimal(51), by=claire))
    story.does("covered", lambda: Allocation.make(firm, fresh(money), Decimal(50), by=claire))
    story.does("another kind", lambda: Allocation.make(vans, fresh(money), Decimal(1), by=claire))
    story.does("less than is allocated", lambda: fresh(money).edit(by=claire, quantity=Decimal(99)))
    story.does("another currency", lambda: fresh(money).edit(by=claire, currency="USD"))
    story.does("removed", lambda: fresh(money).remove(by=claire))
    story.does("things covered", lambda: Allocation.make(vans, fresh(things), Decimal(3), by=claire))
    story.does("firmed up", lambda: move_pledge(fresh(pledged), "committed", by=amina))
    story.does("back to words", lambda: move_pledge(fresh(pledged), "indicated", by=amina))
    story.does("back, with a reason", lambda: move_pledge(fresh(pledged), "indicated", by=amina, reason="They wait."))
    story.does("the same stage", lambda: move_pledge(fresh(pledged), "indicated", by=amina))
    story.does("withdrawn", lambda: move_pledge(fresh(firm), "withdrawn", by=amina, reason="No money."))
    story.does(
        "meanwhile covered",
        lambda: Allocation.make(make_pledge(50, stage="received"), fresh(money), Decimal(50), by=claire),
    )
    story.does("comes back", lambda: move_pledge(fresh(firm), "committed", by=amina))
    story.does(
        "withdrawn ones cover nothing", lambda: Allocation.make(fresh(firm), fresh(money), Decimal(1), by=claire)
    )
    story.does("an edit of less", lambda: edit_pledge(fresh(pledged), by=amina, quantity=Decimal(49)))
    story.does("an edit of more", lambda: edit_pledge(fresh(pledged), by=amina, quantity=Decimal(70)))
    story.does("pledge removed", lambda: remove_pledge(fresh(pledged), by=amina))
    story.does("pledge back", lambda: restore_pledge(fresh(pledged), by=amina))
    story.does("taken back", lambda: fresh(first).take_back(by=amina))
    story.does("taken back twice", lambda: first.take_back(by=amina))
    entry = move_pledge(fresh(vans), "committed", by=amina, reason="So.")
    assert entry
    story.does("undone", lambda: undo_pledge(fresh(vans), entry, by=amina))
    story.does("things removed", lambda: fresh(things).remove(by=claire))
    story.does("not gone", lambda: fresh(things).restore(by=claire))
    third = Need.estimate(fresh(story.row), by=claire, kind="in_kind", quantity=Decimal(1), what="desk", priority=3)
    for _twice in range(2):
        story.does("no longer needed", lambda: fresh(third).remove(by=amina))
    story.does("edited while it is gone", lambda: fresh(third).edit(by=amina, quantity=Decimal(2)))
    story.does("covered while it is gone", lambda: Allocation.make(vans, third, Decimal(1), by=claire))
    for _twice in range(2):
        story.does("needed again", lambda: fresh(third).restore(by=amina))
    story.does("done", lambda: fresh(story.row).move_to("done", by=claire))
    story.does("vans withdrawn", lambda: move_pledge(fresh(vans), "withdrawn", by=amina, reason="Sold."))
    assert_drawn("resources", {"told": story.told}, DRAWN)


def said_of(found: UnlockResult) -> list[str]:
    def lines(called: str, rows: list[Any]) -> list[str]:
        return [f"{called} {row.follow_up} ({row.priority}): {row.words}" for row in rows]

    shares = [f"share of offer {number}: {plain(quantity)} to {bar.need} of {bar.need.follow_up}"
              for number, bar, quantity in found.shares]  # fmt: skip
    said = [
        *lines("unlocked", found.unlocked), *lines("not yet", found.others),
        *(f"unestimated {row}" for row in found.unestimated), *(f"unpriced {row}" for row in found.unpriced),
        *(f"left {each}" for each in found.left), *(f"rate {each}" for each in found.rates), *shares,
    ]  # fmt: skip
    return [line.replace("\xa0", " ") for line in said]


def test_each_offer_is_answered_whole(
    make_follow_up: Callable[..., FollowUp], make_need: Callable[..., Need], make_pledge: Callable[..., Pledge],
    claire: User, eu: Organisation, unit: Organisation,
) -> None:  # fmt: skip
    for currency, rate, days in (("USD", "1.25", 3), ("USD", "2", -1), ("CHF", "0.8", 0)):
        day = NOW.date() - timedelta(days=days)
        Rate.add(by=claire, currency=currency, day=day, rate=Decimal(rate), source="ECB")

    def area(title: str, *needs: tuple[int, dict[str, Any]], **values: Any) -> list[Need]:
        row = make_follow_up(title, conditional=True, **values)
        return [make_need(quantity, follow_up=row, **how) for quantity, how in needs]

    staff: dict[str, Any] = {"kind": "staff", "currency": "", "people": 1}
    things: dict[str, Any] = {"kind": "in_kind", "currency": "", "what": "Vans"}
    area("unestimated")
    area("undated", (40, {}))
    area("soon", (100, {"priority": 1}), due_on=date(2018, 10, 1))
    area("urgent", (60, {}), priority=1, due_on=date(2018, 11, 1))
    area("low", (30, {}), (20, {"currency": "USD"}), priority=4)
    area("normal", (6, staff | {"what": "Analyst"}), (10, {"priority": 3}), priority=3)
    area("any staff", (3, staff))
    area("vans", (2, things), (1, things | {"what": "tables"}))
    area("francs", (5, {"currency": "XOF"}))
    promised = area("promised", (50, {}))[0]
    half = area("half covered", (80, {}), (5, {"currency": "CHF"}))[0]
    Allocation.make(make_pledge(50), promised, Decimal(50), by=claire)
    Allocation.make(make_pledge(60, stage="received"), half, Decimal(60), by=claire)
    area("not for others", (1, {}), classification="restricted")
    ended = area("ended", (1, {}))[0]
    ended.follow_up.move_to("dropped", by=claire, reason="No.")
    money, analysts, anybody = (
        Offer("money", Decimal(100), "EUR"),
        Offer("staff", Decimal(6), what="analyst"),
        Offer("staff", Decimal(4)),
    )
    dollars, vans = Offer("money", Decimal("125.50"), "USD"), Offer("in_kind", Decimal(5), what="vans")
    part = Offer("money", Decimal(30), "EUR")
    asked: dict[str, tuple[list[Offer], Goal, bool]] = {
        "money": ([money], Goal.AREAS, False), "money by priority": ([money], Goal.PRIORITY, False),
        "money that counts on no promise": ([money], Goal.AREAS, True), "dollars": ([dollars], Goal.AREAS, False),
        "analysts": ([analysts], Goal.AREAS, False), "anybody": ([anybody], Goal.AREAS, False),
        "analysts, anybody and money": ([analysts, anybody, money], Goal.AREAS, False),
        "vans and tables": ([vans, Offer("in_kind", Decimal(1), what="Tables")], Goal.AREAS, False),
        "money in two parts": ([part, Offer("money", Decimal(25), "EUR")], Goal.AREAS, False),
        "nothing": ([], Goal.AREAS, False),
    }  # fmt: skip
    found = {name: said_of(ask(offers, goal, firm_only=firm, user=claire, today=NOW.date()))
             for name, (offers, goal, firm) in asked.items()}  # fmt: skip
    assert_drawn("unlocked", found, DRAWN)
