"""What people type about a suggestion: its fields before it is a follow-up, or which follow-up exists for it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.forms import LogForm
from tracker.follow_ups.links.named_follow_ups import NamedFollowUps
from tracker.follow_ups.models import FollowUp
from tracker.kit.row_by_name_field import NameField
from tracker.kit.set_up_fields import set_up_fields
from tracker.mandates.models import Mandate
from tracker.suggestions.proposal import Proposal

PARTNER, MANDATE = "partner", "mandate"


class AcceptForm(LogForm):
    """All fields of the follow-up. What its words name that the house does not know is added when it is ticked."""

    def __init__(self, data: Any, *, proposal: Proposal, user: User) -> None:
        super().__init__(data, user=user, initial=proposal.values)
        self.new_mandates = proposal.new_mandates
        choices = [
            *((f"{PARTNER}:{name}", _("%(name)s, as the partner") % {"name": name}) for name in proposal.new_partners),
            *((f"{MANDATE}:{name}", _("%(name)s, as a mandate") % {"name": name}) for name in self.new_mandates),
        ]
        if choices:
            self.fields["new_names"] = forms.MultipleChoiceField(
                label=_("Tick what to add"),
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Suivi does not know these yet."),
            )
        self.stay_with(proposal.words.meeting)

    @property
    def new_names(self) -> forms.BoundField | None:
        return self["new_names"] if "new_names" in self.fields else None

    def further_fields(self) -> list[forms.BoundField]:
        return [field for field in super().further_fields() if field.name != "new_names"]

    def clean_new_names(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["new_names"]
        if sum(each.startswith(f"{PARTNER}:") for each in ticked) > 1:
            raise ValidationError(_("A follow-up has one partner. Tick one."))
        return ticked

    def values(self) -> dict[str, Any]:
        values = super().values()
        for kind, _colon, name in (each.partition(":") for each in values.pop("new_names", ())):
            if kind == PARTNER:
                values["partner"] = Organisation(name=name)
            else:
                new = Mandate(title=name, kind=self.new_mandates[name])
                values["mandates"] = [*values.get("mandates", ()), new]
        return values


class SameForm(forms.Form):
    follow_up = NameField(
        suggestions="follow_ups:suggestions", label=_("Follow-up"), help_text=_("Its reference, or words of its title.")
    )

    def __init__(self, data: Any, *, user: User, initial: dict[str, Any]) -> None:
        super().__init__(data, auto_id="deed_%s", initial=initial)
        rows = {"follow_up": NamedFollowUps(FollowUp.objects.visible_to(user))}
        set_up_fields(self, rows=rows, whole=["follow_up"])
