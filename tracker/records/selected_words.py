"""The words that somebody selected in a record: finding them, as an address names them."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst

from tracker.accounts.models import User
from tracker.kit.text import on_one_line, shorten
from tracker.meetings.models import Meeting
from tracker.records.models import Passage, Record, Version
from tracker.records.passage_anchors import find, select


@dataclass(frozen=True, slots=True)
class SelectedWords:
    """The chosen words: `start` and `end` count code points in `version`'s text."""

    version: Version
    start: int
    end: int

    @property
    def quote(self) -> str:
        return self.version.text[self.start : self.end]

    @property
    def language(self) -> str:
        return str(self.version.record.language)

    @property
    def meeting(self) -> Meeting:
        return self.version.record.meeting

    @property
    def title(self) -> str:
        """What is made of them starts with it."""
        return capfirst(shorten(on_one_line(self.quote), 120))

    @property
    def query(self) -> str:
        """The address of these very words, as `selected_words` reads it."""
        place = {"record": self.version.record_id, "version": self.version.number}
        return urlencode({**place, "start": self.start, "end": self.end})

    def save(self) -> Passage:
        return Passage.of(self.version, self.start, self.end)


def selected_words(user: User, query: Mapping[str, str]) -> SelectedWords | None:
    """The words that ?record=&version=&start=&end= name, or at=start-end, as the button behind a sentence says it.

    None without a record. 404 when they name nothing visible.
    When the record was rewritten since the page was read, the same words are looked for in its present text.
    """
    if "record" not in query:
        return None
    key, start, end = map(_number, (query["record"], *_place(query)))
    record: Record = get_object_or_404(Record.objects.visible_to(user).select_related("meeting"), pk=key)
    number = _number(query.get("version", str(record.number)))
    read: Version = get_object_or_404(record.versions.readable_by(user), number=number)
    try:
        chosen = select(read.text, start, end)
    except ValueError as refusal:
        raise Http404 from refusal
    latest = read if read.number == record.number else record.latest
    place = find(latest.text, chosen.exact, chosen.prefix, chosen.suffix, chosen.start)
    if place is None:
        raise Http404
    latest.record = record
    return SelectedWords(latest, place.start, place.end)


def _place(query: Mapping[str, str]) -> tuple[str, str]:
    if "at" not in query:
        return query.get("start", ""), query.get("end", "")
    start, _dash, end = query["at"].partition("-")
    return start, end


def _number(words: str) -> int:
    if not words.isdecimal() or len(words) > 12:
        raise Http404
    return int(words)
