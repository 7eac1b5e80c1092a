"""A plot of bars in groups: where each bar and word stands. Widths are in percent, so that it fits paper and telephone.

The title says what there is to see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise

from tracker.kit.text import writable


@dataclass(frozen=True, slots=True)
class Bar:
    """`look` says how it is filled; `words` stand at its end, `number` within it."""

    look: str
    x: float
    y: int
    width: float
    number: str = ""
    words: str = ""

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)

    @property
    def end(self) -> float:
        return round(self.x + self.width + 1, 2) if self.x + self.width else 0


@dataclass(frozen=True, slots=True)
class Group:
    """A name and its bars."""

    name: str
    y: int
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Chart:
    """`legend` says what the looks of bars mean; `height` is in pixels."""

    name: str
    title: str
    groups: Sequence[Group]
    legend: Mapping[str, str | Promise]
    height: int
    note: str = ""


def data_of(chart: Chart) -> dict[str, Any]:
    """What a template of Typst draws it from."""
    return {
        "title": writable(chart.title),
        "note": writable(chart.note),
        "legend": [{"look": look, "words": str(words)} for look, words in chart.legend.items()],
        "groups": [
            {"name": writable(each.name), "y": each.y, "bars": [{**asdict(bar), "end": bar.end} for bar in each.bars]}
            for each in chart.groups
        ],
    }
