"""What a cell of the list is changed with."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups.forms import EditForm
from tracker.kit.set_up_fields import set_up_fields


class ColumnForm(EditForm):
    """One column of it alone, with the reason that it may need. It opens over the list: its fields' ids are its own."""

    def __init__(self, data: QueryDict | None, *, column: str, **kwargs: Any) -> None:
        super().__init__(data, auto_id="deed_%s", **kwargs)
        kept = {column, "version", *(["reason"] if column == "strength" else [])}
        fields: dict[str, Any] = {name: field for name, field in self.fields.items() if name in kept}
        self.fields, field = fields, fields[column]
        for name in fields.keys() & {"reason"}:
            fields[name].label = _("Reason")
        if choices := getattr(field, "choices", None):
            # Arrows choose, and Enter sends: in a select it would only open it.
            field.widget = forms.RadioSelect(choices=choices)
        set_up_fields(self, unmarked=[column])
