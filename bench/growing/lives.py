"""What became of a grown follow-up: its status, dates and the deeds that its history tells, as the verbs leave them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bench.growing.house import House, change
from tracker.follow_ups.statuses import Status

# How likely one is active still, by its age in days.
ACTIVE_SHARES = ((200, 0.6), (700, 0.25), (10_000, 0.02))
SHARE_MOVED, MOVED_BY = 0.15, timedelta(days=30)
ENDS = (Status.DONE, Status.DECLINED, Status.DROPPED, Status.LAPSED)


@dataclass
class Life:
    """`values` are the columns; `deeds` what the history tells after "added": day, verb and changes."""

    values: dict[str, Any]
    deeds: list[tuple[date, str, dict[str, Any]]] = field(default_factory=list)


def live(house: House, kind: str, logged: date) -> Life:
    age = (house.today - logged).days
    share = next(share for days, share in ACTIVE_SHARES if age < days)
    life = active_life(house, logged) if house.chance(share) else ended_life(house, kind, logged)
    if life.values["due_on"] and house.chance(SHARE_MOVED):
        move_due_date(house, life, logged)
    return life


def move_due_date(house: House, life: Life, logged: date) -> None:
    """Once, to a later day, at some time in its life."""
    due_on = life.values["due_on"]
    life.values["first_due_on"] = first = due_on - MOVED_BY
    moved = _between(house, logged, life.values.get("ended_on") or house.today)
    life.deeds.insert(0, (moved, "dated", {"due_on": change(first.isoformat(), due_on.isoformat())}))
    life.deeds.sort(key=lambda deed: deed[0])


def active_life(house: House, logged: date) -> Life:
    due_on = max(logged, house.today + timedelta(days=int(house.random.triangular(-150, 300, 40))))
    [status] = house.random.choices((Status.OPEN, Status.IN_PROGRESS, Status.WAITING, Status.PENDING), (45, 25, 15, 15))
    life = Life(_dates(house, due_on) | {"status": status, "conditional": status == Status.PENDING})
    moved = _between(house, logged, house.today)
    if status == Status.WAITING:
        life.values["waiting_on_id"] = house.partner().pk
        life.values["review_on"] = house.today + timedelta(days=house.random.randint(-10, 90))
    if status in (Status.IN_PROGRESS, Status.WAITING):
        life.deeds.append((moved, "moved", {"status": change("open", status.value)}))
    return life


def ended_life(house: House, kind: str, logged: date) -> Life:
    due_on = logged + timedelta(days=house.random.randint(10, 300))
    ended_on = _between(house, logged, min(house.today, due_on + timedelta(days=40)))
    [status] = house.random.choices(ENDS, (82, 6, 8, 4 if kind == "invitation" else 0))
    life = Life(_dates(house, due_on) | {"status": status, "ended_on": ended_on})
    before = "open"
    if house.chance(0.4):
        before = "in_progress"
        life.deeds.append((_between(house, logged, ended_on), "moved", {"status": change("open", before)}))
    ended = {"status": change(before, status.value), "ended_on": change(None, ended_on.isoformat())}
    life.deeds.append((ended_on, "moved", ended))
    return life


def _dates(house: House, due_on: date) -> dict[str, Any]:
    if house.chance(0.12):
        return {"due_on": None, "first_due_on": None}
    return {"due_on": due_on, "first_due_on": due_on}


def _between(house: House, first: date, last: date) -> date:
    return first + timedelta(days=house.random.randint(0, max(0, (last - first).days)))
