"""The text of a record on its form: typed or pasted, or out of a document; its lines joined, if that is asked for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.kit.documents.docx_text import text_of
from tracker.records.documents.joined_lines import joined


def document_field() -> forms.FileField:
    return forms.FileField(
        label=gettext_lazy("Or a Word document"),
        help_text=gettext_lazy("A .docx: its headings, lists and tables become text."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        required=False,
        error_messages={"empty": gettext_lazy("This document holds no text.")},
    )


def joins_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=gettext_lazy("Join the lines that a PDF or a mail broke"),
        help_text=gettext_lazy("Empty lines, lists and headings stay."),
        required=False,
    )


def take_document(form: Any) -> None:
    """Its text stands on the form from then on, as if it had been pasted. Raises ValidationError."""
    document = form.files.get("document")
    if not document:
        return
    if (form["text"].data or "").strip():
        raise ValidationError(_("A record has one text: take out the document, or the text above."))
    # A file does not stay on a page that is shown again: its text does.
    form.data = form.data.copy()
    form.data["text"] = text_of(document.read())


def settle_text(form: Any, *, is_required: bool) -> None:
    """Put the text that is meant into the cleaned data, and on the form what is wrong with it."""
    if "document" in form.errors:
        return
    try:
        take_document(form)
    except ValidationError as refusal:
        form.add_error("document", refusal)
        return
    try:
        text = form.fields["text"].clean(form["text"].data)
    except ValidationError as refusal:
        # Said already, unless it came out of the document.
        if "text" not in form.errors:
            form.add_error("text", refusal)
        return
    if is_required and not text and "text" not in form.errors:
        form.add_error("text", form.fields["text"].error_messages["required"])
    form.cleaned_data["text"] = joined(text) if form.cleaned_data.get("joins") else text
