"""From words in a record to a follow-up: what they suggest, and logging both together."""

from typing import Any
from uuid import UUID

from django.db import transaction

from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.directory.appointment_changes import unit_of
from tracker.directory.get_or_add import get_or_add
from tracker.follow_ups.choices import Kind
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.would_open import classified
from tracker.follow_ups.suggestions.kind_of_title import FROM_TITLE, kind_of_title
from tracker.follow_ups.suggestions.suggest_from_words import suggest_conditional, suggest_kind, suggest_strength
from tracker.mandates.get_or_add import get_or_add_mandate
from tracker.meetings.models import Meeting
from tracker.records.selected_words import SelectedWords


def suggestions(words: SelectedWords | None, meeting: Meeting | None, user: User) -> dict[str, Any]:
    """What the form starts with: what the words say, the one partner of the meeting, the person's own unit."""
    said = (words.quote, words.language) if words else ("",)
    kind = suggest_kind(*said)
    return {
        "title": words.title if words else "",
        "kind": FROM_TITLE if kind == Kind.OTHER else kind,
        "strength": suggest_strength(*said),
        "conditional": suggest_conditional(*said),
        "partner": meeting.only_partner if meeting else None,
        "unit": unit_of(user),
    }


@transaction.atomic
def log_title(title: str, status: str, *, by: User, key: UUID | None) -> FollowUp:
    """Log a follow-up of which only the title was said, and move it to where it was said to stand."""
    guessed = suggestions(None, None, by) | {"title": title, "kind": kind_of_title(title)}
    follow_up = FollowUp.log(by=by, key=key, **guessed)
    if follow_up.version == 1:
        # Sent twice it was moved before, and perhaps on from there.
        follow_up.move_to(status, by=by)
    return follow_up


def log_from_words(words: SelectedWords | None, *, by: User, **values: Any) -> FollowUp:
    """Log a follow-up, with its passage when it comes from words; names that are new are added."""

    def prepare() -> dict[str, Any]:
        quoted = {"passage": words.save()} if words else {}
        return quoted | add_new_names(values | quoted, FollowUp(), by=by)

    return FollowUp.log(by=by, prepare=prepare, **values)


def add_new_names(values: dict[str, Any], follow_up: FollowUp, *, by: User) -> dict[str, Any]:
    """Those of `values` that are names. New ones are added, in the directory classified as the follow-up will be."""
    born = RESTRICTED if classified(follow_up, values).is_restricted else classification_for_new(follow_up)
    names = [name for name in ("owner", "unit", "partner") if name in values]
    added: dict[str, Any] = {name: get_or_add(values[name], by=by, classification=born) for name in names}
    if mandates := values.get("mandates"):
        added["mandates"] = [get_or_add_mandate(each, by=by) for each in mandates]
    return added


def classification_for_new(follow_up: FollowUp) -> str:
    """How a name is classified that is new with this follow-up."""
    return RESTRICTED if follow_up.is_restricted else GENERAL
