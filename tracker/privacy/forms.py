"""By which names somebody is looked for, beside those that the directory knows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.kit.form_fields import SingleLineField


class HeldForm(forms.Form):
    also = SingleLineField(
        label=_("Other names of theirs"),
        required=False,
        help_text=_("Such as a first name or a former one, set apart by commas. Names in the directory are known."),
    )

    @property
    def names(self) -> list[str]:
        said: str = self.cleaned_data["also"] or ""
        return [name for each in said.split(",") if (name := each.strip())]
