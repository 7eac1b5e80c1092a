"""Which other one a name is merged into."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.form_fields import organisation_field, person_field
from tracker.directory.models import Organisation, Person
from tracker.kit.set_up_fields import set_up_fields


class OtherForm(forms.Form):
    def __init__(self, data: Any, *, goes: Organisation | Person, user: User) -> None:
        super().__init__(data)
        field = organisation_field if isinstance(goes, Organisation) else person_field
        self.fields["other"] = field(label=_("Merge it into"))
        self.fields["other"].required = True
        model: Any = type(goes)
        set_up_fields(self, rows={"other": model.objects.visible_to(user).exclude(pk=goes.pk)})
