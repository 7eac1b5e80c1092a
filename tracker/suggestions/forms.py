"""What people type about words that mean a follow-up that exists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.follow_ups.links.named_follow_ups import NamedFollowUps
from tracker.follow_ups.models import FollowUp
from tracker.kit.row_by_name_field import NameField
from tracker.kit.set_up_fields import set_up_fields


class SameForm(forms.Form):
    follow_up = NameField(
        suggestions="follow_ups:suggestions", label=_("Follow-up"), help_text=_("Its reference, or words of its title.")
    )

    def __init__(self, data: Any, *, user: User, initial: dict[str, Any]) -> None:
        super().__init__(data, auto_id="deed_%s", initial=initial)
        rows = {"follow_up": NamedFollowUps(FollowUp.objects.visible_to(user))}
        set_up_fields(self, rows=rows, whole=["follow_up"])
