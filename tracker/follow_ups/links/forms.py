"""What people type to link a follow-up to another."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.follow_ups.links.named_follow_ups import NamedFollowUps
from tracker.follow_ups.links.sides import Side
from tracker.follow_ups.models import FollowUp
from tracker.kit.row_by_name_field import NameField
from tracker.kit.set_up_fields import set_up_fields


class LinkForm(forms.Form):
    side = forms.ChoiceField(label=_("It is"), choices=Side)
    other = NameField(
        suggestions="follow_ups:suggestions", label=_("Follow-up"), help_text=_("Its reference, or words of its title.")
    )

    def __init__(self, data: Any, *, follow_up: FollowUp, user: User) -> None:
        super().__init__(data, auto_id="deed_%s")
        others = FollowUp.objects.visible_to(user).exclude(pk=follow_up.pk)
        set_up_fields(self, rows={"other": NamedFollowUps(others)}, whole=["other"])
