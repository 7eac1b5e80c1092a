"""What somebody answers from a mail, with an account or without: history says that it came by mail, and of whom.

Whether it is theirs to answer is asked before. What they say is done by the verbs of the follow-up itself.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from tracker.accounts import permissions
from tracker.accounts.models import Role, User
from tracker.change_requests.models import ChangeRequest
from tracker.directory import choosable_names
from tracker.directory.models import Person
from tracker.files.attach import attach
from tracker.follow_ups import statuses
from tracker.follow_ups.choices import Progress
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.confirming import lacks_evidence
from tracker.follow_ups.statuses import Status
from tracker.history.models import Channel, Entry
from tracker.kit.dates.as_said import Said
from tracker.notes.mentioned import mentioned_in
from tracker.notes.who_sees import seeing
from tracker.notes.write_note import write_note

Files = Collection[UploadedFile[bytes]]
# Of whoever looks after a follow-up so many are told that it needs help.
MOST_TOLD = 5


def account_of(person: Person) -> User | None:
    """Theirs, as long as it is open."""
    account = person.account
    return account if account and account.is_active else None


def may_move(follow_up: FollowUp, status: str) -> bool:
    """Whether it can go there from where it is."""
    return status in statuses.next_of(follow_up.status, follow_up.kind)


@transaction.atomic
def answer_done(follow_up: FollowUp, *, by_person: Person, note: str = "", files: Files = ()) -> Entry | None:
    """Reported done, where that is to be confirmed. ValidationError where it cannot be, or takes something to show."""
    if lacks_evidence(follow_up, Status.DONE, note or files):
        raise ValidationError({"note": statuses.SENTENCES["evidence"]})
    entry = follow_up.move_to(Status.DONE, reason=note, **_by(by_person))
    _attach_all(follow_up, files, by_person)
    return entry


@transaction.atomic
def answer_in_progress(follow_up: FollowUp, *, by_person: Person) -> Entry | None:
    """ValidationError as above; None where it is so already."""
    return follow_up.move_to(Status.IN_PROGRESS, **_by(by_person))


@transaction.atomic
def answer_needs_help(follow_up: FollowUp, *, by_person: Person, note: str) -> Entry | None:
    """A note of which those are told who look after it; until somebody says otherwise it is at risk."""
    told = {user.pk: user for user in [*_mentioned(follow_up, note, by_person), *_who_look_after(follow_up, by_person)]}
    return write_note(follow_up, note, progress=Progress.AT_RISK, mentions=[*told.values()], **_by(by_person))


@transaction.atomic
def answer_date(
    follow_up: FollowUp, *, by_person: Person, due_on: Said, reason: str = ""
) -> Entry | ChangeRequest | None:
    """Set by whoever may, else asked for: `reason` is needed then. Raises AskedAlready; ValidationError."""
    account = account_of(by_person)
    if account and permissions.may_update(account, follow_up):
        return follow_up.set_due(due_on, by=account, reason=reason, channel=Channel.MAIL)
    how: dict[str, Any] = {"by": account, "asked_by": by_person, "channel": Channel.MAIL}
    return ChangeRequest.ask(follow_up, due_on=due_on, reason=reason, **how)


@transaction.atomic
def answer_note(follow_up: FollowUp, *, by_person: Person, note: str = "", files: Files = ()) -> Entry | None:
    """Words, files or both. None where there are no words, or the same were sent just before."""
    _attach_all(follow_up, files, by_person)
    if not note:
        return None
    return write_note(follow_up, note, mentions=_mentioned(follow_up, note, by_person), **_by(by_person))


def _by(person: Person) -> dict[str, Any]:
    account = account_of(person)
    return {"by": account, "by_name": "" if account else str(person), "channel": Channel.MAIL}


def _attach_all(follow_up: FollowUp, files: Files, person: Person) -> None:
    for each in files:
        attach(follow_up, each, **_by(person))


def _mentioned(follow_up: FollowUp, words: str, person: Person) -> list[User]:
    """Whom the words name: whoever has no account knows nobody of the house by this."""
    account = account_of(person)
    named = mentioned_in(words, choosable_names.people(account)) if account else []
    return seeing([each.user for each in named], follow_up)


def _who_look_after(follow_up: FollowUp, person: Person) -> list[User]:
    """Whoever recorded it or its meeting; where all of them left, or it is their own, managers."""
    recorders: set[Any] = {follow_up.recorder_id, follow_up.meeting.recorder_id if follow_up.meeting else None}
    found = _others(User.objects.filter(pk__in=recorders - {None}), follow_up, person)
    return found or _others(User.objects.filter(role=Role.MANAGER), follow_up, person)


def _others(users: Iterable[User], follow_up: FollowUp, person: Person) -> list[User]:
    return [user for user in seeing(users, follow_up) if user.pk != person.account_id][:MOST_TOLD]
