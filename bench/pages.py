"""Which pages are measured, at which addresses: the same rows are looked at in the small house and in the large one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from bench.growing.house import BUSY
from bench.growing.words import RARE
from bench.limit import Rows
from bench.measure import body
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.life import Status
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.sorting import COLUMNS
from tracker.mandates.models import Mandate
from tracker.records.models import Passage

NEXT_PAGE = re.compile(r'rel="next" href="([^"]+)"')
Ask = Callable[[Client], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Page:
    """`rows` says which rows the raw query finds, where there is one; `for_all` pages are measured for everybody."""

    name: str
    ask: Ask
    rows: Rows | None = None
    for_all: bool = False


@dataclass(frozen=True)
class Chosen:
    """The rows whose pages are measured."""

    follow_up: FollowUp
    owner: Person
    partner: Organisation
    unit: Organisation
    mandate: Mandate

    @classmethod
    def from_database(cls) -> "Chosen":
        """Old rows with much around them, which the busy officer sees and owns."""
        user = User.objects.get(email=BUSY)
        passages = Passage.objects.filter(follow_up__in=FollowUp.objects.visible_to(user).active())
        open_ones = FollowUp.objects.visible_to(user).of_account(user).filter(status=Status.OPEN, passage__in=passages)
        return cls(
            follow_up=open_ones.earliest("pk"),
            owner=Person.objects.get(account=user),
            partner=Organisation.objects.get(short_name="EU"),
            unit=Organisation.objects.get(short_name="CFD"),
            mandate=Mandate.objects.filter(follow_ups__in=FollowUp.objects.visible_to(user)).earliest("pk"),
        )


def pages(chosen: Chosen) -> list[Page]:
    return [
        *desk_and_nouns(chosen),
        *lists(chosen),
        *sorted_lists(),
        Page("move a follow-up (POST)", mover(chosen.follow_up)),
    ]


def at(name: str, *keys: int, query: str = "") -> Ask:
    address = reverse(name, args=keys) + query
    return lambda client: client.get(address)


def desk_and_nouns(chosen: Chosen) -> Iterator[Page]:
    year = chosen.follow_up.meeting.held_on.year if chosen.follow_up.meeting else 2018
    yield Page("desk", at("desk"), for_all=True)
    yield Page("a follow-up", at("follow_ups:follow_up", chosen.follow_up.pk), for_all=True)
    yield Page("a meeting with its record", at("meetings:meeting", chosen.follow_up.meeting_id or 0), for_all=True)
    yield Page("meetings", at("meetings:list"), for_all=True)
    yield Page("meetings, page 2", page_after("meetings:list"))
    yield Page("meetings of a year", at("meetings:list", query=f"?year={year}"))
    yield Page("meetings with a partner", at("meetings:list", query=f"?partner={chosen.partner.pk}"))
    yield Page("partners", at("directory:partners"))
    yield Page("a partner", at("directory:organisation", chosen.partner.pk))
    yield Page("a person", at("directory:person", chosen.owner.pk))
    yield Page("mandates", at("mandates:list"))
    yield Page("a mandate", at("mandates:mandate", chosen.mandate.pk))
    yield Page("find a word", at("find", query=f"?q={RARE}"))


def lists(chosen: Chosen) -> Iterator[Page]:
    yield listed("all", "", Rows("all"), for_all=True)
    yield Page("follow-ups: all, page 2", page_after("follow_ups:list"))
    yield listed("active", "status=active", Rows("active"), for_all=True)
    yield Page("follow-ups: active, page 2", page_after("follow_ups:list", "?status=active"))
    for status in Status:
        yield listed(f"status {status.label.lower()}", f"status={status}", Rows("status", status.value))
    yield listed("late", "late=on", Rows("late"), for_all=True)
    yield listed("due this week", "week=on")
    yield listed("an owner's", f"owner={chosen.owner.pk}", Rows("owner", chosen.owner.pk))
    yield listed("a partner's", f"partner={chosen.partner.pk}", Rows("partner", chosen.partner.pk))
    yield listed("a unit's", f"unit={chosen.unit.pk}", Rows("unit", chosen.unit.pk))
    yield listed("a kind's", "kind=training", Rows("kind", "training"))
    yield listed("a mandate's", f"mandate={chosen.mandate.pk}")
    yield listed("a common word", "q=training")
    yield listed("a rare word", f"q={RARE}")


def sorted_lists() -> Iterator[Page]:
    for name in COLUMNS:
        yield listed(f"by {name}", f"sort={name}")
        yield listed(f"by {name}, falling", f"sort=-{name}")


def listed(name: str, query: str, rows: Rows | None = None, *, for_all: bool = False) -> Page:
    return Page(f"follow-ups: {name}", at("follow_ups:list", query=f"?{query}" if query else ""), rows, for_all)


def page_after(name: str, query: str = "") -> Ask:
    """The second page of a list, as its first page leads there."""
    addresses: dict[Client, str] = {}

    def ask(client: Client) -> HttpResponseBase:
        if client not in addresses:
            found = NEXT_PAGE.search(body(client.get(reverse(name) + query)).decode())
            addresses[client] = reverse(name) + (found[1].replace("&amp;", "&") if found else query)
        return client.get(addresses[client])

    return ask


def mover(follow_up: FollowUp) -> Ask:
    """Moves it on and back, turn by turn."""
    turns = {Status.OPEN: Status.IN_PROGRESS, Status.IN_PROGRESS: Status.OPEN}

    def ask(client: Client) -> HttpResponseBase:
        client.cookies.pop("messages", None)
        follow_up.status = turns[Status(follow_up.status)]
        follow_up.version += 1
        address = reverse("follow_ups:move", args=[follow_up.pk, follow_up.status])
        return client.post(address, {"version": follow_up.version - 1})

    return ask
