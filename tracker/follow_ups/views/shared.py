"""What the views of follow-ups share: finding one, and saying what was done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.undo_page import is_visible, tell_change
from tracker.lists.compiled_rows import CompiledRows

# What its rights hang on.
CLOSING = ("owner", "meeting", "passage__record")
_with_names = CompiledRows(lambda key, today: FollowUp.objects.with_names().select_related("recorder").filter(pk=key))
_with_rights = CompiledRows(lambda key: FollowUp.objects.filter(pk=key).select_related(*CLOSING))


def visible_follow_up(request: Request, pk: int) -> FollowUp:
    return _seen_by(request.user, _with_names(pk, today=timezone.localdate()))


def updatable_follow_up(request: Request, pk: int) -> FollowUp:
    """One that this person may move on: 404 when it is not theirs to see, 403 when it is not theirs to change."""
    follow_up = _seen_by(request.user, _with_rights(pk))
    if not permissions.may_update(request.user, follow_up):
        raise PermissionDenied
    return follow_up


def _seen_by(user: User, found: list[FollowUp]) -> FollowUp:
    if not found or not is_visible(found[0], user):
        raise Http404
    return found[0]


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
