"""The kind that a title speaks of: the first choice among the kinds, until another is chosen."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.follow_ups.choices import Kind
from tracker.follow_ups.suggestions.suggest_from_words import suggest_kind_of_title

FROM_TITLE = ""
LONGEST = 250


def kind_of_title(title: str) -> Kind:
    return suggest_kind_of_title(title[:LONGEST], get_language() or "en")


def say_kind_of_title(title: str) -> str:
    """What the first choice says: "Training (from the title)"."""
    return (
        _("%(kind)s (from the title)") % {"kind": kind_of_title(title).label} if title.strip() else _("From the title")
    )


def follow_title(form: forms.Form) -> None:
    """Let the field `kind` of `form` start with what its `title` speaks of, and say so while the title is typed."""
    field: Any = form.fields["kind"]
    field.required, field.no_mark = False, True
    field.choices = [(FROM_TITLE, say_kind_of_title(str(form["title"].value() or ""))), *Kind.choices]
    form.fields["title"].widget.attrs |= {
        "hx-get": reverse_lazy("follow_ups:kind_of_title"),
        "hx-trigger": "input changed delay:200ms",
        "hx-target": f"#{form['kind'].id_for_label} option",
        "hx-params": form["title"].html_name,
        "hx-swap": "innerHTML",
        "hx-select": "unset",
        "hx-select-oob": "unset",
        "hx-sync": "this:replace",
    }
