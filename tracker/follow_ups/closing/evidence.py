"""What shows that something is done: asked for when it is reported done and has to be confirmed."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from tracker.accounts.how_often import ATTACH, is_within
from tracker.accounts.request import Request
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.follow_ups.statuses import Status


def is_asked_first(request: Request, follow_up: FollowUp, status: str) -> bool:
    """Whether a press of one button, which could not know, leads to the form: there is something to say with it."""
    if status != Status.DONE or "ask" not in request.POST:
        return False
    rule = ClosingRule.of(follow_up.kind)
    return rule.needs_confirmation or rule.needs_evidence


def may_attach(request: Request, files: Collection[Any]) -> bool:
    """Counted once for all of them."""
    return not files or is_within(request.user, ATTACH)


def say_moved(follow_up: FollowUp) -> str:
    words = {"reference": follow_up.reference, "status": follow_up.get_status_display()}
    if follow_up.is_to_confirm:
        return _("%(reference)s is reported done, and waits to be confirmed.") % words
    return _("%(reference)s is now: %(status)s") % words
