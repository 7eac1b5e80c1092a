"""What people say about an import: the file, and what its columns are."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Classification
from tracker.imports import table_reader
from tracker.imports.headers import HEADS, Field, column_name
from tracker.imports.models import Import
from tracker.kit.form_fields import SingleLineField
from tracker.kit.set_up_fields import set_up_fields

KNOWN_BY = (Field.TITLE, Field.REFERENCE, Field.KEY)
MOST_SAMPLES = 3


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


class ColumnsForm(forms.Form):
    """A field for each column of the table, and what holds for all rows."""

    adds_names = forms.BooleanField(
        label=Import._meta.get_field("adds_names").verbose_name,
        help_text=Import._meta.get_field("adds_names").help_text,
        required=False,
    )
    classification = forms.ChoiceField(label=_("Classification of what is new"), choices=Classification)

    def __init__(self, data: QueryDict | None, *, source: Import) -> None:
        super().__init__(data, initial={"adds_names": source.adds_names, "classification": source.classification})
        self.source = source
        choices = [("", _("– leave out –")), *((name, head.label) for name, head in HEADS.items())]
        for place, (head, field) in enumerate(zip(source.heads, source.columns, strict=True)):
            label = head[:80] or _("Column %(letter)s") % {"letter": column_name(place)}
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=label, choices=choices, initial=field, required=False
            )

    def columns(self) -> list[tuple[str, forms.BoundField, list[str]]]:
        """Each column: its letters, its field, and the first words in it."""
        rows = list(self.source.lines.order_by("number").values_list("cells", flat=True)[:20])
        found = []
        for place in range(self._width):
            words = dict.fromkeys(row[place] for row in rows if place < len(row) and row[place])
            found.append((column_name(place), self[f"column_{place}"], list(words)[:MOST_SAMPLES]))
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = [field for field in self._chosen(data) if field]
        for name, head in HEADS.items():
            if chosen.count(name) > 1:
                sentence = _("“%(field)s” is chosen for more than one column. Leave it in one of them.")
                raise forms.ValidationError(sentence, params={"field": head.label})
        if not self.errors and not set(chosen) & set(KNOWN_BY):
            raise forms.ValidationError(_("Say which column holds the title, or the reference in Suivi."))
        return data

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "columns": self._chosen(data),
            "adds_names": data["adds_names"],
            "classification": data["classification"],
        }

    @property
    def _width(self) -> int:
        return len(self.source.heads)

    def _chosen(self, data: dict[str, Any]) -> list[str]:
        return [data.get(f"column_{place}", "") for place in range(self._width)]
