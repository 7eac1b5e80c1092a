"""Making follow-ups of what a record suggests, one or all that are sure, and undoing that."""

from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from tracker.accounts.models import User
from tracker.follow_ups.log_from_selection import log_from_words
from tracker.follow_ups.models import FollowUp
from tracker.records.models import Record
from tracker.records.selected_words import SelectedWords
from tracker.suggestions.models import Decision
from tracker.suggestions.proposal import Proposal


@transaction.atomic
def accept(proposal: Proposal, *, by: User, press: UUID, **typed: Any) -> Decision:
    """A follow-up of what is suggested, or of what was `typed` over it; its `key` makes it once."""
    follow_up = log_from_words(proposal.words, by=by, **(typed or proposal.values))
    if made := Decision.objects.filter(passage=follow_up.passage_id).first():
        return made
    assert follow_up.passage
    how: dict[str, Any] = {"by": by, "follow_up": follow_up, "press": press}
    return Decision.note(Decision.Outcome.ACCEPTED, follow_up.passage, proposal.read, **how)


@transaction.atomic
def accept_typed(proposal: Proposal, *, by: User, **typed: Any) -> Decision | None:
    """None where something else stands on the words by now: then nothing is done."""
    Record.objects.select_for_update().get(pk=proposal.words.version.record_id)
    is_taken, press = _is_taken(proposal.words, by), uuid4()
    with transaction.atomic():
        decision = accept(proposal, by=by, press=press, **typed)
        # The same form sent again is answered with what it made before.
        if is_new := is_taken and decision.press == press:
            transaction.set_rollback(True)
    return None if is_new else decision


@transaction.atomic
def accept_open(proposals: Collection[Proposal], *, by: User) -> list[Decision]:
    """Those on whose words no follow-up stands that this person sees: of two at once, the first one's do."""
    if not proposals:
        return []
    record = next(iter(proposals)).words.version.record_id
    Record.objects.select_for_update().get(pk=record)
    press = uuid4()
    for proposal in proposals:
        if not _is_taken(proposal.words, by):
            accept(proposal, by=by, press=press)
    return list(Decision.objects.filter(press=press).select_related("follow_up"))


def _is_taken(words: SelectedWords, user: User) -> bool:
    return bool(made_of(words, user)) or Decision.on(words, user).exists()


def made_of(words: SelectedWords, user: User) -> FollowUp | None:
    """The follow-up that stands on these words, as far as this person sees it."""
    there = {"passage__record": words.version.record_id, "passage__removed_in": None}
    meeting = {"passage__start__lt": words.end, "passage__end__gt": words.start}
    found: FollowUp | None = FollowUp.objects.visible_to(user).filter(**there, **meeting).order_by("pk").first()
    return found


@transaction.atomic
def undo_press(press: UUID, *, by: User) -> tuple[list[FollowUp], list[FollowUp]]:
    """Those that are removed again, and those that stay, as somebody changed them since."""
    rows = FollowUp.objects.visible_to(by).filter(decisions__press=press).order_by("pk")
    gone = [row for row in rows if row.version == 1]
    for row in gone:
        row.remove(by=by)
    return gone, [row for row in rows if row not in gone]
