"""Which pages are measured, at which addresses: the same rows are looked at in the small house and in the large one."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils import timezone

from bench.asking import Ask, at, creator, far_page, mover, page_after, whole
from bench.goals import Kind
from bench.growing.house import BUSY, TRUSTED
from bench.growing.words import COMMON, RARE
from bench.known import LETTERS, words_of
from bench.limits import csv_file, report
from bench.limits.rows import Rows
from bench.limits.rows import limit as rows_limit
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.field_register import LISTED
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.mandates.models import Mandate
from tracker.records.models import Passage
from tracker.reports.cuts import CUTS

ONE, BOTH, MANAGER = (BUSY,), (BUSY, TRUSTED), (TRUSTED,)
FAR = 1_000
Limit = Callable[[User], Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Page:
    """`limit` is what it is measured beside, `around` what the limit alone needs; `people` are who asks for it."""

    name: str
    ask: Ask
    kind: Kind = Kind.PAGE
    limit: Limit | None = None
    around: Callable[[], AbstractContextManager[object]] | None = None
    people: tuple[str, ...] = ONE


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
        *desk_and_nouns(chosen), *lists(chosen), *far_pages(), *sorted_lists(), *searches(), *while_typing(chosen),
        *reports(chosen),
        Page("all as a csv file", whole(reverse("follow_ups:export", args=["csv"])), Kind.FILE, csv_limit),
        Page("move a follow-up (POST)", mover(chosen.follow_up)),
        Page("create a follow-up (POST)", creator(chosen.owner, chosen.partner)),
    ]  # fmt: skip


def desk_and_nouns(chosen: Chosen) -> Iterator[Page]:
    year = chosen.follow_up.meeting.held_on.year if chosen.follow_up.meeting else 2018
    yield Page("desk", at("desk"), people=BOTH)
    yield Page("a follow-up", at("follow_ups:follow_up", chosen.follow_up.pk), people=BOTH)
    yield Page("a meeting with its record", at("meetings:meeting", chosen.follow_up.meeting_id or 0), people=BOTH)
    yield Page("meetings", at("meetings:list"), people=BOTH)
    yield Page("meetings, page 2", page_after("meetings:list"))
    yield Page("meetings of a year", at("meetings:list", query=f"?year={year}"))
    yield Page("meetings with a partner", at("meetings:list", query=f"?partner={chosen.partner.pk}"))
    yield Page("partners", at("directory:partners"))
    yield Page("a partner", at("directory:organisation", chosen.partner.pk))
    yield Page("the timeline of a partner", at("directory:timeline", chosen.partner.pk))
    yield Page("a briefing note on a partner", at("briefings:partner", chosen.partner.pk))
    yield Page("a list of commitments", at("commitments:list", query=f"?partner={chosen.partner.pk}"))
    yield Page("a person", at("directory:person", chosen.owner.pk))
    yield Page("mandates", at("mandates:list"))
    yield Page("a mandate", at("mandates:mandate", chosen.mandate.pk))


def lists(chosen: Chosen) -> Iterator[Page]:
    yield listed("all", "status=", Rows("all"), people=BOTH)
    yield Page("follow-ups: all, page 2", page_after("follow_ups:list", "?status="), Kind.LIST)
    yield listed("active", "status=active", Rows("active"), people=BOTH)
    for status in Status:
        yield listed(f"status {status.label.lower()}", f"status={status}", Rows("status", status.value))
    yield listed("late", "late=on", Rows("late"), people=BOTH)
    yield listed("due this week", "week=on")
    yield listed("an owner's", f"owner={chosen.owner.pk}", Rows("owner", chosen.owner.pk))
    yield listed("a partner's", f"partner={chosen.partner.pk}", Rows("partner", chosen.partner.pk))
    yield listed("a unit's", f"unit={chosen.unit.pk}", Rows("unit", chosen.unit.pk))
    yield listed("a kind's", "kind=training", Rows("kind", "training"))
    for choice in ("strength=exploratory", "priority=1", "priority=none", "owed_by=partner", "conditional=on"):
        yield listed(choice, choice)
    for choice in ("restricted", "general"):
        yield listed(f"{choice} ones", f"classification={choice}")
    yield listed("a recorder's", f"recorder={chosen.owner.pk}")
    yield listed("waiting on a partner", f"waiting_on={chosen.partner.pk}")
    yield listed("events from a day on", "event_from=2020-01-01")
    yield listed("a mandate's", f"mandate={chosen.mandate.pk}")


def far_pages() -> Iterator[Page]:
    every = {"status": ""}
    for name, asked in {"all": every, "active": {"status": "active"}, "by title": every | {"sort": "title"}}.items():
        yield Page(f"follow-ups: {name}, page {FAR:,}", far_page(FAR, **asked), Kind.LIST)


def sorted_lists() -> Iterator[Page]:
    for name in LISTED:
        yield listed(f"by {name}", f"status=&sort={name}")
        yield listed(f"by {name}, falling", f"status=&sort=-{name}")


def searches() -> Iterator[Page]:
    for name, word in {"rare": RARE, "common": COMMON}.items():
        yield Page(f"find a {name} word", at("find", query=f"?q={word}"), Kind.SEARCH)
        yield Page(f"follow-ups: a {name} word", at("follow_ups:list", query=f"?q={word}"), Kind.SEARCH)


def while_typing(chosen: Chosen) -> Iterator[Page]:
    """Of a follow-up that stands in every house: else more is found in the larger one, and told by more queries."""
    title = chosen.follow_up.title
    words = words_of(title)
    letters = "".join(word[0] for word in words[:LETTERS])
    for name, typed in {"first letters": letters, "a word": words[0], "two words": " ".join(words[:2])}.items():
        yield Page(f"the palette: {name}", at("palette", query=f"?q={typed}"))
    yield Page("near ones of a title", at("follow_ups:near_titles", query=f"?title={title}"))


def reports(chosen: Chosen) -> Iterator[Page]:
    for cut in CUTS:
        limits = (report_limit, report.covered) if cut == "unit" else (None, None)
        yield Page(f"report by {cut}", at("reports:report", query=f"?by={cut}"), Kind.REPORT, *limits, people=MANAGER)
    yield Page("report of a unit", at("reports:report", query=f"?unit={chosen.unit.pk}"), Kind.REPORT, people=MANAGER)


def report_limit(_user: User) -> Callable[[], object]:
    return report.limit(timezone.localdate())


def csv_limit(user: User) -> Callable[[], object]:
    write = csv_file.limit(user)
    return lambda: sum(len(piece) for piece in write())


def listed(name: str, query: str, rows: Rows | None = None, *, people: tuple[str, ...] = ONE) -> Page:
    ask = at("follow_ups:list", query=f"?{query}" if query else "")
    limit = partial(rows_limit, rows) if rows else None
    return Page(f"follow-ups: {name}", ask, Kind.LIST, limit, people=people)
