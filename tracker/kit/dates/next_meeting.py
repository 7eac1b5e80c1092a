"""Words that name a meeting to come: "at the next Council", "avant la prochaine réunion". Who knows the meetings says
when it is. Pure."""

from collections.abc import Callable
from datetime import date, timedelta

from tracker.kit.dates.calendar_spans import Span
from tracker.kit.dates.vocabulary import code_of
from tracker.kit.text import fold

# The days of the one meeting after that day which is called so, or of the same series for "". None: nobody can tell.
NextMeeting = Callable[[str, date], Span | None]

_NEXT = {"next", "following"}
# They say that it is a meeting, and not which.
_ANY = {"meeting", "reunion", "session", "seance", "rencontre", "s"}
_UNSAID = {"", "in", "by", "before", *_NEXT}


def read_next_meeting(words: str, after: date, next_meeting: NextMeeting) -> Span | None:
    """The days meant, if `words` name a meeting to come; before one is by its eve."""
    bare = fold(words).replace("'", " ").replace(",", " ").split()
    codes = [code_of(word) for word in bare]
    if sum(code in _NEXT for code in codes) != 1 or any(code not in {*_UNSAID, None, "meeting"} for code in codes):
        return None
    name = (word for word, code in zip(bare, codes, strict=True) if code not in _UNSAID and word not in _ANY)
    found = next_meeting(" ".join(name), after)
    if found and "before" in codes:
        eve = found.first - timedelta(days=1)
        return Span(eve, eve)
    return found
