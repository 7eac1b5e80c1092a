"""Invitations on the admin site: to look at, on the page of their follow-up."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups.admin import FollowUpAdmin
from tracker.history.admin_base import ReadOnlyInline
from tracker.invitations.models import Invitation


class InvitationInline(ReadOnlyInline):
    model = Invitation
    fields = ("title", "direction", "starts", "ends", "zone", "place", "role", "reply_by", "answer", "speaker", "plan")
    readonly_fields = ("plan",)

    @admin.display(description=_("steps"))
    def plan(self, event: Invitation) -> str:
        return "\n".join(f"{step}: {step.done_on or step.due_on}" for step in event.steps.all())


# A follow-up stands below its invitation, and its page on the admin site shows both.
FollowUpAdmin.inlines = (*FollowUpAdmin.inlines, InvitationInline)  # type: ignore[assignment]
