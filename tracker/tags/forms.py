"""What managers type about a tag."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.get_or_add import FoldedField
from tracker.kit.form_fields import VersionField
from tracker.kit.set_up_fields import set_up_fields
from tracker.tags.form_fields import tag_field
from tracker.tags.models import LONGEST, Tag

# In spreadsheets these stand between two tags.
BETWEEN = (",", ";")


class TagForm(forms.Form):
    name = FoldedField(label=_("Name"), max_length=LONGEST, help_text=_("A word or two, such as Security Council."))
    version = VersionField(required=False)

    def __init__(self, data: Any, *, tag: Tag) -> None:
        super().__init__(data, initial={"name": tag.name, "version": tag.version})
        self.tag = tag
        set_up_fields(self, whole=["name"])

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if any(sign in name for sign in BETWEEN):
            raise ValidationError(_("Leave out commas and semicolons: they stand between two tags."))
        return name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if name := data.get("name"):
            try:
                Tag(pk=self.tag.pk, name=name).refuse_twin()
            except ValidationError as refusal:
                self.add_error(None, refusal)
        return data


class MergeForm(forms.Form):
    into = tag_field(label=_("Merge it into"))

    def __init__(self, data: Any, *, tag: Tag, user: User) -> None:
        super().__init__(data)
        self.fields["into"].required = True
        set_up_fields(self, rows={"into": Tag.objects.visible_to(user).exclude(pk=tag.pk)}, whole=["into"])
