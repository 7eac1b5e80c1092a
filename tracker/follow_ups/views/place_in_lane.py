"""Putting a card of the board before or after another one of its lane."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts.request import Request
from tracker.follow_ups.models import FollowUp, PlaceInLane
from tracker.follow_ups.views.shared import updatable_follow_up
from tracker.kit.form_responses import redirect_back, tell
from tracker.kit.row_by_name_field import key_in

# What is asked for, in this order, and under which name the form says where the card stood.
SIDES = {"after": "stood_after", "before": "stood_before"}


@require_POST
def place(request: Request, pk: int) -> HttpResponse:
    """Beside the first of what is named that is still in the lane: colleagues may have moved it on meanwhile."""
    follow_up = updatable_follow_up(request, pk)
    try:
        _tell(request, follow_up, is_put=put_beside(request, follow_up))
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    return redirect_back(request, f"{reverse('follow_ups:list')}?layout=board")


def put_beside(request: Request, follow_up: FollowUp) -> bool:
    """Whether the card that the form names is still in its lane, and it stands beside that now."""
    lane = FollowUp.objects.visible_to(request.user).filter(status=follow_up.status).exclude(pk=follow_up.pk)
    for side in SIDES:
        asked = request.POST.get(side) or request.GET.get(side)
        if beside := lane.filter(pk=key_in(asked) or 0).first():
            PlaceInLane.put(follow_up, beside=beside, after=side == "after")
            return True
    return False


def _tell(request: Request, follow_up: FollowUp, *, is_put: bool) -> None:
    words = {"reference": follow_up.reference, "status": follow_up.get_status_display()}
    if not is_put:
        told = _("%(reference)s stays where it was: what it was put beside is no longer in the lane “%(status)s”.")
        messages.warning(request, told % words)
        return
    address = reverse("follow_ups:place", args=[follow_up.pk])
    stood = urlencode({side: key for side, name in SIDES.items() if (key := request.POST.get(name))})
    undo = f"{address}?{stood}" if stood else ""
    tell(request, _("%(reference)s has another place in its lane.") % words, about=follow_up, undo=undo, here=True)
