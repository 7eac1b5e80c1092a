"""What is marked in the text of a record that is read: follow-ups, suggestions, and words that were dismissed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tracker.follow_ups.models import FollowUp
from tracker.suggestions.proposal import Proposal
from tracker.suggestions.proposals import Proposals
from tracker.suggestions.settled import Settled


@dataclass(frozen=True, slots=True)
class TextMark:
    """Words and the sign behind them, which leads to `anchor`. `state` is told by line and sign, too."""

    key: str
    anchor: str
    state: str
    sign: str
    label: str
    start: int
    end: int


def number(proposals: Proposals) -> dict[str, str]:
    """By key the sign of each suggestion: a number in the order of the text, where it is sure or became something."""
    found: dict[str, str] = {}
    for each in proposals.first:
        counts = each.is_sure or (each.settled and each.settled.state == "follow_up")
        found[each.key] = str(1 + sum(sign != "?" for sign in found.values())) if counts else "?"
    return found


def marks_of(proposals: Proposals) -> Iterator[TextMark]:
    """Of suggestions that are open or became something; then of what comes from words that nothing suggests."""
    signs = number(proposals)
    for first in proposals.first:
        for each in (first, *first.again):
            if each.is_open or (each.settled and each.settled.state == "follow_up"):
                yield _mark(each, first, signs[first.key])
    for settled in proposals.settled:
        if settled.state == "follow_up" and not any(settled is each.settled for each in proposals.every):
            yield _by_hand(settled)


def _mark(each: Proposal, first: Proposal, sign: str) -> TextMark:
    key = first.key if each is first else f"{first.key}-{each.words.start}"
    if each.is_open:
        state, words = ("sure" if first.is_sure else "perhaps"), _("Suggestion %(sign)s: %(title)s")
    else:
        state, words = "taken", _("Follow-up %(sign)s: %(title)s")
    label = words % {"sign": sign, "title": first.title}
    return TextMark(key, first.key, state, sign, label, each.words.start, each.words.end)


def _by_hand(settled: Settled) -> TextMark:
    row: Any = settled.row
    is_follow_up = isinstance(row, FollowUp)
    key = f"{'follow-up' if is_follow_up else 'activity'}-{row.pk}-{settled.start}"
    label = (_("Follow-up: %(title)s") if is_follow_up else _("Activity: %(title)s")) % {"title": row}
    return TextMark(key, f"made-{row.pk}", "taken", "✓", label, settled.start, settled.end)
