"""What a mail tells besides its link: written once for all readers who see the same, in one language."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from tracker.accounts.models import User
from tracker.agendas.models import Appearance
from tracker.circulation.meeting_paper import paper_of
from tracker.circulation.models import Copy
from tracker.exports.sheets.response import File, Format
from tracker.follow_ups.models import FollowUp
from tracker.records.models import Record

# A longer text is read by the link alone.
MOST_LETTERS = 20_000
# The keys of the follow-ups of a meeting, and of those on its agenda, that somebody sees.
Seen = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """`paper` is the meeting as a PDF, where the text itself leaves the house."""

    plain: str
    html: str
    paper: File | None


class Letters:
    """Of one sending. Whoever has no account sees what all of these see: that is asked once."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, int], Seen] = {}
        self._told: dict[tuple[int, str, Seen], Told] = {}

    def told(self, copy: Copy) -> Told:
        """In the active language, which is that of the copy."""
        place = copy.record_id, copy.reader.pk
        if place not in self._seen:
            self._seen[place] = _seen(copy.record, copy.reader)
        same = copy.record_id, copy.language, self._seen[place]
        if same not in self._told:
            self._told[same] = _tell(copy.record, copy.reader)
        return self._told[same]


def _seen(record: Record, reader: User) -> Seen:
    of_meeting = {"meeting": record.meeting_id}
    rows = FollowUp.objects.visible_to(reader), Appearance.objects.visible_to(reader)
    follow_ups, items = (found.filter(**of_meeting).order_by("pk").values_list("pk", flat=True) for found in rows)
    return tuple(follow_ups), tuple(items)


def _tell(record: Record, reader: User) -> Told:
    text = record.latest.text
    # What is restricted stays in the house: its link alone leaves it.
    leaves = not record.is_restricted and len(text) <= MOST_LETTERS
    rows = FollowUp.objects.visible_to(reader).filter(meeting=record.meeting_id).with_names().order_by("id")
    words = {"record": record, "meeting": record.meeting, "text": text if leaves else "", "follow_ups": rows}
    plain, html = (render_to_string(f"circulation/email/told.{form}", words) for form in ("txt", "html"))
    return Told(plain, html, paper_of(record.meeting, record, reader, Format.PDF) if leaves and text else None)
