"""Making something of a draft: a follow-up or a record, to which its files are attached."""

from django.db import transaction

from tracker.accounts.models import User
from tracker.files.attach import attach
from tracker.follow_ups.models import FollowUp
from tracker.history.tracked_model import Stale
from tracker.incoming_mail.files_of_letter import upload_of
from tracker.incoming_mail.models import Draft
from tracker.meetings.models import Meeting


@transaction.atomic
def use(draft: Draft, *, by: User, follow_up: FollowUp | None = None, meeting: Meeting | None = None) -> None:
    """Raises `Stale` where something else was made of it meanwhile."""
    if not draft.claim():
        raise Stale
    draft.note_made(follow_up=follow_up, meeting=meeting)
    for each in draft.files_held.all():
        with upload_of(each) as upload:
            attach(follow_up or meeting, upload, by=by)  # type: ignore[arg-type]
