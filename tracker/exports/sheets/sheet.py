"""What is written into a file: a title, what a reader must know, and tables of plain values."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise

from tracker.exports.sheets.chart import Chart
from tracker.kit.date_formats import format_short_date
from tracker.kit.text import writable


class Coloured(str):
    """Words with a colour behind them in a workbook, as six hexadecimal digits: they say the same without it."""

    __slots__ = ("fill",)
    fill: str

    def __new__(cls, words: str, fill: str) -> "Coloured":
        made = super().__new__(cls, words)
        made.fill = fill
        return made


Value = str | int | float | date | datetime | Promise | None
Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Column:
    """`wide` columns hold sentences, the others names, dates and numbers."""

    label: str | Promise
    wide: bool = False
    is_number: bool = False


def _few(_most: int) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` starts them anew each time: a file may be written without ever holding all of them.

    `count` says how many there are, and no more exactly than "more than so many"; without it there are few. `worst`
    are the rows to look at first, by their place; the last `has_total` when it sums up the others. On paper `chart`
    stands above the table and `note` below it. `marked` are the same rows, each with a last cell that tells the row
    again when it comes back: workbooks carry it in a hidden column under `mark`.
    """

    title: str
    columns: Sequence[Column]
    rows: Callable[[], Iterable[Row]]
    count: Callable[[int], int] = _few
    worst: Collection[int] = ()
    has_total: bool = False
    chart: Chart | None = None
    note: str = ""
    mark: str = ""
    marked: Callable[[], Iterable[Row]] | None = None

    @property
    def said(self) -> list[list[str]]:
        """Its rows as people read them."""
        return [[writable(said(value)) for value in row] for row in self.rows()]


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure, what it counts, and what it is compared with."""

    figure: str
    words: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`facts` are the sentences on top, such as the filter in words and the day; `name` is the file's.

    `tiles` are the most important figures, each with its words.
    """

    name: str
    title: str
    facts: Sequence[str]
    tables: Sequence[Table]
    tiles: Sequence[Tile] = ()

    def count(self, most: int) -> int:
        """How many rows there are, exactly up to `most`."""
        return sum(table.count(most) for table in self.tables)

    def is_longer_than(self, most: int) -> bool:
        return self.count(most) > most


def local(value: Value) -> Value:
    """Moments by the clock of this house; words as words."""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    return str(value) if isinstance(value, Promise) else value


def said(value: Value) -> str:
    """A value as a person reads it."""
    value = local(value)
    if value is None:
        return ""
    if isinstance(value, date):
        return format_short_date(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, int | float):
        return number_format(value, force_grouping=True)
    return str(value)
