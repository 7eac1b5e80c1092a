"""The command's work: grow a house and its lean twin, serve both, ask for every page in turns, and compare."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from django.db import connection, connections
from django.utils import timezone

from bench.grow import Growth, in_haste
from bench.growing.around_a_meeting import Around
from bench.growing.house import BUSY, TRUSTED
from bench.lean_house import House, lean_house
from bench.measure import duration, sign_in, work_alone
from bench.pages import Chosen
from bench.peers.server import Description, Peer
from bench.peers.server import served as served_peer
from bench.processes import memory, tree
from bench.production import MOST_MEGABYTES, served
from bench.wire_measure import WireFigure, Writers, in_turns, write_at_once
from bench.wire_pages import Ask, WirePage, logs, wire_pages
from tracker.accounts.models import User
from tracker.demo.load import load
from tracker.meetings.models import Meeting
from tracker.setup.management.commands.up import collect_static_files, prepare_database

WRITERS, POSTS = 50, 4
MOST_WAIT = 1.03
# Seconds in which its worker does what is due.
SETTLED = 30


def run(rows: int, runs: int, folder: Path, peers: Iterable[Path] = ()) -> list[str]:
    """Prints the figures as they come; gives the sentences that say which goals are missed. `peers` are described."""
    described = [Description.read(file) for file in peers]
    large = grown_house(rows)
    return (
        measure_house(runs, folder, large, described)
        if large
        else ["This database holds data already: give an empty one."]
    )


def grown_house(rows: int) -> Meeting | None:
    """With so many follow-ups, and statistics present: its large meeting; None where data stand already."""
    work_alone()
    prepare_database()
    if User.objects.exists():
        return None
    collect_static_files()
    load(timezone.localdate())
    growth = Growth()
    with in_haste():
        print(f"Growing to {rows:,} follow-ups took {duration(partial(growth.to, rows)):.0f} s.", flush=True)
    large = large_meeting()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return large


def large_meeting() -> Meeting:
    """A record of 100,000 letters, from the words of which 200 follow-ups come."""
    around = Around(User.objects.get(email=BUSY), Chosen.from_database().partner, timezone.localdate(), many=800)
    return around.record().meeting


def measure_house(runs: int, folder: Path, large: Meeting, described: Sequence[Description] = ()) -> list[str]:
    chosen = Chosen.from_database()
    pages = list(wire_pages(chosen, large))
    sessions = {email: sign_in(email).cookies["sessionid"].value for email in (BUSY, TRUSTED)}
    connections.close_all()
    with lean_house(folder) as lean, served() as (process, port), ExitStack() as stack:
        peers = [stack.enter_context(served_peer(each)) for each in described]
        ours = House(process.pid, port, sessions[BUSY])
        time.sleep(SETTLED)
        figures = list[WireFigure]()
        print(heads([peer.name for peer in peers]), flush=True)
        for page in pages:
            figures.append(measure_page(page, ours._replace(session=sessions[page.email]), lean, peers, runs))
            print(row_of(figures[-1]), flush=True)
        writers, lean_writers = write(ours, lambda: logs(chosen, "new")), write(lean, lambda: logs(chosen, "lean"))
        megabytes = megabytes_of(ours)
        print(f"{WRITERS} writers: {said(writers)}; lean: {said(lean_writers)}\nMemory: {megabytes:.0f} MB", flush=True)
        for peer in peers:
            theirs = write(peer.house, partial(peer.ask, "create"))
            print(f"{peer.name}: {said(theirs)}; memory: {megabytes_of(peer.house):.0f} MB", flush=True)
    return list(missed(figures, writers, lean_writers, megabytes))


def megabytes_of(house: House) -> float:
    return sum(memory(pid)[1] for pid in tree(house.pid)) / 1024


def write(house: House, writer: Callable[[], Ask]) -> Writers:
    """All that is posted is filled in before anybody posts it."""
    return write_at_once(house, [[ask() for _post in range(POSTS)] for ask in [writer() for _one in range(WRITERS)]])


def measure_page(page: WirePage, ours: House, lean: House, peers: Sequence[Peer], runs: int) -> WireFigure:
    asks = [peer.ask(page.name) for peer in peers]
    beside = [(peer.house, ask) for peer, ask in zip(peers, asks, strict=True) if ask]
    (took, size), (lean_took, lean_size), *theirs = in_turns([(ours, page.ask), (lean, page.lean), *beside], runs)
    left = iter(theirs)
    others = tuple(next(left)[0] if ask else None for ask in asks)
    return WireFigure(page.name, took, lean_took, page.most, size, lean_size, others)


def heads(peers: list[str]) -> str:
    named = ["page", "ms", "lean", "times", "goal", "kB", "lean kB", *peers, *(["of the best"] if peers else [])]
    return f"| {' | '.join(named)} |"


def row_of(each: WireFigure) -> str:
    peers = (*each.peers, each.of_the_best) if each.peers else ()
    return (
        f"| {each.name:16} | {each.ours:6.1f} | {each.lean:6.1f} | {each.times:5.1f} | {each.most:5.1f} "
        f"| {each.size / 1000:6.1f} | {each.lean_size / 1000:6.1f} |"
        + "".join(f" {'' if took is None else format(took, '.2f'):>8} |" for took in peers)
    )


def said(writers: Writers) -> str:
    return f"95 of 100 posts within {writers.p95:.2f} s, {writers.errors} errors"


def missed(figures: list[WireFigure], writers: Writers, lean: Writers, megabytes: float) -> Iterator[str]:
    for each in figures:
        if each.times > each.most:
            yield f"{each.name} takes {each.times:.1f} times the lean page; {each.most} are allowed."
    if writers.errors:
        yield f"{writers.errors} of {WRITERS * POSTS} posts at once were not answered as wished."
    if writers.p95 > MOST_WAIT * lean.p95:
        yield f"{WRITERS} writers wait {writers.p95 / lean.p95:.1f} times as long as in the lean house."
    if megabytes > MOST_MEGABYTES:
        yield f"The server takes {megabytes:.0f} MB; {MOST_MEGABYTES:.0f} are allowed."
