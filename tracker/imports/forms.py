"""The file that people choose to import."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.imports import table_reader
from tracker.kit.form_fields import SingleLineField
from tracker.kit.set_up_fields import set_up_fields


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("An .xlsx or .csv file of up to 10 MB, 10,000 rows and 100 columns, its heads in the first row."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={
            "required": _("Choose a file."),
            "missing": _("Choose a file."),
            "empty": table_reader.SENTENCES["nothing"],
            "invalid": _("Choose a file."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_up_fields(self, whole=["file"])

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        self.name = SingleLineField(max_length=200).clean(PurePath(upload.name).name[-200:])
        if upload.size > table_reader.MOST_SIZE:
            raise forms.ValidationError(table_reader.SENTENCES["size"])
        return upload
