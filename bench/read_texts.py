"""Measures how long reading takes: python -m bench.read_texts. Exit code 1 when a goal is missed."""

import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from tracker.reading.read import read
from tracker.reading.results import Known

TEXTS = Path(__file__).parents[1] / "tracker" / "demo" / "texts"
SHORT, LONG, LONGEST = 20_000, 200_000, 1_000_000
SECONDS = 0.5  # for a short one
GROWTH = 1.5  # times what ten times the text would take
MEMORY = 400  # bytes for each letter
RUNS = 3
# Repeated until it is long enough, what makes most of some pattern, list or look back.
HOSTILE = {
    "spaces": " ",
    "line ends": "\r\n",
    "full stops": ". ",
    "open brackets": "[(",
    "quote marks": "> ",
    "rows": "| a ",
    "items": "- a\n",
    "headings": "# a\n",
    "nested items": "".join(" " * depth + "- a\n" for depth in range(40)),
    "items after prose": "a b c d e f g h i j k l m n o p q r s t u v w x y z\n- a b\n",
    "wrapped lines": "of the and to in a\n",
    "turns": "Anna: I will send it.\n",
    "names": "Mr. Anna Smith, ",
    "labels": "a: ",
    "dates": "by 3 May 2018 ",
    "actions": "Action: Anna to send the list by 30 June.\n",
    "one sentence": "the Secretariat will, when funds are available, ask ",
    "mandates": "Resolution 2347 ",
    "letters of two marks": "e\u0301",
}


def main() -> int:
    known = [Known(str(n), f"House {n}") for n in range(5_000)]
    read(ordinary(SHORT))
    wrong = list(of_ordinary(known))
    for name, part in HOSTILE.items():
        wrong += of_hostile(name, part)
    print("\n".join(["", *(wrong or ["Every goal is reached."])]))
    return 1 if wrong else 0


def ordinary(size: int) -> str:
    """Records of the demo, one after the other."""
    return repeated(
        "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))) + "\n\n", size
    )


def repeated(part: str, size: int) -> str:
    return (part * (size // len(part) + 1))[:size]


def of_ordinary(known: list[Known]) -> Iterator[str]:
    short = told("records", SHORT, lambda: read(ordinary(SHORT), known=known))
    long = told("records", LONG, lambda: read(ordinary(LONG), known=known))
    if short > SECONDS:
        yield f"{SHORT} letters take {short:.2f} s; {SECONDS} are allowed."
    yield from growth("records", short, long)
    each = memory(lambda: read(ordinary(LONG))) / LONG
    print(f"memory: {each:.0f} bytes for each letter")
    if each > MEMORY:
        yield f"Each letter takes {each:.0f} bytes; {MEMORY} are allowed."


def of_hostile(name: str, part: str) -> Iterator[str]:
    times = [told(name, size, lambda size=size: read(repeated(part, size))) for size in (LONGEST // 10, LONGEST)]
    yield from growth(name, *times)


def growth(name: str, small: float, large: float) -> Iterator[str]:
    if large > 10 * GROWTH * small:
        yield f"{name}: ten times the text takes {large / small:.0f} times as long."


def told(name: str, size: int, deed: Callable[[], object]) -> float:
    seconds = median(duration(deed) for _ in range(RUNS if size < LONGEST else 1))
    print(f"{name:22} {size:9,} letters {seconds:7.3f} s")
    return seconds


def duration(deed: Callable[[], object]) -> float:
    start = time.process_time()
    deed()
    return time.process_time() - start


def memory(deed: Callable[[], object]) -> int:
    """The most bytes at a time."""
    tracemalloc.start()
    deed()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


if __name__ == "__main__":
    sys.exit(main())
