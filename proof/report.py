"""The figures as a table, in the words of docs/security.md."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill

from proof.bursts.burst import Result
from proof.crawl.addresses import routes
from proof.crawl.crawl import Found

PAGE = Path(__file__).parents[1] / "docs" / "security.md"
HEADS = ("What", "kinds", "requests", "5xx", "lost", "twice", "other faults", "slowest")


@dataclass(frozen=True)
class Figures:
    """Of one run: `database` is "SQLite" or "PostgreSQL"; `traces` those in the log of the server and the worker."""

    database: str
    bursts: Sequence[Result]
    crawl: Found
    traces: int

    @property
    def problems(self) -> Iterator[str]:
        for result in self.bursts:
            if result.errors or result.lost or result.twice or result.told:
                told = "; ".join(result.told[:3])
                yield f"{result.name}: {result.errors} errors, {result.lost} lost, {result.twice} twice ({told})"
        for kind, number in self.crawl.wrong.items():
            told = "\n  ".join(self.crawl.told[kind][:5])
            yield f"{kind}: {number}\n  {told}"
        if self.traces:
            yield f"The log tells of {self.traces} exceptions that nobody caught."

    def rows(self) -> Iterator[tuple[str, ...]]:
        bursts, crawl = self.bursts, self.crawl
        yield (
            "bursts", f"{len(bursts)}", f"{sum(each.posts for each in bursts):,}",
            *(f"{sum(getattr(each, name) for each in bursts)}" for name in ("errors", "lost", "twice")),
            "0", f"{max((each.slowest for each in bursts), default=0):.1f} s",
        )  # fmt: skip
        errors = crawl.wrong["5xx"] + crawl.wrong["no answer"]
        yield (
            "crawl", f"{len(crawl.routes.keys() & set(routes()))} of {len(routes())} addresses",
            f"{crawl.requests:,}", f"{errors}", "", "", f"{crawl.wrong.total() - errors}", f"{crawl.slowest:.1f} s",
        )  # fmt: skip
        yield "exceptions in the log", "", "", f"{self.traces}", "", "", "", ""

    def table(self) -> str:
        lines = [HEADS, tuple("---" if number < 2 else "---:" for number in range(len(HEADS))), *self.rows()]
        return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)

    def answers(self) -> str:
        """How the crawl was answered."""
        counts = ", ".join(f"{number:,} with {status}" for status, number in sorted(self.crawl.statuses.items()))
        return fill(f"The crawl was answered {counts}.", 120)


def write(figures: Figures) -> None:
    """Put the table between the marks of its database. ValueError when the page has no such marks."""
    begin, end = (f"<!-- {word} {figures.database} -->" for word in ("figures", "end"))
    before, _mark, rest = PAGE.read_text().partition(begin)
    _old, mark, after = rest.partition(end)
    if not mark:
        raise ValueError(f"{PAGE.name} has no place for the figures of {figures.database}.")
    PAGE.write_text(f"{before}{begin}\n\n{figures.table()}\n\n{figures.answers()}\n\n{end}{after}")
