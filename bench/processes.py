"""What a server takes of the machine, as the operating system tells it of all its processes."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
Pids = Callable[[], list[int]]


def tree(pid: int) -> Iterator[int]:
    """The process, and all that it started."""
    children = defaultdict(list)
    for status in PROC.glob("[0-9]*/stat"):
        with suppress(OSError):
            children[int(status.read_text().rpartition(")")[2].split()[1])].append(int(status.parent.name))
    waiting = [pid]
    while waiting:
        yield (each := waiting.pop())
        waiting += children[each]


def spent(pids: Pids) -> float:
    """Seconds of processor time until now, of all their threads: other programs on the machine stretch it little."""
    return sum(_spent(file) for pid in pids() for file in PROC.glob(f"{pid}/task/*/schedstat"))


def _spent(file: Path) -> float:
    try:
        return int(file.read_text().split()[0]) / 1e9
    except OSError:
        return 0


def memory(pid: int) -> tuple[int, int]:
    """In kilobytes: resident, and proportional."""
    lines = (line.split() for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:])
    sizes = {line[0]: int(line[1]) for line in lines}
    return sizes["Rss:"], sizes["Pss:"]
