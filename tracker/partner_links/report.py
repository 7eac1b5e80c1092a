"""What a contact does by their link. Each deed is one of the follow-up, and a row that tells by which link it was.

Whoever has no account is named in history by their name; that it is done we confirm, another date we grant.
"""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from tracker.accounts import permissions
from tracker.change_requests.models import ChangeRequest
from tracker.files.attach import attach
from tracker.follow_ups import statuses
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.confirming import lacks_evidence
from tracker.follow_ups.statuses import Status
from tracker.history.models import Channel, Entry
from tracker.history.once import once
from tracker.kit.dates.as_said import Said
from tracker.notes.write_note import write_note
from tracker.partner_links.models import Did, LinkUse, PartnerLink

Files = Collection[UploadedFile[bytes]]


@transaction.atomic
def open_list(link: PartnerLink) -> None:
    """It is counted once, however often it is pressed within a while."""
    link.lock()
    if not link.is_shown:
        LinkUse.objects.create(link=link, did=Did.OPENED, at=timezone.now())


def begin(link: PartnerLink, follow_up: FollowUp, *, key: UUID) -> LinkUse:
    """ValidationError where it cannot be in progress from where it is."""
    return _use(link, follow_up, Did.BEGAN, key, partial(follow_up.move_to, Status.IN_PROGRESS, **_by(link)))


def report_done(link: PartnerLink, follow_up: FollowUp, *, key: UUID, words: str = "", files: Files = ()) -> LinkUse:
    """It waits to be confirmed, of whatever kind it is. ValidationError where it has ended, or lacks evidence."""

    def done() -> Entry | None:
        if lacks_evidence(follow_up, Status.DONE, words or files):
            raise ValidationError({"words": statuses.SENTENCES["evidence"]})
        entry = follow_up.move_to(Status.DONE, reason=words, reported_on=timezone.localdate(), **_by(link))
        _attach(link, follow_up, files)
        return entry

    return _use(link, follow_up, Did.DONE, key, done)


def ask_for_date(link: PartnerLink, follow_up: FollowUp, *, key: UUID, due_on: Said, reason: str) -> LinkUse:
    """Raises AskedAlready; ValidationError once it has ended."""

    def asked() -> Entry | None:
        how: dict[str, Any] = {"by": None, "asked_by": link.person, "channel": Channel.MAIL}
        entry: Entry | None = ChangeRequest.ask(follow_up, due_on=due_on, reason=reason, **how).history.first()
        return entry

    return _use(link, follow_up, Did.DATE, key, asked)


def write(link: PartnerLink, follow_up: FollowUp, *, key: UUID, words: str = "", files: Files = ()) -> LinkUse:
    """Words, files, or both."""

    def noted() -> Entry | None:
        attached = _attach(link, follow_up, files)
        return write_note(follow_up, words, **_by(link)) if words else attached

    return _use(link, follow_up, Did.NOTE if words else Did.FILE, key, noted)


@transaction.atomic
def _use(link: PartnerLink, follow_up: FollowUp, did: Did, key: UUID, do: Callable[[], Entry | None]) -> LinkUse:
    """Once, however often the form is sent. Raises Stale where somebody changed it at the same moment."""

    def make() -> LinkUse:
        about: dict[str, Any] = {"did": did, "follow_up": follow_up, "entry": do()}
        use: LinkUse = LinkUse.objects.create(link=link, key=key, at=timezone.now(), **about)
        return use

    return once(LinkUse, make, key=key, maker=permissions.anybody(), link=link)


def _attach(link: PartnerLink, follow_up: FollowUp, files: Files) -> Entry | None:
    """The entry of the last of them."""
    entries = [attach(follow_up, each, **_by(link))[1] for each in files]
    return entries[-1] if entries else None


def _by(link: PartnerLink) -> dict[str, Any]:
    return {"by": None, "by_name": str(link.person), "channel": Channel.MAIL}
