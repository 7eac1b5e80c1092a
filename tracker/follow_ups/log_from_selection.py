"""From words in a record to a follow-up: finding the words, what they suggest, and logging both together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst

from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.directory.appointment_changes import unit_of
from tracker.directory.get_or_add import get_or_add
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.suggest_kind import suggest_kind
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
    def meeting(self) -> Meeting:
        return self.version.record.meeting


def selected_words(user: User, query: Mapping[str, str]) -> SelectedWords | None:
    """The words that ?record=&version=&start=&end= name; None without a record. 404 when they name nothing visible.

    When the record was rewritten since the page was read, the same words are looked for in its present text.
    """
    if "record" not in query:
        return None
    numbers = {name: _number(query.get(name, "")) for name in ("record", "start", "end")}
    record: Record = get_object_or_404(Record.objects.visible_to(user).select_related("meeting"), pk=numbers["record"])
    number = _number(query.get("version", str(record.number)))
    read: Version = get_object_or_404(record.versions, number=number)
    try:
        chosen = select(read.text, numbers["start"], numbers["end"])
    except ValueError as refusal:
        raise Http404 from refusal
    latest = read if read.number == record.number else record.latest
    place = find(latest.text, chosen.exact, chosen.prefix, chosen.suffix, chosen.start)
    if place is None:
        raise Http404
    latest.record = record
    return SelectedWords(latest, place.start, place.end)


def suggestions(words: SelectedWords | None, meeting: Meeting | None, user: User) -> dict[str, Any]:
    """What the form starts with: the title from the words, the one partner of the meeting, the person's own unit."""
    partners = _partners(meeting) if meeting else []
    return {
        "title": capfirst(shorten(on_one_line(words.quote), 120)) if words else "",
        "kind": suggest_kind(words.quote if words else ""),
        "partner": partners[0] if len(partners) == 1 else None,
        "unit": unit_of(user),
    }


def log_from_words(words: SelectedWords | None, *, by: User, **values: Any) -> FollowUp:
    """Log a follow-up, with its passage when it comes from words; names that are new go into the directory."""

    def prepare() -> dict[str, Any]:
        quoted = {"passage": Passage.of(words.version, words.start, words.end)} if words else {}
        return quoted | add_new_names(values | quoted, FollowUp(), by=by)

    return FollowUp.log(by=by, prepare=prepare, **values)


def add_new_names(values: dict[str, Any], follow_up: FollowUp, *, by: User) -> dict[str, Any]:
    """Those of `values` that are names; new ones are put into the directory, classified as the follow-up will be."""
    matter = {name: values.get(name, getattr(follow_up, name)) for name in FollowUp.OPENING}
    born = RESTRICTED if FollowUp(**matter).is_restricted else classification_for_new(follow_up)
    return {name: get_or_add(values.get(name), by=by, classification=born) for name in ("owner", "unit", "partner")}


def classification_for_new(follow_up: FollowUp) -> str:
    """How a name is classified that is new with this follow-up."""
    return RESTRICTED if follow_up.is_restricted else GENERAL


def _partners(meeting: Meeting) -> list[Organisation]:
    there = Organisation.objects.partners().filter(participations__meeting=meeting)
    return list(there.distinct()[:2])


def _number(words: str) -> int:
    if not words.isdecimal() or len(words) > 12:
        raise Http404
    return int(words)
