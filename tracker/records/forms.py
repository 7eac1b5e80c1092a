"""What people type about a record; and the page on which a meeting is logged with its record."""

from typing import Any, Self

from django import forms
from django.urls import reverse_lazy
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Classification
from tracker.history.once import KeyField
from tracker.kit.form_fields import MultiLineField, SingleLineField, VersionField
from tracker.kit.set_up_fields import mark_proposed, set_up_fields
from tracker.meetings.forms import MeetingForm
from tracker.meetings.participant_forms import with_people
from tracker.records.documents.text_of_form import document_field, joins_field, settle_text
from tracker.records.models import Record
from tracker.records.proposed_from_text import Proposed

# A text that was pasted fills what is empty beside it: where to is said by the page.
PROPOSES = {"hx-post": reverse_lazy("records:log_meeting_proposals"), "hx-trigger": "paste delay:50ms"}


def text_field(**options: Any) -> MultiLineField:
    widget = forms.Textarea({"class": "record-text", "rows": 14, "dir": "auto"})
    return MultiLineField(label=_("Text"), widget=widget, **options)


def kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Kind of record"), choices=Record.Kind, initial=Record.Kind.MINUTES)


def language_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Language"), choices=Record.Language, initial=get_language, required=False)


class LogForm(MeetingForm):
    # The text comes first: what it tells need not be typed.
    field_order = ("text", "document", "joins", "record_kind", "language")

    document = document_field()
    joins = joins_field()
    text = text_field(
        required=False,
        help_text=_("Paste the minutes, the note or the communiqué: it proposes the rest. It can also come later."),
    )
    record_kind = kind_field()
    language = language_field()
    key = KeyField()

    def __init__(self, data: Any = None, files: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.files = files or MultiValueDict()
        set_up_fields(self, whole=["text"], unmarked=["language", "document"])
        self.fields["text"].widget.attrs |= PROPOSES

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        settle_text(self, is_required=False)
        return data

    @property
    def is_text_unfolded(self) -> bool:
        """Whether one of the fields that fold away was used, or holds what cannot be taken."""
        return any(self[name].errors or self[name].data for name in ("document", "joins"))

    def with_proposals(self, proposed: Proposed) -> Self:
        """The same, not judged yet, with what is proposed in fields that were left empty, marked there as such.

        The language is never empty: the form begins with that of whoever pastes.
        """
        proposals = proposed.values.items()
        empty = {name: said for name, said in proposals if name == "language" or self[name].data in (None, "", said)}
        fresh = self.anew(empty, with_people(self.rows.typed(), proposed.rows))
        mark_proposed(fresh, empty)
        for row in fresh.rows:
            mark_proposed(row, next((each for each in proposed.rows if each["person"] == row["person"].value()), {}))
        return fresh

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        record = {"text": data["text"], "kind": data["record_kind"], "language": data["language"]}
        return super().values() | {"record": record, "key": data["key"]}


class RecordForm(forms.Form):
    kind = kind_field()
    language = language_field()
    classification = forms.ChoiceField(
        label=_("Classification"),
        choices=Classification,
        help_text=_("A record of a restricted meeting is restricted anyway."),
    )
    text = text_field(required=False)
    document = document_field()
    joins = joins_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        has_document = ["document"] if "document" in self.fields else []
        set_up_fields(self, whole=["text", "joins", *has_document], unmarked=["language", "text", *has_document])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        settle_text(self, is_required=True)
        return data

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "language", "classification", "text")}


class EditForm(RecordForm):
    """`version` is the record's state that the person started from, `number` the version of its text."""

    note = SingleLineField(label=_("What you changed"), required=False, max_length=500)
    # What is edited is there already.
    document = None  # type: ignore[assignment]
    version = VersionField()
    number = VersionField()

    def __init__(self, data: Any = None, *, record: Record) -> None:
        started = {name: getattr(record, name) for name in ("kind", "language", "classification", "version", "number")}
        super().__init__(data, initial=started | {"text": record.latest.text})
        set_up_fields(self, whole=["note"])
