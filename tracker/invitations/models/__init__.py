"""The event of a follow-up that is an invitation, and the steps towards it."""

from tracker.invitations.models.invitation import Answer, Invitation
from tracker.invitations.models.step import Step

__all__ = ["Answer", "Invitation", "Step"]
