"""The file that people choose to import, or the rows that they paste."""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.imports import table_reader
from tracker.kit.date_formats import format_date
from tracker.kit.form_fields import SingleLineField
from tracker.kit.set_up_fields import set_up_fields

NOTHING = gettext_lazy("Choose a file, or paste rows.")


class UploadForm(forms.Form):
    """Once valid, `brought` is the file of a table, `name` is that of its import, `given` the field they came in."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("An .xlsx or .csv file of up to 30 MB, 100,000 rows and 100 columns."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        required=False,
        error_messages={"missing": NOTHING, "empty": table_reader.SENTENCES["nothing"], "invalid": NOTHING},
    )
    # A row may begin with empty cells: what parts them stays.
    pasted = forms.CharField(
        label=gettext_lazy("Or rows from the clipboard"),
        help_text=gettext_lazy("Copy rows in your spreadsheet, with their heads, and paste them here."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        required=False,
        strip=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_up_fields(self, whole=["file", "pasted"], unmarked=["file", "pasted"])

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload and upload.size > table_reader.MOST_SIZE:
            raise forms.ValidationError(table_reader.SENTENCES["size"])
        return upload

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        upload, pasted = data.get("file"), data.get("pasted", "")
        if upload and pasted.strip():
            raise forms.ValidationError(_("Choose a file or paste rows, not both."))
        if not upload and not pasted.strip() and not self.errors:
            self.add_error("file", NOTHING)
        elif upload:
            self.given, self.brought = "file", upload
            self.name = SingleLineField(max_length=200).clean(PurePath(upload.name).name[-200:])
        else:
            self.given, self.brought = "pasted", BytesIO(pasted.encode("utf-8", "replace"))
            self.name = _("Rows pasted on %(day)s") % {"day": format_date(timezone.localdate())}
        return data
