"""The command's work: grow, measure, grow further, measure again, and compare."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.utils import timezone

from bench.grow import grow
from bench.growing.house import BUSY, TRUSTED
from bench.known import share_found
from bench.limit import limit
from bench.measure import Figure, duration, measure, measure_beside, sign_in
from bench.pages import Chosen, Page, pages
from bench.report import Line, problems, table
from tracker.accounts.models import User
from tracker.demo.load import load
from tracker.demo.management.commands.up import collect_static_files, prepare_database

SMALL = 1_000
PEOPLE = {BUSY: "An officer, who does not see restricted matters", TRUSTED: "A manager, who sees them"}


@dataclass(frozen=True, slots=True)
class Measured:
    figure: Figure
    limit: float | None = None


def run(rows: int, runs: int) -> list[str]:
    """Prints the figures as they come; gives the sentences that say what is wrong with them."""
    prepare_database()
    if User.objects.exists():
        return ["This database holds data already: give an empty one."]
    collect_static_files()
    load(timezone.localdate())
    grow_to(SMALL)
    chosen = Chosen.from_database()
    small = {email: measure_all(email, chosen, runs) for email in PEOPLE}
    grow_to(rows)
    wrong = []
    for email, title in PEOPLE.items():
        large = measure_all(email, chosen, runs)
        lines = [line(name, small[email][name], large[name]) for name in large]
        print(f"\n{title}\n\n{table(lines, SMALL, rows)}", flush=True)
        wrong += problems(title, lines)
    print_known()
    return wrong


def print_known() -> None:
    user = User.objects.get(email=BUSY)
    for typed, with_number in (("4 letters", False), ("4 letters and the number of the reference", True)):
        share = share_found(user, with_number=with_number)
        print(f"With {typed} typed, {share:.0%} of known follow-ups stand among the first five.", flush=True)


def grow_to(rows: int) -> None:
    print(f"Growing to {rows:,} follow-ups took {duration(lambda: grow(rows)):.0f} s.", flush=True)


def measure_all(email: str, chosen: Chosen, runs: int) -> dict[str, Measured]:
    chosen.follow_up.refresh_from_db()
    return dict(_measured(email, [page for page in pages(chosen) if page.for_all or email == BUSY], runs))


def _measured(email: str, pages: list[Page], runs: int) -> Iterator[tuple[str, Measured]]:
    client, user = sign_in(email), User.objects.select_related("person").get(email=email)
    for page in pages:
        if page.rows is None:
            yield page.name, Measured(measure(partial(page.ask, client), runs))
        else:
            yield page.name, Measured(*measure_beside(partial(page.ask, client), limit(page.rows, user), runs))


def line(name: str, small: Measured, large: Measured) -> Line:
    return Line(name, small.figure, large.figure, large.limit)
