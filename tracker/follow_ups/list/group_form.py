"""By what the list of follow-ups is grouped."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.list.grouping import GROUPED
from tracker.kit.set_up_fields import set_up_fields


class GroupForm(forms.Form):
    group = forms.ChoiceField(
        label=_("Group by"),
        required=False,
        choices=[("", _("Nothing")), *((name, COLUMNS[name].label) for name in GROUPED)],
    )

    def __init__(self, *, group: str) -> None:
        super().__init__(initial={"group": group}, auto_id="arrange_%s")
        set_up_fields(self, unmarked=self.fields)
