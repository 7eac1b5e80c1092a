"""What people type to change many follow-ups at once: whatever is left empty stays as it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.form_fields import organisation_field, person_field
from tracker.directory.left import ask_about_leaver
from tracker.follow_ups import statuses
from tracker.follow_ups.bulk.bulk_edit import BulkEdit
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.forms import due_field
from tracker.follow_ups.statuses import Status
from tracker.kit.form_fields import MultiLineField, TypedDateField
from tracker.kit.positive_number_field import WholeNumberField
from tracker.kit.row_by_name_field import lazy_rows
from tracker.kit.set_up_fields import set_up_fields
from tracker.lists.field_places import InBulk
from tracker.lists.field_register import Column, choice_columns
from tracker.tags.form_fields import tag_field
from tracker.tags.models import Tag

STAYS = ("", _("As it is"))
SAY_WHAT = _("Say what to change first: fill in at least one field.")
# The status and what goes with it are moved by a verb of their own; the others are edited.
MOVED = ("status", "waiting_on", "review_on")
TAGS = ("tag", "tag_off")
EDITED = [name for name in COLUMNS.named(InBulk) if name not in (*MOVED, *TAGS)]
EMPTIED = [said.name or name for name, said in COLUMNS.at(InBulk).items() if said.empties]
CHOICES = [column for column in choice_columns(COLUMNS, InBulk) if column.name in EDITED]
# Those that what is ticked is changed in at once, by what the form calls them.
DIRECT = {name: said.name or name for name, said in COLUMNS.at(InBulk).items() if said.is_direct}
LONGEST_SHIFT = 3_660


def _choice_field(column: Column) -> forms.Field:
    choices = [STAYS, *(column.choices.choices if column.choices else ())]
    return forms.TypedChoiceField(label=str(column.label), choices=choices, coerce=column.value_of, required=False)


class BulkEditForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[STAYS, *((each, each.label) for each in Status if each != Status.PENDING)],
        required=False,
    )
    waiting_on = organisation_field(label=_("Waiting on"), help_text=_("Left empty: the partner of each."))
    review_on = TypedDateField(label=_("Until"), required=False)
    due_on = due_field()
    shift = WholeNumberField(
        label=_("Shift the due date"),
        required=False,
        min_value=-LONGEST_SHIFT,
        max_value=LONGEST_SHIFT,
        help_text=_("By so many days, such as 14; with a minus, earlier."),
    )
    owner = person_field(label=_("Owner"))
    unit = organisation_field("directory:unit_suggestions", label=_("Unit"))
    partner = organisation_field(label=_("Partner"))
    tag = tag_field(label=_("Give a tag"))
    tag_off = tag_field(label=_("Take off a tag"))
    empty = forms.MultipleChoiceField(
        label=_("Make empty"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = MultiLineField(
        label=_("Note"),
        required=False,
        max_length=20_000,
        help_text=_("Why, in a few words. It stands in the history of each."),
    )

    WAITING = ("waiting_on", "review_on")

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data, auto_id="wish_%s")
        self.fields |= {column.name: _choice_field(column) for column in CHOICES}
        self.order_fields([*list(self.base_fields)[:-2], *(column.name for column in CHOICES), "empty", "note"])
        for name in (*EDITED, *TAGS):
            if not may_ask(user, name):
                del self.fields[name]
        empty: Any = self.fields["empty"]
        empty.choices = [(name, field.label) for name, field in self.fields.items() if name in EMPTIED]
        self.fields["note"].widget.attrs["rows"] = 2
        rows = {
            "waiting_on": choosable_names.organisations(user),
            "owner": choosable_names.people(user),
            "unit": choosable_names.units(user),
            "partner": choosable_names.organisations(user),
            **dict.fromkeys(TAGS, lazy_rows(lambda: Tag.objects.visible_to(user))),
        }
        rows = {name: each for name, each in rows.items() if name in self.fields}
        set_up_fields(self, rows=rows, unmarked=self.fields)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        given = {name: data.get(name) or name in self.errors for name in self.fields}
        if data.get("status") in (Status.DECLINED, Status.DROPPED) and not given["note"]:
            self.add_error("note", statuses.SENTENCES["reason"])
        if data.get("status") == Status.WAITING and not given["review_on"]:
            self.add_error("review_on", statuses.SENTENCES["review_on"])
        if given["due_on"] and given.get("shift"):
            self.add_error("shift", _("Choose one: a due date for all, or a shift."))
        if data.get("tag") and data["tag"] == data.get("tag_off"):
            self.add_error("tag_off", _("Choose one: give the tag, or take it off."))
        for name in data.get("empty", ()):
            if given[name] or (name == "due_on" and given.get("shift")):
                self.add_error(name, _("Choose one: fill it in, or make it empty."))
        return data

    def bulk_edit(self) -> BulkEdit:
        data = self.cleaned_data
        columns: dict[str, Any] = {name: data[name] for name in EDITED if data.get(name)}
        columns |= dict.fromkeys(data.get("empty", ()))
        waits = {name: data[name] for name in self.WAITING} if data["status"] == Status.WAITING else {}
        tags: dict[str, Any] = {name: data.get(name) for name in TAGS}
        more: dict[str, Any] = {"shift": data.get("shift") or 0, "note": data["note"]}
        return BulkEdit(status=data["status"], **waits, columns=columns, **tags, **more)


def may_ask(user: User, name: str) -> bool:
    """Whether `user` may ask for this column of many: an owner for what they may change of their own."""
    return permissions.may_log(user) or permissions.OF_FOLLOW_UP.get(name) is permissions.may_update


def direct_columns(user: User) -> dict[str, Any]:
    """Those in which `user` may change what is ticked at once, and what the form calls them."""
    return {name: BulkEditForm.base_fields[field].label for name, field in DIRECT.items() if may_ask(user, field)}


class DirectForm(BulkEditForm):
    """What is asked most often of what is ticked, `column` first."""

    def __init__(self, data: Any, *, column: str, user: User) -> None:
        super().__init__(data, user=user)
        names = list(dict.fromkeys((DIRECT[column], *DIRECT.values())))
        at = names.index("status") + 1
        kept = [*names[:at], *self.WAITING, *names[at:], "note"]
        self.fields = {name: self.fields[name] for name in kept if name in self.fields}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        ask_about_leaver(self, "owner")
        if not self.errors and not self.bulk_edit().asks:
            raise forms.ValidationError(SAY_WHAT)
        return data
