"""What the views of follow-ups share: finding one, saying what was done, and the clash of two people."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts import gates
from tracker.accounts.request import Request
from tracker.follow_ups.models import FollowUp, Invitation
from tracker.history.merge import Clash, merge
from tracker.history.models import Entry
from tracker.history.recorded import Stale
from tracker.kit import answers


def visible_follow_up(request: Request, pk: int) -> FollowUp:
    follow_up: FollowUp = get_object_or_404(FollowUp.objects.visible_to(request.user).with_names(), pk=pk)
    return follow_up


def updatable_follow_up(request: Request, pk: int) -> FollowUp:
    """One that this person may move on: 404 when it is not theirs to see, 403 when it is not theirs to change."""
    follow_up = visible_follow_up(request, pk)
    if not gates.may_update(request.user, follow_up):
        raise PermissionDenied
    return follow_up


def event_of(follow_up: FollowUp) -> Invitation:
    """Its event; 404 as long as none is entered."""
    if follow_up.event is None:
        raise Http404
    return follow_up.event


def tried[Done](follow_up: FollowUp, verb: Callable[[], Done]) -> Done:
    """Call `verb`; when somebody was quicker by milliseconds, once more with what stands there now."""
    try:
        return verb()
    except Stale:
        follow_up.refresh_from_db()
        return tried(follow_up, verb)


def say_done(request: Request, follow_up: FollowUp, entry: Entry | None, words: str) -> None:
    """Tell what was done, with the way to undo it."""
    if entry is not None:
        undo = reverse("follow_ups:undo", args=[follow_up.pk, entry.pk])
        messages.success(request, words, extra_tags=f"undo-here:{undo}")


def say_overtaken(request: Request, follow_up: FollowUp, wanted: Any) -> None:
    """Tell who moved it meanwhile to where it cannot go from to the status that this person wanted."""
    last = next((entry for entry in follow_up.history.select_related("by") if "status" in entry.changes), None)
    words = {
        "name": (last and last.by) or "Suivi",
        "reference": follow_up.reference,
        "now": follow_up.get_status_display(),
        "wanted": wanted,
    }
    told = _("%(name)s moved %(reference)s to “%(now)s” meanwhile. From there it cannot go to “%(wanted)s”.")
    messages.warning(request, told % words)


def merged(
    follow_up: FollowUp, version: int | None, values: dict[str, Any], verb: Callable[..., Entry | None]
) -> tuple[Entry | None, list[Clash]]:
    """Call `verb` with what does not clash with what others changed since `version`, or give the clashes."""
    safe, clashes = merge(follow_up, version or follow_up.version, values)
    if clashes:
        return None, clashes
    try:
        return (verb(**safe) if safe else None), []
    except Stale:
        # Somebody was quicker by milliseconds: compare again with what stands there now.
        follow_up.refresh_from_db()
        return merged(follow_up, version, values, verb)


def clash_page(request: Request, follow_up: FollowUp, form: Any, clashes: list[Clash], **context: Any) -> HttpResponse:
    """The form again with both values; saving it once more keeps what this person wrote."""
    form.data = form.data.copy()
    form.data["version"] = str(follow_up.version)
    return answers.deed_page(
        request,
        default=follow_up.get_absolute_url(),
        form=form,
        clashes=clashes,
        about=follow_up.title,
        status=409,
        button=_("Save mine"),
        **context,
    )
