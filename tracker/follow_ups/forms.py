"""What people type about a follow-up."""

from contextlib import suppress
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.classification_field import Classification
from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.form_fields import let_add, organisation_field, person_field
from tracker.directory.left import ask_about_leaver
from tracker.follow_ups import statuses
from tracker.follow_ups.choices import FollowUpPriority, Kind, OwedBy, Strength
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.suggestions.kind_of_title import FROM_TITLE, follow_title, kind_of_title
from tracker.history.once import KeyField
from tracker.history.three_way_merge import merge
from tracker.kit.date_as_said_field import DateAsSaidField
from tracker.kit.form_fields import MultiLineField, SingleLineField, VersionField
from tracker.kit.row_by_name_field import NameField, lazy_rows
from tracker.kit.rows_by_name_field import CheckedRowsField
from tracker.kit.set_up_fields import set_up_fields
from tracker.mandates.form_fields import targets_field
from tracker.mandates.mandate_or_paragraph import Targets
from tracker.meetings.models import Meeting
from tracker.meetings.next_meeting import count_from_meeting, count_from_named_meeting
from tracker.tags.form_fields import tags_field
from tracker.tags.models import Tag


def due_field(**options: Any) -> DateAsSaidField:
    return DateAsSaidField(label=_("Due date"), required=False, **options)


def priority_field(**options: Any) -> forms.TypedChoiceField:
    choices = [("", "–"), *FollowUpPriority.choices]
    return forms.TypedChoiceField(
        label=_("Priority"), choices=choices, coerce=int, empty_value=None, required=False, **options
    )


class FollowUpForm(forms.Form):
    """All that can be said of a follow-up when it is logged; `SHORT` is what the panel beside the words shows first."""

    SHORT = ("title", "owner", "owner_left", "due_on", "kind", "unit", "partner", "strength", "priority", "conditional")

    title = SingleLineField(label=_("Title"), max_length=250)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    owner = person_field(label=_("Owner"))
    unit = organisation_field("directory:unit_suggestions", label=_("Unit"))
    partner = organisation_field(label=_("Partner"))
    due_on = due_field()
    strength = forms.ChoiceField(label=_("Strength"), choices=Strength)
    priority = priority_field()
    conditional = forms.BooleanField(
        label=_("Conditional on resources"),
        required=False,
        help_text=_("It can start once money or people are there."),
    )
    owed_by = forms.ChoiceField(label=_("Owed by"), choices=OwedBy)
    meeting = NameField(suggestions="meetings:suggestions", label=_("Meeting"), required=False)
    mandates = targets_field(required=False)
    tags = tags_field()
    classification = forms.ChoiceField(
        label=_("Classification"),
        choices=Classification,
        help_text=_("Restricted: only its recorder and its owner see it. A restricted meeting restricts it anyway."),
    )
    detail = MultiLineField(label=_("Detail"), required=False, max_length=20_000)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["detail"].widget.attrs["rows"] = 4
        rows: dict[str, Any] = {
            "owner": choosable_names.people(user),
            "partner": choosable_names.organisations(user),
            "unit": choosable_names.units(user),
            "meeting": lazy_rows(lambda: Meeting.objects.visible_to(user)),
            "mandates": Targets.visible_to(user),
            "tags": lazy_rows(lambda: Tag.objects.visible_to(user)),
        }
        set_up_fields(self, rows=rows, whole=["title", "mandates", "tags", "detail"])
        let_add(self, user, people=["owner"], organisations=["partner"])
        count_from_named_meeting(self.due, "meeting", self._named_meeting, user)

    @property
    def due(self) -> DateAsSaidField:
        return cast("DateAsSaidField", self.fields["due_on"])

    def stay_with(self, meeting: Meeting | None) -> None:
        """It is of that meeting and of no other."""
        del self.fields["meeting"]
        count_from_meeting(self.due, meeting, self.user)

    def _named_meeting(self) -> Meeting | None:
        named = self["meeting"]
        with suppress(forms.ValidationError):
            meeting: Meeting | None = named.field.clean(named.value())
            return meeting
        return None

    def short_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.SHORT if name in self.fields]

    def further_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.SHORT]

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        return dict(self.cleaned_data)


def same_as_field(user: User) -> CheckedRowsField:
    """Those, proposed while the title was typed, of which it was ticked that they promise the same."""
    return CheckedRowsField(FollowUp.objects.visible_to(user), required=False, widget=forms.MultipleHiddenInput)


class LogForm(FollowUpForm):
    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        follow_title(self)
        if "same_as" in self.data:
            self.fields["same_as"] = same_as_field(self.user)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == FROM_TITLE:
            data["kind"] = kind_of_title(data.get("title", ""))
        ask_about_leaver(self, "owner")
        return data

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "same_as"}


class TitleForm(forms.Form):
    """A title alone, typed where its card will stand: the rest is guessed from it."""

    title = SingleLineField(label=_("New follow-up"), max_length=250)
    key = KeyField()

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if "same_as" in self.data:
            self.fields["same_as"] = same_as_field(user)


class EditForm(FollowUpForm):
    version = VersionField()
    reason = SingleLineField(
        label=_("Reason, if the strength changes or the due date moves again"), required=False, max_length=500
    )

    field_order = (*FollowUpForm.base_fields, "reason")

    def __init__(self, *args: Any, follow_up: FollowUp, user: User, **kwargs: Any) -> None:
        started = {name: follow_up.value_of(name) for name in FollowUpForm.base_fields} | {"version": follow_up.version}
        super().__init__(*args, user=user, initial=started, **kwargs)
        self.follow_up = follow_up
        # Its label says when it is needed.
        set_up_fields(self, unmarked=["reason"])
        if follow_up.passage_id:
            # The quote stands in that meeting's record: the follow-up can stand under no other.
            self.stay_with(follow_up.meeting)
        if not permissions.may_choose_owner(user, follow_up):
            self.fields["owner"].disabled = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        asked: dict[str, Any] = {name: data[name] for name in ("due_on", "strength") if name in data}
        # What somebody else changed meanwhile is theirs to give a reason for.
        mine, _clashes = merge(self.follow_up, data.get("version") or self.follow_up.version, asked, by=self.user)
        for field, sentence in statuses.problems_without_reason(self.follow_up, mine, data.get("reason", "")).items():
            self.add_error(field, sentence)
        ask_about_leaver(self, "owner", self.follow_up.owner)
        return data

    def values(self) -> dict[str, Any]:
        values = super().values()
        return {name: value for name, value in values.items() if name not in ("version", "reason")}
