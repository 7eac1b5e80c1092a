"""The command's work: grow, measure, grow further, measure again, and compare."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from django.conf import settings
from django.db import connections
from django.utils import timezone

from bench import importing
from bench.goals import Kind, Line, problems
from bench.grow import Growth, in_haste
from bench.growing.house import BUSY, TRUSTED
from bench.importing import measure_import
from bench.known import FIRST, shares_found
from bench.measure import Figure, duration, measure, sign_in, work_alone
from bench.pages import Chosen, Page, pages
from bench.production import Production, problems_of, watch
from bench.report import table
from tracker.accounts.models import User
from tracker.demo.load import load
from tracker.setup.database_ready import prepare_database
from tracker.setup.static_files import collect_static_files

PEOPLE = {BUSY: "An officer, who does not see restricted matters", TRUSTED: "A manager, who sees them"}
ALL = "follow-ups: all"
Figures = dict[str, list[tuple[Page, Figure]]]


def run(sizes: Sequence[int], runs: int) -> list[str]:
    """Prints the figures as they come; gives the sentences that say what is wrong with them."""
    # A bench asks as often as nobody does: past the limit it would measure a refusal.
    settings.HOW_OFTEN = {}
    work_alone()
    prepare_database()
    if User.objects.exists():
        return ["This database holds data already: give an empty one."]
    collect_static_files()
    load(timezone.localdate())
    growth, found, chosen = Growth(), list[Figures](), None
    for size in sizes:
        with in_haste():
            print(f"Growing to {size:,} follow-ups took {duration(partial(growth.to, size)):.0f} s.", flush=True)
        chosen = chosen or Chosen.from_database()
        found.append({email: list(figures(email, chosen, runs)) for email in PEOPLE})
        wrong = compare(found, sizes[: len(found)])
    print_known()
    return [*wrong, *print_import(), *problems_of(print_production())]


def figures(email: str, chosen: Chosen, runs: int) -> Iterator[tuple[Page, Figure]]:
    chosen.follow_up.refresh_from_db()
    client, user = sign_in(email), User.objects.select_related("person").get(email=email)
    for page in pages(chosen):
        if email in page.people:
            limit = page.limit(user) if page.limit else None
            yield page, measure(partial(page.ask, client), limit, runs, page.around)


def compare(found: Sequence[Figures], sizes: Sequence[int]) -> list[str]:
    wrong = []
    for email, title in PEOPLE.items():
        lines = list(lines_of([each[email] for each in found]))
        print(f"\n{title}\n\n{table(lines, sizes)}\n", flush=True)
        wrong += problems(title, lines)
    return wrong


def lines_of(found: Sequence[list[tuple[Page, Figure]]]) -> Iterator[Line]:
    lists = [next(figure.seconds for page, figure in of_size if page.name == ALL) for of_size in found]
    for same in zip(*found, strict=True):
        page, measured = same[0][0], [figure for _page, figure in same]
        if page.kind == Kind.SEARCH:
            measured = [replace(figure, limit=listed) for figure, listed in zip(measured, lists, strict=True)]
        yield Line(page.name, page.kind, tuple(measured))


def print_known() -> None:
    for known, share in shares_found(User.objects.get(email=BUSY)).items():
        print(f"Looking for {known}, {share:.0%} are found among the first {FIRST}.", flush=True)


def print_import() -> list[str]:
    stages = measure_import(User.objects.get(email=BUSY))
    print("\n".join(map(str, stages)), flush=True)
    return importing.problems_of(stages)


def print_production() -> Production:
    session = sign_in(BUSY).cookies["sessionid"].value
    connections.close_all()
    production = watch(session)
    print(production, flush=True)
    return production
