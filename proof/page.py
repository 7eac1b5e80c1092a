"""The figures of each proof stand as a table on docs/proofs.md, between the marks of its name."""

from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "proofs.md"


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    cells = [[f"{cell:,}" if isinstance(cell, int) else f"{cell}" for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, ["---"] + ["---:"] * (len(heads) - 1), *cells))


def write(name: str, words: str) -> None:
    """Put it between its marks. ValueError when the page has none."""
    begin, end = f"<!-- figures {name} -->", f"<!-- end {name} -->"
    before, _mark, rest = PAGE.read_text().partition(begin)
    _old, mark, after = rest.partition(end)
    if not mark:
        raise ValueError(f"{PAGE.name} has no place for the figures of {name}.")
    PAGE.write_text(f"{before}{begin}\n\n{words}\n\n{end}{after}")
