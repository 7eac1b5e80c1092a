"""What is asked over the wire of Suivi, and of the lean house in turn; how many times as long Suivi may take for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count, cycle
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from bench.browser import Asked
from bench.growing.house import BUSY, TRUSTED
from bench.growing.words import COMMON, RARE
from bench.pages import Chosen
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.meetings.models import Meeting

Ask = Callable[[], Asked]
LIST = Asked("/")


@dataclass(frozen=True, slots=True)
class WirePage:
    """`most` is how many times the lean page Suivi's may take; where Suivi alone has such a page, beside the list."""

    name: str
    ask: Ask
    lean: Ask
    most: float
    email: str = BUSY


def wire_pages(chosen: Chosen, large: Meeting) -> Iterator[WirePage]:
    user = User.objects.get(email=BUSY)
    owner, row = chosen.owner.pk, chosen.follow_up.pk
    yield WirePage("list", at("/follow-ups/?status="), same(LIST), 1.3)
    yield WirePage("list of an owner", at(f"/follow-ups/?owner={owner}"), at(f"/?owner={owner}"), 1.3)
    yield WirePage("a rare word", at(f"/follow-ups/?q={RARE}"), at(f"/?q={RARE}"), 1.5)
    yield WirePage("a common word", at(f"/follow-ups/?q={COMMON}"), at(f"/?q={COMMON}"), 1.5)
    yield WirePage("follow-up", at(reverse("follow_ups:follow_up", args=[row])), at(f"/{row}/"), 2)
    movable = FollowUp.objects.visible_to(user).of_account(user).filter(status=Status.OPEN).exclude(pk=row)
    yield WirePage("change status", moves(movable[0]), lean_moves(movable[0]), 2)
    yield WirePage("create", logs(chosen, "new"), logs(chosen, "lean"), 2)
    yield WirePage("report by owner", at("/reports/?by=owner"), at("/report/"), 2, TRUSTED)
    yield WirePage("desk", at("/"), same(LIST), 2.6)
    yield WirePage("partners", at("/partners/"), same(LIST), 2.4)
    yield WirePage("a large partner", at(reverse("directory:organisation", args=[chosen.partner.pk])), same(LIST), 3.4)
    yield WirePage("calendar", at("/calendar/"), same(LIST), 2.6)
    yield WirePage("log form", at("/meetings/log/"), same(LIST), 1.3)
    yield WirePage("a large meeting", at(reverse("meetings:meeting", args=[large.pk])), same(LIST), 4.3)


def at(address: str) -> Ask:
    return same(Asked(address))


def same(asked: Asked) -> Ask:
    return lambda: asked


def moves(row: FollowUp) -> Ask:
    """On and back, turn by turn."""
    versions, statuses = count(row.version), cycle([Status.IN_PROGRESS, Status.OPEN])
    return lambda: Asked(
        reverse("follow_ups:move", args=[row.pk, str(next(statuses))]), {"version": str(next(versions))}
    )


def lean_moves(row: FollowUp) -> Ask:
    versions, statuses = count(row.version), cycle([Status.IN_PROGRESS, Status.OPEN])
    return lambda: Asked(f"/{row.pk}/to/{next(statuses)}/", {"version": str(next(versions))})


def logs(chosen: Chosen, house: str) -> Ask:
    """A new one each time, as its form is filled in."""
    numbers = count(1)
    address = "/new/" if house == "lean" else reverse("follow_ups:new")
    typed = {
        "kind": "training", "strength": "agreed", "owed_by": "us", "classification": "general",
        "owner": chosen.owner.name, "partner": chosen.partner.name, "detail": "As the chair asked.",
        "due_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
    }  # fmt: skip

    def ask() -> Asked:
        title = f"Train officers in risk profiles, round {next(numbers)} of {house}"
        return Asked(address, {**typed, "title": title, "key": str(uuid4())})

    return ask
