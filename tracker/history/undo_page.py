"""One way back from a page: whoever may do the deed takes it back; a later change of it stays, and is named."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.accounts.permissions import may_write
from tracker.accounts.request import Request
from tracker.history.models import Entry
from tracker.history.opening.former_words import is_readable
from tracker.history.removable import removed_above
from tracker.history.tracked_model import Stale
from tracker.history.undo import NotLast, can_be_undone, may_undo, said_removed, undo, undoable
from tracker.history.wording.words_of_entry import stands_now
from tracker.kit import form_responses
from tracker.kit.form_responses import forget_deed, tell

Undo = Callable[..., Entry | None]
Restore = Callable[..., Entry | None]


def tell_change(
    request: Request, item: Any, entry: Entry | None, words: str, address: str, *, here: bool = False
) -> None:
    """Say what was done to `item`, which `entry` is about; with a link to it and, at `address`, the way to undo it.

    Neither leads to what this person sees no more.
    """
    seen = is_visible(item, request.user)
    undo_at = reverse(address, args=[item.pk, entry.pk]) if entry and _is_last(item, entry, request.user) else ""
    is_removed = getattr(item, "is_removed", False)
    tell(request, words, about=item if seen else None, undo=undo_at if seen or is_removed else "", here=here)


def _is_last(item: Any, entry: Entry, user: User) -> bool:
    """Whether it is what `user` may undo. Of a thing that stands as the entry left it, that is the newest."""
    left = (ContentType.objects.get_for_model(item).pk, item.pk, item.version)
    is_newest = (entry.content_type_id, entry.object_id, entry.version) == left
    return undoable(item, user, [entry] if is_newest else None) == entry


def undo_page(
    request: Request, item: Any, key: int, *, elsewhere: str, verb: Undo = undo, history: Any = None
) -> HttpResponse:
    """Undo the entry of this key about `item` by `verb`, and lead back; to `elsewhere` when it is not seen any more.

    `history` are the entries of which this person may know, where that is not all.
    """
    known = item.history if history is None else history
    entry = get_object_or_404(known.readable_by(request.user), pk=key)
    if not can_be_undone(item, entry):
        raise Http404
    if not may_undo(request.user, item, entry):
        raise PermissionDenied
    try:
        verb(item, entry, by=request.user)
    except NotLast as refusal:
        messages.warning(request, _stays(item, entry, refusal.newer, request.user))
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        seen = is_visible(item, request.user)
        tell(request, _("Undone: %(title)s") % {"title": item}, about=item if seen else None)
    forget_deed(request)
    return lead_back(request, item, elsewhere)


def restore_page(
    request: Request, item: Any, words: str, *, elsewhere: str, verb: Restore | None = None
) -> HttpResponse:
    """Bring back `item`, which this person found among what was removed, say so in `words`, and lead to it."""
    if not may_write(request.user, item, ["removed_at"]):
        raise PermissionDenied
    try:
        if gone := removed_above(item, {}):
            raise ValidationError(said_removed(gone))
        (verb or item.restore)(by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect(elsewhere)
    tell(request, words, about=item)
    return redirect(item)


def lead_back(request: Request, item: Any, elsewhere: str) -> HttpResponse:
    """To where the person was; `elsewhere` when they do not see `item` any more."""
    if is_visible(item, request.user):
        return form_responses.redirect_back(request, item.get_absolute_url())
    return redirect(elsewhere)


def lead_to(request: Request, item: Any, elsewhere: str) -> HttpResponse:
    return redirect(item if is_visible(item, request.user) else elsewhere)


def is_visible(item: Any, user: User) -> bool:
    """False when somebody has just restricted it so that they do not see it themselves, or when it is removed."""
    return getattr(item, "is_everybodys", False) or type(item).objects.visible_to(user).filter(pk=item.pk).exists()


def _stays(item: Any, entry: Entry, newer: Entry | None, user: User) -> str:
    """Who changed it since, unless that was withheld, and what stands there now, not what would have been put back."""
    who = newer.author if newer else "Suivi"
    words = _("%(name)s changed it again since, so that change can no longer be undone.") % {"name": who}
    if newer and not is_readable(newer, user):
        words = str(Stale())
    now = "; ".join(stands_now(item, entry, user))
    return " ".join([words, *([_("It stands so: %(now)s") % {"now": now}] if now else [])])
