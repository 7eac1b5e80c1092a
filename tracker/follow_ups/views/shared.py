"""What the views of follow-ups share: finding one, and saying what was done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.undo_page import tell_change


def visible_follow_up(request: Request, pk: int) -> FollowUp:
    rows = FollowUp.objects.visible_to(request.user).with_names().select_related("recorder")
    follow_up: FollowUp = get_object_or_404(rows, pk=pk)
    return follow_up


def updatable_follow_up(request: Request, pk: int) -> FollowUp:
    """One that this person may move on: 404 when it is not theirs to see, 403 when it is not theirs to change."""
    follow_up = visible_follow_up(request, pk)
    if not permissions.may_update(request.user, follow_up):
        raise PermissionDenied
    return follow_up


def say_done(request: Request, follow_up: FollowUp, entry: Entry | None, words: str) -> None:
    """Tell what was done, with the way to undo it."""
    if entry is not None:
        tell_change(request, follow_up, entry, words, "follow_ups:undo", here=True)


def say_overtaken(request: Request, follow_up: FollowUp, wanted: Any) -> None:
    """Tell who moved it meanwhile to where it cannot go from to the status that this person wanted."""
    known = follow_up.history.readable_by(request.user).select_related("by")
    last = next((entry for entry in known if "status" in entry.changes), None)
    words = {
        "name": last.author if last else "Suivi",
        "reference": follow_up.reference,
        "now": follow_up.get_status_display(),
        "wanted": wanted,
    }
    told = _("%(name)s moved %(reference)s to “%(now)s” meanwhile. From there it cannot go to “%(wanted)s”.")
    messages.warning(request, told % words)
