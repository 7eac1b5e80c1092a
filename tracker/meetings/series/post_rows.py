"""The lines of a form in which posts are named: whoever holds one on the day of a meeting is invited."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.kit.form_fields import SingleLineField
from tracker.kit.row_by_name_field import lazy_rows
from tracker.kit.set_up_fields import set_up_fields
from tracker.meetings.participant_forms import UnchangedNameField
from tracker.meetings.series.usual_participant_values import Usual

MOST = 60
SPARE = 3
GARBLED = _("The list of posts arrived garbled. Please look at it again.")


class PostForm(forms.Form):
    title = SingleLineField(label=_("Post"), required=False, max_length=200)
    organisation = UnchangedNameField(label=_("At"), suggestions="directory:organisation_suggestions", required=False)

    def __init__(self, *args: Any, rows: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_up_fields(self, rows=rows, unmarked=self.fields)
        fields: dict[str, Any] = self.fields
        started = self.initial.get("organisation")
        fields["organisation"].was = started if isinstance(started, Organisation) else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("title") and "organisation" in data and not data["organisation"]:
            self.add_error("organisation", _("Say where this post is."))
        if data.get("organisation") and "title" in data and not data["title"]:
            self.add_error("title", _("Say which post it is."))
        return data

    @property
    def usual(self) -> Usual | None:
        data = self.cleaned_data
        return Usual(None, data["organisation"], data["title"]) if data.get("title") else None


class PostRowsBase(forms.BaseFormSet):  # type: ignore[type-arg]
    heading, place, ROW = _("Posts"), "posts", _("Post %(number)s, %(label)s")
    default_error_messages = {
        "missing_management_form": GARBLED,
        "too_many_forms": _("Name at most %(num)s posts."),
    }

    def __init__(self, data: Any = None, *, user: User, started: list[dict[str, Any]] | None = None) -> None:
        rows = {"organisation": lazy_rows(lambda: Organisation.objects.listed_for(user))}
        super().__init__(data, prefix="posts", initial=started, form_kwargs={"rows": rows})

    def clean(self) -> None:
        if (self.management_form.cleaned_data["TOTAL_FORMS"] or 0) < 0:
            raise forms.ValidationError(GARBLED)

    @property
    def posts(self) -> list[Usual]:
        return [form.usual for form in self.forms if form.usual]


PostRows: type[PostRowsBase] = forms.formset_factory(  # type: ignore[assignment]
    PostForm, PostRowsBase, extra=SPARE, max_num=MOST, absolute_max=MOST, validate_max=True
)
