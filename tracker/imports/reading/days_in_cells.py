"""Days as spreadsheets, browsers and other trackers write them, and whether their day or their month stands first."""

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from tracker.imports.reading.options import DAY_FIRST, MONTH_FIRST
from tracker.kit.date_parser import year_meant
from tracker.kit.text import INVISIBLE

_SECONDS, _HALF = r"(?::(?P<second>\d\d)(?:[.,]\d+)?)?", r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
_HOUR = rf"(?P<hour>\d{{1,2}})(?::|\s?h\s?)(?P<minute>\d\d)?{_SECONDS}{_HALF}"
_ZONE = r"(?:\s*(?P<zone>Z|UTC|GMT)?(?P<ahead>[+-]\d\d:?\d\d)?)?(?:\s*\([^()]*\))?"
# Behind a day: "T10:15:00Z", ", 10:15", " à 10h15", " 10:15 AM".
_AT = rf"(?:[Tt]|[\s,]+(?:à|at|um|om)?\s*|\s*[-–—]\s*){_HOUR}{_ZONE}"
TIME = r"(?:[Tt]|[\s,]+(?:à|at)?\s*)\d{1,2}[:h](?:\d\d)?(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?"
_TIMED = re.compile(rf"(?P<day>.*?[^\W_]){_AT}", re.DOTALL | re.IGNORECASE)
# "Tue May 25 00:00:00 UTC 2027", "Tue May 25 2027 00:00:00 GMT+0200 (CEST)", with or without the weekday.
_TIME_WITHIN = re.compile(
    rf"(?P<day>\D*\b\d{{1,2}})\s+{_HOUR}\s*(?P<zone>[A-Z]{{1,5}})?(?P<ahead>)\s+(?P<year>\d{{4}})"
)
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{4}|'?\d\d)(?![\d/]|[.-]\d)")
# From 2000 to 2099: other numbers may be anything.
FIRST_COUNTED, LAST_COUNTED = 36_526, 73_050
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
# "25-MAY-2027", "May-25-2027": a dash between words and numbers is a space.
_DASHED = re.compile(r"(?<=\d)[-.](?=[^\W\d_]{3})|(?<=[^\W\d_]{3})\.?-(?=\d)|(?<=[^\W\d_][- ]\d\d)-(?=\d{4}$)")
_OTHER_WORDS = re.compile(r"(?:[^\W\d_]+,? )?\d{1,2}\.? (?:de |di )?[^\W\d_]{3,12}\.?,? (?:de |del )?\d{4}")
# So many cells of one order to one of the other.
MANY = 50
_HIDDEN = re.compile(f"[{INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class Order:
    """Which of day and month stands first: DAY_FIRST, MONTH_FIRST, or "" where it has to be asked for.

    `shown` are the words that tell, of each order one, that of `first` first; two where the column has both.
    """

    first: str
    shown: tuple[str, ...] = ()


class Judge:
    """Judges over all cells of a column together, one after another."""

    def __init__(self) -> None:
        self.tell: dict[str, str] = {}
        self.told = Counter[str]()
        self.dotted = self.either = ""

    def hear(self, cell: str) -> None:
        for match in _NUMBERS.finditer(_HIDDEN.sub("", cell)):
            one, two = int(match[1]), int(match[3])
            if max(one, two) > 12:
                order = DAY_FIRST if one > two else MONTH_FIRST
                self.tell.setdefault(order, match[0])
                self.told[order] += 1
            elif match[2] == ".":
                # Nobody who writes the month first writes points.
                self.dotted = self.dotted or match[0]
            elif one != two:
                self.either = self.either or match[0]

    def order(self) -> Order | None:
        """None when none of them can be read two ways. One among many that tell otherwise is a slip of the pen."""
        tell = self.tell
        if len(tell) > 1:
            (first, many), (other, few) = self.told.most_common()
            return Order(first if many >= MANY * few else "", (tell[first], tell[other]))
        if not tell and self.dotted:
            tell = {DAY_FIRST: self.dotted}
        if len(tell) == 1:
            return Order(next(iter(tell)), tuple(tell.values()))
        return Order("", tuple(tell.values()) or (self.either,)) if tell or self.either else None


def order_of(cells: Iterable[str]) -> Order | None:
    judge = Judge()
    for cell in cells:
        judge.hear(cell)
    return judge.order()


def tidy(words: str, *, first: str, today: date, zone: tzinfo) -> str:
    """`words` with each day in figures as 2027-05-25, and without its time; a moment is the day that it was here."""
    # Programs put an apostrophe before what is to stay as it was typed.
    words = " ".join(_HIDDEN.sub("", words).split()).rstrip(".").removeprefix("'")
    if found := _compact(words) or _counted(words):
        return found
    day, moment = words, None
    if within := _TIME_WITHIN.fullmatch(words):
        day, moment = f"{within['day']} {within['year']}", within
    elif timed := _TIMED.fullmatch(words):
        day, moment = timed["day"].rstrip(" ,"), timed
    day = _DASHED.sub(" ", _NUMBERS.sub(lambda match: _plain(match, first, today), day))
    return _here(day, moment, zone) if moment else day


def _plain(match: re.Match[str], first: str, today: date) -> str:
    one, two, year = int(match[1]), int(match[3]), year_meant(match[4], today)
    day, month = (two, one) if first == MONTH_FIRST else (one, two)
    with suppress(ValueError):
        return date(year, month, day).isoformat()
    # Refused by the field, in its own words.
    return f"{day:02}.{month:02}.{year}"


def _compact(words: str) -> str:
    if match := _COMPACT.fullmatch(words):
        with suppress(ValueError):
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    return ""


def _counted(words: str) -> str:
    """A day as spreadsheets keep it, since the end of 1899, where its cell was shown as a number."""
    if words.isdecimal() and FIRST_COUNTED <= int(words) <= LAST_COUNTED:
        return (date(1899, 12, 30) + timedelta(days=int(words))).isoformat()
    return ""


def _here(day: str, moment: re.Match[str], zone: tzinfo) -> str:
    """Midnight in whatever zone is how programs write a day without a time."""
    hour, minute = int(moment["hour"]), int(moment["minute"] or 0)
    ahead, named = moment["ahead"], (moment["zone"] or "").upper()
    if not (hour or minute) or (not ahead and named not in ("Z", "UTC", "GMT")):
        return day
    offset = timedelta(hours=int(ahead[1:3]), minutes=int(ahead[-2:])) if ahead else timedelta()
    there = timezone(-offset if ahead and ahead[0] == "-" else offset) if offset else UTC
    with suppress(ValueError, OverflowError):
        hour = hour % 12 + 12 * (moment["half"].lower() == "p") if moment["half"] else hour
        at = datetime.combine(date.fromisoformat(day), time(hour, minute), there)
        return at.astimezone(zone).date().isoformat()
    return day


def in_other_words(words: str) -> date | None:
    """A day with its month in words of another language than ours, such as "25. Mai 2027"."""
    if not _OTHER_WORDS.fullmatch(words):
        return None
    # Imported here because it takes a third of a second, and most days are read without it.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"}
    found = DateDataParser(locales=None, languages=_LANGUAGES, settings=settings).get_date_data(words).date_obj
    return found.date() if found else None


_LANGUAGES = ["de", "es", "it", "nl", "pt", "pl", "sv", "da", "cs", "ro", "hu", "el", "fi", "bg", "hr", "tr"]
