"""The form by which somebody notes how a recommendation was answered."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups.action_forms import ActionForm
from tracker.follow_ups.choices import Acceptance
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.accepting import problems_with_acceptance
from tracker.kit.form_fields import MultiLineField, VersionField
from tracker.kit.set_up_fields import set_up_fields


class AcceptanceForm(ActionForm):
    acceptance = forms.TypedChoiceField(
        label=_("Acceptance"), choices=[("", _("Not answered yet")), *Acceptance.choices], coerce=int, empty_value=None,
        required=False,
    )  # fmt: skip
    reason = MultiLineField(
        label=_("Reason"),
        required=False,
        max_length=5_000,
        help_text=_("What is accepted only in part, or rejected, needs one."),
    )
    version = VersionField(required=False)

    def __init__(self, data: QueryDict | None, *, follow_up: FollowUp) -> None:
        super().__init__(data, initial={"acceptance": follow_up.acceptance, "version": follow_up.version})
        self.follow_up = follow_up
        self.fields["reason"].widget.attrs["rows"] = 3
        set_up_fields(self, whole=["reason"], unmarked=["acceptance", "reason"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        given = data.get("acceptance"), data.get("reason", "")
        for field, sentence in problems_with_acceptance(self.follow_up.kind, *given).items():
            self.add_error(field, sentence)
        return data
