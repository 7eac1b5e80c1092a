"""The lines of a form in which participants are named: a person, for whom they spoke, their title and role that day."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.get_or_add import new_organisation, new_person
from tracker.directory.models import Organisation, Person
from tracker.kit.form_fields import SingleLineField
from tracker.kit.row_by_name_field import NameField, lazy_rows
from tracker.kit.set_up_fields import set_up_fields
from tracker.kit.text import fold
from tracker.meetings.participant_values import Attendance, Participant, ParticipantRole

Names = Mapping[str, QuerySet[Any]]

MOST = 300
PREFIX = "participants"
TOO_MANY = _("Name at most %(num)s participants.")
GARBLED = _("The list of participants arrived garbled. Please look at it again.")


def names_for(user: User) -> Names:
    """What the lines of one form may name; asked for once, however many lines there are."""
    return {
        "person": lazy_rows(lambda: Person.objects.listed_for(user), own=lambda: choosable_names.own_key(user)),
        "organisation": lazy_rows(lambda: Organisation.objects.listed_for(user)),
    }


class UnchangedNameField(NameField):
    """Takes the name it started with as that very row, even when others have the same name."""

    was: Any = None

    def to_python(self, value: Any) -> Any:
        return self.was if self.was and value == self.was.label else super().to_python(value)


class ParticipantForm(forms.Form):
    person = UnchangedNameField(
        label=_("Person"), suggestions="directory:person_suggestions", required=False, make=new_person
    )
    organisation = UnchangedNameField(
        label=_("Spoke for"), suggestions="directory:organisation_suggestions", required=False, make=new_organisation
    )
    title = SingleLineField(label=_("Title that day"), required=False, max_length=200)
    role = forms.ChoiceField(label=_("Role"), choices=ParticipantRole, required=False)
    attendance = forms.ChoiceField(
        label=_("Attendance"), choices=Attendance, initial=Attendance.ATTENDED, required=False
    )

    def __init__(self, *args: Any, rows: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_up_fields(self, rows=rows, unmarked=self.fields)
        fields: dict[str, Any] = self.fields
        for name in rows:
            started = self.initial.get(name)
            fields[name].was = started if isinstance(started, Person | Organisation) else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        said = any(data.get(name) for name in ("organisation", "title", "role"))
        if "person" in data and not data["person"] and said:
            self.add_error("person", _("Say who it was."))
        return data

    def take_focus(self) -> Self:
        self.fields["person"].widget.attrs["autofocus"] = True
        return self

    @property
    def participant(self) -> Participant | None:
        data = self.cleaned_data
        if not data.get("person"):
            return None
        attendance = data["attendance"] or Attendance.ATTENDED
        return Participant(data["person"], data["organisation"], data["title"], data["role"], attendance)


class ParticipantRowsBase(forms.BaseFormSet):  # type: ignore[type-arg]
    heading, place, ROW = _("Participants"), "participants", _("Participant %(number)s, %(label)s")
    default_error_messages = {
        "missing_management_form": GARBLED,
        "too_many_forms": TOO_MANY,
    }

    def __init__(self, data: Any = None, *, user: User, started: list[dict[str, Any]] | None = None) -> None:
        super().__init__(data, prefix=PREFIX, initial=started, form_kwargs={"rows": names_for(user)})
        if started is not None:
            self.extra = 1

    def clean(self) -> None:
        if (self.management_form.cleaned_data["TOTAL_FORMS"] or 0) < 0:
            raise forms.ValidationError(GARBLED)
        seen: set[Any] = set()
        for form in self.forms:
            person = form.cleaned_data.get("person") if form.is_valid() else None
            if person and (key := person.pk or fold(person.name)) in seen:
                form.add_error("person", _("This person stands in the list already."))
            elif person:
                seen.add(key)

    @cached_property
    def participants(self) -> list[Participant]:
        return [form.participant for form in self.forms if form.participant]

    def typed(self) -> list[dict[str, Any]]:
        return [{name: form[name].data for name in form.fields} for form in self.forms][: MOST - 1]


ParticipantRows: type[ParticipantRowsBase] = forms.formset_factory(  # type: ignore[assignment]
    ParticipantForm, ParticipantRowsBase, extra=3, max_num=MOST, absolute_max=MOST, validate_max=True
)


def with_people(typed: list[dict[str, Any]], further: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The lines that were `typed`, and in those left empty, or after them, `further` people who stand in none."""
    said = [line for line in typed if any(line.get(name) for name in ("person", "organisation", "title"))]
    known = {fold(str(line.get("person") or "")) for line in said}
    new = [line for line in further if fold(line["person"]) not in known]
    empty: list[dict[str, Any]] = [{}] * (len(typed) - 1 - len(said) - len(new))
    return [*said, *new, *empty][: MOST - 1]


def another_row(total: str, user: User) -> tuple[ParticipantForm | None, int]:
    """The line after the `total` lines that a page has, and how many it has then; no line when it is full."""
    number = int(total) if total.isdecimal() and len(total) < 5 else 0
    if number >= MOST:
        return None, MOST
    return ParticipantForm(prefix=f"{PREFIX}-{number}", rows=names_for(user)).take_focus(), number + 1
