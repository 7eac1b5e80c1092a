"""What the views of an event share: finding it."""

from django.http import Http404

from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Invitation


def event_of(follow_up: FollowUp) -> Invitation:
    """Its event; 404 as long as none is entered."""
    if follow_up.event is None:
        raise Http404
    event: Invitation = follow_up.event
    return event
