"""How the demo tells what happened: meetings, what was agreed in them, and what became of it, deed by deed.

People, organisations and mandates are named by their keys. A day is a date, or the number of days from the day of
loading: -30 is a month ago.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Day = date | int


@dataclass(frozen=True)
class Deed:
    """`verb` is the method of a follow-up, or with `of` of what hangs on it; `given` is what it takes."""

    on: Day
    by: str
    verb: str
    given: dict[str, Any]
    of: str = ""


@dataclass(frozen=True)
class FollowUpStory:
    """`on` and `by` say when and by whom it was logged; without them, with the record and by its recorder."""

    title: str
    kind: str
    quote: str
    on: Day | None
    by: str
    then: Sequence[Deed]
    given: dict[str, Any]


@dataclass(frozen=True)
class Rewrite:
    on: Day
    by: str
    note: str
    changes: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class AgendaStory:
    """A follow-up, named by its title, that a meeting took up again; and what was said of it there, if anything.

    Where it `confirms`, what was reported done is confirmed there.
    """

    title: str
    said: str = ""
    confirms: bool = False


@dataclass(frozen=True)
class PointStory:
    """A point of an agenda; `follow_up` is the title of what stands under it."""

    title: str
    presenter: str
    minutes: int
    follow_up: str = ""


@dataclass(frozen=True, kw_only=True)
class MeetingStory:
    """`text` names the file of its record, written down on the day `logged`. `lasts` is its number of days."""

    title: str
    kind: str
    on: Day
    logged: Day
    by: str
    people: Sequence[str]
    place: str = ""
    at: str = ""
    lasts: int = 1
    text: str = ""
    record: str = "minutes"
    language: str = "en"
    classification: str = "general"
    readers: Sequence[str] = ()
    rewrites: Sequence[Rewrite] = ()
    follow_ups: Sequence[FollowUpStory] = field(default_factory=list)
    activities: Sequence["ActivityStory"] = ()
    # How those sentences of the record begin that ask for nothing.
    information: Sequence[str] = ()
    agenda: Sequence[AgendaStory] = ()
    points: Sequence[PointStory] = ()


@dataclass(frozen=True)
class ActivityStory:
    """Done from the day `on` to the day `until`, logged on the day `logged`; `quote` are the words that tell of it."""

    title: str
    quote: str
    on: Day
    until: Day | None
    logged: Day
    by: str
    then: Sequence[Deed]
    given: dict[str, Any]


def activity(
    title: str,
    *,
    quote: str = "",
    on: Day,
    logged: Day,
    by: str,
    until: Day | None = None,
    then: Sequence[Deed] = (),
    **given: Any,
) -> ActivityStory:
    return ActivityStory(title, quote, on, until, logged, by, then, given)


def follow_up(
    title: str,
    kind: str,
    *,
    quote: str = "",
    on: Day | None = None,
    by: str = "",
    then: Sequence[Deed] = (),
    **given: Any,
) -> FollowUpStory:
    return FollowUpStory(title, kind, quote, on, by, then, given)


def _moved(on: Day, by: str, status: str, reason: str = "", **given: Any) -> Deed:
    return Deed(on, by, "move_to", {"status": status, "reason": reason, **given})


def began(on: Day, by: str) -> Deed:
    return _moved(on, by, "in_progress")


def done(on: Day, by: str, reason: str = "") -> Deed:
    return _moved(on, by, "done", reason)


def attached(on: Day, by: str, name: str, words: str) -> Deed:
    """A Word document of these lines, the first of which is its heading."""
    return Deed(on, by, "attach", {"name": name, "words": words}, of="file")


def waits(on: Day, by: str, waiting_on: str, review_on: Day) -> Deed:
    return _moved(on, by, "waiting", waiting_on=waiting_on, review_on=review_on)


def declined(on: Day, by: str, reason: str) -> Deed:
    return _moved(on, by, "declined", reason)


def dropped(on: Day, by: str, reason: str) -> Deed:
    return _moved(on, by, "dropped", reason)


def lapsed(on: Day, by: str, reason: str = "") -> Deed:
    return _moved(on, by, "lapsed", reason)


def reopened(on: Day, by: str, reason: str) -> Deed:
    return _moved(on, by, "open", reason)


def dated(on: Day, by: str, due_on: Day | None, reason: str = "") -> Deed:
    return Deed(on, by, "set_due", {"due_on": due_on, "reason": reason})


def given(on: Day, by: str, owner: str) -> Deed:
    return Deed(on, by, "give_to", {"owner": owner})


def noted(on: Day, by: str, words: str, progress: int | None = None) -> Deed:
    return Deed(on, by, "note", {"words": words} | ({"progress": progress} if progress else {}))


def mentioned(on: Day, by: str, words: str, *people: str) -> Deed:
    return Deed(on, by, "mention", {"words": words, "people": people}, of="notes")


def answered_note(on: Day, by: str, words: str) -> Deed:
    return Deed(on, by, "answer", {"words": words}, of="notes")


def watched(on: Day, by: str) -> Deed:
    return Deed(on, by, "watch", {}, of="notes")


def edited(on: Day, by: str, reason: str = "", **values: Any) -> Deed:
    return Deed(on, by, "edit", values | ({"reason": reason} if reason else {}))
